//! The volume between two times of each day.

use egui::Ui;
use jiff::{
    ToSpan,
    civil::{Time, time},
};

use super::{Ended, Outcome, framed, hours::time_ui, scrolled};
use crate::{
    action::{KioskAction, StaffAction},
    phrases,
    view::VolumeSlot,
    widgets::{self, Face, Step},
};

/// One touch of the volume's stepper.
pub const STEP_DB: f32 = 3.0;

#[derive(Debug)]
pub struct SlotsSheet {
    slots: Vec<VolumeSlot>,
    usual: f32,
}

impl SlotsSheet {
    /// `usual`: the volume outside these times.
    pub fn new(slots: Vec<VolumeSlot>, usual: f32) -> Self {
        Self { slots, usual }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Outcome {
        let problem = problem(&self.slots);
        let ended = framed(ui, "Volume selon l’heure", problem.as_deref(), |ui| {
            scrolled(ui, "slots", |ui| self.list_ui(ui));
        });
        match ended {
            Ended::No => Outcome::Stays,
            Ended::Dropped => Outcome::Closes,
            Ended::Saved => {
                let mut slots = self.slots.clone();
                slots.sort_by_key(|slot| slot.from);
                Outcome::Wishes(vec![StaffAction::Kiosk(KioskAction::SetVolumeSchedule(slots))])
            }
        }
    }

    fn list_ui(&mut self, ui: &mut Ui) {
        let usual = phrases::volume(self.usual);
        widgets::body(ui, &format!("En dehors de ces heures\u{a0}: {usual}."));
        let mut dropped = None;
        for (index, slot) in self.slots.iter_mut().enumerate() {
            ui.push_id(index, |ui| {
                if one_ui(ui, slot, index + 1) {
                    dropped = Some(index);
                }
            });
        }
        if let Some(index) = dropped {
            self.slots.remove(index);
        }
        if widgets::wide(ui, Face::Plain, "Ajouter une plage") {
            let from = self.slots.last().map_or(time(9, 0, 0, 0), |slot| slot.to);
            let to: Time = from.saturating_add(1.hour());
            let volume = phrases::volume_of_db(-9.0);
            self.slots.push(VolumeSlot { from, to, volume });
        }
    }
}

fn one_ui(ui: &mut Ui, slot: &mut VolumeSlot, number: usize) -> bool {
    let mut is_dropped = false;
    widgets::card(ui, "", |ui| {
        widgets::columns(ui, 13.0, 2, |ui, column| match column {
            0 => time_ui(ui, &format!("De ({number})"), &mut slot.from),
            _ => time_ui(ui, &format!("À ({number})"), &mut slot.to),
        });
        let label = format!("Volume ({number})");
        if let Some(step) = widgets::stepper(ui, &label, &phrases::volume(slot.volume), false) {
            slot.volume = stepped(slot.volume, step);
        }
        is_dropped = widgets::button(ui, Face::Plain, &format!("Retirer ({number})"));
    });
    is_dropped
}

/// Three decibels more or less; below the quietest it is mute.
pub fn stepped(volume: f32, step: Step) -> f32 {
    let lowest = -phrases::VOLUME_RANGE_DB;
    match (phrases::volume_db(volume), step) {
        (_, Step::Value) => volume,
        (None, Step::More) => phrases::volume_of_db(lowest),
        (None, Step::Less) => 0.0,
        (Some(db), Step::Less) if db <= lowest + 0.5 => 0.0,
        (Some(db), step) => {
            let by = if step == Step::More { STEP_DB } else { -STEP_DB };
            phrases::volume_of_db(((db + by) / STEP_DB).round() * STEP_DB)
        }
    }
}

fn problem(slots: &[VolumeSlot]) -> Option<String> {
    if slots.iter().any(|slot| slot.from >= slot.to) {
        return Some("L’heure de fin doit être après celle de début.".to_owned());
    }
    let mut sorted = slots.to_vec();
    sorted.sort_by_key(|slot| slot.from);
    let overlaps = sorted.windows(2).any(|pair| pair[0].to > pair[1].from);
    overlaps.then(|| "Deux plages se recouvrent.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_volume_goes_by_three_decibels_down_to_silence_and_back() {
        let mut volume = 1.0;
        let mut said = Vec::new();
        for _ in 0..8 {
            volume = stepped(volume, Step::Less);
            said.push(phrases::volume(volume).replace('\u{a0}', " "));
        }
        assert_eq!(
            said,
            ["−3 dB", "−6 dB", "−9 dB", "−12 dB", "−15 dB", "−18 dB", "muet", "muet"]
        );
        for _ in 0..9 {
            volume = stepped(volume, Step::More);
        }
        assert_eq!(volume, 1.0);
    }

    #[test]
    fn slots_do_not_overlap() {
        let slot = |from, to| VolumeSlot {
            from: time(from, 0, 0, 0),
            to: time(to, 0, 0, 0),
            volume: 0.5,
        };
        assert_eq!(problem(&[slot(12, 14), slot(9, 12)]), None);
        assert!(problem(&[slot(12, 14), slot(9, 13)]).is_some());
        assert!(problem(&[slot(12, 12)]).is_some());
    }
}

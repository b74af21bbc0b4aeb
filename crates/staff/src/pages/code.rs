//! A new code: typed twice, so that nobody locks themselves out.

use egui::Ui;

use super::{locked, pad};
use crate::{
    action::StaffAction,
    lock::{self, Pin},
    look::tokens::Tone,
    panel::Panel,
    view::Refusal,
    widgets::{self, Face},
};

/// What is being typed at the pad.
#[derive(Debug, Default)]
pub struct Code {
    pub typed: Pin,
    /// The proposal, typed once.
    first: Option<Pin>,
    /// What was wrong with the last one, seen here.
    told: Option<Told>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Refused(Refusal),
    Differs,
}

/// The page that follows the first-start code.
pub fn ui(panel: &mut Panel, ui: &mut Ui, refusal: Option<Refusal>, actions: &mut Vec<StaffAction>) {
    locked::sheet(ui, |ui| {
        if let Some(pin) = panel.code.ui(ui, refusal) {
            actions.push(StaffAction::ChoosePin(pin));
        }
        if widgets::wide(ui, Face::Plain, "Revenir aux visiteurs") {
            actions.push(StaffAction::Close);
        }
    });
}

impl Code {
    /// The pad with what it is for; the code, once it was typed twice.
    pub fn ui(&mut self, ui: &mut Ui, refusal: Option<Refusal>) -> Option<Pin> {
        let about = match self.first {
            None => "De quatre à dix chiffres, à ne pas noter sur la borne.",
            Some(_) => "Le taper encore une fois.",
        };
        locked::head(ui, "Choisir un nouveau code", about);
        match (self.told, refusal) {
            (Some(Told::Differs), _) => {
                widgets::toned(ui, Tone::Attention, |ui| {
                    widgets::body(ui, "Les deux codes ne sont pas les mêmes\u{a0}: recommencer.");
                });
            }
            (Some(Told::Refused(refusal)), _) | (None, Some(refusal)) if self.first.is_none() => {
                locked::refused(ui, refusal);
            }
            _ => {}
        }
        if pad::ui(ui, &mut self.typed, false) {
            self.typed()
        } else {
            None
        }
    }

    fn typed(&mut self) -> Option<Pin> {
        let typed = std::mem::take(&mut self.typed);
        self.told = None;
        match self.first.take() {
            None => match lock::refusal(&typed) {
                Some(refusal) => self.told = Some(Told::Refused(refusal)),
                None => self.first = Some(typed),
            },
            Some(first) if first == typed => return Some(typed),
            Some(_) => self.told = Some(Told::Differs),
        }
        None
    }
}

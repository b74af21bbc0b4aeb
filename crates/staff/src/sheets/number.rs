//! A number, typed on a pad.

use std::ops::RangeInclusive;

use egui::{Ui, Vec2};

use super::{Ended, Outcome, framed};
use crate::{
    action::{EventAction, KioskAction, StaffAction},
    look::{self, icon::Icon, scale, tokens},
    phrases,
    widgets::{self, Face},
};

const DIGITS_MAX: usize = 6;

/// What the number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFor {
    DiagonalInches,
    MountingHeightMm,
    ExpectedVisits,
    IdleMenuSecs,
    IdlePlaySecs,
    CountdownSecs,
}

impl NumberFor {
    /// The least and the most.
    pub fn range(self) -> RangeInclusive<f32> {
        match self {
            Self::DiagonalInches => 7.0..=120.0,
            Self::MountingHeightMm => 300.0..=2500.0,
            Self::ExpectedVisits => 1.0..=1000.0,
            Self::IdleMenuSecs | Self::IdlePlaySecs => 10.0..=600.0,
            Self::CountdownSecs => 5.0..=60.0,
        }
    }

    /// What one touch of a stepper adds.
    pub fn step(self) -> f32 {
        match self {
            Self::DiagonalInches => 0.5,
            Self::MountingHeightMm | Self::ExpectedVisits => 10.0,
            Self::IdleMenuSecs | Self::IdlePlaySecs | Self::CountdownSecs => 5.0,
        }
    }

    fn decimals(self) -> usize {
        usize::from(self == Self::DiagonalInches)
    }

    pub fn unit(self) -> &'static str {
        match self {
            Self::DiagonalInches => "pouces",
            Self::MountingHeightMm => "mm",
            Self::ExpectedVisits => "essais",
            Self::IdleMenuSecs | Self::IdlePlaySecs | Self::CountdownSecs => "s",
        }
    }

    pub fn action(self, number: f32) -> StaffAction {
        let whole = number.round().max(0.0) as u32;
        let kiosk = |action| StaffAction::Kiosk(action);
        match self {
            Self::DiagonalInches => kiosk(KioskAction::SetDiagonal(number)),
            Self::MountingHeightMm => kiosk(KioskAction::SetMountingHeight(whole)),
            Self::ExpectedVisits => StaffAction::Event(EventAction::SetExpectedVisits(whole)),
            Self::IdleMenuSecs => kiosk(KioskAction::SetIdleMenu(whole)),
            Self::IdlePlaySecs => kiosk(KioskAction::SetIdlePlay(whole)),
            Self::CountdownSecs => kiosk(KioskAction::SetCountdown(whole)),
        }
    }

    /// One touch of a stepper up (1) or down (−1) from `number`; `None` where it stands at its end.
    pub fn stepped(self, number: f32, direction: f32) -> Option<f32> {
        let range = self.range();
        // To the next multiple: 47 goes to 50, then to 55.
        let steps = number / self.step();
        let next = if direction > 0.0 {
            (steps + 1e-3).floor() + 1.0
        } else {
            (steps - 1e-3).ceil() - 1.0
        };
        let next = (next * self.step()).clamp(*range.start(), *range.end());
        ((next - number).abs() > 1e-3).then_some(next)
    }
}

#[derive(Debug)]
pub struct NumberSheet {
    title: String,
    purpose: NumberFor,
    /// As it is typed, with a comma; empty: nothing yet.
    typed: String,
    now: f32,
}

impl NumberSheet {
    pub fn new(title: &str, now: f32, purpose: NumberFor) -> Self {
        Self {
            title: title.to_owned(),
            purpose,
            typed: String::new(),
            now,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Outcome {
        let number = self.number();
        let problem = self.problem(number);
        let title = self.title.clone();
        let ended = framed(ui, &title, problem.as_deref(), |ui| {
            let scale = scale(ui);
            let shown = if self.typed.is_empty() {
                phrases::decimal(self.now, usize::from(self.now.fract() != 0.0))
            } else {
                self.typed.clone()
            };
            let ink = if self.typed.is_empty() {
                tokens::INK_SOFT
            } else {
                tokens::INK
            };
            ui.vertical_centered(|ui| {
                let font = look::display(scale.title() * 1.3);
                widgets::line(ui, &format!("{shown}\u{a0}{}", self.purpose.unit()), font, ink);
            });
            self.pad_ui(ui);
        });
        match (ended, number) {
            (Ended::No, _) | (Ended::Saved, None) => Outcome::Stays,
            (Ended::Dropped, _) => Outcome::Closes,
            (Ended::Saved, Some(number)) => Outcome::Wishes(vec![self.purpose.action(number)]),
        }
    }

    fn number(&self) -> Option<f32> {
        self.typed.replace(',', ".").parse().ok()
    }

    /// Why this cannot be saved; empty where that needs no word.
    fn problem(&self, number: Option<f32>) -> Option<String> {
        let range = self.purpose.range();
        match number {
            None => Some(String::new()),
            Some(number) if range.contains(&number) => None,
            Some(_) => Some(format!(
                "De {} à {}\u{a0}{}.",
                phrases::decimal(*range.start(), 0),
                phrases::decimal(*range.end(), 0),
                self.purpose.unit()
            )),
        }
    }

    fn pad_ui(&mut self, ui: &mut Ui) {
        let scale = scale(ui);
        let gap = scale.gap();
        let width = (scale.target * 3.2).min((ui.available_width() - 2.0 * gap) / 3.0);
        let height = ((ui.available_height() - 5.0 * gap) / 4.0).clamp(scale.target, scale.target * 2.2);
        let size = Vec2::new(width, height);
        let margin = (ui.available_width() - 3.0 * width - 2.0 * gap) / 2.0;
        let comma = if self.purpose.decimals() > 0 { "," } else { "" };
        for line in [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], [comma, "0", "⌫"]] {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                ui.add_space(margin);
                for key in line {
                    self.key_ui(ui, key, size);
                }
            });
        }
    }

    fn key_ui(&mut self, ui: &mut Ui, key: &str, size: Vec2) {
        match key {
            "" => drop(ui.allocate_space(size)),
            "⌫" => {
                if widgets::icon_board(ui, Face::Plain, Icon::Erase, "Effacer", size).clicked() {
                    self.typed.pop();
                }
            }
            key => {
                let is_second_comma = key == "," && (self.typed.contains(',') || self.typed.is_empty());
                if widgets::key(ui, key, size) && self.typed.len() < DIGITS_MAX && !is_second_comma {
                    self.typed.push_str(key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stepper_goes_to_the_next_round_number_and_stops_at_its_ends() {
        let idle = NumberFor::IdleMenuSecs;
        assert_eq!(idle.stepped(45.0, 1.0), Some(50.0));
        assert_eq!(idle.stepped(47.0, 1.0), Some(50.0));
        assert_eq!(idle.stepped(47.0, -1.0), Some(45.0));
        assert_eq!(idle.stepped(600.0, 1.0), None);
        assert_eq!(idle.stepped(10.0, -1.0), None);
        assert_eq!(NumberFor::DiagonalInches.stepped(15.6, 1.0), Some(16.0));
        assert_eq!(NumberFor::ExpectedVisits.stepped(10.0, -1.0), Some(1.0));
        assert_eq!(NumberFor::ExpectedVisits.stepped(1.0, 1.0), Some(10.0));
    }

    #[test]
    fn what_is_out_of_range_says_its_range() {
        let mut sheet = NumberSheet::new("", 32.0, NumberFor::DiagonalInches);
        assert_eq!(sheet.problem(sheet.number()), Some(String::new()));
        sheet.typed = "15,6".to_owned();
        assert_eq!((sheet.number(), sheet.problem(sheet.number())), (Some(15.6), None));
        sheet.typed = "156".to_owned();
        assert_eq!(sheet.problem(sheet.number()).unwrap(), "De 7 à 120\u{a0}pouces.");
    }
}

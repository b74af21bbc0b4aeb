//! A name, typed on the glass.

use egui::Ui;
use etabli_language::Bilingual;

use super::{
    Ended, Handed, Outcome, framed,
    keyboard::{Keyboard, Line},
};
use crate::{
    action::{EventAction, StaffAction},
    widgets,
};

/// What visitors' screens have room for.
const LETTERS_MAX: usize = 60;

/// What the text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextFor {
    /// The other language stays as it is.
    EventName(Bilingual),
    EventPlace(Bilingual),
    /// A new event made from this template.
    NewEvent(String),
    /// The sheet below asked for it.
    Below,
}

#[derive(Debug)]
pub struct TextSheet {
    title: String,
    purpose: TextFor,
    line: Line,
    keyboard: Keyboard,
}

impl TextSheet {
    pub fn new(title: &str, text: &str, purpose: TextFor) -> Self {
        let line = Line::new(text, LETTERS_MAX);
        Self {
            title: title.to_owned(),
            purpose,
            keyboard: Keyboard::for_line(&line),
            line,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Outcome {
        let problem = self.line.text().is_empty().then_some("");
        let title = self.title.clone();
        let ended = framed(ui, &title, problem, |ui| {
            self.keyboard.ui(ui, &mut self.line, &title);
            let left = LETTERS_MAX - self.line.text().chars().count().min(LETTERS_MAX);
            if left <= 10 {
                let left = u64::try_from(left).unwrap_or(0);
                let left = crate::phrases::counted(left, "lettre", "lettres");
                widgets::small(ui, &format!("Encore {left}."));
            }
        });
        match ended {
            Ended::No => Outcome::Stays,
            Ended::Dropped => Outcome::Closes,
            Ended::Saved => self.saved(),
        }
    }

    fn saved(&self) -> Outcome {
        let text = self.line.text();
        let renamed = |before: &Bilingual| {
            // A name that was the same in both languages stays so.
            let english = if before.fr == before.en || before.en.is_empty() {
                &text
            } else {
                &before.en
            };
            Bilingual::new(text.clone(), english.clone())
        };
        let action = match &self.purpose {
            TextFor::EventName(before) => EventAction::SetName(renamed(before)),
            TextFor::EventPlace(before) => EventAction::SetPlace(renamed(before)),
            TextFor::NewEvent(template) => EventAction::Create {
                template: template.clone(),
                name: text,
            },
            TextFor::Below => return Outcome::Hands(Handed::Text(text)),
        };
        Outcome::Wishes(vec![StaffAction::Event(action)])
    }
}

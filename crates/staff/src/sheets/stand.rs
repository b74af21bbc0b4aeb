//! Where someone of a trade can be met: the kit, the stand's name and place, the hours.

use egui::Ui;
use etabli_language::Bilingual;
use jiff::civil::Date;

use super::{Ended, Handed, HoursSheet, Outcome, Sheet, TextFor, TextSheet, framed, scrolled};
use crate::{
    action::{EventAction, StaffAction},
    phrases,
    view::{StaffView, Stand},
    widgets,
};

/// Which text or hours an editor above was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Name,
    Place,
}

#[derive(Debug)]
pub struct StandSheet {
    /// All stands of the event; this one among them, if it is not new.
    others: Vec<Stand>,
    index: Option<usize>,
    stand: Stand,
    days: (Date, Date),
    asked: Asked,
}

impl StandSheet {
    /// The stand at `index` of the event's list; `None`: a new one.
    pub fn new(view: &StaffView, index: Option<usize>) -> Self {
        let event = &view.event;
        let known = index.and_then(|index| event.stands.get(index)).cloned();
        let first_kit = || event.kits.first().map(|(id, _)| id.clone()).unwrap_or_default();
        Self {
            others: event.stands.clone(),
            index,
            stand: known.unwrap_or_else(|| Stand {
                kit: first_kit(),
                name: Bilingual::default(),
                place: Bilingual::default(),
                presence: event.hours.clone(),
            }),
            days: (event.first_day, event.last_day),
            asked: Asked::Name,
        }
    }

    /// What an editor above it hands back.
    pub fn take(&mut self, handed: Handed) {
        match (handed, self.asked) {
            (Handed::Text(text), Asked::Name) => rename(&mut self.stand.name, text),
            (Handed::Text(text), Asked::Place) => rename(&mut self.stand.place, text),
            (Handed::Hours(hours), _) => self.stand.presence = hours,
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, view: &StaffView) -> Outcome {
        let problem = self.problem();
        let mut opened = None;
        let ended = framed(ui, "Stand à indiquer", problem, |ui| {
            scrolled(ui, "stand", |ui| opened = self.fields_ui(ui, view));
        });
        match (ended, opened) {
            (Ended::Dropped, _) => Outcome::Closes,
            (Ended::Saved, _) => Outcome::Wishes(vec![self.saved()]),
            (Ended::No, Some(sheet)) => Outcome::Opens(sheet),
            (Ended::No, None) => Outcome::Stays,
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, view: &StaffView) -> Option<Sheet> {
        let mut opened = None;
        widgets::card(ui, "Le kit", |ui| {
            let names: Vec<&str> = view.event.kits.iter().map(|(_, name)| name.as_str()).collect();
            let chosen = view.event.kits.iter().position(|(id, _)| *id == self.stand.kit);
            if let Some(index) = widgets::choice(ui, &names, chosen) {
                self.stand.kit.clone_from(&view.event.kits[index].0);
            }
        });
        widgets::card(ui, "Qui, où, quand", |ui| {
            if widgets::field(ui, "Nom du stand", shown(&self.stand.name.fr)) {
                self.asked = Asked::Name;
                opened = Some(Sheet::Text(TextSheet::new(
                    "Nom du stand",
                    &self.stand.name.fr,
                    TextFor::Below,
                )));
            }
            if widgets::field(ui, "Endroit", shown(&self.stand.place.fr)) {
                self.asked = Asked::Place;
                opened = Some(Sheet::Text(TextSheet::new(
                    "Endroit du stand",
                    &self.stand.place.fr,
                    TextFor::Below,
                )));
            }
            if widgets::field(ui, "Heures de présence", &presence(&self.stand)) {
                let hours = self.stand.presence.clone();
                opened = Some(Sheet::Hours(HoursSheet::of_stand(self.days, hours)));
            }
        });
        opened
    }

    /// Why it cannot be saved; empty where that needs no word.
    fn problem(&self) -> Option<&'static str> {
        let stand = &self.stand;
        match () {
            () if stand.kit.is_empty() => Some("Il faut d’abord un kit."),
            () if stand.name.fr.is_empty() || stand.place.fr.is_empty() => Some(""),
            () => None,
        }
    }

    fn saved(&self) -> StaffAction {
        let mut stands = self.others.clone();
        match self.index.and_then(|index| stands.get_mut(index)) {
            Some(known) => known.clone_from(&self.stand),
            None => stands.push(self.stand.clone()),
        }
        StaffAction::Event(EventAction::SetStands(stands))
    }
}

/// A text that was the same in both languages stays so.
fn rename(text: &mut Bilingual, french: String) {
    if text.en.is_empty() || text.en == text.fr {
        text.en.clone_from(&french);
    }
    text.fr = french;
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "à remplir" } else { text }
}

/// « 3 plages, du 26 au 28 mars 2027 ».
pub fn presence(stand: &Stand) -> String {
    let (Some(first), Some(last)) = (
        stand.presence.iter().map(|hours| hours.date).min(),
        stand.presence.iter().map(|hours| hours.date).max(),
    ) else {
        return "jamais\u{a0}: ce stand n’est pas indiqué".to_owned();
    };
    let count = u64::try_from(stand.presence.len()).unwrap_or(u64::MAX);
    let slots = phrases::counted(count, "plage", "plages");
    format!("{slots}, {}", phrases::days(first, last))
}

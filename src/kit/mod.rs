//! The kit format: what a branch writes about a trade, read, checked in full and only then played.

pub mod asset;
pub mod check;
mod decoded;
pub mod files;
pub mod library;
#[cfg(not(target_arch = "wasm32"))]
pub mod mending;
mod models;
#[cfg(not(target_arch = "wasm32"))]
pub mod pack;
mod pictures;
#[cfg(not(target_arch = "wasm32"))]
pub mod proof;
pub mod raw;
mod reading;
pub mod reference;
pub mod rome;
mod sector;
#[cfg(not(target_arch = "wasm32"))]
pub mod store;
#[cfg(not(target_arch = "wasm32"))]
pub mod templates;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

pub use asset::plugin;
pub use check::{Depth, Examination, check};
pub use decoded::Decoded;
pub use files::{FileProblem, KitFiles};
pub use library::{KitsFolder, Library};
pub use raw::{Credit, Criterion, Debrief, Diploma, Fact, Finale, Intro, Metier, Mystery, Step};
#[cfg(not(target_arch = "wasm32"))]
pub use reading::{Reading, kit_from_folder, read_kit};
pub use reading::{parse, paths};
pub use sector::Sector;

use crate::{
    language::{Bilingual, Language},
    mechanics::{Anchors, anchors::NO_ANCHORS},
};

/// An average step, and the debrief, seconds: what the card promises is computed, an author cannot get it wrong.
const STEP_SECS: usize = 40;
const DEBRIEF_SECS: usize = 30;

/// A kit that passed every check. Only [`check`] makes one.
#[derive(Clone, Debug)]
pub struct Kit {
    raw: Arc<raw::Kit>,
    /// By the path of the diorama.
    anchors: Arc<BTreeMap<String, Anchors>>,
    /// Last day of each diploma's registration, in the order of the métier's diplomas.
    diplomas_until: Vec<Date>,
}

impl Kit {
    /// As it is written, its dates at least being dates: for tests of what is done with a kit.
    #[cfg(test)]
    fn unchecked(raw: raw::Kit) -> Self {
        let dates = raw
            .metier
            .diplomas
            .iter()
            .map(|diploma| diploma.valid_until.parse().expect("a date"));
        let diplomas_until = dates.collect();
        Self {
            raw: Arc::new(raw),
            anchors: Arc::default(),
            diplomas_until,
        }
    }

    pub fn id(&self) -> &str {
        &self.raw.id
    }

    /// The kit's own version, `major.minor.patch`.
    pub fn version(&self) -> &str {
        &self.raw.version
    }

    /// « Soudeuse, soudeur »: feminine, comma, masculine in lower case; one word where both are the same.
    pub fn title(&self, language: Language) -> String {
        let Metier {
            feminine, masculine, ..
        } = &self.raw.metier;
        let (feminine, masculine) = (feminine.get(language), masculine.get(language));
        if feminine == masculine {
            feminine.to_owned()
        } else {
            format!("{feminine}, {}", masculine.to_lowercase())
        }
    }

    pub fn metier(&self) -> &Metier {
        &self.raw.metier
    }

    pub fn sector(&self) -> Sector {
        self.raw.metier.sector
    }

    pub fn branch(&self) -> &Bilingual {
        &self.raw.branch.name
    }

    pub fn intro(&self) -> &Intro {
        &self.raw.intro
    }

    pub fn mystery(&self) -> &Mystery {
        &self.raw.mystery
    }

    pub fn steps(&self) -> &[Step] {
        &self.raw.steps
    }

    pub fn finale(&self) -> Option<&Finale> {
        self.raw.finale.as_ref()
    }

    /// What is heard all around, where the author says so.
    pub fn ambience(&self) -> Option<&raw::Ambience> {
        self.raw.ambience.as_ref()
    }

    /// Named nodes of the step's diorama; none if the step is not of this kit.
    pub fn anchors(&self, step: &Step) -> &Anchors {
        self.anchors_of(&step.diorama)
    }

    /// Named nodes of one of the kit's dioramas, by its path; none if it has no such diorama.
    pub fn anchors_of(&self, diorama: &str) -> &Anchors {
        self.anchors.get(diorama).unwrap_or(&NO_ANCHORS)
    }

    pub fn criteria(&self) -> &[Criterion] {
        &self.raw.debrief.criteria
    }

    pub fn debrief(&self) -> &Debrief {
        &self.raw.debrief
    }

    /// Index of the step whose finished work the debrief shows.
    pub fn exhibited_step(&self) -> usize {
        let steps = &self.raw.steps;
        let wanted = self.raw.debrief.shows.as_deref();
        let named = wanted.and_then(|id| steps.iter().position(|step| step.id == id));
        named.unwrap_or(steps.len().saturating_sub(1))
    }

    pub fn facts(&self) -> &[Fact] {
        &self.raw.metier.facts
    }

    pub fn credits(&self) -> &[Credit] {
        &self.raw.credits
    }

    /// Every path the kit refers to.
    pub fn files(&self) -> Vec<String> {
        paths(&self.raw)
    }

    /// Minutes a visit takes, as announced on the card.
    pub fn duration_minutes(&self) -> u32 {
        let secs = self.raw.steps.len() * STEP_SECS + DEBRIEF_SECS;
        u32::try_from(secs.div_ceil(60)).unwrap_or(u32::MAX)
    }

    /// Diplomas still registered on `day`, those open to apprentices first, else in the author's order.
    pub fn diplomas_on(&self, day: Date) -> Vec<&Diploma> {
        let dated = self.raw.metier.diplomas.iter().zip(&self.diplomas_until);
        let mut current: Vec<_> = dated
            .filter(|(_, until)| **until >= day)
            .map(|(diploma, _)| diploma)
            .collect();
        current.sort_by_key(|diploma| !diploma.apprenticeship);
        current
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const BASE: &str = include_str!("../../tests/it/bad_kits/base/kit.ron");

    /// The smallest kit without fault, changed and not checked again.
    fn kit(change: impl FnOnce(&mut raw::Kit)) -> Kit {
        let (mut raw, _) = parse("base/kit.ron", BASE.as_bytes()).expect("the base kit");
        change(&mut raw);
        Kit::unchecked(raw)
    }

    #[test]
    fn the_title_names_both_and_says_nothing_twice() {
        let kit = kit(|_| {});
        assert_eq!(kit.title(Language::French), "Charpentière, charpentier");
        assert_eq!(kit.title(Language::English), "Carpenter");
    }

    #[test]
    fn diplomas_that_ended_are_not_shown_and_apprenticeship_comes_first() {
        let kit = kit(|raw| {
            let first = raw.metier.diplomas[0].clone();
            let other = |name: &str, apprenticeship: bool, until: &str| Diploma {
                name: name.to_owned(),
                apprenticeship,
                valid_until: until.to_owned(),
                ..first.clone()
            };
            raw.metier.diplomas = vec![
                other("a", false, "2028-08-31"),
                other("b", true, "2026-08-31"),
                other("c", true, "2028-08-31"),
            ];
        });
        let on = |day| {
            kit.diplomas_on(day)
                .iter()
                .map(|diploma| diploma.name.clone())
                .collect::<String>()
        };
        assert_eq!(
            [date(2026, 8, 31), date(2026, 9, 1), date(2028, 9, 1)].map(on),
            ["bca", "ca", ""]
        );
    }

    #[test]
    fn a_visit_of_up_to_five_steps_is_announced_as_two_to_four_minutes() {
        let minutes = |steps: usize| {
            let kit = kit(|raw| raw.steps = vec![raw.steps[0].clone(); steps]);
            kit.duration_minutes()
        };
        assert_eq!([1, 2, 3, 4, 5].map(minutes), [2, 2, 3, 4, 4]);
    }

    #[test]
    fn the_debrief_shows_the_last_step_unless_another_is_named() {
        let shown = |shows: Option<&str>| {
            let kit = kit(|raw| {
                let step = |id: &str| Step {
                    id: id.to_owned(),
                    ..raw.steps[0].clone()
                };
                raw.steps = vec![step("regler"), step("souder"), step("controler")];
                raw.debrief.shows = shows.map(str::to_owned);
            });
            kit.exhibited_step()
        };
        assert_eq!([None, Some("souder"), Some("regler")].map(shown), [2, 1, 0]);
    }

    #[test]
    fn a_step_of_another_kit_has_no_anchors() {
        let kit = kit(|_| {});
        assert_eq!(kit.anchors(&kit.steps()[0]).names().count(), 0);
    }
}

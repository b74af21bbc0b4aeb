//! What is known of a visit, and nothing of the person.

use bevy::prelude::Resource;

use crate::{
    language::{Address, Language},
    mechanics::{Level, Mark},
};

/// How the visitor wants the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    pub language: Language,
    pub large_text: bool,
    pub muted: bool,
}

/// What a fresh visit begins with: the kiosk's own language and text size.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defaults(pub Preferences);

/// The one question asked, answered with one touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    College,
    Lycee,
    Etudes,
    Adulte,
    Parent,
    Conseil,
}

impl Who {
    pub const ALL: [Self; 6] = [
        Self::College,
        Self::Lycee,
        Self::Etudes,
        Self::Adulte,
        Self::Parent,
        Self::Conseil,
    ];

    /// Name of its text (`who-…`), icon and control.
    pub fn key(self) -> &'static str {
        match self {
            Self::College => "college",
            Self::Lycee => "lycee",
            Self::Etudes => "etudes",
            Self::Adulte => "adulte",
            Self::Parent => "parent",
            Self::Conseil => "conseil",
        }
    }

    pub fn address(self) -> Address {
        match self {
            Self::College | Self::Lycee | Self::Etudes => Address::Tu,
            Self::Adulte | Self::Parent | Self::Conseil => Address::Vous,
        }
    }
}

/// « Ça te plaît ? »
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Liking {
    Yes,
    SoSo,
    No,
}

impl Liking {
    pub const ALL: [Self; 3] = [Self::Yes, Self::SoSo, Self::No];
}

/// How one step went.
#[derive(Clone, Debug, PartialEq)]
pub struct StepResult {
    pub step: String,
    pub marks: Vec<Mark>,
    /// Finished by « montre-moi ».
    pub helped: bool,
}

/// A métier tried in this visit, as the carnet tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// Id of the kit.
    pub kit: String,
    pub level: Level,
    /// Whether its last step was done.
    pub finished: bool,
    pub results: Vec<StepResult>,
    pub liked: Option<Liking>,
}

impl Try {
    /// Mark of one criterion over all steps, 0 to 1; `None` if not measured.
    pub fn mark(&self, criterion: &str) -> Option<f32> {
        mean(&self.results, criterion).map(|(mark, _)| mark)
    }
}

/// One person, pair or class at the kiosk, from the first touch until the screen is left.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Visit {
    pub preferences: Preferences,
    pub who: Option<Who>,
    /// Whether the question was put, answered or not.
    pub asked: bool,
    /// Asked not to be counted.
    pub not_counted: bool,
    /// Id of the kit chosen.
    pub kit: Option<String>,
    /// The trade is told after playing.
    pub mystery: bool,
    pub level: Level,
    /// Index of the step under way.
    pub step: usize,
    pub results: Vec<StepResult>,
    pub liked: Option<Liking>,
    /// What was done of each métier, in the order tried: one entry a kit.
    pub tried: Vec<Try>,
}

impl Visit {
    /// A fresh visit.
    pub fn new(preferences: Preferences) -> Self {
        Self {
            preferences,
            ..Self::default()
        }
    }

    pub fn language(&self) -> Language {
        self.preferences.language
    }

    pub fn address(&self) -> Address {
        self.who.map_or(Address::Tu, Who::address)
    }

    /// Chooses a kit to play from its first step.
    pub fn choose(&mut self, kit: &str, mystery: bool) {
        self.kit = Some(kit.to_owned());
        self.mystery = mystery;
        self.level = Level::Discovery;
        self.rewind();
    }

    /// Back to the first step, nothing done yet.
    pub fn rewind(&mut self) {
        self.step = 0;
        self.results.clear();
        self.liked = None;
    }

    /// Mark of one criterion over all steps, 0 to 1, and the advice of its weakest measure; `None` if not measured.
    pub fn mark(&self, criterion: &str) -> Option<(f32, Option<&Mark>)> {
        mean(&self.results, criterion)
    }

    /// A step of the kit is done; it has `steps`. Of two tries the later one counts, unless only the earlier was done to
    /// its end.
    pub fn done(&mut self, result: StepResult, steps: usize) {
        self.results.push(result);
        let Some(kit) = self.kit.clone() else { return };
        let attempt = Try {
            kit,
            level: self.level,
            finished: self.results.len() >= steps,
            results: self.results.clone(),
            liked: self.liked,
        };
        match self.tried.iter_mut().find(|known| known.kit == attempt.kit) {
            Some(known) if known.finished && !attempt.finished => {}
            Some(known) => {
                *known = Try {
                    liked: attempt.liked.or(known.liked),
                    ..attempt
                }
            }
            None => self.tried.push(attempt),
        }
    }

    /// « Ça te plaît ? »
    pub fn like(&mut self, liking: Liking) {
        self.liked = Some(liking);
        if let Some(known) = self
            .tried
            .iter_mut()
            .find(|known| self.kit.as_ref() == Some(&known.kit))
        {
            known.liked = self.liked;
        }
    }
}

/// Mark of a criterion over these steps, 0 to 1, and its weakest measure unless that is perfect.
fn mean<'a>(results: &'a [StepResult], criterion: &str) -> Option<(f32, Option<&'a Mark>)> {
    let marks: Vec<&Mark> = results
        .iter()
        .flat_map(|result| &result.marks)
        .filter(|mark| mark.criterion == criterion)
        .collect();
    let weight: f32 = marks.iter().map(|mark| mark.weight).sum();
    if weight <= 0.0 {
        return None;
    }
    let mean = marks.iter().map(|mark| mark.mark * mark.weight).sum::<f32>() / weight;
    let weakest = marks
        .into_iter()
        .min_by(|a, b| a.mark.total_cmp(&b.mark))
        .filter(|mark| mark.mark < 1.0);
    Some((mean, weakest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Bilingual;

    fn mark(criterion: &str, mark: f32, weight: f32) -> Mark {
        Mark {
            criterion: criterion.into(),
            value: 0.0,
            mark,
            weight,
            advice: Bilingual::new(format!("{mark}"), ""),
        }
    }

    #[test]
    fn a_criterion_is_the_weighted_mean_of_its_measures() {
        let results = vec![
            StepResult {
                step: "a".into(),
                marks: vec![mark("x", 1.0, 1.0), mark("y", 0.0, 1.0)],
                helped: false,
            },
            StepResult {
                step: "b".into(),
                marks: vec![mark("x", 0.5, 3.0)],
                helped: false,
            },
        ];
        let visit = Visit {
            results,
            ..Visit::default()
        };
        let (value, weakest) = visit.mark("x").expect("measured");
        assert!((value - 0.625).abs() < 1e-6);
        assert_eq!(weakest.map(|mark| mark.advice.fr.as_str()), Some("0.5"));
        assert_eq!(visit.mark("z"), None);
    }

    #[test]
    fn the_carnet_keeps_of_each_kit_what_was_done_to_its_end() {
        let result = |value: f32| StepResult {
            step: "a".into(),
            marks: vec![mark("x", value, 1.0)],
            helped: false,
        };
        let mut visit = Visit::default();
        visit.choose("soudure", false);
        visit.done(result(0.2), 2);
        assert!(!visit.tried[0].finished);
        visit.done(result(0.4), 2);
        visit.like(Liking::Yes);
        let first = visit.tried.clone();
        assert_eq!((first.len(), first[0].finished), (1, true));
        assert!((first[0].mark("x").expect("measured") - 0.3).abs() < 1e-6);
        // Begun again and left: the whole try stays. Done again: the later one counts, and what was liked.
        visit.rewind();
        visit.level = Level::Challenge;
        visit.done(result(1.0), 2);
        assert_eq!(visit.tried, first);
        visit.done(result(1.0), 2);
        let known = &visit.tried[0];
        assert_eq!((known.level, known.liked), (Level::Challenge, Some(Liking::Yes)));
        visit.choose("toit", false);
        visit.like(Liking::No);
        visit.done(result(1.0), 1);
        let kits: Vec<_> = visit
            .tried
            .iter()
            .map(|known| (known.kit.as_str(), known.liked))
            .collect();
        assert_eq!(kits, [("soudure", Some(Liking::Yes)), ("toit", Some(Liking::No))]);
    }

    #[test]
    fn adults_are_addressed_with_vous() {
        let address = |who| {
            Visit {
                who,
                ..Visit::default()
            }
            .address()
        };
        assert_eq!(address(None), Address::Tu);
        assert_eq!(address(Some(Who::Lycee)), Address::Tu);
        assert_eq!(address(Some(Who::Parent)), Address::Vous);
    }
}

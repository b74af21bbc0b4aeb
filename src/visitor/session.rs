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

/// One person, pair or class at the kiosk, from the first touch until the screen is left.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Visit {
    pub preferences: Preferences,
    pub who: Option<Who>,
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
        let marks: Vec<&Mark> = self
            .results
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

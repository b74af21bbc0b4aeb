//! Serde mirror of `kit.ron`, format version 1: what an author writes, before any check.

use serde::Deserialize;

pub use super::sector::Sector;
use crate::{language::Bilingual, mechanics};

/// The format this program writes and reads; newer ones are refused. It is apart from the program's own version.
pub const FORMAT: u32 = 1;

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    pub format: u32,
    /// The first Établi that plays this kit, `major.minor.patch`. Formats after the first always name it.
    #[serde(default)]
    pub etabli: Option<String>,
    /// Same as the kit's folder: lower-case letters, digits, `_` and `-`.
    pub id: String,
    /// The kit's own version, `major.minor.patch`.
    pub version: String,
    pub branch: Branch,
    pub metier: Metier,
    pub intro: Intro,
    /// « Geste mystère »: the same kit, its trade told afterwards.
    pub mystery: Mystery,
    /// What is heard all around; the workshop where it is absent.
    #[serde(default)]
    pub ambience: Option<Ambience>,
    pub steps: Vec<Step>,
    /// What the work was for, seen when all is done.
    #[serde(default)]
    pub finale: Option<Finale>,
    pub debrief: Debrief,
    pub credits: Vec<Credit>,
}

impl Kit {
    /// The dioramas of the steps, then the finale's.
    pub fn dioramas(&self) -> impl Iterator<Item = &String> {
        let steps = self.steps.iter().map(|step| &step.diorama);
        steps.chain(self.finale.iter().map(|finale| &finale.diorama))
    }
}

/// The professional branch that answers for the kit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    pub name: Bilingual,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metier {
    /// Number on the printed card.
    pub number: u16,
    /// « Soudeuse ».
    pub feminine: Bilingual,
    /// « Soudeur ».
    pub masculine: Bilingual,
    /// ROME 4 code, a letter and four digits.
    pub rome: String,
    pub sector: Sector,
    /// What the trade is really like, answers to stereotypes among it; each with a source and a date.
    #[serde(default)]
    pub facts: Vec<Fact>,
    pub diplomas: Vec<Diploma>,
}

/// Something true that is displayed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub text: Bilingual,
    pub source: mechanics::band::Reference,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diploma {
    /// Official French name.
    pub name: String,
    /// Number in the national register.
    pub rncp: u32,
    /// Whether it can be prepared by apprenticeship.
    pub apprenticeship: bool,
    /// Last day of its registration, ISO 8601: not shown after it.
    pub valid_until: String,
    pub source: mechanics::band::Reference,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intro {
    /// Who needs you, what to do: at most 25 words.
    pub text: Bilingual,
    /// PNG, at least 800 pixels wide.
    pub cover: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mystery {
    /// A riddle that does not name the trade.
    pub text: Bilingual,
    pub image: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: String,
    /// At most 12 words, infinitive.
    pub mission: Bilingual,
    /// `models/*.glb` of the kit.
    pub diorama: String,
    /// Name of a glTF node, e.g. `camera.equiper`; `<camera>.portrait` is used on portrait screens where it exists.
    pub camera: String,
    pub mechanic: mechanics::Spec,
}

/// The last picture: the eye leaves what was made and draws back until one sees what it serves.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finale {
    /// `models/*.glb` of the kit.
    pub diorama: String,
    /// The node where the eye begins, near what was made: its place counts, not only its direction.
    pub from: String,
    /// The node whose direction the eye ends in, all of the diorama in view. Both have `….portrait` where it exists.
    pub to: String,
    /// A node that glows as the eye leaves it, and cools.
    #[serde(default)]
    pub glows: Option<String>,
    /// The light of the hour, instead of the sector's colours.
    #[serde(default)]
    pub sky: Option<Hour>,
    /// What is heard around it; where it is absent, what was heard before goes on.
    #[serde(default)]
    pub ambience: Option<Ambience>,
    /// What the hand is invited to do before the eye draws back: what is revealed nearby grows under the fingers.
    #[serde(default)]
    pub invite: Option<Bilingual>,
    /// What the work was for: at most 12 words.
    pub text: Bilingual,
}

/// An hour with colours of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Hour {
    Aube,
    Soir,
}

/// A place with sounds of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Ambience {
    Atelier,
    Mer,
    /// `sounds/*.ogg` of the kit, made to loop.
    Sound(String),
}

impl Ambience {
    /// The kit's own file, if it is one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Sound(file) => Some(file),
            Self::Atelier | Self::Mer => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debrief {
    /// Three or four, in the trade's own words; one of them is safety.
    pub criteria: Vec<Criterion>,
    /// « Ce que tu as fait ».
    pub done: Bilingual,
    /// « Ce qu'une pro, un pro fait en plus ».
    pub beyond: Bilingual,
    /// Where to go next, nearest first.
    pub next_steps: Vec<Bilingual>,
    /// Id of the step whose finished work is shown beside the result; without it the last one.
    #[serde(default)]
    pub shows: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub id: String,
    pub name: Bilingual,
    #[serde(default)]
    pub safety: bool,
}

/// Author, source and licence of one file of the kit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    pub file: String,
    pub author: String,
    pub licence: String,
    /// How it was made or where it comes from.
    pub source: String,
    /// Whether real persons can be recognised in it.
    #[serde(default)]
    pub people: Option<People>,
}

/// Real persons who were photographed, filmed or recorded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum People {
    /// Nobody can be recognised.
    Aucune,
    /// They agreed: how, when, and who keeps the paper.
    Accord(String),
}

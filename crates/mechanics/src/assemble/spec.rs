//! What a kit's author writes for an `assemble` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded},
};

/// Parts, sockets, decoys and how tight each level is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// In the order a tradesperson would take them.
    pub parts: Vec<Part>,
    /// Things that look right and are not.
    #[serde(default)]
    pub decoys: Vec<Decoy>,
    /// What begins the work once everything is in its place; without it the last part ends the step.
    #[serde(default)]
    pub start: Option<Start>,
    pub levels: Levels<LevelSpec>,
}

/// Something that belongs somewhere. Its home is the glTF node `part.<id>`, its place the node `socket.<id>`; the
/// optional node `placed.<id>` is how it looks once there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub id: String,
    pub name: Bilingual,
    /// Why it is needed, shown when it snaps; at most 12 words.
    pub why: Bilingual,
}

/// Something that belongs nowhere here. Its home is the glTF node `part.<id>`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decoy {
    pub id: String,
    pub name: Bilingual,
    /// Why it is not the right thing, shown on the freeze-frame.
    pub why_not: Bilingual,
}

/// What the visitor touches to begin the work: the glTF node `start.<id>`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    pub id: String,
    pub name: Bilingual,
    /// What to do with it, said while everything is in its place; at most 12 words.
    pub invite: Bilingual,
    /// Whether it lights an electric arc: crackle and sparks, at the optional node `arc.<id>`, and a flash when too early.
    #[serde(default)]
    pub arc: bool,
    /// Parts without which beginning is not safe, the gravest first: of several that are missing, the first is told.
    #[serde(default)]
    pub forgotten: Vec<Forgotten>,
}

/// A part that must not be forgotten.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
    /// Id of the part.
    pub part: String,
    /// What happens without it, shown on the freeze-frame.
    pub why: Bilingual,
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// How near its socket a part must come to be caught, millimetres in the diorama.
    pub snap_mm: f32,
    /// How many of the decoys lie about, from the first of the list.
    pub decoys: usize,
    /// Whether a part taken before its turn is refused.
    pub ordered: bool,
    pub grades: Vec<Grading>,
}

pub type Grading = grading::Grading<Measure>;

impl Graded for LevelSpec {
    type Measure = Measure;

    fn grades(&self) -> &[Grading] {
        &self.grades
    }
}

/// What is measured while the hand plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Measure {
    /// Decoys brought to a socket, count.
    Decoys,
    /// Right parts brought to the wrong socket, count.
    WrongSockets,
    /// Parts let go away from any socket, count.
    Drops,
    /// Parts placed before one that a tradesperson takes first, count.
    Inversions,
    /// Attempts to begin without a part that must not be forgotten, count.
    Forgotten,
    /// From the first touch to the end, seconds of game time.
    Secs,
}

/// Room for texts on the play screen and the debrief, words.
const NAME_WORDS: usize = 6;
const WHY_WORDS: usize = 12;
const WHY_NOT_WORDS: usize = 20;
const INVITE_WORDS: usize = 12;

impl Mechanic for Spec {
    fn check(&self, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
        super::check(self, anchors, criteria, at, findings);
    }

    fn plays_out(&self, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
        super::plays_out(self, level, anchors, eye)
    }

    fn places(&self, anchors: &Anchors) -> Vec<Vec3> {
        super::places(anchors)
    }

    fn measures(&self, level: Level) -> Vec<(String, &Band)> {
        grading::measures(&self.levels, level)
    }

    fn graded(&self, level: Level) -> Vec<&str> {
        grading::criteria(&self.levels, level)
    }

    fn texts(&self, at: &FieldPath) -> Vec<RoomedText<'_>> {
        let mut texts = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            let at = at.field("parts").index(index);
            texts.push((at.field("name"), &part.name, NAME_WORDS));
            texts.push((at.field("why"), &part.why, WHY_WORDS));
        }
        for (index, decoy) in self.decoys.iter().enumerate() {
            let at = at.field("decoys").index(index);
            texts.push((at.field("name"), &decoy.name, NAME_WORDS));
            texts.push((at.field("why_not"), &decoy.why_not, WHY_NOT_WORDS));
        }
        if let Some(start) = &self.start {
            let at = at.field("start");
            texts.push((at.field("name"), &start.name, NAME_WORDS));
            texts.push((at.field("invite"), &start.invite, INVITE_WORDS));
            for (index, forgotten) in start.forgotten.iter().enumerate() {
                let at = at.field("forgotten").index(index);
                texts.push((at.field("why"), &forgotten.why, WHY_NOT_WORDS));
            }
        }
        texts.extend(grading::texts(&self.levels, &at.field("levels")));
        texts
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    fn numbers(&self) -> Vec<f32> {
        let counts = [self.parts.len(), self.decoys.len()];
        let mut numbers = grading::numbers(&self.levels);
        numbers.extend(counts.map(|count| count as f32));
        numbers
    }
}

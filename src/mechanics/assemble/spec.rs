//! What a kit's author writes for an `assemble` step.

use serde::Deserialize;

use crate::{
    finding::FieldPath,
    language::Bilingual,
    mechanics::{
        Levels, RoomedText, Source,
        grading::{self, Graded},
    },
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
    /// From the first touch to the last part, seconds of game time.
    Secs,
}

/// Room for texts on the play screen and the debrief, words.
const NAME_WORDS: usize = 6;
const WHY_WORDS: usize = 12;
const WHY_NOT_WORDS: usize = 20;

impl Spec {
    /// Every text a visitor reads: `(field, text, words there is room for)`.
    pub fn texts(&self, at: &FieldPath) -> Vec<RoomedText<'_>> {
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
        texts.extend(grading::texts(&self.levels, &at.field("levels")));
        texts
    }

    /// Every number that carries a source: `(field, source)`.
    pub fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }
}

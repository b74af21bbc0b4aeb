//! What a kit's author writes for a `sequence` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded},
};

/// Acts, what must come before each, decoys and what each level asks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// In the order a tradesperson would choose; every order that `after` permits is right.
    pub acts: Vec<Act>,
    /// Acts that look right and never are here.
    #[serde(default)]
    pub decoys: Vec<Decoy>,
    pub levels: Levels<LevelSpec>,
}

/// Something to do with one thing. The thing is the glTF node `act.<id>`, as it is before; the node `did.<id>` is where
/// the gesture brings it, the optional `grip.<id>` where the hand takes hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    pub id: String,
    /// What is done, in the infinitive.
    pub name: Bilingual,
    /// Why it is done, shown when it is; at most 12 words.
    pub why: Bilingual,
    pub hand: Hand,
    /// Ids of the acts that must be done before.
    #[serde(default)]
    pub after: Vec<String>,
    /// What happens when it is done too early, shown on the freeze-frame; without it the thing only resists.
    #[serde(default)]
    pub critical: Option<Bilingual>,
    /// How long a `Hold` is held, seconds.
    #[serde(default = "usual_hold_secs")]
    pub hold_secs: f32,
}

fn usual_hold_secs() -> f32 {
    1.5
}

/// Something that is never right here. Its thing is the glTF node `act.<id>`, and `did.<id>` if it is moved.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decoy {
    pub id: String,
    pub name: Bilingual,
    /// Why it is not done here, shown on the freeze-frame.
    pub why_not: Bilingual,
    #[serde(default)]
    pub hand: Hand,
}

/// What the hand does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum Hand {
    /// Pressed and let go.
    #[default]
    Tap,
    /// Pressed until it is done.
    Hold,
    /// Turned about its own origin, from the rotation of `act.<id>` to that of `did.<id>`.
    Turn,
    /// Pulled from `act.<id>` to `did.<id>`.
    Pull,
    /// Carried from `act.<id>` to `did.<id>`, in a soft arch.
    Slide,
}

impl Hand {
    /// Whether the finger carries the thing along a way.
    pub fn moves(self) -> bool {
        matches!(self, Self::Turn | Self::Pull | Self::Slide)
    }
}

/// What one level asks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// Whether what may be done now is lit.
    pub lit: bool,
    /// How many of the decoys stand there, from the first of the list.
    pub decoys: usize,
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
    /// Acts tried too early that are not dangerous, count.
    Slips,
    /// Acts tried too early that are, count.
    Critical,
    /// Decoys acted upon, count.
    Decoys,
    /// Acts done, as they may be, before one that the list names first, count.
    Inversions,
    /// From the first touch to the end, seconds of game time.
    Secs,
}

/// Room for texts on the play screen and the debrief, words.
const NAME_WORDS: usize = 6;
const WHY_WORDS: usize = 12;
const WHY_NOT_WORDS: usize = 20;

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
        for (index, act) in self.acts.iter().enumerate() {
            let at = at.field("acts").index(index);
            texts.push((at.field("name"), &act.name, NAME_WORDS));
            texts.push((at.field("why"), &act.why, WHY_WORDS));
            if let Some(critical) = &act.critical {
                texts.push((at.field("critical"), critical, WHY_NOT_WORDS));
            }
        }
        for (index, decoy) in self.decoys.iter().enumerate() {
            let at = at.field("decoys").index(index);
            texts.push((at.field("name"), &decoy.name, NAME_WORDS));
            texts.push((at.field("why_not"), &decoy.why_not, WHY_NOT_WORDS));
        }
        texts.extend(grading::texts(&self.levels, &at.field("levels")));
        texts
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    fn numbers(&self) -> Vec<f32> {
        let counts = [self.acts.len(), self.decoys.len()];
        let mut numbers = grading::numbers(&self.levels);
        numbers.extend(counts.map(|count| count as f32));
        let held = self.acts.iter().filter(|act| act.hand == Hand::Hold);
        numbers.extend(held.map(|act| act.hold_secs));
        numbers
    }
}

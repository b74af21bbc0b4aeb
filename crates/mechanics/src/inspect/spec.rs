//! What a kit's author writes for an `inspect` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded, Grading},
};

/// What is to be found on a piece that turns, what only looks like it, and how tight each level is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// In the order in which help points at them.
    pub targets: Vec<Target>,
    /// Sound features that look suspicious.
    #[serde(default)]
    pub decoys: Vec<Decoy>,
    /// The glTF node that turns under the finger, `turn.…`.
    pub turns: String,
    pub orbit: Orbit,
    pub levels: Levels<LevelSpec>,
}

/// Something to find. The glTF node `target.<id>`, under the node that turns, is its middle; the node's scale is half
/// the size of the area, its Y axis leaves the surface.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub id: String,
    pub name: Bilingual,
    /// Why it matters, shown when it is found; at most 12 words.
    pub why: Bilingual,
    /// How far its Y axis may point away from the eye while it can still be made out, degrees.
    #[serde(default = "visible_from")]
    pub visible_from: f32,
}

/// Something sound that looks suspicious. Its area is the glTF node `target.<id>`, like a target's.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decoy {
    pub id: String,
    pub name: Bilingual,
    /// Why nothing is wrong with it.
    pub why_not: Bilingual,
    #[serde(default = "visible_from")]
    pub visible_from: f32,
}

/// A surface seen flatter than this shows nothing, degrees from its Y axis.
fn visible_from() -> f32 {
    80.0
}

/// How far the piece turns from the pose the artist gave it, `(lowest, highest)` in degrees; 0 lies within.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orbit {
    /// About the vertical; positive: what faces the eye goes to the right.
    pub yaw: (f32, f32),
    /// About the horizontal of the picture; positive: the top comes towards the eye.
    pub pitch: (f32, f32),
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// How many of the targets must be found.
    pub targets: usize,
    /// How many of the decoys are there, from the first of the list.
    pub decoys: usize,
    /// How far beside an area a tap may land, millimetres on the glass.
    pub hit_mm: f32,
    /// How high the lamp stands over the surface, degrees: the lower it is, the more every bump shows.
    pub lamp_deg: f32,
    /// Seconds after which the piece leaves with what has been found; without it there is all the time in the world.
    #[serde(default)]
    pub limit_secs: Option<f32>,
    pub grades: Vec<Grading<Measure>>,
}

impl Graded for LevelSpec {
    type Measure = Measure;

    fn grades(&self) -> &[Grading<Measure>] {
        &self.grades
    }
}

/// What is measured while the eye looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Measure {
    /// Targets found, count.
    Found,
    /// Taps on what is no target, count.
    FalseHits,
    /// Targets asked for and not found when time was up, count.
    Missed,
    /// From the first touch to the last find, seconds of game time.
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
        for (index, target) in self.targets.iter().enumerate() {
            let at = at.field("targets").index(index);
            texts.push((at.field("name"), &target.name, NAME_WORDS));
            texts.push((at.field("why"), &target.why, WHY_WORDS));
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
        let mut numbers = grading::numbers(&self.levels);
        numbers.push(self.targets.len() as f32);
        for (_, level) in self.levels.iter() {
            numbers.push(level.targets as f32);
            numbers.extend(level.limit_secs);
        }
        numbers
    }
}

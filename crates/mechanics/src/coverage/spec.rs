//! What a kit's author writes for a `coverage` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded},
    trace::Dial,
};

/// What covers, over which surfaces, the trade's own numbers for it, and how tight each level is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    pub tool: Tool,
    /// Surfaces to cover, in the order the trade covers them.
    pub areas: Vec<Area>,
    /// So many real millimetres are one metre of the diorama.
    pub real_mm_per_m: f32,
    /// Width of one pass of the trade, real millimetres: at the right distance, of a gun; of the hand or the brush.
    pub width_mm: f32,
    /// How much a pass of the trade overlaps the one before, percent.
    pub overlap_percent: f32,
    /// Speed of the trade's hand, real millimetres per second.
    pub pace_mm_s: f32,
    /// The coat that the trade's passes leave, micrometres.
    pub coat_um: f32,
    /// A thicker coat runs, micrometres.
    pub run_um: f32,
    /// How the coat looks: red, green and blue from 0 to 255.
    pub colour: (u8, u8, u8),
    pub levels: Levels<LevelSpec>,
}

/// With what the surface is covered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Tool {
    /// A gun: its cone widens with the distance.
    Spray(Spray),
    /// A hand, a sponge, a brush.
    Rub,
    /// A pencil, a chalk: each surface is a line, drawn by one pass along its middle.
    Draw,
}

/// A gun, and how far from the surface it is held.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spray {
    /// Distance to the surface, real millimetres: found at `start`, held by the trade at `ideal`. A level may hold it
    /// right by itself.
    pub distance: Dial,
}

/// A surface to cover. It runs through the glTF nodes `cover.<id>.<row><col>` (`00`, `01`, …, one digit each); their
/// local Y looks out of it. The mesh `cover.<id>` shows it: its texture coordinates grow with columns and rows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub id: String,
    pub name: Bilingual,
    /// Why it must not be forgotten.
    pub why: Bilingual,
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// How much of the hand's distance from the trade's even passes is taken away: 0 nothing, 1 all.
    pub magnet: f32,
    /// How much the flow follows the hand's pace, so that a slow hand leaves no thicker coat: 0 not at all, 1 wholly.
    pub steady: f32,
    /// The distance is held right by itself.
    pub holds_distance: bool,
    /// The tool follows the finger no faster than this, real millimetres per second.
    pub pace_max_mm_s: f32,
    /// Whether too thick a coat runs.
    pub runs: bool,
    /// Thinner than this share of the trade's coat is not covered, percent.
    pub thin_percent: f32,
    /// The step is done when this much of each surface is covered, percent.
    pub cover_percent: f32,
    pub grades: Vec<Grading>,
}

pub type Grading = grading::Grading<Measure>;

impl Graded for LevelSpec {
    type Measure = Measure;

    fn grades(&self) -> &[Grading] {
        &self.grades
    }
}

/// What is measured while the hand plays; millimetres and seconds are real ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Measure {
    /// Standard deviation of the coat's thickness where there is one, % of its mean.
    Spread,
    /// Share of the surfaces that is too thin, %.
    Missed,
    /// Share of the surfaces where the coat is too thick or has run, %.
    Runs,
    /// Share of what was used that went beside or into the air, %.
    Waste,
    /// Mean thickness where there is a coat, µm.
    Thickness,
    /// Mean speed of the hand while it covers, mm/s.
    Speed,
    /// Mean distance of the gun while it sprays, mm.
    Distance,
    /// From the first touch to the end, seconds of game time.
    Secs,
}

/// Room for texts on the play screen, words.
const NAME_WORDS: usize = 4;
const WHY_WORDS: usize = 14;

impl Spec {
    /// The dial that sets the distance, of a gun.
    pub fn dial(&self) -> Option<&Dial> {
        match &self.tool {
            Tool::Spray(spray) => Some(&spray.distance),
            Tool::Rub | Tool::Draw => None,
        }
    }

    /// Whether what it leaves is dry from the first, as a pencil's line is.
    pub fn is_dry(&self) -> bool {
        matches!(self.tool, Tool::Draw)
    }
}

impl Mechanic for Spec {
    fn check(&self, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
        super::check(self, anchors, criteria, at, findings);
    }

    fn plays_out(&self, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
        super::plays_out(self, level, anchors, eye)
    }

    fn places(&self, anchors: &Anchors) -> Vec<Vec3> {
        super::places(self, anchors)
    }

    fn measures(&self, level: Level) -> Vec<(String, &Band)> {
        grading::measures(&self.levels, level)
    }

    fn graded(&self, level: Level) -> Vec<&str> {
        grading::criteria(&self.levels, level)
    }

    fn texts(&self, at: &FieldPath) -> Vec<RoomedText<'_>> {
        let areas = self.areas.iter().enumerate().flat_map(|(index, area)| {
            let at = at.field("areas").index(index);
            [
                (at.field("name"), &area.name, NAME_WORDS),
                (at.field("why"), &area.why, WHY_WORDS),
            ]
        });
        let dial = self
            .dial()
            .map(|dial| (dial_field(at).field("name"), &dial.name, NAME_WORDS));
        areas
            .chain(dial)
            .chain(grading::texts(&self.levels, &at.field("levels")))
            .collect()
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    fn numbers(&self) -> Vec<f32> {
        let mut numbers = grading::numbers(&self.levels);
        numbers.extend([
            self.width_mm,
            self.overlap_percent,
            self.pace_mm_s,
            self.coat_um,
            self.run_um,
        ]);
        numbers.push(self.areas.len() as f32);
        let dial = self.dial().into_iter();
        numbers.extend(dial.flat_map(|dial| [dial.range.0, dial.range.1, dial.step, dial.start, dial.ideal]));
        numbers.extend(
            self.levels
                .iter()
                .flat_map(|(_, level)| [level.cover_percent, level.thin_percent]),
        );
        numbers
    }

    fn units(&self, at: &FieldPath) -> Vec<(FieldPath, &str)> {
        let dial = self
            .dial()
            .map(|dial| (dial_field(at).field("unit"), dial.unit.as_str()));
        dial.into_iter().collect()
    }
}

/// Field of the distance's dial; `at` is the spec's own.
pub(super) fn dial_field(at: &FieldPath) -> FieldPath {
    at.field("tool").field("distance")
}

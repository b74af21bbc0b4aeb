//! What a kit's author writes for a `trace` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded},
};

/// A seam, the trade's own numbers for it, what is set before the hand begins, and how tight each level is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The seam runs through the glTF nodes `<seam>.00`, `<seam>.01`, …; their local Y looks out of the workpiece. A
    /// scale of x below 1 is the root gap to fill there, metres of the diorama; a node left at Blender's own scale of 1
    /// has none.
    pub seam: String,
    /// So many real millimetres are one metre of the diorama.
    pub real_mm_per_m: f32,
    /// Thickness of the plate, real millimetres.
    pub plate_mm: f32,
    /// Travel speed of the trade for this joint, real millimetres per second.
    pub pace_mm_s: f32,
    /// Current of the trade for this plate, amperes.
    pub amps: f32,
    /// What is set on the machine before the arc is lit.
    #[serde(default)]
    pub dials: Vec<Dial>,
    /// The dial that sets the current; without one the current is right already.
    #[serde(default)]
    pub current_dial: Option<String>,
    /// Only where the trade swings the torch from side to side.
    #[serde(default)]
    pub weave: Option<Weave>,
    pub levels: Levels<LevelSpec>,
}

/// Something to set: the glTF node `dial.<id>` turns about its local Y, which looks out of the machine. Clockwise is
/// more.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dial {
    pub id: String,
    pub name: Bilingual,
    /// Symbol of the unit, the same in both languages: `"A"`, `"m/min"`.
    pub unit: String,
    /// Lowest and highest value.
    pub range: (f32, f32),
    /// One click.
    pub step: f32,
    /// As it is found.
    pub start: f32,
    /// As the trade sets it.
    pub ideal: f32,
}

/// How the trade swings the torch.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weave {
    /// From one side to the other, real millimetres.
    pub width_mm: f32,
    /// Advance for one swing there and back, real millimetres.
    pub period_mm: f32,
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// How far from the seam the finger may be and still weld on it, real millimetres.
    pub reach_mm: f32,
    /// How much of the finger's distance from the seam is taken away: 0 nothing, 1 all.
    pub magnet: f32,
    /// The torch follows the finger no faster than this, real millimetres per second.
    pub pace_max_mm_s: f32,
    /// Least and most heat that makes a sound bead, as shares of the trade's own: less does not fuse, more undercuts.
    pub heat: (f32, f32),
    /// Whether too much heat in one place burns through.
    pub holes: bool,
    /// The step is done when this much of the seam is welded, percent.
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
    /// Standard deviation of the bead's width, mm.
    WidthSpread,
    /// Mean distance between bead and seam, mm.
    SeamOffset,
    /// Mean travel speed while the arc burns, mm/s.
    Speed,
    /// Share of the seam that is welded, %.
    Covered,
    /// Holes burnt through, count; one that was welded over again counts.
    Holes,
    /// Share of the bead with an undercut, %.
    Undercut,
    /// Share of the bead that did not fuse, %.
    LackOfFusion,
    /// Times the arc was lit, count.
    Starts,
    /// Mean current while the arc burns, A.
    Current,
    /// How far the worst set dial stands from the trade's value, % of its range.
    Settings,
    /// Mean swing from one side to the other, mm.
    WeaveWidth,
    /// Mean advance for one swing there and back, mm.
    WeavePeriod,
    /// From the first touch to the end of the bead, seconds of game time.
    Secs,
}

/// Room for texts on the play screen, words.
const NAME_WORDS: usize = 4;

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
        let dials = at.field("dials");
        let names = self.dials.iter().enumerate();
        let names = names.map(|(index, dial)| (dials.index(index).field("name"), &dial.name, NAME_WORDS));
        names.chain(grading::texts(&self.levels, &at.field("levels"))).collect()
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    /// Every number of the trade that a text may repeat, and the rule of thumb that joins two of them: amperes for a
    /// millimetre of plate.
    fn numbers(&self) -> Vec<f32> {
        let mut numbers = grading::numbers(&self.levels);
        numbers.extend([self.plate_mm, self.pace_mm_s, self.amps, self.amps / self.plate_mm]);
        let dials = self.dials.iter();
        numbers.extend(dials.flat_map(|dial| [dial.range.0, dial.range.1, dial.step, dial.start, dial.ideal]));
        numbers.extend(self.weave.iter().flat_map(|weave| [weave.width_mm, weave.period_mm]));
        numbers.extend(self.levels.iter().map(|(_, level)| level.cover_percent));
        numbers
    }

    fn units(&self, at: &FieldPath) -> Vec<(FieldPath, &str)> {
        let dials = at.field("dials");
        let units = self.dials.iter().enumerate();
        units
            .map(|(index, dial)| (dials.index(index).field("unit"), dial.unit.as_str()))
            .collect()
    }
}

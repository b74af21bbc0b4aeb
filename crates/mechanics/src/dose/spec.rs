//! What a kit's author writes for a `dose` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded},
};

/// What is poured from, what is poured into, how much of what and when, and how tight each level is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is taken in hand.
    pub vessels: Vec<Vessel>,
    /// Where it goes, and what tells how much there is.
    pub receivers: Vec<Receiver>,
    /// In the order they are poured.
    pub doses: Vec<Dose>,
    pub levels: Levels<LevelSpec>,
}

/// Something that pours. The glTF node `pour.<id>` has its origin where the finger lands; the empty `tilt.<id>` is its
/// pose when it pours to the full, the optional empty `over.<id>` when it is about to (without it: there, upright). The
/// optional empty `spout.<id>`, a child of it, is where the jet leaves; `load.<id>`, a child too, is what lies in it; a
/// ladle fills at the pose of the empty `dip.<id>`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vessel {
    pub id: String,
    pub hand: Pouring,
    /// The receiver it pours into.
    pub into: String,
    /// At full flow, units of the receiver a second; of a ladle, how fast it fills.
    pub rate: f32,
    /// What still falls from the spout once nothing flows any more, units, in two drops.
    #[serde(default)]
    pub drips: f32,
    /// How what is poured looks: red, green and blue from 0 to 255.
    pub colour: (u8, u8, u8),
}

/// How the hand pours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Pouring {
    /// Pressed for as long as it shall flow.
    Hold,
    /// Dragged down: the further, the more it tilts, and the faster it flows.
    Tilt,
    /// A portion at a time, as large as the press was long: it dips, is lifted and pours itself out.
    Tap,
}

/// Something that is poured into. The empty `into.<id>` is where the jet falls; the mesh `fill.<id>` rises from its own
/// pose to that of the empty `full.<id>`; the instrument is read at the empty `readout.<id>`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receiver {
    pub id: String,
    pub instrument: Instrument,
    /// Symbol of the unit, the same in both languages: `"ml"`, `"g"`, `"°C"`.
    pub unit: String,
    /// Lowest and highest value of the instrument.
    pub range: (f32, f32),
    /// As it is found; without it the lowest value.
    #[serde(default)]
    pub start: Option<f32>,
}

/// What tells how much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Instrument {
    /// A graduated glass.
    Level,
    /// A scale, set back to nought before each dose.
    Scale,
    Thermometer,
    /// A needle on a dial.
    Gauge,
}

/// So much of something.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    pub id: String,
    pub name: Bilingual,
    /// Why it is that much, shown once it is poured; at most 12 words.
    pub why: Bilingual,
    /// The vessel it is poured from.
    pub from: String,
    /// How much is added, in the receiver's unit.
    pub target: f32,
    /// What has to be waited for before the next.
    #[serde(default)]
    pub rest: Option<Rest>,
}

/// A wait after a dose, its time made short.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    /// Seconds of game time.
    pub secs: f32,
    /// What happens meanwhile, and how long it really takes; at most 12 words.
    pub what: Bilingual,
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// The flow follows the hand with this time constant, seconds: it goes on after it.
    pub inertia_secs: f32,
    /// A dose is enough once it is no further below its target than this, %.
    pub tolerance_percent: f32,
    /// Whether target and tolerance are drawn on the instrument.
    pub band: bool,
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
    /// How far the doses are from their targets, mean, % of the target.
    Error,
    /// How far the worst dose is from its target, % of the target.
    WorstError,
    /// How much too much was poured, mean, % of the target.
    Overshoot,
    /// How much doses that should be equal differ (standard deviation), % of their mean.
    Evenness,
    /// Times a dose was begun before the wait was over, count: one a wait at most.
    Rushed,
    /// Times more had to be added because a dose was too small, count.
    TopUps,
    /// From the first touch to the last dose, seconds of game time.
    Secs,
}

/// Room for texts on the play screen, words.
const NAME_WORDS: usize = 6;
const WHY_WORDS: usize = 12;

impl Spec {
    pub(super) fn vessel(&self, dose: &Dose) -> Option<&Vessel> {
        self.vessels.iter().find(|vessel| vessel.id == dose.from)
    }
}

impl Receiver {
    pub fn start(&self) -> f32 {
        self.start.unwrap_or(self.range.0)
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
        let mut texts = Vec::new();
        for (index, dose) in self.doses.iter().enumerate() {
            let at = at.field("doses").index(index);
            texts.push((at.field("name"), &dose.name, NAME_WORDS));
            texts.push((at.field("why"), &dose.why, WHY_WORDS));
            if let Some(rest) = &dose.rest {
                texts.push((at.field("rest").field("what"), &rest.what, WHY_WORDS));
            }
        }
        texts.extend(grading::texts(&self.levels, &at.field("levels")));
        texts
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    /// Every number of the trade that a text may repeat: also how many doses there are, and what they come to.
    fn numbers(&self) -> Vec<f32> {
        let mut numbers = grading::numbers(&self.levels);
        numbers.push(self.doses.len() as f32);
        numbers.push(self.doses.iter().map(|dose| dose.target).sum());
        for dose in &self.doses {
            let equal = self.doses.iter().filter(|other| dose.is_like(other)).count();
            numbers.extend([dose.target, equal as f32]);
            numbers.extend(dose.rest.iter().map(|rest| rest.secs));
        }
        for receiver in &self.receivers {
            numbers.extend([receiver.range.0, receiver.range.1, receiver.start()]);
        }
        numbers.extend(self.levels.iter().map(|(_, level)| level.tolerance_percent));
        numbers
    }

    fn units(&self, at: &FieldPath) -> Vec<(FieldPath, &str)> {
        let receivers = at.field("receivers");
        let units = self.receivers.iter().enumerate();
        units
            .map(|(index, receiver)| (receivers.index(index).field("unit"), receiver.unit.as_str()))
            .collect()
    }
}

impl Dose {
    /// Whether two doses should be equal.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.from == other.from && self.target == other.target
    }
}

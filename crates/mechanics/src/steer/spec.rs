//! What a kit's author writes for a `steer` step.

use glam::Vec3;
use serde::Deserialize;

use etabli_finding::{FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Band, Level, Levels, Mechanic, RoomedText, Source,
    grading::{self, Graded},
};

/// A crane, what it has to do, and how tight each level is. Metres and their speeds are the real crane's; only game time
/// runs faster, by `haste`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// So many real metres are one metre of the diorama.
    pub real_m_per_m: f32,
    /// So many real seconds pass in one second of play: a load on 20 m of cable takes 9 s to swing there and back, which
    /// is long on a kiosk.
    pub haste: f32,
    /// The trolley along its rail.
    pub trolley: Drive,
    /// The cable.
    pub hoist: Drive,
    /// Shortest and longest cable, from the rail to the node `load`, real metres.
    pub cable_m: (f32, f32),
    /// What always hangs from the cable, from the node `load` downwards: spreader, hook, tongs.
    pub hook: Size,
    /// What is carried, below the hook.
    pub cargo: Size,
    /// Where the load has to come, in this order: nodes `goal.<id>`, where `load` then is.
    pub goals: Vec<Goal>,
    /// People who may walk under the load.
    #[serde(default)]
    pub walkers: Vec<Walker>,
    /// Another number, other gusts and other moments at which people come.
    #[serde(default)]
    pub seed: u32,
    pub levels: Levels<LevelSpec>,
}

/// A motor with its lever.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drive {
    /// Real metres per second.
    pub speed_m_s: f32,
    /// From standstill to full speed, real seconds.
    pub ramp_secs: f32,
}

/// Real metres, as seen from the side.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    pub width_m: f32,
    pub height_m: f32,
}

/// A place where the load is set down on something.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    pub id: String,
    pub does: Does,
    pub name: Bilingual,
    pub why: Bilingual,
}

/// What happens at a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Does {
    /// The hook takes the cargo that stands there.
    Take,
    /// The cargo is set down and stays.
    Set,
}

/// Somebody who crosses the danger zone: the node `walker.<id>` goes along `walk.<id>.00`, `walk.<id>.01`, …
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walker {
    pub id: String,
    pub name: Bilingual,
    /// Why nothing moves while they are there.
    pub why: Bilingual,
    /// From one end of the way to the other, seconds of play.
    pub secs: f32,
}

/// The numbers of one level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSpec {
    /// How much the crane's electronics damp the swing: 0 nothing, 1 all they can.
    pub anti_sway: f32,
    /// How far beside the goal the load may stand, real metres.
    pub tolerance_m: f32,
    /// How far it may swing to one side while it is set down, real centimetres.
    pub swing_max_cm: f32,
    /// How fast it may come down, real centimetres per second; faster, it bounces.
    pub impact_max_cm_s: f32,
    /// Gusts, kilometres per hour; 0: calm.
    pub wind_km_h: f32,
    /// How many people come by.
    pub walks: u32,
    /// When somebody is in the zone the crane has to stand after this long, seconds of play.
    pub reaction_secs: f32,
    pub grades: Vec<Grading>,
}

pub type Grading = grading::Grading<Measure>;

impl Graded for LevelSpec {
    type Measure = Measure;

    fn grades(&self) -> &[Grading] {
        &self.grades
    }
}

/// What is measured while the hand plays; of several set-downs and people the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Measure {
    /// How far the load still swings to one side when it is set down, real cm.
    Swing,
    /// How far beside its goal it is set down, real cm.
    Offset,
    /// How fast it comes down on something, real cm/s.
    Impact,
    /// Set-downs that were refused: too far beside, swinging, too fast; count.
    Retries,
    /// Knocks on obstacles, count.
    Strayed,
    /// From somebody's first step into the zone to the crane's standstill, seconds of play.
    Reaction,
    /// From the first touch to the end, seconds of play.
    Secs,
}

/// Room for texts on the play screen, words.
const NAME_WORDS: usize = 5;
const WHY_WORDS: usize = 20;

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
        let (goals, walkers) = (at.field("goals"), at.field("walkers"));
        let of_goals = self.goals.iter().enumerate().flat_map(|(index, goal)| {
            let at = goals.index(index);
            [
                (at.field("name"), &goal.name, NAME_WORDS),
                (at.field("why"), &goal.why, WHY_WORDS),
            ]
        });
        let of_walkers = self.walkers.iter().enumerate().flat_map(|(index, walker)| {
            let at = walkers.index(index);
            [
                (at.field("name"), &walker.name, NAME_WORDS),
                (at.field("why"), &walker.why, WHY_WORDS),
            ]
        });
        let texts = of_goals.chain(of_walkers);
        texts.chain(grading::texts(&self.levels, &at.field("levels"))).collect()
    }

    fn sources(&self, at: &FieldPath) -> Vec<(FieldPath, &Source)> {
        grading::sources(&self.levels, &at.field("levels"))
    }

    fn numbers(&self) -> Vec<f32> {
        let mut numbers = grading::numbers(&self.levels);
        numbers.extend([self.trolley, self.hoist].map(|drive| drive.speed_m_s));
        numbers.extend([self.cable_m.0, self.cable_m.1]);
        numbers.extend(
            [self.hook, self.cargo]
                .iter()
                .flat_map(|size| [size.width_m, size.height_m]),
        );
        let levels = self.levels.iter();
        numbers.extend(levels.flat_map(|(_, level)| [level.wind_km_h, level.reaction_secs, level.tolerance_m]));
        numbers
    }
}

//! The kinds of touch play, apart from any engine: what an author writes, what is checked of it, what a touch does, what
//! the demonstration is and how a hand is graded. This file closes the list; the engine's side is in the house's
//! `src/mechanics`.

pub mod anchors;
pub mod assemble;
pub mod band;
mod checking;
pub mod coverage;
pub mod dialogue;
pub mod dose;
pub mod grading;
pub mod inspect;
mod mechanic;
pub mod sequence;
pub mod steer;
pub mod trace;

use etabli_language::Bilingual;
use glam::Vec3;
use serde::Deserialize;

pub use anchors::{Anchor, Anchors};
pub use band::{Band, Mark, Source};
pub use mechanic::{Mechanic, RoomedText};

/// Game time of rules, ghosts and robots advances in steps of this length, seconds.
pub const STEP_SECS: f32 = 1.0 / 60.0;

/// How tight the tolerances are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    #[default]
    Discovery,
    Challenge,
    Expert,
}

impl Level {
    /// From the most forgiving to the tightest.
    pub const ALL: [Self; 3] = [Self::Discovery, Self::Challenge, Self::Expert];

    /// Name of the level's field in [`Levels`].
    pub fn field(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::Challenge => "challenge",
            Self::Expert => "expert",
        }
    }

    /// What an author calls it, in both languages.
    pub fn word(self) -> Bilingual {
        match self {
            Self::Discovery => Bilingual::new("découverte", "discovery"),
            Self::Challenge => Bilingual::new("défi", "challenge"),
            Self::Expert => Bilingual::new("expert", "expert"),
        }
    }
}

/// The numbers of one step for each level.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels<T> {
    pub discovery: T,
    pub challenge: T,
    pub expert: T,
}

impl<T> Levels<T> {
    pub fn get(&self, level: Level) -> &T {
        match level {
            Level::Discovery => &self.discovery,
            Level::Challenge => &self.challenge,
            Level::Expert => &self.expert,
        }
    }

    /// Each level with the name of its field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
        [
            ("discovery", &self.discovery),
            ("challenge", &self.challenge),
            ("expert", &self.expert),
        ]
        .into_iter()
    }
}

/// What a step asks of the hand, as the kit's author wrote it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Spec {
    Assemble(assemble::Spec),
    Dialogue(dialogue::Spec),
    Dose(dose::Spec),
    Coverage(coverage::Spec),
    Trace(trace::Spec),
    Inspect(inspect::Spec),
    Sequence(sequence::Spec),
    Steer(steer::Spec),
}

impl Spec {
    /// The rules of this kind of play: the one place where kinds are told apart.
    pub fn rules(&self) -> &dyn Mechanic {
        match self {
            Self::Assemble(spec) => spec,
            Self::Dialogue(spec) => spec,
            Self::Dose(spec) => spec,
            Self::Coverage(spec) => spec,
            Self::Trace(spec) => spec,
            Self::Inspect(spec) => spec,
            Self::Sequence(spec) => spec,
            Self::Steer(spec) => spec,
        }
    }
}

/// The gesture that advances a step, in stage coordinates (metres): what ghost hand, robot and hint perform.
#[derive(Clone, Debug, PartialEq)]
pub struct Gesture {
    /// Points the fingertip passes; pressed at the first, released at the last.
    pub path: Vec<Vec3>,
    /// How long an unhurried hand takes, seconds.
    pub secs: f32,
    /// How fast it is done is part of the trade: from point to point in equal times, neither eased nor hurried.
    pub even: bool,
}

impl Gesture {
    /// How far along its points the fingertip is after a share (0 to 1) of its time: 0 at the first, 1 at the last.
    pub fn progress(&self, share: f32) -> f32 {
        let share = share.clamp(0.0, 1.0);
        if self.even {
            share
        } else {
            // Starts and stops like a hand.
            share * share * (3.0 - 2.0 * share)
        }
    }

    /// Where the fingertip is after a share (0 to 1) of its time; `None` without points.
    pub fn tip(&self, share: f32) -> Option<Vec3> {
        let last = self.path.len().checked_sub(1)?;
        let place = self.progress(share) * last as f32;
        let before = (place.floor() as usize).min(last);
        let after = (before + 1).min(last);
        Some(self.path[before].lerp(self.path[after], place - before as f32))
    }
}

/// A finger seen from the stage: the ray it casts from the eye, in stage coordinates (metres).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ray {
    pub origin: Vec3,
    /// Unit length.
    pub direction: Vec3,
}

impl Ray {
    /// The ray from `eye` through `point`.
    pub fn through(eye: Vec3, point: Vec3) -> Self {
        Self {
            origin: eye,
            direction: (point - eye).normalize_or(Vec3::NEG_Z),
        }
    }

    /// Point at `distance` metres along the ray.
    pub fn at(&self, distance: f32) -> Vec3 {
        self.origin + self.direction * distance
    }

    /// How far along the ray it comes nearest to `point`, metres (never behind the eye).
    pub fn nearest(&self, point: Vec3) -> f32 {
        (point - self.origin).dot(self.direction).max(0.0)
    }

    /// Smallest distance between the ray and `point`, metres.
    pub fn distance_to(&self, point: Vec3) -> f32 {
        self.at(self.nearest(point)).distance(point)
    }
}

/// What one hand, or time, does to the things of a step; `On` tells them apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Touch<On> {
    /// A finger comes down on one of them.
    Press { on: On, ray: Ray },
    /// The finger that holds moves.
    Move { ray: Ray },
    /// It leaves the glass.
    Release,
    /// It was taken away (palm, system, screen left): nobody's mistake.
    Cancel,
    /// One step of game time passed ([`STEP_SECS`]).
    Tick,
}

//! What has to be poured and how far it has come: what the rules read and change. Pure.

use glam::{Quat, Vec3};

use super::{Pouring, Spec};
use crate::{Anchor, Anchors, Level, Ray, STEP_SECS};

/// How far a vessel has to be dragged down to pour to the full, and before it pours at all, metres of the diorama.
pub const TILT_M: f32 = 0.34;
pub const SLACK_M: f32 = 0.05;

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub vessels: Vec<Vessel>,
    pub receivers: Vec<Receiver>,
    pub doses: Vec<Dose>,
    /// Share of the way to what the hand wants that the flow goes in a step of game time.
    pub(super) follows: f32,
    /// 0 to 1.
    pub tolerance: f32,
    /// Whether target and tolerance are drawn on the instrument.
    pub band: bool,
}

/// What is taken in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Vessel {
    pub id: String,
    pub hand: Pouring,
    /// Index in [`Task::receivers`].
    pub into: usize,
    /// Units a second.
    pub rate: f32,
    pub(super) drips: f32,
    /// Where the artist put it: its origin is where the finger lands.
    pub home: Pose,
    /// Above its receiver, before it pours, and when it pours to the full.
    pub over: Pose,
    pub tilt: Pose,
    /// Where a ladle fills; of what is not dipped, its home.
    pub dip: Pose,
}

/// What is poured into.
#[derive(Clone, Debug, PartialEq)]
pub struct Receiver {
    pub id: String,
    pub range: (f32, f32),
    pub start: f32,
    /// Where the jet falls.
    pub place: Vec3,
}

/// So much of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    pub id: String,
    /// Index in [`Task::vessels`].
    pub from: usize,
    pub target: f32,
    /// Steps of game time to wait for afterwards.
    pub rest_ticks: u32,
    /// The first dose that should be equal to it: itself if there is none before.
    pub like: usize,
}

/// A place and a turn, metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    pub translation: Vec3,
    pub rotation: Quat,
}

impl From<&Anchor> for Pose {
    fn from(anchor: &Anchor) -> Self {
        Self {
            translation: anchor.translation,
            rotation: anchor.rotation,
        }
    }
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor or a name is missing (a checked kit has them all).
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors) -> Option<Self> {
        let numbers = spec.levels.get(level);
        let receivers = spec.receivers.iter().map(|receiver| {
            Some(Receiver {
                id: receiver.id.clone(),
                range: receiver.range,
                start: receiver.start(),
                place: anchors.get(&format!("into.{}", receiver.id))?.translation,
            })
        });
        let doses = spec.doses.iter().enumerate().map(|(index, dose)| {
            let like = spec.doses[..index].iter().position(|other| dose.is_like(other));
            Some(Dose {
                id: dose.id.clone(),
                from: spec.vessels.iter().position(|vessel| vessel.id == dose.from)?,
                target: dose.target,
                rest_ticks: dose.rest.as_ref().map_or(0, |rest| (rest.secs / STEP_SECS) as u32),
                like: like.unwrap_or(index),
            })
        });
        let vessels = spec.vessels.iter().map(|vessel| Vessel::new(vessel, spec, anchors));
        Some(Self {
            vessels: vessels.collect::<Option<_>>()?,
            receivers: receivers.collect::<Option<_>>()?,
            doses: doses
                .collect::<Option<_>>()
                .filter(|doses: &Vec<_>| !doses.is_empty())?,
            follows: 1.0 - (-STEP_SECS / numbers.inertia_secs).exp(),
            tolerance: numbers.tolerance_percent / 100.0,
            band: numbers.band,
        })
    }

    /// The vessel a dose is poured from.
    pub fn vessel(&self, dose: usize) -> &Vessel {
        &self.vessels[self.doses[dose].from]
    }

    /// The least that is enough.
    pub fn least(&self, dose: usize) -> f32 {
        self.doses[dose].target * (1.0 - self.tolerance)
    }
}

impl Vessel {
    fn new(vessel: &super::Vessel, spec: &Spec, anchors: &Anchors) -> Option<Self> {
        let home = anchors.get(&format!("pour.{}", vessel.id))?;
        let tilt = anchors.get(&format!("tilt.{}", vessel.id))?;
        let dip = match vessel.hand {
            Pouring::Tap => anchors.get(&format!("dip.{}", vessel.id))?,
            Pouring::Hold | Pouring::Tilt => home,
        };
        let upright = Pose {
            translation: tilt.translation,
            rotation: home.rotation,
        };
        let over = anchors.get(&format!("over.{}", vessel.id));
        Some(Self {
            id: vessel.id.clone(),
            hand: vessel.hand,
            into: spec.receivers.iter().position(|receiver| receiver.id == vessel.into)?,
            rate: vessel.rate,
            drips: vessel.drips,
            home: home.into(),
            over: over.map_or(upright, Pose::from),
            tilt: tilt.into(),
            dip: dip.into(),
        })
    }

    /// How high a finger points on the upright plane through the vessel that faces it, metres; `None` for a ray no camera
    /// casts, or one from straight above.
    pub(super) fn height(&self, ray: Ray) -> Option<f32> {
        let grip = self.home.translation;
        let facing = (grip - ray.origin).with_y(0.0).try_normalize()?;
        let slope = ray.direction.dot(facing);
        let distance = (grip - ray.origin).dot(facing) / slope;
        let height = ray.at(distance).y;
        (slope > 0.05 && height.is_finite()).then_some(height)
    }
}

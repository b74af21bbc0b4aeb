//! The things of a `sequence` step and the ways they go under a finger, apart from any engine.

use glam::{Quat, Vec3};

use super::{Hand, Spec};
use crate::{Anchor, Anchors, Level, Ray};

/// A way is a chain of so many straight pieces.
pub const PIECES: usize = 24;
/// Without a node `grip.<id>`, what turns is held so far from its axis, metres.
const GRIP: f32 = 0.11;
/// What is carried rises above the straight way by this share of its length.
const ARCH: f32 = 0.12;
/// What is carried so far is done, and sooner on the easiest level, where a hand may tremble.
pub const DONE_SHARE: f32 = 0.85;
const DONE_EASILY: f32 = 0.7;
/// Under one move a finger goes on along the way as long as the next place within this share of it is nearer.
const NEAR: f32 = 0.3;

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// What is acted upon in the list's order, then the level's decoys.
    pub things: Vec<Thing>,
    /// How many of the things are acts.
    pub acts: usize,
    /// Whether what may be done now is lit.
    pub lit: bool,
    /// What is carried this share of its way is done: it goes the rest by itself.
    pub done_share: f32,
}

/// One thing that an act, right or not, is done with.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    pub id: String,
    pub hand: Hand,
    /// As it is before and after.
    pub rest: Pose,
    pub did: Pose,
    /// Where the hand that holds it goes, metres; the first point is where it takes hold.
    pub way: Vec<Vec3>,
    /// What must be done before; indices in [`Task::things`].
    pub after: Vec<usize>,
    pub critical: bool,
    pub decoy: bool,
    pub hold_secs: f32,
}

/// Where something is and how it is turned, stage coordinates, metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    pub translation: Vec3,
    pub rotation: Quat,
}

impl Pose {
    fn of(anchor: &Anchor) -> Self {
        Self {
            translation: anchor.translation,
            rotation: anchor.rotation.normalize(),
        }
    }

    /// The pose a share (0 to 1) of the way from here to `to`.
    pub fn towards(&self, to: &Self, share: f32) -> Self {
        Self {
            translation: self.translation.lerp(to.translation, share),
            rotation: self.rotation.slerp(to.rotation, share),
        }
    }

    /// Axis (unit length) and angle (radians, 0 to π) of the turn from here to `to`.
    pub fn turn(&self, to: &Self) -> (Vec3, f32) {
        let turn = to.rotation * self.rotation.inverse();
        let turn = if turn.w < 0.0 { -turn } else { turn };
        turn.to_axis_angle()
    }

    fn place(&self, own: Vec3) -> Vec3 {
        self.translation + self.rotation * own
    }
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor is missing (a checked kit has them all).
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors) -> Option<Self> {
        let numbers = spec.levels.get(level);
        let index = |id: &String| spec.acts.iter().position(|act| act.id == *id);
        let mut things = Vec::with_capacity(spec.acts.len() + numbers.decoys);
        for act in &spec.acts {
            things.push(Thing {
                after: act.after.iter().filter_map(index).collect(),
                critical: act.critical.is_some(),
                hold_secs: act.hold_secs,
                ..Thing::new(&act.id, act.hand, anchors)?
            });
        }
        for decoy in spec.decoys.iter().take(numbers.decoys) {
            things.push(Thing {
                decoy: true,
                ..Thing::new(&decoy.id, decoy.hand, anchors)?
            });
        }
        Some(Self {
            things,
            acts: spec.acts.len(),
            lit: numbers.lit,
            done_share: if level == Level::Discovery {
                DONE_EASILY
            } else {
                DONE_SHARE
            },
        })
    }
}

impl Thing {
    pub(super) fn new(id: &str, hand: Hand, anchors: &Anchors) -> Option<Self> {
        let rest = Pose::of(anchors.get(&format!("act.{id}"))?);
        let did = match anchors.get(&format!("did.{id}")) {
            Some(anchor) => Pose::of(anchor),
            None if hand.moves() => return None,
            None => rest,
        };
        let grip = anchors.get(&format!("grip.{id}")).map(|anchor| anchor.translation);
        Some(Self {
            id: id.to_owned(),
            hand,
            rest,
            did,
            way: way(hand, &rest, &did, grip),
            after: Vec::new(),
            critical: false,
            decoy: false,
            hold_secs: 1.0,
        })
    }

    /// Where the hand takes hold of it, metres.
    pub fn grip(&self) -> Vec3 {
        self.way[0]
    }

    /// How long its way is, metres; 0 where nothing is carried.
    pub fn length(&self) -> f32 {
        self.way.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
    }

    /// Where a hand is that carried it a share (0 to 1) of its way, metres.
    pub fn along(&self, share: f32) -> Vec3 {
        let last = self.way.len() - 1;
        let place = share.clamp(0.0, 1.0) * last as f32;
        let before = (place as usize).min(last);
        let after = (before + 1).min(last);
        self.way[before].lerp(self.way[after], place - before as f32)
    }

    /// How it stands once it is carried a share (0 to 1) of its way.
    pub fn pose(&self, share: f32) -> Pose {
        let mut pose = self.rest.towards(&self.did, share);
        if self.hand == Hand::Slide {
            pose.translation += arch(self.rest.translation, self.did.translation, share);
        }
        pose
    }

    /// The share of its way that `ray` points at, for a hand that carried it to `from`: the nearest that is reached from
    /// there without going away from the ray.
    pub fn pointed(&self, from: f32, ray: &Ray) -> f32 {
        let mut share = from;
        // Three looks ahead are the whole way, however few moves a slow machine reports.
        for _ in 0..3 {
            let next = self.nearest(share - NEAR, share + NEAR, ray);
            if next == share {
                break;
            }
            share = next;
        }
        share
    }

    fn nearest(&self, low: f32, high: f32, ray: &Ray) -> f32 {
        const PLACES: u16 = 60;
        let (low, high) = (low.max(0.0), high.min(1.0));
        let places = (0..=PLACES).map(|place| low + (high - low) * f32::from(place) / f32::from(PLACES));
        places
            .map(|share| (share, ray.distance_to(self.along(share))))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(low, |(share, _)| share)
    }
}

/// How high something carried from `from` to `to` is above the straight way.
fn arch(from: Vec3, to: Vec3, share: f32) -> Vec3 {
    Vec3::Y * from.distance(to) * ARCH * 4.0 * share * (1.0 - share)
}

fn way(hand: Hand, rest: &Pose, did: &Pose, grip: Option<Vec3>) -> Vec<Vec3> {
    if !hand.moves() {
        return vec![grip.unwrap_or(rest.translation); 2];
    }
    let usual = if hand == Hand::Turn {
        handle(rest, did)
    } else {
        Vec3::ZERO
    };
    let own = grip.map_or(usual, |grip| rest.rotation.inverse() * (grip - rest.translation));
    let share = |piece: usize| piece as f32 / PIECES as f32;
    (0..=PIECES)
        .map(|piece| {
            let share = share(piece);
            let lift = if hand == Hand::Slide {
                arch(rest.translation, did.translation, share)
            } else {
                Vec3::ZERO
            };
            rest.towards(did, share).place(own) + lift
        })
        .collect()
}

/// The handle of what turns, in its own directions: along its notch (its own -Z) if it turns like a knob, upwards (its own
/// Y) if it tips like a lever.
fn handle(rest: &Pose, did: &Pose) -> Vec3 {
    let (axis, _) = rest.turn(did);
    let axis = rest.rotation.inverse() * axis;
    let out = if axis.dot(Vec3::Y).abs() > 0.7 {
        Vec3::NEG_Z
    } else {
        Vec3::Y
    };
    (out - axis * out.dot(axis)).normalize_or(Vec3::X) * GRIP
}

//! People who cross the danger zone: their way, when they come, and how fast the crane stands. Pure.

use glam::Vec3;

use super::{spec::Walker, wind::chance};
use crate::{Anchors, STEP_SECS};

/// The first comes when the crane has moved for so long, the next so much later; from and to, seconds of play.
const FIRST_SECS: (f32, f32) = (1.2, 2.4);
const NEXT_SECS: (f32, f32) = (2.0, 4.0);
/// A way is looked at in so many places.
const LOOKS: u16 = 64;

/// Somebody's way.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub id: String,
    /// Stage coordinates, metres.
    points: Vec<Vec3>,
    /// From one end to the other, steps of game time.
    pub ticks: u32,
    /// Shares of the way (0 to 1) between which it lies in a zone.
    pub inside: (f32, f32),
}

/// Somebody on the way now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Walk {
    /// Index in the task's ways.
    pub way: usize,
    /// From the way's end to its beginning: who has gone one way comes back.
    pub(super) back: bool,
    /// Steps of game time since the first one.
    pub(super) ticks: u32,
    /// Steps of game time in the zone while the crane moved.
    pub(super) moving: u32,
    /// The crane came to its standstill.
    pub(super) stood: bool,
    pub(super) late: bool,
}

/// A box whose half sizes are its node's scale; people are looked for on the ground.
fn is_in_zone(anchors: &Anchors, point: Vec3) -> bool {
    anchors.with_prefix("zone.").any(|(_, zone)| {
        let at = zone.rotation.inverse() * (point - zone.translation);
        at.x.abs() <= zone.scale.x.abs() && at.z.abs() <= zone.scale.z.abs()
    })
}

/// The numbered nodes of a way, in order.
pub(super) fn points(id: &str, anchors: &Anchors) -> Vec<Vec3> {
    let prefix = format!("walk.{id}.");
    let mut nodes: Vec<(u32, Vec3)> = anchors
        .with_prefix(&prefix)
        .filter_map(|(number, anchor)| Some((number.parse().ok()?, anchor.translation)))
        .collect();
    nodes.sort_by_key(|(number, _)| *number);
    nodes.into_iter().map(|(_, point)| point).collect()
}

impl Way {
    /// `None` without a way, or where it crosses no zone.
    pub(super) fn new(walker: &Walker, anchors: &Anchors) -> Option<Self> {
        let points = points(&walker.id, anchors);
        if points.len() < 2 {
            return None;
        }
        let mut way = Self {
            id: walker.id.clone(),
            points,
            ticks: (walker.secs / STEP_SECS).max(1.0) as u32,
            inside: (0.0, 1.0),
        };
        let share = |look: u16| f32::from(look) / f32::from(LOOKS);
        let mut inside = (0..=LOOKS)
            .map(share)
            .filter(|share| is_in_zone(anchors, way.at(*share)));
        let first = inside.next()?;
        way.inside = (first, inside.next_back().unwrap_or(first));
        Some(way)
    }

    /// Where somebody is after a share of the way, stage coordinates, metres.
    pub fn at(&self, share: f32) -> Vec3 {
        let length: f32 = self.points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let mut left = length * share.clamp(0.0, 1.0);
        for pair in self.points.windows(2) {
            let far = pair[0].distance(pair[1]);
            if left <= far {
                return pair[0].lerp(pair[1], left / far.max(1e-6));
            }
            left -= far;
        }
        self.points.last().copied().unwrap_or_default()
    }
}

impl Walk {
    pub(super) fn new(way: usize, back: bool) -> Self {
        Self {
            way,
            back,
            ticks: 0,
            moving: 0,
            stood: false,
            late: false,
        }
    }

    /// Where on the way they are: 0 at its beginning, 1 at its end.
    pub fn share(&self, way: &Way) -> f32 {
        let gone = self.ticks as f32 / way.ticks as f32;
        if self.back { 1.0 - gone } else { gone }
    }

    pub(super) fn is_over(&self, way: &Way) -> bool {
        self.ticks >= way.ticks
    }

    pub fn is_inside(&self, way: &Way) -> bool {
        (way.inside.0..=way.inside.1).contains(&self.share(way))
    }

    /// They are not in the zone any more.
    pub fn has_left(&self, way: &Way) -> bool {
        if self.back {
            self.share(way) < way.inside.0
        } else {
            self.share(way) > way.inside.1
        }
    }
}

/// After so many steps of the crane's motion somebody comes as number `number`.
pub(super) fn due(seed: u32, number: u32) -> u32 {
    let between = |(from, to): (f32, f32), place: u32| from + (to - from) * chance(seed ^ 0x77a1, place);
    let secs = between(FIRST_SECS, 0) + (1..=number).map(|place| between(NEXT_SECS, place)).sum::<f32>();
    (secs / STEP_SECS) as u32
}

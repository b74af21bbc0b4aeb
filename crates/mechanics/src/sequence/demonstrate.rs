//! What hint, ghost and robot do: the next act's real gesture. Pure.

use glam::Vec3;

use super::{
    Hand,
    rules::{State, Task, Thing},
};
use crate::Gesture;

/// Speed of an unhurried hand in the diorama, metres per second.
const HAND_SPEED: f32 = 0.8;
/// No demonstration is quicker than this, seconds: the eye has to follow.
pub(super) const SHORTEST_SECS: f32 = 0.9;
/// A demonstrated tap lasts so long, seconds.
const TAP_SECS: f32 = 0.4;
/// Whoever holds, holds this much longer than it takes, seconds.
const HOLDS_ON_SECS: f32 = 0.3;

/// The gesture of the next act: along its way, or pressed where it is. `None` when all is done, under a finger, or while
/// its thing still springs back.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    if state.held().is_some() {
        return None;
    }
    let act = state.next(task).filter(|&act| state.share(act) == 0.0)?;
    Some(gesture(&task.things[act]))
}

pub(super) fn gesture(thing: &Thing) -> Gesture {
    let (path, secs): (Vec<Vec3>, f32) = match thing.hand {
        Hand::Tap => (vec![thing.grip(); 2], TAP_SECS),
        // A held press is never hurried: it goes from point to point in equal times.
        Hand::Hold => (vec![thing.grip(); 2], thing.hold_secs + HOLDS_ON_SECS),
        Hand::Turn | Hand::Pull | Hand::Slide => (thing.way.clone(), (thing.length() / HAND_SPEED).max(SHORTEST_SECS)),
    };
    Gesture {
        path,
        secs,
        even: thing.hand == Hand::Hold,
    }
}

//! What hint, ghost and robot do: carry the next part to its place, then touch the start. Pure.

use glam::Vec3;

use super::rules::{Place, State, Task};
use crate::Gesture;

/// How high above the straight way the ghost hand carries a part, as a share of its length.
const CARRY_ARCH: f32 = 0.12;
/// Speed of an unhurried hand in the diorama, metres per second; the robot's and ghost's.
const HAND_SPEED: f32 = 1.7;
/// No demonstration is quicker than this, seconds: the eye has to follow.
pub(super) const SHORTEST_GESTURE_SECS: f32 = 0.9;
/// A demonstrated touch of the start lasts so long, seconds.
const TOUCH_SECS: f32 = 0.4;

/// The gesture that advances the step: the next part carried to its socket in a soft arch, then a touch of the start.
/// `None` when all is done or a part is on its way.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    if state.is_holding() {
        return None;
    }
    if state.is_ready(task) {
        return task.start.as_ref().map(|start| Gesture {
            path: vec![start.at; 2],
            secs: TOUCH_SECS,
            even: false,
        });
    }
    let item = task.next(state).filter(|&item| state.place(item) == Place::Home)?;
    Some(carry(task.items[item].home, task.items[item].socket?))
}

fn carry(home: Vec3, socket: Vec3) -> Gesture {
    const POINTS: u16 = 24;
    let length = home.distance(socket);
    let path = (0..=POINTS)
        .map(|point| {
            let along = f32::from(point) / f32::from(POINTS);
            home.lerp(socket, along) + Vec3::Y * length * CARRY_ARCH * 4.0 * along * (1.0 - along)
        })
        .collect();
    Gesture {
        path,
        secs: (length / HAND_SPEED).max(SHORTEST_GESTURE_SECS),
        even: false,
    }
}

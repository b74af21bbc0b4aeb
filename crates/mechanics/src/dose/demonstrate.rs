//! How a tradesperson goes on from here: pours what is missing, and stops early enough for what still comes. Pure.

use glam::Vec3;

use super::{
    Pouring,
    rules::{State, Task, Vessel},
    task::{SLACK_M, TILT_M},
};
use crate::{Gesture, STEP_SECS};

/// No press is shorter than this, seconds.
const SHORTEST_SECS: f32 = 0.2;
/// A vessel is tilted, and righted, in so long, seconds; and the finger passes a point of its way so often.
const TILTS_SECS: f32 = 0.5;
const POINT_SECS: f32 = 0.05;

/// The gesture that advances the step; `None` when all is done, under a finger, while something still flows, is judged or
/// waited for.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    let dose = state.dose().filter(|_| state.is_at_rest(task))?;
    let vessel = task.vessel(dose);
    let missing = task.doses[dose].target - state.poured(dose);
    let secs = |units: f32| units / vessel.rate;
    Some(match vessel.hand {
        Pouring::Hold => press(vessel, secs(missing - vessel.drips)),
        Pouring::Tap => press(vessel, secs(missing)),
        Pouring::Tilt => tilt(vessel, secs(missing - vessel.drips)),
    })
}

/// What follows the hand late follows it for as long: all that flows in the end is what a press as long would give at
/// full flow.
fn press(vessel: &Vessel, secs: f32) -> Gesture {
    Gesture {
        path: vec![vessel.home.translation; 2],
        // The touch itself takes a step of game time more.
        secs: (secs - STEP_SECS).max(SHORTEST_SECS),
        even: true,
    }
}

/// Down, there for as long as it takes, and up again; less far for less. `secs`: at full flow.
fn tilt(vessel: &Vessel, secs: f32) -> Gesture {
    let grip = vessel.home.translation;
    // Half of the time it tilts and is righted counts, at each end.
    let share = (secs / TILTS_SECS).clamp(0.05, 1.0);
    let stays = (secs / share - TILTS_SECS).max(0.0);
    let all = 2.0 * TILTS_SECS + stays;
    let points = (all / POINT_SECS).ceil() as usize;
    let lowered = |point: usize| {
        let now = all * point as f32 / points as f32;
        let along = (now.min(all - now) / TILTS_SECS).clamp(0.0, 1.0);
        // Nothing flows in the slack: it is passed at once.
        let down = if along > 0.0 { SLACK_M } else { 0.0 } + share * along * TILT_M;
        grip - Vec3::Y * down
    };
    Gesture {
        path: (0..=points).map(lowered).collect(),
        secs: all,
        even: true,
    }
}

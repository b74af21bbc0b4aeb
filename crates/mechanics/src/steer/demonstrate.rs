//! How somebody who drives cranes goes on from here: up, across without leaving a swing, down softly; and stands still
//! while somebody walks below. Pure.
//!
//! Each gesture is found by trying it: a controller drives a copy of the crane, and what it does to the lever is the
//! finger's way. Across, the controller uses that a hanging load is drawn towards its trolley, s'' = (g/L)·(x − s): the
//! trolley is kept where the load's own way to the goal, a well damped one, wants it. What comes out is the driver's
//! trick: slow down, and catch the load up at the end of its swing.

use glam::Vec3;

use super::{
    physics::Command,
    rules::{Effect, Lever, State, Task, advance, told},
    task::lean_for,
};
use crate::{Gesture, STEP_SECS};

/// From point to point of a finger's way, steps of game time.
const POINT_TICKS: u32 = 6;
/// No gesture is longer, points.
const POINTS_MAX: usize = 140;
/// The lever goes no further from one point to the next.
const HURRY: f32 = 0.3;
/// The load is carried this far above obstacles, and beside them, real metres.
const SPARE: (f32, f32) = (0.8, 0.5);
/// The load's way to its goal: its pulse as a share of a free swing's, and its damping.
const WAY: (f32, f32) = (0.5, 0.95);
/// How fast the trolley comes to where the load wants it, 1/s.
const CATCHES: f32 = 0.75;
/// Full speed is left to hurried hands.
const CRUISE: f32 = 0.85;
/// Near enough, and still enough, to be set down: shares of the level's limits, and the most a driver leaves (real
/// metres).
const NEAR: (f32, f32) = (0.45, 0.5);
const NEAR_M: (f32, f32) = (0.40, 0.25);
/// A way across is done when there is so much less left.
const ARRIVED: f32 = 0.4;
/// The lever is let go when it tells the motor no more than this.
const RESTS: f32 = 0.05;
/// The load comes down with this share of the fastest it may, and no faster than this, real metres per second.
const SOFTLY: (f32, f32) = (0.3, 0.2);
/// Above the goal it is slow already, real metres.
const SLOW_M: f32 = 0.7;

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Move {
    /// To this length of cable, real metres.
    Hoist(f32),
    /// Above the goal.
    Across,
    /// Onto the goal.
    Down,
}

impl Move {
    fn lever(self) -> Lever {
        match self {
            Self::Across => Lever::Trolley,
            Self::Hoist(_) | Self::Down => Lever::Hoist,
        }
    }
}

/// The gesture that advances the step; `None` when all is done, under a finger, and while somebody walks below.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    let away = state.walk.is_none_or(|walk| walk.has_left(&task.ways[walk.way]));
    if state.is_held() || state.is_done() || state.is_locking() || state.is_guarded(task) || !away {
        return None;
    }
    choose(task, state).map(|next| try_out(task, state, next))
}

fn choose(task: &Task, state: &State) -> Option<Move> {
    let target = task.targets.get(state.next)?;
    let motion = &state.motion;
    let (load, hangs) = (motion.load(), task.hangs(state.carries));
    if is_near(task, state, 1.0) {
        return Some(Move::Down);
    }
    // Everything between here and there must lie below the load, the goal itself too.
    let highest = task.highest(state, load.x, target.at.x, SPARE.1);
    let depth = (highest - hangs.height_m - SPARE.0).min(target.at.y - SPARE.0 / 2.0);
    let depth = depth.max(task.machine.cable.0);
    if motion.cable > depth + SPARE.0 / 4.0 {
        return Some(Move::Hoist(depth));
    }
    Some(Move::Across)
}

/// Whether load and trolley are above the goal, and still enough; `share` of what a driver leaves.
fn is_near(task: &Task, state: &State, share: f32) -> bool {
    let (tolerance, swing, _) = task.limits();
    let motion = &state.motion;
    let off = |at: f32| {
        let target = task.targets.get(state.next);
        target.map_or(0.0, |target| (at - target.at.x).abs())
    };
    off(motion.x).max(off(motion.load().x)) <= share * (NEAR.0 * tolerance).min(NEAR_M.0)
        && motion.swing() <= share * (NEAR.1 * swing).min(NEAR_M.1)
}

/// What a lever would be told now.
fn policy(task: &Task, state: &State, next: Move) -> f32 {
    match next {
        Move::Across => across(task, state),
        Move::Hoist(depth) => {
            let drive = task.machine.hoist;
            let away = depth - state.motion.cable;
            let speed = (drive.ramp() * away.abs()).sqrt().min(away.abs());
            (away.signum() * speed / drive.speed_m_s).clamp(-CRUISE, CRUISE)
        }
        Move::Down => {
            let drive = task.machine.hoist;
            let softly = (SOFTLY.0 * task.limits().2).min(SOFTLY.1);
            let away = (task.clearance(state) - SLOW_M).max(0.0);
            let speed = (drive.ramp() * away).sqrt().min(away);
            ((softly + speed) / drive.speed_m_s).clamp(0.0, CRUISE)
        }
    }
}

fn across(task: &Task, state: &State) -> f32 {
    let Some(target) = task.targets.get(state.next) else {
        return 0.0;
    };
    let motion = &state.motion;
    let (pulse, drift, at) = (motion.pulse(), motion.drift(), motion.load().x);
    let (share, damping) = WAY;
    let cruise = CRUISE * task.machine.trolley.speed_m_s;
    let stiff = (share * pulse).powi(2);
    let far = 2.0 * damping * cruise / (share * pulse);
    let away = at - target.at.x;
    let speeding = pulse * pulse * (motion.x - at);
    let wants = at - (stiff * away.clamp(-far, far) + 2.0 * damping * share * pulse * drift) / (pulse * pulse);
    let holds_back = if away.abs() > far { 0.0 } else { stiff * drift };
    let moves = drift - (holds_back + 2.0 * damping * share * pulse * speeding) / (pulse * pulse);
    let speed = moves + CATCHES * (wants - motion.x);
    (speed / task.machine.trolley.speed_m_s).clamp(-1.0, 1.0)
}

/// Whether the move has come to its end.
fn arrived(task: &Task, state: &State, next: Move) -> bool {
    let motion = &state.motion;
    match next {
        Move::Hoist(depth) => (motion.cable - depth).abs() < SPARE.0 / 8.0 && motion.stands(&task.machine),
        Move::Across => is_near(task, state, ARRIVED) && motion.stands(&task.machine),
        Move::Down => state.is_locking(),
    }
}

/// Drives a copy of the crane and tells the finger's way on the lever.
fn try_out(task: &Task, state: &State, next: Move) -> Gesture {
    let lever = next.lever();
    let mut copy = state.clone();
    copy.begun = true;
    let mut leans = vec![0.0_f32];
    while leans.len() < POINTS_MAX {
        let from = leans.last().copied().unwrap_or_default();
        let wanted = lean_for(policy(task, &copy, next));
        let wanted = wanted.clamp(from - HURRY, from + HURRY);
        let mut stops = false;
        for tick in 1..=POINT_TICKS {
            let lean = told(from + (wanted - from) * tick as f32 / POINT_TICKS as f32);
            let command = match lever {
                Lever::Trolley => Command {
                    trolley: lean,
                    hoist: 0.0,
                },
                Lever::Hoist => Command {
                    trolley: 0.0,
                    hoist: lean,
                },
            };
            let effects = advance(task, &mut copy, command);
            stops |= effects.iter().any(|effect| {
                matches!(
                    effect,
                    Effect::Entered { .. } | Effect::Landed { .. } | Effect::Refused { .. } | Effect::Knocked { .. }
                )
            });
        }
        leans.push(wanted);
        if stops || (arrived(task, &copy, next) && wanted.abs() <= lean_for(RESTS)) {
            break;
        }
    }
    leans.push(0.0);
    let grip = task.grips[lever as usize];
    let path: Vec<Vec3> = leans.iter().map(|lean| grip + task.way(lever) * *lean).collect();
    let secs = (path.len() - 1) as f32 * POINT_TICKS as f32 * STEP_SECS;
    Gesture { path, secs, even: true }
}

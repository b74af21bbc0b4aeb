//! The rules of `trace`, apart from any engine: what a finger does to dials, torch and seam.

pub use super::task::{State, Task, Torch};
use super::{
    dial::Grip,
    seam::{Aim, Spot},
    task::Hold,
};
use crate::{Ray, STEP_SECS, Touch};

/// The torch follows the finger with a time constant of this much, seconds: the tremble of a finger on glass is gone,
/// the hand is still felt.
pub(super) const FOLLOW_SECS: f32 = 0.12;
/// The measured speed forgets with a time constant of this much, seconds.
const SPEED_SECS: f32 = 0.25;
/// The arc breaks when the finger is so many times its reach, and this much more (mm), away from the seam.
const BREAKS: (f32, f32) = (2.0, 10.0);
/// An arc that broke is lit again under the same finger no sooner than this, steps of game time.
const RELIGHT_TICKS: u32 = 30;
/// Slower than this share of the trade's pace the torch rests.
const RESTS: f32 = 0.3;

/// What a finger comes down on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The workpiece.
    Seam,
    /// Index in [`Task::dials`].
    Dial(usize),
}

/// What the hand, or time, does.
pub type Input = Touch<Touched>;

/// What the stage has to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// The arc burns.
    Lit,
    /// The arc is out.
    Out,
    /// A finger came and went without ever being near enough to the seam.
    TooFar,
    /// A dial (index in [`Task::dials`]) stands at another value.
    Clicked {
        dial: usize,
        value: f32,
    },
    /// The metal fell through at a point of the seam.
    BurntThrough {
        point: usize,
    },
    Done,
}

/// The one way the state changes. An input that makes no sense in this state (a second press, a move of nothing, a ray
/// no camera casts) does nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press { on, ray } => press(task, state, on, ray),
        Input::Move { ray } => moved(task, state, ray),
        Input::Release => {
            state.meant |= state.hold.is_some();
            let too_far = matches!(state.hold, Some(Hold::Torch { lit: false, .. }));
            let mut effects = let_go(task, state);
            effects.extend(too_far.then_some(Effect::TooFar));
            effects
        }
        Input::Cancel => {
            state.forgiven |= matches!(state.hold, Some(Hold::Torch { .. }));
            let effects = let_go(task, state);
            if !state.meant {
                // A palm that came first has not begun the step.
                (state.begun, state.counts.ticks) = (false, 0);
            }
            effects
        }
        Input::Tick => tick(task, state),
    }
}

fn press(task: &Task, state: &mut State, on: Touched, ray: Ray) -> Vec<Effect> {
    if state.hold.is_some() || state.done {
        return Vec::new();
    }
    match on {
        Touched::Dial(dial) => {
            if let Some(grip) = task.dials.get(dial).map(|dial| Grip::new(dial, ray)) {
                state.begun = true;
                state.hold = Some(Hold::Dial { dial, grip });
            }
            Vec::new()
        }
        Touched::Seam => {
            let Some(aim) = task.seam.aim(ray, None) else {
                return Vec::new();
            };
            // From further away the torch is carried dark, and burns as soon as it is there.
            let near = aim.away <= task.reach;
            state.hold = Some(Hold::Torch {
                ray,
                dark: RELIGHT_TICKS,
                lit: near,
            });
            if near { light(task, state, aim) } else { Vec::new() }
        }
    }
}

fn light(task: &Task, state: &mut State, aim: Aim) -> Vec<Effect> {
    let spot = task.start(state, task.guided(aim));
    state.begun = true;
    state.counts.starts += u32::from(!state.forgiven);
    state.forgiven = false;
    state.torch = Some(Torch { spot, speed: 0.0 });
    vec![Effect::Lit]
}

fn moved(task: &Task, state: &mut State, ray: Ray) -> Vec<Effect> {
    match &mut state.hold {
        Some(Hold::Torch { ray: last, .. }) => {
            if ray.origin.is_finite() && ray.direction.is_finite() {
                *last = ray;
            }
            Vec::new()
        }
        Some(Hold::Dial { dial, grip }) => {
            let (index, turned) = (*dial, grip.turn(&task.dials[*dial], ray));
            let before = state.dials[index];
            let value = task.dials[index].clicked(before, turned);
            if value == before {
                return Vec::new();
            }
            state.dials[index] = value;
            vec![Effect::Clicked { dial: index, value }]
        }
        None => Vec::new(),
    }
}

fn let_go(task: &Task, state: &mut State) -> Vec<Effect> {
    state.hold = None;
    let mut effects = put_out(state);
    if !effects.is_empty() && state.covered(task) >= task.cover {
        state.done = true;
        effects.push(Effect::Done);
    }
    effects
}

fn put_out(state: &mut State) -> Vec<Effect> {
    state.swings.rest();
    state.torch.take().map(|_| Effect::Out).into_iter().collect()
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.begun && !state.done {
        state.counts.ticks = state.counts.ticks.saturating_add(1);
    }
    state.bead.cool();
    let Some(Hold::Torch { ray, dark, lit }) = state.hold else {
        return Vec::new();
    };
    let near = state.torch.map(|torch| torch.spot.along);
    let Some(aim) = task.seam.aim(ray, near) else {
        return Vec::new();
    };
    let Some(torch) = state.torch else {
        let dark = dark.saturating_add(1);
        let near = dark >= RELIGHT_TICKS && aim.away <= task.reach;
        state.hold = Some(Hold::Torch {
            ray,
            dark,
            lit: lit || near,
        });
        return if near { light(task, state, aim) } else { Vec::new() };
    };
    if aim.away > BREAKS.0 * task.reach + BREAKS.1 {
        state.hold = Some(Hold::Torch { ray, dark: 0, lit });
        return put_out(state);
    }
    weld(task, state, follow(task, torch, aim))
}

/// The torch a step of game time later, on its way to where the finger aims.
fn follow(task: &Task, torch: Torch, aim: Aim) -> Torch {
    let goal = task.guided(aim);
    let share = 1.0 - (-STEP_SECS / FOLLOW_SECS).exp();
    let most = task.pace_max * STEP_SECS;
    let advance = ((goal.along - torch.spot.along) * share).clamp(-most, most);
    let forgotten = 1.0 - (-STEP_SECS / SPEED_SECS).exp();
    Torch {
        spot: Spot {
            along: torch.spot.along + advance,
            offset: torch.spot.offset + (goal.offset - torch.spot.offset) * share,
        },
        speed: torch.speed + (advance / STEP_SECS - torch.speed) * forgotten,
    }
}

fn weld(task: &Task, state: &mut State, torch: Torch) -> Vec<Effect> {
    let amps = state.amps(task);
    state.torch = Some(torch);
    state.counts.arc_ticks = state.counts.arc_ticks.saturating_add(1);
    state.counts.amps += amps;
    state.swings.follow(torch.spot);
    state.bead.melt(&task.seam, &task.pool, torch.spot, amps / task.amps);
    let mut effects = Vec::new();
    if let Some(point) = state.bead.burn(&task.seam, &task.pool, task.tolerance) {
        state.counts.holes += 1;
        effects.push(Effect::BurntThrough { point });
    }
    if torch.speed.abs() < RESTS * task.pool.pace_mm_s && state.covered(task) >= 1.0 {
        // All is welded: whoever stays would only burn through.
        state.meant = true;
        effects.extend(let_go(task, state));
    }
    effects
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

//! The rules of `coverage`, apart from any engine: what a finger does to the distance, the tool and the surfaces.

use glam::Vec2;

pub use super::task::{Held, State, Surface, Task};
use super::{coat::Puff, patch::Aim, task::Hold};
use crate::{Ray, STEP_SECS, Touch, trace::dial::Grip};

/// The tool follows the finger with a time constant of this much, seconds: the tremble of a finger on glass is gone, the
/// hand is still felt.
pub(super) const FOLLOW_SECS: f32 = 0.1;
/// The measured speed forgets with a time constant of this much, seconds.
const SPEED_SECS: f32 = 0.2;
/// The tool works this far beside a surface, in widths of its band.
pub const BESIDE: f32 = 0.75;
/// Flow that follows the hand is at most so many times the trade's.
const FLOW_MAX: f32 = 2.0;
/// All is covered and nothing was added for so long under the tool: whoever goes on would only waste. Steps of game time.
const STALE_TICKS: u32 = 45;
/// So much of a surface counts as all of it, under the tool.
const WHOLE: f32 = 0.995;

/// What a finger comes down on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// A surface, or near one.
    Surface,
    /// The dial of the distance.
    Dial,
}

/// What the hand, or time, does.
pub type Input = Touch<Touched>;

/// What the stage has to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// The tool covers.
    Started,
    /// It no longer does.
    Stopped,
    /// A finger came and went without ever being near a surface.
    TooFar,
    /// The distance (mm) is another.
    Clicked {
        value: f32,
    },
    /// Enough of a surface (index in [`Task::areas`]) is covered.
    Covered {
        area: usize,
    },
    /// Something begins to run there.
    Ran {
        area: usize,
        uv: Vec2,
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
            let too_far = matches!(state.hold, Some(Hold::Tool { worked: false, .. }));
            let mut effects = let_go(task, state);
            effects.extend(too_far.then_some(Effect::TooFar));
            effects
        }
        Input::Cancel => {
            let effects = let_go(task, state);
            if !state.meant && !state.done {
                // A palm that came first has not begun the step.
                (state.begun, state.counts.ticks) = (false, 0);
            }
            effects
        }
        Input::Tick => tick(task, state),
    }
}

fn is_ray(ray: Ray) -> bool {
    ray.origin.is_finite() && ray.direction.is_finite()
}

fn press(task: &Task, state: &mut State, on: Touched, ray: Ray) -> Vec<Effect> {
    if state.hold.is_some() || state.done || !is_ray(ray) {
        return Vec::new();
    }
    match (on, &task.dial) {
        (Touched::Dial, Some(dial)) => {
            state.begun = true;
            state.hold = Some(Hold::Dial(Grip::new(dial, ray)));
            Vec::new()
        }
        (Touched::Dial, None) => Vec::new(),
        (Touched::Surface, _) => {
            let near = task.aim(ray).filter(|(_, aim)| is_near(task, *aim));
            let worked = near.is_some();
            state.hold = Some(Hold::Tool { ray, worked });
            near.map(|(area, aim)| start(task, state, area, aim))
                .unwrap_or_default()
        }
    }
}

fn is_near(task: &Task, aim: Aim) -> bool {
    aim.beside * task.real_mm_per_m <= BESIDE * task.width_mm
}

fn start(task: &Task, state: &mut State, area: usize, aim: Aim) -> Vec<Effect> {
    state.begun = true;
    state.tool = Some(Held {
        area,
        uv: task.guided(area, aim.uv),
        speed: 0.0,
        flow: 0.0,
    });
    vec![Effect::Started]
}

fn moved(task: &Task, state: &mut State, ray: Ray) -> Vec<Effect> {
    if !is_ray(ray) {
        return Vec::new();
    }
    match (&mut state.hold, &task.dial) {
        (Some(Hold::Tool { ray: last, .. }), _) => {
            *last = ray;
            Vec::new()
        }
        (Some(Hold::Dial(grip)), Some(dial)) => {
            let value = dial.clicked(state.distance_mm, grip.turn(dial, ray));
            if value == state.distance_mm {
                return Vec::new();
            }
            state.distance_mm = value;
            vec![Effect::Clicked { value }]
        }
        _ => Vec::new(),
    }
}

fn let_go(task: &Task, state: &mut State) -> Vec<Effect> {
    state.hold = None;
    let stopped = put_down(state);
    stopped.into_iter().chain(end(task, state)).collect()
}

fn put_down(state: &mut State) -> Option<Effect> {
    state.counts.stale = 0;
    state.tool.take().map(|_| Effect::Stopped)
}

/// Whether the step is over now that nothing is held.
fn end(task: &Task, state: &mut State) -> Option<Effect> {
    let over = state.is_enough(task) || state.counts.used > task.pot;
    if state.done || state.hold.is_some() || !over {
        return None;
    }
    state.done = true;
    Some(Effect::Done)
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.begun && !state.done {
        state.counts.ticks = state.counts.ticks.saturating_add(1);
    }
    let mut effects = run(task, state);
    match state.hold {
        Some(Hold::Tool { ray, worked }) => effects.extend(work(task, state, ray, worked)),
        // What ran down may have covered what was thin.
        None => effects.extend(end(task, state)),
        Some(Hold::Dial(_)) => {}
    }
    effects
}

/// What is too thick goes on running, whether or not anybody works.
fn run(task: &Task, state: &mut State) -> Vec<Effect> {
    if !task.runs {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for (area, surface) in task.areas.iter().enumerate() {
        if let Some(cell) = state.coats[area].sag(&surface.grid, task.run_um) {
            let uv = surface.grid.uv(cell);
            effects.push(Effect::Ran { area, uv });
        }
    }
    effects
}

fn work(task: &Task, state: &mut State, ray: Ray, worked: bool) -> Vec<Effect> {
    let Some((area, aim)) = task.aim(ray).filter(|(_, aim)| is_near(task, *aim)) else {
        return put_down(state).into_iter().collect();
    };
    let mut effects = Vec::new();
    if state.tool.is_none_or(|tool| tool.area != area) {
        let started = start(task, state, area, aim);
        effects.extend(started.into_iter().filter(|_| !worked));
        state.hold = Some(Hold::Tool { ray, worked: true });
    }
    if let Some(tool) = state.tool {
        effects.extend(cover(task, state, follow(task, tool, aim)));
    }
    effects
}

/// The tool a step of game time later, on its way to where the finger aims.
fn follow(task: &Task, tool: Held, aim: Aim) -> Held {
    let goal = task.guided(tool.area, aim.uv);
    let share = 1.0 - (-STEP_SECS / FOLLOW_SECS).exp();
    let place = |uv| task.place(tool.area, uv) * task.real_mm_per_m;
    let wanted = place(tool.uv).distance(place(tool.uv.lerp(goal, share)));
    let most = task.pace_max * STEP_SECS;
    let share = if wanted > most { share * most / wanted } else { share };
    let uv = tool.uv.lerp(goal, share);
    let advance = place(tool.uv).distance(place(uv));
    let forgotten = 1.0 - (-STEP_SECS / SPEED_SECS).exp();
    let speed = tool.speed + (advance / STEP_SECS - tool.speed) * forgotten;
    let own = (advance / STEP_SECS / task.pace_mm_s).min(FLOW_MAX);
    Held {
        uv,
        speed,
        flow: 1.0 + (own - 1.0) * task.steady,
        ..tool
    }
}

fn cover(task: &Task, state: &mut State, tool: Held) -> Vec<Effect> {
    let way = state.tool.map_or(0.0, |before| {
        let place = |uv| task.place(tool.area, uv) * task.real_mm_per_m;
        place(before.uv).distance(place(tool.uv))
    });
    state.tool = Some(tool);
    let surface = &task.areas[tool.area];
    let used = surface.flow * tool.flow * STEP_SECS;
    // From further away than the trade's a part never arrives.
    let arrives = if task.distance_mm > 0.0 {
        (task.distance_mm / state.distance_mm.max(1.0)).min(1.0)
    } else {
        1.0
    };
    let puff = Puff {
        at: surface.patch.place(tool.uv) * task.real_mm_per_m,
        normal: surface.patch.normal(tool.uv),
        width_mm: task.width_at(state.distance_mm),
        amount: used * arrives,
    };
    let mut arrived = 0.0;
    for (coat, surface) in state.coats.iter_mut().zip(&task.areas) {
        arrived += coat.lay(&surface.grid, puff, task.run_um, task.runs);
    }
    let counts = &mut state.counts;
    counts.on_ticks = counts.on_ticks.saturating_add(1);
    counts.stale = counts.stale.saturating_add(1);
    counts.way += way;
    counts.distance += state.distance_mm;
    counts.used += used;
    counts.arrived += arrived.min(used);
    look(task, state)
}

/// Looks at what is covered now.
fn look(task: &Task, state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    for (area, surface) in task.areas.iter().enumerate() {
        let covered = state.coats[area].covered(&surface.grid, task.thin_um);
        if covered > state.covered[area] {
            state.covered[area] = covered;
            state.counts.stale = 0;
        }
        if covered >= task.cover && !state.told[area] {
            state.told[area] = true;
            effects.push(Effect::Covered { area });
        }
    }
    let whole = state.covered.iter().all(|covered| *covered >= WHOLE.max(task.cover));
    let resting = state.is_enough(task) && (whole || state.counts.stale > 2 * STALE_TICKS);
    if (resting && state.counts.stale >= STALE_TICKS) || state.counts.used > task.pot {
        state.meant = true;
        effects.extend(let_go(task, state));
    }
    effects
}

#[cfg(test)]
#[path = "rules_tests.rs"]
pub(super) mod tests;

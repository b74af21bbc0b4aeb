//! The rules of `sequence`, apart from any engine: what a touch does to things, and what may be done when.

use glam::Vec3;

pub use super::task::{Pose, Task, Thing};
use super::{Hand, Measure, Spec};
use crate::{Level, Mark, Ray, STEP_SECS, Touch, grading};

/// What may not be done yet gives way this little, and resists.
pub const GIVES: f32 = 0.12;
/// Whoever pulls at it this far means it.
const MEANT_SHARE: f32 = 0.4;
/// Beyond this, where the finger itself points counts as well as where it carries the thing.
const HALF: f32 = 0.5;
/// Whoever presses on it for so long means it, seconds.
const MEANT_SECS: f32 = 0.45;
/// What is let go springs back in so long, and what is done goes the rest of its way, seconds for a whole way.
pub const SPRING_SECS: f32 = 0.35;
const CLACK_SECS: f32 = 0.3;
/// Under a finger that only presses, a thing goes in within so long, seconds.
const PRESS_SECS: f32 = 0.1;

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    things: Vec<Moved>,
    held: Option<Held>,
    counts: Counts,
    /// Steps of game time since the first touch.
    ticks: u32,
    begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    meant: bool,
}

/// How one thing is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Moved {
    /// How far along its way, 0 to 1.
    share: f32,
    done: bool,
}

/// What is under the finger.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    thing: usize,
    /// From where the finger came down to where the thing is held: it carries it from wherever it took it.
    beside: Vec3,
    /// Where the finger would have it, 0 to 1; more than a thing that resists gives.
    wanted: f32,
    secs: f32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    slips: u32,
    critical: u32,
    decoys: u32,
    inversions: u32,
}

/// What the hand, or time, does to a thing (index in [`Task::things`]).
pub type Input = Touch<usize>;

/// What the stage has to show; things are indices in [`Task::things`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    Taken {
        thing: usize,
    },
    /// Let go before it was done: it springs back, and that is nobody's mistake.
    Sprung {
        thing: usize,
    },
    Did {
        thing: usize,
    },
    /// Too early: `first` comes before.
    Slipped {
        thing: usize,
        first: usize,
    },
    /// Too early, and that is dangerous.
    Stopped {
        thing: usize,
        first: usize,
    },
    /// Never right here.
    Refused {
        thing: usize,
    },
    Done,
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            things: vec![Moved::default(); task.things.len()],
            held: None,
            counts: Counts::default(),
            ticks: 0,
            begun: false,
            meant: false,
        }
    }

    /// How far along its way a thing is, 0 to 1.
    pub fn share(&self, thing: usize) -> f32 {
        self.things[thing].share
    }

    pub fn did(&self, thing: usize) -> bool {
        self.things[thing].done
    }

    /// The thing under the finger.
    pub fn held(&self) -> Option<usize> {
        self.held.map(|held| held.thing)
    }

    /// How hard the finger pulls at a thing that resists, 0 to 1.
    pub fn strain(&self) -> f32 {
        self.held.map_or(0.0, |held| {
            (held.wanted - self.things[held.thing].share).clamp(0.0, 1.0)
        })
    }

    /// Whether the act with this thing is right now.
    pub fn may(&self, task: &Task, thing: usize) -> bool {
        let Thing { after, decoy, .. } = &task.things[thing];
        !decoy && !self.did(thing) && after.iter().all(|&before| self.did(before))
    }

    /// The act a tradesperson would choose now: the first of the list that may be done.
    pub fn next(&self, task: &Task) -> Option<usize> {
        (0..task.acts).find(|&act| self.may(task, act))
    }

    /// What has to be done first, and can be, before this thing's turn comes.
    fn first(&self, task: &Task, thing: usize) -> usize {
        let mut first = thing;
        // Never longer than the list, even if what comes before goes in a circle.
        for _ in 0..task.things.len() {
            match task.things[first].after.iter().find(|&&before| !self.did(before)) {
                Some(&before) => first = before,
                None => break,
            }
        }
        first
    }

    /// What is done and how much there is to do.
    pub fn progress(&self, task: &Task) -> (usize, usize) {
        let done = self.things.iter().filter(|thing| thing.done).count();
        (done, task.acts)
    }

    pub fn is_done(&self, task: &Task) -> bool {
        self.progress(task).0 == task.acts
    }

    /// How a thing stands.
    pub fn pose(&self, task: &Task, thing: usize) -> Pose {
        task.things[thing].pose(self.share(thing))
    }
}

/// The one way the state changes. An input that makes no sense in this state (a second press, a move of nothing) does
/// nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press { on: thing, ray } => press(task, state, thing, ray),
        Input::Move { ray } => carry(task, state, ray),
        Input::Release => let_go(task, state),
        Input::Cancel => {
            // A palm that came first has not begun the step.
            if state.held.take().is_some() && !state.meant {
                (state.begun, state.ticks) = (false, 0);
            }
            Vec::new()
        }
        Input::Tick => tick(task, state),
    }
}

fn press(task: &Task, state: &mut State, thing: usize, ray: Ray) -> Vec<Effect> {
    let free = state.things.get(thing).is_some_and(|moved| !moved.done);
    if state.held.is_some() || !free {
        return Vec::new();
    }
    let at = task.things[thing].along(state.share(thing));
    let beside = at - ray.at(ray.nearest(at));
    state.begun = true;
    state.held = Some(Held {
        thing,
        beside: if beside.is_finite() { beside } else { Vec3::ZERO },
        wanted: state.share(thing),
        secs: 0.0,
    });
    vec![Effect::Taken { thing }]
}

fn carry(task: &Task, state: &mut State, ray: Ray) -> Vec<Effect> {
    let Some(mut held) = state.held else { return Vec::new() };
    let thing = &task.things[held.thing];
    if !thing.hand.moves() || !ray.origin.is_finite() || !ray.direction.is_finite() {
        return Vec::new();
    }
    let shifted = Ray {
        origin: ray.origin + held.beside,
        ..ray
    };
    held.wanted = thing.pointed(held.wanted, &shifted);
    state.held = Some(held);
    if state.may(task, held.thing) {
        state.things[held.thing].share = held.wanted;
        // A finger that took it askew and comes to the very end has brought it there.
        let there = held.wanted >= HALF && thing.pointed(held.wanted, &ray) >= task.done_share;
        if held.wanted >= task.done_share || there {
            return finish(task, state, held.thing);
        }
    } else {
        state.things[held.thing].share = held.wanted * GIVES;
        if held.wanted >= MEANT_SHARE {
            return resist(task, state, held.thing);
        }
    }
    Vec::new()
}

fn let_go(task: &Task, state: &mut State) -> Vec<Effect> {
    let Some(Held { thing, .. }) = state.held else {
        return Vec::new();
    };
    state.meant = true;
    if task.things[thing].hand == Hand::Tap {
        return if state.may(task, thing) {
            finish(task, state, thing)
        } else {
            resist(task, state, thing)
        };
    }
    state.held = None;
    vec![Effect::Sprung { thing }]
}

/// The act is done, and what is done stays done.
fn finish(task: &Task, state: &mut State, thing: usize) -> Vec<Effect> {
    state.held = None;
    state.meant = true;
    if state.next(task) != Some(thing) {
        state.counts.inversions = state.counts.inversions.saturating_add(1);
    }
    state.things[thing].done = true;
    let mut effects = vec![Effect::Did { thing }];
    effects.extend(state.is_done(task).then_some(Effect::Done));
    effects
}

/// It was meant, and it is not right: the thing is out of the hand and springs back.
fn resist(task: &Task, state: &mut State, thing: usize) -> Vec<Effect> {
    state.held = None;
    state.meant = true;
    let (counts, Thing { decoy, critical, .. }) = (&mut state.counts, &task.things[thing]);
    let (count, effect): (_, fn(usize, usize) -> Effect) = match (decoy, critical) {
        (true, _) => (&mut counts.decoys, |thing, _| Effect::Refused { thing }),
        (false, true) => (&mut counts.critical, |thing, first| Effect::Stopped { thing, first }),
        (false, false) => (&mut counts.slips, |thing, first| Effect::Slipped { thing, first }),
    };
    *count = count.saturating_add(1);
    vec![effect(thing, state.first(task, thing))]
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.begun && !state.is_done(task) {
        state.ticks = state.ticks.saturating_add(1);
    }
    let held = state.held.map(|held| held.thing);
    for (thing, moved) in state.things.iter_mut().enumerate() {
        if moved.done {
            moved.share = (moved.share + STEP_SECS / CLACK_SECS).min(1.0);
        } else if held != Some(thing) {
            moved.share = (moved.share - STEP_SECS / SPRING_SECS).max(0.0);
        }
    }
    stay(task, state)
}

/// A finger that stays goes on pressing.
fn stay(task: &Task, state: &mut State) -> Vec<Effect> {
    let Some(held) = state.held.as_mut() else {
        return Vec::new();
    };
    held.secs += STEP_SECS;
    let Held { thing, secs, .. } = *held;
    let (may, share) = (state.may(task, thing), state.share(thing));
    let within = |secs: f32| share + STEP_SECS / secs.max(STEP_SECS);
    match (task.things[thing].hand, may) {
        (Hand::Hold, true) => {
            state.things[thing].share = within(task.things[thing].hold_secs).min(1.0);
            if state.share(thing) >= 1.0 {
                return finish(task, state, thing);
            }
        }
        (Hand::Hold, false) => {
            state.things[thing].share = within(PRESS_SECS).min(GIVES);
            if secs >= MEANT_SECS {
                return resist(task, state, thing);
            }
        }
        (Hand::Tap, may) => state.things[thing].share = within(PRESS_SECS).min(if may { 1.0 } else { GIVES }),
        (Hand::Turn | Hand::Pull | Hand::Slide, _) => {}
    }
    Vec::new()
}

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, state: &State) -> Vec<Mark> {
    let measured = |measure| match measure {
        Measure::Slips => state.counts.slips as f32,
        Measure::Critical => state.counts.critical as f32,
        Measure::Decoys => state.counts.decoys as f32,
        Measure::Inversions => state.counts.inversions as f32,
        Measure::Secs => state.ticks as f32 * STEP_SECS,
    };
    grading::marks(&spec.levels.get(level).grades, measured)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
pub(crate) mod tests;

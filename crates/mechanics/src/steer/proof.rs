//! Whether a step can be done, and where its hands play. Pure.

use glam::Vec3;

use super::{
    Spec,
    demonstrate::demonstrate,
    rules::{self, Input, Lever, State, Task, Touched},
};
use crate::{Anchors, Gesture, Level, Ray, STEP_SECS};

/// Gestures after which a demonstration that has not won never will.
const GESTURES_MAX: usize = 60;
/// Nothing to show for longer than this, and nothing ever will be, seconds.
const WAITS_SECS: f32 = 40.0;

/// Whether the demonstration, performed as a finger would from `eye` (metres), brings the level to its end.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let Some(task) = Task::new(spec, level, anchors) else {
        return false;
    };
    let mut state = State::new(&task);
    // The load is taken, or let go, a moment after the finger has gone.
    (0..GESTURES_MAX)
        .map_while(|_| perform(&task, &mut state, eye, |tip| tip))
        .for_each(drop);
    state.is_done()
}

/// Where the hand plays: both levers, the load and its goals, metres.
pub fn places(spec: &Spec, anchors: &Anchors) -> Vec<Vec3> {
    let goals = spec.goals.iter().map(|goal| format!("goal.{}", goal.id));
    let nodes = Lever::ALL.map(|lever| lever.node().to_owned()).into_iter();
    nodes
        .chain(["load".to_owned()])
        .chain(goals)
        .filter_map(|node| anchors.get(&node))
        .map(|anchor| anchor.translation)
        .collect()
}

/// Waits for the next gesture and performs it to its end, each point of it where `hand` puts it; `None` if none comes.
pub(super) fn perform(task: &Task, state: &mut State, eye: Vec3, mut hand: impl FnMut(Vec3) -> Vec3) -> Option<()> {
    let gesture = wait(task, state)?;
    let mut ray = |share| {
        let tip = gesture.tip(share).filter(|tip| tip.is_finite())?;
        Some(Ray::through(eye, hand(tip)))
    };
    let first = ray(0.0).filter(|ray| ray.origin.is_finite())?;
    let on = touched(task, gesture.path[0]);
    rules::apply(
        task,
        state,
        Input::Press {
            hand: 0,
            on,
            ray: first,
        },
    );
    let steps = (gesture.secs / STEP_SECS).ceil().max(1.0);
    for step in 0..=steps as u32 {
        let ray = ray(step as f32 / steps)?;
        rules::apply(task, state, Input::Move { hand: 0, ray });
        rules::apply(task, state, Input::Tick);
    }
    rules::apply(task, state, Input::Release { hand: 0 });
    Some(())
}

fn wait(task: &Task, state: &mut State) -> Option<Gesture> {
    for _ in 0..(WAITS_SECS / STEP_SECS) as u32 {
        let gesture = demonstrate(task, state);
        if gesture.is_some() || state.is_done() {
            return gesture;
        }
        rules::apply(task, state, Input::Tick);
    }
    None
}

/// The lever a demonstrating finger comes down on.
fn touched(task: &Task, at: Vec3) -> Touched {
    let [trolley, hoist] = task.grips.map(|grip| grip.distance(at));
    Touched::Lever(if trolley <= hoist { Lever::Trolley } else { Lever::Hoist })
}

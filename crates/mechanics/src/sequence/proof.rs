//! Proves that a `sequence` step can be done: performs its demonstration as a finger would.

use glam::{Vec2, Vec3};

use super::{
    Spec, demonstrate,
    rules::{self, Effect, Input, SPRING_SECS, State, Task},
};
use crate::{Anchors, Gesture, Level, Ray, STEP_SECS};

/// The angle of a millimetre on the kiosk's usual screen (32″, landscape), radians.
pub(super) const RAD_PER_MM: f32 = 0.0012;
/// Things held nearer to each other than this, as seen from the eye, cannot be told apart; metres.
const APART: f32 = 0.02;
/// Fingers that land beside what they mean, millimetres: on the easiest level they do it all the same.
const UNSTEADY_MM: [Vec2; 4] = [
    Vec2::new(8.0, 0.0),
    Vec2::new(-8.0, 0.0),
    Vec2::new(0.0, 8.0),
    Vec2::new(0.0, -8.0),
];

/// Whether the demonstration, performed as a finger would from `eye` (metres), does every act.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let Some(task) = Task::new(spec, level, anchors).filter(|_| eye.is_finite()) else {
        return false;
    };
    let unsteady = UNSTEADY_MM.iter().filter(|_| level == Level::Discovery);
    unsteady
        .chain([&Vec2::ZERO])
        .all(|beside| does_all(&task, eye, *beside))
}

fn does_all(task: &Task, eye: Vec3, beside_mm: Vec2) -> bool {
    let mut state = State::new(task);
    (0..task.acts).any(|_| perform(task, &mut state, eye, beside_mm))
}

/// Performs the next gesture to its end and waits until nothing moves; whether all is done.
fn perform(task: &Task, state: &mut State, eye: Vec3, beside_mm: Vec2) -> bool {
    let next = state.next(task);
    let (Some(act), Some(gesture)) = (next, demonstrate::demonstrate(task, state)) else {
        return false;
    };
    if gesture.path.iter().any(|point| !point.is_finite()) || is_crowded(task, state, eye, act) {
        return false;
    }
    let inputs = finger(act, eye, &gesture, |_| beside_mm);
    let effects: Vec<Effect> = inputs
        .into_iter()
        .flat_map(|input| rules::apply(task, state, input))
        .collect();
    effects.contains(&Effect::Done)
}

/// What a finger that performs a gesture with a thing and then rests does to the rules; `beside_mm` is how far beside
/// each point of the path it is, on the glass.
pub(super) fn finger(thing: usize, eye: Vec3, gesture: &Gesture, beside_mm: impl Fn(usize) -> Vec2) -> Vec<Input> {
    let steps = (gesture.secs / STEP_SECS).ceil() as usize;
    let ray = |step: usize| {
        let tip = gesture.tip(step as f32 / steps as f32).unwrap_or(eye);
        Ray::through(eye, beside(eye, tip, beside_mm(step)))
    };
    let mut inputs = vec![Input::Press { on: thing, ray: ray(0) }];
    inputs.extend((0..=steps).flat_map(|step| [Input::Move { ray: ray(step) }, Input::Tick]));
    inputs.push(Input::Release);
    let rest = (SPRING_SECS / STEP_SECS).ceil() as usize + 1;
    inputs.extend(std::iter::repeat_n(Input::Tick, rest));
    inputs
}

/// A point that the glass shows so far beside `point`.
fn beside(eye: Vec3, point: Vec3, mm: Vec2) -> Vec3 {
    let ahead = (point - eye).normalize_or(Vec3::NEG_Z);
    let right = ahead.cross(Vec3::Y).normalize_or(Vec3::X);
    let slope = mm * RAD_PER_MM * eye.distance(point);
    point + right * slope.x - right.cross(ahead) * slope.y
}

/// Whether a finger that means this act cannot tell its thing from another.
fn is_crowded(task: &Task, state: &State, eye: Vec3, act: usize) -> bool {
    let ray = Ray::through(eye, task.things[act].grip());
    let others = (0..task.things.len()).filter(|&other| other != act && !state.did(other));
    others
        .into_iter()
        .any(|other| ray.distance_to(task.things[other].grip()) < APART)
}

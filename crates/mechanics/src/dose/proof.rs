//! Proves that a `dose` step can be done: performs its demonstration as a finger would.

use glam::{Vec2, Vec3};

use super::{
    Spec, demonstrate,
    rules::{self, Input, State, Task},
};
use crate::{Anchors, Gesture, Level, Ray, STEP_SECS};

/// The angle of a millimetre on the kiosk's usual screen (32″, landscape), radians.
const RAD_PER_MM: f32 = 0.0012;
/// Vessels nearer to each other than this, as seen from the eye, cannot be told apart; metres.
const APART: f32 = 0.05;
/// Fingers that land beside what they mean, millimetres: on the easiest level they do it all the same.
const UNSTEADY_MM: [Vec2; 4] = [
    Vec2::new(8.0, 0.0),
    Vec2::new(-8.0, 0.0),
    Vec2::new(0.0, 8.0),
    Vec2::new(0.0, -8.0),
];
/// Gestures for a dose after which a demonstration that has not won never will.
const GESTURES_MAX: usize = 6;
/// Whatever flows, drips, is judged or waited for is over after this long, seconds.
const WAIT_SECS: f32 = 40.0;

/// Whether the demonstration, performed as a finger would from `eye` (metres), pours every dose.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let Some(task) = Task::new(spec, level, anchors).filter(|_| eye.is_finite()) else {
        return false;
    };
    let unsteady = UNSTEADY_MM.iter().filter(|_| level == Level::Discovery);
    unsteady
        .chain([&Vec2::ZERO])
        .all(|beside| pours_all(&task, eye, *beside))
}

fn pours_all(task: &Task, eye: Vec3, beside_mm: Vec2) -> bool {
    let mut state = State::new(task);
    let most = GESTURES_MAX * task.doses.len();
    (0..most).any(|_| perform(task, &mut state, eye, |_| beside_mm).is_some_and(|()| state.is_done()))
}

/// Performs the next gesture to its end and waits until the next may follow; `None` if it cannot be performed.
pub(super) fn perform(task: &Task, state: &mut State, eye: Vec3, beside_mm: impl Fn(usize) -> Vec2) -> Option<()> {
    let gesture = demonstrate::demonstrate(task, state)?;
    let vessel = task.doses.get(state.dose()?)?.from;
    if gesture.path.iter().any(|point| !point.is_finite()) || is_crowded(task, eye, vessel) {
        return None;
    }
    for input in finger(vessel, eye, &gesture, beside_mm) {
        rules::apply(task, state, input);
    }
    for _ in 0..(WAIT_SECS / STEP_SECS) as u32 {
        if state.is_done() || state.is_at_rest(task) {
            break;
        }
        rules::apply(task, state, Input::Tick);
    }
    Some(())
}

/// What a finger that performs a gesture with a vessel does to the rules; `beside_mm` is how far beside each point of the
/// path it is, on the glass.
pub(super) fn finger(vessel: usize, eye: Vec3, gesture: &Gesture, beside_mm: impl Fn(usize) -> Vec2) -> Vec<Input> {
    let steps = (gesture.secs / STEP_SECS).ceil().max(1.0) as usize;
    let ray = |step: usize| {
        let tip = gesture.tip(step as f32 / steps as f32).unwrap_or(eye);
        Ray::through(eye, beside(eye, tip, beside_mm(step)))
    };
    let mut inputs = vec![Input::Press {
        on: vessel,
        ray: ray(0),
    }];
    inputs.extend((0..=steps).flat_map(|step| [Input::Move { ray: ray(step) }, Input::Tick]));
    inputs.push(Input::Release);
    inputs
}

/// A point that the glass shows so far beside `point`.
fn beside(eye: Vec3, point: Vec3, mm: Vec2) -> Vec3 {
    let ahead = (point - eye).normalize_or(Vec3::NEG_Z);
    let right = ahead.cross(Vec3::Y).normalize_or(Vec3::X);
    let slope = mm * RAD_PER_MM * eye.distance(point);
    point + right * slope.x - right.cross(ahead) * slope.y
}

/// Whether a finger that means this vessel cannot tell it from another.
fn is_crowded(task: &Task, eye: Vec3, vessel: usize) -> bool {
    let ray = Ray::through(eye, task.vessels[vessel].home.translation);
    let mut others = task.vessels.iter().enumerate().filter(|(other, _)| *other != vessel);
    others.any(|(_, other)| ray.distance_to(other.home.translation) < APART)
}

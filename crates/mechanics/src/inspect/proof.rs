//! Proves that an `inspect` step can be won: performs its demonstration as a finger would.

use glam::{Vec2, Vec3};

use super::{
    Spec,
    rules::{self, Effect, Input, State, Task, View, steps},
};
use crate::{Anchors, Gesture, Level, Ray};

/// The angle of a millimetre on the kiosk's usual screen (32″, landscape), radians.
pub(super) const RAD_PER_MM: f32 = 0.0012;
/// Middles nearer to each other than this on the glass cannot be told apart, millimetres.
const APART_MM: f32 = 8.0;
/// To turn a target towards the eye takes some gestures, to point at it one more.
const GESTURES: usize = 6;
/// Between two gestures, seconds.
const REST_SECS: f32 = 0.2;
/// Fingers that land beside what they mean, millimetres: on the easiest level they find it all the same.
const UNSTEADY_MM: [Vec2; 4] = [
    Vec2::new(8.0, 0.0),
    Vec2::new(-8.0, 0.0),
    Vec2::new(0.0, 8.0),
    Vec2::new(0.0, -8.0),
];

/// Whether the demonstration, performed as a finger would from `eye` (metres), finds what the level asks for.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let pivot = anchors.get(&spec.turns).map(|anchor| anchor.translation);
    let task = pivot.and_then(|pivot| Task::new(spec, level, anchors, eye - pivot));
    let Some(task) = task.filter(|_| eye.is_finite()) else {
        return false;
    };
    let unsteady = UNSTEADY_MM.iter().filter(|_| level == Level::Discovery);
    unsteady
        .chain([&Vec2::ZERO])
        .all(|beside| finds_all(&task, eye, *beside))
}

fn finds_all(task: &Task, eye: Vec3, beside_mm: Vec2) -> bool {
    let mut state = State::new(task);
    let view = View {
        eye,
        rad_per_mm: RAD_PER_MM,
    };
    for _ in 0..GESTURES * task.spots.len() {
        let Some(gesture) = rules::demonstrate(task, &state, &view) else {
            return false;
        };
        if is_crowded(task, &state, &view, &gesture) {
            return false;
        }
        let inputs = finger(task, &view, &gesture, |_| beside_mm);
        let mut effects = inputs
            .into_iter()
            .flat_map(|input| rules::apply(task, &mut state, input));
        if let Some(end) = effects.find(|effect| matches!(effect, Effect::OutOfTime | Effect::Done)) {
            return end == Effect::Done;
        }
    }
    false
}

/// What a finger that performs a gesture and then rests does to the rules; `beside_mm` is how far beside each point of
/// the path it is, on the glass.
pub(super) fn finger(task: &Task, view: &View, gesture: &Gesture, beside_mm: impl Fn(usize) -> Vec2) -> Vec<Input> {
    let (right, up, ahead) = glass(task, view);
    let touches: Vec<(Ray, Vec2)> = gesture
        .path
        .iter()
        .enumerate()
        .map(|(index, &point)| {
            let (way, beside) = (point - view.eye, beside_mm(index));
            let slope = Vec2::new(way.dot(right), -way.dot(up)) / way.dot(ahead) + beside * view.rad_per_mm;
            let through = view.eye + ahead + right * slope.x - up * slope.y;
            (Ray::through(view.eye, through), slope / view.rad_per_mm)
        })
        .collect();
    let Some(&(ray, mut before)) = touches.first() else {
        return Vec::new();
    };
    let mut inputs = vec![Input::Press {
        ray,
        rad_per_mm: view.rad_per_mm,
        on_piece: true,
    }];
    let ticks = (steps(gesture.secs) as usize).div_ceil(touches.len());
    for (ray, at_mm) in touches {
        inputs.push(Input::Move {
            ray,
            delta_mm: at_mm - before,
        });
        inputs.extend(std::iter::repeat_n(Input::Tick, ticks));
        before = at_mm;
    }
    let rest = steps(REST_SECS) as usize;
    // A hand holds still before it lets go.
    inputs.extend(std::iter::repeat_n(Input::Tick, rest));
    inputs.push(Input::Release);
    inputs.extend(std::iter::repeat_n(Input::Tick, rest));
    inputs
}

/// Right, up and ahead of an eye that looks at the piece.
fn glass(task: &Task, view: &View) -> (Vec3, Vec3, Vec3) {
    let ahead = (task.pivot - view.eye).normalize_or(Vec3::NEG_Z);
    let right = ahead.cross(Vec3::Y).normalize_or(task.right);
    (right, right.cross(ahead), ahead)
}

/// Whether something else that can be pointed at lies so near to where a tap goes that a finger cannot tell.
fn is_crowded(task: &Task, state: &State, view: &View, gesture: &Gesture) -> bool {
    let is_tap = gesture.path.windows(2).all(|pair| pair[0] == pair[1]);
    let Some(&point) = gesture.path.first().filter(|_| is_tap) else {
        return false;
    };
    let turn = state.turn(task);
    let ray = Ray::through(view.eye, point);
    let near = (0..task.spots.len()).filter(|&spot| {
        let (_, beside_middle) = task.beside_mm(turn, spot, ray, view.rad_per_mm);
        task.faces(turn, spot, view.eye) && beside_middle < APART_MM
    });
    near.count() > 1
}

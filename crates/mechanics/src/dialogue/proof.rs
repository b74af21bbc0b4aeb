//! Proves that a `dialogue` step comes to a good end: performs its demonstration as a finger would.

use glam::{Vec2, Vec3};

use super::{
    Spec, demonstration,
    rules::{self, Effect, Input, State, Task, steps},
    task::Next,
};
use crate::{Anchors, Gesture, Level, Ray};

/// The angle of a millimetre on the kiosk's usual screen (32″, landscape), radians.
pub(super) const RAD_PER_MM: f32 = 0.0012;
/// Somebody who talks for longer than this is not listened to, seconds.
const TALK_SECS: f32 = 600.0;
/// Fingers that land beside what they mean, millimetres: on the easiest level they find it all the same.
const UNSTEADY_MM: [Vec2; 4] = [
    Vec2::new(8.0, 0.0),
    Vec2::new(-8.0, 0.0),
    Vec2::new(0.0, 8.0),
    Vec2::new(0.0, -8.0),
];

/// Whether the demonstration, performed as a finger would from `eye` (metres), leads to a good end.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let task = Task::new(spec, level, anchors, 0);
    let Some(task) = task.filter(|_| eye.is_finite()) else {
        return false;
    };
    let unsteady = UNSTEADY_MM.iter().filter(|_| level == Level::Discovery);
    unsteady
        .chain([&Vec2::ZERO])
        .all(|beside| ends_well(&task, eye, *beside))
}

fn ends_well(task: &Task, eye: Vec3, beside_mm: Vec2) -> bool {
    let mut state = State::new(task);
    for _ in 0..steps(TALK_SECS) {
        let effects = match rules::demonstrate(task, &state) {
            None => rules::apply(task, &mut state, Input::Tick),
            Some(gesture) => {
                let Some(reply) = touched(task, &state, eye, &gesture, beside_mm) else {
                    return false;
                };
                let tap = [Input::Press { reply: Some(reply) }, Input::Tick, Input::Release];
                tap.into_iter()
                    .flat_map(|input| rules::apply(task, &mut state, input))
                    .collect()
            }
        };
        if effects.contains(&Effect::Done) {
            return matches!(task.lines[state.line()].next, Next::Ends { good: true });
        }
    }
    false
}

/// The card that a finger finds which performs a gesture; `None` where it finds none, or another one than it means.
pub(super) fn touched(task: &Task, state: &State, eye: Vec3, gesture: &Gesture, beside_mm: Vec2) -> Option<usize> {
    let (meant, _) = demonstration::meant(task, state)?;
    let point = *gesture.path.first()?;
    task.card_under(beside(eye, point, beside_mm), RAD_PER_MM, &state.cards(task))
        .filter(|found| *found == meant)
}

/// A finger that lands so far beside a point on the glass, to the right and upwards.
pub(super) fn beside(eye: Vec3, point: Vec3, beside_mm: Vec2) -> Ray {
    let way = point - eye;
    let right = way.cross(Vec3::Y).normalize_or(Vec3::X);
    let up = right.cross(way).normalize_or(Vec3::Y);
    let aside = (right * beside_mm.x + up * beside_mm.y) * RAD_PER_MM * way.length();
    Ray::through(eye, point + aside)
}

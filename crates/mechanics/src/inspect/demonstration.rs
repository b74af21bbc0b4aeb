//! What hint, ghost and robot do: point at what can be seen, turn what cannot towards the eye. Pure.

use glam::{Quat, Vec2, Vec3};

use super::{
    rules::{State, TAP_MM, TURN_PER_MM},
    task::{Task, View},
};
use crate::Gesture;

/// A demonstrated tap lasts so long, seconds: shorter than a look even at the slowest pace a ghost has.
const TAP_SECS: f32 = 0.25;
/// Length and speed of a demonstrated drag at most, millimetres, and per second.
const DRAG_MM: f32 = 110.0;
const DRAG_MM_PER_SEC: f32 = 110.0;
/// No drag is quicker than this, seconds: the eye has to follow.
const SHORTEST_DRAG_SECS: f32 = 0.9;
/// A demonstration turns a target until it is well seen, and taps only what is clearly seen: shares of the angle at which
/// it can just be made out.
const WELL_SEEN: f32 = 0.7;
const CLEARLY_SEEN: f32 = 0.92;
/// Whoever hesitates is shown how to look; where, only after this long without a find, seconds.
const PATIENCE_SECS: f32 = 25.0;
/// How far the ghost swings the piece to show that it turns, millimetres.
const SWING_MM: f32 = 38.0;

/// The gesture that advances the step as seen from `view`: a tap on the next target, or a drag that turns it towards the
/// eye. `None` when all is done, a finger is down or the piece still turns.
pub fn demonstrate(task: &Task, state: &State, view: &View) -> Option<Gesture> {
    if state.is_busy() || state.is_done(task) {
        return None;
    }
    let turn = state.turn(task);
    let mut left = task.targets().filter(|&target| !state.is_known(target));
    match left.clone().find(|&target| task.is_clear(turn, target, view.eye)) {
        Some(target) => Some(task.tap_on(turn, target)),
        None => left.find_map(|target| task.drag_towards(state, target, view)),
    }
}

/// What to show to somebody who hesitates: that the piece turns; after a while, what would advance the step.
pub fn nudge(task: &Task, state: &State, view: &View) -> Option<Gesture> {
    let next = demonstrate(task, state, view)?;
    if state.search_secs() >= PATIENCE_SECS {
        return Some(next);
    }
    let swing = [0.0, 1.0, 0.0, -1.0, 0.0].map(|side| Vec2::new(side * SWING_MM, 0.0));
    Some(Gesture {
        path: swing.map(|mm| task.beside_pivot(view, mm)).to_vec(),
        secs: 2.0 * SHORTEST_DRAG_SECS,
        even: false,
    })
}

impl Task {
    /// Whether a demonstration may point at it.
    fn is_clear(&self, turn: Quat, spot: usize, eye: Vec3) -> bool {
        self.turned_away(turn, spot, eye) <= CLEARLY_SEEN
    }

    fn tap_on(&self, turn: Quat, target: usize) -> Gesture {
        Gesture {
            path: vec![self.middle(turn, target); 2],
            secs: TAP_SECS,
            even: false,
        }
    }

    /// A drag across the piece that turns a target towards the eye, or part of the way; `None` if no turn shows it.
    fn drag_towards(&self, state: &State, target: usize, view: &View) -> Option<Gesture> {
        const POINTS: u8 = 16;
        let goal = self.pose_that_shows(state, target, view.eye)?;
        let turn_mm = (goal - state.pose()) / TURN_PER_MM;
        let slack = turn_mm.normalize_or_zero() * TAP_MM;
        let way = (turn_mm + slack).clamp_length_max(DRAG_MM);
        let path = (0..=POINTS).map(|point| {
            let along = f32::from(point) / f32::from(POINTS);
            self.beside_pivot(view, way * (along - 0.5))
        });
        Some(Gesture {
            path: path.collect(),
            secs: (way.length() / DRAG_MM_PER_SEC).max(SHORTEST_DRAG_SECS),
            even: false,
        })
    }

    /// The point that is seen so many millimetres beside the pivot, y down.
    fn beside_pivot(&self, view: &View, mm: Vec2) -> Vec3 {
        let towards_eye = view.eye - self.pivot;
        let right = Vec3::Y.cross(towards_eye).normalize_or(self.right);
        let up = towards_eye.cross(right).normalize_or(Vec3::Y);
        self.pivot + (right * mm.x - up * mm.y) * towards_eye.length() * view.rad_per_mm
    }

    /// Yaw and pitch, radians, that show a target well with the least turning; at least clearly, or there are none.
    fn pose_that_shows(&self, state: &State, target: usize, eye: Vec3) -> Option<Vec2> {
        const STEPS: u8 = 16;
        let between = |(low, high): (f32, f32), step: u8| low + (high - low) * f32::from(step) / f32::from(STEPS);
        let cost = |pose: Vec2| {
            let away = self.turned_away(self.turned(pose.x, pose.y), target, eye);
            // A pose that shows it less than well is worth any way to a better one.
            pose.distance(state.pose()) + 100.0 * (away - WELL_SEEN).max(0.0)
        };
        let poses = (0..=STEPS).flat_map(|yaw| (0..=STEPS).map(move |pitch| (yaw, pitch)));
        poses
            .map(|(yaw, pitch)| Vec2::new(between(self.yaw, yaw), between(self.pitch, pitch)))
            .min_by(|a, b| cost(*a).total_cmp(&cost(*b)))
            .filter(|pose| self.is_clear(self.turned(pose.x, pose.y), target, eye))
    }
}

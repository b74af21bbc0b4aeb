//! How a tradesperson goes on from here: sets the dials, then welds what is still open, slower where a gap asks for
//! more metal. Pure.

use glam::Vec3;

use super::{
    rules::{FOLLOW_SECS, State, Task},
    seam::Spot,
    task::OVERLAP_MM,
};
use crate::Gesture;

/// From point to point of a weld's way, seconds.
const POINT_SECS: f32 = 0.1;
/// The hand waits for the pool at the beginning and fills the crater at the end, seconds.
const WAITS_SECS: (f32, f32) = (0.2, 0.3);
/// The slowest it goes over a gap, as a share of the trade's pace.
const SLOWEST: f32 = 0.4;
/// A new start waits until the metal has cooled to this.
const COOLED: f32 = 0.35;
/// A dial is turned at this distance from its middle, metres, and so long for each radian, seconds.
const DIAL: (f32, f32) = (0.11, 0.35);
/// No demonstration is quicker than this, seconds: the eye has to follow.
const SHORTEST_SECS: f32 = 0.9;

/// The gesture that advances the step; `None` when all is done, under a finger, or while the metal is too hot.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    if state.is_held() || state.is_done() {
        return None;
    }
    turn_dial(task, state).or_else(|| weld(task, state))
}

fn turn_dial(task: &Task, state: &State) -> Option<Gesture> {
    let clicks = |(index, dial): (usize, &super::dial::Dial)| (dial.goal() - state.dial(index)) / dial.step;
    let off = task.dials.iter().enumerate().map(|dial| (dial.1, clicks(dial).round()));
    let (dial, clicks) = off.into_iter().find(|(_, clicks)| *clicks != 0.0)?;
    let radians = clicks.abs() * dial.click();
    Some(Gesture {
        path: dial.way(clicks, DIAL.0),
        secs: (radians * DIAL.1).max(SHORTEST_SECS),
        even: false,
    })
}

fn weld(task: &Task, state: &State) -> Option<Gesture> {
    if state.bead().hottest() > COOLED {
        return None;
    }
    let (from, to) = open_stretch(task, state)?;
    let mut path = Vec::new();
    let stay = |path: &mut Vec<Vec3>, spot: Spot, secs: f32| {
        let points = (secs / POINT_SECS).ceil() as usize;
        path.extend(std::iter::repeat_n(task.seam.place(spot), points));
    };
    let mut spot = Spot {
        along: from,
        offset: 0.0,
    };
    stay(&mut path, spot, WAITS_SECS.0);
    while spot.along < to {
        path.push(task.seam.place(spot));
        spot.along += pace(task, spot.along) * POINT_SECS;
        spot.offset = swing(task, spot.along);
    }
    spot = Spot { along: to, offset: 0.0 };
    stay(&mut path, spot, WAITS_SECS.1 + FOLLOW_SECS);
    path.push(task.seam.place(spot));
    let secs = (path.len() - 1) as f32 * POINT_SECS;
    Some(Gesture { path, secs, even: true })
}

/// The first open stretch, from and to where the torch goes so that it overlaps what is welded, mm along the seam.
fn open_stretch(task: &Task, state: &State) -> Option<(f32, f32)> {
    let (points, step) = (task.seam.points().len(), task.seam.step_mm());
    let first = (0..points).find(|&point| !state.covers(task, point))?;
    let open = (first..points).take_while(|&point| !state.covers(task, point)).count();
    let overlap = |at: f32, by: f32| (at + by).clamp(0.0, task.seam.length_mm());
    let (from, to) = (first as f32 * step, (first + open - 1) as f32 * step);
    Some((overlap(from, -OVERLAP_MM), overlap(to, OVERLAP_MM)))
}

/// The trade's speed at a place, mm/s.
fn pace(task: &Task, along: f32) -> f32 {
    let demand = task.pool.demand(task.seam.point(along).gap_mm);
    task.pool.pace_mm_s * (1.0 / demand).max(SLOWEST)
}

/// How far to one side the trade swings there, mm; a little more than it shows, for the torch follows the hand softly.
fn swing(task: &Task, along: f32) -> f32 {
    task.weave.map_or(0.0, |weave| {
        let turns = std::f32::consts::TAU / weave.period_mm;
        let lost = (1.0_f32).hypot(turns * task.pool.pace_mm_s * FOLLOW_SECS);
        weave.width_mm / 2.0 * lost * (turns * along).sin()
    })
}

//! How a tradesperson goes on from here: sets the distance, lays even passes that overlap, then touches up what is thin.
//! Pure.

use glam::{Vec2, Vec3};

use super::rules::{FOLLOW_SECS, State, Surface, Task};
use crate::Gesture;

/// From point to point of the way, seconds.
const POINT_SECS: f32 = 0.1;
/// The hand goes on past the edge by this much before it turns, in widths of the band.
const PAST: f32 = 0.42;
/// A stretch that is touched up begins and ends this far outside it, in widths of the band.
const AROUND: f32 = 0.25;
/// From this share of thin cells on the whole surface is covered anew.
const ANEW: f32 = 0.5;
/// A dial is turned at this distance from its middle, metres, and so long for each radian, seconds.
const DIAL: (f32, f32) = (0.11, 0.35);
/// No demonstration is quicker than this, seconds: the eye has to follow.
const SHORTEST_SECS: f32 = 0.9;

/// The gesture that advances the step; `None` when all is done, or under a finger.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    if state.is_held() || state.is_done() {
        return None;
    }
    turn_dial(task, state).or_else(|| cover(task, state))
}

fn turn_dial(task: &Task, state: &State) -> Option<Gesture> {
    let dial = task.dial.as_ref()?;
    let clicks = ((dial.goal() - state.distance_mm()) / dial.step).round();
    (clicks != 0.0).then(|| Gesture {
        path: dial.way(clicks, DIAL.0),
        secs: (clicks.abs() * dial.click() * DIAL.1).max(SHORTEST_SECS),
        even: false,
    })
}

fn cover(task: &Task, state: &State) -> Option<Gesture> {
    // The surface that lacks least of its goal last: each is finished before the next is begun.
    let open = (0..task.areas.len()).find(|area| state.covered_of(*area) < task.cover)?;
    let surface = &task.areas[open];
    let thin = |cell: usize| state.coats()[open].cells[cell].um < task.thin_um;
    let cells = surface.grid.across * surface.grid.down;
    let thin_cells = (0..cells).filter(|cell| thin(*cell)).count();
    let corners = if thin_cells as f32 > ANEW * cells as f32 {
        whole(task, surface)
    } else {
        part(task, surface, &largest(surface, thin)?)
    };
    Some(way(task, open, &corners))
}

/// Even passes from edge to edge, turning beyond it; along a line just one.
fn whole(task: &Task, surface: &Surface) -> Vec<Vec2> {
    let passes = surface.passes;
    let past = PAST * task.width_mm / length(task, surface).x;
    rows(
        surface,
        (-past, 1.0 + past),
        (0..passes.count).map(|pass| passes.pass(pass)),
    )
}

/// Passes over what is thin, and a little beyond.
fn part(task: &Task, surface: &Surface, cells: &[usize]) -> Vec<Vec2> {
    let passes = surface.passes;
    let places = cells.iter().map(|cell| surface.grid.uv(*cell));
    let places = places.map(|uv| Vec2::new(passes.along(uv), passes.across(uv)));
    let (low, high) = places.fold((Vec2::ONE, Vec2::ZERO), |(low, high), at| (low.min(at), high.max(at)));
    let size = length(task, surface);
    let count = ((high.y - low.y) * size.y / passes.spacing_mm).round() as usize + 1;
    let row = |pass: usize| {
        if count == 1 {
            (low.y + high.y) / 2.0
        } else {
            low.y + (high.y - low.y) * pass as f32 / (count - 1) as f32
        }
    };
    let around = AROUND * task.width_mm / size.x;
    rows(surface, (low.x - around, high.x + around), (0..count).map(row))
}

/// There and back, row by row.
fn rows(surface: &Surface, (from, to): (f32, f32), across: impl Iterator<Item = f32>) -> Vec<Vec2> {
    let ends = across.enumerate().flat_map(|(index, across)| {
        let (first, last) = if index % 2 == 0 { (from, to) } else { (to, from) };
        [surface.passes.uv(first, across), surface.passes.uv(last, across)]
    });
    ends.collect()
}

/// Length of the passes and width of all of them, mm.
fn length(task: &Task, surface: &Surface) -> Vec2 {
    let size = surface.patch.lengths * task.real_mm_per_m;
    if surface.passes.along_u {
        size
    } else {
        Vec2::new(size.y, size.x)
    }
}

/// The largest stretch of cells that hang together and are thin.
fn largest(surface: &Surface, thin: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let (across, down) = (surface.grid.across, surface.grid.down);
    let mut open: Vec<bool> = (0..across * down).map(thin).collect();
    let mut best: Vec<usize> = Vec::new();
    for first in 0..open.len() {
        if !std::mem::take(&mut open[first]) {
            continue;
        }
        let (mut stretch, mut next) = (vec![first], 0);
        while let Some(cell) = stretch.get(next).copied() {
            next += 1;
            let (u, v) = (cell % across, cell / across);
            let beside = [
                (u > 0).then(|| cell - 1),
                (u + 1 < across).then(|| cell + 1),
                (v > 0).then(|| cell - across),
                (v + 1 < down).then(|| cell + across),
            ];
            let beside = beside.into_iter().flatten();
            stretch.extend(beside.filter(|cell| std::mem::take(&mut open[*cell])));
        }
        if stretch.len() > best.len() {
            best = stretch;
        }
    }
    (!best.is_empty()).then_some(best)
}

/// The way through corners at the trade's pace; at the end the tool comes up with the hand.
fn way(task: &Task, area: usize, corners: &[Vec2]) -> Gesture {
    let step = task.pace_mm_s * POINT_SECS / task.real_mm_per_m;
    let place = |uv| task.place(area, uv);
    let mut path: Vec<Vec3> = corners.first().copied().map(place).into_iter().collect();
    for pair in corners.windows(2) {
        const PARTS: u16 = 24;
        let shares = (1..=PARTS).map(|part| f32::from(part) / f32::from(PARTS));
        let points: Vec<Vec3> = std::iter::once(0.0)
            .chain(shares)
            .map(|share| place(pair[0].lerp(pair[1], share)))
            .collect();
        let length: f32 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        let steps = (length / step).ceil().max(1.0);
        path.extend((1..=steps as u32).map(|at| place(pair[0].lerp(pair[1], at as f32 / steps))));
    }
    let waits = (1.5 * FOLLOW_SECS / POINT_SECS).ceil() as usize;
    path.extend(
        path.last()
            .copied()
            .into_iter()
            .flat_map(|last| std::iter::repeat_n(last, waits)),
    );
    let secs = ((path.len().max(2) - 1) as f32 * POINT_SECS).max(2.0 * POINT_SECS);
    Gesture { path, secs, even: true }
}

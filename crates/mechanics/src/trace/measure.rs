//! What the bead is worth: the measures of the debrief, and its faults, named and placed. Pure.

use super::{
    Measure, Spec,
    rules::{State, Task},
};
use crate::{Level, Mark, STEP_SECS, grading};

/// A bead is not as wide at its ends as elsewhere: so much of each is left out, as a share of its width.
const ENDS: f32 = 1.0;
/// Wider or thinner than usual by more than this is a fault, as a share of the usual width.
const UNEVEN: f32 = 0.25;
/// A shorter fault is no fault, real millimetres.
const SHORTEST_MM: f32 = 2.0;

/// What a tradesperson sees wrong with a bead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Burnt through.
    Hole,
    /// Not welded at all.
    Gap,
    /// Metal lies on the plate and is not one with it.
    LackOfFusion,
    /// A groove along the edge.
    Undercut,
    /// Thicker or thinner than the rest.
    Uneven,
    /// Drops of metal beside the bead.
    Spatter,
}

impl Fault {
    pub const ALL: [Self; 6] = [
        Self::Hole,
        Self::Gap,
        Self::LackOfFusion,
        Self::Undercut,
        Self::Uneven,
        Self::Spatter,
    ];

    /// Whether the joint does not hold there, as opposed to holding less well or looking worse.
    pub fn is_grave(self) -> bool {
        match self {
            Self::Hole | Self::Gap | Self::LackOfFusion => true,
            Self::Undercut | Self::Uneven | Self::Spatter => false,
        }
    }

    /// Keys of the interface's texts: its name, and why it matters.
    pub fn keys(self) -> [&'static str; 2] {
        match self {
            Self::Hole => ["fault-hole", "fault-hole-why"],
            Self::Gap => ["fault-gap", "fault-gap-why"],
            Self::LackOfFusion => ["fault-fusion", "fault-fusion-why"],
            Self::Undercut => ["fault-undercut", "fault-undercut-why"],
            Self::Uneven => ["fault-uneven", "fault-uneven-why"],
            Self::Spatter => ["fault-spatter", "fault-spatter-why"],
        }
    }
}

/// A fault and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub fault: Fault,
    /// From and to, real millimetres along the seam.
    pub along: (f32, f32),
}

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, task: &Task, state: &State) -> Vec<Mark> {
    grading::marks(&spec.levels.get(level).grades, |measure| measured(task, state, measure))
}

/// The value of a measure, in its unit.
pub fn measured(task: &Task, state: &State, measure: Measure) -> f32 {
    let counts = &state.counts;
    let arc_secs = counts.arc_ticks as f32 * STEP_SECS;
    let of_arc = |sum: f32, without: f32| if counts.arc_ticks > 0 { sum } else { without };
    match measure {
        Measure::WidthSpread => width_spread(task, state),
        Measure::SeamOffset => mean(welded(task, state).map(|point| state.bead().cells()[point].offset.abs())),
        Measure::Speed => of_arc(state.covered(task) * task.seam.length_mm() / arc_secs, 0.0),
        Measure::Covered => 100.0 * state.covered(task),
        Measure::Holes => counts.holes as f32,
        Measure::Undercut => 100.0 * share(task, state, Fault::Undercut),
        Measure::LackOfFusion => 100.0 * share(task, state, Fault::LackOfFusion),
        Measure::Starts => counts.starts as f32,
        Measure::Current => of_arc(counts.amps / counts.arc_ticks as f32, state.amps(task)),
        Measure::Settings => settings(task, state),
        Measure::WeaveWidth => state.swings.width_mm(),
        Measure::WeavePeriod => state.swings.period_mm(),
        Measure::Secs => counts.ticks as f32 * STEP_SECS,
    }
}

/// Every fault of the bead, in the order of the seam.
pub fn faults(task: &Task, state: &State) -> Vec<Found> {
    let usual = mean(inner(task, state).map(|point| width(task, state, point)));
    let mut found: Vec<Found> = Fault::ALL
        .into_iter()
        .flat_map(|fault| stretches(task, fault, |point| has(task, state, usual, fault, point)))
        .collect();
    found.sort_by(|a, b| a.along.0.total_cmp(&b.along.0));
    found
}

/// Whether the bead has a fault at a point of the seam; `usual`: its mean width, mm.
fn has(task: &Task, state: &State, usual: f32, fault: Fault, point: usize) -> bool {
    let (cell, covered) = (&state.bead().cells()[point], state.covers(task, point));
    match fault {
        Fault::Hole => cell.hole,
        Fault::Gap => !covered && !cell.hole,
        Fault::LackOfFusion => covered && !cell.is_fused(task.tolerance),
        Fault::Undercut => covered && cell.is_undercut(&task.pool, task.tolerance),
        Fault::Uneven => {
            let off = (width(task, state, point) - usual).abs() > UNEVEN * usual;
            covered && off && !is_end(task, point)
        }
        Fault::Spatter => cell.spattered,
    }
}

/// Stretches of the seam at whose points something is so.
fn stretches(task: &Task, fault: Fault, is_so: impl Fn(usize) -> bool) -> Vec<Found> {
    let (points, step) = (task.seam.points().len(), task.seam.step_mm());
    let mut found = Vec::new();
    let mut since = None;
    for point in 0..=points {
        if point < points && is_so(point) {
            since.get_or_insert(point);
        } else if let Some(first) = since.take() {
            let along = (first as f32 * step, (point - 1) as f32 * step);
            if along.1 - along.0 >= SHORTEST_MM || fault == Fault::Hole {
                found.push(Found { fault, along });
            }
        }
    }
    found
}

fn welded(task: &Task, state: &State) -> impl Iterator<Item = usize> {
    (0..task.seam.points().len()).filter(|&point| state.covers(task, point))
}

fn is_end(task: &Task, point: usize) -> bool {
    let along = point as f32 * task.seam.step_mm();
    along.min(task.seam.length_mm() - along) < ENDS * task.pool.width_mm
}

/// Welded points away from the ends of the seam.
fn inner(task: &Task, state: &State) -> impl Iterator<Item = usize> {
    welded(task, state).filter(|&point| !is_end(task, point))
}

fn width(task: &Task, state: &State, point: usize) -> f32 {
    state.bead().size(&task.seam, &task.pool, point).0
}

fn width_spread(task: &Task, state: &State) -> f32 {
    let usual = mean(inner(task, state).map(|point| width(task, state, point)));
    mean(inner(task, state).map(|point| (width(task, state, point) - usual).powi(2))).sqrt()
}

/// Share of the welded points that have a fault, 0 to 1.
fn share(task: &Task, state: &State, fault: Fault) -> f32 {
    mean(welded(task, state).map(|point| f32::from(u8::from(has(task, state, 0.0, fault, point)))))
}

/// How far the worst set dial stands from the trade's value, % of its range.
fn settings(task: &Task, state: &State) -> f32 {
    let off = task.dials.iter().enumerate().map(|(index, dial)| {
        let off = (state.dial(index) - dial.goal()).abs();
        100.0 * off / (dial.range.1 - dial.range.0)
    });
    off.fold(0.0, f32::max)
}

/// 0 without values.
fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1) as f32
}

//! What the coat is worth: the measures of the debrief. Pure.

use super::{
    Measure, Spec,
    coat::Cell,
    rules::{State, Task},
};
use crate::{Level, Mark, STEP_SECS, grading};

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, task: &Task, state: &State) -> Vec<Mark> {
    grading::marks(&spec.levels.get(level).grades, |measure| measured(task, state, measure))
}

/// The value of a measure, in its unit.
pub fn measured(task: &Task, state: &State, measure: Measure) -> f32 {
    let counts = &state.counts;
    let on = |sum: f32, without: f32| if counts.on_ticks > 0 { sum } else { without };
    let on_secs = counts.on_ticks as f32 * STEP_SECS;
    match measure {
        Measure::Spread => spread(task, state),
        Measure::Missed => 100.0 * share(task, state, |cell| cell.um < task.thin_um),
        Measure::Runs => 100.0 * share(task, state, |cell| is_too_thick(task, cell)),
        Measure::Waste => {
            on(100.0 * (1.0 - counts.arrived / counts.used.max(f32::MIN_POSITIVE)), 0.0).clamp(0.0, 100.0)
        }
        Measure::Thickness => mean(task, state, |cell| cell.um),
        Measure::Speed => on(counts.way / on_secs, 0.0),
        Measure::Distance => on(counts.distance / counts.on_ticks as f32, state.distance_mm()),
        Measure::Secs => counts.ticks as f32 * STEP_SECS,
    }
}

/// Whether a tradesperson sees too much there.
pub fn is_too_thick(task: &Task, cell: &Cell) -> bool {
    task.runs && (cell.ran || cell.um > task.run_um)
}

/// All cells with their areas, mm².
fn cells<'a>(task: &'a Task, state: &'a State) -> impl Iterator<Item = (&'a Cell, f32)> {
    let coats = state.coats().iter().zip(&task.areas);
    coats.flat_map(|(coat, area)| {
        let cells = coat.cells.iter().enumerate();
        cells.map(|(index, cell)| (cell, area.grid.area(index)))
    })
}

/// Share of all surfaces where something is so, 0 to 1.
fn share(task: &Task, state: &State, is_so: impl Fn(&Cell) -> bool) -> f32 {
    let (mut part, mut whole) = (0.0, 0.0);
    for (cell, area) in cells(task, state) {
        whole += area;
        part += if is_so(cell) { area } else { 0.0 };
    }
    part / whole
}

/// Mean over what is covered; 0 where nothing is.
fn mean(task: &Task, state: &State, value: impl Fn(&Cell) -> f32) -> f32 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for (cell, area) in cells(task, state).filter(|(cell, _)| cell.um >= task.thin_um) {
        whole += area;
        sum += value(cell) * area;
    }
    if whole > 0.0 { sum / whole } else { 0.0 }
}

fn spread(task: &Task, state: &State) -> f32 {
    let usual = mean(task, state, |cell| cell.um);
    if usual <= 0.0 {
        return 0.0;
    }
    100.0 * mean(task, state, |cell| (cell.um - usual).powi(2)).sqrt() / usual
}

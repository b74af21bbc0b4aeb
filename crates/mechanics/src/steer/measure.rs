//! What the work is worth: the measures of the debrief. Pure.

use super::{
    Measure, Spec,
    rules::{State, Task},
};
use crate::{Level, Mark, STEP_SECS, grading};

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, task: &Task, state: &State) -> Vec<Mark> {
    grading::marks(&spec.levels.get(level).grades, |measure| measured(task, state, measure))
}

/// The value of a measure, in its unit.
pub fn measured(_task: &Task, state: &State, measure: Measure) -> f32 {
    let counts = &state.counts;
    match measure {
        Measure::Swing => 100.0 * counts.swing,
        Measure::Offset => 100.0 * counts.offset,
        Measure::Impact => 100.0 * counts.impact,
        Measure::Retries => counts.retries as f32,
        Measure::Strayed => counts.knocks as f32,
        Measure::Reaction => counts.reaction as f32 * STEP_SECS,
        Measure::Secs => counts.ticks as f32 * STEP_SECS,
    }
}

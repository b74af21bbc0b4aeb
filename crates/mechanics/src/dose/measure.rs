//! What the doses are worth: the measures of the debrief. Pure.

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
pub fn measured(task: &Task, state: &State, measure: Measure) -> f32 {
    let off = || (0..state.progress().0).map(|dose| error_percent(task, state, dose));
    match measure {
        Measure::Error => mean(off().map(f32::abs)),
        Measure::WorstError => off().map(f32::abs).fold(0.0, f32::max),
        Measure::Overshoot => mean(off().map(|off| off.max(0.0))),
        Measure::Evenness => unevenness(task, state),
        Measure::Rushed => state.counts.rushed as f32,
        Measure::TopUps => state.counts.top_ups as f32,
        Measure::Secs => state.counts.ticks as f32 * STEP_SECS,
    }
}

/// How far a dose is from its target, % of it; below nought: too little.
pub fn error_percent(task: &Task, state: &State, dose: usize) -> f32 {
    let target = task.doses[dose].target;
    100.0 * (state.poured(dose) - target) / target
}

/// The spread of the doses that should be equal and are the least so, % of their mean.
fn unevenness(task: &Task, state: &State) -> f32 {
    let done = state.progress().0;
    let spread = |like: usize| {
        let equal = || {
            (0..done)
                .filter(move |&dose| task.doses[dose].like == like)
                .map(|dose| state.poured(dose))
        };
        let usual = mean(equal());
        if usual > 0.0 {
            100.0 * mean(equal().map(|poured| (poured - usual).powi(2))).sqrt() / usual
        } else {
            0.0
        }
    };
    (0..done).map(spread).fold(0.0, f32::max)
}

/// 0 without values.
fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1) as f32
}

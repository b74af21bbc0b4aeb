//! `dialogue`: somebody speaks, the visitor chooses what to answer; gauges tell how the person feels, and what hurts can be
//! made good again.

pub mod check;
mod demonstration;
mod graph;
mod plan;
mod proof;
pub mod rules;
#[cfg(test)]
mod rules_hands;
mod spec;
mod task;

pub use check::{check, places};
pub use proof::plays_out;
pub use spec::{End, Gain, Gauge, LevelSpec, Line, Measure, Mood, Person, Reply, Spec};

//! `steer`: a load hangs from a crane; two levers move it, and it swings.

pub mod check;
mod columns;
pub mod demonstrate;
#[cfg(test)]
#[path = "rules_hands.rs"]
mod hands;
pub mod measure;
pub mod physics;
pub mod plane;
mod proof;
pub mod rules;
mod spec;
mod task;
pub mod walk;
pub mod wind;

pub use check::check;
pub use proof::{places, plays_out};
pub use spec::{Does, Drive, Goal, Grading, LevelSpec, Measure, Size, Spec, Walker};

//! `coverage`: spray or rub over surfaces; distance, pace and overlap make the coat.

pub mod check;
pub mod coat;
pub mod demonstrate;
pub mod measure;
pub mod patch;
pub mod rules;
mod spec;
mod task;

pub use check::{check, places, plays_out};
pub use spec::{Area, Grading, LevelSpec, Measure, Spec, Tool};

//! `inspect`: turn a piece under a raking lamp, find what is wrong with it, leave alone what only looks so.

pub mod check;
mod demonstration;
mod proof;
pub mod rules;
mod spec;
mod task;

pub use check::{check, places};
pub use proof::plays_out;
pub use spec::{Decoy, LevelSpec, Measure, Orbit, Spec, Target};

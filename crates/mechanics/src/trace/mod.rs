//! `trace`: drag the torch along a seam; speed, distance and current make the bead.

pub mod bead;
pub mod check;
pub mod demonstrate;
pub mod dial;
pub mod flaws;
pub mod measure;
pub mod rules;
pub mod seam;
mod spec;
mod task;
mod weave;

pub use check::{check, places, plays_out};
pub use spec::{Dial, Grading, LevelSpec, Measure, Spec, Weave};

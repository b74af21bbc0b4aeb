//! `trace`: drag the torch along a seam; speed, distance and current make the bead.

pub mod arc;
pub mod bead;
pub mod check;
mod coach;
mod cord;
pub mod demonstrate;
pub mod dial;
pub mod drawing;
mod exhibit;
pub mod flaws;
mod helmet;
mod marks;
pub mod measure;
pub mod play;
mod readout;
pub mod rules;
pub mod seam;
mod spec;
mod task;
mod torch;
mod weave;

pub use check::{check, places, plays_out};
pub use spec::{Dial, Grading, LevelSpec, Measure, Spec, Weave};

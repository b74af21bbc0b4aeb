//! `sequence`: real acts on real things, in the order the trade does them; what is done too early resists, and where that
//! is dangerous everything stops.

pub mod check;
pub mod demonstrate;
mod proof;
pub mod rules;
mod spec;
pub mod task;

pub use check::{check, places};
pub use proof::plays_out;
pub use spec::{Act, Decoy, Grading, Hand, LevelSpec, Measure, Spec};

//! `dose`: hold, tilt or tap to pour; what pours follows the hand late and goes on a little after it, an instrument tells
//! how much there is.

pub mod check;
pub mod demonstrate;
pub mod measure;
mod proof;
pub mod rules;
mod spec;
pub mod task;

pub use check::{check, places};
pub use proof::plays_out;
pub use spec::{Dose, Grading, Instrument, LevelSpec, Measure, Pouring, Receiver, Rest, Spec, Vessel};

//! `assemble`: drag each part to the socket it belongs to; decoys and wrong parts drift back.

pub mod check;
mod exhibit;
pub mod play;
pub mod rules;
mod spec;

pub use check::{check, places, plays_out};
pub use spec::{Decoy, Grading, LevelSpec, Measure, Part, Spec};

//! `assemble`: drag each part to the socket it belongs to; decoys and wrong parts drift back. Some steps end by beginning
//! the work: touching a start, which asks for everything to be in its place.

pub mod check;
mod demonstration;
mod exhibit;
pub mod play;
pub mod rules;
mod spec;
mod start;

pub use check::{check, places, plays_out};
pub use spec::{Decoy, Forgotten, Grading, LevelSpec, Measure, Part, Spec, Start};

//! `assemble`: drag each part to the socket it belongs to; decoys and wrong parts drift back. Some steps end by beginning
//! the work: touching a start, which asks for everything to be in its place.

pub mod check;
pub mod demonstration;
pub mod rules;
mod spec;

pub use check::{check, places, plays_out};
pub use spec::{Decoy, Forgotten, Grading, LevelSpec, Measure, Part, Spec, Start};

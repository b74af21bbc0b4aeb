//! `assemble`: drag each part to the socket it belongs to; decoys and wrong parts drift back. Some steps end by beginning
//! the work: touching a start, which asks for everything to be in its place.

mod exhibit;
pub mod play;
mod start;

pub use etabli_mechanics::assemble::*;

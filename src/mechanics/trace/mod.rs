//! `trace`: drag the torch along a seam; speed, distance and current make the bead.

pub mod arc;
mod coach;
mod cord;
pub mod drawing;
mod exhibit;
mod helmet;
mod marks;
pub mod play;
mod readout;
mod torch;

pub use etabli_mechanics::trace::*;

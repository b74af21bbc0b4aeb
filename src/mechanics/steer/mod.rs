//! `steer`: a load hangs from a crane; two levers move it, and it swings.

mod crane;
mod exhibit;
mod light;
pub mod play;
mod sound;
mod walkers;

pub use etabli_mechanics::steer::*;

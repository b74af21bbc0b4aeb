//! `inspect`: turn a piece under a raking lamp, find what is wrong with it, leave alone what only looks so.

mod lens;
mod marks;
mod piece;
pub mod play;

pub use etabli_mechanics::inspect::*;

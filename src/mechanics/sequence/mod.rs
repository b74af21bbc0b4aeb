//! `sequence` as visitors meet it: things that turn, slide and give way under the finger, and what follows from them.

mod consequences;
mod exhibit;
pub mod play;
mod things;

pub use etabli_mechanics::sequence::*;

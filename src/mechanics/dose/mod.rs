//! `dose` as visitors meet it: vessels that tilt under the finger, a jet, what rises, an instrument that tells how much.

mod exhibit;
mod instrument;
mod jet;
pub mod play;
mod reading;
mod sound;
mod splash;
mod vessels;

pub use etabli_mechanics::dose::*;

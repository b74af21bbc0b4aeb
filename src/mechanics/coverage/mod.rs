//! `coverage`: spray or rub over surfaces; distance, pace and overlap make the coat.

mod coach;
pub mod film;
mod mist;
pub mod play;
mod skin;
mod tool;

pub use etabli_mechanics::coverage::*;

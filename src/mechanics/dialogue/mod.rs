//! `dialogue` as it is seen: somebody speaks, cards are answers, the face and the gauges tell how it is felt; the rules are
//! in `etabli-mechanics`.

mod bubble;
mod cards;
mod face;
mod feelings;
mod layout;
mod murmur;
pub mod play;

pub use etabli_mechanics::dialogue::*;

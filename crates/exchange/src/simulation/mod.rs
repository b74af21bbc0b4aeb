//! A fair that never was: virtual kiosks with the real journal, the real anonymiser and the real uploader, at accelerated
//! time and through outages that a seed draws; in the end their books and the store's have to add up.
//!
//! What happens is decided beforehand and purely ([`fair`], [`visitors`], [`weather`]); [`kiosk`] lives through it, with
//! [`relay`] between the kiosk and the store; [`reckoning`] compares.

mod books;
mod clock;
mod fair;
mod kiosk;
mod power;
mod reckoning;
#[cfg(test)]
mod reckoning_tests;
mod relay;
mod run;
mod running;
mod trades;
mod visitors;
mod weather;

pub use books::Books;
pub use fair::{Happening, Op, Setup, Timeline, timeline};
pub use reckoning::{Line, Reckoning, Slip, What, reckon};
pub use relay::Traffic;
pub use run::{SimulationError, Target, run};
pub use trades::TRADES;
pub use visitors::{Try, Visitor};
pub use weather::{Fate, Weather};

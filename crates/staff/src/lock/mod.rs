//! The door of the panel, without any drawing: a gesture that nobody makes by chance, a code, and a door that closes.

mod corners;
mod gate;
mod pin;
mod tries;

pub use corners::{Corners, Glass, Touch, TouchKind};
pub use gate::{Gate, LOCK_AFTER_SECS};
pub use pin::{DIGITS_MAX, DIGITS_MIN, FIRST_START_PIN, Pin, PinError, StaffPin, hash, refusal};
pub use tries::{FREE_TRIES, Tries};

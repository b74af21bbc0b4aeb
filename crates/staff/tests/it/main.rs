//! The panel as staff meet it: every control by its label, every page as a picture.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod bench;
mod code;
mod data;
mod event;
mod health;
mod kiosk;
mod kits;
mod pictures;
mod raster;
mod repair;
mod sample;
mod targets;

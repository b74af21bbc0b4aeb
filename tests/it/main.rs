//! The one integration binary: what the house does, seen from outside.

mod agency;
mod bad_kits;
mod carnet;
mod cli_check;
mod cli_kit;
mod config;
mod engagement;
mod faults;
mod fuzz;
mod house;
mod inspect;
mod layout;
mod pack;
mod passes;
mod preview;
mod recording;
mod reference;
mod robot;
mod shipped_kits;
mod sound;
mod start;
mod syntax;
mod templates;
mod touches;
mod visit;
mod weld;

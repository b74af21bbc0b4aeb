//! The one integration binary: what the house does, seen from outside.

mod cli_kit;
mod config;
mod syntax;

//! The agency's side: takes the kiosks' statements in, keeps them, and shows what can be decided from them.

pub mod statement;
pub mod store;

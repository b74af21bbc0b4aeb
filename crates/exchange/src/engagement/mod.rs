//! What was tried and how it went, by category and never by person: the journal, its sealing into aggregates, their way
//! to the agency. No Bevy in it.
//!
//! A visit's rows stay in the kiosk's SQLite file ([`journal`]) until their period ends; then [`anonymise`] turns them
//! into aggregates by the plan that was fixed before the event ([`plan`]), and they are deleted in the same transaction.

mod agency;
pub mod anonymise;
pub mod journal;
pub mod outbox;
pub mod plan;
pub mod portable;
pub mod row;
pub mod seal;
pub mod statement;
pub mod upload;

pub use agency::AgencyConfig;

#[cfg(test)]
mod statement_tests;

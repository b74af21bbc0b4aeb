//! What a kiosk leaves behind to be reckoned with.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::relay::Traffic;
use crate::engagement::journal::Balance;

/// What a kiosk's journal and outbox say in the end, and what the simulation itself knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    pub kiosk: String,
    /// Tries that visitors made: known without the journal.
    pub came: u64,
    /// Of them: under way when the power failed, and not kept.
    pub cut: u64,
    pub balance: Balance,
    /// Statements that the journal says it made.
    pub closed: u64,
    /// Every statement that was ever in the outbox, as it was frozen.
    pub sealed: BTreeMap<Uuid, Vec<u8>>,
    pub waiting_statements: i64,
    pub quarantined: i64,
    pub traffic: Traffic,
    /// Times the power failed in the middle of something.
    pub cuts: u32,
    /// Times the outbox was too full to seal.
    pub full: u32,
    /// Journals that were found broken; none should be.
    pub set_aside: u32,
    pub turned_away: u32,
}

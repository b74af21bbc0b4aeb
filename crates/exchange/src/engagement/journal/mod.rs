//! The kiosk's own record: one SQLite file that survives power cuts, with one row for each try of a kit until its
//! period is sealed.

mod clock;
mod error;
mod files;
pub(super) mod half_hours;
mod keeper;
pub(super) mod ledger;
mod open;
mod purge;
pub(super) mod rows;
#[cfg(test)]
mod tests;
mod thread;

use std::{collections::BTreeMap, path::PathBuf};

use sqlx::{Connection, Sqlite, SqliteConnection, Transaction};

pub use clock::Watch;
pub use error::JournalError;
pub use files::{FILE, LOCK, SetAside, set_aside_in};
pub use half_hours::HALF_HOUR_SECS;
pub use ledger::{Balance, Closed, Counter};
pub use open::{Database, open_database};
pub use purge::Purged;
pub use thread::{Clocks, Entry, Health, Recorder, Settings, SystemClocks};

use super::{
    plan::EventPlan,
    row::{KitVisit, Mode, SLOT_SECS, slot_of},
};

const SLOTS_OF_A_DAY: i64 = 24 * 3600 / SLOT_SECS;

/// Name of the mark that [`Journal::saw`] leaves.
const CLOCK_MARK: &str = "clock";

/// What the journal may take on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of all that is in the file; beyond, nothing more is recorded, bytes.
    pub journal_bytes_max: u64,
    /// Of the statements that the agency does not have; beyond, nothing is recorded or sealed, bytes.
    pub outbox_bytes_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            journal_bytes_max: 64 << 20,
            outbox_bytes_max: 16 << 20,
        }
    }
}

/// What became of a visit that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A row waits for its period to be sealed.
    Waiting,
    /// Its period is sealed already: only counted.
    Late,
    /// The disk's share is full: only counted, as dropped.
    Dropped,
}

/// The open journal.
#[derive(Debug)]
pub struct Journal {
    connection: Database,
    folder: PathBuf,
    limits: Limits,
    /// By event.
    plans: BTreeMap<String, EventPlan>,
    /// The latest that a clock was believed to show, seconds since 1970.
    seen: Option<i64>,
    /// Held by the one who records; whoever only looks or seals has none.
    _lock: Option<files::Lock>,
}

impl Journal {
    /// Takes note of how an event is sealed, before its first visit, and returns the plan in force: period and level are
    /// those of the first time, whatever the event's file says since. Changing them half-way would let two uploads be
    /// subtracted from each other.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn agree(&mut self, plan: &EventPlan) -> Result<EventPlan, JournalError> {
        let mut agreed = plan.clone();
        if let Some(known) = self.plans.get(&plan.event) {
            agreed.sealing = known.sealing;
        }
        rows::save_plan(self.connection(), &agreed).await?;
        self.plans.insert(agreed.event.clone(), agreed.clone());
        Ok(agreed)
    }

    /// The plan in force for an event.
    pub fn plan(&self, event: &str) -> Option<&EventPlan> {
        self.plans.get(event)
    }

    /// Commits one try of a kit; once this returns, a power cut takes nothing of it.
    ///
    /// # Errors
    /// If its event has no plan, or the database does not take it: then nothing is counted either.
    pub async fn record(&mut self, visit: &KitVisit) -> Result<Kept, JournalError> {
        let plan = self.plan_of(&visit.event)?.clone();
        let (period, seen) = (plan.period_of(self.slot_that_counts(visit.slot)).key(), self.seen);
        if self.is_full().await? {
            self.count(&visit.event, Counter::Dropped, 1).await?;
            return Ok(Kept::Dropped);
        }
        let mut change = self.change().await?;
        let late = rows::is_sealed(&mut change, &visit.event, &period).await?;
        ledger::add(&mut change, &visit.event, Counter::Visits, 1).await?;
        ledger::add(&mut change, &visit.event, Counter::Recorded, 1).await?;
        if late {
            ledger::add(&mut change, &visit.event, Counter::Late, 1).await?;
        } else {
            rows::insert(&mut change, visit, &period).await?;
            half_hours::count(&mut change, &plan, visit.slot, seen).await?;
        }
        change.commit().await?;
        Ok(if late { Kept::Late } else { Kept::Waiting })
    }

    /// Counts a try whose visitor asked not to be counted: this number is all that is kept.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn opt_out(&mut self, event: &str) -> Result<(), JournalError> {
        let mut change = self.change().await?;
        ledger::add(&mut change, event, Counter::Visits, 1).await?;
        ledger::add(&mut change, event, Counter::OptedOut, 1).await?;
        Ok(change.commit().await?)
    }

    /// Counts tries that came to no row.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn count_dropped(&mut self, event: &str, n: u32) -> Result<(), JournalError> {
        self.count(event, Counter::Dropped, n).await
    }

    /// Counts the accessibility modes of one visitor, by the day; nothing if that day's period is sealed.
    ///
    /// # Errors
    /// If the event has no plan, or the database does not take it.
    pub async fn count_modes(&mut self, event: &str, slot: i64, modes: &[Mode]) -> Result<(), JournalError> {
        let (plan, slot) = (self.plan_of(event)?, self.slot_that_counts(slot));
        let (day, period) = (plan.day_of(slot).to_string(), plan.period_of(slot).key());
        let mut change = self.change().await?;
        if !rows::is_sealed(&mut change, event, &period).await? {
            for mode in modes {
                rows::add_mode(&mut change, event, &day, *mode).await?;
            }
        }
        Ok(change.commit().await?)
    }

    /// Keeps what happened to the kiosk itself: `start`, `fault`… `detail` says nothing of visitors.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn note(&mut self, at: i64, what: &str, detail: &str) -> Result<(), JournalError> {
        /// A fault's chain of causes fits, characters.
        const DETAIL_MAX: usize = 500;
        let detail: String = detail.chars().take(DETAIL_MAX).collect();
        let insert = sqlx::query("INSERT INTO technical (at, what, detail) VALUES (?, ?, ?)");
        insert
            .bind(at)
            .bind(what)
            .bind(detail)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Remembers, once in each quarter of an hour, that it is at least this late, seconds since 1970, by a clock that can
    /// be believed.
    ///
    /// # Errors
    /// If the database does not take it.
    pub async fn saw(&mut self, now: i64) -> Result<(), JournalError> {
        if self.seen.is_none_or(|seen| slot_of(seen) < slot_of(now)) {
            rows::save_mark(self.connection(), CLOCK_MARK, now).await?;
            self.seen = Some(now);
        }
        Ok(())
    }

    /// What [`Journal::saw`] last, in this run or an earlier one.
    pub fn seen(&self) -> Option<i64> {
        self.seen
    }

    /// Today's tries by kit that wait to be sealed, for staff beside the kiosk: no audience, no finer time.
    ///
    /// # Errors
    /// If the event has no plan, or the database cannot be read.
    pub async fn today(&mut self, event: &str, slot: i64) -> Result<Vec<(String, u32)>, JournalError> {
        let plan = self.plan_of(event)?.clone();
        rows::kits_of_day(self.connection(), &plan, slot).await
    }

    /// The slot whose day a visit counts for: a clock that fell back by days, as one whose battery is empty does, must not
    /// put today's visits into a day that is sealed. They count for the last day that was believed.
    fn slot_that_counts(&self, slot: i64) -> i64 {
        let seen = self.seen.map_or(slot, slot_of);
        if slot < seen - SLOTS_OF_A_DAY { seen } else { slot }
    }

    /// Whether there is no room left for what a visit may come to.
    async fn is_full(&mut self) -> Result<bool, JournalError> {
        let used = purge::bytes_used(self.connection()).await?;
        Ok(used >= self.limits.journal_bytes_max || self.outbox_room().await? == 0)
    }

    /// What the outbox may still take, bytes.
    pub(super) async fn outbox_room(&mut self) -> Result<u64, JournalError> {
        let used = purge::outbox_bytes(self.connection()).await?;
        Ok(self.limits.outbox_bytes_max.saturating_sub(used))
    }

    /// All plans there are.
    pub(super) fn plans(&self) -> impl Iterator<Item = &EventPlan> {
        self.plans.values()
    }

    /// To the database, for whoever sends what the outbox holds.
    pub fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    fn plan_of(&self, event: &str) -> Result<&EventPlan, JournalError> {
        self.plan(event).ok_or_else(|| JournalError::NoPlan(event.to_owned()))
    }

    async fn count(&mut self, event: &str, counter: Counter, n: u32) -> Result<(), JournalError> {
        let mut change = self.change().await?;
        ledger::add(&mut change, event, counter, n).await?;
        Ok(change.commit().await?)
    }

    /// All of it or nothing; takes its turn with whoever else writes.
    pub(super) async fn change(&mut self) -> Result<Transaction<'_, Sqlite>, JournalError> {
        // SQLite ends a transaction by itself when the disk is full or fails; sqlx then still believes to be in it, and
        // begins no other. The ping lets a rollback under way end first.
        self.connection.ping().await?;
        if self.connection.is_in_transaction() {
            self.reconnect().await?;
        }
        Ok(self.connection.begin_with("BEGIN IMMEDIATE").await?)
    }
}

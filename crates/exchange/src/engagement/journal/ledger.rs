//! What became of all visits, added up: the journal's own proof that none was lost or counted twice.

use std::collections::BTreeMap;

use sqlx::{Row, SqliteConnection};

use super::{Journal, JournalError};
use crate::engagement::row::coded;

coded! {
    Counter {
        /// Tries that ended and that the journal was told of.
        Visits = "visits",
        /// « Ne pas compter cette visite ».
        OptedOut = "opted_out",
        Recorded = "recorded",
        /// Ended after their period was sealed.
        Late = "late",
        /// Deleted with a class that was too small to be released.
        Suppressed = "suppressed",
        /// In an aggregate.
        Sealed = "sealed",
        /// Came to no row: the disk's share was full, or the journal could not be written.
        Dropped = "dropped",
    }
}

/// The counters of one event, and its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub visits: u64,
    pub opted_out: u64,
    pub recorded: u64,
    pub sealed: u64,
    /// Rows that wait for their period to end.
    pub waiting: u64,
    pub suppressed: u64,
    pub late: u64,
    /// Beside the balance: no visit of the others.
    pub dropped: u64,
}

impl Balance {
    /// visits = opted out + recorded; recorded = sealed + waiting + suppressed + late.
    pub fn adds_up(&self) -> bool {
        self.visits == self.opted_out + self.recorded
            && self.recorded == self.sealed + self.waiting + self.suppressed + self.late
    }

    fn counter(&mut self, counter: Counter) -> &mut u64 {
        match counter {
            Counter::Visits => &mut self.visits,
            Counter::OptedOut => &mut self.opted_out,
            Counter::Recorded => &mut self.recorded,
            Counter::Late => &mut self.late,
            Counter::Suppressed => &mut self.suppressed,
            Counter::Sealed => &mut self.sealed,
            Counter::Dropped => &mut self.dropped,
        }
    }
}

impl Journal {
    /// The balance of each event the journal knows of.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn balances(&mut self) -> Result<BTreeMap<String, Balance>, JournalError> {
        let mut balances: BTreeMap<String, Balance> = BTreeMap::new();
        // One transaction: counters and rows of the same instant.
        let mut look = self.change().await?;
        for row in sqlx::query("SELECT event, name, n FROM counters")
            .fetch_all(&mut *look)
            .await?
        {
            let name: String = row.try_get("name")?;
            let balance = balances.entry(row.try_get("event")?).or_default();
            if let Some(counter) = Counter::from_code(&name) {
                *balance.counter(counter) = row.try_get("n")?;
            }
        }
        let rows = sqlx::query("SELECT event, count(*) AS n FROM visits GROUP BY event");
        for row in rows.fetch_all(&mut *look).await? {
            balances.entry(row.try_get("event")?).or_default().waiting = row.try_get("n")?;
        }
        look.rollback().await?;
        Ok(balances)
    }

    /// All periods that were ever sealed here, in the order of events and days.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn closed(&mut self) -> Result<Vec<Closed>, JournalError> {
        let query =
            sqlx::query("SELECT event, period, sealed_at, statements FROM sealed_periods ORDER BY event, period");
        let mut closed = Vec::new();
        for row in query.fetch_all(self.connection()).await? {
            closed.push(Closed {
                event: row.try_get("event")?,
                period: row.try_get("period")?,
                sealed_at: row.try_get("sealed_at")?,
                statements: row.try_get("statements")?,
            });
        }
        Ok(closed)
    }
}

/// A period that nothing is taken into any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    pub event: String,
    /// Its key.
    pub period: String,
    /// Seconds since 1970.
    pub sealed_at: i64,
    /// How many aggregates came of it.
    pub statements: u32,
}

/// Adds to a counter of an event.
pub(in crate::engagement) async fn add(
    connection: &mut SqliteConnection,
    event: &str,
    counter: Counter,
    n: u32,
) -> Result<(), JournalError> {
    let query = sqlx::query(
        "INSERT INTO counters (event, name, n) VALUES (?, ?, ?)
         ON CONFLICT (event, name) DO UPDATE SET n = n + excluded.n",
    );
    query
        .bind(event)
        .bind(counter.code())
        .bind(n)
        .execute(connection)
        .await?;
    Ok(())
}

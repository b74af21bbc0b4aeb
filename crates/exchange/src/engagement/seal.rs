//! Closes the periods that have ended: rows become aggregates in the outbox, and are gone, in one transaction.
//!
//! A period that is closed stays closed: sealing it again does nothing, and visits that come later are only counted.
//! Otherwise two uploads of the same class could be subtracted from each other, down to the visit between them.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Row, SqliteConnection};

use super::{
    anonymise::{Anonymised, anonymise},
    journal::{Counter, Journal, JournalError, half_hours, ledger, rows},
    plan::{EventPlan, Period, ROW_DAYS_MAX},
    row::{KitVisit, Mode, SLOT_SECS},
    statement::{StatementContext, freeze},
};

const DAY_SECS: i64 = 24 * 3600;

/// Which periods to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that have ended, or have rows that are too old to be kept.
    Ended,
    /// All: staff say that the event is over.
    All,
}

/// A period that has something to seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    pub event: String,
    pub period: Period,
    pub has_ended: bool,
    /// What sealing it now would release and suppress.
    pub outcome: Anonymised,
}

/// A period that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub event: String,
    pub period: Period,
    pub outcome: Anonymised,
}

impl Journal {
    /// Seals the periods that are due, oldest first; then no trace of their rows is left on the disk. Nothing due, nothing
    /// done. `now`: seconds since 1970.
    ///
    /// # Errors
    /// `OutboxFull` if the statements have no room: the rows wait; or if the database does not take it. Periods sealed
    /// before the error stay sealed.
    pub async fn seal(
        &mut self,
        which: Which,
        now: i64,
        context: &StatementContext,
    ) -> Result<Vec<Sealed>, JournalError> {
        let mut sealed = Vec::new();
        for (event, period) in self.due(which, now).await? {
            if let Some(outcome) = self.seal_period(&event, period, now, context).await? {
                sealed.push(Sealed { event, period, outcome });
            }
        }
        if !sealed.is_empty() {
            match self.scrub().await {
                // What is sealed is sealed; the recorder's next purge does it, within the hour or at its next start.
                Err(error) if error.is_busy() => {}
                done => done?,
            }
        }
        Ok(sealed)
    }

    /// What waits, and what would become of it if it were sealed now; changes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn preview(&mut self, now: i64) -> Result<Vec<Open>, JournalError> {
        let mut open = Vec::new();
        let ended: BTreeSet<(String, Period)> = self.due(Which::Ended, now).await?.into_iter().collect();
        for (event, period) in self.due(Which::All, now).await? {
            let plan = self
                .plan(&event)
                .cloned()
                .ok_or_else(|| JournalError::NoPlan(event.clone()))?;
            let found = Rows::read(self.connection(), &plan, period).await?;
            let has_ended = ended.contains(&(event.clone(), period));
            open.push(Open {
                event,
                period,
                has_ended,
                outcome: found.anonymised(&plan, period),
            });
        }
        Ok(open)
    }

    /// Events and periods with something to seal, in order.
    async fn due(&mut self, which: Which, now: i64) -> Result<Vec<(String, Period)>, JournalError> {
        let mut due = Vec::new();
        for plan in self.plans().cloned().collect::<Vec<_>>() {
            for (period, oldest) in waiting(self.connection(), &plan).await? {
                let too_old = oldest
                    .is_some_and(|slot| slot.saturating_mul(SLOT_SECS) + i64::from(ROW_DAYS_MAX) * DAY_SECS <= now);
                if which == Which::All || plan.end_of(period) <= now || too_old {
                    due.push((plan.event.clone(), period));
                }
            }
        }
        Ok(due)
    }

    /// Seals one period, all of it or nothing; `None` if it is sealed already.
    pub(super) async fn seal_period(
        &mut self,
        event: &str,
        period: Period,
        now: i64,
        context: &StatementContext,
    ) -> Result<Option<Anonymised>, JournalError> {
        let plan = self
            .plan(event)
            .cloned()
            .ok_or_else(|| JournalError::NoPlan(event.to_owned()))?;
        let key = period.key();
        let room = self.outbox_room().await?;
        let mut change = self.change().await?;
        if rows::is_sealed(&mut change, event, &key).await? {
            return Ok(None);
        }
        let found = Rows::read(&mut change, &plan, period).await?;
        let outcome = found.anonymised(&plan, period);
        let mut bytes = 0;
        for class in &outcome.released {
            let statement = freeze(class, context);
            bytes += statement.body.len() as u64;
            sqlx::query(
                "INSERT INTO outbox (id, body, event, period, visits, sealed_at, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')",
            )
            .bind(statement.id.hyphenated().to_string())
            .bind(statement.body)
            .bind(event)
            .bind(&key)
            .bind(class.visits)
            .bind(now)
            .execute(&mut *change)
            .await?;
        }
        if bytes > room {
            return Err(JournalError::OutboxFull);
        }
        found.delete(&mut change, &plan, period).await?;
        half_hours::seal(&mut change, &plan, period).await?;
        let statements = i64::try_from(outcome.released.len()).unwrap_or(i64::MAX);
        sqlx::query("INSERT INTO sealed_periods (event, period, sealed_at, statements) VALUES (?, ?, ?, ?)")
            .bind(event)
            .bind(&key)
            .bind(now)
            .bind(statements)
            .execute(&mut *change)
            .await?;
        ledger::add(&mut change, event, Counter::Sealed, outcome.visits_released()).await?;
        ledger::add(&mut change, event, Counter::Suppressed, outcome.visits_suppressed()).await?;
        change.commit().await?;
        Ok(Some(outcome))
    }
}

/// What a period has in the journal.
struct Rows {
    visits: Vec<KitVisit>,
    modes: Vec<(jiff::civil::Date, Mode, u32)>,
}

impl Rows {
    async fn read(connection: &mut SqliteConnection, plan: &EventPlan, period: Period) -> Result<Self, JournalError> {
        let visits = rows::of_period(connection, &plan.event, &period.key()).await?;
        let mut modes = rows::modes(connection, &plan.event).await?;
        modes.retain(|(day, ..)| plan.period_on(*day) == period);
        Ok(Self { visits, modes })
    }

    fn anonymised(&self, plan: &EventPlan, period: Period) -> Anonymised {
        let modes: Vec<_> = self.modes.iter().map(|(_, mode, n)| (*mode, *n)).collect();
        anonymise(&plan.event, period, plan.sealing.level, &self.visits, &modes)
    }

    async fn delete(
        &self,
        connection: &mut SqliteConnection,
        plan: &EventPlan,
        period: Period,
    ) -> Result<(), JournalError> {
        let visits = sqlx::query("DELETE FROM visits WHERE event = ? AND period = ?");
        visits
            .bind(&plan.event)
            .bind(period.key())
            .execute(&mut *connection)
            .await?;
        let days: BTreeSet<_> = self.modes.iter().map(|(day, ..)| *day).collect();
        for day in days {
            let totals = sqlx::query("DELETE FROM accessibility WHERE event = ? AND day = ?");
            totals
                .bind(&plan.event)
                .bind(day.to_string())
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }
}

/// Periods of an event with rows or totals, and the slot of their oldest row.
async fn waiting(
    connection: &mut SqliteConnection,
    plan: &EventPlan,
) -> Result<Vec<(Period, Option<i64>)>, JournalError> {
    let mut found: BTreeMap<Period, Option<i64>> = BTreeMap::new();
    for (day, ..) in rows::modes(connection, &plan.event).await? {
        found.insert(plan.period_on(day), None);
    }
    let query = sqlx::query("SELECT period, min(slot) AS oldest FROM visits WHERE event = ? GROUP BY period");
    for row in query.bind(&plan.event).fetch_all(connection).await? {
        let key: String = row.try_get("period")?;
        let period = plan
            .period(&key)
            .ok_or_else(|| JournalError::Damaged("a value of `period`".to_owned()))?;
        found.insert(period, row.try_get("oldest")?);
    }
    Ok(found.into_iter().collect())
}

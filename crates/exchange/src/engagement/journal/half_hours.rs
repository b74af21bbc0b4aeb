//! Half hours of an event: counted beside the rows, told in bands, and gone with the rows but for what may be told.
//!
//! A half hour is over, and may be told, once a clock that can be believed was seen after it, or its period is sealed.
//! A visit is added only to one that is not over: so what was told never changes, whatever the clock does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};
use sqlx::SqliteConnection;

use super::{Journal, JournalError};
use crate::engagement::{
    anonymise::{HalfHour, half_hours},
    plan::{EventPlan, Period},
    row::SLOT_SECS,
};

/// Of a half hour, seconds.
pub const HALF_HOUR_SECS: i64 = 2 * SLOT_SECS;

/// Visits by half hour.
type Counts = BTreeMap<i64, u32>;

impl Journal {
    /// The half hours of an event that may be told, in order: without kit or audience, [`K`](crate::engagement::plan::K)
    /// visits or more, in bands.
    ///
    /// # Errors
    /// If the event has no plan, or the database cannot be read.
    pub async fn half_hours(&mut self, event: &str) -> Result<Vec<HalfHour>, JournalError> {
        let plan = self.plan_of(event)?.clone();
        let seen = self.seen();
        let mut look = self.change().await?;
        let rows: Vec<(i64, u32)> = sqlx::query_as("SELECT at, at_least FROM half_hours_told WHERE event = ?")
            .bind(event)
            .fetch_all(&mut *look)
            .await?;
        let mut told: Vec<HalfHour> = rows
            .into_iter()
            .map(|(at, at_least)| HalfHour { at, at_least })
            .collect();
        for counts in days(&mut look, &plan).await?.into_values() {
            told.extend(half_hours(&counts, |at| is_over(at, seen)));
        }
        look.rollback().await?;
        told.sort();
        Ok(told)
    }
}

/// Counts a visit that ended in this slot, if its half hour is one of the event's and not over.
pub(super) async fn count(
    connection: &mut SqliteConnection,
    plan: &EventPlan,
    slot: i64,
    seen: Option<i64>,
) -> Result<(), JournalError> {
    let at = slot.div_euclid(HALF_HOUR_SECS / SLOT_SECS);
    // The evening before, when staff try the kiosk, is no half hour of the event.
    if is_over(at, seen) || day_of(plan, at).is_none() {
        return Ok(());
    }
    let query = sqlx::query(
        "INSERT INTO half_hours (event, at, n) VALUES (?, ?, 1) ON CONFLICT (event, at) DO UPDATE SET n = n + 1",
    );
    query.bind(&plan.event).bind(at).execute(connection).await?;
    Ok(())
}

/// Keeps what may be told of the half hours of a period that is being sealed, and nothing else of them.
pub(in crate::engagement) async fn seal(
    connection: &mut SqliteConnection,
    plan: &EventPlan,
    period: Period,
) -> Result<(), JournalError> {
    let mut days = days(connection, plan).await?;
    days.retain(|day, _| plan.period_on(*day) == period);
    let told: Vec<HalfHour> = days.values().flat_map(|counts| half_hours(counts, |_| true)).collect();
    let gone: BTreeSet<i64> = days.into_values().flat_map(Counts::into_keys).collect();
    for HalfHour { at, at_least } in told {
        let query = sqlx::query(
            "INSERT INTO half_hours_told (event, at, at_least) VALUES (?, ?, ?) ON CONFLICT (event, at) DO NOTHING",
        );
        query
            .bind(&plan.event)
            .bind(at)
            .bind(at_least)
            .execute(&mut *connection)
            .await?;
    }
    for at in gone {
        let query = sqlx::query("DELETE FROM half_hours WHERE event = ? AND at = ?");
        query.bind(&plan.event).bind(at).execute(&mut *connection).await?;
    }
    Ok(())
}

fn is_over(at: i64, seen: Option<i64>) -> bool {
    let end = at.saturating_add(1).saturating_mul(HALF_HOUR_SECS);
    seen.is_some_and(|seen| end <= seen)
}

/// The day of the event that a half hour is of, where the event is.
fn day_of(plan: &EventPlan, at: i64) -> Option<Date> {
    let instant = Timestamp::from_second(at.saturating_mul(HALF_HOUR_SECS)).ok()?;
    let day = plan.zone.to_datetime(instant).date();
    (plan.first_day..=plan.last_day).contains(&day).then_some(day)
}

/// What is counted, by day. Days that were taken from the event since are those of its nearest day, as its visits are.
async fn days(connection: &mut SqliteConnection, plan: &EventPlan) -> Result<BTreeMap<Date, Counts>, JournalError> {
    let rows: Vec<(i64, u32)> = sqlx::query_as("SELECT at, n FROM half_hours WHERE event = ?")
        .bind(&plan.event)
        .fetch_all(connection)
        .await?;
    let mut days: BTreeMap<Date, Counts> = BTreeMap::new();
    for (at, n) in rows {
        let day = plan.day_of(at.saturating_mul(HALF_HOUR_SECS / SLOT_SECS));
        days.entry(day).or_default().insert(at, n);
    }
    Ok(days)
}

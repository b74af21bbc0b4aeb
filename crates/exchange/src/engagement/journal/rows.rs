//! Rows of the database and what they stand for.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::JournalError;
use crate::{
    engagement::{
        plan::{ClassLevel, EventPlan, PeriodKind, SealingPlan},
        row::{Audience, Help, KitVisit, Level, Liked, Mode, Outcome},
    },
    language::Language,
};

/// Writes an event's plan, or its new days.
pub(super) async fn save_plan(connection: &mut SqliteConnection, plan: &EventPlan) -> Result<(), JournalError> {
    let zone = plan.zone.iana_name().unwrap_or("UTC");
    sqlx::query(
        "INSERT INTO plans (event, first_day, last_day, zone, period, level) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (event) DO UPDATE SET
             first_day = excluded.first_day, last_day = excluded.last_day, zone = excluded.zone",
    )
    .bind(&plan.event)
    .bind(plan.first_day.to_string())
    .bind(plan.last_day.to_string())
    .bind(zone)
    .bind(plan.sealing.period.code())
    .bind(plan.sealing.level.code())
    .execute(connection)
    .await?;
    Ok(())
}

/// All plans, by event.
pub(super) async fn plans(connection: &mut SqliteConnection) -> Result<BTreeMap<String, EventPlan>, JournalError> {
    let query = sqlx::query("SELECT event, first_day, last_day, zone, period, level FROM plans");
    let mut plans = BTreeMap::new();
    for row in query.fetch_all(connection).await? {
        let event: String = row.try_get("event")?;
        let zone: String = row.try_get("zone")?;
        let zone = TimeZone::get(&zone).map_err(|_| JournalError::NoZone(zone))?;
        let sealing = SealingPlan {
            period: read(&row, "period", PeriodKind::from_code)?,
            level: read(&row, "level", ClassLevel::from_code)?,
        };
        let plan = EventPlan {
            event: event.clone(),
            first_day: read(&row, "first_day", |day| day.parse().ok())?,
            last_day: read(&row, "last_day", |day| day.parse().ok())?,
            zone,
            sealing,
        };
        plans.insert(event, plan);
    }
    Ok(plans)
}

/// Whether nothing more is taken into this period.
pub(in crate::engagement) async fn is_sealed(
    connection: &mut SqliteConnection,
    event: &str,
    period: &str,
) -> Result<bool, JournalError> {
    let query = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM sealed_periods WHERE event = ? AND period = ?)");
    Ok(query.bind(event).bind(period).fetch_one(connection).await?)
}

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    visit: &KitVisit,
    period: &str,
) -> Result<(), JournalError> {
    let abandoned_at = match visit.outcome {
        Outcome::Finished => None,
        Outcome::Abandoned { step } => Some(step),
    };
    let scores = serde_json::to_string(&visit.scores).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO visits (event, period, kit, kit_version, level, audience, language, slot, abandoned_at, secs, steps,
             scores, help, liked)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&visit.event)
    .bind(period)
    .bind(&visit.kit)
    .bind(&visit.kit_version)
    .bind(visit.level.code())
    .bind(visit.audience.map(Audience::code))
    .bind(visit.language.code())
    .bind(visit.slot)
    .bind(abandoned_at)
    .bind(visit.secs)
    .bind(visit.steps)
    .bind(scores)
    .bind(visit.help.code())
    .bind(visit.liked.map(Liked::code))
    .execute(connection)
    .await?;
    Ok(())
}

/// The rows of a period, in no order that tells anything.
pub(in crate::engagement) async fn of_period(
    connection: &mut SqliteConnection,
    event: &str,
    period: &str,
) -> Result<Vec<KitVisit>, JournalError> {
    let query = sqlx::query("SELECT * FROM visits WHERE event = ? AND period = ?")
        .bind(event)
        .bind(period);
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(visit_of).collect()
}

fn visit_of(row: &SqliteRow) -> Result<KitVisit, JournalError> {
    let step: Option<u8> = row.try_get("abandoned_at")?;
    Ok(KitVisit {
        event: row.try_get("event")?,
        kit: row.try_get("kit")?,
        kit_version: row.try_get("kit_version")?,
        level: read(row, "level", Level::from_code)?,
        audience: read_optional(row, "audience", Audience::from_code)?,
        language: read(row, "language", |code| {
            Language::ALL.into_iter().find(|known| known.code() == code)
        })?,
        slot: row.try_get("slot")?,
        outcome: step.map_or(Outcome::Finished, |step| Outcome::Abandoned { step }),
        secs: row.try_get("secs")?,
        steps: row.try_get("steps")?,
        scores: read(row, "scores", |scores| serde_json::from_str(scores).ok())?,
        help: read(row, "help", Help::from_code)?,
        liked: read_optional(row, "liked", Liked::from_code)?,
    })
}

/// One more visitor used this mode on this day.
pub(super) async fn add_mode(
    connection: &mut SqliteConnection,
    event: &str,
    day: &str,
    mode: Mode,
) -> Result<(), JournalError> {
    let query = sqlx::query(
        "INSERT INTO accessibility (event, day, mode, n) VALUES (?, ?, ?, 1)
         ON CONFLICT (event, day, mode) DO UPDATE SET n = n + 1",
    );
    query
        .bind(event)
        .bind(day)
        .bind(mode.code())
        .execute(connection)
        .await?;
    Ok(())
}

/// Event, day, mode and how many visitors used it.
pub(in crate::engagement) async fn modes(
    connection: &mut SqliteConnection,
    event: &str,
) -> Result<Vec<(jiff::civil::Date, Mode, u32)>, JournalError> {
    let query = sqlx::query("SELECT day, mode, n FROM accessibility WHERE event = ?").bind(event);
    let rows = query.fetch_all(connection).await?;
    let total = |row: &SqliteRow| {
        Ok((
            read(row, "day", |day| day.parse().ok())?,
            read(row, "mode", Mode::from_code)?,
            row.try_get("n")?,
        ))
    };
    rows.iter().map(total).collect()
}

/// Leaves an instant to be remembered.
pub(super) async fn save_mark(connection: &mut SqliteConnection, name: &str, at: i64) -> Result<(), JournalError> {
    let query =
        sqlx::query("INSERT INTO marks (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at");
    query.bind(name).bind(at).execute(connection).await?;
    Ok(())
}

/// The instant remembered under this name.
pub(in crate::engagement) async fn mark(
    connection: &mut SqliteConnection,
    name: &str,
) -> Result<Option<i64>, JournalError> {
    let query = sqlx::query_scalar("SELECT at FROM marks WHERE name = ?").bind(name);
    Ok(query.fetch_optional(connection).await?)
}

/// Kits and their rows of the day that this slot is in.
pub(super) async fn kits_of_day(
    connection: &mut SqliteConnection,
    plan: &EventPlan,
    slot: i64,
) -> Result<Vec<(String, u32)>, JournalError> {
    let day = plan.day_of(slot);
    let query = sqlx::query("SELECT kit, slot FROM visits WHERE event = ?").bind(&plan.event);
    let mut kits: BTreeMap<String, u32> = BTreeMap::new();
    for row in query.fetch_all(connection).await? {
        if plan.day_of(row.try_get("slot")?) == day {
            *kits.entry(row.try_get("kit")?).or_default() += 1;
        }
    }
    Ok(kits.into_iter().collect())
}

/// A column whose text stands for something.
fn read<T>(row: &SqliteRow, column: &str, meaning: impl Fn(&str) -> Option<T>) -> Result<T, JournalError> {
    let text: String = row.try_get(column)?;
    meaning(&text).ok_or_else(|| senseless(column))
}

fn read_optional<T>(
    row: &SqliteRow,
    column: &str,
    meaning: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, JournalError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| meaning(&text).ok_or_else(|| senseless(column)))
        .transpose()
}

/// The tables' checks allow nothing else: the file was tampered with or damaged. What it says stays out of the message.
fn senseless(column: &str) -> JournalError {
    JournalError::Damaged(format!("a value of `{column}`"))
}

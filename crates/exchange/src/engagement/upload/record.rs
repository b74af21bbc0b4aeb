//! What the kiosk remembers of its sending, for staff and for the agency's view of its kiosks: in the engagement
//! database, in tables that the journal makes.

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::trouble::Trouble;
use crate::engagement::outbox::Reason;

const SUCCESS: &str = "upload_success";
const TROUBLE: &str = "upload_trouble";
const WELL: &str = "upload_well";

/// The store has taken something at `now`, seconds since 1970.
pub(super) async fn success(db: &mut SqliteConnection, now: i64) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO marks (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET at = excluded.at")
        .bind(SUCCESS)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// When the store last took something, seconds since 1970.
///
/// # Errors
/// If the database cannot be read.
pub async fn last_success(db: &mut SqliteConnection) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar("SELECT at FROM marks WHERE name = ?")
        .bind(SUCCESS)
        .fetch_optional(db)
        .await
}

/// What held the last sending up, in French, and since when, seconds since 1970; `None`: nothing, or nothing was sent yet.
///
/// # Errors
/// If the database cannot be read.
pub async fn last_trouble(db: &mut SqliteConnection) -> sqlx::Result<Option<(i64, String)>> {
    let query = "SELECT at, detail FROM technical WHERE what IN (?, ?) ORDER BY rowid DESC LIMIT 1";
    let last: Option<(i64, String)> = sqlx::query_as(query)
        .bind(TROUBLE)
        .bind(WELL)
        .fetch_optional(db)
        .await?;
    Ok(last.filter(|(_, detail)| !detail.is_empty()))
}

/// Staff find this among the kiosk's own events.
pub(super) async fn quarantined(db: &mut SqliteConnection, id: Uuid, reason: Reason, now: i64) -> sqlx::Result<()> {
    note(db, "upload_quarantine", &format!("{id} {}", reason.code()), now).await
}

/// The same trouble again is told once, by whoever calls.
pub(super) async fn trouble(db: &mut SqliteConnection, trouble: Option<Trouble>, now: i64) -> sqlx::Result<()> {
    let detail = trouble.map_or_else(String::new, |trouble| trouble.told().fr);
    let what = if trouble.is_some() { TROUBLE } else { WELL };
    note(db, what, &detail, now).await
}

async fn note(db: &mut SqliteConnection, what: &str, detail: &str, now: i64) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO technical (at, what, detail) VALUES (?, ?, ?)")
        .bind(now)
        .bind(what)
        .bind(detail)
        .execute(db)
        .await?;
    Ok(())
}

//! The statements on their way to the agency: in order, frozen, each settled exactly once.
//!
//! All functions work on the engagement database, whose table `outbox` the journal makes. Times are seconds since 1970.

use sqlx::{Acquire, SqliteConnection};
use uuid::Uuid;

use super::statement::FrozenStatement;

const DAY_SECS: i64 = 24 * 60 * 60;

/// What the agency has is kept so long, for whoever asks what was sent.
pub const SENT_KEPT_SECS: i64 = 7 * DAY_SECS;

/// Why a statement was set aside: it stays on the kiosk until staff decide, and never gets another id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The store has something else under this id.
    Different,
    /// The store says it has something else under this id, and does not show it.
    Unverified,
    /// The store takes others and not this one.
    Refused,
}

impl Reason {
    /// As the table has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Different => "different",
            Self::Unverified => "unverified",
            Self::Refused => "refused",
        }
    }
}

/// How many statements there are, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: i64,
    /// Those of the waiting that are in a file, too.
    pub exported: i64,
    pub quarantined: i64,
    /// Within the last days: see [`SENT_KEPT_SECS`].
    pub sent: i64,
    /// Of what waits or is quarantined.
    pub bytes: i64,
}

/// # Errors
/// If the database cannot be read.
pub async fn counts(db: &mut SqliteConnection) -> sqlx::Result<Counts> {
    let counted: (i64, i64, i64, i64, i64) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE state = 'waiting'),
                count(*) FILTER (WHERE state = 'waiting' AND exported_at IS NOT NULL),
                count(*) FILTER (WHERE state = 'quarantined'),
                count(*) FILTER (WHERE state = 'sent'),
                coalesce(sum(length(body)) FILTER (WHERE state <> 'sent'), 0)
         FROM outbox",
    )
    .fetch_one(db)
    .await?;
    let (waiting, exported, quarantined, sent, bytes) = counted;
    Ok(Counts {
        waiting,
        exported,
        quarantined,
        sent,
        bytes,
    })
}

/// Ids of the oldest that wait, `but` these, at most so many.
///
/// # Errors
/// If the database cannot be read.
pub async fn waiting(db: &mut SqliteConnection, at_most: usize, but: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    // Ids that are skipped take no one's place.
    let limit = i64::try_from(at_most.saturating_add(but.len())).unwrap_or(i64::MAX);
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM outbox WHERE state = 'waiting' ORDER BY sealed_at, rowid LIMIT ?")
            .bind(limit)
            .fetch_all(db)
            .await?;
    let ids = ids.iter().filter_map(|id| id.parse().ok());
    Ok(ids.filter(|id| !but.contains(id)).take(at_most).collect())
}

/// The bytes of those of `ids` that still wait, in this order.
///
/// # Errors
/// If the database cannot be read.
pub async fn bodies(db: &mut SqliteConnection, ids: &[Uuid]) -> sqlx::Result<Vec<FrozenStatement>> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let body = sqlx::query_scalar("SELECT body FROM outbox WHERE id = ? AND state = 'waiting'")
            .bind(id.to_string())
            .fetch_optional(&mut *db)
            .await?;
        found.extend(body.map(|body| FrozenStatement { id: *id, body }));
    }
    Ok(found)
}

/// The bytes of all statements of an event that are still here, whatever became of them.
///
/// # Errors
/// If the database cannot be read.
pub async fn bodies_of(db: &mut SqliteConnection, event: &str) -> sqlx::Result<Vec<Vec<u8>>> {
    sqlx::query_scalar("SELECT body FROM outbox WHERE event = ? ORDER BY sealed_at, rowid")
        .bind(event)
        .fetch_all(db)
        .await
}

/// The agency has these; how many of them still waited.
///
/// # Errors
/// If the database cannot be written: all of them are then as before.
pub async fn mark_sent(db: &mut SqliteConnection, ids: &[Uuid], now: i64) -> sqlx::Result<u64> {
    let mut all = db.begin().await?;
    let mut settled = 0;
    for id in ids {
        settled += sqlx::query("UPDATE outbox SET state = 'sent', settled_at = ? WHERE id = ? AND state = 'waiting'")
            .bind(now)
            .bind(id.to_string())
            .execute(&mut *all)
            .await?
            .rows_affected();
    }
    all.commit().await?;
    Ok(settled)
}

/// Sets a waiting statement aside; false if it waits no more.
///
/// # Errors
/// If the database cannot be written.
pub async fn quarantine(db: &mut SqliteConnection, id: Uuid, reason: Reason, now: i64) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE outbox SET state = 'quarantined', reason = ?, settled_at = ? WHERE id = ? AND state = 'waiting'",
    )
    .bind(reason.code())
    .bind(now)
    .bind(id.to_string())
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// These are in a file, too; they go on waiting until the agency is known to have them.
///
/// # Errors
/// If the database cannot be written: all of them are then as before.
pub async fn mark_exported(db: &mut SqliteConnection, ids: &[Uuid], now: i64) -> sqlx::Result<()> {
    let mut all = db.begin().await?;
    for id in ids {
        sqlx::query("UPDATE outbox SET exported_at = ? WHERE id = ? AND state = 'waiting'")
            .bind(now)
            .bind(id.to_string())
            .execute(&mut *all)
            .await?;
    }
    all.commit().await
}

/// Forgets what was sent a week ago; how many.
///
/// # Errors
/// If the database cannot be written.
pub async fn purge(db: &mut SqliteConnection, now: i64) -> sqlx::Result<u64> {
    // A clock that was a year ahead has left times that would be kept for that year.
    let done = sqlx::query("DELETE FROM outbox WHERE state = 'sent' AND (settled_at < ? OR settled_at > ?)")
        .bind(now - SENT_KEPT_SECS)
        .bind(now + DAY_SECS)
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use sqlx::Connection;

    use super::*;

    const TABLE: &str = "CREATE TABLE outbox (id TEXT PRIMARY KEY, body BLOB NOT NULL, event TEXT NOT NULL,
        period TEXT NOT NULL, visits INTEGER NOT NULL, sealed_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting','sent','quarantined')), reason TEXT, settled_at INTEGER,
        exported_at INTEGER) STRICT";

    fn id(n: u8) -> Uuid {
        Uuid::from_bytes([n; 16])
    }

    /// A database with statements 1 to `count`, the later the smaller their id; whatever is done with it.
    fn with<T>(count: u8, work: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        let done = runtime.block_on(async {
            let mut db = SqliteConnection::connect("sqlite::memory:").await?;
            sqlx::query(TABLE).execute(&mut db).await?;
            for n in (1..=count).rev() {
                let insert = "INSERT INTO outbox VALUES (?, ?, 'e', 'event', 10, ?, 'waiting', NULL, NULL, NULL)";
                sqlx::query(insert)
                    .bind(id(n).to_string())
                    .bind(vec![n; 100])
                    .bind(1000)
                    .execute(&mut db)
                    .await?;
            }
            work(&mut db).await
        });
        done.expect("a database in memory works")
    }

    #[test]
    fn the_oldest_go_first_and_those_skipped_take_no_place() {
        with(5, async |db| {
            assert_eq!(waiting(db, 2, &[]).await?, [id(5), id(4)]);
            assert_eq!(waiting(db, 2, &[id(5), id(3)]).await?, [id(4), id(2)]);
            assert_eq!(waiting(db, 9, &[]).await?.len(), 5);
            Ok(())
        });
    }

    #[test]
    fn a_statement_is_settled_once() {
        with(3, async |db| {
            assert_eq!(mark_sent(db, &[id(1), id(2), id(9)], 50).await?, 2);
            assert_eq!(mark_sent(db, &[id(1)], 60).await?, 0);
            assert!(!quarantine(db, id(1), Reason::Different, 60).await?);
            assert!(quarantine(db, id(3), Reason::Different, 60).await?);
            assert_eq!(mark_sent(db, &[id(3)], 70).await?, 0);
            assert_eq!(bodies(db, &[id(1), id(3)]).await?, []);
            let counted = counts(db).await?;
            assert_eq!((counted.waiting, counted.sent, counted.quarantined), (0, 2, 1));
            Ok(())
        });
    }

    #[test]
    fn what_is_in_a_file_goes_on_waiting() {
        with(2, async |db| {
            mark_exported(db, &[id(2)], 50).await?;
            let counted = counts(db).await?;
            assert_eq!((counted.waiting, counted.exported), (2, 1));
            let body = bodies(db, &[id(2)]).await?;
            assert_eq!(body[0].body, vec![2; 100]);
            Ok(())
        });
    }

    #[test]
    fn sent_statements_are_forgotten_after_a_week_and_others_never() {
        with(4, async |db| {
            mark_sent(db, &[id(1)], 1000).await?;
            mark_sent(db, &[id(2)], 1001).await?;
            // By a clock that was a year ahead.
            mark_sent(db, &[id(3)], 365 * DAY_SECS).await?;
            assert_eq!(purge(db, 1001 + SENT_KEPT_SECS).await?, 2);
            let counted = counts(db).await?;
            assert_eq!((counted.sent, counted.waiting), (1, 1));
            Ok(())
        });
    }

    #[test]
    fn what_is_sent_takes_no_room() {
        with(2, async |db| {
            assert_eq!(counts(db).await?.bytes, 200);
            mark_sent(db, &[id(1)], 5).await?;
            assert_eq!(counts(db).await?.bytes, 100);
            Ok(())
        });
    }
}

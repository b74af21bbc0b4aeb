//! What is deleted is gone from the disk: the file is overwritten, its log emptied, its free pages given back.

use std::time::{Duration, SystemTime};

use sqlx::SqliteConnection;

use super::{Journal, JournalError, files};
use crate::engagement::outbox;

const DAY_SECS: i64 = 24 * 3600;

/// Notes about the machine are kept so long.
const TECHNICAL_DAYS: i64 = 30;

/// What a purge removed, beside the rows that sealing had deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    pub statements: u64,
    pub notes: u64,
    /// Broken databases that had been set aside.
    pub files: u32,
}

impl Journal {
    /// Deletes what was kept long enough and leaves no trace of it, or of rows that were sealed, in the files.
    ///
    /// `now`: seconds since 1970, `None` while the clock cannot be believed: then nothing is old, but what was deleted
    /// goes all the same.
    ///
    /// # Errors
    /// If the database does not take it, or somebody else reads in it: then again later.
    pub async fn purge(&mut self, now: Option<i64>) -> Result<Purged, JournalError> {
        let mut purged = Purged::default();
        if let Some(now) = now {
            let statements = outbox::purge(self.connection(), now).await?;
            let notes = sqlx::query("DELETE FROM technical WHERE at < ?");
            let notes = notes
                .bind(now - TECHNICAL_DAYS * DAY_SECS)
                .execute(self.connection())
                .await?;
            let since = Duration::from_secs(u64::try_from(now).unwrap_or_default());
            purged = Purged {
                statements,
                notes: notes.rows_affected(),
                files: files::remove_old(&self.folder, SystemTime::UNIX_EPOCH + since)?,
            };
        }
        self.scrub().await?;
        Ok(purged)
    }

    /// Empties the log and the free pages. `secure_delete` overwrites rows where they were; copies of them may still be
    /// in the log until it is truncated, and in pages that splitting left over until `VACUUM`.
    pub(in crate::engagement) async fn scrub(&mut self) -> Result<(), JournalError> {
        sqlx::query("VACUUM").execute(self.connection()).await?;
        let (busy, ..): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(self.connection())
            .await?;
        if busy == 0 { Ok(()) } else { Err(JournalError::Busy) }
    }
}

/// Bytes of the pages that hold something.
pub(super) async fn bytes_used(connection: &mut SqliteConnection) -> Result<u64, JournalError> {
    let used = sqlx::query_scalar(
        "SELECT (page_count - freelist_count) * page_size
         FROM pragma_page_count, pragma_freelist_count, pragma_page_size",
    );
    Ok(used.fetch_one(connection).await?)
}

/// Bytes of the statements that the agency does not have.
pub(super) async fn outbox_bytes(connection: &mut SqliteConnection) -> Result<u64, JournalError> {
    let used = sqlx::query_scalar("SELECT coalesce(sum(length(body)), 0) FROM outbox WHERE state <> 'sent'");
    Ok(used.fetch_one(connection).await?)
}

//! Forgets by itself, forgets on request, counts, and gives out what was confirmed.

use sqlx::Row;

use super::{
    RegistrationStore,
    find::{COLUMNS, Registration, registration},
};
use crate::agency::{
    registrations::{address::folded, post::Outbox},
    store::StoreError,
};

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub to_confirm: i64,
    pub confirmed: i64,
    /// Mails that wait to be sent.
    pub mails_waiting: i64,
    /// Of these, those that failed at least once.
    pub mails_failing: i64,
    /// Mails that nobody will send any more.
    pub mails_given_up: i64,
    /// Visits that have registered, of those that still could come back.
    pub used_tokens: i64,
}

/// What went because its time was over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::agency::registrations) struct Cleaned {
    /// Registrations nobody confirmed.
    pub unconfirmed: u64,
    /// Registrations that were confirmed long ago.
    pub old: u64,
}

/// Nothing that happened before these instants is kept.
#[derive(Clone, Copy, Debug)]
pub(in crate::agency::registrations) struct Horizons {
    /// Unix milliseconds.
    pub unconfirmed_ms: i64,
    /// Unix milliseconds.
    pub confirmed_ms: i64,
    /// Days since 2020-01-01.
    pub token_day: i64,
}

impl RegistrationStore {
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn clean(&self, horizons: Horizons) -> Result<Cleaned, StoreError> {
        let _turn = self.turn().await;
        let gone = async |sql: &'static str, limit: i64| {
            let done = sqlx::query(sql).bind(limit).execute(&self.pool).await?;
            Ok::<u64, StoreError>(done.rows_affected())
        };
        let sql = "DELETE FROM registrations WHERE state = 'a-confirmer' AND consented < $1";
        let unconfirmed = gone(sql, horizons.unconfirmed_ms).await?;
        let sql = "DELETE FROM registrations WHERE state = 'confirmee' AND confirmed < $1";
        let old = gone(sql, horizons.confirmed_ms).await?;
        gone("DELETE FROM used_tokens WHERE day < $1", horizons.token_day).await?;
        // Kept over one cleaning, so that nobody's second try meets the first one just forgotten.
        let sql = "UPDATE used_tokens SET content = CASE WHEN fresh = 1 THEN content END, fresh = 0 \
             WHERE content IS NOT NULL";
        sqlx::query(sql).execute(&self.pool).await?;
        self.leave_no_trace().await;
        Ok(Cleaned { unconfirmed, old })
    }

    /// Erases all registrations with this address, a parent's included, with their links and their mails; returns how
    /// many there were.
    ///
    /// # Errors
    /// If the database or the outbox does not answer; then asking again finds what is left.
    pub async fn forget(&self, address: &str, outbox: &Outbox) -> Result<usize, StoreError> {
        let _turn = self.turn().await;
        let address = folded(address);
        let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM registrations WHERE address_folded = $1")
            .bind(address.clone())
            .fetch_all(&self.pool)
            .await?;
        outbox.forget(&ids)?;
        sqlx::query("DELETE FROM registrations WHERE address_folded = $1")
            .bind(address)
            .execute(&self.pool)
            .await?;
        // A mail that was being written meanwhile.
        outbox.forget(&ids)?;
        self.leave_no_trace().await;
        Ok(ids.len())
    }

    /// SQLite overwrites what it deletes, but copies of it stay in the write-ahead log until that is folded away. A
    /// reader under way only puts it off to the next time; PostgreSQL has its own ways.
    pub(super) async fn leave_no_trace(&self) {
        if self.is_sqlite {
            let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await;
        }
    }

    /// Those that are kept, for the outbox to keep no more.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn ids(&self) -> Result<Vec<String>, StoreError> {
        let ids = sqlx::query_scalar("SELECT id FROM registrations ORDER BY id");
        Ok(ids.fetch_all(&self.pool).await?)
    }

    /// Confirmed registrations, oldest first; only those confirmed at `since_ms` or later.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn confirmed(&self, since_ms: i64) -> Result<Vec<Registration>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM registrations WHERE state = 'confirmee' AND confirmed >= $1 ORDER BY confirmed, id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(since_ms)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(registration).collect()
    }

    /// # Errors
    /// If the database does not answer.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let sql = "SELECT \
             (SELECT COUNT(*) FROM registrations WHERE state = 'a-confirmer'), \
             (SELECT COUNT(*) FROM registrations WHERE state = 'confirmee'), \
             (SELECT COUNT(*) FROM mails WHERE due IS NOT NULL), \
             (SELECT COUNT(*) FROM mails WHERE due IS NOT NULL AND tries > 0), \
             (SELECT COUNT(*) FROM mails WHERE due IS NULL), \
             (SELECT COUNT(*) FROM used_tokens)";
        let row = sqlx::query(sql).fetch_one(&self.pool).await?;
        Ok(Counts {
            to_confirm: row.try_get(0)?,
            confirmed: row.try_get(1)?,
            mails_waiting: row.try_get(2)?,
            mails_failing: row.try_get(3)?,
            mails_given_up: row.try_get(4)?,
            used_tokens: row.try_get(5)?,
        })
    }
}

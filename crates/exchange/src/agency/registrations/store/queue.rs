//! Mails that wait: they survive a restart, are tried again at growing intervals, and are given up after some days.

use super::{
    RegistrationStore,
    find::{COLUMNS, Registration, registration},
};
use crate::agency::{registrations::code::Code, store::StoreError};
use sqlx::Row;

/// A mail whose time has come, claimed by whoever got it.
#[derive(Clone, Debug)]
pub(in crate::agency::registrations) struct Due {
    pub registration: Registration,
    /// Those before this one.
    pub tries: i64,
    /// Since when it waits, Unix milliseconds.
    pub since_ms: i64,
}

/// What becomes of a mail that could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::agency::registrations) enum Failed {
    /// Unix milliseconds.
    TryAgainAt(i64),
    GivenUp,
}

/// A mail that was claimed by someone who is gone may be claimed again after this.
const CLAIM_MS: i64 = 5 * 60 * 1000;

impl RegistrationStore {
    /// The mail that waits longest of those whose time has come. Nobody else gets it for five minutes.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn next_mail(&self, now_ms: i64) -> Result<Option<Due>, StoreError> {
        let _turn = self.turn().await;
        let sql = format!(
            "SELECT {COLUMNS}, mails.tries, mails.since, mails.due FROM mails \
             JOIN registrations ON registrations.id = mails.registration \
             WHERE mails.due <= $1 ORDER BY mails.due LIMIT 1"
        );
        loop {
            let row = sqlx::query(sqlx::AssertSqlSafe(sql.clone()))
                .bind(now_ms)
                .fetch_optional(&self.pool)
                .await?;
            let Some(row) = row else { return Ok(None) };
            let due = Due {
                registration: registration(&row)?,
                tries: row.try_get(12)?,
                since_ms: row.try_get(13)?,
            };
            let sql = "UPDATE mails SET due = $1 WHERE registration = $2 AND due = $3";
            let claimed = sqlx::query(sql)
                .bind(now_ms + CLAIM_MS)
                .bind(due.registration.id.clone())
                .bind(row.try_get::<i64, _>(14)?)
                .execute(&self.pool)
                .await?;
            if claimed.rows_affected() == 1 {
                return Ok(Some(due));
            }
        }
    }

    /// From now on this code leads to the registration; before the mail that holds it is sent.
    ///
    /// # Errors
    /// If the database does not answer, or the registration was erased meanwhile.
    pub(in crate::agency::registrations) async fn add_link(&self, id: &str, code: &Code) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        sqlx::query("INSERT INTO links (code_hash, registration) VALUES ($1, $2)")
            .bind(code.hash())
            .bind(id.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// # Errors
    /// If the database does not answer; then the mail will go a second time.
    pub(in crate::agency::registrations) async fn mail_sent(&self, id: &str) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        let sql = "DELETE FROM mails WHERE registration = $1";
        sqlx::query(sql).bind(id.to_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// # Errors
    /// If the database does not answer; then it is tried again when its claim ends.
    pub(in crate::agency::registrations) async fn mail_failed(
        &self,
        id: &str,
        failed: Failed,
    ) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        let due = match failed {
            Failed::TryAgainAt(due) => Some(due),
            Failed::GivenUp => None,
        };
        sqlx::query("UPDATE mails SET tries = tries + 1, due = $1 WHERE registration = $2")
            .bind(due)
            .bind(id.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The mail server was not reached: that says nothing about this mail, which keeps its place.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn mail_not_tried(
        &self,
        id: &str,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        let sql = "UPDATE mails SET due = $1 WHERE registration = $2";
        sqlx::query(sql)
            .bind(now_ms)
            .bind(id.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

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
    /// The mail that waits longest of those whose time has come. Nobody else gets it for five minutes, and from now on
    /// `code` leads to its registration: a link that arrives leads somewhere, whatever happens next.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn next_mail(
        &self,
        now_ms: i64,
        code: &Code,
    ) -> Result<Option<Due>, StoreError> {
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
            if self.claim(&due.registration.id, row.try_get(14)?, now_ms, code).await? {
                return Ok(Some(due));
            }
        }
    }

    /// Whether nobody else was faster.
    async fn claim(&self, id: &str, due: i64, now_ms: i64, code: &Code) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "UPDATE mails SET due = $1 WHERE registration = $2 AND due = $3";
        let claimed = sqlx::query(sql)
            .bind(now_ms + CLAIM_MS)
            .bind(id.to_owned())
            .bind(due)
            .execute(&mut *transaction)
            .await?;
        if claimed.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("INSERT INTO links (code_hash, registration) VALUES ($1, $2)")
            .bind(code.hash())
            .bind(id.to_owned())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes the mail out of the queue; says whether its registration is still there.
    ///
    /// # Errors
    /// If the database does not answer; then the mail will go a second time.
    pub(in crate::agency::registrations) async fn mail_sent(&self, id: &str) -> Result<bool, StoreError> {
        let _turn = self.turn().await;
        let sql = "DELETE FROM mails WHERE registration = $1";
        sqlx::query(sql).bind(id.to_owned()).execute(&self.pool).await?;
        let sql = "SELECT COUNT(*) FROM registrations WHERE id = $1";
        let there: i64 = sqlx::query_scalar(sql)
            .bind(id.to_owned())
            .fetch_one(&self.pool)
            .await?;
        Ok(there > 0)
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

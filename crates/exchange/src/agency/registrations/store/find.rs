//! What a mail's link leads to: read, confirmed, erased.

use sqlx::{Row, any::AnyRow};

use super::RegistrationStore;
use crate::{
    agency::{
        registrations::{
            code::Code,
            words::{Age, Wish, language_of},
        },
        store::StoreError,
    },
    language::Language,
};

/// How far a registration has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has used the mail's link yet.
    ToConfirm,
    Confirmed {
        /// Unix milliseconds.
        at_ms: i64,
    },
}

/// All that is kept of a visitor who registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Never leaves the database and its outbox.
    pub(in crate::agency::registrations) id: String,
    pub state: State,
    pub first_name: String,
    /// A parent's if the age needs one.
    pub address: String,
    pub age: Age,
    pub wishes: Vec<Wish>,
    pub formation: Option<String>,
    /// Numbers of the printed card.
    pub metiers: Vec<u16>,
    pub language: Language,
    /// Version of the text that was agreed to.
    pub consent: String,
    /// Unix milliseconds.
    pub consented_ms: i64,
}

pub(super) const COLUMNS: &str = "registrations.id, registrations.state, registrations.confirmed, \
     registrations.first_name, registrations.address, registrations.age, registrations.wishes, \
     registrations.formation, registrations.metiers, registrations.language, registrations.consent, \
     registrations.consented";

pub(super) fn registration(row: &AnyRow) -> Result<Registration, StoreError> {
    let text = |index: usize| row.try_get::<String, _>(index);
    let damaged = StoreError::Damaged;
    let confirmed: Option<i64> = row.try_get(2)?;
    let state = match (text(1)?.as_str(), confirmed) {
        ("a-confirmer", None) => State::ToConfirm,
        ("confirmee", Some(at_ms)) => State::Confirmed { at_ms },
        _ => return Err(damaged("registrations.state")),
    };
    let wishes: Option<Vec<Wish>> = text(6)?.split_whitespace().map(Wish::of).collect();
    let metiers: Result<Vec<u16>, _> = text(8)?.split_whitespace().map(str::parse).collect();
    Ok(Registration {
        id: text(0)?,
        state,
        first_name: text(3)?,
        address: text(4)?,
        age: Age::of(&text(5)?).ok_or(damaged("registrations.age"))?,
        wishes: wishes.ok_or(damaged("registrations.wishes"))?,
        formation: row.try_get(7)?,
        metiers: metiers.map_err(|_| damaged("registrations.metiers"))?,
        language: language_of(&text(9)?).ok_or(damaged("registrations.language"))?,
        consent: text(10)?,
        consented_ms: row.try_get(11)?,
    })
}

impl RegistrationStore {
    /// The registration whose mail has this code, unless it waited since before `oldest_ms` to be confirmed.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn find(
        &self,
        code: &Code,
        oldest_ms: i64,
    ) -> Result<Option<Registration>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM links JOIN registrations ON registrations.id = links.registration \
             WHERE links.code_hash = $1 AND (registrations.state = 'confirmee' OR registrations.consented >= $2)"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(code.hash())
            .bind(oldest_ms)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(registration).transpose()
    }

    /// Confirms it; one that is confirmed stays as it was.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn confirm(&self, id: &str, now_ms: i64) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        let sql =
            "UPDATE registrations SET state = 'confirmee', confirmed = $1 WHERE id = $2 AND state = 'a-confirmer'";
        sqlx::query(sql)
            .bind(now_ms)
            .bind(id.to_owned())
            .execute(&self.pool)
            .await?;
        // A mail that waits to be sent once more has nothing left to ask.
        let sql = "DELETE FROM mails WHERE registration = $1";
        sqlx::query(sql).bind(id.to_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// Erases it, with its links and the mail that may wait.
    ///
    /// # Errors
    /// If the database does not answer.
    pub(in crate::agency::registrations) async fn erase(&self, id: &str) -> Result<(), StoreError> {
        let _turn = self.turn().await;
        let sql = "DELETE FROM registrations WHERE id = $1";
        sqlx::query(sql).bind(id.to_owned()).execute(&self.pool).await?;
        self.leave_no_trace().await;
        Ok(())
    }
}

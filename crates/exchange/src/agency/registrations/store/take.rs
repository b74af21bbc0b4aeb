//! Takes a registration in: each visit once, whole or not at all.

use sqlx::{Any, Row, Transaction};
use uuid::Uuid;

use super::RegistrationStore;
use crate::agency::{
    registrations::{address::folded, form::Form, visit::Visit},
    store::StoreError,
};

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::agency::registrations) enum Taken {
    New,
    /// The very same form with the very same token: the phone asked again because it heard no answer.
    Again,
    /// The visit has registered before, with another form.
    Used,
}

/// Mails to one address within [`CALM_MS`]; further ones wait. Brothers and sisters have one parent's address, and
/// nobody's letter box shall be filled by whoever knows the address.
const MAILS_MAX: i64 = 5;
const CALM_MS: i64 = 24 * 3600 * 1000;

impl RegistrationStore {
    /// Keeps a registration and the mail that it needs. When this returns, both are on the disk.
    ///
    /// # Errors
    /// If the database does not answer; then the form may be sent again, and counts once.
    pub(in crate::agency::registrations) async fn take(
        &self,
        visit: &Visit,
        id: Uuid,
        form: &Form,
        now_ms: i64,
    ) -> Result<Taken, StoreError> {
        let _turn = self.turn().await;
        let mut transaction = self.pool.begin().await?;
        // First, so that whoever comes with the same token waits here.
        let sql = "INSERT INTO used_tokens (visit, day, content, fresh) VALUES ($1, $2, $3, 1) \
             ON CONFLICT (visit) DO NOTHING";
        let used = sqlx::query(sql)
            .bind(visit.hash.clone())
            .bind(i64::from(visit.day))
            .bind(visit.content.clone())
            .execute(&mut *transaction)
            .await?;
        if used.rows_affected() == 0 {
            return known(transaction, visit).await;
        }
        let id = id.to_string();
        let due = due(&mut transaction, &form.address, now_ms).await?;
        insert(&mut transaction, &id, form, now_ms).await?;
        sqlx::query("INSERT INTO mails (registration, tries, due, since) VALUES ($1, 0, $2, $3)")
            .bind(id)
            .bind(due)
            .bind(now_ms)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Taken::New)
    }
}

async fn known(mut transaction: Transaction<'static, Any>, visit: &Visit) -> Result<Taken, StoreError> {
    let row = sqlx::query("SELECT content FROM used_tokens WHERE visit = $1")
        .bind(visit.hash.clone())
        .fetch_optional(&mut *transaction)
        .await?;
    let content: Option<String> = row.map(|row| row.try_get(0)).transpose()?.flatten();
    let is_same = content.as_deref() == Some(visit.content.as_str());
    Ok(if is_same { Taken::Again } else { Taken::Used })
}

/// When the mail may go.
async fn due(transaction: &mut Transaction<'static, Any>, address: &str, now_ms: i64) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM registrations WHERE address_folded = $1 AND consented > $2";
    let recent: i64 = sqlx::query_scalar(sql)
        .bind(folded(address))
        .bind(now_ms - CALM_MS)
        .fetch_one(&mut **transaction)
        .await?;
    Ok(if recent < MAILS_MAX { now_ms } else { now_ms + CALM_MS })
}

async fn insert(
    transaction: &mut Transaction<'static, Any>,
    id: &str,
    form: &Form,
    now_ms: i64,
) -> Result<(), StoreError> {
    let spaced = |words: Vec<String>| words.join(" ");
    let sql = "INSERT INTO registrations (id, state, first_name, address, address_folded, age, wishes, formation, \
         metiers, language, consent, consented) VALUES ($1, 'a-confirmer', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    sqlx::query(sql)
        .bind(id.to_owned())
        .bind(form.first_name.clone())
        .bind(form.address.clone())
        .bind(folded(&form.address))
        .bind(form.age.code())
        .bind(spaced(form.wishes.iter().map(|wish| wish.code().to_owned()).collect()))
        .bind(form.formation.clone())
        .bind(spaced(form.metiers.iter().map(u16::to_string).collect()))
        .bind(form.language.code())
        .bind(form.consent.clone())
        .bind(now_ms)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

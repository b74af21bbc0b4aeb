//! Takes a registration in: each visit once, whole or not at all.

use std::sync::{Arc, PoisonError};

use sqlx::{Any, Row, Transaction};
use tokio::sync::oneshot;
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

/// Forms in one transaction: one wait for the disk serves them all, so that a slow disk makes a burst late, not lost.
const TOGETHER_MAX: usize = 100;

/// Forms that wait for whoever writes next.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting(Arc<std::sync::Mutex<Vec<Item>>>);

#[derive(Debug)]
struct Item {
    visit: Visit,
    id: Uuid,
    form: Form,
    now_ms: i64,
    answer: oneshot::Sender<Result<Taken, Arc<StoreError>>>,
}

impl Waiting {
    fn add(&self, item: Item) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(item);
    }

    /// The first of them; two programs that keep the same visits do so in the same order, and never wait in a circle.
    fn next(&self) -> Vec<Item> {
        let mut items = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever hung up will ask again.
        items.retain(|item| !item.answer.is_closed());
        let count = items.len().min(TOGETHER_MAX);
        let mut next: Vec<Item> = items.drain(..count).collect();
        drop(items);
        next.sort_by(|a, b| a.visit.hash.cmp(&b.visit.hash));
        next
    }
}

impl RegistrationStore {
    /// Keeps a registration and the mail that it needs. When this returns, both are on the disk.
    ///
    /// # Errors
    /// If the database does not answer; then the form may be sent again, and counts once.
    pub(in crate::agency::registrations) async fn take(
        &self,
        visit: Visit,
        id: Uuid,
        form: Form,
        now_ms: i64,
    ) -> Result<Taken, Arc<StoreError>> {
        let (answer, mut heard) = oneshot::channel();
        self.waiting.add(Item {
            visit,
            id,
            form,
            now_ms,
            answer,
        });
        let turn = Arc::clone(&self.writer).lock_owned().await;
        // Whoever had the turn before may have taken this one along.
        if let Ok(taken) = heard.try_recv() {
            return taken;
        }
        let store = self.clone();
        // Apart: whoever hangs up does not cut the others off.
        tokio::spawn(async move {
            store.keep_waiting().await;
            drop(turn);
        });
        let gone = |_| Err(Arc::new(StoreError::Database(sqlx::Error::WorkerCrashed)));
        heard.await.unwrap_or_else(gone)
    }

    async fn keep_waiting(&self) {
        let items = self.waiting.next();
        match self.keep(&items).await {
            // Nobody listens any more where an answer is not taken.
            Ok(taken) => items.into_iter().zip(taken).for_each(|(item, taken)| {
                let _ = item.answer.send(Ok(taken));
            }),
            Err(error) => {
                let error = Arc::new(error);
                for item in items {
                    let _ = item.answer.send(Err(Arc::clone(&error)));
                }
            }
        }
    }

    /// All of them or none.
    async fn keep(&self, items: &[Item]) -> Result<Vec<Taken>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let mut taken = Vec::new();
        for item in items {
            taken.push(keep_one(&mut transaction, item).await?);
        }
        transaction.commit().await?;
        Ok(taken)
    }
}

async fn keep_one(transaction: &mut Transaction<'static, Any>, item: &Item) -> Result<Taken, StoreError> {
    let Item {
        visit, form, now_ms, ..
    } = item;
    // First, so that another program that comes with the same visit waits here.
    let sql = "INSERT INTO used_tokens (visit, day, content, fresh) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (visit) DO NOTHING";
    let used = sqlx::query(sql)
        .bind(visit.hash.clone())
        .bind(i64::from(visit.day))
        .bind(visit.content.clone())
        .execute(&mut **transaction)
        .await?;
    if used.rows_affected() == 0 {
        return known(transaction, visit).await;
    }
    let id = item.id.to_string();
    let due = due(transaction, &form.address, *now_ms).await?;
    insert(transaction, &id, form, *now_ms).await?;
    sqlx::query("INSERT INTO mails (registration, tries, due, since) VALUES ($1, 0, $2, $3)")
        .bind(id)
        .bind(due)
        .bind(*now_ms)
        .execute(&mut **transaction)
        .await?;
    Ok(Taken::New)
}

async fn known(transaction: &mut Transaction<'static, Any>, visit: &Visit) -> Result<Taken, StoreError> {
    let row = sqlx::query("SELECT content FROM used_tokens WHERE visit = $1")
        .bind(visit.hash.clone())
        .fetch_optional(&mut **transaction)
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

//! Takes statements in: each id once, a batch whole or not at all.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Any, AnyConnection, AssertSqlSafe, Row, Transaction};
use uuid::Uuid;

use super::{Store, StoreError, now_ms};

/// A statement that passed the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub id: Uuid,
    /// The JSON object as received, byte for byte.
    pub body: String,
    /// SHA-256 of its canonical form, hexadecimal.
    pub digest: String,
    pub verb: String,
    pub activity: String,
    /// The statement's own timestamp, Unix milliseconds.
    pub occurred_ms: i64,
}

/// What became of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    pub new: usize,
    /// Already there, with equal content.
    pub known: usize,
}

/// Rows in one INSERT: far under the 32,766 parameters that SQLite takes.
const ROWS_MAX: usize = 100;
const COLUMNS: usize = 8;

impl Store {
    /// Keeps a batch of statements with different ids. When this returns, they are on the disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if one of them is there already with other content; then none was kept.
    pub async fn add(&self, fleet: &str, batch: &[Received]) -> Result<Added, StoreError> {
        // Two processes that add the same ids wait for each other in the same order, and never in a circle.
        let mut batch: Vec<&Received> = batch.iter().collect();
        batch.sort_by_key(|statement| statement.id);
        let mut writer = self.writer.lock().await;
        let stored = now_ms().max(writer.last_stored + 1);
        // Before anything else: a client that hangs up cuts this function off anywhere.
        writer.last_stored = stored;
        let mut transaction = self.pool.begin().await?;
        let mut new = 0;
        for rows in batch.chunks(ROWS_MAX) {
            new += insert(&mut transaction, fleet, stored, rows).await?;
        }
        transaction.commit().await?;
        let known = batch.len() - new;
        Ok(Added { new, known })
    }
}

async fn insert(
    transaction: &mut Transaction<'static, Any>,
    fleet: &str,
    stored: i64,
    rows: &[&Received],
) -> Result<usize, StoreError> {
    let sql = format!(
        "INSERT INTO statements (id, body, digest, stored, occurred, verb, activity, fleet) VALUES {} \
         ON CONFLICT (id) DO NOTHING RETURNING id",
        placeholders(rows.len(), COLUMNS)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for row in rows {
        query = query
            .bind(row.id.to_string())
            .bind(row.body.clone())
            .bind(row.digest.clone())
            .bind(stored)
            .bind(row.occurred_ms)
            .bind(row.verb.clone())
            .bind(row.activity.clone())
            .bind(fleet.to_owned());
    }
    let inserted = query.fetch_all(&mut **transaction).await?;
    let inserted: BTreeSet<String> = inserted.iter().map(|row| row.get(0)).collect();
    let known: Vec<&Received> = rows
        .iter()
        .filter(|row| !inserted.contains(&row.id.to_string()))
        .copied()
        .collect();
    compare(transaction, &known).await?;
    Ok(inserted.len())
}

/// # Errors
/// [`StoreError::Conflict`] at the first whose kept content is not equal.
async fn compare(connection: &mut AnyConnection, known: &[&Received]) -> Result<(), StoreError> {
    if known.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT id, digest FROM statements WHERE id IN {}",
        placeholders(1, known.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for statement in known {
        query = query.bind(statement.id.to_string());
    }
    let kept = query.fetch_all(connection).await?;
    let kept: BTreeMap<String, String> = kept.iter().map(|row| (row.get(0), row.get(1))).collect();
    let differs = |statement: &&&Received| kept.get(&statement.id.to_string()) != Some(&statement.digest);
    match known.iter().find(differs) {
        Some(statement) => Err(StoreError::Conflict(statement.id)),
        None => Ok(()),
    }
}

/// `($1,$2),($3,$4)`: no value ever becomes part of the SQL. Both engines number their parameters so.
fn placeholders(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let numbers: Vec<String> = (1..=columns)
            .map(|column| format!("${}", row * columns + column))
            .collect();
        format!("({})", numbers.join(","))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(",")
}

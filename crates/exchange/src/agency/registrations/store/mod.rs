//! What is kept of registrations, in a database of their own: SQLite or PostgreSQL, by the same migrations.

mod find;
mod queue;
mod take;
mod upkeep;

use std::sync::Arc;

use sqlx::{
    AnyPool, SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};
use tokio::sync::{Mutex, MutexGuard};

pub use find::{Registration, State};
pub(super) use queue::{Due, Failed};
pub(super) use take::Taken;
use take::Waiting;
pub use upkeep::Counts;
pub(super) use upkeep::Horizons;

use crate::agency::store::{Database, StoreError, connect};

/// One database; clones share it.
#[derive(Clone, Debug)]
pub struct RegistrationStore {
    pool: AnyPool,
    is_sqlite: bool,
    /// SQLite has one writer at a time, and whoever waits for its turn here does not fail there. On both engines what
    /// has come meanwhile goes to the disk in one go.
    writer: Arc<Mutex<()>>,
    waiting: Waiting,
}

impl RegistrationStore {
    /// Opens the database and brings its tables to this version; SQLite's file is created, for its owner alone, if
    /// `create`.
    ///
    /// # Errors
    /// If it cannot be reached, created or migrated; also if it is the one of the statements, which is another.
    pub async fn open(database: &Database, create: bool) -> Result<Self, StoreError> {
        let pool = connect(database, create).await?;
        Migrator::with_migrations(migrations()).run(&pool).await?;
        Ok(Self {
            pool,
            is_sqlite: matches!(database, Database::Sqlite(_)),
            writer: Arc::default(),
            waiting: Waiting::default(),
        })
    }

    /// Lets go of every connection, so that SQLite folds its write-ahead log away.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn turn(&self) -> MutexGuard<'_, ()> {
        self.writer.lock().await
    }
}

fn migrations() -> Vec<Migration> {
    let start = include_str!("migrations/0001_start.sql").into_sql_str();
    vec![Migration::new(1, "start".into(), MigrationType::Simple, start, false)]
}

#[cfg(test)]
impl RegistrationStore {
    /// Keyed hash and day of each.
    pub(super) async fn used_tokens(&self) -> Vec<(String, i64)> {
        use sqlx::Row;
        let rows = sqlx::query("SELECT visit, day FROM used_tokens")
            .fetch_all(&self.pool)
            .await;
        let rows = rows.expect("an answer");
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    /// As if nobody knew that its mail was sent.
    pub(super) async fn queue_again(&self, id: &str, due: i64) {
        sqlx::query("INSERT INTO mails (registration, tries, due, since) VALUES ($1, 1, $2, $2)")
            .bind(id.to_owned())
            .bind(due)
            .execute(&self.pool)
            .await
            .expect("queued");
    }
}

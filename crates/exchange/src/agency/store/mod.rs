//! What the agency keeps: statements, tokens and the kiosks' last signs of life, in SQLite or PostgreSQL by the same
//! migrations and the same statements of SQL.

mod database;
mod kiosks;
mod query;
mod retention;
mod statements;
mod tokens;

use std::{sync::Arc, time::Duration};

use sqlx::{
    AnyPool, Executor, SqlSafeStr,
    any::AnyPoolOptions,
    migrate::{Migration, MigrationType, Migrator},
};
use tokio::sync::Mutex;

pub use database::{Database, DatabaseError};
pub use kiosks::{Heartbeat, KIOSKS_PER_FLEET_MAX, Kiosk};
pub use query::{Cursor, PAGE_MAX, Page, Query, Stored};
pub use retention::RETENTION_MONTHS;
pub use statements::{Added, Received};
pub use tokens::{Digest, Password, Role, Token, is_token_name};

/// Readers beside the one writer; SQLite has no use for more, PostgreSQL no need.
const CONNECTIONS_MAX: u32 = 6;
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("la base de données ne répond pas comme prévu")]
    Database(#[from] sqlx::Error),
    #[error("la base de données n’a pas pu être mise à jour vers cette version d’Établi")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("le dossier de la base de données ne peut pas être créé")]
    Folder(#[from] std::io::Error),
    #[error("la déclaration {0} existe déjà avec un autre contenu")]
    Conflict(uuid::Uuid),
    #[error("trop de bornes pour ce parc ({KIOSKS_PER_FLEET_MAX})")]
    TooManyKiosks,
    #[error("la base contient une valeur illisible\u{a0}: {0}")]
    Damaged(&'static str),
}

/// One database; clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    /// One writer at a time: SQLite allows no more, and batches become visible in the order of their `stored`.
    writer: Arc<Mutex<Writer>>,
}

#[derive(Debug)]
struct Writer {
    /// The newest `stored` given, Unix milliseconds.
    last_stored: i64,
}

impl Store {
    /// Opens the database and brings its tables to this version; SQLite's file is created if `create`.
    ///
    /// # Errors
    /// If it cannot be reached, created or migrated.
    pub async fn open(database: &Database, create: bool) -> Result<Self, StoreError> {
        let pool = connect(database, create).await?;
        Migrator::with_migrations(migrations()).run(&pool).await?;
        let last_stored: Option<i64> = sqlx::query_scalar("SELECT MAX(stored) FROM statements")
            .fetch_one(&pool)
            .await?;
        let last_stored = last_stored.unwrap_or(0);
        Ok(Self {
            pool,
            writer: Arc::new(Mutex::new(Writer { last_stored })),
        })
    }

    /// Lets go of every connection, so that SQLite folds its write-ahead log away.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Connections to a database, whose tables are the caller's business.
///
/// # Errors
/// If it cannot be reached or created.
pub(in crate::agency) async fn connect(database: &Database, create: bool) -> Result<AnyPool, StoreError> {
    sqlx::any::install_default_drivers();
    database.prepare(create)?;
    let pragmas = database.pragmas();
    let options = AnyPoolOptions::new()
        .max_connections(CONNECTIONS_MAX)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if let Some(pragmas) = pragmas {
                    connection.execute(pragmas).await?;
                }
                Ok(())
            })
        });
    Ok(options.connect(&database.url(create)).await?)
}

fn migrations() -> Vec<Migration> {
    let start = include_str!("migrations/0001_start.sql").into_sql_str();
    vec![Migration::new(1, "start".into(), MigrationType::Simple, start, false)]
}

/// Now, Unix milliseconds.
pub(in crate::agency) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

#[cfg(test)]
pub(in crate::agency) mod tests;

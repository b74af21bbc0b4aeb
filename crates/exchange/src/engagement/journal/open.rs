//! Opens the journal: pragmas, migrations, and a fresh file where the old one is broken.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    ops::{Deref, DerefMut},
    path::Path,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{
    CLOCK_MARK, Journal, JournalError, Limits,
    files::{self, FILE, Lock, SetAside, User},
    rows,
};
use crate::engagement::plan::EventPlan;

/// How long one waits for another who writes: the uploader's turn takes milliseconds.
const BUSY: Duration = Duration::from_secs(5);

const MIGRATIONS: [(i64, &str, &str); 2] = [
    (1, "journal", include_str!("migrations/0001_journal.sql")),
    (2, "half hours", include_str!("migrations/0002_half_hours.sql")),
];

impl Journal {
    /// Opens the journal in `folder` to record in it. A broken file is set aside and a fresh one started; the second
    /// value says so.
    ///
    /// # Errors
    /// `InUse` if another process records there; if the folder cannot be written; if a newer Établi wrote the file.
    pub async fn open(folder: &Path, limits: Limits) -> Result<(Self, Option<SetAside>), JournalError> {
        fs::create_dir_all(folder)?;
        let lock = Lock::take(folder)?;
        let mut aside = None;
        let found = match sound(folder).await {
            Err(error) if error.is_corrupt() => {
                aside = Some(files::set_aside(folder, error.to_string())?);
                sound(folder).await?
            }
            opened => opened?,
        };
        Ok((found.into_journal(folder, limits, Some(lock)), aside))
    }

    /// Opens the journal beside whoever records in it: to look, or to seal.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub async fn beside(folder: &Path, limits: Limits) -> Result<Self, JournalError> {
        let there = fs::metadata(folder.join(FILE))?.is_file();
        if !there {
            return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput).into());
        }
        let found = Found::read(open_database(folder).await?).await?;
        Ok(found.into_journal(folder, limits, None))
    }

    /// Puts a journal that broke while it was open out of the way, and goes on with a fresh one and the same plans.
    ///
    /// # Errors
    /// `Busy` while somebody else has it open, too; if no fresh one can be made.
    pub async fn start_afresh(self, why: String) -> Result<(Self, SetAside), JournalError> {
        let Self {
            connection,
            folder,
            limits,
            plans,
            _lock: lock,
            ..
        } = self;
        connection.close().await;
        let aside = files::set_aside(&folder, why)?;
        let mut fresh = sound(&folder).await?.into_journal(&folder, limits, lock);
        for plan in plans.into_values() {
            fresh.agree(&plan).await?;
        }
        Ok((fresh, aside))
    }

    /// Takes a new connection to the same file.
    pub(super) async fn reconnect(&mut self) -> Result<(), JournalError> {
        let fresh = open_database(&self.folder).await?;
        std::mem::replace(&mut self.connection, fresh).close().await;
        Ok(())
    }

    /// Lets go of the file in order.
    pub async fn close(self) {
        self.connection.close().await;
    }
}

/// What an open database says at first.
struct Found {
    connection: Database,
    plans: BTreeMap<String, EventPlan>,
    seen: Option<i64>,
}

impl Found {
    async fn read(mut connection: Database) -> Result<Self, JournalError> {
        let plans = rows::plans(&mut connection).await?;
        let seen = rows::mark(&mut connection, CLOCK_MARK).await?;
        Ok(Self {
            connection,
            plans,
            seen,
        })
    }

    fn into_journal(self, folder: &Path, limits: Limits, lock: Option<Lock>) -> Journal {
        Journal {
            connection: self.connection,
            folder: folder.to_owned(),
            limits,
            plans: self.plans,
            seen: self.seen,
            _lock: lock,
        }
    }
}

/// Opens the database and looks it through.
async fn sound(folder: &Path) -> Result<Found, JournalError> {
    let mut connection = open_database(folder).await?;
    let told = sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)").fetch_one(&mut *connection);
    match told.await {
        Ok(told) if told == "ok" => Found::read(connection).await,
        told => {
            connection.close().await;
            Err(told.map_or_else(Into::into, JournalError::Damaged))
        }
    }
}

/// A connection to the journal's database. While there is one, the files stay where they are.
#[derive(Debug)]
pub struct Database {
    // Dropped first.
    connection: SqliteConnection,
    _user: User,
}

impl Deref for Database {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Database {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}

impl Database {
    /// Waits until SQLite has let go of the file. What was committed is kept; that it could not tidy up in a file that is
    /// broken, or on a disk that is full, is no news.
    pub async fn close(self) {
        let _ = self.connection.close().await;
    }
}

/// A connection to the journal's database in `folder`, made if it is not there, with its tables as they are today.
///
/// Write-ahead log and full synchronisation: what was committed survives a power cut. Secure deletion: what was deleted
/// is overwritten. Temporary tables, which a `VACUUM` copies the rows into, stay in memory.
///
/// # Errors
/// If it cannot be opened, is broken, or was written by a newer Établi.
pub async fn open_database(folder: &Path) -> Result<Database, JournalError> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .create_if_missing(true)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging();
    let user = User::enter(folder)?;
    let mut connection = Database {
        connection: options.connect().await?,
        _user: user,
    };
    let Err(error) = migrator().run(&mut *connection).await else {
        return Ok(connection);
    };
    connection.close().await;
    Err(match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) | MigrateError::VersionTooNew(..) => {
            JournalError::Newer
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        error => sqlx::Error::Migrate(Box::new(error)).into(),
    })
}

fn migrator() -> Migrator {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(
            version,
            Cow::Borrowed(name),
            MigrationType::Simple,
            sqlx::SqlStr::from_static(sql),
            false,
        )
    };
    let mut migrator = Migrator::with_migrations(MIGRATIONS.map(migration).to_vec());
    // SQLite locks the file itself.
    migrator.set_locking(false);
    migrator
}

//! The journal's files: who may record in a folder, and what becomes of a file that is broken.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::JournalError;

/// Name of the database in the kiosk's folder.
pub const FILE: &str = "engagement.sqlite";

/// Locked by the one who records.
pub const LOCK: &str = "engagement.lock";

/// Broken files may hold rows: they are kept for someone to look at as long as sealed rows might be, not longer.
const SET_ASIDE_KEPT: Duration = Duration::from_secs(72 * 3600);

/// Shared by everyone who has the database open, the recorder, the uploader, a command.
const USERS: &str = "engagement.users";

/// How long the last to let go of a database may take to close it.
const CLOSING: Duration = Duration::from_secs(1);

/// How often, and for how long in all, a lock is tried: the kiosk that ran before may be ending just now.
const TRIES: u32 = 50;
const TRY_AGAIN: Duration = Duration::from_millis(20);

const BROKEN: &str = ".corrupt-";

/// Held for as long as this journal is recorded in; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// # Errors
    /// `InUse` if another process records in this folder.
    pub(super) fn take(folder: &Path) -> Result<Self, JournalError> {
        let file = exclusive(&folder.join(LOCK))?;
        let file = file.ok_or_else(|| JournalError::InUse(folder.to_owned()))?;
        Ok(Self { _file: file })
    }
}

/// Held by everyone for as long as they have the database open.
#[derive(Debug)]
pub(super) struct User {
    _file: File,
}

impl User {
    pub(super) fn enter(folder: &Path) -> io::Result<Self> {
        let file = open_lock(&folder.join(USERS))?;
        file.lock_shared()?;
        Ok(Self { _file: file })
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

/// `None` if somebody else holds it.
fn exclusive(path: &Path) -> io::Result<Option<File>> {
    let file = open_lock(path)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(TRY_AGAIN),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

/// A broken database that was put out of the way, for staff to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it is now.
    pub path: PathBuf,
    /// What SQLite said.
    pub why: String,
}

/// Renames the database and its write-ahead log, and removes its index, which belongs to no other.
///
/// Nobody may have it open: as SQLite closes a database it removes its log by name, and would remove the one of the
/// database that took its place (<https://www.sqlite.org/howtocorrupt.html>, 2.4).
///
/// # Errors
/// `Busy` if somebody has it open: then again later; or if the folder cannot be written.
pub(super) fn set_aside(folder: &Path, why: String) -> Result<SetAside, JournalError> {
    let _alone = exclusive(&folder.join(USERS))?.ok_or(JournalError::Busy)?;
    std::thread::sleep(CLOSING);
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let free = |n: &u32| {
        let name = format!("{FILE}{BROKEN}{}-{n}", since.as_secs());
        !folder.join(&name).exists() && !folder.join(format!("{name}-wal")).exists()
    };
    let name = (0..)
        .find(free)
        .map(|n| format!("{FILE}{BROKEN}{}-{n}", since.as_secs()));
    let name = name.ok_or(io::Error::from(io::ErrorKind::AlreadyExists))?;
    let path = folder.join(&name);
    for (from, to) in [
        (FILE.to_owned(), name.clone()),
        (format!("{FILE}-wal"), format!("{name}-wal")),
    ] {
        absent_is_fine(fs::rename(folder.join(from), folder.join(to)))?;
    }
    absent_is_fine(fs::remove_file(folder.join(format!("{FILE}-shm"))))?;
    Ok(SetAside { path, why })
}

/// Broken databases that were set aside here and not removed yet.
///
/// # Errors
/// If the folder cannot be read.
pub fn set_aside_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let end = name.to_str().and_then(|name| name.strip_prefix(FILE));
        if end.is_some_and(|end| end.starts_with(BROKEN)) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Removes the broken files that nobody looked at.
pub(super) fn remove_old(folder: &Path, now: SystemTime) -> io::Result<u32> {
    let mut removed = 0;
    for path in set_aside_in(folder)? {
        if is_old(&fs::metadata(&path)?, now) {
            absent_is_fine(fs::remove_file(path))?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// A file from the future is from a clock that was wrong: who knows how old it is.
fn is_old(file: &fs::Metadata, now: SystemTime) -> bool {
    let age = file
        .modified()
        .ok()
        .and_then(|modified| now.duration_since(modified).ok());
    age.is_none_or(|age| age >= SET_ASIDE_KEPT)
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

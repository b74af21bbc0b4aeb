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
        let path = folder.join(LOCK);
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(JournalError::InUse(folder.to_owned())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
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
pub(super) fn set_aside(folder: &Path, why: String) -> io::Result<SetAside> {
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
    let name = name.ok_or(io::ErrorKind::AlreadyExists)?;
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

/// Removes the broken files that nobody looked at.
pub(super) fn remove_old(folder: &Path, now: SystemTime) -> io::Result<u32> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let ours = name
            .to_str()
            .is_some_and(|name| name.starts_with(FILE) && name[FILE.len()..].starts_with(BROKEN));
        if ours && is_old(&entry.metadata()?, now) {
            absent_is_fine(fs::remove_file(entry.path()))?;
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

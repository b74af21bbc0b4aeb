//! One file and what is kept beside it, changed so that whoever is cut off leaves the old or the new one whole.
//!
//! ```text
//! kiosk.ron                     what counts
//! kiosk.ron.bon                 the last good one, which the kiosk uses where kiosk.ron cannot be read
//! kiosk.ron.avant               what undoing brings back
//! kiosk.ron.casse-2026-11-26    what could not be read, and was put aside
//! ```

use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::error::DeskError;
use crate::{
    config::{file_name, last_good, last_good::beside, read},
    kit::store::disk::{Disk, replace, replace_private},
};

/// How the name of the file before goes on.
const BEFORE: &str = ".avant";

/// More files put aside on one day are none that staff wanted to keep.
const ASIDE_MAX: usize = 99;

/// A file that is changed.
pub(super) struct Shelf<'a> {
    pub(super) path: &'a Path,
    pub(super) disk: &'a dyn Disk,
}

impl Shelf<'_> {
    pub(super) fn file(&self) -> String {
        file_name(self.path)
    }

    /// What is there; `None` where nothing is.
    pub(super) fn bytes(&self) -> Result<Option<Vec<u8>>, DeskError> {
        self.read(self.path)
    }

    pub(super) fn good(&self) -> Result<Option<Vec<u8>>, DeskError> {
        self.read(&last_good::path_of(self.path))
    }

    pub(super) fn before(&self) -> Result<Option<Vec<u8>>, DeskError> {
        self.read(&beside(self.path, BEFORE))
    }

    fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, DeskError> {
        match read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed(error)),
        }
    }

    pub(super) fn failed(&self, source: io::Error) -> DeskError {
        let file = self.file();
        DeskError::Disk { file, source }
    }

    /// The file is to hold `new`, and to have held `old` before.
    pub(super) fn write(&self, old: Option<&[u8]>, new: &[u8]) -> Result<(), DeskError> {
        self.change(old, new)?;
        self.keep_if_it_can(new);
        Ok(())
    }

    /// Last of all: until it is there, the good one before it does as well, and what was asked for is done.
    fn keep_if_it_can(&self, good: &[u8]) {
        let _ = replace(self.disk, &last_good::path_of(self.path), good);
    }

    /// The same, for a file of which no last good one is kept.
    pub(super) fn change(&self, old: Option<&[u8]>, new: &[u8]) -> Result<(), DeskError> {
        let change = || -> io::Result<()> {
            if let Some(folder) = self.path.parent() {
                self.disk.make_folder(folder)?;
            }
            if let Some(old) = old {
                replace(self.disk, &beside(self.path, BEFORE), old)?;
            }
            replace(self.disk, self.path, new)
        };
        change().map_err(|error| self.failed(error))
    }

    /// The same, for what nobody else may read; what it held before is not kept.
    pub(super) fn write_private(&self, new: &[u8]) -> Result<(), DeskError> {
        let write = || -> io::Result<()> {
            replace_private(self.disk, self.path, new)?;
            replace_private(self.disk, &last_good::path_of(self.path), new)
        };
        write().map_err(|error| self.failed(error))
    }

    /// Keeps `bytes`, which are known to be good, as the last good ones.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<(), DeskError> {
        if self.good()?.as_deref() == Some(bytes) {
            return Ok(());
        }
        replace(self.disk, &last_good::path_of(self.path), bytes).map_err(|error| self.failed(error))
    }

    /// The file and the one before it change places.
    pub(super) fn swap(&self, now: &[u8], before: &[u8]) -> Result<(), DeskError> {
        let other = beside(self.path, BEFORE);
        let swap = || -> io::Result<()> {
            if !self.disk.exchange(self.path, &other)? {
                replace(self.disk, self.path, before)?;
                replace(self.disk, &other, now)?;
            }
            if let Some(folder) = self.path.parent() {
                self.disk.sync_folder(folder)?;
            }
            self.keep_if_it_can(before);
            Ok(())
        };
        swap().map_err(|error| self.failed(error))
    }

    /// Keeps `bytes` under a name that says on which day they could not be read; where they lie now.
    pub(super) fn put_aside(&self, bytes: &[u8], day: Date) -> Result<PathBuf, DeskError> {
        let name = |count| match count {
            1 => beside(self.path, &format!(".casse-{day}")),
            count => beside(self.path, &format!(".casse-{day}-{count}")),
        };
        let free = (1..=ASIDE_MAX).map(name).find(|path| path.symlink_metadata().is_err());
        let aside = free.unwrap_or_else(|| name(ASIDE_MAX));
        replace(self.disk, &aside, bytes).map_err(|error| self.failed(error))?;
        Ok(aside)
    }

    /// The file goes; undoing brings it back.
    pub(super) fn remove(&self) -> Result<(), DeskError> {
        let remove = || -> io::Result<()> {
            self.disk.rename(self.path, &beside(self.path, BEFORE))?;
            self.disk.remove_file(&last_good::path_of(self.path))?;
            match self.path.parent() {
                Some(folder) => self.disk.sync_folder(folder),
                None => Ok(()),
            }
        };
        remove().map_err(|error| self.failed(error))
    }

    /// What was removed comes back.
    pub(super) fn restore(&self, before: &[u8]) -> Result<(), DeskError> {
        let restore = || -> io::Result<()> {
            self.disk.rename(&beside(self.path, BEFORE), self.path)?;
            self.keep_if_it_can(before);
            Ok(())
        };
        restore().map_err(|error| self.failed(error))
    }
}

//! Where staff change settings and events: read with what there is to say about them, checked as if written by hand, and
//! written whole or not at all. Comments of those who write by hand stay, and what they wrote is never lost in silence.

mod align;
mod changing;
mod edit;
mod error;
mod events;
mod forms;
mod shelf;
#[cfg(test)]
mod tests;
mod tree;
mod value;
mod whole;

use std::{
    collections::BTreeMap,
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

pub use error::{Changed, DeskError};
pub use events::{EventSummary, NewEvent, templates};
pub use whole::{good_text, is_readable, text_field, with_text_field};

use self::{
    forms::{EventForm, KioskForm},
    shelf::Shelf,
};
use super::{EventDraft, KioskConfig, StaffLock, file_name, is_id, staff};
use crate::{
    finding::Finding,
    kit::store::disk::{Disk, RealDisk},
};

/// A file as it was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet<T> {
    /// It can be read; what is wrong in it costs the value it is about.
    Good {
        content: T,
        findings: Vec<Finding>,
    },
    /// It cannot be read as a whole; the kiosk uses the last good one, if there is one.
    Broken {
        findings: Vec<Finding>,
        last_good: Option<T>,
    },
    Absent {
        last_good: Option<T>,
    },
}

impl<T> Sheet<T> {
    /// What counts: what the file says, else what the last good one said.
    pub fn content(&self) -> Option<&T> {
        match self {
            Self::Good { content, .. } => Some(content),
            Self::Broken { last_good, .. } | Self::Absent { last_good } => last_good.as_ref(),
        }
    }

    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Good { findings, .. } | Self::Broken { findings, .. } => findings,
            Self::Absent { .. } => &[],
        }
    }
}

/// The right to write, until it is dropped.
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // Closing it would do, but for a child process that was begun meanwhile and has not yet let go of its copy.
        let _ = self.0.unlock();
    }
}

/// What is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Kiosk,
    Event(String),
}

/// The files in the folder `config` of one kiosk, and what they were when they were read here: who changed one since then
/// is not overwritten.
pub struct Desk<'a> {
    config: PathBuf,
    disk: &'a dyn Disk,
    seen: BTreeMap<PathBuf, Option<Vec<u8>>>,
}

impl Desk<'static> {
    /// The desk of the kiosk whose `config/` lies in `home`.
    pub fn open(home: &Path) -> Self {
        Self::on(&RealDisk, home)
    }
}

impl<'a> Desk<'a> {
    /// The same, on any disk.
    pub fn on(disk: &'a dyn Disk, home: &Path) -> Self {
        Self {
            config: home.join("config"),
            disk,
            seen: BTreeMap::new(),
        }
    }

    /// Reads `kiosk.ron`.
    ///
    /// # Errors
    /// If it is there and cannot be opened.
    pub fn kiosk(&mut self) -> Result<Sheet<KioskConfig>, DeskError> {
        self.look::<KioskForm>(&self.path(&Page::Kiosk)?)
    }

    /// Reads an event.
    ///
    /// # Errors
    /// If `id` is no name of an event, or if the file is there and cannot be opened.
    pub fn event(&mut self, id: &str) -> Result<Sheet<EventDraft>, DeskError> {
        self.look::<EventForm>(&self.path(&Page::Event(id.to_owned()))?)
    }

    /// Changes in `kiosk.ron` what is not as in `config`, and says what staff should know about the result.
    ///
    /// # Errors
    /// If it changed since it was read, cannot be read, would have errors, or does not go to the disk: it is then as it
    /// was.
    pub fn save_kiosk(&mut self, config: &KioskConfig) -> Result<Vec<Finding>, DeskError> {
        self.save::<KioskForm>(&Page::Kiosk, config)
    }

    /// The same for an event, which may be new.
    ///
    /// # Errors
    /// As for `kiosk.ron`.
    pub fn save_event(&mut self, id: &str, draft: &EventDraft) -> Result<Vec<Finding>, DeskError> {
        self.save::<EventForm>(&Page::Event(id.to_owned()), draft)
    }

    /// Writes the lock of the staff panel, for nobody else to read; the one before is not kept.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn save_staff(&self, lock: &StaffLock) -> Result<(), DeskError> {
        let _held = self.lock()?;
        let path = self.config.join("staff.ron");
        self.shelf(&path).write_private(staff::staff_text(lock).as_bytes())
    }

    /// Puts a file aside that cannot be read, and writes one that says `config`: made from the last good one, else from
    /// the one the kiosk was shipped with. Where the broken one lies now.
    ///
    /// # Errors
    /// If it can be read, or as for [`Self::save_kiosk`].
    pub fn replace_broken_kiosk(&mut self, config: &KioskConfig, today: Date) -> Result<PathBuf, DeskError> {
        self.replace_broken::<KioskForm>(&Page::Kiosk, config, today)
    }

    /// The same for an event.
    ///
    /// # Errors
    /// As for [`Self::replace_broken_kiosk`].
    pub fn replace_broken_event(&mut self, id: &str, draft: &EventDraft, today: Date) -> Result<PathBuf, DeskError> {
        self.replace_broken::<EventForm>(&Page::Event(id.to_owned()), draft, today)
    }

    /// Brings back what was there before the last change; doing it twice changes nothing.
    ///
    /// # Errors
    /// If there is nothing to undo, or as for [`Self::save_kiosk`].
    pub fn undo(&mut self, page: &Page) -> Result<(), DeskError> {
        match page {
            Page::Kiosk => self.undo_form::<KioskForm>(page),
            Page::Event(_) => self.undo_form::<EventForm>(page),
        }
    }

    /// Whether [`Self::undo`] has something to bring back.
    pub fn can_undo(&self, page: &Page) -> bool {
        let before = self.path(page).and_then(|path| self.shelf(&path).before());
        matches!(before, Ok(Some(_)))
    }

    /// Keeps the settings and the event in use as the last good ones, if they have no errors: also what was written by
    /// hand is a good one once a kiosk has started with it.
    ///
    /// # Errors
    /// If the disk does not take them.
    pub fn keep_good(&self, event: Option<&str>) -> Result<(), DeskError> {
        self.keep_form::<KioskForm>(&Page::Kiosk)?;
        match event.filter(|id| is_id(id)) {
            Some(id) => self.keep_form::<EventForm>(&Page::Event(id.to_owned())),
            None => Ok(()),
        }
    }

    fn path(&self, page: &Page) -> Result<PathBuf, DeskError> {
        match page {
            Page::Kiosk => Ok(self.config.join("kiosk.ron")),
            Page::Event(id) if is_id(id) => Ok(self.config.join("events").join(format!("{id}.ron"))),
            Page::Event(id) => Err(DeskError::BadName { name: id.clone() }),
        }
    }

    fn shelf<'b>(&'b self, path: &'b Path) -> Shelf<'b> {
        let disk = self.disk;
        Shelf { path, disk }
    }

    /// Held while something is written: by one program at a time.
    fn lock(&self) -> Result<Held, DeskError> {
        let path = self.config.join(".etabli.lock");
        let failed = |source| DeskError::Disk {
            file: file_name(&path),
            source,
        };
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Held(file)),
            Err(TryLockError::WouldBlock) => Err(DeskError::Busy),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

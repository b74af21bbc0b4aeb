//! How folders change places, and how a change that was cut off comes to its end.
//!
//! Before anything moves, `installed.ron` says what is about to; afterwards it says what is. In between, the content of
//! the folder that is played tells on which side of the step the power went.

use std::{fs, io, path::Path};

use super::{Change, Place, Record, Shelf, State, Store};
use crate::kit::pack::folder::content_of;

impl Store<'_> {
    /// Says what is about to happen.
    pub(super) fn announce(&mut self, change: Change) -> io::Result<()> {
        self.state.under_way = Some(change);
        self.save()
    }

    /// Makes `change`: the folder at `from` is played from now on.
    pub(super) fn put(&mut self, id: &str, from: &Path, change: Change) -> io::Result<()> {
        self.announce(change)?;
        self.swap(id, from)?;
        self.settle()?;
        self.sweep()
    }

    /// Puts the folder at `from` where the kit is played from. What was there is then at `from`, or among the replaced.
    pub(super) fn swap(&self, id: &str, from: &Path) -> io::Result<()> {
        let live = self.live(id);
        if live.is_dir() && !self.disk.exchange(from, &live)? {
            self.disk.make_folder(&self.place(Place::Replaced))?;
            let replaced = self.hidden(Place::Replaced, id);
            self.disk.remove_folder(&replaced)?;
            self.disk.rename(&live, &replaced)?;
            // Cut off here, the next to come finds nothing to play and puts the new version there.
            self.disk.rename(from, &live)?;
        } else if !live.is_dir() {
            self.disk.rename(from, &live)?;
        }
        self.disk.sync_folder(&self.kits)?;
        match from.parent() {
            Some(folder) => self.disk.sync_folder(folder),
            None => Ok(()),
        }
    }

    /// Brings the change that was announced to its end, once the folders have changed places.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        match self.state.under_way.clone() {
            None => return Ok(()),
            Some(Change::Receive { id, record }) => {
                self.state.kits.entry(id).or_default().waiting = Some(record);
            }
            Some(Change::TakeIn { id, record, replaces }) => {
                for place in [Place::Waiting, Place::Replaced] {
                    let old = self.hidden(place, &id);
                    if old.is_dir() {
                        self.keep(&id, &old)?;
                    }
                }
                let shelf = self.state.kits.entry(id).or_default();
                // A kit whose folder was removed by hand keeps the version before that.
                let previous = replaces.or_else(|| shelf.previous.take());
                *shelf = Shelf {
                    live: Some(record),
                    previous,
                    ..Shelf::default()
                };
            }
            Some(Change::Rollback { id, record, replaces }) => {
                let old = self.hidden(Place::Replaced, &id);
                if old.is_dir() {
                    self.keep(&id, &old)?;
                }
                let shelf = self.state.kits.entry(id).or_default();
                shelf.live = Some(record);
                shelf.previous = replaces;
                shelf.asked = None;
            }
            Some(Change::Remove { id }) => {
                self.discard(&self.live(&id), &id)?;
                self.discard(&self.hidden(Place::Previous, &id), &format!("{id}.previous"))?;
                self.discard(&self.hidden(Place::Waiting, &id), &format!("{id}.waiting"))?;
                self.disk.sync_folder(&self.kits)?;
                self.state.kits.remove(&id);
            }
        }
        self.state.under_way = None;
        self.save()
    }

    /// Has the version that came in wait for its trial, in place of any that waited before.
    pub(super) fn let_wait(&self, id: &str) -> io::Result<()> {
        let (incoming, waiting) = (self.hidden(Place::Incoming, id), self.hidden(Place::Waiting, id));
        self.disk.make_folder(&self.place(Place::Waiting))?;
        self.discard(&waiting, id)?;
        self.disk.rename(&incoming, &waiting)?;
        self.disk.sync_folder(&self.place(Place::Waiting))
    }

    /// Keeps the folder at `old` as the version to go back to; the one before it goes.
    fn keep(&self, id: &str, old: &Path) -> io::Result<()> {
        self.disk.make_folder(&self.place(Place::Previous))?;
        let previous = self.hidden(Place::Previous, id);
        self.discard(&previous, id)?;
        self.disk.rename(old, &previous)?;
        self.disk.sync_folder(&self.place(Place::Previous))
    }

    /// Takes a folder away in one step; it is removed for good later.
    fn discard(&self, folder: &Path, name: &str) -> io::Result<()> {
        if !folder.is_dir() {
            return Ok(());
        }
        self.disk.make_folder(&self.place(Place::Trash))?;
        let trash = self.place(Place::Trash).join(name);
        self.disk.remove_folder(&trash)?;
        self.disk.rename(folder, &trash)
    }

    /// Finishes the change that was cut off if the new version had taken its place, else forgets it; removes leftovers.
    pub(super) fn recover(&mut self) -> io::Result<()> {
        match self.state.under_way.clone() {
            None => {}
            Some(Change::Receive { id, record }) => {
                let waiting = self.hidden(Place::Waiting, &id);
                if !waiting.is_dir() && self.hidden(Place::Incoming, &id).is_dir() {
                    // Between two renames: what came in was whole before the change was announced.
                    self.let_wait(&id)?;
                }
                self.settle_if(&waiting, &record)?;
            }
            Some(Change::TakeIn { id, record, .. }) => self.resume(&id, &record, Place::Waiting)?,
            Some(Change::Rollback { id, record, .. }) => self.resume(&id, &record, Place::Previous)?,
            // Whatever is left of it is gone on with.
            Some(Change::Remove { .. }) => self.settle()?,
        }
        self.sweep()
    }

    fn resume(&mut self, id: &str, record: &Record, from: Place) -> io::Result<()> {
        let (live, from) = (self.live(id), self.hidden(from, id));
        if !live.is_dir() && from.is_dir() {
            // Between two renames: what waits was whole before the change was announced.
            self.swap(id, &from)?;
        }
        self.settle_if(&live, record)
    }

    /// Ends the change under way if `folder` is as it should be after it; else nothing has happened.
    fn settle_if(&mut self, folder: &Path, record: &Record) -> io::Result<()> {
        if content_of(folder).is_ok_and(|content| content == record.content) {
            self.settle()
        } else {
            self.state.under_way = None;
            self.save()
        }
    }

    /// Removes what no change under way needs.
    pub(super) fn sweep(&self) -> io::Result<()> {
        for place in [Place::Incoming, Place::Replaced, Place::Trash] {
            let folder = self.place(place);
            if fs::exists(&folder)? {
                self.disk.remove_folder(&folder)?;
            }
        }
        Ok(())
    }

    /// After an error in the middle: as if the next to come were here already. The error is the one to tell.
    pub(super) fn put_right(&mut self) {
        let path = self.kits.join(super::HIDDEN).join("installed.ron");
        if let Ok(state) = State::read(&path) {
            self.state = state;
            // What cannot be put right now is put right at the next start.
            let _ = self.recover();
        }
    }
}

//! From the files of a kit, copied from another kiosk, to a kit that is played here: whole, checked, and not yet proven.

use std::collections::BTreeSet;

use super::{Place, Record, Status, Store, receive::renamed};
use crate::{
    finding::Findings,
    kit::{
        self, Depth,
        pack::{Sha256Sum, content_hash, folder::Contents, not_written},
    },
};

/// What came of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// There was none of this name: it is played here from now on, and waits for its trial all the same.
    New,
    /// The very same is there; nothing to do.
    AlreadyThere,
    /// This version is there, with another content, and stays.
    OtherVersion(String),
}

impl Store<'_> {
    /// Has the kit `id`, made of these files, played here if there is none of that name. `file` is the name findings about
    /// its content carry. Nobody has signed what came this way: it counts as copied by hand.
    ///
    /// # Errors
    /// If it is no kit that can be played, or does not go to the disk: nothing has changed then.
    pub fn adopt(&mut self, id: &str, contents: &Contents, file: &str) -> Result<Adopted, Findings> {
        let sums: Vec<_> = contents
            .iter()
            .map(|(name, bytes)| (name.as_str(), Sha256Sum::of(bytes)))
            .collect();
        let content = content_hash(sums);
        if let Some(live) = self.record_of_live(id) {
            return Ok(if live.content == content {
                Adopted::AlreadyThere
            } else {
                Adopted::OtherVersion(live.version)
            });
        }
        let done = self.try_adopt(id, contents, content, file);
        if done.is_err() {
            self.put_right();
        }
        done
    }

    fn try_adopt(
        &mut self,
        id: &str,
        contents: &Contents,
        content: Sha256Sum,
        file: &str,
    ) -> Result<Adopted, Findings> {
        let incoming = self.hidden(Place::Incoming, id);
        self.lay_out(contents, id).map_err(|error| not_written(&error))?;
        let (kit, findings) = kit::kit_from_folder(&incoming, Depth::Full);
        let Some(kit) = kit.filter(|kit| kit.id() == id) else {
            return Err(renamed(findings, &incoming, file));
        };
        let record = Record {
            version: kit.version().to_owned(),
            publisher: None,
            content,
            status: Status::EnAttente,
        };
        let place = || {
            // Cut off after this, it is a kit that was copied by hand: what it is all the same.
            self.swap(id, &incoming)?;
            self.state.kits.entry(id.to_owned()).or_default().live = Some(record);
            self.save()?;
            self.sweep()
        };
        place().map_err(|error| not_written(&error))?;
        Ok(Adopted::New)
    }

    /// Writes the files among what comes in, and waits until the disk has them.
    fn lay_out(&self, contents: &Contents, id: &str) -> std::io::Result<()> {
        let folder = self.hidden(Place::Incoming, id);
        self.disk.remove_folder(&folder)?;
        self.disk.make_folder(&folder)?;
        let mut folders = BTreeSet::from([folder.clone()]);
        for (name, bytes) in contents {
            let path = folder.join(name);
            let above = path.parent().unwrap_or(&folder);
            self.disk.make_folder(above)?;
            folders.extend(above.ancestors().take_while(|above| *above != folder).map(Into::into));
            let mut file = self.disk.create(&path)?;
            self.disk.write(&mut file, bytes)?;
            self.disk.sync(&file)?;
        }
        // The innermost first.
        for folder in folders.iter().rev() {
            self.disk.sync_folder(folder)?;
        }
        self.disk.sync_folder(&self.place(Place::Incoming))
    }
}

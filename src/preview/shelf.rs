//! Where the last good version of the kit stands and is played from, whatever becomes of the author's files.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use uuid::Uuid;

use crate::kit::{Kit, Reading};

/// A folder of kits of this preview's own; it goes with it.
#[derive(Debug)]
pub struct Shelf {
    kits: PathBuf,
}

impl Shelf {
    /// # Errors
    /// If no folder can be made where the system keeps passing files.
    pub fn new() -> io::Result<Self> {
        let kits = std::env::temp_dir().join(format!("etabli-kit-play-{}", Uuid::new_v4()));
        fs::create_dir(&kits)?;
        Ok(Self { kits })
    }

    /// The folder that holds the kit's.
    pub fn kits(&self) -> &Path {
        &self.kits
    }

    /// Keeps the files of a kit that passed; the names of those that are new or others than before.
    ///
    /// # Errors
    /// If a file cannot be written: the disk is full.
    pub fn keep(&self, kit: &Kit, reading: &Reading) -> io::Result<BTreeSet<String>> {
        let folder = self.kits.join(kit.id());
        let mut changed = BTreeSet::new();
        let files = reading.files.names().filter_map(|name| {
            let bytes = reading.files.get(name)?.ok()?;
            Some((name, bytes))
        });
        for (name, bytes) in files.chain([("kit.ron", reading.text.as_slice())]) {
            let path = folder.join(name);
            if fs::read(&path).is_ok_and(|kept| kept == bytes) {
                continue;
            }
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            // Beside and renamed: the engine may be reading it.
            let beside = path.with_extension("new");
            fs::write(&beside, bytes)?;
            fs::rename(&beside, &path)?;
            changed.insert(name.to_owned());
        }
        Ok(changed)
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // What cannot be removed is swept by the system with its other passing files.
        let _ = fs::remove_dir_all(&self.kits);
    }
}

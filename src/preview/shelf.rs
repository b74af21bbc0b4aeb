//! Where the last good version of the kit stands and is played from, whatever becomes of the author's files.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    process,
};

use uuid::Uuid;

use crate::kit::{Kit, Reading};

/// Begins the names of these folders; the number of the process follows.
const NAME: &str = "etabli-kit-play-";

/// A folder of kits of this preview's own; it goes with it.
#[derive(Debug)]
pub struct Shelf {
    kits: PathBuf,
}

impl Shelf {
    /// # Errors
    /// If no folder can be made where the system keeps passing files.
    pub fn new() -> io::Result<Self> {
        let passing = std::env::temp_dir();
        sweep(&passing);
        let kits = passing.join(format!("{NAME}{}-{}", process::id(), Uuid::new_v4()));
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

/// Removes what previews left that were cut off.
fn sweep(passing: &Path) {
    // Without a /proc nobody can tell who still runs; the system sweeps there.
    let Some(entries) = fs::read_dir(passing).ok().filter(|_| Path::new("/proc/self").exists()) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|name| name.strip_prefix(NAME)?.split('-').next());
        if owner.is_some_and(|owner| !Path::new("/proc").join(owner).exists()) {
            // Somebody else's: theirs to remove.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next preview.
        let _ = fs::remove_dir_all(&self.kits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{Depth, read_kit};

    #[test]
    fn only_what_differs_is_written_again_and_all_goes_with_the_shelf() {
        let reading = read_kit(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure"),
            Depth::Quick,
        );
        let kit = reading.kit.clone().expect("it passes");
        let shelf = Shelf::new().expect("room");
        let first = shelf.keep(&kit, &reading).expect("kept");
        assert!(
            first.contains("kit.ron") && first.contains(&kit.intro().cover),
            "{first:?}"
        );
        assert_eq!(shelf.keep(&kit, &reading).expect("kept"), BTreeSet::new());
        let mut other = reading.clone();
        other.text.extend(b"// more");
        let second = shelf.keep(&kit, &other).expect("kept");
        assert_eq!(second, BTreeSet::from(["kit.ron".to_owned()]));
        let kits = shelf.kits().to_owned();
        drop(shelf);
        assert!(!kits.exists());
    }

    #[test]
    fn what_was_left_by_who_runs_no_more_is_swept() {
        let passing = std::env::temp_dir().join(format!("etabli-test-{}-sweep", process::id()));
        let (dead, alive) = (format!("{NAME}4194999-x"), format!("{NAME}{}-x", process::id()));
        for name in [&dead, &alive] {
            fs::create_dir_all(passing.join(name)).expect("a folder");
        }
        sweep(&passing);
        if Path::new("/proc/self").exists() {
            assert!(!passing.join(dead).exists());
        }
        assert!(passing.join(alive).exists());
        fs::remove_dir_all(passing).expect("removed");
    }
}

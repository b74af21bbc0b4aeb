//! Notices which files of a kit have changed, once they lie still. Pure but for [`sight`].
//!
//! Times and sizes are compared a few times a second: a kit has a dozen files, and what the system tells of changes
//! differs between systems, network drives and editors that write beside and rename.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use crate::kit::files::ASSET_FOLDERS;

/// Editors write in two steps, and a model takes a while to be written: what changed is taken when it has been still
/// for this long.
const STILL: Duration = Duration::from_millis(300);
/// Deeper folders are not looked into.
const DEPTH_MAX: usize = 8;

/// What is seen of a file from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    pub modified: Option<SystemTime>,
    pub bytes: u64,
}

/// The files of a kit by their path in it.
pub type Sight = BTreeMap<String, Trace>;

/// Compares what is seen with what was taken.
#[derive(Clone, Debug)]
pub struct Watcher {
    taken: Sight,
    seen: Sight,
    /// Since when nothing changed.
    since: Duration,
}

impl Watcher {
    /// What was seen when the kit was first read.
    pub fn new(taken: Sight) -> Self {
        Self {
            seen: taken.clone(),
            taken,
            since: Duration::ZERO,
        }
    }

    /// Files that appeared, changed or went since the last were taken, once all have been still; nothing meanwhile.
    pub fn look(&mut self, sight: Sight, now: Duration) -> BTreeSet<String> {
        if sight != self.seen {
            self.seen = sight;
            self.since = now;
        }
        if self.seen == self.taken || now.saturating_sub(self.since) < STILL {
            return BTreeSet::new();
        }
        let both = self.seen.keys().chain(self.taken.keys());
        let changed = both.filter(|name| self.seen.get(*name) != self.taken.get(*name));
        let changed = changed.cloned().collect();
        self.taken.clone_from(&self.seen);
        changed
    }
}

/// The files that a kit is made of; a folder that cannot be read has none.
pub fn sight(folder: &Path) -> Sight {
    let mut sight = Sight::new();
    note(folder, "kit.ron", &mut sight);
    for inside in ASSET_FOLDERS {
        list(folder, inside, DEPTH_MAX, &mut sight);
    }
    sight
}

fn note(folder: &Path, name: &str, sight: &mut Sight) {
    if let Ok(about) = fs::metadata(folder.join(name)) {
        let trace = Trace {
            modified: about.modified().ok(),
            bytes: about.len(),
        };
        sight.insert(name.to_owned(), trace);
    }
}

fn list(folder: &Path, inside: &str, depth: usize, sight: &mut Sight) {
    let Ok(entries) = fs::read_dir(folder.join(inside)) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{inside}/{name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 => list(folder, &path, depth - 1, sight),
            // What editors keep beside is hidden.
            Ok(kind) if !kind.is_dir() && !name.starts_with('.') => note(folder, &path, sight),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(files: &[(&str, u64)]) -> Sight {
        let trace = |&(name, bytes): &(&str, u64)| {
            let modified = None;
            (name.to_owned(), Trace { modified, bytes })
        };
        files.iter().map(trace).collect()
    }

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_change_is_taken_once_when_it_lies_still() {
        let mut watcher = Watcher::new(seen(&[("kit.ron", 10), ("images/a.png", 5)]));
        assert!(
            watcher
                .look(seen(&[("kit.ron", 10), ("images/a.png", 5)]), at(900))
                .is_empty()
        );
        // Written in pieces: each of them starts the wait anew.
        for (bytes, millis) in [(0, 1000), (4, 1200), (12, 1400)] {
            let sight = seen(&[("kit.ron", bytes), ("images/a.png", 5)]);
            assert!(watcher.look(sight, at(millis)).is_empty(), "{bytes} bytes");
        }
        let whole = seen(&[("kit.ron", 12), ("images/a.png", 5)]);
        assert!(watcher.look(whole.clone(), at(1650)).is_empty());
        assert_eq!(
            watcher.look(whole.clone(), at(1700)),
            BTreeSet::from(["kit.ron".to_owned()])
        );
        assert!(watcher.look(whole, at(9000)).is_empty());
    }

    #[test]
    fn what_appears_and_what_goes_are_changes() {
        let mut watcher = Watcher::new(seen(&[("models/a.glb", 1)]));
        watcher.look(seen(&[("models/b.glb", 1)]), at(0));
        let changed = watcher.look(seen(&[("models/b.glb", 1)]), at(400));
        assert_eq!(
            changed.into_iter().collect::<Vec<_>>(),
            ["models/a.glb", "models/b.glb"]
        );
    }

    #[test]
    fn what_was_written_and_taken_back_meanwhile_is_no_change() {
        let mut watcher = Watcher::new(seen(&[("kit.ron", 1)]));
        watcher.look(seen(&[("kit.ron", 2)]), at(0));
        assert!(watcher.look(seen(&[("kit.ron", 1)]), at(100)).is_empty());
        assert!(watcher.look(seen(&[("kit.ron", 1)]), at(900)).is_empty());
    }
}

//! The sums of files that have not been written to since they were read: a kit is 20 MB, its file table a few lines.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use crate::kit::pack::Sha256Sum;

/// More than all files of a thousand kits; beyond it the memory begins anew.
const FILES_MAX: usize = 20_000;

/// By what the system says of a file.
pub struct Sums {
    path: PathBuf,
    /// Known from earlier runs, and those of this one.
    known: Mutex<(BTreeMap<String, Sha256Sum>, bool)>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    sum: Sha256Sum,
    files: BTreeMap<String, Sha256Sum>,
}

impl Sums {
    /// What is torn or was written by another version is forgotten.
    pub fn read(path: PathBuf) -> Self {
        let stored = fs::read(&path)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
        let files = stored
            .filter(|stored| stored.sum == sum(&stored.files))
            .map(|stored| stored.files);
        let known = files.filter(|files| files.len() <= FILES_MAX).unwrap_or_default();
        Self {
            path,
            known: Mutex::new((known, false)),
        }
    }

    /// The sum of a file's content; `None` if it is no file or cannot be read.
    pub fn of(&self, path: &Path) -> Option<Sha256Sum> {
        let before = fs::metadata(path).ok()?;
        if !before.is_file() {
            return None;
        }
        let stamp = stamp(&before);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sum) = stamp.as_ref().and_then(|stamp| known().0.get(stamp).copied()) {
            return Some(sum);
        }
        let sum = Sha256Sum::of(&fs::read(path).ok()?);
        if let Some(stamp) = stamp {
            let mut known = known();
            known.0.insert(stamp, sum);
            known.1 = true;
        }
        Some(sum)
    }

    /// Where to write what, if there is something new.
    pub fn changed(&self) -> Option<(PathBuf, String)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (files, is_new) = &*known;
        if !is_new {
            return None;
        }
        let stored = Stored {
            sum: sum(files),
            files: files.clone(),
        };
        Some((self.path.clone(), serde_json::to_string(&stored).ok()?))
    }
}

fn sum(files: &BTreeMap<String, Sha256Sum>) -> Sha256Sum {
    let lines: String = files.iter().map(|(stamp, sum)| format!("{sum}  {stamp}\n")).collect();
    Sha256Sum::of(lines.as_bytes())
}

/// A file written to a moment ago may be written to again within the same tick of the clock.
#[cfg(unix)]
const SETTLED_SECS: i64 = 2;

/// Which file, how long, when its content and when anything about it changed last; `None` while it may still change
/// unseen.
#[cfg(unix)]
fn stamp(about: &fs::Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?;
    let now = i64::try_from(now.as_secs()).ok()?;
    (about.ctime() + SETTLED_SECS < now).then(|| {
        format!(
            "{}:{}:{}:{}.{}:{}.{}",
            about.dev(),
            about.ino(),
            about.len(),
            about.mtime(),
            about.mtime_nsec(),
            about.ctime(),
            about.ctime_nsec()
        )
    })
}

/// Other systems do not say enough to be sure: files are read each time.
#[cfg(not(unix))]
fn stamp(_about: &fs::Metadata) -> Option<String> {
    None
}

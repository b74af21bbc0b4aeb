//! `quarantine.json`: the kits that took the player down, which it does not show until staff let them try again.
//!
//! The supervisor adds while no player runs, the staff panel removes while one does: never both at once.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::files;

/// Name of the file in the kiosk's data.
pub const FILE: &str = "quarantine.json";

/// Where a file that cannot be read is put before a new one takes its name.
const DAMAGED: &str = "quarantine.json.damaged";

/// Hundreds of kits are far from it, bytes.
const BYTES_MAX: u64 = 1 << 20;

/// One kit that is not shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of its folder.
    pub kit: String,
    /// For staff, in French.
    pub reason: String,
    pub since: Timestamp,
    /// How often the player stopped in it.
    pub crashes: usize,
}

impl Entry {
    pub fn new(kit: String, crashes: usize, since: Timestamp) -> Self {
        let many = if crashes > 1 { "s" } else { "" };
        Self {
            kit,
            reason: format!("{crashes}\u{a0}arrêt{many} pendant ce kit"),
            since,
            crashes,
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum QuarantineError {
    #[error("the quarantine cannot be read or written")]
    Disk(#[from] io::Error),
    #[error("the quarantine is damaged")]
    Damaged(#[from] serde_json::Error),
}

/// The kits in quarantine, by name; none where there is no file.
///
/// # Errors
/// If the file is there and says nothing that can be read.
pub fn read(data: &Path) -> Result<Vec<Entry>, QuarantineError> {
    let mut bytes = Vec::new();
    match File::open(path(data)).and_then(|file| file.take(BYTES_MAX).read_to_end(&mut bytes)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(serde_json::from_slice(&bytes)?),
    }
}

/// The names alone, for whoever has to play anyway: what cannot be read keeps no kit away, and is logged.
pub fn kits(data: &Path) -> Vec<String> {
    let entries = read(data).unwrap_or_else(|error| {
        tracing::warn!("{error}: every kit is shown");
        Vec::new()
    });
    entries.into_iter().map(|entry| entry.kit).collect()
}

/// Puts a kit in quarantine, in place of what was said of it before. A damaged file is put aside, beside.
///
/// # Errors
/// If the disk does not take it.
pub fn add(data: &Path, entry: Entry) -> Result<(), QuarantineError> {
    let mut entries = match read(data) {
        Err(QuarantineError::Damaged(_)) => {
            fs::rename(path(data), data.join(DAMAGED))?;
            Vec::new()
        }
        entries => entries?,
    };
    entries.retain(|known| known.kit != entry.kit);
    entries.push(entry);
    entries.sort_by(|a, b| a.kit.cmp(&b.kit));
    write(data, &entries)
}

/// Lets a kit try again; false if it was not in quarantine.
///
/// # Errors
/// If the file cannot be read or written: all is then as before.
pub fn remove(data: &Path, kit: &str) -> Result<bool, QuarantineError> {
    let mut entries = read(data)?;
    let before = entries.len();
    entries.retain(|entry| entry.kit != kit);
    if entries.len() == before {
        return Ok(false);
    }
    write(data, &entries)?;
    Ok(true)
}

fn write(data: &Path, entries: &[Entry]) -> Result<(), QuarantineError> {
    let mut text = serde_json::to_vec_pretty(entries)?;
    text.push(b'\n');
    Ok(files::replace(&path(data), &text)?)
}

fn path(data: &Path) -> PathBuf {
    data.join(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    fn entry(kit: &str, crashes: usize) -> Entry {
        Entry::new(kit.to_owned(), crashes, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn kits_come_and_go() {
        let data = Scratch::new();
        assert_eq!(kits(&data), [""; 0]);
        for (kit, crashes) in [("soudure", 3), ("bois", 3), ("soudure", 6)] {
            add(&data, entry(kit, crashes)).expect("written");
        }
        assert_eq!(read(&data).expect("read"), [entry("bois", 3), entry("soudure", 6)]);
        assert_eq!(entry("bois", 3).reason, "3\u{a0}arrêts pendant ce kit");
        assert!(remove(&data, "soudure").expect("written"));
        assert!(!remove(&data, "soudure").expect("read"));
        assert_eq!(kits(&data), ["bois"]);
    }

    #[test]
    fn a_damaged_file_shows_every_kit_and_is_kept_aside() {
        let data = Scratch::new();
        for damaged in ["", "[{", "{}", "[{\"kit\":1}]"] {
            fs::write(path(&data), damaged).expect("a file");
            assert!(matches!(read(&data), Err(QuarantineError::Damaged(_))), "{damaged}");
            assert_eq!(kits(&data), [""; 0]);
            assert!(remove(&data, "bois").is_err());
            add(&data, entry("bois", 3)).expect("written");
            assert_eq!(kits(&data), ["bois"]);
            assert_eq!(fs::read_to_string(data.join(DAMAGED)).expect("kept"), damaged);
        }
    }
}

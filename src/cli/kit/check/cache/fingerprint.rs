//! What the findings of a kit depend on, as one sum.

use std::{env, fmt::Write, fs, path::Path, time::UNIX_EPOCH};

use super::{super::file_of, Sums};
use crate::kit::{files::ASSET_FOLDERS, pack::Sha256Sum};

/// Kits with more files or deeper folders are checked each time.
const FILES_MAX: usize = 2000;
const DEPTH_MAX: usize = 8;

/// A kit as it was when it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(Sha256Sum);

impl Fingerprint {
    /// `None` if a file cannot be read or a link leads elsewhere: such kits are checked each time.
    pub fn of(folder: &Path, options: &str, sums: &Sums) -> Option<Self> {
        let mut text = format!("{}\n{options}\n", program());
        // Rules compare the kit's id with the name of its folder, as far as the path tells it.
        let file = file_of(folder);
        let _ = writeln!(text, "{}", file.rsplit('/').nth(1).unwrap_or_default());
        let _ = writeln!(text, "{}  kit.ron", sums.of(&folder.join("kit.ron"))?);
        let mut count = 0;
        for inside in ASSET_FOLDERS {
            if folder.join(inside).exists() {
                add(folder, inside, DEPTH_MAX, sums, &mut count, &mut text)?;
            }
        }
        Some(Self(Sha256Sum::of(text.as_bytes())))
    }

    pub fn sum(&self) -> &Sha256Sum {
        &self.0
    }
}

/// This very program: while it is being written, its version stays the same.
fn program() -> String {
    let about = env::current_exe().and_then(fs::metadata);
    let (bytes, changed) = about.map_or((0, 0), |about| {
        let changed = about
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (about.len(), changed.map_or(0, |since| since.as_nanos()))
    });
    format!("etabli {} {bytes} {changed}", env!("CARGO_PKG_VERSION"))
}

/// Adds every file below `inside`, a folder of the kit, with its content.
fn add(folder: &Path, inside: &str, depth: usize, sums: &Sums, count: &mut usize, text: &mut String) -> Option<()> {
    let mut entries: Vec<_> = fs::read_dir(folder.join(inside)).ok()?.collect::<Result<_, _>>().ok()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{inside}/{}", entry.file_name().to_str()?);
        let kind = entry.file_type().ok()?;
        *count += 1;
        if kind.is_symlink() || *count > FILES_MAX || depth == 0 {
            return None;
        }
        if kind.is_dir() {
            let _ = writeln!(text, "{path}/");
            add(folder, &path, depth - 1, sums, count, text)?;
        } else {
            let _ = writeln!(text, "{}  {path}", sums.of(&folder.join(&path))?);
        }
    }
    Some(())
}

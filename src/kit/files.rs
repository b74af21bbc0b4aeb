//! What could be read of the files a kit refers to.

use std::collections::BTreeMap;

/// Folders of a kit whose files are shown or heard, and must be credited.
pub const ASSET_FOLDERS: [&str; 3] = ["models", "images", "sounds"];

/// Largest kit, all assets together, bytes.
pub const KIT_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// Why a file of a kit could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    Missing,
    /// The folder holds it under this name, which differs in upper and lower case only: found on some systems, not on
    /// others.
    OtherCase(String),
    /// Larger than a whole kit may be, bytes.
    TooBig(u64),
    /// A link leads out of the kit's folder.
    Outside,
    Unreadable(String),
}

/// The kit's files by their path in the kit, each with its bytes or why there are none.
#[derive(Clone, Debug, Default)]
pub struct KitFiles {
    files: BTreeMap<String, Result<Vec<u8>, FileProblem>>,
    /// Whether everything in the asset folders is listed, named by the kit or not.
    is_whole: bool,
}

impl KitFiles {
    pub fn insert(&mut self, name: String, read: Result<Vec<u8>, FileProblem>) {
        self.files.insert(name, read);
    }

    /// `None` if nobody tried to read it.
    pub fn get(&self, name: &str) -> Option<Result<&[u8], &FileProblem>> {
        self.files.get(name).map(|read| read.as_ref().map(Vec::as_slice))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether every file of the asset folders is in [`KitFiles::names`].
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Bytes of all assets together.
    pub fn asset_bytes(&self) -> u64 {
        let assets = self.files.iter().filter(|(name, _)| is_in_asset_folder(name));
        assets
            .map(|(_, read)| read.as_ref().map_or(0, |bytes| bytes.len() as u64))
            .sum()
    }
}

pub fn is_in_asset_folder(name: &str) -> bool {
    name.split_once('/')
        .is_some_and(|(folder, _)| ASSET_FOLDERS.contains(&folder))
}

/// Whether `name` can only lead to a file inside the kit: relative, `/` between folders, no way up, no drive.
pub fn is_inside(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    name.split('/').all(plain) && !name.contains(['\\', ':']) && !name.chars().any(char::is_control)
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::read_folder;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::{
        fs, io,
        path::{Path, PathBuf},
    };

    use super::{ASSET_FOLDERS, FileProblem, KIT_BYTES_MAX, KitFiles, is_inside};
    use crate::kit::raw;

    /// Deeper folders are not listed.
    const DEPTH_MAX: usize = 8;
    /// More files than any kit has.
    const FILES_MAX: usize = 2000;

    /// Reads what the kit names and whatever else lies in its asset folders.
    pub fn read_folder(folder: &Path, kit: &raw::Kit) -> KitFiles {
        let mut files = KitFiles {
            is_whole: true,
            ..KitFiles::default()
        };
        let mut names = crate::kit::paths(kit);
        for asset_folder in ASSET_FOLDERS {
            list(folder, asset_folder, DEPTH_MAX, &mut names);
        }
        names.sort_unstable();
        names.dedup();
        for name in names {
            let read = read(folder, &name);
            files.insert(name, read);
        }
        files
    }

    /// Beside an output, the hash of the script that made it: no asset.
    const HASH_SUFFIX: &str = ".source";

    /// Adds the files below `inside`, a folder of `folder`; hidden ones and hashes are nobody's assets.
    fn list(folder: &Path, inside: &str, depth: usize, names: &mut Vec<String>) {
        let Ok(entries) = fs::read_dir(folder.join(inside)) else {
            return;
        };
        for entry in entries.filter_map(Result::ok) {
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if name.starts_with('.') || name.ends_with(HASH_SUFFIX) || names.len() > FILES_MAX {
                continue;
            }
            let path = format!("{inside}/{name}");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth > 0 => list(folder, &path, depth - 1, names),
                Ok(kind) if kind.is_file() || kind.is_symlink() => names.push(path),
                _ => {}
            }
        }
    }

    fn read(folder: &Path, name: &str) -> Result<Vec<u8>, FileProblem> {
        if !is_inside(name) {
            return Err(FileProblem::Outside);
        }
        let unreadable = |error: io::Error| FileProblem::Unreadable(error.to_string());
        let path = exact(folder, name)?;
        let whole = fs::canonicalize(&path).map_err(unreadable)?;
        if !fs::canonicalize(folder).is_ok_and(|folder| whole.starts_with(folder)) {
            return Err(FileProblem::Outside);
        }
        let about = fs::metadata(&whole).map_err(unreadable)?;
        if !about.is_file() {
            return Err(FileProblem::Missing);
        }
        if about.len() > KIT_BYTES_MAX {
            return Err(FileProblem::TooBig(about.len()));
        }
        fs::read(&whole).map_err(unreadable)
    }

    /// The file whose name is `name` to the letter, whatever the file system thinks of upper and lower case.
    fn exact(folder: &Path, name: &str) -> Result<PathBuf, FileProblem> {
        let (mut path, mut actual, mut same) = (folder.to_path_buf(), Vec::new(), true);
        for part in name.split('/') {
            let entries = fs::read_dir(&path).map_err(|_| FileProblem::Missing)?;
            let found: Vec<String> = entries
                .filter_map(Result::ok)
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect();
            let alike = || found.iter().find(|known| known.to_lowercase() == part.to_lowercase());
            let known = found
                .iter()
                .find(|known| *known == part)
                .or_else(alike)
                .ok_or(FileProblem::Missing)?;
            same &= known == part;
            path.push(known);
            actual.push(known.clone());
        }
        if same {
            Ok(path)
        } else {
            Err(FileProblem::OtherCase(actual.join("/")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_inside_the_kit_are_read() {
        for name in ["models/a.glb", "a", "images/été.png"] {
            assert!(is_inside(name), "{name}");
        }
        for name in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "./a",
            "C:/a",
            "a\\b",
            "a/",
            "a\0b",
        ] {
            assert!(!is_inside(name), "{name}");
        }
    }
}

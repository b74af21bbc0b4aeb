//! USB sticks that are plugged in, and the kits on them.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use crate::{
    config::Trust,
    kit::pack::{Archive, EXTENSION, PublicKey, Publisher, Sha256Sum},
};

/// Where systems put sticks.
const WHERE: [&str; 2] = ["/media/", "/run/media/"];
/// Nobody looks through more on a glass.
const ARCHIVES_MAX: usize = 50;
/// How the file ends that tells who a key belongs to, and how long such a file may be, bytes.
const PUBLISHER_EXTENSION: &str = "pub";
const PUBLISHER_BYTES: u64 = 4096;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stick {
    pub path: PathBuf,
    pub name: String,
    pub free_bytes: u64,
    pub archives: Vec<Found>,
}

/// A `.kit` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// Id and version, or why it cannot be read, in French.
    pub about: Result<String, String>,
    /// Id and content, where it can be read.
    pub holds: Option<(String, Sha256Sum)>,
    /// Who signed it, where that is nobody this kiosk trusts.
    pub stranger: Option<Stranger>,
}

/// A key that this kiosk does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    pub key: PublicKey,
    /// The file on the same stick that tells whose it says it is.
    pub introduced: Option<(PathBuf, Publisher)>,
}

/// The sticks of this machine, by name; kits are signed by someone of `trust` or by a stranger.
pub fn look(trust: &Trust) -> Vec<Stick> {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let mut sticks: Vec<Stick> = mounted(&mounts).into_iter().map(|path| stick(&path, trust)).collect();
    sticks.sort_by(|a, b| a.name.cmp(&b.name));
    sticks
}

/// The folders of the kernel's list of mounts that are sticks.
fn mounted(mounts: &str) -> Vec<PathBuf> {
    let folders = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (_device, folder) = (words.next()?, words.next()?);
        Some(unescaped(folder))
    });
    folders
        .filter(|folder| WHERE.iter().any(|place| folder.starts_with(place)))
        .map(PathBuf::from)
        .collect()
}

/// The kernel writes spaces and their like as three octal digits.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        let octal = digits.and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match octal.filter(|_| first == b'\\') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[3..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn stick(path: &Path, trust: &Trust) -> Stick {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let files = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).collect();
    files.sort();
    let of_kind = |kind| {
        files
            .iter()
            .filter(move |path| is_of_kind(path, kind))
            .take(ARCHIVES_MAX)
    };
    let publishers: Vec<(PathBuf, Publisher)> = of_kind(PUBLISHER_EXTENSION)
        .filter_map(|path| Some((path.clone(), publisher(path)?)))
        .collect();
    Stick {
        path: path.to_owned(),
        name,
        free_bytes: super::disk::room(path).0,
        archives: of_kind(EXTENSION)
            .map(|path| found(path.clone(), trust, &publishers))
            .collect(),
    }
}

fn is_of_kind(path: &Path, kind: &str) -> bool {
    let is_hidden = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let ends = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(kind));
    ends && !is_hidden && path.is_file()
}

fn publisher(path: &Path) -> Option<Publisher> {
    let mut text = String::new();
    let file = fs::File::open(path).ok()?;
    file.take(PUBLISHER_BYTES).read_to_string(&mut text).ok()?;
    Publisher::from_text(&text).ok()
}

fn found(path: PathBuf, trust: &Trust, publishers: &[(PathBuf, Publisher)]) -> Found {
    let (mut signed, mut holds) = (None, None);
    let about = match fs::File::open(&path) {
        Err(error) => Err(error.to_string()),
        Ok(file) => match Archive::open(file) {
            Ok(archive) => {
                let manifest = archive.manifest();
                signed = archive.signed();
                holds = Some((manifest.id().to_owned(), manifest.content()));
                Ok(format!("{} {}", manifest.id(), manifest.version()))
            }
            Err(findings) => Err(findings
                .sorted()
                .first()
                .map(|finding| finding.message.fr.clone())
                .unwrap_or_default()),
        },
    };
    let stranger = signed.filter(|key| trust.name_of(*key).is_none()).map(|key| Stranger {
        key,
        introduced: publishers.iter().find(|(_, publisher)| publisher.key == key).cloned(),
    });
    Found {
        path,
        about,
        holds,
        stranger,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sticks_are_sticks() {
        let mounts = "/dev/sda2 / ext4 rw 0 0\nproc /proc proc rw 0 0\n\
                      /dev/sdb1 /media/etabli/CL\u{c9}\\040SALON vfat rw 0 0\n\
                      /dev/sdc1 /run/media/etabli/KITS exfat ro 0 0\nbroken\n";
        let found = mounted(mounts);
        assert_eq!(
            found,
            ["/media/etabli/CL\u{c9} SALON", "/run/media/etabli/KITS"].map(PathBuf::from)
        );
        assert_eq!(unescaped("a\\011b\\9"), "a\tb\\9");
    }
}

//! The files of a kit's folder that go into its archive: all but the hidden ones.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{Sha256Sum, content_hash, limits, names, quoted, refusal};
use crate::{
    finding::{Code, Findings},
    language::Bilingual,
};

pub(super) const UNREADABLE: Code = Code::error("K702", "archive, fichier ou dossier qui ne se lit pas");
pub(super) const TOO_MANY: Code = Code::error("K706", "kit de plus de 1000 fichiers");
pub(super) const TOO_BIG: Code = Code::error("K707", "fichier de plus de 32 Mo");
pub(super) const TOTAL: Code = Code::error("K708", "kit de plus de 64 Mo, sources comprises");

pub(super) const CODES: &[Code] = &[UNREADABLE, TOO_MANY, TOO_BIG, TOTAL];

/// Files by their path in the kit.
pub type Contents = BTreeMap<String, Vec<u8>>;

/// Reads every file of `folder`.
///
/// # Errors
/// Links, names that do not work everywhere, too much of anything.
pub fn read(folder: &Path) -> Result<Contents, Findings> {
    let mut found = list(folder)?;
    let mut findings = Findings::default();
    names::check(found.keys().map(String::as_str), &mut findings);
    for (name, _) in found.iter().filter(|(_, file)| file.bytes > limits::FILE_BYTES_MAX) {
        names::report(&TOO_BIG, name, too_big(), &mut findings);
    }
    found.retain(|_, file| file.bytes <= limits::FILE_BYTES_MAX);
    findings.extend(check_totals(found.len(), found.values().map(|file| file.bytes).sum()));
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut contents = Contents::new();
    for (name, Found { path, .. }) in found {
        // No more than was seen, even if the file grows meanwhile.
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(limits::FILE_BYTES_MAX).read_to_end(&mut bytes));
        read.map_err(|error| unreadable(&name, &error))?;
        contents.insert(name, bytes);
    }
    Ok(contents)
}

/// The hash of the content that lies in `folder`, without keeping any of it.
///
/// # Errors
/// If something in it cannot be read.
pub fn content_of(folder: &Path) -> io::Result<Sha256Sum> {
    let found = list(folder).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let mut sums = Vec::new();
    for (name, Found { path, .. }) in found {
        let mut digest = Sha256::new();
        io::copy(&mut File::open(path)?, &mut digest)?;
        sums.push((name, Sha256Sum::from_digest(digest)));
    }
    Ok(content_hash(sums.iter().map(|(name, sum)| (name.as_str(), *sum))))
}

/// Too many files, or too much of them together.
pub(super) fn check_totals(files: usize, bytes: u64) -> Findings {
    let lighter = Bilingual::new(
        "garder dans source/ ce qu’il faut pour refaire le kit, et rien d’autre",
        "keep in source/ what it takes to make the kit again, and nothing else",
    );
    let mut findings = Findings::default();
    if files > limits::FILES_MAX {
        let message = Bilingual::new(
            format!("le kit a {files} fichiers, au lieu de {} au plus", limits::FILES_MAX),
            format!("the kit has {files} files, more than {}", limits::FILES_MAX),
        );
        findings.extend(refusal(&TOO_MANY, message, lighter.clone()));
    }
    if bytes > limits::TOTAL_BYTES_MAX {
        let [size, most] = [bytes, limits::TOTAL_BYTES_MAX].map(megabytes);
        let message = Bilingual::new(
            format!("le kit pèse {size} Mo, au lieu de {most} Mo au plus"),
            format!("the kit has {size} MB, more than {most} MB"),
        );
        findings.extend(refusal(&TOTAL, message, lighter));
    }
    findings
}

/// What is said of a file that is too big.
pub(super) fn too_big() -> Bilingual {
    let most = megabytes(limits::FILE_BYTES_MAX);
    Bilingual::new(format!("pèse plus de {most} Mo"), format!("has more than {most} MB"))
}

/// Rounded up.
pub(super) fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

struct Found {
    path: PathBuf,
    bytes: u64,
}

/// Every file below `folder` that is not hidden, nor in a hidden folder, by its path with `/` between folders.
fn list(folder: &Path) -> Result<BTreeMap<String, Found>, Findings> {
    let (mut found, mut findings) = (BTreeMap::new(), Findings::default());
    walk(folder, "", 0, &mut found, &mut findings)?;
    if findings.is_empty() { Ok(found) } else { Err(findings) }
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    found: &mut BTreeMap<String, Found>,
    findings: &mut Findings,
) -> Result<(), Findings> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(prefix, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(prefix, &error))?;
        let name = entry.file_name();
        let lossy = name.to_string_lossy();
        if lossy.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{lossy}");
        let about = fs::symlink_metadata(entry.path()).map_err(|error| unreadable(&path, &error))?;
        if name.to_str().is_none() {
            let why = Bilingual::new("n’est pas écrit en UTF-8", "is not written in UTF-8");
            names::report(&names::UNFIT, &path, why, findings);
        } else if about.is_file() {
            let file = Found {
                path: entry.path(),
                bytes: about.len(),
            };
            found.insert(path, file);
        } else if about.is_dir() && depth <= limits::DEPTH_MAX {
            walk(&entry.path(), &format!("{path}/"), depth + 1, found, findings)?;
        } else if about.is_dir() {
            let why = Bilingual::new("est dans trop de dossiers", "is in too many folders");
            names::report(&names::UNFIT, &path, why, findings);
        } else {
            names::report(&names::NO_FILE, &path, no_file(), findings);
        }
        // Whoever packs the root of a disk by mistake waits a moment and no longer.
        if found.len() > 2 * limits::FILES_MAX {
            return Err(check_totals(found.len(), 0));
        }
    }
    Ok(())
}

/// What is said of an entry that is no file.
pub(super) fn no_file() -> Bilingual {
    Bilingual::new("est un lien, et non un fichier", "is a link and no file")
}

fn unreadable(name: &str, error: &io::Error) -> Findings {
    let [fr, en] = quoted(name);
    refusal(
        &UNREADABLE,
        Bilingual::new(
            format!("{fr} ne se lit pas ({error})"),
            format!("{en} cannot be read ({error})"),
        ),
        Bilingual::new(
            "vérifier que le fichier est là et peut être lu",
            "check that the file is there and can be read",
        ),
    )
}

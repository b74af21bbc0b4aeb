//! Opens an archive that nobody has vouched for: everything is checked before it is used, while it is inflated, and
//! nothing is written by this file.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read, Seek},
};

use sha2::{Digest, Sha256};

use super::{
    FOLDER, MANIFEST, Manifest, Proof, PublicKey, SIGNATURE, Sha256Sum,
    folder::{self, TOO_BIG, TOTAL, UNREADABLE},
    limits,
    manifest::Listed,
    names, proof, quoted, refusal, signature,
    zip::{
        Entry,
        inflate::{InflateError, inflate},
        read::{ReadError, entries},
    },
};
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K701", "ce n’est pas une archive de kit, ou elle est incomplète");
const NO_MANIFEST: Code = Code::error("K704", "archive sans liste des fichiers");
const BOMB: Code = Code::error("K709", "archive\u{a0}: fichier comprimé au-delà du vraisemblable");
const UNLISTED: Code = Code::error("K715", "archive\u{a0}: fichier qui n’est pas dans la liste");
const ABSENT: Code = Code::error("K716", "archive\u{a0}: fichier de la liste qui manque");
const OTHER: Code = Code::error("K717", "archive\u{a0}: fichier différent de ce que dit la liste");
const WRITING: Code = Code::error("K718", "plus de place, ou écriture impossible");

pub(super) const CODES: &[Code] = &[DAMAGED, NO_MANIFEST, BOMB, UNLISTED, ABSENT, OTHER, WRITING];

/// An archive whose structure, names, sizes and signature are sound; the bytes of its files are checked as they are
/// inflated.
pub struct Archive<R> {
    reader: R,
    manifest: Manifest,
    /// By path in the kit; the same as the manifest lists.
    entries: BTreeMap<String, Entry>,
    signed: Option<PublicKey>,
    bytes: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// # Errors
    /// Everything that is wrong with the archive, as far as it can be told without trusting any of it.
    pub fn open(mut reader: R) -> Result<Self, Findings> {
        let entries = entries(&mut reader).map_err(unreadable)?;
        let bytes = reader
            .seek(io::SeekFrom::End(0))
            .map_err(|error| unreadable(error.into()))?;
        check_kinds(&entries)?;
        check_names(&entries)?;
        check_sizes(&entries)?;
        let mut by_name: BTreeMap<String, Entry> =
            entries.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
        let about = by_name.remove(MANIFEST).ok_or_else(no_manifest)?;
        let about = small(&mut reader, &about, limits::MANIFEST_BYTES_MAX)?;
        Manifest::check_format(&about)?;
        let signed = match by_name.remove(SIGNATURE) {
            Some(entry) => {
                let file = small(&mut reader, &entry, limits::SIGNATURE_BYTES_MAX)?;
                Some(signature::verify(&file, &about)?)
            }
            None => None,
        };
        let manifest = Manifest::parse(&about)?;
        let entries = matched(by_name, &manifest)?;
        Ok(Self {
            reader,
            manifest,
            entries,
            signed,
            bytes,
        })
    }

    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whose signature it has; `None` if it has none.
    pub fn signed(&self) -> Option<PublicKey> {
        self.signed
    }

    /// Size of the archive.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Inflates one of the kit's files to `sink`, a chunk at a time. What `sink` was given counts only once this has
    /// come to a good end.
    ///
    /// # Errors
    /// Bytes other than the manifest tells, an archive that cannot be read any more, a sink that is full.
    pub fn copy(&mut self, file: &Listed, sink: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<(), Findings> {
        let entry = self.entries.get(&file.path).ok_or_else(|| told(&ABSENT, &file.path))?;
        let mut digest = Sha256::new();
        let mut hashed = |chunk: &[u8]| {
            digest.update(chunk);
            sink(chunk)
        };
        inflate(&mut self.reader, entry, &mut hashed).map_err(|error| not_inflated(error, &file.path))?;
        if Sha256Sum::from_digest(digest) == file.sha256 {
            Ok(())
        } else {
            Err(told(&OTHER, &file.path))
        }
    }

    /// The bytes of the file at `path`, if the kit has it.
    ///
    /// # Errors
    /// Those of [`Archive::copy`].
    pub fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Findings> {
        let Some(file) = self.manifest.files().iter().find(|file| file.path == path).cloned() else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.copy(&file, &mut |chunk| {
            bytes.extend_from_slice(chunk);
            Ok(())
        })?;
        Ok(Some(bytes))
    }

    /// Reads every file to see that it is what the manifest says.
    ///
    /// # Errors
    /// Those of [`Archive::copy`], of all files.
    pub fn verify(&mut self) -> Result<(), Findings> {
        let mut findings = Findings::default();
        for file in self.manifest.files().to_vec() {
            if let Err(found) = self.copy(&file, &mut |_| Ok(())) {
                findings.extend(found);
            }
        }
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    /// What the kit's proof is worth.
    ///
    /// # Errors
    /// Those of [`Archive::copy`].
    pub fn proof(&mut self) -> Result<Proof, Findings> {
        let file = self.read(proof::FILE)?;
        Ok(Proof::of(file.as_deref(), self.manifest.content()))
    }
}

/// Path in the kit of an entry; `None` for the manifest and the signature.
fn path(entry: &Entry) -> Option<&str> {
    (entry.name != MANIFEST && entry.name != SIGNATURE).then(|| entry.name.strip_prefix(FOLDER).unwrap_or(&entry.name))
}

fn check_kinds(entries: &[Entry]) -> Result<(), Findings> {
    let mut findings = Findings::default();
    for entry in entries.iter().filter(|entry| !entry.is_file) {
        names::report(&names::NO_FILE, &entry.name, folder::no_file(), &mut findings);
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn check_names(entries: &[Entry]) -> Result<(), Findings> {
    let mut findings = Findings::default();
    // The two of our own may be there once each, like any other.
    let own = entries.iter().filter(|entry| path(entry).is_none());
    names::check(own.map(|entry| entry.name.as_str()), &mut findings);
    names::check(entries.iter().filter_map(path), &mut findings);
    if findings.is_empty() {
        let strange = entries.iter().filter(|entry| path(entry) == Some(entry.name.as_str()));
        for entry in strange {
            findings.extend(told(&UNLISTED, &entry.name));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// By what the entries claim; inflating holds each to its claim.
fn check_sizes(entries: &[Entry]) -> Result<(), Findings> {
    let mut findings = folder::check_totals(
        entries.iter().filter_map(path).count(),
        entries.iter().map(|entry| entry.bytes).sum(),
    );
    for entry in entries {
        if entry.bytes > limits::FILE_BYTES_MAX {
            names::report(&TOO_BIG, &entry.name, folder::too_big(), &mut findings);
        } else if !limits::is_plausible(entry.bytes, entry.compressed) {
            findings.extend(told(&BOMB, &entry.name));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// The entries by their path in the kit, if they are those of the manifest, size for size.
fn matched(by_name: BTreeMap<String, Entry>, manifest: &Manifest) -> Result<BTreeMap<String, Entry>, Findings> {
    let strip = |(name, entry): (String, Entry)| Some((name.strip_prefix(FOLDER)?.to_owned(), entry));
    let entries: BTreeMap<String, Entry> = by_name.into_iter().filter_map(strip).collect();
    let mut findings = Findings::default();
    let listed: BTreeSet<&str> = manifest.files().iter().map(|file| file.path.as_str()).collect();
    for file in manifest.files() {
        match entries.get(&file.path) {
            None => findings.extend(told(&ABSENT, &file.path)),
            Some(entry) if entry.bytes != file.bytes => findings.extend(told(&OTHER, &file.path)),
            Some(_) => {}
        }
    }
    for path in entries.keys().filter(|path| !listed.contains(path.as_str())) {
        findings.extend(told(&UNLISTED, path));
    }
    if findings.is_empty() {
        Ok(entries)
    } else {
        Err(findings)
    }
}

/// One of the archive's own two files.
fn small<R: Read + Seek>(reader: &mut R, entry: &Entry, most: u64) -> Result<Vec<u8>, Findings> {
    if entry.bytes > most {
        let mut findings = Findings::default();
        let why = Bilingual::new("est anormalement gros", "is abnormally big");
        names::report(&TOO_BIG, &entry.name, why, &mut findings);
        return Err(findings);
    }
    let mut bytes = Vec::new();
    let mut sink = |chunk: &[u8]| {
        bytes.extend_from_slice(chunk);
        Ok(())
    };
    inflate(reader, entry, &mut sink).map_err(|error| not_inflated(error, &entry.name))?;
    Ok(bytes)
}

fn again() -> Bilingual {
    Bilingual::new(
        "copier à nouveau l’archive, ou la redemander à qui l’a faite\u{a0}; ne rien y ajouter ni retirer",
        "copy the archive again, or ask for it again from who made it; add and remove nothing",
    )
}

/// A file of the archive is not what it should be.
fn told(code: &Code, name: &str) -> Findings {
    let [fr, en] = quoted(name);
    let message = if code.id == UNLISTED.id {
        [
            format!("{fr} n’est pas dans la liste de l’archive"),
            format!("{en} is not in the archive's list"),
        ]
    } else if code.id == ABSENT.id {
        [
            format!("{fr} est dans la liste, mais pas dans l’archive"),
            format!("{en} is in the list, but not in the archive"),
        ]
    } else if code.id == BOMB.id {
        [
            format!("{fr} grossirait trop en sortant de l’archive\u{a0}: c’est peut-être un piège"),
            format!("{en} would grow too much as it leaves the archive: it may be a trap"),
        ]
    } else {
        [
            format!("{fr} n’est pas ce que dit la liste\u{a0}: l’archive a été modifiée ou abîmée"),
            format!("{en} is not what the list says: the archive was changed or damaged"),
        ]
    };
    let [fr, en] = message;
    refusal(code, Bilingual::new(fr, en), again())
}

fn no_manifest() -> Findings {
    let [fr, en] = quoted(MANIFEST);
    refusal(
        &NO_MANIFEST,
        Bilingual::new(
            format!("l’archive n’a pas de liste de ses fichiers ({fr})"),
            format!("the archive has no list of its files ({en})"),
        ),
        Bilingual::new(
            "une archive de kit se fait avec «\u{a0}etabli kit pack DOSSIER\u{a0}»",
            "archives of kits are made with `etabli kit pack FOLDER`",
        ),
    )
}

fn not_inflated(error: InflateError, name: &str) -> Findings {
    match error {
        InflateError::Damaged => told(&OTHER, name),
        InflateError::Read(error) => unreadable(error.into()),
        InflateError::Write(error) => not_written(&error),
    }
}

/// The disk would not take what was written.
pub(crate) fn not_written(error: &io::Error) -> Findings {
    let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    let [message, help] = if full {
        [
            Bilingual::new("il n’y a plus de place sur le disque", "the disk is full"),
            Bilingual::new(
                "faire de la place, puis recommencer\u{a0}: rien n’a été changé",
                "make room, then try again: nothing was changed",
            ),
        ]
    } else {
        [
            Bilingual::new(
                format!("l’écriture a échoué ({error})"),
                format!("writing has failed ({error})"),
            ),
            Bilingual::new(
                "vérifier le disque et le droit d’écrire dans le dossier des kits, puis recommencer",
                "check the disk and the right to write in the folder of kits, then try again",
            ),
        ]
    };
    refusal(&WRITING, message, help)
}

fn unreadable(error: ReadError) -> Findings {
    let damaged = |fr: &str, en: &str| refusal(&DAMAGED, Bilingual::new(fr, en), again());
    match error {
        ReadError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            damaged("l’archive s’arrête trop tôt", "the archive stops too early")
        }
        ReadError::Io(error) => refusal(
            &UNREADABLE,
            Bilingual::new(
                format!("l’archive ne se lit pas ({error})"),
                format!("the archive cannot be read ({error})"),
            ),
            Bilingual::new(
                "remettre la clé USB et recommencer\u{a0}: rien n’a été changé",
                "put the stick back and try again: nothing was changed",
            ),
        ),
        ReadError::NotAZip => damaged("ce n’est pas une archive de kit", "this is no archive of a kit"),
        ReadError::Truncated => damaged("l’archive s’arrête trop tôt", "the archive stops too early"),
        ReadError::Unusual(what) => {
            let message = Bilingual::new(
                format!(
                    "cette archive n’a pas été faite par «\u{a0}etabli kit pack\u{a0}», ou elle est abîmée ({what})"
                ),
                format!("this archive was not made by `etabli kit pack`, or it is damaged ({what})"),
            );
            refusal(&DAMAGED, message, again())
        }
        ReadError::TooBig(bytes) => {
            let mut findings = Findings::default();
            let [size, most] = [bytes, limits::ARCHIVE_BYTES_MAX].map(folder::megabytes);
            let message = Bilingual::new(
                format!("l’archive pèse {size} Mo, au lieu de {most} Mo au plus"),
                format!("the archive has {size} MB, more than {most} MB"),
            );
            findings.report(&TOTAL, &FieldPath::root(), message).help(again());
            findings
        }
        ReadError::TooMany(count) => folder::check_totals(count, 0),
    }
}

//! Opens an archive that nobody has vouched for: everything is checked before it is used, while it is inflated, and
//! nothing is written by this file.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Read, Seek},
};

use sha2::{Digest, Sha256};

use super::{
    FOLDER, MANIFEST, Manifest, Proof, PublicKey, SIGNATURE, Sha256Sum,
    folder::{self, TOO_BIG},
    limits,
    manifest::Listed,
    names, proof, signature,
    telling::{ABSENT, BOMB, OTHER, UNLISTED, no_manifest, not_inflated, told, unreadable},
    zip::{Entry, inflate::inflate, read::entries},
};
use crate::{finding::Findings, language::Bilingual};

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

//! From an archive to a kit that waits for its trial: inflated aside, checked there, then put among those that wait.

use std::{
    fs::File,
    io::{self, Read, Seek},
    path::Path,
};

use super::{Change, Place, Record, Signed, Status, Store, admission};
use crate::{
    finding::{Code, Finding, Findings},
    kit::{
        self, Depth,
        pack::{Archive, Manifest, Publisher, folder::content_of, not_written, refusal},
    },
    language::Bilingual,
};

const OTHER_KIT: Code = Code::error("K730", "archive d’un autre kit que celui qu’elle contient");

pub(super) const CODES: &[Code] = &[OTHER_KIT];

/// What came of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// There was none of this name: it waits.
    New,
    /// It waits, to take the place of this version.
    ToReplace(String),
    /// It came before and still waits.
    WaitsAlready,
    /// It is played here; nothing to do.
    AlreadyThere,
}

impl Store<'_> {
    /// Takes in the kit of `archive`, for which `publisher` answers, and has it wait for its trial. `file` is the name
    /// findings about its content carry.
    ///
    /// # Errors
    /// Why it was not; what was installed before is then as it was.
    pub fn receive<R: Read + Seek>(
        &mut self,
        archive: &mut Archive<R>,
        publisher: &Publisher,
        file: &str,
    ) -> Result<Received, Findings> {
        let done = self.try_receive(archive, publisher, file);
        if done.is_err() {
            self.put_right();
        }
        done
    }

    fn try_receive<R: Read + Seek>(
        &mut self,
        archive: &mut Archive<R>,
        publisher: &Publisher,
        file: &str,
    ) -> Result<Received, Findings> {
        let manifest = archive.manifest().clone();
        let id = manifest.id();
        let shelf = self.state.kits.get(id).cloned().unwrap_or_default();
        admission::check(&manifest, publisher, &shelf)?;
        let record = Record {
            version: manifest.version().to_string(),
            publisher: Some(Signed {
                name: publisher.name.clone(),
                key: publisher.key.to_string(),
            }),
            content: manifest.content(),
            status: Status::EnAttente,
        };
        let replaces = self.record_of_live(id);
        if let Some(live) = replaces.as_ref().filter(|live| live.content == record.content) {
            if live.publisher.is_none() {
                // Copied by hand before: the signature tells whose it is.
                archive.verify()?;
                let live = Some(record);
                self.state.kits.insert(id.to_owned(), super::Shelf { live, ..shelf });
                self.save().map_err(|error| not_written(&error))?;
            }
            return Ok(Received::AlreadyThere);
        }
        let waits = shelf.waiting.is_some_and(|waiting| waiting.content == record.content);
        if waits && content_of(&self.hidden(Place::Waiting, id)).is_ok_and(|content| content == record.content) {
            return Ok(Received::WaitsAlready);
        }
        let incoming = self.hidden(Place::Incoming, id);
        self.inflate(archive, &incoming)?;
        check(&incoming, &manifest, file)?;
        let change = Change::Receive {
            id: id.to_owned(),
            record,
        };
        let place = || {
            self.announce(change)?;
            self.let_wait(id)?;
            self.settle()?;
            self.sweep()
        };
        place().map_err(|error| not_written(&error))?;
        Ok(replaces.map_or(Received::New, |record| Received::ToReplace(record.version)))
    }

    /// Writes every file of the archive below `folder`, and waits until the disk has them.
    fn inflate<R: Read + Seek>(&self, archive: &mut Archive<R>, folder: &Path) -> Result<(), Findings> {
        let disk = self.disk;
        let failed = |error: io::Error| not_written(&error);
        disk.remove_folder(folder).map_err(failed)?;
        disk.make_folder(folder).map_err(failed)?;
        let mut folders = vec![folder.to_owned()];
        for listed in archive.manifest().files().to_vec() {
            // Its name was checked when the archive was opened.
            let path = folder.join(&listed.path);
            let above = path.parent().unwrap_or(folder);
            disk.make_folder(above).map_err(failed)?;
            folders.extend(
                above
                    .ancestors()
                    .take_while(|above| *above != folder)
                    .map(Path::to_path_buf),
            );
            let mut file: File = disk.create(&path).map_err(failed)?;
            archive.copy(&listed, &mut |chunk| disk.write(&mut file, chunk))?;
            disk.sync(&file).map_err(failed)?;
        }
        folders.sort();
        folders.dedup();
        for folder in folders.iter().rev() {
            disk.sync_folder(folder).map_err(failed)?;
        }
        disk.sync_folder(&self.place(Place::Incoming)).map_err(failed)
    }
}

/// The same check as `etabli kit check`, and that the kit is the one the archive says.
fn check(folder: &Path, manifest: &Manifest, file: &str) -> Result<(), Findings> {
    let (kit, findings) = kit::kit_from_folder(folder, Depth::Full);
    let Some(kit) = kit else {
        return Err(renamed(findings, folder, file));
    };
    if kit.id() == manifest.id() && kit.version() == manifest.version().to_string() {
        return Ok(());
    }
    Err(refusal(
        &OTHER_KIT,
        Bilingual::new(
            format!(
                "l’archive dit «\u{a0}{} {}\u{a0}», et le kit «\u{a0}{} {}\u{a0}»",
                manifest.id(),
                manifest.version(),
                kit.id(),
                kit.version()
            ),
            format!(
                "the archive says `{} {}`, the kit `{} {}`",
                manifest.id(),
                manifest.version(),
                kit.id(),
                kit.version()
            ),
        ),
        Bilingual::new(
            "refaire l’archive avec «\u{a0}etabli kit pack\u{a0}»",
            "make the archive again with `etabli kit pack`",
        ),
    ))
}

/// Findings about a folder that is about to go are told about the archive it came from.
pub(super) fn renamed(findings: Findings, folder: &Path, file: &str) -> Findings {
    let from = folder.display().to_string().replace('\\', "/");
    let mut renamed = Findings::default();
    for finding in findings.sorted() {
        let inside = finding.file.strip_prefix(&from).unwrap_or(&finding.file);
        let file = format!("{file}{inside}");
        renamed.push(Finding { file, ..finding });
    }
    renamed
}

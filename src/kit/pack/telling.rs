//! What is said of an archive that cannot be read, or is not what it says.

use std::io;

use super::{
    MANIFEST,
    folder::{self, TOTAL, UNREADABLE},
    limits, quoted, refusal,
    zip::{inflate::InflateError, read::ReadError},
};
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K701", "ce n’est pas une archive de kit, ou elle est incomplète");
const NO_MANIFEST: Code = Code::error("K704", "archive sans liste des fichiers");
pub(super) const BOMB: Code = Code::error("K709", "archive\u{a0}: fichier comprimé au-delà du vraisemblable");
pub(super) const UNLISTED: Code = Code::error("K715", "archive\u{a0}: fichier qui n’est pas dans la liste");
pub(super) const ABSENT: Code = Code::error("K716", "archive\u{a0}: fichier de la liste qui manque");
pub(super) const OTHER: Code = Code::error("K717", "archive\u{a0}: fichier différent de ce que dit la liste");
const WRITING: Code = Code::error("K718", "plus de place, ou écriture impossible");

pub(super) const CODES: &[Code] = &[DAMAGED, NO_MANIFEST, BOMB, UNLISTED, ABSENT, OTHER, WRITING];

fn again() -> Bilingual {
    Bilingual::new(
        "copier à nouveau l’archive, ou la redemander à qui l’a faite\u{a0}; ne rien y ajouter ni retirer",
        "copy the archive again, or ask for it again from who made it; add and remove nothing",
    )
}

/// A file of the archive is not what it should be.
pub(super) fn told(code: &Code, name: &str) -> Findings {
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

pub(super) fn no_manifest() -> Findings {
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

pub(super) fn not_inflated(error: InflateError, name: &str) -> Findings {
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

pub(super) fn unreadable(error: ReadError) -> Findings {
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

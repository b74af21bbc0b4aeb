//! How the commands say no, and how they name things.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use super::Outcome;
use crate::{
    finding::{Findings, render_text},
    kit::{raw, store::Record},
    language::{Bilingual, Language},
};

/// No file with a key is longer, bytes.
const TEXT_BYTES_MAX: u64 = 16 * 1024;

/// Tells why `file` was refused.
pub(super) fn refused(
    err: &mut dyn Write,
    mut findings: Findings,
    file: &str,
    language: Language,
) -> io::Result<Outcome> {
    findings.locate(file, |_| None);
    write!(err, "{}", render_text(&findings.sorted(), language))?;
    Ok(Outcome::Errors)
}

/// Tells why `command` could not even begin.
pub(super) fn failed(err: &mut dyn Write, command: &str, why: &dyn std::fmt::Display) -> io::Result<Outcome> {
    writeln!(err, "etabli kit {command}\u{a0}: {why:#}")?;
    Ok(Outcome::Failed)
}

/// The name findings carry for a file.
pub fn name_of(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// A short file of text.
pub fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(TEXT_BYTES_MAX).read_to_string(&mut text)?;
    Ok(text)
}

/// Both names of the trade in French, feminine first, and what it is called in English.
pub fn names(kit: &raw::Kit) -> Bilingual {
    let raw::Metier {
        feminine, masculine, ..
    } = &kit.metier;
    let pair = |first: &str, second: &str| {
        if first == second {
            first.to_owned()
        } else {
            format!("{first}, {}", second.to_lowercase())
        }
    };
    Bilingual::new(pair(&feminine.fr, &masculine.fr), pair(&feminine.en, &masculine.en))
}

/// « 0.3.0, Métallurgie Normandie, en attente ».
pub fn record(record: &Record, language: Language) -> String {
    let by_hand = Bilingual::new("copié à la main", "copied by hand");
    match &record.publisher {
        Some(publisher) => format!(
            "{}, {}, {}",
            record.version,
            publisher.name,
            record.status.word().get(language)
        ),
        None => format!("{}, {}", record.version, by_hand.get(language)),
    }
}

//! `--fix`: what is sure is mended before the kits are checked.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use super::file_of;
use crate::{
    kit::mending::mend_folder,
    language::{Bilingual, Language},
};

/// Mends each kit and tells every change; whether all that was tried could be done.
///
/// # Errors
/// Only if `out` or `err` cannot be written.
pub(super) fn run(
    folders: &[PathBuf],
    language: Language,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<bool> {
    let mut all_done = true;
    for folder in folders {
        match mend_folder(folder) {
            Ok(done) => {
                for mended in done {
                    let word = Bilingual::new("corrigé", "mended");
                    let colon = if language == Language::French { "\u{a0}:" } else { ":" };
                    writeln!(
                        out,
                        "{}:{}: {}[{}]{colon} {}",
                        file_of(folder),
                        mended.place,
                        word.get(language),
                        mended.code,
                        mended.tell().get(language)
                    )?;
                }
            }
            // Whoever checks it next tells that it is not there.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                all_done = false;
                let why = Bilingual::new(
                    format!("{}\u{a0}: rien n’est corrigé ({error})", file_of(folder)),
                    format!("{}: nothing is mended ({error})", file_of(folder)),
                );
                writeln!(err, "{}", why.get(language))?;
            }
        }
    }
    Ok(all_done)
}

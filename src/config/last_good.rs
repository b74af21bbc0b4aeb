//! The last good version of a file that staff may break, kept beside it: `kiosk.ron.bon`.

use std::path::{Path, PathBuf};

use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

/// How the file's name goes on.
const ENDING: &str = ".bon";

/// Where the last good version of the file at `path` lies.
pub(super) fn path_of(path: &Path) -> PathBuf {
    beside(path, ENDING)
}

/// The file at `path` with more at the end of its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// The last good version of the file at `path`, if there is one and `read` can read it.
pub(super) fn of<T>(path: &Path, read: impl FnOnce(&str, &[u8]) -> Option<T>) -> Option<T> {
    let path = path_of(path);
    read(&super::file_name(&path), &super::read(&path).ok()?)
}

/// Says that it takes the place of what `file` should say.
pub(super) fn tell(code: &Code, file: &str, findings: &mut Findings) {
    let message = Bilingual::new(
        "la borne se sert de la dernière bonne version de ce fichier",
        "the kiosk uses the last good version of this file",
    );
    let help = Bilingual::new(
        "corriger le fichier, ou le réparer depuis le panneau de l’équipe",
        "mend the file, or have the staff panel mend it",
    );
    let mut told = Findings::default();
    told.report(code, &FieldPath::root(), message).help(help);
    told.locate(file, |_| None);
    findings.extend(told);
}

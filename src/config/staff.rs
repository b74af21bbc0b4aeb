//! `config/staff.ron`: the lock of the staff panel.

use std::{io, path::Path};

use serde::Deserialize;

use super::{fields, last_good};
use crate::{
    finding::{Code, FieldPath, Findings, RonCodes},
    language::Bilingual,
};

/// Who may open the staff panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StaffLock {
    /// The PIN every new kiosk has, to be changed before anything else.
    #[default]
    FirstStart,
    Pin {
        /// The PIN's argon2id hash, in PHC form.
        hash: String,
        /// Whether whoever opens the panel has to choose another.
        must_change: bool,
    },
    /// The file cannot be believed: nobody may, until `etabli staff reset-pin`. A lock that opened by itself when its file
    /// is damaged would be none.
    Shut,
}

const SYNTAX: Code = Code::error("C501", "le fichier du code de l’équipe est mal écrit");
const ENCODING: Code = Code::error("C502", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C503", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C504", "le fichier ne peut pas être ouvert");
const BAD_HASH: Code = Code::error("C505", "ce n’est pas un code tel que la borne l’écrit");
const OTHERS_READ: Code = Code::warning("C506", "d’autres peuvent lire le code de l’équipe");
const LAST_GOOD: Code = Code::warning("C507", "le dernier bon code de l’équipe sert");

/// Everything that can be said about `staff.ron`.
pub const CODES: [Code; 7] = [SYNTAX, ENCODING, TOO_BIG, UNREADABLE, BAD_HASH, OTHERS_READ, LAST_GOOD];

const RON_CODES: RonCodes = RonCodes {
    too_big: TOO_BIG,
    encoding: ENCODING,
    syntax: SYNTAX,
    unknown_field: SYNTAX,
    missing_field: SYNTAX,
    duplicate_field: SYNTAX,
    unknown_variant: SYNTAX,
    wrong_type: SYNTAX,
    out_of_range: SYNTAX,
    too_deep: SYNTAX,
    bytes_max: super::BYTES_MAX,
};

/// What the hash of a PIN begins with.
const HASH_MARK: &str = "$argon2id$";
/// Longer than any hash there is, characters.
const HASH_CHARS_MAX: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    pin: Option<String>,
    #[serde(default)]
    must_change: bool,
}

/// Reads the lock at `path`; no file is a first start.
pub fn load_staff(path: &Path, findings: &mut Findings) -> StaffLock {
    let file = super::file_name(path);
    let lock = match super::read(path) {
        Ok(bytes) => parse_staff(&file, &bytes, findings),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return StaffLock::FirstStart,
        Err(error) => {
            let message = Bilingual::new(
                format!("ce fichier ne peut pas être ouvert ({error})"),
                format!("cannot open this file ({error})"),
            );
            tell(&UNREADABLE, &file, message, reset(), findings);
            StaffLock::Shut
        }
    };
    check_mode(path, &file, findings);
    if lock != StaffLock::Shut {
        return lock;
    }
    let read = |file: &str, bytes: &[u8]| {
        Some(parse_staff(file, bytes, &mut Findings::default())).filter(|lock| *lock != StaffLock::Shut)
    };
    let Some(good) = last_good::of(path, read) else {
        return StaffLock::Shut;
    };
    last_good::tell(&LAST_GOOD, &file, findings);
    good
}

/// Reads the text of a `staff.ron`; `file` is the name findings carry.
pub fn parse_staff(file: &str, bytes: &[u8], findings: &mut Findings) -> StaffLock {
    fields::checked(file, bytes, &RON_CODES, findings, check).unwrap_or(StaffLock::Shut)
}

fn check(raw: Raw, findings: &mut Findings) -> StaffLock {
    let Some(hash) = raw.pin else {
        return StaffLock::FirstStart;
    };
    let is_hash =
        hash.starts_with(HASH_MARK) && hash.len() <= HASH_CHARS_MAX && hash.bytes().all(|byte| byte.is_ascii_graphic());
    if is_hash {
        let must_change = raw.must_change;
        return StaffLock::Pin { hash, must_change };
    }
    let message = Bilingual::new(
        "ce n’est pas un code tel que la borne l’écrit\u{a0}: le panneau de l’équipe reste fermé",
        "this is not a code as the kiosk writes it: the staff panel stays shut",
    );
    let path = FieldPath::root().field("pin");
    findings.report(&BAD_HASH, &path, message).help(reset());
    StaffLock::Shut
}

/// The text of a `staff.ron`.
pub(super) fn staff_text(lock: &StaffLock) -> String {
    let said = match lock {
        StaffLock::FirstStart | StaffLock::Shut => "    must_change: true,\n".to_owned(),
        // A hash has neither quotes nor escapes.
        StaffLock::Pin { hash, must_change } => format!("    pin: \"{hash}\",\n    must_change: {must_change},\n"),
    };
    format!(
        "// Le code du panneau de l’équipe, écrit par la borne\u{a0}: il ne se change pas ici mais dans le panneau.\n\
         // Code oublié\u{a0}: etabli staff reset-pin\n(\n{said})\n"
    )
}

fn reset() -> Bilingual {
    Bilingual::new(
        "sur la borne, lancer «\u{a0}etabli staff reset-pin\u{a0}»",
        "on the kiosk, run `etabli staff reset-pin`",
    )
}

fn tell(code: &Code, file: &str, message: Bilingual, help: Bilingual, findings: &mut Findings) {
    let mut told = Findings::default();
    told.report(code, &FieldPath::root(), message).help(help);
    told.locate(file, |_| None);
    findings.extend(told);
}

#[cfg(unix)]
fn check_mode(path: &Path, file: &str, findings: &mut Findings) {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = std::fs::metadata(path).map_or(0, |about| about.permissions().mode());
    if mode & 0o077 != 0 {
        let message = Bilingual::new(
            "d’autres que la borne peuvent lire ce fichier, et chercher le code à partir de lui",
            "others than the kiosk can read this file, and search for the code from it",
        );
        let help = Bilingual::new("chmod 600 config/staff.ron", "chmod 600 config/staff.ron");
        tell(&OTHERS_READ, file, message, help, findings);
    }
}

#[cfg(not(unix))]
fn check_mode(_path: &Path, _file: &str, _findings: &mut Findings) {}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2VsMTIzNDU2Nzg$K7PpN1h9Yq3v3lqkz8dT2w";

    fn read(text: &str) -> (StaffLock, Vec<&'static str>) {
        let mut findings = Findings::default();
        let lock = parse_staff("s", text.as_bytes(), &mut findings);
        (lock, findings.iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        for must_change in [false, true] {
            let hash = HASH.to_owned();
            let lock = StaffLock::Pin { hash, must_change };
            assert_eq!(read(&staff_text(&lock)), (lock, vec![]));
        }
        assert_eq!(
            read(&staff_text(&StaffLock::FirstStart)),
            (StaffLock::FirstStart, vec![])
        );
        assert_eq!(read(&staff_text(&StaffLock::Shut)).0, StaffLock::FirstStart);
    }

    #[test]
    fn what_cannot_be_believed_opens_for_nobody() {
        for (text, code) in [
            ("(", "C501"),
            ("", "C501"),
            ("(pin: 1234)", "C501"),
            ("(pim: \"\")", "C501"),
            ("(pin: \"1234\")", "C505"),
            ("(pin: \"\", must_change: true)", "C505"),
        ] {
            assert_eq!(read(text), (StaffLock::Shut, vec![code]), "{text}");
        }
    }

    #[test]
    fn a_damaged_file_leaves_the_last_good_code() {
        let folder = std::env::temp_dir().join(format!("etabli-staff-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("staff.ron");
        let load = || {
            let mut findings = Findings::default();
            let lock = load_staff(&path, &mut findings);
            let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
            (lock, codes)
        };
        assert_eq!(load(), (StaffLock::FirstStart, vec![]));
        let lock = StaffLock::Pin {
            hash: HASH.to_owned(),
            must_change: false,
        };
        std::fs::write(&path, "(pin: ").expect("a file");
        assert_eq!(load().0, StaffLock::Shut);
        std::fs::write(last_good::path_of(&path), staff_text(&lock)).expect("a file");
        let (good, codes) = load();
        assert_eq!(good, lock);
        assert!(codes.contains(&"C501") && codes.contains(&"C507"), "{codes:?}");
        #[cfg(unix)]
        assert!(codes.contains(&"C506"), "{codes:?}");
        std::fs::remove_dir_all(folder).expect("cleaned up");
    }
}

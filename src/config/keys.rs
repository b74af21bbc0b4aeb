//! `cles.ron`, the public list of an event's and its kiosks' keys, and the file of a secret key.
//!
//! The list goes to the agency and to every kiosk; a secret key stays where it signs.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use ed25519_dalek::SigningKey;
use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;

use super::fields;
use crate::{
    engagement::portable::{hex, public_key},
    finding::{Code, FieldPath, Findings, RonCodes},
    language::Bilingual,
    tokens::{KeyRole, PublicKey, PublicKeys, secret_of},
};

/// Name of the list in a folder of keys.
pub const LIST: &str = "cles.ron";

const SYNTAX: Code = Code::error("C601", "la liste des clés est mal écrite");
const ENCODING: Code = Code::error("C602", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C603", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C604", "le fichier ne peut pas être ouvert");
const BAD_KEY: Code = Code::error("C605", "ce n’est pas une clé publique");
const BAD_NAME: Code = Code::error("C606", "ce n’est pas un nom de borne ou d’événement");
const BAD_DATE: Code = Code::error("C607", "cette date n’existe pas");
const TWICE: Code = Code::error("C608", "une clé est deux fois dans la liste");
const TWO_CURRENT: Code = Code::error("C609", "deux clés en usage portent le même nom");

/// Everything that can be said about `cles.ron`.
pub const CODES: [Code; 9] = [
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNREADABLE,
    BAD_KEY,
    BAD_NAME,
    BAD_DATE,
    TWICE,
    TWO_CURRENT,
];

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

const HEAD: &str = "\
// Les clés publiques de l’événement (passes) et des bornes (visites). Rien ici n’est secret.
// Ce fichier s’écrit avec « etabli keys » ; il va chez l’agence et sur chaque borne.
[
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    role: RawRole,
    name: String,
    event: String,
    key: String,
    since: String,
    #[serde(default)]
    replaced: Option<String>,
    #[serde(default)]
    revoked: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
enum RawRole {
    #[serde(rename = "evenement")]
    Event,
    #[serde(rename = "borne")]
    Kiosk,
}

/// Reads the list at `path`; a line with an error believes nobody, and a list that cannot be read believes nobody.
pub fn load_keys(path: &Path, findings: &mut Findings) -> PublicKeys {
    let file = super::file_name(path);
    match super::read(path) {
        Ok(bytes) => parse_keys(&file, &bytes, findings),
        Err(error) => {
            let mut unread = Findings::default();
            let message = Bilingual::new(
                format!("ce fichier ne peut pas être ouvert ({error})\u{a0}: aucune clé n’est connue"),
                format!("cannot open this file ({error}): no key is known"),
            );
            let help = Bilingual::new(
                "vérifier le chemin, et que «\u{a0}etabli keys\u{a0}» a créé la liste",
                "check the path, and that `etabli keys` made the list",
            );
            unread.report(&UNREADABLE, &FieldPath::root(), message).help(help);
            unread.locate(&file, |_| None);
            findings.extend(unread);
            PublicKeys::default()
        }
    }
}

/// Reads the text of a list; `file` is the name findings carry.
pub fn parse_keys(file: &str, bytes: &[u8], findings: &mut Findings) -> PublicKeys {
    fields::checked(file, bytes, &RON_CODES, findings, |raw: Vec<RawKey>, found| {
        check(&raw, found)
    })
    .unwrap_or_default()
}

fn check(raw: &[RawKey], findings: &mut Findings) -> PublicKeys {
    let mut keys: Vec<PublicKey> = Vec::new();
    for (index, raw) in raw.iter().enumerate() {
        let at = FieldPath::root().index(index);
        let Some(key) = check_key(raw, &at, findings) else {
            continue;
        };
        if keys.iter().any(|known| known.key == key.key) {
            let message = Bilingual::new(
                format!(
                    "la clé de «\u{a0}{}\u{a0}» est déjà plus haut\u{a0}: cette ligne ne compte pas",
                    key.name
                ),
                format!(
                    "the key of `{}` is further up already: this line does not count",
                    key.name
                ),
            );
            findings.report(&TWICE, &at.field("key"), message);
            continue;
        }
        let is_same = |known: &PublicKey| known.is_current() && (known.role, &known.name) == (key.role, &key.name);
        if key.is_current() && keys.iter().any(is_same) {
            let message = Bilingual::new(
                format!(
                    "«\u{a0}{}\u{a0}» a déjà une clé en usage plus haut\u{a0}: celle-ci ne compte pas",
                    key.name
                ),
                format!(
                    "`{}` has a key in use further up already: this one does not count",
                    key.name
                ),
            );
            let help = Bilingual::new(
                "retirer l’une des deux lignes, ou y écrire depuis quand elle est remplacée (replaced) ou révoquée (revoked)",
                "remove one of the lines, or write since when it is `replaced` or `revoked`",
            );
            findings.report(&TWO_CURRENT, &at.field("name"), message).help(help);
            continue;
        }
        keys.push(key);
    }
    PublicKeys::new(keys)
}

/// A key with anything wrong is none: a date that cannot be read might be the one of its revocation.
fn check_key(raw: &RawKey, at: &FieldPath, findings: &mut Findings) -> Option<PublicKey> {
    let name = name(&raw.name, &at.field("name"), findings);
    let event = self::name(&raw.event, &at.field("event"), findings);
    let key = public_key(&raw.key);
    if key.is_none() {
        let message = Bilingual::new(
            "ce n’est pas une clé publique\u{a0}: rien de ce qu’elle signe n’est cru",
            "this is no public key: nothing it signs is believed",
        );
        findings.report(&BAD_KEY, &at.field("key"), message).help(Bilingual::new(
            "la clé a 64 chiffres hexadécimaux\u{a0}: copier à nouveau la liste qu’a écrite «\u{a0}etabli keys\u{a0}»",
            "a key has 64 hexadecimal digits: copy the list that `etabli keys` wrote again",
        ));
    }
    let since = date(&raw.since, &at.field("since"), findings);
    let mut optional = |text: &Option<String>, name: &str| match text {
        None => Some(None),
        Some(text) => date(text, &at.field(name), findings).map(Some),
    };
    let (replaced, revoked) = (optional(&raw.replaced, "replaced"), optional(&raw.revoked, "revoked"));
    Some(PublicKey {
        role: match raw.role {
            RawRole::Event => KeyRole::Event,
            RawRole::Kiosk => KeyRole::Kiosk,
        },
        name: name?,
        event: event?,
        key: key?,
        since: since?,
        replaced: replaced?,
        revoked: revoked?,
    })
}

fn name(text: &str, at: &FieldPath, findings: &mut Findings) -> Option<String> {
    if super::is_id(text) {
        return Some(text.to_owned());
    }
    let message = Bilingual::new(
        "un nom a de 1 à 64 minuscules sans accent, chiffres, «\u{a0}-\u{a0}» ou «\u{a0}_\u{a0}»",
        "a name has 1 to 64 lower-case letters, digits, `-` or `_`",
    );
    findings.report(&BAD_NAME, at, message);
    None
}

fn date(text: &str, at: &FieldPath, findings: &mut Findings) -> Option<Date> {
    let date = text.parse().ok();
    if date.is_none() {
        let message = Bilingual::new(
            "cette date n’existe pas\u{a0}: la clé n’est pas crue",
            "there is no such date: the key is not believed",
        );
        let help = Bilingual::new(
            "écrire \"2026-11-27\"\u{a0}: année, mois, jour",
            "write \"2026-11-27\": year, month, day",
        );
        findings.report(&BAD_DATE, at, message).help(help);
    }
    date
}

/// The text of a list, a key a line, which [`parse_keys`] reads.
pub fn keys_text(keys: &PublicKeys) -> String {
    // Names are ids, keys are hexadecimal, dates are digits: nothing has to be escaped.
    let day = |day: Option<Date>| day.map_or("None".to_owned(), |day| format!("Some(\"{day}\")"));
    let line = |key: &PublicKey| {
        format!(
            "    (role: {}, name: \"{}\", event: \"{}\", key: \"{}\", since: \"{}\", replaced: {}, revoked: {}),\n",
            key.role.code(),
            key.name,
            key.event,
            hex(key.key.as_bytes()),
            key.since,
            day(key.replaced),
            day(key.revoked),
        )
    };
    keys.iter().map(line).fold(HEAD.to_owned(), |text, line| text + &line) + "]\n"
}

/// The file of a secret key in a folder of keys: `evenement-<event>.key`, `borne-<name>.key`.
pub fn key_path(folder: &Path, role: KeyRole, name: &str) -> PathBuf {
    folder.join(format!("{}-{name}.key", role.code()))
}

/// Why there is no secret key to sign with.
#[derive(Debug, Error)]
pub enum SecretKeyError {
    #[error("no key `{0}`")]
    Absent(PathBuf),
    #[error("`{0}` may be read by others (mode {1:o})")]
    Open(PathBuf, u32),
    #[error("there is no key in `{0}`")]
    Damaged(PathBuf),
    #[error("`{0}` cannot be read")]
    Unreadable(PathBuf, #[source] io::Error),
}

impl SecretKeyError {
    /// For staff.
    pub fn told(&self) -> Bilingual {
        let french = match self {
            Self::Absent(path) => format!(
                "la clé «\u{a0}{}\u{a0}» n’est pas là\u{a0}: la créer avec «\u{a0}etabli keys\u{a0}», ou la copier de la machine où elle a été créée",
                path.display()
            ),
            Self::Open(path, mode) => format!(
                "la clé «\u{a0}{path}\u{a0}» peut être lue par d’autres (droits {mode:o})\u{a0}: chmod 600 {path}\u{202f}; si quelqu’un a pu la lire, la remplacer avec «\u{a0}etabli keys rotate\u{a0}»",
                path = path.display()
            ),
            Self::Damaged(path) => format!(
                "«\u{a0}{}\u{a0}» n’est pas une clé (64 chiffres hexadécimaux)\u{a0}: la copier à nouveau, ou la remplacer avec «\u{a0}etabli keys rotate\u{a0}»",
                path.display()
            ),
            Self::Unreadable(path, why) => format!("la clé «\u{a0}{}\u{a0}» ne se lit pas ({why})", path.display()),
        };
        Bilingual::new(french, self.to_string())
    }
}

/// The secret key in this folder, if its owner alone can read it.
///
/// # Errors
/// If there is none, or something else, or others may read it.
pub fn signing_key(folder: &Path, role: KeyRole, name: &str) -> Result<SigningKey, SecretKeyError> {
    read_secret(&key_path(folder, role, name))
}

fn read_secret(path: &Path) -> Result<SigningKey, SecretKeyError> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => SecretKeyError::Absent(path.to_owned()),
        _ => SecretKeyError::Unreadable(path.to_owned(), error),
    };
    let file = File::open(path).map_err(unreadable)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Of the file that was opened: a path may lead elsewhere a moment later.
        let mode = file.metadata().map_err(unreadable)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(SecretKeyError::Open(path.to_owned(), mode));
        }
    }
    let mut text = String::new();
    let read = file.take(1024).read_to_string(&mut text);
    match read {
        Ok(_) => secret_of(&text).ok_or_else(|| SecretKeyError::Damaged(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(SecretKeyError::Damaged(path.to_owned())),
        Err(error) => Err(unreadable(error)),
    }
}

#[cfg(test)]
mod tests;

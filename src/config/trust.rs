//! `config/trust.ron`: whose kits this kiosk installs.

use std::{io, path::Path};

use jiff::civil::Date;
use serde::Deserialize;

use super::fields;
use crate::{
    finding::{Code, FieldPath, Findings, RonCodes},
    kit::{
        pack::{PublicKey, Publisher, is_publisher_name},
        store::disk::{Disk, replace},
    },
    language::Bilingual,
};

/// Where it lies in the home.
pub const FILE: &str = "config/trust.ron";

/// The publishers whose signature counts here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    publishers: Vec<Publisher>,
}

impl Trust {
    /// The name under which staff know the owner of this key.
    pub fn name_of(&self, key: PublicKey) -> Option<&str> {
        let found = self.publishers.iter().find(|publisher| publisher.key == key);
        found.map(|publisher| publisher.name.as_str())
    }
}

const SYNTAX: Code = Code::error("C301", "le fichier des éditeurs de kits est mal écrit");
const ENCODING: Code = Code::error("C302", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C303", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C304", "le fichier ne peut pas être ouvert");
const BAD_KEY: Code = Code::error("C305", "ce n’est pas une clé publique");
const BAD_NAME: Code = Code::error("C306", "ce n’est pas un nom d’éditeur");
const BAD_DATE: Code = Code::error("C307", "cette date n’existe pas");
const TWICE: Code = Code::error("C308", "deux éditeurs du même nom ou de la même clé");

/// Everything that can be said about `trust.ron`.
pub const CODES: [Code; 8] = [
    SYNTAX, ENCODING, TOO_BIG, UNREADABLE, BAD_KEY, BAD_NAME, BAD_DATE, TWICE,
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

/// What a kiosk that never trusted anyone begins with.
const EMPTY: &str = "\
// Les éditeurs dont cette borne installe les kits. Pour en ajouter un :
//   etabli kit install ARCHIVE.kit --trust NOM.pub
// Pour ne plus installer les kits d’un éditeur : retirer sa ligne. Ses kits déjà installés restent.
(
    publishers: [
    ],
)
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrust {
    publishers: Vec<RawPublisher>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPublisher {
    name: String,
    key: String,
    /// When staff chose to trust it, ISO 8601: for staff, nothing is compared with it.
    date: String,
}

/// Reads the publishers at `path`; a line with an error trusts nobody, and no file trusts nobody.
pub fn load_trust(path: &Path, findings: &mut Findings) -> Trust {
    match super::read(path) {
        Ok(bytes) => parse_trust(&super::file_name(path), &bytes, findings),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Trust::default(),
        Err(error) => {
            findings.extend(unopened(path, &error));
            Trust::default()
        }
    }
}

/// Reads the text of a `trust.ron`; `file` is the name findings carry.
pub fn parse_trust(file: &str, bytes: &[u8], findings: &mut Findings) -> Trust {
    fields::checked(file, bytes, &RON_CODES, findings, |raw: RawTrust, found| {
        check(&raw, found)
    })
    .unwrap_or_default()
}

fn check(raw: &RawTrust, findings: &mut Findings) -> Trust {
    let mut publishers: Vec<Publisher> = Vec::new();
    for (index, RawPublisher { name, key, date }) in raw.publishers.iter().enumerate() {
        let at = FieldPath::root().field("publishers").index(index);
        let parsed = key.parse::<PublicKey>().ok();
        if parsed.is_none() {
            let message = Bilingual::new(
                "cette clé n’est pas celle d’un éditeur\u{a0}: il n’est pas reconnu",
                "this is not the key of a publisher: it is not trusted",
            );
            findings
                .report(&BAD_KEY, &at.field("key"), message)
                .help(Bilingual::new(
                    "retirer la ligne, puis «\u{a0}etabli kit install ARCHIVE.kit --trust NOM.pub\u{a0}»",
                    "remove the line, then `etabli kit install ARCHIVE.kit --trust NAME.pub`",
                ));
        }
        let named = is_publisher_name(name);
        if !named {
            let message = Bilingual::new(
                "un nom d’éditeur a de 1 à 60 caractères, sans guillemet droit",
                "a publisher's name has 1 to 60 characters and no straight quote",
            );
            findings.report(&BAD_NAME, &at.field("name"), message);
        }
        if date.parse::<Date>().is_err() {
            let message = Bilingual::new("cette date n’existe pas", "there is no such date");
            findings
                .report(&BAD_DATE, &at.field("date"), message)
                .help(Bilingual::new(
                    "écrire \"2027-03-26\"\u{a0}: année, mois, jour",
                    "write \"2027-03-26\": year, month, day",
                ));
        }
        let Some(key) = parsed.filter(|_| named) else { continue };
        if publishers.iter().any(|known| known.key == key || known.name == *name) {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}», ou sa clé, est déjà plus haut\u{a0}: cette ligne ne compte pas"),
                format!("`{name}`, or its key, is further up already: this line does not count"),
            );
            findings.report(&TWICE, &at, message);
            continue;
        }
        let name = name.clone();
        publishers.push(Publisher { name, key });
    }
    Trust { publishers }
}

/// Adds a publisher to the file at `path`, keeping all else that is in it; false if the key is there already.
///
/// # Errors
/// If the file has errors, if another key goes by this name, or if it cannot be written.
pub fn add_trust(path: &Path, publisher: &Publisher, day: Date, disk: &dyn Disk) -> Result<bool, Findings> {
    let mut findings = Findings::default();
    let trust = load_trust(path, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    if trust.name_of(publisher.key).is_some() {
        return Ok(false);
    }
    let file = super::file_name(path);
    if trust.publishers.iter().any(|known| known.name == publisher.name) {
        let message = Bilingual::new(
            format!(
                "un autre éditeur s’appelle déjà «\u{a0}{}\u{a0}», avec une autre clé",
                publisher.name
            ),
            format!(
                "another publisher is called `{}` already, with another key",
                publisher.name
            ),
        );
        findings
            .report(&TWICE, &FieldPath::root(), message)
            .help(Bilingual::new(
                "demander à cet éditeur laquelle est la sienne\u{a0}; s’il en a changé, retirer d’abord l’ancienne ligne",
                "ask this publisher which one is theirs; if they have changed it, remove the old line first",
            ));
        findings.locate(&file, |_| None);
        return Err(findings);
    }
    let text = match super::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => EMPTY.to_owned(),
    };
    let Publisher { name, key } = publisher;
    let line = format!("(name: \"{name}\", key: \"{key}\", date: \"{day}\"),");
    let added = with_line(&text, &line).filter(|text| {
        let mut again = Findings::default();
        let all = parse_trust(&file, text.as_bytes(), &mut again);
        !again.has_errors() && all.publishers.len() == trust.publishers.len() + 1 && all.name_of(*key) == Some(name)
    });
    let Some(added) = added else {
        let message = Bilingual::new(
            "la liste des éditeurs n’a pas pu être complétée",
            "the list of publishers could not be added to",
        );
        findings
            .report(&SYNTAX, &FieldPath::root(), message)
            .help(Bilingual::new(
                format!("ajouter dans «\u{a0}publishers\u{a0}»\u{a0}: {line}"),
                format!("add to `publishers`: {line}"),
            ));
        findings.locate(&file, |_| None);
        return Err(findings);
    };
    replace(disk, path, added.as_bytes()).map_err(|error| unopened(path, &error))?;
    Ok(true)
}

/// `text` with `line` at the top of the list, where it needs no look at commas and comments.
fn with_line(text: &str, line: &str) -> Option<String> {
    let is_comment = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        text[start..at].contains("//")
    };
    let (field, _) = text.match_indices("publishers").find(|(at, _)| !is_comment(*at))?;
    let (before, after) = text.split_at(field + text[field..].find('[')? + 1);
    Some(format!("{before}\n        {line}{after}"))
}

fn unopened(path: &Path, error: &io::Error) -> Findings {
    let mut findings = Findings::default();
    let message = Bilingual::new(
        format!("ce fichier ne peut pas être lu ou écrit ({error})"),
        format!("this file cannot be read or written ({error})"),
    );
    findings
        .report(&UNREADABLE, &FieldPath::root(), message)
        .help(Bilingual::new(
            "vérifier que c’est bien un fichier, et le droit d’y écrire",
            "check that it is a file, and the right to write it",
        ));
    findings.locate(&super::file_name(path), |_| None);
    findings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        kit::{pack::SecretKey, store::disk::RealDisk},
        language::Language,
    };

    fn key(seed: u8) -> PublicKey {
        SecretKey::from_seed([seed; 32]).public()
    }

    fn told(text: &str) -> (Trust, Vec<String>) {
        let mut findings = Findings::default();
        let trust = parse_trust("t", text.as_bytes(), &mut findings);
        let told = findings.sorted();
        (
            trust,
            told.iter().map(|finding| finding.headline(Language::French)).collect(),
        )
    }

    #[test]
    fn a_wrong_line_trusts_nobody_and_spares_the_others() {
        let good = format!("(name: \"Bois\", key: \"{}\", date: \"2026-11-24\")", key(1));
        for (line, code) in [
            ("(name: \"a\", key: \"00\", date: \"2026-11-24\")".to_owned(), "C305"),
            (
                format!("(name: \"\", key: \"{}\", date: \"2026-11-24\")", key(2)),
                "C306",
            ),
            (
                format!("(name: \"Bois\", key: \"{}\", date: \"2026-11-24\")", key(2)),
                "C308",
            ),
            (
                format!("(name: \"Fer\", key: \"{}\", date: \"2026-11-24\")", key(1)),
                "C308",
            ),
        ] {
            let (trust, told) = told(&format!("(publishers: [{good}, {line}])"));
            assert!(told.len() == 1 && told[0].contains(code), "{line}: {told:?}");
            assert_eq!(trust.publishers.len(), 1);
            assert_eq!(trust.name_of(key(1)), Some("Bois"));
        }
        let (trust, told) = told(&format!("(publishers: [{}])", good.replace("-24", "-44")));
        assert!(told[0].contains("C307") && trust.name_of(key(1)).is_some(), "{told:?}");
    }

    #[test]
    fn what_cannot_be_read_trusts_nobody() {
        for (text, code) in [
            ("(", "C301"),
            ("()", "C301"),
            ("(publishers: 1)", "C301"),
            ("(publisher: [])", "C301"),
        ] {
            let (trust, told) = told(text);
            assert!(told.len() == 1 && told[0].contains(code), "{text}: {told:?}");
            assert_eq!(trust, Trust::default());
        }
        let mut findings = Findings::default();
        assert_eq!(load_trust(Path::new("/no/such/file"), &mut findings), Trust::default());
        assert!(findings.is_empty());
    }

    #[test]
    fn a_line_is_added_and_all_else_is_kept() {
        let folder = std::env::temp_dir().join(format!("etabli-trust-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("trust.ron");
        let publisher = |seed: u8, name: &str| Publisher {
            name: name.to_owned(),
            key: key(seed),
        };
        let add = |seed, name| add_trust(&path, &publisher(seed, name), date(2026, 11, 24), &RealDisk);
        assert_eq!(add(1, "Bois"), Ok(true));
        assert_eq!(add(1, "Bois"), Ok(false));
        let text = std::fs::read_to_string(&path).expect("the file");
        assert!(
            text.starts_with("// Les éditeurs") && text.contains("    (name: \"Bois\""),
            "{text}"
        );
        // As staff might leave it: no comma, brackets and the field's name in comments.
        let edited = text.replace("-24\"),\n", "-24\") // vu le 24 [Lou]\n");
        std::fs::write(&path, format!("// publishers: [ ]\n{edited}// fin ]\n")).expect("the file");
        assert_eq!(add(2, "Fer [et] acier"), Ok(true));
        let mut findings = Findings::default();
        let trust = load_trust(&path, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(trust.name_of(key(2)), Some("Fer [et] acier"));
        let told = add(3, "Bois").expect_err("a name that is taken").sorted();
        assert_eq!(told[0].code, "C308");
        std::fs::remove_dir_all(folder).expect("cleaned up");
    }
}

//! `manifest.json`: which kit this is and what each of its files must be.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Sha256Sum, content_hash, names, quoted, refusal};
use crate::{
    finding::{Code, Findings},
    kit::{check::is_kit_id, raw},
    language::Bilingual,
};

const NEWER: Code = Code::error("K703", "archive d’un format plus récent que cet Établi");
const WRONG: Code = Code::error(
    "K705",
    "archive\u{a0}: liste des fichiers illisible ou qui se contredit",
);

pub(super) const CODES: &[Code] = &[NEWER, WRONG];

/// The format of archives that this program writes and reads. It is apart from the program's own version and from the
/// format of `kit.ron`.
pub const ARCHIVE: u32 = 1;

/// The first Établi that reads this format of archives and of kits: what a future format will name instead.
const SINCE: Version = Version([0, 1, 0]);

/// What an archive says of itself; only what passed [`Manifest::parse`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`ARCHIVE`].
    archive: u32,
    /// The first Établi that can read it.
    etabli: String,
    /// Format of `kit.ron`.
    format: u32,
    id: String,
    version: Version,
    /// See [`content_hash`].
    content: Sha256Sum,
    /// Sorted by path.
    files: Vec<Listed>,
}

/// A file of the kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// `/` between folders.
    pub path: String,
    pub bytes: u64,
    pub sha256: Sha256Sum,
}

/// What every format says in the same place, for ever.
#[derive(Deserialize)]
struct Numbered {
    archive: u32,
    #[serde(default)]
    etabli: String,
    #[serde(default)]
    format: u32,
}

/// The first Établi that plays this kit: the one it names, unless its format needs a newer one.
fn first_etabli(kit: &raw::Kit) -> Version {
    let named = kit.etabli.as_deref().and_then(|named| named.parse().ok());
    named.map_or(SINCE, |named: Version| named.max(SINCE))
}

impl Manifest {
    /// The manifest of these files.
    pub(super) fn new(kit: &raw::Kit, version: Version, mut files: Vec<Listed>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            archive: ARCHIVE,
            etabli: first_etabli(kit).to_string(),
            format: kit.format,
            id: kit.id.clone(),
            version,
            content: content_hash(files.iter().map(|file| (file.path.as_str(), file.sha256))),
            files,
        }
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn version(&self) -> Version {
        self.version
    }

    /// The first Établi that can play it, `major.minor.patch`.
    pub fn etabli(&self) -> &str {
        &self.etabli
    }

    pub fn content(&self) -> Sha256Sum {
        self.content
    }

    pub fn files(&self) -> &[Listed] {
        &self.files
    }

    /// `<id>-<version>.kit`.
    pub fn file_name(&self) -> String {
        format!("{}-{}.{}", self.id, self.version, super::EXTENSION)
    }

    /// The same bytes for the same files.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and lists always serialise.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Refuses what only a newer Établi can read, before anything else is read of it.
    ///
    /// # Errors
    /// The finding that names the Établi that is needed.
    pub(super) fn check_format(bytes: &[u8]) -> Result<(), Findings> {
        let Ok(Numbered {
            archive,
            etabli,
            format,
        }) = serde_json::from_slice(bytes)
        else {
            return Ok(());
        };
        if archive <= ARCHIVE && format <= raw::FORMAT {
            return Ok(());
        }
        let [what_fr, what_en] = if archive > ARCHIVE {
            [
                format!("cette archive est au format {archive}"),
                format!("this archive has format {archive}"),
            ]
        } else {
            [
                format!("ce kit est au format {format}"),
                format!("this kit has format {format}"),
            ]
        };
        let [fr, en] = if etabli.parse::<Version>().is_ok() {
            [
                format!("il faut Établi {etabli} ou plus récent"),
                format!("it takes Établi {etabli} or newer"),
            ]
        } else {
            [
                "il faut un Établi plus récent".to_owned(),
                "it takes a newer Établi".to_owned(),
            ]
        };
        let here = env!("CARGO_PKG_VERSION");
        Err(refusal(
            &NEWER,
            Bilingual::new(
                format!("{what_fr}\u{a0}: {fr} (ici\u{a0}: {here})"),
                format!("{what_en}: {en} (here: {here})"),
            ),
            Bilingual::new(
                "mettre Établi à jour, ou demander une archive faite pour cette version",
                "update Établi, or ask for an archive made for this version",
            ),
        ))
    }

    /// # Errors
    /// Why these bytes are not the manifest of an archive this program can have made.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Findings> {
        let read: Self = serde_json::from_slice(bytes)
            .map_err(|error| contradiction(&format!("ligne {}", error.line()), &error.to_string()))?;
        let sorted = read.files.is_sorted_by(|a, b| a.path < b.path);
        let paths: BTreeSet<&str> = read.files.iter().map(|file| file.path.as_str()).collect();
        let sums = read.files.iter().map(|file| (file.path.as_str(), file.sha256));
        let [fr, en] = if read.archive == 0 || read.format == 0 {
            ["format 0", "format 0"]
        } else if !is_kit_id(&read.id) || names::is_device(&read.id) {
            ["identifiant de kit mal écrit", "badly written kit identifier"]
        } else if !sorted {
            ["fichiers en désordre ou répétés", "files out of order or repeated"]
        } else if !paths.contains("kit.ron") {
            ["pas de kit.ron", "no kit.ron"]
        } else if content_hash(sums) != read.content {
            ["empreinte du contenu fausse", "wrong content hash"]
        } else {
            return Ok(read);
        };
        Err(contradiction(fr, en))
    }
}

fn contradiction(fr: &str, en: &str) -> Findings {
    let [name_fr, name_en] = quoted(super::MANIFEST);
    refusal(
        &WRONG,
        Bilingual::new(
            format!("la liste {name_fr} de l’archive est illisible ou se contredit ({fr})"),
            format!("the archive's list {name_en} is unreadable or contradicts itself ({en})"),
        ),
        Bilingual::new(
            "n’installer que des archives faites par «\u{a0}etabli kit pack\u{a0}», copiées telles quelles",
            "install only archives made by `etabli kit pack`, copied as they are",
        ),
    )
}

/// `major.minor.patch`, compared as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version([u32; 3]);

/// It was not three numbers with dots between.
#[derive(Debug, thiserror::Error)]
#[error("three numbers with dots between were expected")]
pub struct NotAVersion;

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let number = |part: &str| {
            let plain = part == "0" || !part.starts_with('0');
            let digits = (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            (plain && digits).then(|| part.parse().ok()).flatten()
        };
        let numbers: Option<Vec<u32>> = text.split('.').map(number).collect();
        numbers
            .and_then(|numbers| numbers.try_into().ok())
            .map(Self)
            .ok_or(NotAVersion)
    }
}

impl TryFrom<String> for Version {
    type Error = NotAVersion;

    fn try_from(text: String) -> Result<Self, NotAVersion> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> serde_json::Value {
        let sum = Sha256Sum::of(b"x");
        serde_json::json!({
            "archive": 1, "etabli": "0.1.0", "format": 1, "id": "base", "version": "1.2.3",
            "content": content_hash([("a", sum), ("kit.ron", sum)]).to_string(),
            "files": [
                {"path": "a", "bytes": 1, "sha256": sum.to_string()},
                {"path": "kit.ron", "bytes": 1, "sha256": sum.to_string()},
            ],
        })
    }

    fn told(change: impl FnOnce(&mut serde_json::Value)) -> String {
        let mut value = manifest();
        change(&mut value);
        let bytes = value.to_string().into_bytes();
        let read = Manifest::check_format(&bytes).and_then(|()| Manifest::parse(&bytes));
        let told = read.err().map(Findings::sorted).unwrap_or_default();
        told.iter()
            .map(|finding| format!("{} {}", finding.code, finding.message.en))
            .collect()
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let bytes = manifest().to_string().into_bytes();
        let read = Manifest::parse(&bytes).expect("a manifest");
        assert_eq!(read.file_name(), "base-1.2.3.kit");
        assert_eq!(Manifest::parse(&read.to_bytes()).expect("a manifest"), read);
        assert_eq!(told(|_| {}), "");
    }

    #[test]
    fn a_newer_format_names_the_program_it_takes() {
        let newer = |value: &mut serde_json::Value| {
            value["archive"] = 2.into();
            value["etabli"] = "0.4.0".into();
            value["files"] = "other".into();
        };
        assert_eq!(
            told(newer),
            "K703 this archive has format 2: it takes Établi 0.4.0 or newer (here: 0.1.0)"
        );
        assert!(told(|value| value["format"] = 7.into()).starts_with("K703 this kit has format 7"));
        let vague = |value: &mut serde_json::Value| {
            value["archive"] = 9.into();
            value["etabli"] = "\u{1b}[31m".into();
        };
        assert!(told(vague).contains("it takes a newer Établi"));
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        for (name, change) in [
            (
                "unknown field",
                (|value| value["extra"] = 1.into()) as fn(&mut serde_json::Value),
            ),
            ("badly written kit identifier", |value| value["id"] = "../x".into()),
            ("three numbers", |value| value["version"] = "1.2".into()),
            ("out of order", |value| {
                let list = value["files"].as_array_mut().expect("a list");
                list.reverse();
            }),
            ("no kit.ron", |value| value["files"][1]["path"] = "b".into()),
            ("wrong content hash", |value| value["files"][0]["path"] = "b".into()),
            ("hexadecimal", |value| value["content"] = "00".into()),
            ("format 0", |value| value["archive"] = 0.into()),
        ] {
            let told = told(change);
            assert!(told.starts_with("K705") && told.contains(name), "{name}: {told}");
        }
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        let version = |text: &str| text.parse::<Version>().expect("a version");
        assert!(version("0.10.0") > version("0.9.9") && version("1.0.0") > version("0.99.0"));
        for text in ["", "1", "1.2", "1.2.3.4", "1.02.3", "1.2.x", "1.2.-3", "1.2.1234567"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}

//! `installed.ron`: which kits were installed, whose they are, and the change under way if there is one.

use std::{collections::BTreeMap, fs::File, io, io::Read, path::Path};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, replace};
use crate::{
    finding::{Code, Document, Findings, RonCodes, parse_ron, write_ron},
    kit::pack::{Sha256Sum, refusal},
    language::Bilingual,
};

pub const DAMAGED: Code = Code::error("K740", "la liste des kits installés est illisible");

const BYTES_MAX: usize = 4 * 1024 * 1024;

const RON_CODES: RonCodes = RonCodes {
    too_big: DAMAGED,
    encoding: DAMAGED,
    syntax: DAMAGED,
    unknown_field: DAMAGED,
    missing_field: DAMAGED,
    duplicate_field: DAMAGED,
    unknown_variant: DAMAGED,
    wrong_type: DAMAGED,
    out_of_range: DAMAGED,
    too_deep: DAMAGED,
    bytes_max: BYTES_MAX,
};

const HEAD: &str = "// Tenu par « etabli kit install » : ne rien y changer à la main.\n";

/// All that is remembered of installed kits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// By id.
    pub kits: BTreeMap<String, Shelf>,
    /// What was begun and not finished: the next to open the store decides what became of it.
    pub under_way: Option<Change>,
}

/// The versions of one kit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shelf {
    /// The one in the folder of kits.
    pub live: Option<Record>,
    /// The one to go back to.
    pub previous: Option<Record>,
    /// The one that is to take its place once this kiosk has proven it.
    pub waiting: Option<Record>,
    /// What staff asked for while the kiosk was playing: done as soon as it calls again.
    pub asked: Option<Ask>,
}

/// What can be asked of a kiosk that is playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    Rollback,
    Remove,
}

impl Shelf {
    /// Something of this kit is to change as soon as nobody plays.
    pub fn is_due(&self) -> bool {
        let proven = |waiting: &Record| waiting.status == Status::Proven;
        self.asked.is_some() || self.waiting.as_ref().is_some_and(proven)
    }

    /// Everything known of it that was signed, the newest first.
    pub(super) fn signed(&self) -> impl Iterator<Item = (&Record, &Signed)> {
        let known = [&self.waiting, &self.live].into_iter().flatten();
        known.filter_map(|record| Some((record, record.publisher.as_ref()?)))
    }
}

/// One version of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// `major.minor.patch`, or what a kit that was copied by hand says instead.
    pub version: String,
    /// `None`: copied by hand.
    pub publisher: Option<Signed>,
    pub content: Sha256Sum,
    pub status: Status,
}

/// Whose signature it came with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// As staff knew them on that day.
    pub name: String,
    /// 64 hexadecimal digits.
    pub key: String,
}

/// Whether this kiosk knows that it can play it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Not tried here yet; a proof from elsewhere says nothing of this machine.
    #[default]
    EnAttente,
    /// Tried here, and not to the end: it goes on waiting, and is not tried again by itself.
    Refused {
        on: Date,
        /// What was found, in French.
        why: Vec<String>,
    },
    /// Played through on this kiosk.
    Proven,
}

impl Status {
    pub fn word(&self) -> Bilingual {
        match self {
            Self::EnAttente => Bilingual::new("en attente", "pending"),
            Self::Refused { on, .. } => Bilingual::new(format!("refusé à l’essai du {on}"), format!("refused on {on}")),
            Self::Proven => Bilingual::new("éprouvé", "proven"),
        }
    }
}

/// Written before anything moves, taken back once all is in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A version came in and is to wait.
    Receive {
        id: String,
        record: Record,
    },
    /// The version that waited takes its place.
    TakeIn {
        id: String,
        record: Record,
        /// What was in its place.
        replaces: Option<Record>,
    },
    Rollback {
        id: String,
        /// What is to be in its place.
        record: Record,
        /// What was.
        replaces: Option<Record>,
    },
    Remove {
        id: String,
    },
}

impl State {
    /// The state at `path`; nothing is installed where there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: &Path) -> Result<Self, Findings> {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes));
        let file = path.display().to_string().replace('\\', "/");
        match read {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                let message = Bilingual::new(
                    format!("la liste des kits installés ne se lit pas ({error})"),
                    format!("the list of installed kits cannot be read ({error})"),
                );
                let mut findings = refusal(&DAMAGED, message, Self::help());
                findings.locate(&file, |_| None);
                return Err(findings);
            }
            Ok(_) => {}
        }
        match parse_ron::<Self>(&file, &bytes, &RON_CODES) {
            Ok(Document { raw, .. }) => Ok(raw),
            Err(found) => {
                let mut findings = Findings::default();
                for mut finding in found.sorted() {
                    finding.help = Some(Self::help());
                    findings.push(finding);
                }
                Err(findings)
            }
        }
    }

    fn help() -> Bilingual {
        Bilingual::new(
            "mettre ce fichier de côté\u{a0}: les kits restent là et se jouent, mais leur éditeur et leur version \
             précédente sont oubliés",
            "put this file aside: the kits stay and can be played, but their publisher and previous version are forgotten",
        )
    }

    /// # Errors
    /// If the disk does not take it: the file is then as before.
    pub fn write(&self, path: &Path, disk: &dyn Disk) -> io::Result<()> {
        let text = write_ron(self).map_err(io::Error::other)?;
        replace(disk, path, format!("{HEAD}{text}\n").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::disk::RealDisk, *};

    #[test]
    fn it_is_read_as_it_is_written() {
        let record = Record {
            version: "1.2.3".to_owned(),
            publisher: Some(Signed {
                name: "Métallurgie".to_owned(),
                key: "00".to_owned(),
            }),
            content: Sha256Sum::of(b""),
            status: Status::Proven,
        };
        let by_hand = Record {
            publisher: None,
            status: Status::EnAttente,
            ..record.clone()
        };
        let refused = Record {
            status: Status::Refused {
                on: Date::constant(2027, 3, 26),
                why: vec!["1/2 : figé".to_owned()],
            },
            ..record.clone()
        };
        let change = |replaces| Change::TakeIn {
            id: "a".to_owned(),
            record: record.clone(),
            replaces,
        };
        let path = std::env::temp_dir().join(format!("etabli-state-{}.ron", std::process::id()));
        for (previous, under_way) in [
            (None, None),
            (Some(by_hand.clone()), Some(change(None))),
            (None, Some(change(Some(by_hand)))),
            (None, Some(Change::Remove { id: "a".to_owned() })),
        ] {
            let shelf = Shelf {
                live: Some(record.clone()),
                previous,
                waiting: Some(refused.clone()),
                asked: Some(Ask::Rollback),
            };
            let kits = BTreeMap::from([("a".to_owned(), shelf)]);
            let state = State { kits, under_way };
            state.write(&path, &RealDisk).expect("written");
            assert_eq!(State::read(&path), Ok(state));
        }
        std::fs::write(&path, "(kits: {").expect("written");
        assert_eq!(State::read(&path).expect_err("damaged").sorted()[0].code, "K740");
        std::fs::remove_file(&path).expect("cleaned up");
        assert_eq!(State::read(&path), Ok(State::default()));
    }
}

//! What staff are told about the machine: gathered beside the frame loop, and only while the panel is open.

pub mod counts;
pub mod disk;
pub mod machine;
pub mod sticks;

use std::{
    fs,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use bevy::prelude::Resource;
use etabli_upkeep::{logs, quarantine, restarts};

use self::{counts::Counts, machine::Machine, sticks::Stick};
use super::errand::Places;
use crate::{
    config::{TRUST, is_id, load_trust},
    engagement::journal,
    finding::Findings,
    kit::{Depth, kit_from_folder, store},
    language::Language,
};

/// Lines of the log that staff see.
const LOG_LINES: usize = 40;

/// All of it, at one moment.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub machine: Machine,
    pub counts: Option<Counts>,
    pub restarts: Vec<restarts::Record>,
    pub quarantine: Vec<quarantine::Entry>,
    pub log_tail: Vec<String>,
    pub installed: store::State,
    /// Of kits, every one there is, sorted.
    pub folders: Vec<String>,
    /// Kits that wait for their first trial here, and what visitors will call them.
    pub newcomers: Vec<(String, String)>,
    pub sticks: Vec<Stick>,
    /// Of the journal's file.
    pub journal_bytes: u64,
}

/// Gathers when it is asked to.
#[derive(Resource)]
pub struct Gatherer {
    ask: SyncSender<()>,
    facts: Arc<Mutex<Arc<Facts>>>,
}

impl Gatherer {
    /// # Errors
    /// If no thread can be had.
    pub fn start(places: Places) -> std::io::Result<Self> {
        // One wish that waits is enough: it is for whatever is the case by then.
        let (ask, asked) = sync_channel(1);
        let facts = Arc::<Mutex<Arc<Facts>>>::default();
        let to = facts.clone();
        thread::Builder::new()
            .name("staff-facts".to_owned())
            .spawn(move || gather(&asked, &places, &to))?;
        Ok(Self { ask, facts })
    }

    /// Never waits.
    pub fn ask(&self) {
        let _ = self.ask.try_send(());
    }

    /// What was gathered last.
    pub fn facts(&self) -> Arc<Facts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn gather(asked: &Receiver<()>, places: &Places, to: &Mutex<Arc<Facts>>) {
    while asked.recv().is_ok() {
        let (installed, folders) = (store::look(&places.kits).unwrap_or_default(), folders(places));
        let facts = Facts {
            newcomers: newcomers(&installed, &folders, places),
            machine: Machine::look(),
            counts: counts::look(places),
            restarts: restarts::read(&places.data),
            quarantine: quarantine::read(&places.data).unwrap_or_default(),
            log_tail: logs::tail(&places.data, LOG_LINES),
            installed,
            folders,
            sticks: sticks::look(&load_trust(&places.home.join(TRUST), &mut Findings::default())),
            journal_bytes: fs::metadata(places.data.join(journal::FILE)).map_or(0, |about| about.len()),
        };
        *to.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(facts);
    }
}

fn newcomers(installed: &store::State, folders: &[String], places: &Places) -> Vec<(String, String)> {
    let waiting = installed.candidates(&places.kits);
    let new = waiting.into_iter().filter(|candidate| !folders.contains(&candidate.id));
    new.map(|candidate| {
        let (kit, _) = kit_from_folder(&candidate.kits.join(&candidate.id), Depth::Quick);
        let title = kit.map_or_else(|| candidate.id.clone(), |kit| kit.title(Language::French));
        (candidate.id, title)
    })
    .collect()
}

fn folders(places: &Places) -> Vec<String> {
    let entries = fs::read_dir(&places.kits).into_iter().flatten().filter_map(Result::ok);
    let kits = entries.filter(|entry| entry.path().join("kit.ron").is_file());
    let mut names: Vec<String> = kits.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| is_id(name));
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::kit::{
        pack::Sha256Sum,
        store::{Record, Shelf, Signed, Status},
    };

    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from)
            .expect("the folder")
            .map(|entry| entry.expect("read"))
        {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).expect("copied");
            }
        }
    }

    #[test]
    fn a_kit_that_waits_for_its_first_trial_is_known_by_its_title_and_others_are_no_newcomers() {
        let home = std::env::temp_dir().join(format!("etabli-newcomers-{}", std::process::id()));
        let places = Places {
            program: PathBuf::new(),
            home: home.clone(),
            data: home.clone(),
            kits: home.join("kits"),
        };
        let waiting = Record {
            version: "0.1.0".to_owned(),
            publisher: Some(Signed {
                name: "Branche du bois".to_owned(),
                key: String::new(),
            }),
            content: Sha256Sum::of(b""),
            status: Status::EnAttente,
        };
        let shelf = Shelf {
            waiting: Some(waiting),
            ..Shelf::default()
        };
        let mut installed = store::State::default();
        for id in ["assembler", "soudure"] {
            installed.kits.insert(id.to_owned(), shelf.clone());
        }
        let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates/assembler");
        for candidate in installed.candidates(&places.kits) {
            copy(&template, &candidate.kits.join(&candidate.id));
        }
        // The shop has an older welding kit already: its new version is no newcomer.
        let found = newcomers(&installed, &["soudure".to_owned()], &places);
        fs::remove_dir_all(&home).expect("removed");
        assert_eq!(found, [("assembler".to_owned(), "Menuisière, menuisier".to_owned())]);
    }
}

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
    kit::store,
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
        let facts = Facts {
            machine: Machine::look(),
            counts: counts::look(places),
            restarts: restarts::read(&places.data),
            quarantine: quarantine::read(&places.data).unwrap_or_default(),
            log_tail: logs::tail(&places.data, LOG_LINES),
            installed: store::look(&places.kits).unwrap_or_default(),
            folders: folders(places),
            sticks: sticks::look(&load_trust(&places.home.join(TRUST), &mut Findings::default())),
            journal_bytes: fs::metadata(places.data.join(journal::FILE)).map_or(0, |about| about.len()),
        };
        *to.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(facts);
    }
}

fn folders(places: &Places) -> Vec<String> {
    let entries = fs::read_dir(&places.kits).into_iter().flatten().filter_map(Result::ok);
    let kits = entries.filter(|entry| entry.path().join("kit.ron").is_file());
    let mut names: Vec<String> = kits.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| is_id(name));
    names.sort_unstable();
    names
}

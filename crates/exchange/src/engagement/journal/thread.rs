//! The thread that owns the journal. Whoever plays hands over what happened and goes on: nothing here makes a frame wait.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc::{SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use super::{JournalError, Limits, SetAside, keeper::Keeper};
use crate::engagement::{
    plan::EventPlan,
    row::{KitVisit, Mode},
    statement::StatementContext,
};
use crate::language::Bilingual;

/// A kiosk sees one entry in minutes; the disk takes one in milliseconds. More are only waiting if it is stuck.
const WAITING_MAX: usize = 256;

/// Something to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A try of a kit ended.
    Visit(Box<KitVisit>),
    /// A try of a kit ended whose visitor asked not to be counted.
    OptedOut,
    /// The accessibility modes that one visitor used; handed over apart from what they tried.
    Modes { slot: i64, modes: Vec<Mode> },
    /// Something about the machine, nothing of visitors.
    Note { what: &'static str, detail: String },
}

impl Entry {
    pub(super) fn is_a_try(&self) -> bool {
        matches!(self, Self::Visit(_) | Self::OptedOut)
    }
}

/// What the thread works with.
#[derive(Clone)]
pub struct Settings {
    /// The kiosk's own data.
    pub folder: PathBuf,
    pub limits: Limits,
    /// Of the event the kiosk stands at.
    pub plan: EventPlan,
    pub context: StatementContext,
    pub clocks: Arc<dyn Clocks>,
}

/// Where the time comes from; tests have their own.
pub trait Clocks: Send + Sync {
    /// Seconds since 1970, as the machine has it.
    fn wall(&self) -> i64;
    /// Goes on whatever happens to the other.
    fn steady(&self) -> Instant;
}

/// The machine's clocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClocks;

impl Clocks for SystemClocks {
    fn wall(&self) -> i64 {
        jiff::Timestamp::now().as_second()
    }

    fn steady(&self) -> Instant {
        Instant::now()
    }
}

/// How the journal is, for staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// What went wrong last, until it goes well again.
    pub trouble: Option<Bilingual>,
    /// The journal was broken and a fresh one started.
    pub set_aside: Option<SetAside>,
    /// Tries of this run that came to no row.
    pub dropped: u64,
    /// Tries of this run that are in the journal.
    pub kept: u64,
    /// Nothing is sealed by itself while it is.
    pub is_clock_doubted: bool,
}

pub(super) enum Message {
    Entry(Entry),
    /// Answered once all that was handed over before is kept.
    Flush(SyncSender<()>),
}

/// Where entries are handed over. Dropping it ends the thread once all of them are kept.
pub struct Recorder {
    /// `None` only while it is dropped.
    sender: Option<SyncSender<Message>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

#[derive(Default)]
pub(super) struct Shared {
    /// Tries that nobody took: counted with the next that is kept.
    pub(super) dropped: AtomicU32,
    health: Mutex<Health>,
}

impl Shared {
    pub(super) fn tell(&self, change: impl FnOnce(&mut Health)) {
        change(&mut self.health.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Recorder {
    /// Opens the journal on a thread of its own, which seals what ended since the last run. If it cannot be opened for a
    /// reason that may pass, such as a full disk, that is tried again each minute, and tries are counted as dropped.
    ///
    /// # Errors
    /// `InUse` if another Établi records in this folder; `Newer` if the journal is a newer one's.
    pub fn start(settings: Settings) -> Result<Self, JournalError> {
        let shared = Arc::new(Shared::default());
        let (sender, receiver) = sync_channel(WAITING_MAX);
        let (opened, outcome) = sync_channel(1);
        let keeper_shared = shared.clone();
        let thread = std::thread::Builder::new().name("journal".to_owned()).spawn(move || {
            match Keeper::open(settings, keeper_shared) {
                Ok(mut keeper) => {
                    // Nobody waits any more only if the whole kiosk is gone.
                    let _ = opened.send(Ok(()));
                    keeper.work(&receiver);
                }
                Err(error) => {
                    let _ = opened.send(Err(error));
                }
            }
        })?;
        match outcome.recv() {
            Ok(Ok(())) => Ok(Self {
                sender: Some(sender),
                thread: Some(thread),
                shared,
            }),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(std::io::Error::other("the journal's thread ended").into()),
        }
    }

    /// Hands an entry over and returns at once, whatever the disk does; false if too many wait already, and then a try
    /// is counted as dropped.
    pub fn hand_over(&self, entry: Entry) -> bool {
        let is_a_try = entry.is_a_try();
        let sender = self.sender.as_ref();
        let taken = sender.is_some_and(|sender| sender.try_send(Message::Entry(entry)).is_ok());
        if !taken && is_a_try {
            self.shared.dropped.fetch_add(1, Ordering::Relaxed);
        }
        taken
    }

    /// Waits until all that was handed over is on the disk, or `most` has passed; false then. Not for the frame loop.
    pub fn flush(&self, most: Duration) -> bool {
        let (done, wait) = sync_channel(1);
        let asked = self
            .sender
            .as_ref()
            .is_some_and(|sender| sender.send(Message::Flush(done)).is_ok());
        asked && wait.recv_timeout(most).is_ok()
    }

    pub fn health(&self) -> Health {
        let health = self.shared.health.lock();
        let mut health = health.unwrap_or_else(PoisonError::into_inner).clone();
        health.dropped += u64::from(self.shared.dropped.load(Ordering::Relaxed));
        health
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so already.
            let _ = thread.join();
        }
    }
}

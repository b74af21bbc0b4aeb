//! The thread that owns the journal. Whoever plays hands over what happened and goes on: nothing here makes a frame wait.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tokio::runtime::Runtime;
use tracing::{info, warn};

use super::{Journal, JournalError, Kept, Limits, SetAside, Watch};
use crate::engagement::{
    plan::EventPlan,
    row::{KitVisit, Mode},
    seal::Which,
    statement::StatementContext,
};

/// A kiosk sees one entry in minutes; the disk takes one in milliseconds. More are only waiting if it is stuck.
const WAITING_MAX: usize = 256;

/// How often the thread looks whether a period has ended.
const ROUND: Duration = Duration::from_secs(60);

/// How often old things are removed when nothing was sealed.
const PURGE: Duration = Duration::from_secs(3600);

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
    fn is_a_try(&self) -> bool {
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
    pub trouble: Option<String>,
    /// The journal was broken and a fresh one started.
    pub set_aside: Option<SetAside>,
    /// Tries of this run that came to no row.
    pub dropped: u64,
    /// Tries of this run that are in the journal.
    pub kept: u64,
    /// Nothing is sealed by itself while it is.
    pub is_clock_doubted: bool,
}

enum Message {
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
struct Shared {
    /// Tries that nobody took: counted with the next that is kept.
    dropped: AtomicU32,
    health: Mutex<Health>,
}

impl Shared {
    fn tell(&self, change: impl FnOnce(&mut Health)) {
        change(&mut self.health.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Recorder {
    /// Opens the journal on a thread of its own, and seals what ended since the last run.
    ///
    /// # Errors
    /// `InUse` if another Établi records in this folder; if the folder cannot be written; if the journal is a newer one's.
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

/// The thread's own side.
struct Keeper {
    runtime: Runtime,
    /// `None` after it broke and no fresh one could be made: tried again each round.
    journal: Option<Journal>,
    settings: Settings,
    shared: Arc<Shared>,
    watch: Watch,
    /// Of the steady clock.
    last_round: Instant,
    last_purge: Option<Instant>,
}

impl Keeper {
    fn open(settings: Settings, shared: Arc<Shared>) -> Result<Self, JournalError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let journal = runtime.block_on(open(&settings, &shared))?;
        let watch = Watch::new(journal.seen());
        let last_round = settings.clocks.steady();
        let mut keeper = Self {
            runtime,
            journal: Some(journal),
            settings,
            shared,
            watch,
            last_round,
            last_purge: None,
        };
        keeper.round();
        Ok(keeper)
    }

    fn work(&mut self, receiver: &Receiver<Message>) {
        loop {
            match receiver.recv_timeout(ROUND) {
                Ok(Message::Entry(entry)) => self.take(&entry),
                Ok(Message::Flush(done)) => {
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self.settings.clocks.steady().saturating_duration_since(self.last_round) >= ROUND {
                self.round();
            }
        }
        let Some(mut journal) = self.journal.take() else { return };
        let closed = self.runtime.block_on(async {
            count_dropped(&mut journal, &self.shared, &self.settings.plan.event).await?;
            journal.close().await
        });
        if let Err(error) = closed {
            warn!("the journal was not closed in order: {error}");
        }
    }

    /// Keeps an entry, in a fresh journal if this one turns out to be broken.
    fn take(&mut self, entry: &Entry) {
        let mut kept = self.try_to_take(entry);
        if let Err(error) = &kept
            && error.is_corrupt()
        {
            self.start_afresh(error.to_string());
            kept = self.try_to_take(entry);
        }
        if entry.is_a_try() {
            match kept {
                Ok(true) => self.shared.tell(|health| health.kept += 1),
                // The journal has counted it.
                Ok(false) => self.shared.tell(|health| health.dropped += 1),
                Err(_) => {
                    self.shared.dropped.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
        self.told(kept.map(|_| ()));
    }

    /// Whether it came to what it should, or the journal had no room and counted it as dropped.
    fn try_to_take(&mut self, entry: &Entry) -> Result<bool, JournalError> {
        let event = &self.settings.plan.event;
        let Some(journal) = &mut self.journal else {
            return Err(std::io::Error::other("no journal is open").into());
        };
        let now = self.settings.clocks.wall();
        self.runtime.block_on(async {
            let kept = match entry {
                Entry::Visit(visit) => journal.record(visit).await? != Kept::Dropped,
                Entry::OptedOut => journal.opt_out(event).await.map(|()| true)?,
                Entry::Modes { slot, modes } => journal.count_modes(event, *slot, modes).await.map(|()| true)?,
                Entry::Note { what, detail } => journal.note(now, what, detail).await.map(|()| true)?,
            };
            Ok(kept)
        })
    }

    /// What is done without being asked: count what was dropped, seal what has ended, remove what is old.
    fn round(&mut self) {
        let steady = self.settings.clocks.steady();
        self.last_round = steady;
        let now = self.watch.look(self.settings.clocks.wall(), steady);
        self.shared.tell(|health| health.is_clock_doubted = now.is_none());
        if self.journal.is_none() {
            match self.runtime.block_on(open(&self.settings, &self.shared)) {
                Ok(journal) => self.journal = Some(journal),
                Err(error) => return self.told(Err(error)),
            }
        }
        let done = self.keep_house(now, steady);
        if let Err(error) = &done
            && error.is_corrupt()
        {
            self.start_afresh(error.to_string());
        }
        self.told(done);
    }

    fn keep_house(&mut self, now: Option<i64>, steady: Instant) -> Result<(), JournalError> {
        let Some(journal) = &mut self.journal else {
            return Ok(());
        };
        let (shared, settings) = (&self.shared, &self.settings);
        let is_purge_due = self
            .last_purge
            .is_none_or(|last| steady.saturating_duration_since(last) >= PURGE);
        self.runtime.block_on(async {
            count_dropped(journal, shared, &settings.plan.event).await?;
            if let Some(now) = now {
                journal.saw(now).await?;
                for sealed in journal.seal(Which::Ended, now, &settings.context).await? {
                    info!("sealed {} of {}", sealed.period.key(), sealed.event);
                }
            }
            if is_purge_due {
                journal.purge(now).await?;
            }
            Ok::<_, JournalError>(())
        })?;
        if is_purge_due {
            self.last_purge = Some(steady);
        }
        Ok(())
    }

    fn start_afresh(&mut self, why: String) {
        let Some(journal) = self.journal.take() else { return };
        match self.runtime.block_on(journal.start_afresh(why)) {
            Ok((journal, aside)) => {
                self.journal = Some(journal);
                report(&self.shared, aside);
            }
            Err(error) => self.told(Err(error)),
        }
    }

    /// Says what went wrong, once, and that it goes well again.
    fn told(&self, done: Result<(), JournalError>) {
        let trouble = done.err().map(|error| error.to_string());
        self.shared.tell(|health| {
            if health.trouble != trouble {
                match &trouble {
                    Some(trouble) => warn!("the journal: {trouble}"),
                    None => info!("the journal works again"),
                }
                health.trouble = trouble;
            }
        });
    }
}

/// Writes down how many tries nobody took.
async fn count_dropped(journal: &mut Journal, shared: &Shared, event: &str) -> Result<(), JournalError> {
    let dropped = shared.dropped.swap(0, Ordering::Relaxed);
    if dropped == 0 {
        return Ok(());
    }
    let counted = journal.count_dropped(event, dropped).await;
    match &counted {
        Ok(()) => shared.tell(|health| health.dropped += u64::from(dropped)),
        Err(_) => {
            shared.dropped.fetch_add(dropped, Ordering::Relaxed);
        }
    }
    counted
}

async fn open(settings: &Settings, shared: &Shared) -> Result<Journal, JournalError> {
    let (mut journal, aside) = Journal::open(&settings.folder, settings.limits).await?;
    journal.agree(&settings.plan).await?;
    if let Some(aside) = aside {
        report(shared, aside);
    }
    Ok(journal)
}

fn report(shared: &Shared, aside: SetAside) {
    warn!(
        "the journal was broken ({}) and is now {}",
        aside.why,
        aside.path.display()
    );
    shared.tell(|health| health.set_aside = Some(aside));
}

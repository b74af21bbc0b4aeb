//! The thread's own side of the journal: keeps what it is handed, and keeps house.

use std::{
    sync::{
        Arc,
        atomic::Ordering,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use tokio::runtime::Runtime;
use tracing::{info, warn};

use super::{
    Entry, Journal, JournalError, Kept, SetAside, Settings, Watch,
    thread::{Message, Shared},
};
use crate::engagement::seal::Which;

/// How often the thread looks whether a period has ended.
const ROUND: Duration = Duration::from_secs(60);

/// How often old things are removed when nothing was sealed.
const PURGE: Duration = Duration::from_secs(3600);

/// The thread's own side.
pub(super) struct Keeper {
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
    pub(super) fn open(settings: Settings, shared: Arc<Shared>) -> Result<Self, JournalError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let opened = runtime.block_on(open(&settings, &shared));
        // Staff have to act on these two before a kiosk plays; all others may pass, and a fair opens anyway.
        let opened = match opened {
            Err(error @ (JournalError::InUse(_) | JournalError::Newer)) => return Err(error),
            opened => opened,
        };
        let watch = Watch::new(opened.as_ref().ok().and_then(Journal::seen));
        let last_round = settings.clocks.steady();
        let mut keeper = Self {
            runtime,
            journal: None,
            settings,
            shared,
            watch,
            last_round,
            last_purge: None,
        };
        let opened = opened.map(|journal| keeper.journal = Some(journal));
        keeper.told(opened);
        Ok(keeper)
    }

    pub(super) fn work(&mut self, receiver: &Receiver<Message>) {
        // What ended since the last run, and what a run that was cut off left to purge.
        self.round();
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
            let counted = count_dropped(&mut journal, &self.shared, &self.settings.plan.event).await;
            journal.close().await;
            counted
        });
        if let Err(error) = closed {
            warn!("what was dropped is not in the journal: {error}");
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
        if self.journal.is_none() {
            match self.runtime.block_on(open(&self.settings, &self.shared)) {
                Ok(journal) => {
                    self.watch = Watch::new(journal.seen());
                    self.journal = Some(journal);
                }
                Err(error) => return self.told(Err(error)),
            }
        }
        let now = self.watch.look(self.settings.clocks.wall(), steady);
        self.shared.tell(|health| health.is_clock_doubted = now.is_none());
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
        let trouble = done.as_ref().err().map(JournalError::told);
        self.shared.tell(|health| {
            if health.trouble != trouble {
                match &done {
                    Err(error) => warn!("the journal: {error}"),
                    Ok(()) => info!("the journal works again"),
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

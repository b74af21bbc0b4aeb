//! One kiosk of the simulation, living through its timeline with the real journal and the real uploader.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    SimulationError,
    books::Books,
    clock::KioskClock,
    fair::{Happening, Op, Timeline},
    relay::Relay,
    running::{Running, house, note_sealed, within},
    visitors::Try,
};
use crate::engagement::{
    journal::{Clocks, Journal, JournalError, Limits, Watch, open_database},
    outbox::{self, Counts},
    plan::EventPlan,
    row::{KitVisit, slot_of},
    statement::StatementContext,
    upload::{Link, Policy, Sending, Uploader},
};

/// In the workshop nobody plays, and little happens, seconds.
const IDLE_SECS: i64 = 6 * 3600;

/// Longest wait between two looks while something is still to be sent, seconds.
const LOOK_SECS: i64 = 3600;

/// What the agency does not have by then, it will not get in this simulation, seconds.
const PATIENCE_SECS: i64 = 40 * 24 * 3600;

/// A kiosk, on or off.
pub(super) struct Kiosk {
    pub(super) folder: PathBuf,
    pub(super) plan: EventPlan,
    pub(super) context: StatementContext,
    pub(super) link: Link,
    /// `None`: it speaks to the store directly, and nothing on the way fails.
    pub(super) relay: Option<Relay>,
    pub(super) seed: u64,
    clock: KioskClock,
    limits: Limits,
    running: Option<Running>,
    cut: Option<(Op, u32)>,
    books: Books,
}

impl Kiosk {
    pub(super) fn new(
        folder: &Path,
        plan: EventPlan,
        context: StatementContext,
        (link, relay): (Link, Option<Relay>),
        timeline: &Timeline,
    ) -> Self {
        let began = timeline.moments.first().map_or(0, |(at, _)| *at);
        Self {
            folder: folder.join(&timeline.kiosk),
            plan,
            context,
            link,
            relay,
            seed: timeline.seed,
            clock: KioskClock::new(began, timeline.gains),
            limits: Limits::default(),
            running: None,
            cut: None,
            books: Books {
                kiosk: timeline.kiosk.clone(),
                turned_away: timeline.turned_away,
                ..Books::default()
            },
        }
    }

    /// Lives through all of it, until the store has what was sealed, or long enough.
    ///
    /// # Errors
    /// If the journal fails in a way that no kiosk could go on with.
    pub(super) async fn live(mut self, moments: Vec<(i64, Happening)>) -> Result<Books, SimulationError> {
        for (at, happening) in moments {
            while self.running.is_some() && self.clock.truth() + IDLE_SECS < at {
                self.clock.go_to(self.clock.truth() + IDLE_SECS);
                self.look_after().await?;
            }
            self.clock.go_to(at);
            self.meet(happening).await?;
        }
        self.settle().await?;
        self.close().await
    }

    async fn meet(&mut self, happening: Happening) -> Result<(), SimulationError> {
        match happening {
            Happening::PowerOn => {
                self.power_on().await?;
                self.look_after().await?;
            }
            Happening::PowerOff => self.power_off().await,
            Happening::Try(tried) => self.record(*tried).await?,
            Happening::Modes(modes) => {
                let slot = slot_of(self.clock.wall());
                if let Some(running) = &mut self.running {
                    running.journal.count_modes(&self.plan.event, slot, &modes).await?;
                }
            }
            Happening::Round => {
                self.look_after().await?;
            }
            Happening::Network { is_up } => {
                if let Some(relay) = &self.relay {
                    relay.set_network(is_up);
                }
            }
            Happening::Clock { ahead_secs } => self.clock.set_ahead(ahead_secs),
            Happening::JournalFull(is_full) => {
                self.limits.journal_bytes_max = if is_full {
                    0
                } else {
                    Limits::default().journal_bytes_max
                };
                self.restart().await?;
            }
            Happening::OutboxFull(is_full) => {
                self.limits.outbox_bytes_max = if is_full { 0 } else { Limits::default().outbox_bytes_max };
                self.restart().await?;
            }
            Happening::Cut { op, steps } => self.cut = Some((op, steps)),
        }
        Ok(())
    }

    async fn power_on(&mut self) -> Result<(), SimulationError> {
        let (mut journal, aside) = Journal::open(&self.folder, self.limits).await?;
        self.books.set_aside += u32::from(aside.is_some());
        journal.agree(&self.plan).await?;
        note_sealed(&mut journal, &mut self.books.sealed).await?;
        self.running = Some(Running {
            watch: Watch::new(journal.seen()),
            journal,
            purged: None,
            // What it knew of the store is lost with the power.
            sending: Sending::new(Policy::new(self.seed)),
        });
        Ok(())
    }

    async fn power_off(&mut self) {
        if let Some(running) = self.running.take() {
            running.journal.close().await;
        }
    }

    /// Limits hold for as long as a journal is open.
    async fn restart(&mut self) -> Result<(), SimulationError> {
        if self.running.is_some() {
            self.power_off().await;
            self.power_on().await?;
        }
        Ok(())
    }

    async fn record(&mut self, tried: Try) -> Result<(), SimulationError> {
        let Some(mut running) = self.running.take() else {
            return Ok(());
        };
        self.books.came += 1;
        let event = self.plan.event.clone();
        let visit = KitVisit {
            slot: slot_of(self.clock.wall()),
            event: event.clone(),
            ..tried.visit
        };
        let steps = self.cut_at(Op::Record);
        let journal = &mut running.journal;
        let done = within(steps, async {
            if tried.is_opted_out {
                journal.opt_out(&event).await
            } else {
                journal.record(&visit).await.map(|_| ())
            }
        });
        let done = done.await;
        self.after(running, steps, done).await
    }

    /// What a kiosk does by itself every minute; how long until something is due.
    async fn look_after(&mut self) -> Result<Duration, SimulationError> {
        self.keep_house().await?;
        self.send().await
    }

    /// As the recorder's thread does it, which waits for real minutes and cannot be hurried.
    async fn keep_house(&mut self) -> Result<(), SimulationError> {
        let Some(mut running) = self.running.take() else {
            return Ok(());
        };
        let steps = self.cut_at(Op::KeepHouse);
        let work = house(&mut running, &self.clock, &self.context, &mut self.books.sealed);
        let done = match within(steps, work).await {
            Some(Err(JournalError::OutboxFull)) => {
                self.books.full += 1;
                Some(Ok(()))
            }
            // Then at the next round.
            Some(Err(error)) if error.is_busy() => Some(Ok(())),
            done => done,
        };
        self.after(running, steps, done).await
    }

    async fn send(&mut self) -> Result<Duration, SimulationError> {
        let Some(mut running) = self.running.take() else {
            return Ok(Duration::MAX);
        };
        let counts = outbox::counts(running.journal.connection()).await?;
        if counts.waiting == 0 {
            self.running = Some(running);
            return Ok(Duration::MAX);
        }
        let steps = self.cut_at(Op::Send);
        let mut db = open_database(&self.folder).await?;
        let mut uploader = Uploader {
            db: &mut db,
            link: &self.link,
            state: &mut running.sending,
            clock: &self.clock,
            folder: &self.folder,
            kiosk: &self.books.kiosk,
        };
        let done = within(steps, uploader.work()).await;
        if steps.is_none() {
            db.close().await;
        } else {
            drop(db);
        }
        let wait = done
            .as_ref()
            .and_then(|done| done.as_ref().ok().copied())
            .unwrap_or_default();
        let done = done.map(|done| done.map(|_| ()).map_err(JournalError::from));
        self.after(running, steps, done).await?;
        Ok(wait)
    }

    /// How many steps are left until the power fails, if it does in this.
    fn cut_at(&mut self, op: Op) -> Option<u32> {
        let (_, steps) = self.cut.take_if(|(at, _)| *at == op)?;
        Some(steps)
    }

    /// Goes on; after a cut, with what is on the disk.
    async fn after(
        &mut self,
        running: Running,
        steps: Option<u32>,
        done: Option<Result<(), JournalError>>,
    ) -> Result<(), SimulationError> {
        if steps.is_none() {
            self.running = Some(running);
            return Ok(done.transpose().map(|_| ())?);
        }
        // Nothing is closed, and nobody is told.
        drop(running);
        self.books.cuts += 1;
        self.power_on().await?;
        let Some(running) = &mut self.running else {
            return Ok(());
        };
        let balance = running
            .journal
            .balances()
            .await?
            .remove(&self.plan.event)
            .unwrap_or_default();
        // The one under way, or none: more than that shows in the end as tries that are missing.
        if balance.visits + balance.dropped + self.books.cut + 1 == self.books.came {
            self.books.cut += 1;
        }
        Ok(())
    }

    /// In the workshop, until nothing is left to do.
    async fn settle(&mut self) -> Result<(), SimulationError> {
        let end = self.clock.truth() + PATIENCE_SECS;
        loop {
            let wait = self.look_after().await?;
            if self.is_done().await? || self.clock.truth() > end {
                return Ok(());
            }
            let wait = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX).clamp(1, LOOK_SECS);
            self.clock.go_to(self.clock.truth() + wait);
        }
    }

    async fn is_done(&mut self) -> Result<bool, SimulationError> {
        let Some(running) = &mut self.running else {
            return Ok(true);
        };
        let counts = outbox::counts(running.journal.connection()).await?;
        let balances = running.journal.balances().await?;
        Ok(counts.waiting == 0 && balances.values().all(|balance| balance.waiting == 0))
    }

    async fn close(mut self) -> Result<Books, SimulationError> {
        if let Some(mut running) = self.running.take() {
            let journal = &mut running.journal;
            self.books.balance = journal.balances().await?.remove(&self.plan.event).unwrap_or_default();
            self.books.closed = journal
                .closed()
                .await?
                .iter()
                .map(|closed| u64::from(closed.statements))
                .sum();
            let Counts {
                waiting, quarantined, ..
            } = outbox::counts(journal.connection()).await?;
            (self.books.waiting_statements, self.books.quarantined) = (waiting, quarantined);
            running.journal.close().await;
        }
        self.books.traffic = self.relay.as_ref().map(Relay::traffic).unwrap_or_default();
        Ok(self.books)
    }
}

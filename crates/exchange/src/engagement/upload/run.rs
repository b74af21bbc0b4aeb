//! The uploader at work: rounds until nothing is due, and a sign of life for the agency.

use std::{path::Path, time::Duration};

use sqlx::SqliteConnection;

use super::{
    clock::Clock,
    heartbeat::Beat,
    http::Link,
    policy::Policy,
    record,
    round::{Pace, Round, round},
    trouble::Trouble,
    turn::Turn,
};
use crate::engagement::outbox;

/// Something may have been sealed by another process meanwhile.
const LOOK: Duration = Duration::from_secs(60);
/// The agency knows by then whether a kiosk is alive.
const BEAT: Duration = Duration::from_secs(5 * 60);
/// Who sends, and from where to where.
pub struct Uploader<'a, C> {
    pub db: &'a mut SqliteConnection,
    pub link: &'a Link,
    pub state: &'a mut Sending,
    pub clock: &'a C,
    /// The kiosk's folder, which says whose turn it is.
    pub folder: &'a Path,
    /// The kiosk's name, for its sign of life.
    pub kiosk: &'a str,
}

/// What is known from one opening of the database to the next, and when something is due, on [`Clock::elapsed`].
#[derive(Debug)]
pub struct Sending {
    policy: Policy,
    send: Duration,
    beat: Duration,
    trouble: Option<Trouble>,
}

impl Sending {
    /// Everything is due at once.
    pub fn new(policy: Policy) -> Self {
        Self {
            policy,
            send: Duration::ZERO,
            beat: Duration::ZERO,
            trouble: None,
        }
    }

    /// Tries again without waiting any longer.
    pub fn hurry(&mut self) {
        self.send = Duration::ZERO;
    }

    fn due(&self) -> Duration {
        self.send.min(self.beat)
    }
}

impl<C: Clock> Uploader<'_, C> {
    /// Does what is due; how long until something is due again. The database need not be open meanwhile. It may be
    /// dropped at any point, and loses nothing.
    ///
    /// # Errors
    /// If the database fails: it is to be opened again, since SQLite may have left a transaction half-way.
    pub async fn work(&mut self) -> sqlx::Result<Duration> {
        loop {
            self.do_what_is_due().await?;
            let wait = self.state.due().saturating_sub(self.clock.elapsed());
            if !wait.is_zero() {
                return Ok(wait);
            }
        }
    }

    async fn do_what_is_due(&mut self) -> sqlx::Result<()> {
        let now = self.clock.elapsed();
        if self.state.send <= now {
            let pace = self.send().await?;
            self.state.send = self.clock.elapsed()
                + match pace {
                    Pace::AtOnce => Duration::ZERO,
                    Pace::After(wait) => wait,
                    Pace::Nothing => LOOK,
                };
        }
        if self.state.beat <= now {
            self.state.beat = now + BEAT;
            self.beat().await?;
        }
        Ok(())
    }

    async fn send(&mut self) -> sqlx::Result<Pace> {
        let turn = match Turn::take(self.folder) {
            Ok(Some(turn)) => turn,
            Ok(None) => return Ok(Pace::Nothing),
            Err(error) => return Err(sqlx::Error::Io(error)),
        };
        let done = round(self.db, self.link, &mut self.state.policy, || self.clock.now()).await?;
        drop(turn);
        self.tell(&done).await?;
        Ok(done.pace)
    }

    /// Keeps for staff what has changed, once.
    async fn tell(&mut self, done: &Round) -> sqlx::Result<()> {
        let trouble = match done.trouble {
            None if done.sent == 0 => self.state.trouble,
            trouble => trouble,
        };
        if std::mem::replace(&mut self.state.trouble, trouble) != trouble {
            if let Some(trouble) = trouble {
                tracing::warn!("sending to the agency: {}", trouble.told().en);
            }
            record::trouble(self.db, trouble, self.clock.now().as_second()).await?;
        }
        for (id, reason) in &done.quarantined {
            tracing::error!("statement {id} was set aside: {}", reason.code());
        }
        Ok(())
    }

    async fn beat(&mut self) -> sqlx::Result<()> {
        let counts = outbox::counts(self.db).await?;
        let beat = Beat {
            kiosk: self.kiosk,
            waiting: counts.waiting,
            quarantined: counts.quarantined,
            last_success: record::last_success(self.db).await?,
        };
        // A sign of life that is lost is followed by another.
        if let Some(Err(trouble)) = self.link.heartbeat(beat.to_json()).await {
            tracing::debug!("no sign of life was taken: {}", trouble.told().en);
        }
        Ok(())
    }
}

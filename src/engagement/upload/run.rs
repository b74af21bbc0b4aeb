//! The uploader's life: rounds, waits, a sign of life for the agency, until it is dropped.

use std::time::Duration;

use sqlx::SqliteConnection;
use tokio::sync::Notify;

use super::{
    clock::{Clock, either},
    heartbeat::Beat,
    http::Link,
    policy::Policy,
    record,
    round::{Pace, Round, round},
    trouble::Trouble,
};
use crate::engagement::outbox;

/// Something may have been sealed by another process meanwhile.
const LOOK: Duration = Duration::from_secs(60);
/// The agency knows by then whether a kiosk is alive.
const BEAT: Duration = Duration::from_secs(5 * 60);
const PURGE: Duration = Duration::from_secs(60 * 60);
/// A disk that is full, or another process at work: it is tried again.
const DATABASE_REST: Duration = Duration::from_secs(60);

/// Who sends, and from where to where.
pub struct Uploader<'a, C> {
    pub db: &'a mut SqliteConnection,
    pub link: &'a Link,
    pub policy: Policy,
    pub clock: &'a C,
    /// The kiosk's name, for its sign of life.
    pub kiosk: &'a str,
    /// Rung when something was sealed, or when staff want it tried now.
    pub bell: &'a Notify,
}

/// When what is done at times is due, on [`Clock::elapsed`].
#[derive(Default)]
struct Agenda {
    send: Duration,
    beat: Duration,
    purge: Duration,
    trouble: Option<Trouble>,
}

impl<C: Clock> Uploader<'_, C> {
    /// Sends for ever; dropping it is how it stops, and loses nothing.
    pub async fn run(mut self) {
        let now = self.clock.elapsed();
        let mut agenda = Agenda {
            send: now,
            beat: now,
            purge: now,
            trouble: None,
        };
        loop {
            if let Err(error) = self.turn(&mut agenda).await {
                tracing::warn!("the engagement database: {error}");
                agenda.send = self.clock.elapsed() + DATABASE_REST;
            }
            let due = agenda.send.min(agenda.beat).min(agenda.purge);
            let wait = due.saturating_sub(self.clock.elapsed());
            if wait.is_zero() {
                continue;
            }
            let mut rung = false;
            either(self.clock.sleep(wait), async {
                self.bell.notified().await;
                rung = true;
            })
            .await;
            if rung {
                agenda.send = self.clock.elapsed();
            }
        }
    }

    /// Whatever is due.
    async fn turn(&mut self, agenda: &mut Agenda) -> sqlx::Result<()> {
        let now = self.clock.elapsed();
        if agenda.purge <= now {
            agenda.purge = now + PURGE;
            outbox::purge(self.db, self.clock.now().as_second()).await?;
        }
        if agenda.send <= now {
            let done = round(self.db, self.link, &mut self.policy, || self.clock.now()).await?;
            agenda.send = self.clock.elapsed() + wait(done.pace);
            self.tell(agenda, &done).await?;
        }
        if agenda.beat <= now {
            agenda.beat = now + BEAT;
            self.beat().await?;
        }
        Ok(())
    }

    /// Keeps for staff what has changed, once.
    async fn tell(&mut self, agenda: &mut Agenda, done: &Round) -> sqlx::Result<()> {
        let trouble = match done.trouble {
            None if done.sent == 0 => agenda.trouble,
            trouble => trouble,
        };
        if std::mem::replace(&mut agenda.trouble, trouble) != trouble {
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

fn wait(pace: Pace) -> Duration {
    match pace {
        Pace::AtOnce => Duration::ZERO,
        Pace::After(wait) => wait,
        Pace::Nothing => LOOK,
    }
}

//! A kiosk that is on: what it holds in memory, and what it does by itself.

use std::{
    collections::BTreeMap,
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use uuid::Uuid;

use super::clock::KioskClock;
use crate::engagement::{
    journal::{Clocks, Journal, JournalError, Watch},
    seal::Which,
    statement::StatementContext,
    upload::Sending,
};

/// As the recorder does it.
const PURGE: Duration = Duration::from_secs(3600);

/// What a kiosk that is on has in memory.
pub(super) struct Running {
    pub(super) journal: Journal,
    pub(super) watch: Watch,
    pub(super) purged: Option<Instant>,
    pub(super) sending: Sending,
}

/// One round of what the recorder's thread does by itself; `known` is all that ever was in the outbox.
///
/// # Errors
/// As sealing and purging: the kiosk goes on, and tries again.
pub(super) async fn house(
    running: &mut Running,
    clock: &KioskClock,
    context: &StatementContext,
    known: &mut BTreeMap<Uuid, Vec<u8>>,
) -> Result<(), JournalError> {
    let (journal, steady) = (&mut running.journal, clock.steady());
    let now = running.watch.look(clock.wall(), steady);
    if let Some(now) = now {
        journal.saw(now).await?;
        let sealed = journal.seal(Which::Ended, now, context).await;
        // Before anything that was sent can be forgotten.
        note_sealed(journal, known).await?;
        sealed?;
    }
    if running
        .purged
        .is_none_or(|last| steady.saturating_duration_since(last) >= PURGE)
    {
        journal.purge(now).await?;
        running.purged = Some(steady);
    }
    Ok(())
}

/// Keeps what the outbox holds: the kiosk itself forgets what was sent after a week.
pub(super) async fn note_sealed(
    journal: &mut Journal,
    known: &mut BTreeMap<Uuid, Vec<u8>>,
) -> Result<(), JournalError> {
    let query = sqlx::query_as::<_, (String, Vec<u8>)>("SELECT id, body FROM outbox");
    for (id, body) in query.fetch_all(journal.connection()).await? {
        let id = id
            .parse()
            .map_err(|_| JournalError::Damaged("a value of `id`".to_owned()))?;
        known.entry(id).or_insert(body);
    }
    Ok(())
}

/// All of it, or what of it can be done in so many steps: then `None`, and the rest is dropped where it stands.
pub(super) async fn within<T>(steps: Option<u32>, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (pin!(work), steps);
    poll_fn(|context| {
        if left == Some(0) {
            return Poll::Ready(None);
        }
        left = left.map(|left| left - 1);
        work.as_mut().poll(context).map(Some)
    })
    .await
}

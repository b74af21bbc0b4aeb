//! The journal of a kiosk, read for its report: as much of it as can be.

use std::path::Path;

use serde_json::Value;

use crate::{
    engagement::{
        anonymise::HalfHour,
        journal::{Balance, Closed, FILE, Journal, JournalError, Limits, set_aside_in},
        outbox,
        plan::EventPlan,
        upload,
    },
    figures::{Class, SealedFigures},
    language::Bilingual,
};

/// What the journal says of an event. After a trouble, what could be read before it.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Whether anything was ever recorded on this kiosk.
    pub is_there: bool,
    /// `None`: the journal does not know the event.
    pub plan: Option<EventPlan>,
    pub balance: Option<Balance>,
    /// The other events that the journal knows.
    pub others: Vec<String>,
    /// What was released and is still on the kiosk.
    pub classes: Vec<Class>,
    /// Periods whose counts are closed.
    pub closed: Vec<Closed>,
    /// Those that may be told, in order.
    pub half_hours: Vec<HalfHour>,
    /// On their way, of all events.
    pub outbox: Option<outbox::Counts>,
    /// When the agency last took something, seconds since 1970.
    pub last_success: Option<i64>,
    /// What stood between the kiosk and the agency at last, in French, since when; `None` if all went well.
    pub upload_trouble: Option<(i64, String)>,
    /// Journals that broke and were replaced by a fresh one.
    pub set_aside: usize,
    /// What went wrong while reading.
    pub trouble: Option<Bilingual>,
}

/// Reads what the journal in `folder` says of `event`.
pub async fn read(folder: &Path, event: Option<&str>) -> Counts {
    let mut counts = Counts {
        // A folder that cannot be listed has no journal that can be read: told by what follows.
        set_aside: set_aside_in(folder).map_or(0, |found| found.len()),
        is_there: folder.join(FILE).exists(),
        ..Counts::default()
    };
    if counts.is_there
        && let Err(error) = fill(&mut counts, folder, event).await
    {
        tracing::warn!("the journal, for the report: {error}");
        counts.trouble = Some(error.told());
    }
    counts
}

async fn fill(counts: &mut Counts, folder: &Path, event: Option<&str>) -> Result<(), JournalError> {
    let mut journal = Journal::beside(folder, Limits::default()).await?;
    let filled = look(counts, &mut journal, event).await;
    journal.close().await;
    filled
}

async fn look(counts: &mut Counts, journal: &mut Journal, event: Option<&str>) -> Result<(), JournalError> {
    let mut balances = journal.balances().await?;
    counts.balance = event.and_then(|event| balances.remove(event));
    counts.others = balances.into_keys().collect();
    counts.outbox = Some(outbox::counts(journal.connection()).await?);
    counts.last_success = upload::last_success(journal.connection()).await?;
    counts.upload_trouble = upload::last_trouble(journal.connection()).await?;
    let Some(event) = event else { return Ok(()) };
    counts.plan = journal.plan(event).cloned();
    let bodies = outbox::bodies_of(journal.connection(), event).await?;
    let statements: Vec<Value> = bodies
        .iter()
        .filter_map(|body| serde_json::from_slice(body).ok())
        .collect();
    counts.classes = SealedFigures::of(&statements).classes;
    counts.closed = journal.closed().await?;
    counts.closed.retain(|closed| closed.event == event);
    if counts.plan.is_some() {
        counts.half_hours = journal.half_hours(event).await?;
    }
    Ok(())
}

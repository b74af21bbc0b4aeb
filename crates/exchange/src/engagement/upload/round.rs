//! One request to the store and what follows from it, in the database.

use std::time::Duration;

use jiff::Timestamp;
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answer::{Answer, Reading},
    http::Link,
    policy::{Effect, Next, Policy},
    record,
    trouble::Trouble,
};
use crate::engagement::outbox::{self, Reason};

/// When there is something to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    AtOnce,
    After(Duration),
    /// Nothing waits that could be sent.
    Nothing,
}

/// What one round did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    pub pace: Pace,
    /// Statements that the store now has.
    pub sent: u64,
    pub quarantined: Vec<(Uuid, Reason)>,
    pub trouble: Option<Trouble>,
}

/// Makes the next request, if there is one to make, and settles what its answer settles.
///
/// It may be dropped at any point: what was sent and not yet settled is sent again, and the store knows it.
///
/// # Errors
/// If the database fails; nothing is lost then either.
pub async fn round(
    db: &mut SqliteConnection,
    link: &Link,
    policy: &mut Policy,
    now: impl Fn() -> Timestamp,
) -> sqlx::Result<Round> {
    let effects = match policy.ask() {
        Next::Read(id) => read(db, link, policy, id, &now).await?,
        Next::Send(ids) => send(db, link, policy, &ids, &now).await?,
        Next::Fresh { at_most, but } => {
            let ids = outbox::waiting(db, at_most, &but).await?;
            if ids.is_empty() {
                let pace = if policy.nothing_fresh() {
                    Pace::AtOnce
                } else {
                    Pace::Nothing
                };
                return Ok(Round::new(pace));
            }
            send(db, link, policy, &ids, &now).await?
        }
    };
    settle(db, effects, now().as_second()).await
}

async fn send(
    db: &mut SqliteConnection,
    link: &Link,
    policy: &mut Policy,
    ids: &[Uuid],
    now: &impl Fn() -> Timestamp,
) -> sqlx::Result<Vec<Effect>> {
    // Some may have been settled meanwhile, by a receipt from the agency.
    let statements = outbox::bodies(db, ids).await?;
    if statements.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<Uuid> = statements.iter().map(|statement| statement.id).collect();
    let answer = match link.send(&statements).await {
        Ok(reply) => Answer::of(&reply, now()),
        Err(trouble) => Answer::Later(trouble, None),
    };
    Ok(policy.sent(&ids, answer))
}

async fn read(
    db: &mut SqliteConnection,
    link: &Link,
    policy: &mut Policy,
    id: Uuid,
    now: &impl Fn() -> Timestamp,
) -> sqlx::Result<Vec<Effect>> {
    let Some(ours) = outbox::bodies(db, &[id]).await?.pop() else {
        policy.settled_elsewhere(id);
        return Ok(vec![]);
    };
    let reading = match link.read(id).await {
        Ok(reply) => Reading::of(&reply, id, &ours.body, now()),
        Err(trouble) => Reading::Later(trouble, None),
    };
    Ok(policy.read(reading))
}

async fn settle(db: &mut SqliteConnection, effects: Vec<Effect>, now: i64) -> sqlx::Result<Round> {
    let mut round = Round::new(Pace::AtOnce);
    for effect in effects {
        match effect {
            Effect::Sent(ids) => {
                round.sent += outbox::mark_sent(db, &ids, now).await?;
                record::success(db, now).await?;
            }
            Effect::Quarantined(id, reason) => {
                if outbox::quarantine(db, id, reason, now).await? {
                    record::quarantined(db, id, reason, now).await?;
                    round.quarantined.push((id, reason));
                }
            }
            Effect::Told(trouble) => round.trouble = Some(trouble),
            Effect::Wait(wait) => round.pace = Pace::After(wait),
        }
    }
    Ok(round)
}

impl Round {
    fn new(pace: Pace) -> Self {
        Self {
            pace,
            sent: 0,
            quarantined: vec![],
            trouble: None,
        }
    }
}

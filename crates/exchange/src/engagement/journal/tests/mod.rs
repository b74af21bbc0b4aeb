//! The journal on a real disk: through cuts, damage, full disks and wrong clocks.

mod balance;
mod broken;
mod canaries;
mod half_hours;
mod killed;
mod sealing;
mod threads;

use std::{future::Future, path::PathBuf};

use jiff::{civil::date, tz::TimeZone};

use super::*;
use crate::{
    engagement::{
        plan::{ClassLevel, PeriodKind, SealingPlan},
        row::{Audience, Help, Level, Liked, Outcome, slot_of},
        statement::StatementContext,
    },
    language::Language,
};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// 2027-03-26T09:00 in Paris, the first of three days.
const OPENING: i64 = 1_806_048_000;

/// Midnight after the last day; in the night before it the clocks were put forward.
const END: i64 = OPENING - 9 * HOUR + 3 * DAY - HOUR;

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(future)
}

/// A folder of this test's own, gone when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("etabli-journal-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join(FILE)
    }

    async fn open(&self) -> Journal {
        let (mut journal, aside) = Journal::open(&self.0, Limits::default()).await.expect("it opens");
        assert_eq!(aside, None);
        journal.agree(&plan(PeriodKind::Event)).await.expect("a plan");
        journal
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn plan(period: PeriodKind) -> EventPlan {
    EventPlan {
        event: "salon".to_owned(),
        first_day: date(2027, 3, 26),
        last_day: date(2027, 3, 28),
        zone: TimeZone::get("Europe/Paris").expect("time zones"),
        sealing: SealingPlan {
            period,
            level: ClassLevel::KitGroup,
        },
    }
}

fn context() -> StatementContext {
    StatementContext {
        iri_base: "https://agence.example/xapi".to_owned(),
    }
}

/// The `index`th visit of a day: one each ten minutes from nine o'clock on, all at one kit, by one group.
fn visit(index: i64) -> KitVisit {
    visit_at(OPENING + index * 600)
}

fn visit_at(instant: i64) -> KitVisit {
    KitVisit {
        event: "salon".to_owned(),
        kit: "soudure".to_owned(),
        kit_version: "1.2.0".to_owned(),
        level: Level::Challenge,
        audience: Some(Audience::Lycee),
        language: Language::French,
        slot: slot_of(instant),
        outcome: Outcome::Abandoned { step: 2 },
        secs: 141,
        steps: 4,
        scores: vec![("régularité".to_owned(), 61), ("vitesse".to_owned(), 100)],
        help: Help::Ghost,
        liked: Some(Liked::SoSo),
    }
}

async fn balance(journal: &mut Journal) -> Balance {
    let balances = journal.balances().await.expect("balances");
    balances.get("salon").copied().unwrap_or_default()
}

/// Bodies in the outbox.
async fn outbox(journal: &mut Journal) -> Vec<String> {
    let bodies: Vec<Vec<u8>> = sqlx::query_scalar("SELECT body FROM outbox ORDER BY id")
        .fetch_all(journal.connection())
        .await
        .expect("the outbox");
    bodies
        .into_iter()
        .map(|body| String::from_utf8(body).expect("JSON"))
        .collect()
}

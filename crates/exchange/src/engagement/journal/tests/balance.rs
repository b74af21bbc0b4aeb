//! After any sequence of operations, the balance adds up, and each period was sealed once.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::engagement::{plan::K, row::Mode, seal::Which};

#[derive(Clone, Debug)]
enum Operation {
    /// This many visits, each so many seconds after the one before.
    Record {
        kit: &'static str,
        from: i64,
        count: i64,
        every: i64,
    },
    OptOut,
    Modes(i64),
    Drop(u32),
    /// At this instant.
    Seal(Which, i64),
    Purge(i64),
    /// The clock is believed at this instant.
    Saw(i64),
    /// Without closing anything, as after a power cut.
    Reopen,
}

fn operation() -> impl Strategy<Value = Operation> {
    let instant = OPENING - DAY..END + 2 * DAY;
    prop_oneof![
        6 => (select(vec!["soudure", "cuisine"]), instant.clone(), 1_i64..14, select(vec![0, 900]))
            .prop_map(|(kit, from, count, every)| Operation::Record { kit, from, count, every }),
        1 => Just(Operation::OptOut),
        1 => instant.clone().prop_map(Operation::Modes),
        1 => (0_u32..5).prop_map(Operation::Drop),
        2 => (prop_oneof![9 => Just(Which::Ended), 1 => Just(Which::All)], instant.clone())
            .prop_map(|(which, at)| Operation::Seal(which, at)),
        1 => instant.clone().prop_map(Operation::Purge),
        2 => instant.prop_map(Operation::Saw),
        1 => Just(Operation::Reopen),
    ]
}

async fn apply(mut journal: Journal, scratch: &Scratch, operation: &Operation, told: &mut Balance) -> Journal {
    match operation {
        Operation::Record {
            kit,
            from,
            count,
            every,
        } => {
            for index in 0..*count {
                let mut visit = visit_at(from + index * every);
                visit.kit = (*kit).to_owned();
                let kept = journal.record(&visit).await.expect("recorded");
                told.late += u64::from(kept == Kept::Late);
                told.visits += 1;
                told.recorded += 1;
            }
        }
        Operation::OptOut => {
            journal.opt_out("salon").await.expect("counted");
            told.visits += 1;
            told.opted_out += 1;
        }
        Operation::Modes(at) => {
            journal
                .count_modes("salon", slot_of(*at), &[Mode::Mute])
                .await
                .expect("counted");
        }
        Operation::Drop(n) => {
            journal.count_dropped("salon", *n).await.expect("counted");
            told.dropped += u64::from(*n);
        }
        Operation::Seal(which, at) => {
            for sealed in journal.seal(*which, *at, &context()).await.expect("sealed") {
                told.sealed += u64::from(sealed.outcome.visits_released());
                told.suppressed += u64::from(sealed.outcome.visits_suppressed());
            }
        }
        Operation::Purge(at) => {
            journal.purge(Some(*at)).await.expect("purged");
        }
        Operation::Saw(at) => {
            if journal.seen().is_none_or(|seen| seen < *at) {
                journal.saw(*at).await.expect("seen");
            }
        }
        Operation::Reopen => {
            drop(journal);
            let opened = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
            assert_eq!(opened.1, None);
            journal = opened.0;
        }
    }
    told.waiting = told.recorded - told.sealed - told.suppressed - told.late;
    journal
}

/// Statements by event, period and what they are about: each at most once, none below k.
async fn statements_are_sound(journal: &mut Journal) {
    let rows: Vec<(String, String, u32, Vec<u8>)> = sqlx::query_as("SELECT event, period, visits, body FROM outbox")
        .fetch_all(journal.connection())
        .await
        .expect("rows");
    let mut seen: BTreeMap<(String, String, String), u32> = BTreeMap::new();
    for (event, period, visits, body) in rows {
        assert!(visits >= K);
        let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        let about = format!("{}{}", body["object"]["id"], body["context"]["extensions"]);
        *seen.entry((event, period, about)).or_default() += 1;
    }
    assert!(seen.values().all(|times| *times == 1), "{seen:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn the_balance_always_adds_up(
        kind in select(&PeriodKind::ALL[..]),
        operations in vec(operation(), 1..25),
    ) {
        run(async {
            let scratch = Scratch::new("balance");
            let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
            journal.agree(&plan(kind)).await.expect("a plan");
            let (mut told, mut shown) = (Balance::default(), Vec::new());
            for operation in &operations {
                journal = apply(journal, &scratch, operation, &mut told).await;
                let counted = balance(&mut journal).await;
                assert!(counted.adds_up(), "{counted:?} after {operation:?}");
                assert_eq!(counted, told, "after {operation:?}");
                let half_hours = journal.half_hours("salon").await.expect("half hours");
                // What was shown once stays, as it was.
                assert!(shown.iter().all(|half| half_hours.contains(half)), "{shown:?} after {operation:?}");
                assert!(half_hours.iter().all(|half| half.at_least >= K));
                shown = half_hours;
            }
            statements_are_sound(&mut journal).await;
        });
    }
}

/// Each commit waits for the disk: few by default.
fn cases() -> u32 {
    if std::env::var("ETABLI_TEST_LONG").is_ok_and(|value| value == "1") {
        1000
    } else {
        24
    }
}

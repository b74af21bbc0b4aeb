use super::*;
use crate::engagement::{anonymise::HalfHour, seal::Which};

const HALF_HOUR: i64 = 1800;

/// So many visits in the `index`th half hour from the opening on.
async fn busy(journal: &mut Journal, index: i64, visits: i64) {
    for visit in 0..visits {
        let at = OPENING + index * HALF_HOUR + visit * 60;
        let kept = journal.record(&visit_at(at)).await.expect("recorded");
        assert_eq!(kept, Kept::Waiting);
    }
}

/// Half hours from the opening on, and the lower end of their bands.
async fn told(journal: &mut Journal) -> Vec<(i64, u32)> {
    let told = journal.half_hours("salon").await.expect("half hours");
    let from_opening = |half: HalfHour| (half.at - OPENING / HALF_HOUR, half.at_least);
    told.into_iter().map(from_opening).collect()
}

async fn count(journal: &mut Journal, table: &'static str) -> i64 {
    let query = format!("SELECT count(*) FROM {table}");
    let counted = sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(journal.connection());
    counted.await.expect("a count")
}

#[test]
fn half_hours_are_told_once_they_are_over_in_bands_from_ten_on() {
    run(async {
        let scratch = Scratch::new("half-hours");
        let mut journal = scratch.open().await;
        busy(&mut journal, 0, 17).await;
        busy(&mut journal, 1, 9).await;
        busy(&mut journal, 2, 10).await;
        assert_eq!(told(&mut journal).await, []);
        journal.saw(OPENING + HALF_HOUR - 1).await.expect("seen");
        assert_eq!(told(&mut journal).await, []);
        journal.saw(OPENING + HALF_HOUR).await.expect("seen");
        assert_eq!(told(&mut journal).await, [(0, 15)]);
        journal.saw(OPENING + 3 * HALF_HOUR).await.expect("seen");
        assert_eq!(told(&mut journal).await, [(0, 15), (2, 10)]);
        // Whoever looks beside sees the same.
        let mut beside = Journal::beside(&scratch.0, Limits::default()).await.expect("it opens");
        assert_eq!(told(&mut beside).await, [(0, 15), (2, 10)]);
    });
}

/// With nine told of, one visit more into the past would show that there had been nine.
#[test]
fn nothing_is_added_to_a_half_hour_that_is_over() {
    run(async {
        let scratch = Scratch::new("half-hours-over");
        let mut journal = scratch.open().await;
        busy(&mut journal, 0, 9).await;
        busy(&mut journal, 1, 14).await;
        journal.saw(OPENING + 2 * HALF_HOUR).await.expect("seen");
        let before = told(&mut journal).await;
        assert_eq!(before, [(1, 10)]);
        // The clock was put back.
        busy(&mut journal, 0, 3).await;
        busy(&mut journal, 1, 3).await;
        assert_eq!(told(&mut journal).await, before);
        assert_eq!(balance(&mut journal).await.waiting, 29);
    });
}

#[test]
fn sealing_keeps_what_may_be_told_and_nothing_else() {
    run(async {
        let scratch = Scratch::new("half-hours-sealed");
        let mut journal = scratch.open().await;
        for (index, visits) in [(0, 12), (1, 3), (4, 21), (5, 9)] {
            busy(&mut journal, index, visits).await;
        }
        journal.saw(OPENING + 8 * HALF_HOUR).await.expect("seen");
        let before = told(&mut journal).await;
        assert_eq!(before, [(0, 10), (4, 20)]);
        assert_eq!(count(&mut journal, "half_hours").await, 4);
        journal.seal(Which::All, END, &context()).await.expect("sealed");
        assert_eq!(told(&mut journal).await, before);
        assert_eq!(count(&mut journal, "half_hours").await, 0);
        assert_eq!(count(&mut journal, "half_hours_told").await, 2);
        assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Late);
        assert_eq!(count(&mut journal, "half_hours").await, 0);
        // None of it leaves the kiosk.
        for body in outbox(&mut journal).await {
            assert!(!body.contains("half"), "{body}");
        }
    });
}

#[test]
fn a_day_is_sealed_with_its_own_half_hours() {
    run(async {
        let scratch = Scratch::new("half-hours-days");
        let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
        journal.agree(&plan(PeriodKind::Day)).await.expect("a plan");
        for day in [0, 48] {
            busy(&mut journal, day, 12).await;
            busy(&mut journal, day + 1, 9).await;
        }
        // The evening before is no half hour of the event.
        busy(&mut journal, -30, 20).await;
        journal
            .seal(Which::Ended, OPENING + 20 * HOUR, &context())
            .await
            .expect("sealed");
        assert_eq!(told(&mut journal).await, [(0, 10)]);
        assert_eq!(count(&mut journal, "half_hours").await, 2);
        journal.saw(OPENING + 2 * DAY).await.expect("seen");
        assert_eq!(told(&mut journal).await, [(0, 10), (48, 10)]);
    });
}

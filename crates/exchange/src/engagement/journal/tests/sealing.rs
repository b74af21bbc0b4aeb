use super::*;
use crate::engagement::{row::Mode, seal::Which};

#[test]
fn a_row_is_read_as_it_was_written() {
    run(async {
        let scratch = Scratch::new("row");
        let mut journal = scratch.open().await;
        let mut other = visit(3);
        other.outcome = Outcome::Finished;
        (other.audience, other.liked, other.language) = (None, None, Language::English);
        (other.scores, other.secs, other.slot) = (Vec::new(), u32::MAX, -5);
        for visit in [&visit(0), &other] {
            assert_eq!(journal.record(visit).await.expect("recorded"), Kept::Waiting);
        }
        let rows = rows::of_period(journal.connection(), "salon", "event")
            .await
            .expect("rows");
        assert_eq!(rows, [visit(0), other]);
    });
}

#[test]
fn the_end_of_the_event_seals_once_and_what_comes_later_is_counted_only() {
    run(async {
        let scratch = Scratch::new("once");
        let mut journal = scratch.open().await;
        for index in 0..12 {
            journal.record(&visit(index)).await.expect("recorded");
        }
        let mut alone = visit(0);
        alone.kit = "cuisine".to_owned();
        journal.record(&alone).await.expect("recorded");
        journal.opt_out("salon").await.expect("counted");
        assert_eq!(
            journal.seal(Which::Ended, END - 1, &context()).await.expect("sealed"),
            []
        );
        assert_eq!(journal.preview(END - 1).await.expect("a preview").len(), 1);

        let sealed = journal.seal(Which::Ended, END, &context()).await.expect("sealed");
        assert_eq!(sealed.len(), 1);
        assert_eq!(
            (
                sealed[0].outcome.visits_released(),
                sealed[0].outcome.visits_suppressed()
            ),
            (12, 1)
        );
        // The class and the event's own.
        let bodies = outbox(&mut journal).await;
        assert_eq!(bodies.len(), 2);

        for _ in 0..2 {
            assert_eq!(
                journal.seal(Which::All, END + DAY, &context()).await.expect("sealed"),
                []
            );
        }
        for index in 0..20 {
            assert_eq!(journal.record(&visit(index)).await.expect("recorded"), Kept::Late);
        }
        journal
            .count_modes("salon", slot_of(OPENING), &[Mode::Mute])
            .await
            .expect("counted");
        assert_eq!(
            journal.seal(Which::All, END + DAY, &context()).await.expect("sealed"),
            []
        );
        assert_eq!(outbox(&mut journal).await, bodies);
        let wanted = Balance {
            visits: 34,
            opted_out: 1,
            recorded: 33,
            sealed: 12,
            waiting: 0,
            suppressed: 1,
            late: 20,
            dropped: 0,
        };
        assert_eq!(balance(&mut journal).await, wanted);
        assert!(wanted.adds_up());
    });
}

/// As when the kiosk and `etabli engagement seal` see the same end at the same time.
#[test]
fn a_period_that_is_closed_is_not_sealed_again_even_if_a_row_were_left() {
    run(async {
        let scratch = Scratch::new("again");
        let mut journal = scratch.open().await;
        for index in 0..12 {
            journal.record(&visit(index)).await.expect("recorded");
        }
        let period = plan(PeriodKind::Event).period_of(slot_of(OPENING));
        let sealed = journal.seal_period("salon", period, END, &context()).await;
        assert!(sealed.expect("sealed").is_some());
        let bodies = outbox(&mut journal).await;
        for index in 0..12 {
            rows::insert(journal.connection(), &visit(index), "event")
                .await
                .expect("a row left");
        }
        let again = journal.seal_period("salon", period, END, &context()).await;
        assert_eq!(again.expect("nothing to do"), None);
        assert_eq!(outbox(&mut journal).await, bodies);
    });
}

#[test]
fn each_day_is_sealed_by_itself_where_the_plan_says_so() {
    run(async {
        let scratch = Scratch::new("days");
        let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
        journal.agree(&plan(PeriodKind::Day)).await.expect("a plan");
        for day in 0..2 {
            for index in 0..12 {
                journal
                    .record(&visit_at(OPENING + day * DAY + index * 600))
                    .await
                    .expect("recorded");
            }
            journal
                .count_modes("salon", slot_of(OPENING + day * DAY), &[Mode::Mute])
                .await
                .expect("counted");
        }
        // The evening before, when staff try the kiosk, is the first day; after the last one is the last.
        journal.record(&visit_at(OPENING - DAY)).await.expect("recorded");
        let midnight = OPENING + 15 * HOUR;
        let periods = |sealed: Vec<crate::engagement::seal::Sealed>| -> Vec<_> {
            sealed
                .iter()
                .map(|sealed| (sealed.period.key(), sealed.outcome.visits_released()))
                .collect()
        };
        assert_eq!(
            journal
                .seal(Which::Ended, midnight - 1, &context())
                .await
                .expect("sealed"),
            []
        );
        let sealed = journal.seal(Which::Ended, midnight, &context()).await.expect("sealed");
        assert_eq!(periods(sealed), [("2027-03-26".to_owned(), 13)]);
        assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Late);
        let sealed = journal
            .seal(Which::Ended, END + 9 * DAY, &context())
            .await
            .expect("sealed");
        assert_eq!(periods(sealed), [("2027-03-27".to_owned(), 12)]);
        assert_eq!(rows::modes(journal.connection(), "salon").await.expect("totals"), []);
    });
}

#[test]
fn the_plan_is_that_of_the_first_time() {
    run(async {
        let scratch = Scratch::new("plan");
        let journal = scratch.open().await;
        journal.close().await;
        let mut journal = scratch.open().await;
        let mut changed = plan(PeriodKind::Day);
        changed.sealing.level = ClassLevel::KitAudience;
        changed.last_day = date(2027, 3, 29);
        let agreed = journal.agree(&changed).await.expect("a plan");
        assert_eq!(agreed.sealing, plan(PeriodKind::Event).sealing);
        assert_eq!(agreed.last_day, date(2027, 3, 29));
        assert_eq!(journal.seal(Which::Ended, END, &context()).await.expect("sealed"), []);
        journal.record(&visit(0)).await.expect("recorded");
        assert_eq!(journal.seal(Which::Ended, END, &context()).await.expect("sealed"), []);
        assert_eq!(
            journal
                .seal(Which::Ended, END + DAY, &context())
                .await
                .expect("sealed")
                .len(),
            1
        );
    });
}

#[test]
fn rows_are_never_kept_for_more_than_thirty_days() {
    run(async {
        let scratch = Scratch::new("old");
        let mut journal = scratch.open().await;
        let mut long = plan(PeriodKind::Event);
        long.last_day = date(2028, 3, 28);
        journal.agree(&long).await.expect("a plan");
        journal.record(&visit(0)).await.expect("recorded");
        let old = slot_of(OPENING) * 900 + 30 * DAY;
        assert_eq!(
            journal.seal(Which::Ended, old - 1, &context()).await.expect("sealed"),
            []
        );
        assert_eq!(
            journal.seal(Which::Ended, old, &context()).await.expect("sealed").len(),
            1
        );
        assert_eq!(balance(&mut journal).await.suppressed, 1);
    });
}

#[test]
fn a_clock_that_fell_back_fills_no_day_that_is_sealed() {
    run(async {
        let scratch = Scratch::new("back");
        let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
        journal.agree(&plan(PeriodKind::Day)).await.expect("a plan");
        journal.record(&visit(0)).await.expect("recorded");
        let second_day = OPENING + DAY;
        journal.saw(second_day).await.expect("seen");
        journal
            .seal(Which::Ended, second_day, &context())
            .await
            .expect("sealed");
        journal.close().await;
        let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
        for back in [0, OPENING - 365 * DAY, -5 * HOUR] {
            assert_eq!(journal.record(&visit_at(back)).await.expect("recorded"), Kept::Waiting);
        }
        let kept = rows::of_period(journal.connection(), "salon", "2027-03-27")
            .await
            .expect("rows");
        // Quarter hours stay what the clock said.
        assert_eq!(kept.iter().map(|visit| visit.slot).collect::<Vec<_>>()[..1], [0]);
        assert_eq!(kept.len(), 3);
        // A year ahead is the last day.
        assert_eq!(
            journal.record(&visit_at(OPENING + 365 * DAY)).await.expect("recorded"),
            Kept::Waiting
        );
        assert_eq!(
            rows::of_period(journal.connection(), "salon", "2027-03-28")
                .await
                .expect("rows")
                .len(),
            1
        );
    });
}

#[test]
fn staff_see_todays_kits() {
    run(async {
        let scratch = Scratch::new("today");
        let mut journal = scratch.open().await;
        for index in [0, 1, 200] {
            journal.record(&visit(index)).await.expect("recorded");
        }
        let today = journal.today("salon", slot_of(OPENING + HOUR)).await.expect("today");
        assert_eq!(today, [("soudure".to_owned(), 2)]);
    });
}

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use super::*;

/// Wall clock set by the test; the other goes on with it only if told to.
struct Clock {
    wall: AtomicI64,
    steady: Mutex<Instant>,
}

impl Clock {
    fn at(wall: i64) -> Arc<Self> {
        Arc::new(Self {
            wall: AtomicI64::new(wall),
            steady: Mutex::new(Instant::now()),
        })
    }

    /// Both clocks go on.
    fn pass(&self, secs: i64) {
        self.wall.fetch_add(secs, Ordering::Relaxed);
        *self.steady.lock().expect("not poisoned") += Duration::from_secs(secs as u64);
    }
}

impl Clocks for Clock {
    fn wall(&self) -> i64 {
        self.wall.load(Ordering::Relaxed)
    }

    fn steady(&self) -> Instant {
        *self.steady.lock().expect("not poisoned")
    }
}

fn settings(scratch: &Scratch, clock: &Arc<Clock>) -> Settings {
    Settings {
        folder: scratch.0.clone(),
        limits: Limits::default(),
        plan: plan(PeriodKind::Event),
        context: context(),
        clocks: clock.clone(),
    }
}

const LONG: Duration = Duration::from_secs(60);

fn a_try(index: i64) -> Entry {
    Entry::Visit(Box::new(visit(index)))
}

/// What the journal says while the thread has it.
fn look(scratch: &Scratch) -> (Balance, usize) {
    run(async {
        let mut journal = Journal::beside(&scratch.0, Limits::default()).await.expect("a look");
        (balance(&mut journal).await, outbox(&mut journal).await.len())
    })
}

#[test]
fn what_is_handed_over_is_kept_and_sealed_when_its_time_comes() {
    let (scratch, clock) = (Scratch::new("thread"), Clock::at(OPENING));
    let recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    for index in 0..12 {
        assert!(recorder.hand_over(a_try(index)));
    }
    recorder.hand_over(Entry::OptedOut);
    recorder.hand_over(Entry::Modes {
        slot: slot_of(OPENING),
        modes: vec![Mode::Mute],
    });
    assert!(recorder.flush(LONG));
    let (told, statements) = look(&scratch);
    assert_eq!((told.visits, told.opted_out, told.waiting, statements), (13, 1, 12, 0));
    assert_eq!(recorder.health().kept, 13);

    clock.pass(END - OPENING);
    recorder.hand_over(Entry::Note {
        what: "start",
        detail: String::new(),
    });
    // The note's own round seals.
    assert!(recorder.flush(LONG) && recorder.flush(LONG));
    let (told, statements) = look(&scratch);
    assert_eq!((told.sealed, told.waiting, statements), (12, 0, 2));
    assert!(told.adds_up());
}

#[test]
fn what_ended_while_the_kiosk_was_off_is_sealed_at_the_next_start() {
    let (scratch, clock) = (Scratch::new("start"), Clock::at(OPENING));
    let recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    for index in 0..12 {
        recorder.hand_over(a_try(index));
    }
    drop(recorder);
    let next_morning = Clock::at(END + 10 * HOUR);
    let mut other_event = settings(&scratch, &next_morning);
    other_event.plan.event = "forum".to_owned();
    let recorder = Recorder::start(other_event).expect("a thread");
    assert!(recorder.flush(LONG));
    assert_eq!(look(&scratch).0.sealed, 12);
}

#[test]
fn a_clock_that_leaps_a_year_seals_nothing_until_it_has_gone_on() {
    let (scratch, clock) = (Scratch::new("leap"), Clock::at(OPENING));
    let recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    recorder.hand_over(a_try(0));
    let round = |secs| {
        clock.pass(secs);
        recorder.hand_over(Entry::Note {
            what: "start",
            detail: String::new(),
        });
        assert!(recorder.flush(LONG) && recorder.flush(LONG));
        (recorder.health().is_clock_doubted, look(&scratch).0.waiting)
    };
    assert_eq!(round(60), (false, 1));
    clock.wall.fetch_add(365 * DAY, Ordering::Relaxed);
    assert_eq!(round(60), (true, 1));
    // Put right in time: nothing was lost.
    clock.wall.fetch_sub(365 * DAY, Ordering::Relaxed);
    assert_eq!(round(60), (false, 1));
    clock.wall.fetch_add(365 * DAY, Ordering::Relaxed);
    assert_eq!(round(60), (true, 1));
    assert_eq!(round(HOUR), (false, 0));
}

#[test]
fn a_second_player_is_refused() {
    let (scratch, clock) = (Scratch::new("second"), Clock::at(OPENING));
    let _recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    let second = Recorder::start(settings(&scratch, &clock));
    assert!(matches!(second.err(), Some(JournalError::InUse(_))));
}

/// The disk is stuck: another process holds the database. Handing over takes no longer for it; what has no room is
/// counted, now and in the journal.
#[test]
fn nobody_waits_for_the_disk() {
    let (scratch, clock) = (Scratch::new("stuck"), Clock::at(OPENING));
    let recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    run(async {
        let mut beside = Journal::beside(&scratch.0, Limits::default()).await.expect("a look");
        let stuck = beside.change().await.expect("a lock");
        let start = Instant::now();
        let taken = (0..1000).filter(|index| recorder.hand_over(a_try(*index % 60))).count();
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert!((200..1000).contains(&taken), "{taken}");
        assert_eq!(recorder.health().dropped, 1000 - taken as u64);
        stuck.rollback().await.expect("let go");
    });
    drop(recorder);
    let (told, _) = look(&scratch);
    assert!(told.adds_up());
    assert_eq!(told.visits + told.dropped, 1000);
}

/// The file breaks under the recorder's hands while the uploader has it open, too. It is set aside once nobody has; what
/// was tried in between is counted.
#[test]
fn a_journal_that_breaks_in_use_is_replaced_once_nobody_has_it_open() {
    let (scratch, clock) = (Scratch::new("breaks-in-use"), Clock::at(OPENING));
    let recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    for index in 0..200 {
        recorder.hand_over(a_try(index % 60));
    }
    assert!(recorder.flush(LONG));
    run(async {
        let mut beside = Journal::beside(&scratch.0, Limits::default()).await.expect("a look");
        assert_eq!(balance(&mut beside).await.waiting, 200);
        // All that was committed goes to the file itself, all but its first page breaks, and the recorder has to look again.
        sqlx::query("PRAGMA wal_checkpoint(FULL)")
            .execute(beside.connection())
            .await
            .expect("a checkpoint");
        let mut bytes = std::fs::read(scratch.file()).expect("the file");
        bytes[4096..].fill(0xa5);
        std::fs::write(scratch.file(), bytes).expect("broken");
        beside.opt_out("salon").await.expect("from what it remembers");
        recorder.hand_over(a_try(0));
        assert!(recorder.flush(LONG));
        let health = recorder.health();
        assert!(health.set_aside.is_none() && health.trouble.is_some(), "{health:?}");
        beside.close().await;
    });
    clock.pass(60);
    recorder.hand_over(a_try(1));
    assert!(recorder.flush(LONG));
    recorder.hand_over(a_try(2));
    assert!(recorder.flush(LONG));
    let health = recorder.health();
    assert!(
        health.set_aside.is_some_and(|aside| aside.path.exists()),
        "it was broken"
    );
    assert_eq!(health.trouble, None);
    let (told, _) = look(&scratch);
    assert!(told.adds_up() && told.visits + told.dropped == 3, "{told:?}");
}

/// No journal can be made at first; the kiosk plays on, and records as soon as one can.
#[test]
fn a_journal_that_cannot_be_opened_is_tried_again() {
    let (scratch, clock) = (Scratch::new("later"), Clock::at(OPENING));
    std::fs::create_dir(scratch.file()).expect("a folder where the file should be");
    let recorder = Recorder::start(settings(&scratch, &clock)).expect("a thread");
    recorder.hand_over(a_try(0));
    assert!(recorder.flush(LONG));
    assert!(recorder.health().trouble.is_some());
    std::fs::remove_dir(scratch.file()).expect("out of the way");
    clock.pass(60);
    recorder.hand_over(a_try(1));
    assert!(recorder.flush(LONG));
    recorder.hand_over(a_try(2));
    assert!(recorder.flush(LONG));
    assert_eq!(recorder.health().trouble, None);
    let (told, _) = look(&scratch);
    assert!(
        told.adds_up() && told.visits + told.dropped == 3 && told.dropped >= 1,
        "{told:?}"
    );
}

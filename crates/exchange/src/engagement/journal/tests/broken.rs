use std::{fs, time::SystemTime};

use super::*;
use crate::engagement::seal::Which;

/// Records 400 visits and returns the bytes of the database.
fn filled(scratch: &Scratch) -> Vec<u8> {
    run(async {
        let mut journal = scratch.open().await;
        for index in 0..400 {
            journal.record(&visit(index)).await.expect("recorded");
        }
        journal.close().await;
    });
    fs::read(scratch.file()).expect("the file")
}

#[test]
fn a_broken_database_is_set_aside_and_a_fresh_one_started() {
    let scratch = Scratch::new("broken");
    let good = filled(&scratch);
    let middle = good.len() / 2;
    let half = good[..middle].to_vec();
    let mut holes = good.clone();
    holes[middle..middle + 9000].fill(0xa5);
    for (name, bytes) in [
        ("noise", vec![0x5a; 9000]),
        ("half", half),
        ("holes", holes),
        ("text", b"oups".to_vec()),
    ] {
        fs::write(scratch.file(), &bytes).expect("broken");
        run(async {
            let (mut journal, aside) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
            let aside = aside.unwrap_or_else(|| panic!("{name} was noticed"));
            assert_eq!(fs::read(&aside.path).expect("the old file"), bytes, "{name}");
            journal.agree(&plan(PeriodKind::Event)).await.expect("a plan");
            assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Waiting);
            assert_eq!(balance(&mut journal).await.waiting, 1);
            journal.close().await;
        });
    }
    let aside = |scratch: &Scratch| {
        let entries = fs::read_dir(&scratch.0).expect("the folder").filter_map(Result::ok);
        entries
            .filter(|entry| entry.file_name().to_string_lossy().contains("corrupt"))
            .count() as u32
    };
    let files = aside(&scratch);
    assert!(files >= 4);
    // They may hold rows: three days later they are gone.
    run(async {
        let mut journal = scratch.open().await;
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .expect("a clock")
            .as_secs() as i64;
        assert_eq!(journal.purge(Some(now + 2 * DAY)).await.expect("purged").files, 0);
        assert_eq!(journal.purge(None).await.expect("purged").files, 0);
        assert_eq!(journal.purge(Some(now + 4 * DAY)).await.expect("purged").files, files);
    });
    assert_eq!(aside(&scratch), 0);
}

/// A write-ahead log that was torn loses the commits after the tear, never the file, and never half a commit.
#[test]
fn a_torn_log_costs_its_end_only() {
    let scratch = Scratch::new("torn");
    let (database, log) = run(async {
        let mut journal = scratch.open().await;
        journal.purge(None).await.expect("an empty log");
        for index in 0..20 {
            journal.record(&visit(index)).await.expect("recorded");
        }
        let log = fs::read(scratch.0.join(format!("{FILE}-wal"))).expect("the log");
        let database = fs::read(scratch.file()).expect("the file");
        (database, log)
    });
    let mut last = 0;
    for tenth in 0..=10 {
        let cut = log.len() * tenth / 10;
        let zeros = vec![0; log.len() - cut];
        let noise = vec![0xa5; log.len() - cut];
        let kept = [&[][..], &zeros, &noise].map(|end| {
            // As the next start finds it: nobody has it open.
            let scratch = Scratch::new("torn-next");
            fs::write(scratch.file(), &database).expect("the file");
            fs::write(scratch.0.join(format!("{FILE}-wal")), [&log[..cut], end].concat()).expect("the log");
            run(async {
                let mut journal = scratch.open().await;
                let balance = balance(&mut journal).await;
                assert!(balance.adds_up() && balance.waiting == balance.visits, "{balance:?}");
                journal.close().await;
                balance.waiting
            })
        });
        assert!(kept[0] >= last && kept == [kept[0]; 3], "{kept:?} after {last}");
        last = kept[0];
    }
    assert_eq!(last, 20);
}

#[test]
fn a_journal_that_breaks_while_it_is_open_goes_on_afresh() {
    run(async {
        let scratch = Scratch::new("breaks");
        let mut journal = scratch.open().await;
        journal.record(&visit(0)).await.expect("recorded");
        let (mut journal, aside) = journal.start_afresh("broken".to_owned()).await.expect("a fresh one");
        assert!(aside.path.exists());
        assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Waiting);
        assert_eq!(balance(&mut journal).await.visits, 1);
        // Nobody else could come in between.
        let other = Journal::open(&scratch.0, Limits::default()).await;
        assert!(matches!(other, Err(JournalError::InUse(_))), "{other:?}");
    });
}

#[test]
fn two_players_in_one_folder_are_refused() {
    run(async {
        let scratch = Scratch::new("two");
        let journal = scratch.open().await;
        let error = Journal::open(&scratch.0, Limits::default())
            .await
            .expect_err("a second player");
        assert!(
            matches!(&error, JournalError::InUse(folder) if *folder == scratch.0),
            "{error}"
        );
        // Who only looks may.
        let mut beside = Journal::beside(&scratch.0, Limits::default()).await.expect("a look");
        assert!(balance(&mut beside).await.adds_up());
        drop(beside);
        journal.close().await;
        scratch.open().await;
    });
}

#[test]
fn the_journal_of_a_newer_etabli_is_left_alone() {
    run(async {
        let scratch = Scratch::new("newer");
        let mut journal = scratch.open().await;
        sqlx::query("INSERT INTO _sqlx_migrations VALUES (999, 'later', '2028-01-01', TRUE, x'00', 0)")
            .execute(journal.connection())
            .await
            .expect("a migration");
        journal.close().await;
        let before = fs::read(scratch.file()).expect("the file");
        let error = Journal::open(&scratch.0, Limits::default()).await.expect_err("newer");
        assert!(matches!(error, JournalError::Newer), "{error}");
        assert_eq!(fs::read(scratch.file()).expect("the file"), before);
    });
}

#[test]
fn what_has_no_room_is_counted_as_dropped() {
    run(async {
        let scratch = Scratch::new("room");
        drop(scratch.open().await);
        let limits = Limits {
            journal_bytes_max: 200_000,
            ..Limits::default()
        };
        let (mut journal, _) = Journal::open(&scratch.0, limits).await.expect("it opens");
        let mut kept = 0;
        while journal.record(&visit(kept % 60)).await.expect("recorded") == Kept::Waiting {
            kept += 1;
            assert!(kept < 2000, "there is a limit");
        }
        journal.opt_out("salon").await.expect("counted");
        let told = balance(&mut journal).await;
        assert!(
            told.adds_up() && told.dropped == 1 && told.waiting == kept as u64,
            "{told:?}"
        );
        // Sealing makes room again.
        journal.seal(Which::All, END, &context()).await.expect("sealed");
        assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Late);

        let limits = Limits {
            outbox_bytes_max: 100,
            ..Limits::default()
        };
        drop(journal);
        let (mut journal, _) = Journal::open(&scratch.0, limits).await.expect("it opens");
        assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Dropped);
    });
}

#[test]
fn a_full_outbox_lets_rows_wait() {
    run(async {
        let scratch = Scratch::new("outbox");
        drop(scratch.open().await);
        let limits = Limits {
            outbox_bytes_max: 100,
            ..Limits::default()
        };
        let (mut journal, _) = Journal::open(&scratch.0, limits).await.expect("it opens");
        for index in 0..12 {
            journal.record(&visit(index)).await.expect("recorded");
        }
        let sealed = journal.seal(Which::All, END, &context()).await;
        assert!(matches!(sealed, Err(JournalError::OutboxFull)), "{sealed:?}");
        assert_eq!(
            (balance(&mut journal).await.waiting, outbox(&mut journal).await.len()),
            (12, 0)
        );
        drop(journal);
        let mut journal = scratch.open().await;
        assert_eq!(
            journal.seal(Which::All, END, &context()).await.expect("sealed").len(),
            1
        );
    });
}

/// As on a disk that is full: SQLite refuses, nothing of the visit is counted, and what was kept stays.
#[test]
fn a_full_disk_takes_nothing_by_halves() {
    run(async {
        let scratch = Scratch::new("disk");
        let mut journal = scratch.open().await;
        journal.record(&visit(0)).await.expect("recorded");
        sqlx::query("PRAGMA max_page_count = 1")
            .execute(journal.connection())
            .await
            .expect("a limit");
        let mut kept = 1;
        let error = loop {
            match journal.record(&visit(kept)).await {
                Ok(_) => kept += 1,
                Err(error) => break error,
            }
        };
        assert!(!error.is_corrupt(), "{error}");
        // The connection that SQLite gave up is replaced by one without the limit: there is room again.
        let told = balance(&mut journal).await;
        assert!(told.adds_up() && told.waiting == kept as u64, "{told:?}");
        assert_eq!(journal.record(&visit(0)).await.expect("recorded"), Kept::Waiting);
    });
}

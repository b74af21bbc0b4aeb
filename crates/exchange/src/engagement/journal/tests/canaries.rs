use std::fs;

use sqlx::Row;

use super::*;
use crate::engagement::{row::Mode, seal::Which};

const CANARY: &str = "canari";

/// A visit whose every field is distinctive; the slot's and the duration's bytes as SQLite writes them too.
fn canary(index: i64) -> KitVisit {
    let mut visit = visit(index);
    visit.kit_version = format!("{CANARY}-version-{index}");
    visit.scores = vec![(format!("{CANARY}-critere-{index}"), 83)];
    visit.secs = 0x0c0f_fee0 + index as u32;
    visit
}

/// Names of the files in which these bytes are.
fn files_with(scratch: &Scratch, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(&scratch.0).expect("the folder") {
        let path = entry.expect("a file").path();
        let content = fs::read(&path).expect("its bytes");
        if content.windows(bytes.len()).any(|window| window == bytes) {
            found.push(path.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn nothing_of_a_row_is_left_once_its_period_is_sealed() {
    let scratch = Scratch::new("canaries");
    run(async {
        let mut journal = scratch.open().await;
        // Enough to fill many pages, and to have some split.
        for index in 0..500 {
            journal.record(&canary(index % 60)).await.expect("recorded");
        }
        journal
            .count_modes("salon", slot_of(OPENING), &[Mode::LargeText])
            .await
            .expect("counted");
        let all = |scratch: &Scratch| {
            let coffee = files_with(scratch, &[0x0c, 0x0f, 0xfe]);
            [
                files_with(scratch, CANARY.as_bytes()),
                files_with(scratch, b"ghost"),
                coffee,
            ]
        };
        for found in all(&scratch) {
            assert!(!found.is_empty(), "the canaries were there");
        }
        journal.seal(Which::All, END, &context()).await.expect("sealed");
        let [text, help, secs] = all(&scratch);
        assert_eq!((text, secs), (vec![], vec![]));
        // Help is told by a histogram, and by the table's own checks.
        assert_eq!(help, [FILE]);
        let log = fs::metadata(scratch.0.join(format!("{FILE}-wal"))).expect("the log");
        assert_eq!(log.len(), 0);
        // Pages that rows had been in went back to the disk.
        let free = sqlx::query_scalar::<_, i64>("PRAGMA freelist_count").fetch_one(journal.connection());
        assert_eq!(free.await.expect("a count"), 0);
        let kept: Vec<String> = outbox(&mut journal).await;
        assert!(kept.len() == 2 && kept.iter().all(|body| !body.contains(CANARY)));
    });
}

/// Overwriting, emptying the log and giving pages back each hide what another would leave: none may be missing.
#[test]
fn the_file_is_kept_as_it_is_promised() {
    run(async {
        let scratch = Scratch::new("pragmas");
        let mut journal = scratch.open().await;
        for (pragma, wanted) in [
            ("PRAGMA secure_delete", "1"),
            ("PRAGMA synchronous", "2"),
            ("PRAGMA journal_mode", "wal"),
            ("PRAGMA temp_store", "2"),
            ("PRAGMA busy_timeout", "5000"),
        ] {
            let row = sqlx::query(pragma)
                .fetch_one(journal.connection())
                .await
                .expect("a pragma");
            let told = row.try_get::<i64, _>(0).map(|number| number.to_string());
            let told = told.or_else(|_| row.try_get::<String, _>(0));
            assert_eq!(told.expect("a value"), wanted, "{pragma}");
        }
    });
}

#[test]
fn statements_that_were_sent_go_after_a_week_and_notes_after_a_month() {
    run(async {
        let scratch = Scratch::new("sent");
        let mut journal = scratch.open().await;
        for index in 0..12 {
            journal.record(&visit(index)).await.expect("recorded");
        }
        journal.note(END, "start", CANARY).await.expect("noted");
        journal.seal(Which::All, END, &context()).await.expect("sealed");
        sqlx::query("UPDATE outbox SET state = 'sent', settled_at = ? WHERE body LIKE '%soudure%'")
            .bind(END)
            .execute(journal.connection())
            .await
            .expect("sent");
        assert_eq!(
            journal.purge(Some(END + 7 * DAY)).await.expect("purged"),
            Purged::default()
        );
        let purged = journal.purge(Some(END + 7 * DAY + 1)).await.expect("purged");
        assert_eq!((purged.statements, purged.notes), (1, 0));
        // What the agency does not have is never deleted.
        assert_eq!(outbox(&mut journal).await.len(), 1);
        assert_eq!(journal.purge(Some(END + 31 * DAY)).await.expect("purged").notes, 1);
        assert_eq!(files_with(&scratch, CANARY.as_bytes()), [""; 0]);
    });
}

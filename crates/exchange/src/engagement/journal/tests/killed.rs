//! A process that is killed while it records: what it was told is kept, is kept.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use super::*;
use crate::engagement::seal::Which;

/// Names the folder to the process that will be killed.
const FOLDER: &str = "ETABLI_TEST_KILLED";

/// Does nothing unless the test below starts it: records, seals now and then, says what is committed, until it is killed.
#[test]
#[ignore = "the other half of the test below"]
fn records_until_it_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    run(async {
        let (mut journal, _) = Journal::open(folder.as_ref(), Limits::default())
            .await
            .expect("it opens");
        journal.agree(&plan(PeriodKind::Day)).await.expect("a plan");
        let mut out = std::io::stdout();
        for index in 0.. {
            let day = index / 40 % 3;
            let kept = journal
                .record(&visit_at(OPENING + day * DAY + index % 40 * 900))
                .await
                .expect("recorded");
            writeln!(out, "kept {kept:?}").and_then(|()| out.flush()).expect("told");
            if index % 40 == 39 {
                journal
                    .seal(Which::Ended, OPENING + day * DAY + 16 * HOUR, &context())
                    .await
                    .expect("sealed");
            }
        }
    });
}

#[test]
fn what_was_committed_survives_kill_9() {
    let long = env::var("ETABLI_TEST_LONG").is_ok_and(|value| value == "1");
    let scratch = Scratch::new("killed");
    let mut committed = 0;
    for round in 0..if long { 100 } else { 4 } {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["records_until_it_is_killed", "--ignored", "--nocapture"])
            .env(FOLDER, &scratch.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let told = lines.map_while(Result::ok).filter(|line| line.contains("kept "));
        // Not always at the same place: within a commit, a sealing or a purge.
        let told = told.take(7 + 13 * (round % 5)).count() as u64;
        child.kill().expect("killed");
        child.wait().expect("gone");
        assert!(told > 0, "it recorded");
        committed += told;
        run(async {
            let (mut journal, aside) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
            assert_eq!(aside, None);
            let counted = balance(&mut journal).await;
            assert!(counted.adds_up(), "{counted:?}");
            // At most those after the last we read: committed, and told to nobody.
            assert!(counted.visits >= committed, "{} of {committed}", counted.visits);
            committed = counted.visits;
        });
    }
}

//! Normal, safe, out of order, and back.

use std::{path::PathBuf, time::Duration};

use etabli_upkeep::restarts::What::{Asked, Crash, OutOfOrder, Ready, Safe, Start};

use crate::bench::{Bench, has, ready, story};

#[test]
fn a_crash_loop_ends_in_safe_mode_and_that_in_normal_mode() {
    let mut bench = Bench::new("show 20 abort\nshow 20 abort\nshow 20 abort\nshow 20 abort\nshow 9999999");
    bench.setup.limits.calm = Duration::from_millis(200);
    let records = bench.run_until(ready(6));
    let loops = [[Start, Ready, Crash]; 4].concat();
    let rest = [Safe, Start, Ready, Asked, Start, Ready];
    assert_eq!(story(&records), [&loops[..], &rest[..]].concat());
    let told: Vec<String> = bench.told().into_iter().map(|(_, told)| told).collect();
    assert_eq!(told, ["", "", "", "", "--safe", ""]);
}

#[test]
fn out_of_order_says_a_code_and_is_not_the_end() {
    let mut bench = Bench::new(&format!("{}show 9999999", "show 20 exit 134\n".repeat(8)));
    bench.setup.limits.pause = Duration::from_millis(300);
    bench.setup.limits.calm = Duration::from_millis(300);
    let records = bench.run_until(ready(11));
    let story = story(&records);
    let count = |what| story.iter().filter(|seen| **seen == what).count();
    assert_eq!(
        [count(Crash), count(Safe), count(OutOfOrder), count(Asked)],
        [8, 1, 1, 2]
    );
    let told: Vec<String> = bench.told().into_iter().map(|(_, told)| told).collect();
    assert_eq!(
        told[4..],
        [
            "--safe",
            "--safe",
            "--safe",
            "--safe",
            "--out-of-order E3-CRASH",
            "--safe",
            ""
        ]
    );
}

#[test]
fn a_program_that_is_not_there_is_tried_again_and_again() {
    let mut bench = Bench::new("show 1");
    bench.setup.program = PathBuf::from("/no/such/program");
    let records = bench.run_until(has(OutOfOrder));
    let out = records
        .iter()
        .find(|record| record.event.what == OutOfOrder)
        .expect("a record");
    assert_eq!(out.event.detail.as_deref(), Some("E1-PROGRAMME"));
    let why = records[1].event.detail.as_deref().expect("a reason");
    assert!(why.starts_with("le programme ne démarre pas"), "{why}");
}

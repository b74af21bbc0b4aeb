//! Disks that are full, not there, or being filled.

use std::fs;

use etabli_upkeep::{
    logs,
    restarts::What::{Crash, Ready, Start, Stop},
};

use crate::bench::{Bench, story};

#[test]
fn a_player_that_never_stops_talking_plays_on_and_fills_nothing() {
    let bench = Bench::new("show 20 say 64 show 20 exit 0");
    let records = bench.run();
    assert_eq!(story(&records), [Start, Ready, Stop]);
    let files = fs::read_dir(bench.setup.data.join("logs")).expect("a folder");
    let bytes: u64 = files
        .map(|file| file.and_then(|file| file.metadata()).expect("a file").len())
        .sum();
    assert!(bytes <= 2 << 20, "{bytes}");
    let text = fs::read_to_string(logs::path(&bench.setup.data)).expect("a log");
    assert!(text.contains("xxxx"));
}

#[test]
fn what_the_player_said_last_comes_before_its_end_in_the_log() {
    let bench = Bench::new("show 20 what\nshow 20 exit 0");
    let records = bench.run();
    assert_eq!(story(&records), [Start, Ready, Crash, Start, Ready, Stop]);
    let log = bench.log();
    let at = |text: &str| log.find(text).unwrap_or_else(|| panic!("no {text} in {log}"));
    assert!(at("what is what?") < at("arrêt imprévu"));
}

#[test]
fn without_a_folder_for_data_the_player_plays() {
    let mut bench = Bench::new("show 20 abort\nshow 20 exit 0");
    let in_the_way = bench.folder.join("file");
    fs::write(&in_the_way, "").expect("a file");
    bench.setup.data = in_the_way.join("data");
    bench.try_run().expect("it plays");
    assert_eq!(bench.told().len(), 2);
}

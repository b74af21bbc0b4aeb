//! What follows from each way to end.

use etabli_upkeep::{
    quarantine,
    restarts::What::{Asked, Crash, Frozen, Quarantine, Ready, Start, Stop},
};

use crate::bench::{Bench, ready, story};

#[test]
fn whoever_asks_is_started_again_and_whoever_quits_is_not() {
    let bench = Bench::new("show 50 exit 75\nshow 50 exit 0");
    let records = bench.run();
    assert_eq!(story(&records), [Start, Ready, Asked, Start, Ready, Stop]);
    assert_eq!(records[2].event.exit, Some(75));
    assert_eq!(records[5].event.exit, Some(0));
    assert!(records[1].event.ready_ms.is_some());
}

#[test]
fn crashes_are_told_by_signal_and_by_code() {
    let bench = Bench::new("show 50 abort\nshow 50 exit 101\nexit 2\nshow 50 exit 0");
    let records = bench.run();
    assert_eq!(
        story(&records),
        [
            Start, Ready, Crash, Start, Ready, Crash, Start, Crash, Start, Ready, Stop
        ]
    );
    let how = |index: usize| (records[index].event.signal, records[index].event.exit);
    assert_eq!(
        [how(2), how(5), how(7)],
        [(Some(6), None), (None, Some(101)), (None, Some(2))]
    );
    assert_eq!(
        records[7].event.detail.as_deref(),
        Some("la borne ne montre aucune image")
    );
}

#[test]
fn a_frozen_player_is_killed_whatever_it_hears() {
    let mut bench = Bench::new("show 50 hang\nshow 50 stop\ndeaf show 50 hang\nshow 50 exit 0");
    bench.setup.limits.frozen = std::time::Duration::from_secs(1);
    let records = bench.run();
    assert_eq!(
        story(&records),
        [[Start, Ready, Frozen]; 3]
            .concat()
            .into_iter()
            .chain([Start, Ready, Stop])
            .collect::<Vec<_>>()
    );
    for frozen in [2, 5, 8] {
        assert_eq!(records[frozen].event.signal, Some(9));
    }
}

#[test]
fn a_kit_that_aborts_three_times_is_put_in_quarantine() {
    let bench =
        Bench::new("play soudure show 50 abort\nenter soudure abort\nplay soudure show 50 abort\nshow 50 exit 0");
    let records = bench.run();
    let named = records
        .iter()
        .filter(|record| record.event.kit.as_deref() == Some("soudure"));
    assert_eq!(
        named.map(|record| record.event.what).collect::<Vec<_>>(),
        [Crash, Crash, Crash, Quarantine]
    );
    let entries = quarantine::read(&bench.setup.data).expect("read");
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].kit.as_str(), entries[0].crashes), ("soudure", 3));
    assert_eq!(story(&records)[story(&records).len() - 3..], [Start, Ready, Stop]);
    // Nothing of a mode was told to any of them.
    assert!(bench.told().iter().all(|(_, told)| told.is_empty()));
}

#[test]
fn stops_in_a_kit_add_up_over_supervisors_until_staff_let_it_try_again() {
    let bench = Bench::new("play bois show 50 abort\nshow 50 exit 0");
    let run = || {
        std::fs::write(bench.folder.join("told"), "").expect("a file");
        bench.run();
        quarantine::kits(&bench.setup.data)
    };
    assert_eq!([run(), run()], [[""; 0]; 2]);
    assert_eq!(run(), ["bois"]);
    assert!(quarantine::remove(&bench.setup.data, "bois").expect("written"));
    assert_eq!(run(), [""; 0], "one stop is not three");
}

#[test]
fn a_word_to_end_is_meant_even_for_the_deaf() {
    for (script, signal) in [("show 9999999", 15), ("deaf show 9999999", 9), ("show 50 stop", 9)] {
        let bench = Bench::new(script);
        bench.run_until(ready(1));
        let records = bench.records();
        assert_eq!(story(&records), [Start, Ready, Stop], "{script}");
        assert_eq!(records[2].event.signal, Some(signal), "{script}");
    }
}

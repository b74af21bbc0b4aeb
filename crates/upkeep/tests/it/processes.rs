//! Supervisors as processes of their own: their end, their locks, and what systemd hears.

use std::{
    os::unix::net::UnixDatagram,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use etabli_upkeep::{
    restarts::What::{Ready, Start, Stop},
    supervisor::SuperviseError,
};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use crate::bench::{Bench, PATIENCE, player, ready, story};

fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn supervise(bench: &Bench) -> Command {
    let mut command = Command::new(player());
    command.arg("supervise").arg(&bench.folder).stdin(Stdio::null());
    command
}

fn pid(raw: i32) -> Pid {
    Pid::from_raw(raw).expect("a process")
}

/// Gone, or only waiting for its parent to notice.
fn is_gone(raw: i32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{raw}/stat")).unwrap_or_default();
    test_kill_process(pid(raw)).is_err() || state.contains(") Z ")
}

fn end(mut supervisor: Child, signal: Signal) -> std::process::ExitStatus {
    let raw = i32::try_from(supervisor.id()).expect("a number");
    kill_process(pid(raw), signal).expect("it lives");
    supervisor.wait().expect("its status")
}

#[test]
fn two_supervisors_on_one_folder_are_refused() {
    let bench = Bench::new("show 9999999");
    let first = supervise(&bench).spawn().expect("a supervisor");
    wait_for("a frame", || ready(1)(&bench.records()));
    let refused = bench.try_run().expect_err("in use");
    assert!(matches!(refused, SuperviseError::InUse(_)));
    assert!(refused.told().contains("déjà"), "{}", refused.told());
    assert_eq!(bench.told().len(), 1, "no second player was started");
    assert!(end(first, Signal::TERM).success());
    assert_eq!(story(&bench.records()), [Start, Ready, Stop]);
    assert!(is_gone(bench.told()[0].0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_player_does_not_outlive_its_supervisor() {
    let bench = Bench::new("deaf show 9999999");
    let supervisor = supervise(&bench).spawn().expect("a supervisor");
    wait_for("a frame", || ready(1)(&bench.records()));
    end(supervisor, Signal::KILL);
    let (player, _) = bench.told()[0];
    wait_for("the player's end", || is_gone(player));
    // The next supervisor finds a free folder.
    bench.run_until(ready(2));
}

#[test]
fn what_a_player_started_goes_with_it_and_holds_nobody_up() {
    let bench = Bench::new("show 20 leave abort\nshow 20 leave exit 0");
    let records = bench.run();
    assert_eq!(story(&records).len(), 6);
}

#[cfg(target_os = "linux")]
#[test]
fn systemd_hears_of_the_first_frame_of_life_and_of_the_end() {
    let bench = Bench::new("show 9999999");
    let path = bench.folder.join("notify");
    let socket = UnixDatagram::bind(&path).expect("a socket");
    socket.set_read_timeout(Some(PATIENCE)).expect("a time");
    let supervisor = supervise(&bench)
        .env("NOTIFY_SOCKET", &path)
        .env("WATCHDOG_USEC", "300000")
        .spawn()
        .expect("a supervisor");
    let mut heard = String::new();
    let mut hear_until = |word: &str| {
        let mut bytes = [0; 512];
        let at = heard.len();
        while !heard[at..].contains(word) {
            let length = socket
                .recv(&mut bytes)
                .unwrap_or_else(|error| panic!("{error}: no {word} in {heard}"));
            heard += &String::from_utf8_lossy(&bytes[..length]);
        }
    };
    hear_until("WATCHDOG=1");
    hear_until("READY=1");
    hear_until("STATUS=mode normal\u{202f}; en marche");
    hear_until("WATCHDOG=1");
    let (_, told) = bench.told().remove(0);
    assert_eq!(told, "", "the player cannot speak to systemd");
    let ender = thread::Builder::new()
        .spawn(move || end(supervisor, Signal::TERM))
        .expect("a thread");
    hear_until("STOPPING=1");
    assert!(ender.join().expect("no panic").success());
    assert_eq!(heard.matches("READY=1").count(), 1);
}

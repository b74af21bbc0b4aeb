//! The plug is pulled out and put back: the real program.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::house;

/// `etabli play --robot --headless` with nothing of this machine's own around it.
fn robot(arguments: &[&str], folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command
        .args(["play", "--robot", "--headless", "--home"])
        .arg(house::home())
        .arg("--probe")
        .arg(folder.join("probe.json"))
        .arg("--measure")
        .arg(folder.join("measure.json"))
        .arg("--record-audio")
        .arg(folder.join("sound.wav"))
        .args(arguments)
        .env_remove("ETABLI_HOME")
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn until_it_plays(child: &mut Child, probe: &std::path::Path) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(120) {
        let told = std::fs::read_to_string(probe).unwrap_or_default();
        if told.contains(r#""screen":"play""#) && told.contains(r#""ready":true"#) {
            return;
        }
        assert!(
            child.try_wait().expect("it can be asked").is_none(),
            "it ended by itself"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it never played");
}

#[test]
fn killed_in_play_it_opens_again() {
    let folder = house::scratch("power");
    let mut child = robot(&["--speed", "4", "--visits", "50"], &folder)
        .spawn()
        .expect("the program starts");
    until_it_plays(&mut child, &folder.join("probe.json"));
    // SIGKILL: nothing is written, closed or said.
    child.kill().expect("it can be killed");
    assert!(!child.wait().expect("it is gone").success());
    let status = robot(&["--speed", "0", "--visits", "1", "--exit"], &folder)
        .status()
        .expect("the program starts");
    assert!(status.success(), "{status}");
}

//! What the kiosk keeps of visits, as the program itself does it: a robot plays, and the journal adds up.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

use crate::house;

/// Runs `etabli`, which ends well; what it says.
fn etabli(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_etabli"))
        .args(arguments)
        .env("ETABLI_HOME", house::home())
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn status(data: &Path) -> Value {
    let data = data.to_str().expect("UTF-8");
    serde_json::from_str(&etabli(&["engagement", "status", "--json", "--data", data])).expect("JSON")
}

#[test]
fn a_robots_visits_are_counted_where_it_is_told_to_and_nowhere_else() {
    let scratch = house::scratch("recording");
    let (data, config) = (scratch.join("data"), scratch.join("kiosk.ron"));
    fs::write(&config, "(event: \"exemple\")").expect("the settings");
    let (data, config) = (data.to_str().expect("UTF-8"), config.to_str().expect("UTF-8"));
    let robot = [
        "play",
        "--robot",
        "--headless",
        "--speed",
        "0",
        "--kit",
        "soudure",
        "--exit",
        "--config",
        config,
    ];
    let visits = ["--visits", "4", "--clumsy", "--seed", "5"];
    etabli(&[&robot[..], &visits, &["--data", data]].concat());
    let told = status(Path::new(data));
    let event = &told["events"][0];
    assert_eq!(event["event"], "exemple", "{told}");
    assert_eq!(event["adds_up"], true, "{told}");
    let count = |what: &str| event[what].as_u64().unwrap_or_else(|| panic!("{what} of {told}"));
    // Clumsy visitors leave, start again, climb a level, or do not want to be counted: a try at least for most.
    assert!((3..40).contains(&count("visits")), "{told}");
    assert_eq!(count("recorded"), count("waiting"), "the event is not over: {told}");
    assert_eq!(count("dropped"), 0, "{told}");

    // The file names no one and nothing but the categories of the row.
    let bytes = fs::read(Path::new(data).join("engagement.sqlite")).expect("the journal");
    assert!(bytes.windows(7).any(|part| part == b"soudure"));

    let elsewhere = scratch.join("elsewhere");
    let output = Command::new(env!("CARGO_BIN_EXE_etabli"))
        .args(robot)
        .args(["--home", house::home().to_str().expect("UTF-8")])
        .env("ETABLI_DATA", &elsewhere)
        .output()
        .expect("the program");
    assert!(output.status.success());
    assert!(!elsewhere.exists(), "a robot that was not told to counts nothing");
}

//! The robot visitor: the real program, its hash, its figures, its sound.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use bevy::{diagnostic::FrameCount, prelude::*};
use etabli::{
    audio::AudioOptions,
    kiosk::robot::{RobotOptions, RobotReport},
    kit::Library,
    launch::Launch,
    screens::Screen,
    visitor::Visit,
};
use serde_json::Value;

use crate::house::{self, House};

/// Complete headless visits, as fast as it goes.
fn play(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command
        .args(["play", "--robot", "--headless", "--speed", "0", "--exit", "--home"])
        .arg(house::home())
        .args(arguments)
        .current_dir(folder)
        .env_remove("ETABLI_HOME")
        .env("XDG_DATA_HOME", folder)
        .env("XDG_STATE_HOME", folder);
    command.output().expect("the program starts")
}

/// What a run that went well printed: visits and hash.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = play(folder, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let line = String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned();
    let hash = line.rsplit(' ').next().unwrap_or_default();
    assert!(
        hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()),
        "{line:?}"
    );
    line
}

fn figures(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).expect("the figures were written");
    serde_json::from_str(&text).expect("the figures are JSON")
}

#[test]
fn the_same_seed_plays_the_same_visits_measured_or_not() {
    let folder = house::scratch("robot-seeds");
    let seed = |seed: &'static str| ["--visits", "3", "--seed", seed];
    let plain = printed(&folder, &seed("5"));
    let measured = printed(
        &folder,
        &[
            &seed("5")[..],
            &["--measure", "measure.json", "--record-audio", "a.wav"],
        ]
        .concat(),
    );
    assert_eq!(plain, measured);
    assert!(plain.starts_with("3 visite"), "{plain:?}");
    assert_ne!(plain, printed(&folder, &seed("6")));
    has_all_figures(&figures(&folder.join("measure.json")));
    let wav = hound::WavReader::open(folder.join("a.wav")).expect("the sound was recorded");
    assert!(
        wav.duration() > wav.spec().sample_rate * 30,
        "three visits take longer than {} samples",
        wav.duration()
    );
}

fn has_all_figures(figures: &Value) {
    for field in ["adapter", "quality"] {
        assert!(figures[field].is_string(), "{field}: {figures}");
    }
    // Without a renderer no picture is ever presented.
    for field in ["first_picture_ms", "first_attract_ms"] {
        assert!(figures.get(field).is_some_and(Value::is_null), "{field}: {figures}");
    }
    // It goes on after the last visit's end, where the printed hash was taken.
    assert!(
        figures["event_log_sha256"]
            .as_str()
            .is_some_and(|hash| hash.len() == 64),
        "{figures}"
    );
    assert_eq!(figures["visits"], Value::from(3));
    assert_eq!(figures["window"], Value::from(vec![1280, 720]));
    for screen in ["attract", "intro", "play.0", "who", "debrief", "carnet"] {
        for kind in ["cpu_ms", "interval_ms"] {
            let percentiles = &figures["screens"][screen][kind];
            let mut last = 0.0;
            for field in ["p50", "p95", "p99", "max"] {
                let value = percentiles[field].as_f64().unwrap_or(f64::NAN);
                assert!(value >= last, "{screen} {kind} {field}: {percentiles}");
                last = value;
            }
            assert!(
                percentiles["count"].as_u64() > Some(10),
                "{screen} {kind}: {percentiles}"
            );
        }
    }
    assert!(
        figures["kit_load_ms"]["soudure"]
            .as_f64()
            .is_some_and(|millis| millis > 0.0),
        "{figures}"
    );
    for kind in ["touch_to_presented_frames", "touch_to_presented_ms"] {
        assert!(figures[kind]["p95"].is_f64(), "{kind}: {figures}");
    }
    let memory = figures["memory"].as_array().expect("memory over time");
    let at: Vec<&str> = memory.iter().filter_map(|memory| memory["at"].as_str()).collect();
    assert_eq!(at, ["start", "visit 1", "visit 2", "visit 3", "end"]);
    assert!(
        memory
            .iter()
            .all(|memory| memory["rss_mb"].as_f64() >= memory["pss_mb"].as_f64())
    );
    assert!(memory.iter().all(|memory| memory["pss_mb"].as_f64() > Some(10.0)));
}

#[test]
fn clumsy_visitors_jam_nothing_and_leave_no_memory_behind() {
    /// By then every picture and sound was once in use.
    const WARM: usize = 20;
    let folder = house::scratch("robot-clumsy");
    let visits = if house::is_long() { "200" } else { "10" };
    printed(
        &folder,
        &[
            "--clumsy",
            "--seed",
            "11",
            "--visits",
            visits,
            "--measure",
            "measure.json",
        ],
    );
    if house::is_long() {
        let figures = figures(&folder.join("measure.json"));
        let memory = figures["memory"].as_array().expect("memory over time");
        let pss: Vec<f64> = memory.iter().filter_map(|memory| memory["pss_mb"].as_f64()).collect();
        let (warm, last) = (pss[WARM], pss[pss.len() - 1]);
        assert!(
            last < warm * 1.1,
            "from {warm:.1} to {last:.1} MiB in 180 visits: {pss:?}"
        );
    }
}

/// Plays `visits` visits in this process; what was played, and how many frames it took.
fn watched(launch: Launch) -> (Vec<String>, u32) {
    let visits = launch.robot.as_ref().map_or(0, |robot| robot.visits);
    let mut house = House::with(launch);
    let mut played = Vec::new();
    for _ in 0..100_000 {
        house.app.update();
        let world = house.app.world();
        if *world.resource::<State<Screen>>().get() == Screen::Play
            && let Some(kit) = &world.resource::<Visit>().kit
            && played.last() != Some(kit)
        {
            played.push(kit.clone());
        }
        if world.resource::<RobotReport>().visits >= visits {
            return (played, world.resource::<FrameCount>().0);
        }
    }
    panic!(
        "{:?} after 100,000 frames on {:?}",
        house.app.world().resource::<RobotReport>(),
        house.screen()
    );
}

fn two_kits(name: &str) -> PathBuf {
    let kits = house::scratch(name);
    house::copy(&house::home().join("kits/soudure"), &kits.join("soudure"));
    house::clone_kit(&kits.join("soudure"), &kits, "zzz");
    kits
}

#[test]
fn the_robot_plays_only_the_kit_it_was_given() {
    let robot = RobotOptions {
        kit: Some("zzz".to_owned()),
        visits: 3,
        seed: 2,
        ..RobotOptions::default()
    };
    let kits = two_kits("robot-kit");
    let (played, _) = watched(Launch {
        kits: Some(kits),
        robot: Some(robot),
        ..Launch::for_tests(house::home())
    });
    assert_eq!(played, ["zzz"]);
}

#[test]
fn an_unsteady_hand_completes_every_step_without_help() {
    let seeds = if house::is_long() { 8 } else { 1 };
    for seed in 1..=seeds {
        let mut house = House::with(Launch {
            robot: Some(RobotOptions {
                kit: Some("soudure".to_owned()),
                visits: 1,
                seed,
                unsteady: true,
                ..RobotOptions::default()
            }),
            ..Launch::for_tests(house::home())
        });
        // The visit forgets its results when it ends.
        let mut results = Vec::new();
        for _ in 0..100_000 {
            house.app.update();
            let world = house.app.world();
            let visit = world.resource::<Visit>();
            if visit.results.len() > results.len() {
                results.clone_from(&visit.results);
            }
            if world.resource::<RobotReport>().visits >= 1 {
                break;
            }
        }
        let world = house.app.world();
        assert_eq!(world.resource::<RobotReport>().jam, None);
        let kit = world.resource::<Library>().kit("soudure").expect("the kit is there");
        let steps: Vec<&str> = kit.steps().iter().map(|step| step.id.as_str()).collect();
        let done: Vec<&str> = results.iter().map(|result| result.step.as_str()).collect();
        assert_eq!(done, steps, "with seed {seed}");
        assert!(results.iter().all(|result| !result.helped), "{results:?}");
    }
}

#[test]
fn the_recorded_sound_is_as_long_as_the_game() {
    const STEPS_PER_SEC: f64 = 60.0;
    let file = house::scratch("robot-sound").join("sound.wav");
    let audio = AudioOptions {
        record: Some(file.clone()),
        device: false,
    };
    let robot = RobotOptions {
        visits: 1,
        seed: 4,
        ..RobotOptions::default()
    };
    let (_, frames) = watched(Launch {
        audio,
        robot: Some(robot),
        ..Launch::for_tests(house::home())
    });
    let wav = hound::WavReader::open(file).expect("the sound was recorded");
    let sound = f64::from(wav.duration()) / f64::from(wav.spec().sample_rate);
    let game = f64::from(frames) / STEPS_PER_SEC;
    assert!(
        (sound / game - 1.0).abs() < 0.01,
        "{sound} s of sound, {game} s of game"
    );
}

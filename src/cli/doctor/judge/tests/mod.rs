//! A good machine, and each thing that can be wrong with it, one at a time.

mod devices;
mod keeping;

use std::time::Duration;

use jiff::{Timestamp, civil::date};

use super::{super::machine::*, super::verdict::*, *};

fn good() -> Machine {
    let folder = |role, path: &str| Folder {
        role,
        path: path.into(),
        kind: Some("ext4".to_owned()),
        read_only: false,
        space: Some(Space {
            free_bytes: 50_000_000_000,
            total_bytes: 120_000_000_000,
        }),
        trial: Ok(Duration::from_millis(12)),
    };
    Machine {
        graphics: Graphics {
            adapters: vec![adapter(AdapterKind::Processor), adapter(AdapterKind::Graphics)],
            cards: vec![("/dev/dri/renderD128".into(), true)],
            drivers: vec!["intel_icd.x86_64.json".to_owned()],
        },
        display: Display {
            screens: vec![screen("HDMI-A-1")],
            connectors: 3,
            session: None,
            cage: true,
            xwayland: true,
            wlr_randr: true,
            seat: true,
        },
        inputs: vec![input(InputKind::Mouse), input(InputKind::MultiTouch)],
        sound: Sound {
            outputs: vec![output(0, "ALC269VC Analog"), output(0, "HDMI 0")],
            chosen: false,
        },
        clock: Clock {
            now: now(),
            synchronised: false,
            battery: Some(now()),
            zones: true,
        },
        memory: Memory {
            total_bytes: 8_000_000_000,
            available_bytes: 6_000_000_000,
            cores: 4,
        },
        folders: vec![
            folder(FolderRole::Data, "/var/lib/etabli/data"),
            folder(FolderRole::Config, "/etc/etabli"),
            folder(FolderRole::Kits, "/var/lib/etabli/kits"),
        ],
        home: Home {
            path: Ok("/usr/share/etabli".into()),
            missing: Vec::new(),
            kits: 6,
            findings: Vec::new(),
            event: Some(ChosenEvent {
                id: "salon".to_owned(),
                last_day: Some(date(2027, 3, 28)),
            }),
            pin: Pin::Chosen { exposed: false },
        },
        service: Service {
            installed: true,
            enabled: true,
            rival: None,
        },
        links: Vec::new(),
    }
}

/// 2027-03-26, a quarter past nine in Paris.
fn now() -> Timestamp {
    Timestamp::from_second(1_806_048_900).expect("a moment")
}

fn adapter(kind: AdapterKind) -> Adapter {
    Adapter {
        name: format!("{kind:?}"),
        kind,
    }
}

fn screen(name: &str) -> Screen {
    Screen {
        name: name.to_owned(),
        mode: Some("1920x1080".to_owned()),
    }
}

fn input(kind: InputKind) -> Input {
    Input {
        name: format!("{kind:?}"),
        kind,
        output: None,
        calibration: None,
    }
}

fn output(card: u32, name: &str) -> Output {
    Output {
        card,
        card_name: "HDA".to_owned(),
        name: name.to_owned(),
        open: true,
    }
}

/// What is not good, as « level: words ».
fn wrong(change: impl FnOnce(&mut Machine)) -> Vec<(Topic, Level, String)> {
    let mut machine = good();
    change(&mut machine);
    let verdicts = judge(&machine)
        .into_iter()
        .filter(|verdict| verdict.level != Level::Good);
    verdicts
        .map(|verdict| {
            assert!(verdict.why.is_some() && !verdict.mend.is_empty(), "{verdict:?}");
            (verdict.topic, verdict.level, verdict.told + &verdict.mend.join("\n"))
        })
        .collect()
}

/// Exactly one thing is wrong, at this level, and these words are said.
fn only(topic: Topic, level: Level, words: &str, change: impl FnOnce(&mut Machine)) {
    let found = wrong(change);
    assert_eq!(found.len(), 1, "{words}: {found:?}");
    assert_eq!((found[0].0, found[0].1), (topic, level), "{words}: {found:?}");
    assert!(found[0].2.contains(words), "{words}: {found:?}");
}

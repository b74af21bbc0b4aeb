//! What is kept: time, room, files, settings.

use super::*;
use crate::{
    config::parse_kiosk,
    finding::{Finding, Findings},
};

#[test]
fn a_good_machine_is_good() {
    assert_eq!(wrong(|_| {}), []);
    assert_eq!(wrong(|machine| machine.clock.synchronised = true), []);
    // Neither a network nor the package's own unit is needed.
    assert_eq!(wrong(|machine| machine.service = Service::default()), []);
}

#[test]
fn the_clock_is_plausible_and_kept() {
    use Level::*;
    let at = |second| Timestamp::from_second(second).expect("a moment");
    only(Topic::Clock, Missing, "date --set", |machine| {
        machine.clock.now = at(1_000_000);
    });
    only(Topic::Clock, Watch, "set-ntp", |machine| machine.clock.battery = None);
    only(Topic::Clock, Watch, "hwclock", |machine| {
        machine.clock.battery = Some(at(now().as_second() - 3600));
    });
    only(Topic::Clock, Missing, "tzdata", |machine| machine.clock.zones = false);
    assert_eq!(
        wrong(|machine| (machine.clock.battery, machine.clock.synchronised) = (None, true)),
        []
    );
}

#[test]
fn memory_and_disk_have_room() {
    use Level::*;
    only(Topic::Memory, Missing, "1,0\u{a0}Go", |machine| {
        machine.memory.total_bytes = 1_000_000_000;
    });
    only(Topic::Memory, Watch, "2,0\u{a0}Go", |machine| {
        machine.memory.total_bytes = 2_000_000_000;
    });
    only(Topic::Memory, Watch, "un cœur", |machine| machine.memory.cores = 1);
    only(Topic::Memory, Watch, "0,1\u{a0}Go", |machine| {
        machine.memory.available_bytes = 100_000_000;
    });
    let free = |machine: &mut Machine, free_bytes| {
        for folder in &mut machine.folders {
            folder.space = Some(Space {
                free_bytes,
                total_bytes: 8_000_000_000,
            });
        }
    };
    only(Topic::Disk, Missing, "0,2\u{a0}Go", |machine| {
        free(machine, 200_000_000);
    });
    only(Topic::Disk, Watch, "1,0\u{a0}Go", |machine| {
        free(machine, 1_000_000_000);
    });
}

#[test]
fn a_disk_that_does_not_keep_is_told() {
    use Level::*;
    let full = || Err("No space left on device".to_owned());
    only(Topic::Disk, Missing, "No space left", |machine| {
        machine.folders[0].trial = full();
    });
    only(Topic::Disk, Watch, "chown -R etabli: /etc/etabli", |machine| {
        machine.folders[1].trial = full();
    });
    only(Topic::Disk, Watch, "remount", |machine| {
        machine.folders[2].read_only = true;
    });
    only(Topic::Disk, Missing, "remount", |machine| {
        machine.folders[0].read_only = true;
    });
    only(Topic::Disk, Watch, "3 s", |machine| {
        machine.folders[0].trial = Ok(Duration::from_secs(3));
    });
    only(Topic::Disk, Watch, "ETABLI_DATA", |machine| {
        machine.folders[0].kind = Some("tmpfs".to_owned());
    });
    only(Topic::Disk, Watch, "ext4", |machine| {
        machine.folders[2].kind = Some("vfat".to_owned());
    });
}

fn findings(text: &str) -> Vec<Finding> {
    let mut findings = Findings::default();
    parse_kiosk("config/kiosk.ron", text.as_bytes(), &mut findings);
    findings.sorted()
}

#[test]
fn files_and_settings_are_whole() {
    use Level::*;
    only(Topic::Files, Missing, "introuvables", |machine| {
        machine.home.path = Err("introuvables".to_owned());
    });
    only(Topic::Files, Missing, "--reinstall", |machine| {
        machine.home.missing.push("assets/fonts/text.ttf".to_owned());
    });
    only(Topic::Files, Missing, "kit install", |machine| machine.home.kits = 0);
    only(Topic::Settings, Watch, "config/kiosk.ron:1:10: C109", |machine| {
        machine.home.findings = findings("(volume: 80)");
    });
    only(Topic::Settings, Watch, "(et une autre)", |machine| {
        machine.home.findings = findings("(volume: 80, ambience: 80)");
    });
    // A note is no fault.
    assert_eq!(
        wrong(|machine| machine.home.findings = findings("(screen_diagonal_inches: 15)")),
        []
    );
    only(Topic::Settings, Watch, "aucun événement", |machine| {
        machine.home.event = None;
    });
    let event = |day| {
        Some(ChosenEvent {
            id: "salon".to_owned(),
            last_day: day,
        })
    };
    only(Topic::Settings, Watch, "fini depuis le 25/03/2027", |machine| {
        machine.home.event = event(Some(date(2027, 3, 25)));
    });
    assert_eq!(wrong(|machine| machine.home.event = event(Some(date(2027, 3, 26)))), []);
    only(Topic::Settings, Watch, "ne se lit pas", |machine| {
        machine.home.event = event(None);
    });
}

#[test]
fn the_factorys_pin_is_told() {
    use Level::*;
    only(Topic::Pin, Watch, "0000", |machine| machine.home.pin = Pin::Factory);
    only(Topic::Pin, Watch, "chmod 600", |machine| {
        machine.home.pin = Pin::Chosen { exposed: true }
    });
    only(Topic::Pin, Watch, "reset-pin", |machine| {
        machine.home.pin = Pin::Unreadable("?".to_owned());
    });
}

#[test]
fn it_starts_with_the_machine() {
    use Level::*;
    only(Topic::Service, Watch, "enable --now etabli-borne", |machine| {
        machine.service.enabled = false;
    });
    only(Topic::Service, Watch, "disable --now gdm3", |machine| {
        machine.service.rival = Some("gdm3".to_owned());
    });
}

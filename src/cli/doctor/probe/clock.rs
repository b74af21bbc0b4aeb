//! The clock: who keeps it right.

use std::process::Command;

use jiff::Timestamp;

use super::host::Host;
use crate::cli::doctor::machine::Clock;

pub fn look(host: &Host) -> Clock {
    Clock {
        synchronised: host.exists("run/systemd/timesync/synchronized") || others_keep_it(),
        ..files(host, Timestamp::now())
    }
}

fn files(host: &Host, now: Timestamp) -> Clock {
    let battery = host.read("sys/class/rtc/rtc0/since_epoch");
    Clock {
        now,
        synchronised: false,
        battery: battery
            .trim()
            .parse()
            .ok()
            .and_then(|secs| Timestamp::from_second(secs).ok()),
        zones: host.exists("usr/share/zoneinfo/Europe/Paris"),
    }
}

/// What systemd knows of chrony and its like.
fn others_keep_it() -> bool {
    let told = Command::new("timedatectl")
        .args(["show", "--property=NTPSynchronized", "--value"])
        .output();
    told.is_ok_and(|told| told.stdout.starts_with(b"yes"))
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    #[test]
    fn the_battery_is_read() {
        let now = Timestamp::from_second(1_800_000_000).expect("a moment");
        let root = Root::of("clock", &[("sys/class/rtc/rtc0/since_epoch", "1800000007\n")]);
        let clock = files(&root.host(), now);
        assert_eq!(clock.battery.map(Timestamp::as_second), Some(1_800_000_007));
        assert!(!clock.zones);
        let root = Root::of("clock-none", &[("usr/share/zoneinfo/Europe/Paris", "")]);
        let clock = files(&root.host(), now);
        assert!(clock.battery.is_none() && clock.zones);
    }
}

//! Screens that are plugged in, and the programs that put a kiosk onto them.

use std::env;

use super::host::Host;
use crate::cli::doctor::machine::{Display, Screen};

pub fn look(host: &Host) -> Display {
    let session = ["WAYLAND_DISPLAY", "DISPLAY"].iter().find_map(env::var_os);
    Display {
        session: session.map(|name| name.to_string_lossy().into_owned()),
        ..files(host)
    }
}

fn files(host: &Host) -> Display {
    // `card0-HDMI-A-1` is a connector, `card0` the card itself.
    let names = host.names("sys/class/drm");
    let connectors: Vec<&String> = names.iter().filter(|name| name.contains('-')).collect();
    let screens = connectors.iter().filter_map(|connector| {
        let folder = format!("sys/class/drm/{connector}");
        let plugged = host.read(format!("{folder}/status")).trim() == "connected";
        let (_, name) = connector.split_once('-')?;
        plugged.then(|| Screen {
            name: name.to_owned(),
            // The kernel lists the preferred mode first.
            mode: host.read(format!("{folder}/modes")).lines().next().map(str::to_owned),
        })
    });
    Display {
        screens: screens.collect(),
        connectors: connectors.len(),
        session: None,
        cage: host.has_program("cage"),
        xwayland: host.has_program("Xwayland"),
        wlr_randr: host.has_program("wlr-randr"),
        seat: host.exists("run/seatd.sock") || host.exists("run/systemd/seats/seat0"),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    #[test]
    fn a_screen_is_a_connector_with_something_on_it() {
        let root = Root::of(
            "screen",
            &[
                ("sys/class/drm/card0/dev", "226:0"),
                ("sys/class/drm/card0-DP-1/status", "disconnected\n"),
                ("sys/class/drm/card0-HDMI-A-1/status", "connected\n"),
                ("sys/class/drm/card0-HDMI-A-1/modes", "1920x1080\n1280x720\n"),
                ("run/seatd.sock", ""),
            ],
        );
        let display = files(&root.host());
        assert_eq!(display.connectors, 2);
        let screen = Screen {
            name: "HDMI-A-1".to_owned(),
            mode: Some("1920x1080".to_owned()),
        };
        assert_eq!(display.screens, [screen]);
        assert!(display.seat && !display.cage);
    }
}

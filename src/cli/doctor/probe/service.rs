//! How the kiosk starts with the machine, and the network it may do without.

use std::fs;

use super::host::Host;
use crate::cli::doctor::machine::Service;

/// The package's unit.
const UNIT: &str = "etabli-borne.service";
/// Where packages put units, on systems old and new.
const UNITS: [&str; 2] = ["lib/systemd/system", "usr/lib/systemd/system"];

pub fn look(host: &Host) -> Service {
    let wanted = host
        .names("etc/systemd/system")
        .iter()
        .filter(|name| name.ends_with(".wants"))
        .any(|wants| {
            host.names(format!("etc/systemd/system/{wants}"))
                .iter()
                .any(|name| name == UNIT)
        });
    let rival = fs::read_link(host.path("etc/systemd/system/display-manager.service")).ok();
    let rival = rival.and_then(|unit| Some(unit.file_stem()?.to_string_lossy().into_owned()));
    Service {
        installed: UNITS.iter().any(|folder| host.exists(format!("{folder}/{UNIT}"))),
        enabled: wanted,
        rival: rival.filter(|name| name != "etabli-borne"),
    }
}

/// Interfaces other than the machine's own loop that carry something.
pub fn links(host: &Host) -> Vec<String> {
    let mut names = host.names("sys/class/net");
    names.retain(|name| name != "lo" && host.read(format!("sys/class/net/{name}/carrier")).trim() == "1");
    names
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::{super::host::tests::Root, *};

    #[test]
    fn a_service_is_enabled_by_a_link() {
        let unit = "usr/lib/systemd/system/etabli-borne.service";
        let root = Root::of(
            "service",
            &[
                (unit, ""),
                ("sys/class/net/eth0/carrier", "1\n"),
                ("sys/class/net/lo/carrier", "1\n"),
            ],
        );
        let before = look(&root.host());
        assert!(before.installed && !before.enabled && before.rival.is_none());
        let wants = root.0.join("etc/systemd/system/graphical.target.wants");
        fs::create_dir_all(&wants).expect("a folder");
        symlink("/usr/lib/systemd/system/etabli-borne.service", wants.join(UNIT)).expect("a link");
        symlink(
            "/lib/systemd/system/gdm3.service",
            root.0.join("etc/systemd/system/display-manager.service"),
        )
        .expect("a link");
        let after = look(&root.host());
        assert!(after.enabled);
        assert_eq!(after.rival.as_deref(), Some("gdm3"));
        assert_eq!(links(&root.host()), ["eth0"]);
    }
}

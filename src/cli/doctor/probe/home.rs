//! Établi's own files, and what is wrong in its settings.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        doctor::machine::{ChosenEvent, Home, Pin},
        home,
    },
    config::{StaffLock, load_agency, load_event, load_kiosk, load_trust, parse_staff},
    finding::Findings,
};

/// Some of what every screen, sound and printed card needs: a package that was cut off lacks one of them.
const SHIPPED: [&str; 7] = [
    "assets/fonts/display.ttf",
    "assets/fonts/text.ttf",
    "assets/fonts/text_bold.ttf",
    "assets/images/hand.png",
    "assets/locales/fr",
    "assets/locales/en",
    "assets/sounds/touche.ogg",
];

pub fn look(wished: Option<&Path>) -> Home {
    match home::find(wished) {
        Ok(path) => at(path),
        Err(error) => Home {
            path: Err(format!("{error:#}")),
            missing: Vec::new(),
            kits: 0,
            findings: Vec::new(),
            event: None,
            pin: Pin::Factory,
        },
    }
}

fn at(path: PathBuf) -> Home {
    let mut findings = Findings::default();
    let config = path.join("config");
    let kiosk = load_kiosk(&config.join("kiosk.ron"), &mut findings);
    let event = kiosk.event.map(|id| ChosenEvent {
        last_day: load_event(&config.join("events"), &id, &mut findings).map(|event| event.days().1),
        id,
    });
    load_agency(&config.join("agency.ron"), &mut findings);
    load_trust(&config.join("trust.ron"), &mut findings);
    let shipped = SHIPPED.iter().filter(|name| !path.join(name).exists());
    Home {
        missing: shipped.map(|name| (*name).to_owned()).collect(),
        kits: kits(&path.join("kits")),
        findings: findings.sorted(),
        event,
        pin: pin(&config.join("staff.ron")),
        path: Ok(path),
    }
}

fn kits(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.path().join("kit.ron").is_file()).count()
}

fn pin(path: &Path) -> Pin {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Pin::Factory,
        Err(error) => return Pin::Unreadable(error.to_string()),
    };
    let mut findings = Findings::default();
    match parse_staff("staff.ron", text.as_bytes(), &mut findings) {
        StaffLock::Pin { must_change: false, .. } => Pin::Chosen {
            exposed: fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0),
        },
        StaffLock::Pin { .. } | StaffLock::FirstStart => Pin::Factory,
        StaffLock::Shut => {
            let said = findings.sorted().into_iter().next().map(|finding| finding.message.fr);
            Pin::Unreadable(said.unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    #[test]
    fn settings_and_kits_are_read_where_the_kiosk_reads_them() {
        let root = Root::of(
            "home",
            &[
                ("assets/images/hand.png", ""),
                ("kits/soudure/kit.ron", "()"),
                ("kits/.etabli/lock", ""),
                ("config/kiosk.ron", "(volume: 80, event: \"salon\")"),
                ("config/agency.ron", "()"),
            ],
        );
        let home = look(Some(&root.0));
        assert_eq!(home.kits, 1);
        assert_eq!(home.missing.len(), SHIPPED.len() - 1);
        let codes: Vec<_> = home.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["C201", "C109"]);
        let event = ChosenEvent {
            id: "salon".to_owned(),
            last_day: None,
        };
        assert_eq!(home.event, Some(event));
        assert_eq!(home.pin, Pin::Factory);
        assert!(look(Some(Path::new("/nowhere"))).path.is_err());
    }

    #[test]
    fn a_pin_is_the_factorys_until_it_is_changed() {
        let root = Root::of("pin", &[("staff.ron", "(pin: \"$argon2id$x\", must_change: true)")]);
        let path = root.0.join("staff.ron");
        assert_eq!(pin(&path), Pin::Factory);
        fs::write(&path, "(pin: \"$argon2id$x\", must_change: false)").expect("a file");
        for (mode, exposed) in [(0o644, true), (0o600, false)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its mode");
            assert_eq!(pin(&path), Pin::Chosen { exposed });
        }
        fs::write(&path, "(pin").expect("a file");
        assert!(matches!(pin(&path), Pin::Unreadable(_)));
    }
}

//! Files that people change by hand meanwhile, well or badly.

use super::*;

const TODAY: Date = Date::constant(2026, 11, 26);

#[test]
fn what_was_changed_by_hand_is_not_overwritten() {
    let home = Home::new("by-hand");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    let by_hand = home
        .read("kiosk.ron")
        .expect("a file")
        .replace("volume: 0.8", "volume: 0.2");
    home.write("kiosk.ron", &by_hand);
    config.volume = 0.5;
    let error = desk.save_kiosk(&config).expect_err("changed by hand");
    assert!(told(&error).contains("volume\u{a0}: 0.8 → 0.2"), "{}", told(&error));
    assert_eq!(home.read("kiosk.ron"), Some(by_hand.clone()));
    assert!(matches!(desk.undo(&Page::Kiosk), Err(DeskError::Changed { .. })));
    // Once it has been seen, it can be changed.
    config = kiosk(&mut desk);
    assert_eq!(config.volume, 0.2);
    config.volume = 0.5;
    desk.save_kiosk(&config).expect("saved");
    assert_eq!(home.read("kiosk.ron.avant"), Some(by_hand));
}

#[test]
fn undoing_goes_one_step_back_and_forth() {
    let home = Home::new("undo");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    assert!(!desk.can_undo(&Page::Kiosk));
    assert!(matches!(desk.undo(&Page::Kiosk), Err(DeskError::NothingToUndo)));
    config.volume = 0.5;
    desk.save_kiosk(&config).expect("saved");
    config.volume = 0.6;
    desk.save_kiosk(&config).expect("saved");
    for volume in [0.5, 0.6, 0.5] {
        assert!(desk.can_undo(&Page::Kiosk));
        desk.undo(&Page::Kiosk).expect("undone");
        assert_eq!(kiosk(&mut desk).volume, volume);
        assert_eq!(home.read("kiosk.ron.bon"), home.read("kiosk.ron"));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_not_overwritten_and_the_last_good_one_serves() {
    let home = Home::new("broken");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    config.volume = 0.5;
    desk.save_kiosk(&config).expect("saved");
    let good = home.read("kiosk.ron").expect("a file");
    let broken = good.replace("volume: 0.5,", "volume: 0,5, // Lou");
    home.write("kiosk.ron", &broken);
    // The kiosk starts with what was good.
    let (loaded, codes) = home.loaded();
    assert_eq!((loaded.volume, &codes[..]), (0.5, &["C121", "C102"][..]));
    let Sheet::Broken { findings, last_good } = desk.kiosk().expect("a sheet") else {
        panic!("it cannot be read")
    };
    assert!(findings[0].place.is_some(), "{findings:?}");
    assert_eq!(last_good, Some(config.clone()));
    config.ambience = 0.1;
    let error = desk.save_kiosk(&config).expect_err("broken");
    assert!(matches!(error, DeskError::Broken { .. }), "{error:?}");
    assert_eq!(home.read("kiosk.ron"), Some(broken.clone()));
    // Only if it is asked for, and what was there is kept.
    let aside = desk.replace_broken_kiosk(&config, TODAY).expect("replaced");
    assert_eq!(aside, home.path("kiosk.ron.casse-2026-11-26"));
    assert_eq!(home.read("kiosk.ron.casse-2026-11-26"), Some(broken.clone()));
    assert_eq!(home.loaded(), (config.clone(), vec![]));
    assert_eq!(
        home.read("kiosk.ron"),
        Some(good.replace("ambience: 0.6", "ambience: 0.1"))
    );
    assert!(matches!(
        desk.replace_broken_kiosk(&config, TODAY),
        Err(DeskError::There { .. })
    ));
    // A second one on the same day is kept too.
    home.write("kiosk.ron", "(");
    desk.kiosk().expect("a sheet");
    desk.replace_broken_kiosk(&config, TODAY).expect("replaced");
    assert_eq!(home.read("kiosk.ron.casse-2026-11-26-2").as_deref(), Some("("));
    assert_eq!(home.read("kiosk.ron.casse-2026-11-26"), Some(broken));
}

#[test]
fn a_file_that_is_gone_leaves_the_last_good_one_and_can_be_made_again() {
    let home = Home::new("gone");
    let mut desk = home.desk();
    let mut config = kiosk(&mut desk);
    config.volume = 0.5;
    desk.save_kiosk(&config).expect("saved");
    fs::remove_file(home.path("kiosk.ron")).expect("removed");
    assert_eq!(home.loaded(), (config.clone(), vec!["C101", "C121"]));
    assert_eq!(
        desk.kiosk().expect("a sheet"),
        Sheet::Absent {
            last_good: Some(config.clone())
        }
    );
    desk.save_kiosk(&config).expect("saved");
    assert_eq!(home.loaded(), (config, vec![]));
    assert!(
        home.read("kiosk.ron")
            .expect("a file")
            .starts_with("// Réglages de cette borne.")
    );
}

#[test]
fn what_was_written_by_hand_is_good_once_a_kiosk_has_started_with_it() {
    let home = Home::new("keep");
    home.write("kiosk.ron", "(volume: 0.3, event: \"exemple\")");
    home.desk().keep_good(Some("exemple")).expect("kept");
    assert_eq!(home.read("kiosk.ron.bon"), home.read("kiosk.ron"));
    assert_eq!(home.read("events/exemple.ron.bon"), home.read("events/exemple.ron"));
    // What has errors is no good one.
    home.write("kiosk.ron", "(volume: 3)");
    home.desk().keep_good(None).expect("nothing to keep");
    assert_eq!(
        home.read("kiosk.ron.bon").as_deref(),
        Some("(volume: 0.3, event: \"exemple\")")
    );
    fs::remove_file(home.path("events/exemple.ron")).expect("removed");
    let mut findings = Findings::default();
    let event = crate::config::load_event(&home.path("events"), "exemple", &mut findings);
    assert!(event.is_some());
    let codes: Vec<_> = findings.sorted().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["C201", "C231"]);
}

#[test]
fn two_programs_do_not_write_at_the_same_time() {
    let home = Home::new("busy");
    let mut desk = home.desk();
    let config = kiosk(&mut desk);
    let other = home.desk();
    let held = other.lock().expect("free");
    assert!(matches!(desk.save_kiosk(&config), Err(DeskError::Busy)));
    drop(held);
    desk.save_kiosk(&config).expect("free again");
}

#[test]
fn the_code_of_the_staff_is_for_its_owner_alone() {
    let home = Home::new("staff");
    let lock = StaffLock::Pin {
        hash: "$argon2id$v=19$m=19456,t=2,p=1$c2Vs$aGFzaA".to_owned(),
        must_change: false,
    };
    home.desk().save_staff(&lock).expect("saved");
    let mut findings = Findings::default();
    assert_eq!(crate::config::load_staff(&home.path("staff.ron"), &mut findings), lock);
    assert!(findings.is_empty(), "{findings:?}");
    #[cfg(unix)]
    for name in ["staff.ron", "staff.ron.bon"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(home.path(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    // No way back to a code that was replaced.
    home.desk().save_staff(&StaffLock::FirstStart).expect("saved");
    for name in ["staff.ron", "staff.ron.bon"] {
        assert!(!home.read(name).expect("a file").contains("argon2"));
    }
    assert_eq!(home.read("staff.ron.avant"), None);
}

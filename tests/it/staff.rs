//! The staff panel on the whole app: the hidden gesture, the code, settings that are written and taken back.

use std::{fs, path::PathBuf};

use bevy::prelude::*;
use etabli::{
    config::{KioskConfig, StaffLock, load_kiosk},
    finding::Findings,
    kit::Library,
    launch::Launch,
    screens::Screen,
    staff::{Bench, Door, Fixed, Setup, Wished, errand::Places},
};
use etabli_staff::{
    KioskAction, KitsAction, Repair, StaffAction,
    lock::Pin,
    view::{Access, Refusal},
};
use etabli_upkeep::quarantine;

use crate::house::{self, House};

const CORNER: Vec2 = Vec2::new(12.0, 12.0);

/// A kiosk of its own: its settings may be changed.
struct Kiosk {
    house: House,
    home: PathBuf,
}

impl Kiosk {
    fn new(name: &str) -> Self {
        Self::with(name, |_| {})
    }

    fn with(name: &str, prepare: impl FnOnce(&Places)) -> Self {
        let home = house::scratch(name);
        house::copy(&house::home().join("config"), &home.join("config"));
        let places = Places {
            program: env!("CARGO_BIN_EXE_etabli").into(),
            home: home.clone(),
            data: home.join("data"),
            kits: house::home().join("kits"),
        };
        fs::create_dir_all(&places.data).expect("a folder");
        prepare(&places);
        let config = load_kiosk(&home.join("config/kiosk.ron"), &mut Findings::default());
        let setup = Setup {
            places,
            lock: StaffLock::FirstStart,
            fixed: Fixed::default(),
        };
        let house = House::with(Launch {
            config,
            staff: Some(setup),
            ..Launch::for_tests(house::home())
        })
        .opened();
        Self { house, home }
    }

    fn access(&self) -> Option<Access> {
        self.house.app.world().resource::<Door>().access().cloned()
    }

    fn knock(&mut self) {
        for _ in 0..5 {
            self.house.tap(CORNER);
            self.house.wait(4);
        }
        self.house.wait(2);
    }

    fn wish(&mut self, wish: StaffAction) {
        self.house.app.world_mut().write_message(Wished(wish));
        self.house.wait(2);
    }

    /// Through the door, with a code of one's own.
    fn opened(mut self) -> Self {
        self.knock();
        self.wish(StaffAction::EnterPin(pin("0000")));
        self.wish(StaffAction::ChoosePin(pin("4831")));
        assert!(
            matches!(self.access(), Some(Access::Open { .. })),
            "{:?}",
            self.access()
        );
        self
    }

    fn config(&self) -> KioskConfig {
        self.house.app.world().resource::<KioskConfig>().clone()
    }

    fn written(&self) -> String {
        fs::read_to_string(self.home.join("config/kiosk.ron")).expect("the settings")
    }

    fn bench(&self) -> &Bench {
        self.house.app.world().non_send::<Bench>()
    }
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits).expect("digits")
}

#[test]
fn a_hidden_gesture_and_a_code_lead_in_and_a_minute_out() {
    let mut kiosk = Kiosk::new("staff-door");
    assert_eq!(kiosk.access(), None);
    kiosk.knock();
    assert!(matches!(
        kiosk.access(),
        Some(Access::Locked {
            is_first_start: true,
            ..
        })
    ));
    kiosk.wish(StaffAction::EnterPin(pin("1111")));
    assert!(matches!(
        kiosk.access(),
        Some(Access::Locked {
            refusal: Some(Refusal::Wrong),
            ..
        })
    ));
    kiosk.wish(StaffAction::EnterPin(pin("0000")));
    assert_eq!(kiosk.access(), Some(Access::MustChange { refusal: None }));
    kiosk.wish(StaffAction::ChoosePin(pin("1234")));
    assert_eq!(
        kiosk.access(),
        Some(Access::MustChange {
            refusal: Some(Refusal::TooEasy)
        })
    );
    kiosk.wish(StaffAction::ChoosePin(pin("4831")));
    assert!(matches!(kiosk.access(), Some(Access::Open { .. })));
    let kept = fs::read_to_string(kiosk.home.join("config/staff.ron")).expect("the code is kept");
    assert!(kept.contains("$argon2id$") && !kept.contains("4831"));
    kiosk.house.wait_secs(61.0);
    assert_eq!(kiosk.access(), None, "it locks itself");
    assert_eq!(kiosk.house.screen(), Screen::Attract);
}

#[test]
fn taps_of_visitors_never_lead_to_the_pad_and_the_panel_takes_theirs() {
    let mut kiosk = Kiosk::new("staff-visitors");
    // In the middle first: a visit begins, and corners are tapped in between.
    for at in [
        Vec2::new(640.0, 360.0),
        CORNER,
        Vec2::new(1268.0, 708.0),
        CORNER,
        Vec2::new(640.0, 360.0),
    ] {
        kiosk.house.tap(at);
        kiosk.house.wait(4);
    }
    assert_eq!(kiosk.access(), None);
    // A visit that was left behind ends when staff come in.
    kiosk.house.wait_secs(4.0);
    assert_ne!(kiosk.house.screen(), Screen::Attract);
    let mut kiosk = kiosk.opened();
    kiosk.house.wait(60);
    assert_eq!(kiosk.house.screen(), Screen::Attract);
    kiosk.house.tap(Vec2::new(640.0, 360.0));
    kiosk.house.wait(30);
    assert_eq!(kiosk.house.screen(), Screen::Attract, "what is touched is the panel's");
}

#[test]
fn nothing_is_changed_through_a_door_that_is_not_open() {
    let mut kiosk = Kiosk::new("staff-shut");
    let before = kiosk.written();
    for _ in 0..2 {
        kiosk.wish(StaffAction::Kiosk(KioskAction::SetVolume(0.1)));
        assert_eq!(kiosk.written(), before);
        kiosk.knock();
    }
}

#[test]
fn a_setting_is_written_at_once_keeps_the_comments_and_is_taken_back() {
    let mut kiosk = Kiosk::new("staff-volume").opened();
    let before = kiosk.written();
    kiosk.wish(StaffAction::Kiosk(KioskAction::SetVolume(0.25)));
    assert_eq!(kiosk.config().volume, 0.25);
    let after = kiosk.written();
    assert!(
        after.contains("volume: 0.25") && after.contains("// --- Le son"),
        "{after}"
    );
    assert!(kiosk.bench().undo_label().is_some());
    kiosk.wish(StaffAction::Undo);
    assert_eq!((kiosk.written(), kiosk.config().volume), (before, 0.8));
}

#[test]
fn the_last_kit_cannot_be_hidden_and_a_kit_in_quarantine_may_try_again() {
    let held = quarantine::Entry::new("soudure".to_owned(), 3, jiff::Timestamp::UNIX_EPOCH);
    let mut kiosk = Kiosk::with("staff-kits", |places| {
        quarantine::add(&places.data, held).expect("written");
    })
    .opened();
    let shown: Vec<String> = {
        let library = kiosk.house.app.world().resource::<Library>();
        library.playable().map(|kit| kit.id().to_owned()).collect()
    };
    for id in &shown {
        kiosk.wish(StaffAction::Kits(KitsAction::Show {
            id: id.clone(),
            is_shown: false,
        }));
    }
    assert!(kiosk.bench().notice.as_ref().is_some_and(|notice| !notice.is_good));
    kiosk.wish(StaffAction::Kits(KitsAction::Retry("soudure".to_owned())));
    assert!(quarantine::read(&kiosk.home.join("data")).expect("read").is_empty());
    assert!(kiosk.bench().needs_restart);
}

#[test]
fn settings_broken_by_hand_are_shown_with_their_line_and_mended_only_on_demand() {
    let kiosk = Kiosk::new("staff-broken");
    let path = kiosk.home.join("config/kiosk.ron");
    fs::write(&path, "(\n    volume: 0.5\n    ambience: 0.6,\n").expect("written");
    let mut kiosk = kiosk.opened();
    let broken = kiosk.bench().broken.clone();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(
        broken[0]
            .findings
            .iter()
            .any(|finding| finding.place.starts_with("ligne")),
        "{broken:?}"
    );
    kiosk.wish(StaffAction::Kiosk(KioskAction::SetVolume(0.1)));
    assert!(
        kiosk.written().starts_with("(\n    volume: 0.5\n"),
        "nothing is overwritten in silence"
    );
    kiosk.wish(StaffAction::Repair {
        file: broken[0].file.clone(),
        with: Repair::Factory,
    });
    assert!(kiosk.bench().broken.is_empty());
    let mut findings = Findings::default();
    load_kiosk(&path, &mut findings);
    assert!(!findings.has_errors(), "{findings:?}");
    let aside = fs::read_dir(kiosk.home.join("config"))
        .expect("a folder")
        .filter_map(Result::ok);
    assert!(
        aside
            .into_iter()
            .any(|file| file.file_name().to_string_lossy().contains("casse"))
    );
}

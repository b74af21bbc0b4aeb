//! A broken settings file, the last change taken back, the notice; on whichever page staff are.

use etabli_staff::{Repair, StaffAction, Tab, view::Notice};

use crate::{bench::Bench, pictures::broken, sample};

#[test]
fn a_broken_file_is_explained_and_replaced_only_when_asked() {
    for tab in Tab::ALL {
        let mut view = sample::view();
        view.broken = vec![broken()];
        let mut bench = Bench::tall(tab, view);
        assert!(bench.says("ligne 25, colonne 13 · C102"), "{tab:?}");
        assert!(bench.tells("volume: 0.8"));
        let repaired = |with| {
            let file = "config/kiosk.ron".to_owned();
            [StaffAction::Repair { file, with }]
        };
        let kept = bench.touch("Garder le dernier bon réglage (hier à 18 h 04)");
        assert_eq!(kept, repaired(Repair::LastGood));
        assert_eq!(
            bench.touch("Remettre les réglages d’usine"),
            [],
            "not at the first touch"
        );
        let factory = bench.touch("Toucher encore\u{a0}: remettre les réglages d’usine");
        assert_eq!(factory, repaired(Repair::Factory));
    }
}

#[test]
fn without_a_last_good_one_only_the_factory_is_left() {
    let mut view = sample::view();
    view.broken = vec![broken()];
    view.broken[0].last_good = None;
    let bench = Bench::tall(Tab::Event, view);
    assert!(!bench.tells("Garder le dernier bon réglage"));
    assert!(bench.says("Remettre les réglages d’usine"));
}

#[test]
fn the_last_change_is_taken_back_from_every_page() {
    for tab in Tab::ALL {
        let mut bench = Bench::tall(tab, sample::view());
        assert!(!bench.says("Annuler"));
        bench.view().undo = Some("Volume\u{a0}: −9 dB".to_owned());
        bench.settle();
        assert!(bench.says("Volume\u{a0}: −9 dB"));
        assert_eq!(bench.touch("Annuler"), [StaffAction::Undo], "{tab:?}");
    }
}

#[test]
fn a_notice_is_read_and_goes() {
    let mut view = sample::view();
    view.notice = Some(Notice {
        is_good: false,
        text: "La clé est pleine.".to_owned(),
    });
    let mut bench = Bench::tall(Tab::Data, view);
    assert!(bench.says("La clé est pleine."));
    assert_eq!(bench.touch("Compris"), [StaffAction::DismissNotice]);
}

#[test]
fn tabs_open_their_pages_and_help_leads_to_them() {
    let mut bench = Bench::tall(Tab::Event, sample::view());
    for (tab, sign) in [
        (Tab::Kits, "Installer depuis une clé USB"),
        (Tab::Kiosk, "Le toucher"),
        (Tab::Data, "Le compte des essais"),
        (Tab::Health, "Contrôle du matin"),
        (Tab::Help, "L’écran est noir"),
        (Tab::Event, "Stands à indiquer"),
    ] {
        assert_eq!(bench.touch(tab.name()), []);
        assert!(bench.says(sign), "{tab:?}");
    }
    bench.touch("Aide");
    bench.touch("Ouvrir «\u{a0}Kits\u{a0}»");
    assert!(bench.says("Installer depuis une clé USB"));
    assert_eq!(bench.touch("Revenir aux visiteurs"), [StaffAction::Close]);
}

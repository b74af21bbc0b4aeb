//! « Santé »: one touch checks all; it ends in green or in what to do.

use etabli_staff::{
    HealthAction, StaffAction, Tab,
    view::{Check, CheckState, DiskProbe},
};

use crate::{bench::Bench, sample};

fn wish(action: HealthAction) -> [StaffAction; 1] {
    [StaffAction::Health(action)]
}

#[test]
fn every_control_has_its_wish_and_what_stops_the_kiosk_asks_twice() {
    let mut bench = Bench::tall(Tab::Health, sample::view());
    assert_eq!(bench.touch("Refaire le contrôle"), wish(HealthAction::MorningCheck));
    assert_eq!(bench.touch("Essayer le disque"), wish(HealthAction::ProbeDisk));
    assert_eq!(
        bench.touch("Prendre une image de l’écran"),
        wish(HealthAction::Screenshot)
    );
    assert_eq!(
        bench.touch("Ouvrir le bilan de l’événement"),
        wish(HealthAction::OpenReport)
    );
    for (text, question, action) in [
        (
            "Redémarrer Établi",
            "Toucher encore pour redémarrer Établi",
            HealthAction::Restart,
        ),
        (
            "Arrêter Établi",
            "Toucher encore pour arrêter Établi",
            HealthAction::Quit,
        ),
        (
            "Éteindre la machine",
            "Toucher encore pour éteindre",
            HealthAction::PowerOff,
        ),
    ] {
        assert_eq!(bench.touch(text), [], "{text}");
        assert_eq!(bench.touch(question), wish(action));
    }
}

#[test]
fn a_question_that_is_left_alone_goes_away() {
    let mut bench = Bench::tall(Tab::Health, sample::view());
    bench.touch("Arrêter Établi");
    assert!(bench.says("Toucher encore pour arrêter Établi"));
    bench.harness.run_steps(200);
    assert!(bench.says("Arrêter Établi"));
}

#[test]
fn the_morning_check_ends_in_green_or_in_what_to_do() {
    let ended = |checks: Vec<Check>| {
        let mut view = sample::view();
        view.health.morning.checks = checks;
        Bench::tall(Tab::Health, view)
    };
    let check = |state| Check {
        title: "Son".to_owned(),
        state,
    };
    let good = || check(CheckState::Good("essayé".to_owned()));
    let bad = check(CheckState::Bad {
        what: "aucun son".to_owned(),
        to_do: "brancher les enceintes".to_owned(),
    });
    assert!(ended(vec![good(), good()]).tells("Tout va bien"));
    let broken = ended(vec![good(), bad]);
    assert!(broken.tells("À réparer avant d’ouvrir") && broken.says("→ brancher les enceintes"));
    assert!(!broken.tells("Tout va bien"));
    let mut running = ended(vec![good(), check(CheckState::Running)]);
    assert!(!running.tells("Tout va bien"));
    assert_eq!(running.touch("Lancer le contrôle du matin"), [], "one is under way");
    let mut never = ended(vec![]);
    assert_eq!(
        never.touch("Lancer le contrôle du matin"),
        wish(HealthAction::MorningCheck)
    );
}

#[test]
fn a_disk_that_keeps_nothing_is_not_called_free() {
    let mut view = sample::view();
    view.health.disk = Some(DiskProbe {
        failure: Some("lecture seule".to_owned()),
        took_ms: 3,
        free_bytes: 84_000_000_000,
        total_bytes: 128_000_000_000,
    });
    let bench = Bench::tall(Tab::Health, view);
    assert!(bench.says("Le disque ne garde plus rien\u{a0}: lecture seule"));
    assert!(!bench.tells("Écrit et relu"));
}

#[test]
fn restarts_and_the_log_are_told() {
    let bench = Bench::tall(Tab::Health, sample::view());
    assert!(bench.tells("Arrêt brutal pendant le kit"));
    assert!(bench.tells("hier à 14 h 20 · de retour en 4,3\u{a0}s"));
    assert!(bench.tells("kiosk: prête en 1,8 s"));
}

//! « Borne »: each control has its wish, within its limits.

use egui::{Event, Pos2, TouchDeviceId, TouchId, TouchPhase};
use etabli_staff::{
    KioskAction, StaffAction, Tab,
    view::{Quality, Rotation, Tongue, VolumeSlot},
};
use jiff::civil::time;

use crate::{bench::Bench, sample};

fn bench() -> Bench {
    Bench::tall(Tab::Kiosk, sample::view())
}

fn wish(action: KioskAction) -> [StaffAction; 1] {
    [StaffAction::Kiosk(action)]
}

#[test]
fn the_screen_is_measured_and_turned() {
    let mut bench = bench();
    let diagonal = "Diagonale, d’un coin à l’autre";
    assert_eq!(
        bench.touch(&format!("{diagonal} : plus")),
        wish(KioskAction::SetDiagonal(32.5))
    );
    bench.touch(&format!("{diagonal} : 32\u{a0}pouces"));
    assert_eq!(
        bench.touch_all(&["1", "5", "6", "Enregistrer"]),
        [],
        "156 inches are none"
    );
    assert!(bench.says("De 7 à 120\u{a0}pouces."));
    let typed = bench.touch_all(&["Effacer", "Effacer", "5", ",", "6", "Enregistrer"]);
    assert_eq!(typed, wish(KioskAction::SetDiagonal(15.6)));
    assert_eq!(
        bench.touch("90° à droite"),
        wish(KioskAction::SetRotation(Rotation::Quarter))
    );
    let height = bench.touch("Bord bas de l’écran au-dessus du sol : moins");
    assert_eq!(height, wish(KioskAction::SetMountingHeight(790)));
    bench.view().kiosk.mounting_height_mm = 1300;
    bench.settle();
    assert!(bench.tells("trop haut pour un enfant"));
}

#[test]
fn the_sound_goes_by_three_decibels_and_comes_back_from_mute() {
    let mut bench = bench();
    let [StaffAction::Kiosk(KioskAction::SetVolume(volume))] = bench.touch("Volume : plus")[..] else {
        panic!("a volume");
    };
    assert!((volume - 0.6667).abs() < 0.001, "−6 dB of 18: {volume}");
    assert_eq!(bench.touch("Muet"), wish(KioskAction::SetVolume(0.0)));
    bench.view().kiosk.volume = 0.0;
    bench.settle();
    assert_eq!(
        bench.touch("Muet"),
        wish(KioskAction::SetVolume(0.5)),
        "as loud as before"
    );
    bench.view().kiosk.volume = 1.0;
    bench.settle();
    assert_eq!(bench.touch("Volume : plus"), [], "there is nothing louder");
    assert_eq!(bench.touch("Écouter un son d’essai"), wish(KioskAction::TrySound));
}

#[test]
fn the_volume_has_its_hours() {
    let mut bench = bench();
    bench.touch("Volume selon l’heure : 9\u{a0}h\u{a0}– 10\u{a0}h\u{a0}: −12\u{a0}dB");
    bench.touch("Ajouter une plage");
    let saved = bench.touch("Enregistrer");
    let [StaffAction::Kiosk(KioskAction::SetVolumeSchedule(slots))] = saved.as_slice() else {
        panic!("{saved:?}");
    };
    let added = VolumeSlot {
        from: time(10, 0, 0, 0),
        to: time(11, 0, 0, 0),
        volume: 0.5,
    };
    assert_eq!(slots[1], added);
}

#[test]
fn the_picture_the_languages_and_the_patience_are_set() {
    let mut bench = bench();
    assert_eq!(bench.touch("Légère"), wish(KioskAction::SetQuality(Quality::Low)));
    let blank = bench.touch("Écran noir en dehors des heures d’ouverture");
    assert_eq!(blank, wish(KioskAction::SetBlankWhenClosed(false)));
    assert_eq!(
        bench.touch("Anglais"),
        wish(KioskAction::SetTongues(vec![Tongue::French]))
    );
    let english_first = vec![Tongue::English, Tongue::French];
    assert_eq!(bench.touch("anglais"), wish(KioskAction::SetTongues(english_first)));
    assert_eq!(bench.touch("dans les menus : plus"), wish(KioskAction::SetIdleMenu(50)));
    assert_eq!(
        bench.touch("pendant un essai : moins"),
        wish(KioskAction::SetIdlePlay(85))
    );
    assert_eq!(
        bench.touch("puis revient à l’accueil après : moins"),
        wish(KioskAction::SetCountdown(15))
    );
    bench.view().kiosk.tongues = vec![Tongue::French];
    bench.settle();
    assert_eq!(bench.touch("Français"), [], "one language is left");
}

#[test]
fn a_stepper_that_is_held_goes_on_by_itself() {
    use egui_kittest::kittest::Queryable;
    let mut bench = bench();
    let at = bench.harness.get_by_label("dans les menus : plus").rect().center();
    bench.harness.drag_at(at);
    bench.harness.run_steps(40);
    let while_held = bench.settle();
    assert!(while_held.len() >= 4, "{while_held:?}");
    bench.harness.drop_at(at);
    bench.harness.run_steps(2);
    assert_eq!(bench.settle(), [], "letting go is no further step");
}

#[test]
fn the_touch_test_counts_fingers_and_wipes_cells() {
    let mut bench = Bench::new(egui::vec2(1280.0, 720.0), 1.807, Tab::Kiosk, sample::view());
    bench.touch("Essayer l’écran tactile");
    assert!(bench.tells("Poser les dix doigts"));
    for finger in 0..10u64 {
        bench.harness.event(Event::Touch {
            device_id: TouchDeviceId(1),
            id: TouchId(finger),
            phase: TouchPhase::Start,
            pos: Pos2::new(60.0 + 120.0 * finger as f32, 40.0),
            force: None,
        });
    }
    bench.settle();
    assert!(bench.tells("Au plus 10\u{a0}doigts à la fois"));
    let top = |bench: &Bench| {
        egui_kittest::kittest::Queryable::get_by_label(&bench.harness, "Terminer")
            .rect()
            .top()
    };
    let before = top(&bench);
    bench.touch("Déplacer");
    assert!(
        (top(&bench) - before).abs() > 300.0,
        "what lay below the box is in sight"
    );
    assert_eq!(bench.touch("Terminer"), []);
    assert!(bench.says("Essayer l’écran tactile"));
}

#[test]
fn buttons_out_of_reach_are_told_with_what_is_missing() {
    let mut bench = bench();
    bench.view().kiosk.lowest_row_mm = 835;
    bench.settle();
    assert!(bench.tells("à 83\u{a0}cm du sol") && bench.tells("gagnerait 7\u{a0}cm"));
}

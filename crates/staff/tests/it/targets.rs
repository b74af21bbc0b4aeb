//! Everything a finger hits is twenty millimetres, on every screen, page and editor.

use egui::{Vec2, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use etabli_staff::{Tab, view::Access};

use crate::{bench::Bench, pictures::broken, sample};

/// Layout rounds to whole pixels.
const ROUNDING_PX: f32 = 1.0;

/// Width and height in pixels, pixels a millimetre.
const SCREENS: [(f32, f32, f32); 6] = [
    (1280.0, 720.0, 1.807),
    (720.0, 1280.0, 1.807),
    (1920.0, 1080.0, 2.71),
    (1920.0, 1080.0, 5.56),
    (1080.0, 1920.0, 5.56),
    (3840.0, 2160.0, 3.15),
];

fn check(bench: &Bench, px_per_mm: f32, where_: &str) {
    let is_control = |role: Role| matches!(role, Role::Button | Role::CheckBox);
    let mut count = 0;
    for node in bench.harness.get_all_by(|node| is_control(node.role())) {
        let size = node.rect().size();
        let label = node.accesskit_node().label().unwrap_or_default();
        let least = 20.0 * px_per_mm - ROUNDING_PX;
        assert!(
            size.min_elem() >= least,
            "{where_}: « {label} » is {size:?} px, {least} are needed"
        );
        assert!(!label.is_empty(), "{where_}: a control without a name");
        count += 1;
    }
    assert!(count >= 3, "{where_}: {count} controls");
}

#[test]
fn controls_are_twenty_millimetres_on_every_screen() {
    for (width, height, px_per_mm) in SCREENS {
        for tab in Tab::ALL {
            let mut view = sample::view();
            view.undo = Some("Volume".to_owned());
            view.broken = vec![broken()];
            let bench = Bench::new(Vec2::new(width, height), px_per_mm, tab, view);
            check(&bench, px_per_mm, &format!("{tab:?} on {width} × {height}"));
        }
    }
}

#[test]
fn so_are_the_keys_of_every_editor() {
    for (width, height, px_per_mm) in SCREENS {
        let size = Vec2::new(width, height);
        let mut view = sample::view();
        view.access = Access::MustChange { refusal: None };
        check(&Bench::new(size, px_per_mm, Tab::Event, view), px_per_mm, "the pad");
        for (tab, label) in [
            (Tab::Event, "Nom : Salon régional des métiers"),
            (Tab::Event, "Dates : du 26 au 28 mars 2027"),
            (Tab::Kiosk, "Diagonale, d’un coin à l’autre : 32\u{a0}pouces"),
        ] {
            let mut bench = Bench::new(size, px_per_mm, tab, sample::view());
            bench.touch(label);
            check(&bench, px_per_mm, &format!("{label} on {width} × {height}"));
        }
    }
}

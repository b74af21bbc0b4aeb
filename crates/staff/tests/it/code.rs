//! The door: what comes out of the pad, and that nothing else does.

use etabli_staff::{
    StaffAction, Tab,
    lock::Pin,
    view::{Access, Refusal},
};

use crate::{bench::Bench, sample};

fn locked(wait_secs: u32, refusal: Option<Refusal>) -> Bench {
    let mut view = sample::view();
    view.access = Access::Locked {
        wait_secs,
        refusal,
        is_first_start: false,
    };
    Bench::tall(Tab::Event, view)
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits).unwrap()
}

#[test]
fn a_typed_code_comes_out_once_and_is_forgotten() {
    let mut bench = locked(0, None);
    assert_eq!(bench.touch_all(&["4", "8", "8", "Effacer", "3", "1"]), []);
    assert_eq!(bench.touch("Valider"), [StaffAction::EnterPin(pin("4831"))]);
    assert_eq!(bench.touch("Valider"), [], "nothing is left on the pad");
}

#[test]
fn three_digits_are_no_code() {
    let mut bench = locked(0, None);
    assert_eq!(bench.touch_all(&["4", "8", "3", "Valider"]), []);
}

#[test]
fn a_deaf_pad_takes_no_digit_and_says_for_how_long() {
    let mut bench = locked(42, Some(Refusal::Wrong));
    assert!(bench.tells("Trop d’essais. Recommencer dans 42\u{a0}s."));
    assert_eq!(bench.touch_all(&["4", "8", "3", "1", "Valider"]), []);
}

#[test]
fn behind_the_locked_door_there_is_nothing_to_touch() {
    let mut bench = locked(0, None);
    for tab in Tab::ALL {
        assert!(!bench.says(tab.name()), "{tab:?}");
    }
    assert!(!bench.tells("Salon régional"), "nor to read");
    assert_eq!(bench.touch("Revenir aux visiteurs"), [StaffAction::Close]);
}

#[test]
fn locking_drops_what_was_being_typed_and_the_page() {
    let mut bench = Bench::tall(Tab::Kiosk, sample::view());
    bench.touch("Changer le code");
    bench.touch_all(&["9", "1"]);
    bench.view().access = Access::Locked {
        wait_secs: 0,
        refusal: None,
        is_first_start: false,
    };
    bench.settle();
    assert!(!bench.says("Renoncer"));
    bench.view().access = Access::Open { locks_in_secs: 60 };
    bench.settle();
    assert!(bench.tells("Nom : Salon régional"), "the first page again");
}

#[test]
fn a_new_code_is_typed_twice() {
    let mut view = sample::view();
    view.access = Access::MustChange { refusal: None };
    let mut bench = Bench::tall(Tab::Event, view);
    let four = |digits: [&'static str; 4]| [digits.as_slice(), &["Valider"]].concat();
    assert_eq!(bench.touch_all(&four(["1", "2", "3", "4"])), []);
    assert!(bench.tells("Ce code se devine"));
    assert_eq!(bench.touch_all(&four(["4", "8", "3", "1"])), []);
    assert!(bench.says("Le taper encore une fois."));
    assert_eq!(bench.touch_all(&four(["4", "8", "3", "2"])), []);
    assert!(bench.tells("ne sont pas les mêmes"));
    bench.touch_all(&four(["4", "8", "3", "1"]));
    let again = bench.touch_all(&four(["4", "8", "3", "1"]));
    assert_eq!(again, [StaffAction::ChoosePin(pin("4831"))]);
    assert!(!bench.says("Kits"));
}

#[test]
fn the_code_can_be_changed_from_the_panel() {
    let mut bench = Bench::tall(Tab::Kiosk, sample::view());
    bench.touch("Changer le code");
    bench.touch_all(&["9", "0", "2", "1", "Valider"]);
    let wishes = bench.touch_all(&["9", "0", "2", "1", "Valider"]);
    assert_eq!(wishes, [StaffAction::ChoosePin(pin("9021"))]);
}

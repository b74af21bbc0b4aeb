//! After faults a kiosk serves less: kits are barred, or it is out of order with a code.

use etabli::{
    kiosk::service::{self, Quarantined},
    kit::{Library, library::Barred},
    launch::Launch,
    screens::Screen,
};

use super::broken_kits::{errors_of, kits, play_a_visit};
use crate::house::{self, House};

fn quarantine(kit: &str) -> Quarantined {
    Quarantined {
        kit: kit.to_owned(),
        reason: "3 arrêts pendant ce kit".to_owned(),
    }
}

#[test]
fn a_kit_in_quarantine_is_not_shown_and_the_others_are() {
    let kits = kits("quarantined");
    house::clone_kit(&kits.join("soudure"), &kits, "aaa");
    let barred = service::barred(&kits, &[quarantine("aaa")], false);
    let mut house = House::with(Launch {
        kits: Some(kits),
        barred,
        ..Launch::for_tests(house::home())
    })
    .opened();
    let world = house.app.world();
    let library = world.resource::<Library>();
    assert_eq!(library.playable().map(|kit| kit.id()).collect::<Vec<_>>(), ["soudure"]);
    assert_eq!(errors_of(&house, "aaa"), ["K591"]);
    play_a_visit(&mut house);
}

#[test]
fn when_every_kit_is_in_quarantine_the_kiosk_is_out_of_order() {
    let kits = kits("all-quarantined");
    let barred = service::barred(&kits, &[quarantine("soudure")], true);
    let mut house = House::with(Launch {
        kits: Some(kits),
        barred,
        ..Launch::for_tests(house::home())
    });
    house.until_screen(Screen::OutOfOrder);
}

#[test]
fn a_kiosk_that_spares_itself_keeps_what_came_with_it() {
    // Nothing was ever installed in this folder.
    assert!(service::barred(&kits("spared"), &[], true).kits.is_empty());
}

#[test]
fn out_of_order_loads_nothing_and_shows_its_code() {
    let mut house = House::with(Launch {
        out_of_order: Some("E3-ARRETS".to_owned()),
        ..Launch::for_tests(house::home())
    });
    house.until_screen(Screen::OutOfOrder);
    house.wait_secs(5.0);
    assert_eq!(house.screen(), Screen::OutOfOrder);
    assert!(house.app.world().resource::<Barred>().everything);
    assert!(
        house.words().iter().any(|text| text.contains("E3-ARRETS")),
        "{:?}",
        house.words()
    );
}

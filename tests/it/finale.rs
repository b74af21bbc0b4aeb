//! A finale that waits for a hand: the cheese's rind blooms under the fingers, or the ghost's hand shows it.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    kiosk::idle::Patience,
    screens::Screen,
    stage::{Flight, Show, Showing, Stage},
};

use crate::house::{self, House};

/// Tufts of mould that a hand can bring out, the whole white cheese that comes after them, and one far behind.
const NEAR: std::ops::Range<usize> = 0..22;
const WHOLE: usize = 22;
const FAR: usize = 42;

/// A house whose one kit is the cheese, looked at for the last time; the eye is still near.
fn ripening(name: &str) -> House {
    let kits = house::scratch(name);
    house::copy(&house::home().join("kits/fromage"), &kits.join("fromage"));
    let mut house = House::with_kits(kits).opened();
    house.start_play();
    let world = house.app.world_mut();
    world.resource_mut::<Patience>().touched();
    NextState::set_if_neq(&mut world.resource_mut::<NextState<Screen>>(), Screen::Finale);
    world.write_message(Show {
        kit: "fromage".to_owned(),
        showing: Showing::Finale,
    });
    house.until_screen(Screen::Finale);
    house.until("the finale", |world| world.resource::<Stage>().is_ready());
    house.wait_secs(1.5);
    house
}

fn flight(house: &House) -> &Flight {
    let stage = house.app.world().resource::<Stage>();
    stage.flight().expect("the eye is under way")
}

/// Size of a tuft, as a share of its own.
fn tuft(house: &mut House, number: usize) -> f32 {
    house.place(&format!("reveal.{number:02}.duvet")).scale.x
}

fn blooming(house: &mut House) -> usize {
    NEAR.filter(|number| tuft(house, *number) > 0.9).count()
}

fn says(house: &mut House, words: &str) -> bool {
    house.words().iter().any(|text| text.contains(words))
}

#[test]
fn the_rind_blooms_where_the_finger_passes_and_the_eye_waits_for_it() {
    let mut house = ripening("finale-hand");
    assert!(flight(&house).waits() && says(&mut house, "Caresser la croûte"));
    assert_eq!(blooming(&mut house), 0);
    let path = house.gesture().expect("something to bring out");
    let half = path.len() / 2;
    let finger = house.down(path[0]);
    house.slide(finger, &path[..half]);
    house.report(finger, TouchPhase::Ended, path[half]);
    house.wait_secs(0.8);
    let some = blooming(&mut house);
    assert!((4..NEAR.len() - 3).contains(&some), "{some}");
    assert!(flight(&house).waits(), "the hand has not finished");
    assert!(tuft(&mut house, WHOLE) < 0.1, "the whole comes after its parts");
    assert!(house.do_gesture(), "there is more");
    house.until("the eye to set off", |world| {
        world.resource::<Stage>().flight().is_some_and(|flight| !flight.waits())
    });
    assert_eq!(blooming(&mut house), NEAR.len());
    assert!(tuft(&mut house, FAR) < 0.1, "the days have not passed on the shelves");
    house.until("the eye to draw back", |world| {
        world.resource::<Stage>().flight().is_some_and(Flight::has_shown)
    });
    house.wait(20);
    assert!(says(&mut house, "la croûte a fleuri") && !says(&mut house, "Caresser"));
    house.wait_secs(2.0);
    assert!(tuft(&mut house, FAR) > 0.9);
}

#[test]
fn whoever_only_looks_is_shown_by_the_ghosts_hand() {
    let mut house = ripening("finale-ghost");
    house.wait_secs(14.0);
    assert!(!flight(&house).waits() && blooming(&mut house) == NEAR.len());
}

#[test]
fn a_hand_that_leaves_is_not_waited_for() {
    let mut house = ripening("finale-left");
    let path = house.gesture().expect("something to bring out");
    house.tap(path[0]);
    house.wait_secs(3.0);
    assert!(!flight(&house).waits(), "still waiting");
}

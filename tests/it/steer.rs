//! A crane through the real input path: the smallest kit with a load, driven by ghost and fingers.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    audio::{SetVoice, Voice},
    mechanics::steer::{play::Driving, rules::Lever},
    screens::Screen,
    visitor::Visit,
};

use crate::{
    bad_kits,
    house::{self, House},
};

/// A house whose one kit is a crane.
fn site(name: &str) -> House {
    let kits = house::scratch(name);
    bad_kits::write_steer(&kits.join("base"));
    let mut house = House::with_kits(kits).opened();
    house.start_play();
    // The eye has come to rest.
    house.wait_secs(2.0);
    house
}

fn driving(house: &House) -> &Driving {
    house.app.world().resource::<Driving>()
}

/// Where a lever is on the glass.
fn grip(house: &mut House, lever: Lever) -> Vec2 {
    house.on_glass(lever.node()).expect("a lever on the glass").center()
}

#[test]
fn the_demonstration_carries_the_load_and_leaves_it_there() {
    let mut house = site("steer");
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
    let marks = &house.app.world().resource::<Visit>().results;
    let good = |mark: f32| mark > 0.8;
    assert!(
        marks
            .iter()
            .all(|result| result.marks.iter().all(|mark| good(mark.mark))),
        "{marks:#?}"
    );
}

#[test]
fn a_lever_moves_the_crane_and_springs_back() {
    let mut house = site("steer-lever");
    let (at, before) = (grip(&mut house, Lever::Trolley), house.place("trolley").translation);
    let finger = house.down(at);
    let path: Vec<Vec2> = (0..40_u8).map(|step| at - Vec2::X * 2.0 * f32::from(step)).collect();
    house.slide(finger, &path);
    assert!(driving(&house).state.lever(Lever::Trolley) < -0.2);
    assert!(house.place("trolley").translation.x < before.x && house.place("load").translation.x < before.x);
    let voices = house.app.world().resource::<Messages<SetVoice>>();
    let heard = voices.iter_current_update_messages().last();
    assert!(heard.is_some_and(|heard| heard.voice == Voice::Crane && heard.drive.is_some()));
    house.report(finger, TouchPhase::Ended, path[39]);
    house.wait_secs(1.0);
    assert_eq!(driving(&house).state.lever(Lever::Trolley), 0.0);
}

#[test]
fn two_fingers_drive_and_a_palm_jams_nothing() {
    let mut house = site("steer-palm");
    let grips = Lever::ALL.map(|lever| grip(&mut house, lever));
    let fingers = grips.map(|at| house.down(at));
    assert!(Lever::ALL.iter().all(|lever| driving(&house).state.is_on(*lever)));
    let palm: Vec<u64> = (0..5_u8)
        .map(|touch| house.down(grips[0] + Vec2::splat(f32::from(touch) * 9.0)))
        .collect();
    for touch in palm.into_iter().chain(fingers) {
        house.report(touch, TouchPhase::Canceled, grips[0]);
    }
    house.wait(3);
    assert!(!driving(&house).state.is_held());
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

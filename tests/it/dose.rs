//! Pouring through the real input path: a bowl of salt over a scale, then two ladles into a mould.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    audio::{SetVoice, Voice},
    mechanics::dose::play::{Dosing, Fillings},
    screens::{Control, Screen},
    visitor::Visit,
};

use crate::{
    bad_kits, hands,
    house::{self, House},
};

fn kits(name: &str) -> std::path::PathBuf {
    let kits = house::scratch(name);
    bad_kits::write_dose(&kits.join("base"));
    kits
}

/// A house whose one kit is poured.
fn kitchen(name: &str) -> House {
    let mut house = House::with_kits(kits(name)).opened();
    house.start_play();
    // The eye has come to rest.
    house.wait_secs(2.0);
    house
}

fn dosing(house: &House) -> &Dosing {
    house.app.world().resource::<Dosing>()
}

fn middle(house: &mut House, vessel: &str) -> Vec2 {
    house.on_glass(vessel).expect("it is in sight").center()
}

#[test]
fn the_demonstration_pours_every_dose_and_what_was_poured_stays() {
    let mut house = kitchen("dose");
    let empty = house.place("fill.moule").translation.y;
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
    let marks = &house.app.world().resource::<Visit>().results;
    assert!(
        marks
            .iter()
            .all(|result| result.marks.iter().all(|mark| mark.mark > 0.9)),
        "{marks:#?}"
    );
    let filled = house.app.world().resource::<Fillings>().0.clone();
    assert!(
        filled.len() == 1 && (filled[0].readings[1] - 180.0).abs() < 25.0,
        "{filled:?}"
    );
    house.press(&Control::SkipWho);
    house.until_screen(Screen::Debrief);
    house.wait(20);
    assert!(house.place("fill.moule").translation.y > empty + 0.2);
}

#[test]
fn it_flows_while_the_finger_stays_goes_on_a_little_after_and_is_heard() {
    let mut house = kitchen("dose-hold");
    let at = middle(&mut house, "pour.bol");
    let finger = house.down(at);
    let secs = |secs: f32| vec![at; (secs * 60.0) as usize];
    house.slide(finger, &secs(0.9));
    let held = dosing(&house).poured(0);
    assert!(held > 5.0, "{held}");
    let voices = house.app.world().resource::<Messages<SetVoice>>();
    let heard = voices.iter_current_update_messages().last();
    assert!(heard.is_some_and(|heard| heard.voice == Voice::Pouring && heard.drive.is_some()));
    house.report(finger, TouchPhase::Ended, at);
    house.wait_secs(3.0);
    let after = dosing(&house).poured(0);
    assert!(
        after > held,
        "what was on its way has arrived, and the last drops: {held} then {after}"
    );
    house.wait_secs(1.0);
    assert_eq!(dosing(&house).poured(0), after, "then nothing flows any more");
}

#[test]
fn too_little_is_topped_up_and_too_much_stays_without_a_failure() {
    let mut house = kitchen("dose-much");
    let at = middle(&mut house, "pour.bol");
    let finger = house.down(at);
    house.slide(finger, &vec![at; 60]);
    house.report(finger, TouchPhase::Ended, at);
    house.wait_secs(2.0);
    assert_eq!((house.effects("short sel"), dosing(&house).progress().0), (1, 0));
    let finger = house.down(at);
    house.slide(finger, &vec![at; 180]);
    house.report(finger, TouchPhase::Ended, at);
    house.wait_secs(2.0);
    assert_eq!((house.effects("dosed sel"), dosing(&house).progress().0), (1, 1));
    assert!(dosing(&house).poured(0) > 100.0);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn what_is_poured_later_shakes_its_head() {
    let mut house = kitchen("dose-other");
    let at = middle(&mut house, "pour.louche");
    house.tap(at);
    house.wait(10);
    assert_eq!((dosing(&house).held_id(), dosing(&house).progress().0), (None, 0));
    assert!(dosing(&house).is_shaking("louche"));
    assert_eq!(dosing(&house).next_vessel(), Some("bol"));
}

#[test]
fn palms_and_ten_fingers_jam_nothing() {
    let mut house = kitchen("dose-palm");
    let at = middle(&mut house, "pour.bol");
    let palm: Vec<(u64, Vec2)> = (0..5)
        .map(|touch| at + Vec2::splat(6.0 * touch as f32))
        .map(|at| (house.down(at), at))
        .collect();
    for (finger, at) in palm {
        house.report(finger, TouchPhase::Canceled, at);
    }
    let fingers: Vec<u64> = (0..10)
        .map(|finger| house.down(at + Vec2::splat(finger as f32)))
        .collect();
    for finger in fingers {
        house.report(finger, TouchPhase::Ended, Vec2::new(20.0, 700.0));
    }
    house.wait_secs(1.0);
    assert_eq!(dosing(&house).held_id(), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_8_mm_off_completes_discovery() {
    hands::complete_8_mm_off(|index| kitchen(&format!("dose-noise-{index}")));
}

#[test]
fn the_robot_pours_at_every_level() {
    hands::play_at_every_level(kits("dose-robot"));
}

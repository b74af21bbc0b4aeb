//! A sequence of acts, played with fingers as the window system reports them.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    mechanics::sequence::play::Routine,
    screens::{Control, Overlay, Screen},
};

use crate::{
    bad_kits, hands,
    house::{self, House},
};

/// A kiosk with nothing but a sequence.
fn kits(name: &str) -> std::path::PathBuf {
    let kits = house::scratch(name);
    bad_kits::write_sequence(&kits.join("base"));
    kits
}

fn playing(name: &str) -> House {
    let mut house = House::with_kits(kits(name)).opened();
    house.start_play();
    house
}

fn routine(house: &House) -> &Routine {
    house.app.world().resource::<Routine>()
}

fn middle(house: &mut House, thing: &str) -> Vec2 {
    house.on_glass(thing).expect("it is in sight").center()
}

#[test]
fn the_lever_turns_under_the_finger_and_springs_back_when_let_go() {
    let mut house = playing("sequence-lever");
    assert!(house.do_gesture());
    house.wait(4);
    assert_eq!((house.effects("did arret"), routine(&house).progress()), (1, (1, 4)));
    house.wait(30);
    let before = house.place("act.levier").rotation;
    let path = house.gesture().expect("the lever is next");
    let finger = house.down(path[0]);
    let half = path.len() / 2;
    house.slide(finger, &path[..half]);
    assert!(house.place("act.levier").rotation.angle_between(before) > 0.3);
    house.report(finger, TouchPhase::Ended, path[half - 1]);
    house.wait_secs(1.0);
    assert!(house.place("act.levier").rotation.angle_between(before) < 0.01);
    assert_eq!(
        (house.effects("sprung levier"), routine(&house).progress()),
        (1, (1, 4))
    );
}

#[test]
fn too_early_is_explained_and_where_it_is_dangerous_all_stops() {
    let mut house = playing("sequence-early");
    let at = middle(&mut house, "act.capot");
    let finger = house.down(at);
    let up: Vec<Vec2> = (1..=20).map(|step| at - Vec2::Y * 26.0 * step as f32).collect();
    house.slide(finger, &up);
    house.report(finger, TouchPhase::Ended, up[19]);
    house.wait(4);
    assert_eq!(house.effects("stopped capot before arret"), 1);
    assert_eq!(*house.app.world().resource::<Overlay>(), Overlay::Stop);
    house.press(&Control::Understood);
    house.wait(30);
    assert_eq!(*house.app.world().resource::<Overlay>(), Overlay::None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn palms_and_ten_fingers_jam_nothing() {
    let mut house = playing("sequence-palm");
    let at = middle(&mut house, "act.arret");
    let palm: Vec<(u64, Vec2)> = (0..5)
        .map(|touch| at + Vec2::splat(6.0 * touch as f32))
        .map(|at| (house.down(at), at))
        .collect();
    for (finger, at) in palm {
        house.report(finger, TouchPhase::Canceled, at);
    }
    house.wait(4);
    assert_eq!((routine(&house).held_id(), routine(&house).progress().0), (None, 0));
    let fingers: Vec<u64> = (0..10)
        .map(|finger| house.down(at + Vec2::splat(finger as f32)))
        .collect();
    for finger in fingers {
        house.report(finger, TouchPhase::Ended, Vec2::new(20.0, 700.0));
    }
    house.wait_secs(1.0);
    assert_eq!(routine(&house).held_id(), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_whose_end_is_never_reported_jams_nothing() {
    let mut house = playing("sequence-forgotten");
    let at = middle(&mut house, "act.arret");
    house.down(at);
    house.wait_secs(11.0);
    assert_eq!(routine(&house).held_id(), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_8_mm_off_completes_discovery() {
    hands::complete_8_mm_off(|index| playing(&format!("sequence-noise-{index}")));
}

#[test]
fn what_is_done_stays_for_the_debrief() {
    let mut house = playing("sequence-exhibit");
    house.play_through();
    house.press(&Control::SkipWho);
    house.until_screen(Screen::Debrief);
    house.wait(20);
    assert!((house.place("act.capot").translation.y - 1.2).abs() < 1e-3);
}

#[test]
fn the_robot_plays_a_sequence_at_every_level() {
    hands::play_at_every_level(kits("sequence-robot"));
}

//! Spraying through the real input path: the smallest kit with a bonnet, covered by ghost and fingers.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    audio::{SetVoice, Voice},
    mechanics::coverage::play::{Coats, Covering},
    screens::{Control, Screen},
    stage::material::Coated,
    visitor::Visit,
};

use crate::{
    bad_kits, hands,
    house::{self, House},
};

fn kits(name: &str) -> std::path::PathBuf {
    let kits = house::scratch(name);
    bad_kits::write_coverage(&kits.join("base"));
    kits
}

/// A house whose one kit is a bonnet to spray.
fn booth(name: &str) -> House {
    let mut house = House::with_kits(kits(name)).opened();
    house.start_play();
    // The eye has come to rest.
    house.wait_secs(2.0);
    house
}

fn covering(house: &House) -> &Covering {
    house.app.world().resource::<Covering>()
}

fn covered(house: &House) -> f32 {
    covering(house).state.covered(&covering(house).task)
}

#[test]
fn the_demonstration_covers_the_bonnet_and_the_coat_stays() {
    let mut house = booth("coverage");
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
    let marks = &house.app.world().resource::<Visit>().results;
    assert!(
        marks
            .iter()
            .all(|result| result.marks.iter().all(|mark| mark.mark > 0.9)),
        "{marks:#?}"
    );
    let coats = &house.app.world().resource::<Coats>().0;
    assert!(coats.len() == 1 && coats[0].id == "capot", "{}", coats.len());
    house.press(&Control::SkipWho);
    house.until_screen(Screen::Debrief);
    house.wait(20);
    let world = house.app.world_mut();
    let mut skins = world.query::<&MeshMaterial3d<Coated>>();
    assert_eq!(skins.iter(world).count(), 1, "the visitor's own coat is looked at");
}

#[test]
fn paint_lies_where_the_finger_passed_and_is_heard_while_it_does() {
    let mut house = booth("coverage-finger");
    let path = house.gesture().expect("something is to be covered");
    let finger = house.down(path[0]);
    house.slide(finger, &path[..path.len() / 2]);
    let half = covered(&house);
    assert!(half > 0.0, "{half}");
    let voices = house.app.world().resource::<Messages<SetVoice>>();
    let heard = voices.iter_current_update_messages().last();
    assert!(heard.is_some_and(|heard| heard.voice == Voice::Spray && heard.drive.is_some()));
    house.report(finger, TouchPhase::Ended, path[path.len() / 2]);
    house.wait_secs(1.0);
    assert!(!covering(&house).state.is_held());
    assert!(covered(&house) >= half && covered(&house) < 0.9);
}

#[test]
fn beside_the_surface_nothing_is_covered_and_a_palm_jams_nothing() {
    let mut house = booth("coverage-palm");
    let path = house.gesture().expect("something is to be covered");
    let far = Vec2::new(1240.0, 300.0);
    let finger = house.down(far);
    house.report(finger, TouchPhase::Ended, far);
    house.wait(4);
    assert_eq!(covered(&house), 0.0);
    let palm: Vec<u64> = (0..5_u8)
        .map(|touch| house.down(path[0] + Vec2::splat(f32::from(touch) * 9.0)))
        .collect();
    for touch in palm {
        house.report(touch, TouchPhase::Canceled, path[0]);
    }
    house.wait(3);
    assert!(!covering(&house).state.is_held());
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_8_mm_off_completes_discovery() {
    hands::complete_8_mm_off(|index| booth(&format!("coverage-noise-{index}")));
}

#[test]
fn the_robot_covers_at_every_level() {
    hands::play_at_every_level(kits("coverage-robot"));
}

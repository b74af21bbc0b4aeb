//! Spraying through the real input path: the smallest kit with a bonnet, covered by ghost and fingers.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    audio::{SetVoice, Voice},
    kiosk::{
        display::Display,
        robot::{RobotOptions, RobotReport},
    },
    launch::Launch,
    mechanics::coverage::play::{Coats, Covering},
    screens::{Control, Screen},
    stage::material::Coated,
    visitor::Visit,
};

use crate::{
    bad_kits,
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
    for (index, beside) in [(8.0, 0.0), (-8.0, 0.0), (0.0, 8.0), (0.0, -8.0)]
        .into_iter()
        .enumerate()
    {
        let mut house = booth(&format!("coverage-noise-{index}"));
        let display = house.app.world().resource::<Display>();
        let beside = Vec2::from(beside) * display.px_per_unit / display.mm_per_unit;
        for _ in 0..40 {
            let Some(path) = house.gesture() else {
                house.wait(30);
                continue;
            };
            let path: Vec<Vec2> = path.into_iter().map(|at| at + beside).collect();
            let finger = house.down(path[0]);
            house.slide(finger, &path);
            house.report(finger, TouchPhase::Ended, path[path.len() - 1]);
            house.wait(20);
            if house.screen() != Screen::Play {
                break;
            }
        }
        house.until_screen(Screen::Who);
    }
}

#[test]
fn the_robot_covers_at_every_level() {
    let robot = RobotOptions {
        visits: 3,
        seed: 3,
        clumsy: true,
        ..RobotOptions::default()
    };
    let mut house = House::with(Launch {
        kits: Some(kits("coverage-robot")),
        robot: Some(robot),
        ..Launch::for_tests(house::home())
    });
    for _ in 0..100_000 {
        house.app.update();
        let report = house.app.world().resource::<RobotReport>();
        assert_eq!(report.jam, None);
        if report.visits >= 3 {
            return;
        }
    }
    panic!("stuck on {:?}", house.screen());
}

//! What every kind of play has to bear: hands that land beside, clumsy ones, robots that play at each level.

use std::path::PathBuf;

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    kiosk::{
        display::Display,
        robot::{Played, RobotOptions, RobotReport},
    },
    launch::Launch,
    mechanics::Level,
    screens::Screen,
};

use crate::house::{self, House};

/// More frames than any of these visits takes.
const FRAMES_MAX: usize = 100_000;
/// More gestures than any of these steps takes.
const GESTURES_MAX: usize = 40;
/// Frames after a gesture in which what it set going comes to rest.
const REST_FRAMES: usize = 60;

/// A sure hand plays the one kit of this folder at every level without ever asking for help; clumsy hands jam nothing.
pub fn play_at_every_level(kits: PathBuf) {
    let sure = RobotOptions {
        visits: 1,
        seed: 3,
        climbs: true,
        ..RobotOptions::default()
    };
    let played = robot(kits.clone(), sure);
    let levels: Vec<&str> = played.iter().map(|played| played.level).collect();
    assert_eq!(levels, Level::ALL.map(Level::field));
    assert!(played.iter().all(|played| !played.helped), "{played:#?}");
    let clumsy = RobotOptions {
        visits: 3,
        seed: 3,
        clumsy: true,
        ..RobotOptions::default()
    };
    robot(kits, clumsy);
}

/// What such a robot played.
fn robot(kits: PathBuf, options: RobotOptions) -> Vec<Played> {
    let visits = options.visits;
    let mut house = House::with(Launch {
        kits: Some(kits),
        robot: Some(options),
        ..Launch::for_tests(house::home())
    });
    for _ in 0..FRAMES_MAX {
        house.app.update();
        let report = house.app.world().resource::<RobotReport>();
        assert_eq!(report.jam, None);
        if report.visits >= visits {
            return report.played.clone();
        }
    }
    panic!("stuck on {:?}", house.screen());
}

/// A finger that is 8 mm beside, to each side, completes the step that `open` shows; it is told how often it did.
pub fn complete_8_mm_off(open: impl Fn(usize) -> House) {
    for (index, beside) in [(8.0, 0.0), (-8.0, 0.0), (0.0, 8.0), (0.0, -8.0)]
        .into_iter()
        .enumerate()
    {
        let mut house = open(index);
        let display = house.app.world().resource::<Display>();
        let beside = Vec2::from(beside) * display.px_per_unit / display.mm_per_unit;
        for _ in 0..GESTURES_MAX {
            let Some(path) = house.gesture() else {
                house.wait(REST_FRAMES / 2);
                continue;
            };
            let path: Vec<Vec2> = path.into_iter().map(|at| at + beside).collect();
            let finger = house.down(path[0]);
            house.slide(finger, &path);
            house.report(finger, TouchPhase::Ended, path[path.len() - 1]);
            house.wait(REST_FRAMES);
            if house.screen() != Screen::Play {
                break;
            }
        }
        house.until_screen(Screen::Who);
    }
}

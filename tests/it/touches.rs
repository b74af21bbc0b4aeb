//! Fingers, palms and cancelled touches, injected as the window system reports them.

use bevy::{
    input::touch::TouchPhase,
    picking::{events::PointerState, hover::HoverMap, pointer::PointerId},
    prelude::*,
};
use etabli::{kiosk::display::Display, mechanics::assemble::play::Bench, screens::Screen};

use crate::house::House;

fn carried(house: &House) -> Option<usize> {
    house.app.world().resource::<Bench>().carried()
}

#[test]
fn a_part_lifts_in_the_frame_of_the_touch() {
    let mut house = House::new().opened();
    house.start_play();
    let path = house.gesture().expect("there is something to do");
    house.down(path[0]);
    assert_eq!(carried(&house), Some(0));
    assert_eq!(house.effects("lifted"), 1);
}

#[test]
fn ten_fingers_move_one_part_and_jam_nothing() {
    let mut house = House::new().opened();
    house.start_play();
    let path = house.gesture().expect("there is something to do");
    let fingers: Vec<u64> = (0..10)
        .map(|finger| house.down(path[0] + Vec2::splat(finger as f32)))
        .collect();
    assert_eq!(house.effects("lifted"), 1);
    for (index, finger) in fingers.iter().enumerate() {
        house.slide(*finger, &[Vec2::new(60.0 * index as f32, 300.0)]);
    }
    for finger in fingers {
        house.report(finger, TouchPhase::Ended, Vec2::new(20.0, 700.0));
    }
    house.wait_secs(1.0);
    assert_eq!(carried(&house), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_cancelled_touch_sends_the_part_home_and_costs_nothing() {
    let mut house = House::new().opened();
    house.start_play();
    let path = house.gesture().expect("there is something to do");
    let finger = house.down(path[0]);
    house.slide(finger, &path[..path.len() / 2]);
    house.report(finger, TouchPhase::Canceled, path[path.len() / 2]);
    assert_eq!(carried(&house), None);
    assert_eq!(house.effects("dropped"), 0);
    house.wait_secs(1.0);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_palm_does_nothing_that_lasts() {
    let mut house = House::new().opened();
    house.start_play();
    let path = house.gesture().expect("there is something to do");
    let palm: Vec<(u64, Vec2)> = (0..5)
        .map(|touch| path[0] + Vec2::new(18.0 * touch as f32, 12.0 * touch as f32))
        .map(|at| (house.down(at), at))
        .collect();
    for (finger, at) in palm {
        house.report(finger, TouchPhase::Canceled, at);
    }
    house.wait_secs(1.0);
    assert_eq!((carried(&house), house.effects("snapped")), (None, 0));
    house.play_through();
}

#[test]
fn a_finger_whose_end_is_never_reported_jams_nothing() {
    let mut house = House::new().opened();
    house.start_play();
    let path = house.gesture().expect("there is something to do");
    house.down(path[0]);
    // The next visitor's finger takes another part: the forgotten one must not hold the scene for ever.
    house.wait_secs(11.0);
    assert_eq!(
        carried(&house),
        None,
        "a finger that never moves is forgotten after a while"
    );
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn turning_the_screen_in_play_loses_nothing() {
    let mut house = House::new().opened();
    house.start_play();
    house.do_gesture();
    house.resize(720.0, 1280.0);
    house.wait_secs(2.0);
    assert_eq!(house.app.world().resource::<Bench>().progress().0, 1);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn what_must_be_touched_is_20_mm_uncovered_and_the_first_thing_hit() {
    for (width, height) in [(1920, 1080), (1080, 1920), (1280, 720), (720, 1280), (3840, 2160)] {
        let mut house = House::sized(width, height).opened();
        house.tap(Vec2::new(width as f32 / 2.0, height as f32 / 2.0));
        house.until_screen(Screen::Intro);
        house.wait(40);
        house.press(&etabli::screens::Control::Start);
        house.until_screen(Screen::Play);
        house.wait_secs(2.5);
        let display = *house.app.world().resource::<Display>();
        let least = 20.0 / display.mm_per_unit * display.px_per_unit;
        let mut touched = 0;
        while let Some(path) = house.gesture() {
            let expected = house.app.world().resource::<Bench>().next_item().map(str::to_owned);
            // With every part in its place it is the start.
            let node = expected
                .as_ref()
                .map_or("start.torche".to_owned(), |id| format!("part.{id}"));
            let rect = house.on_glass(&node).expect("it is on the glass");
            assert!(
                rect.size().min_element() >= least - 0.5,
                "{node} at {width}×{height}: {:?}",
                rect.size()
            );
            let finger = house.down(path[0]);
            let bench = house.app.world().resource::<Bench>();
            let held = bench.carried_id().map(str::to_owned);
            assert_eq!(held, expected, "{width}×{height}: the finger took something else");
            assert_eq!(bench.is_pressing(), expected.is_none(), "{width}×{height}");
            house.slide(finger, &path);
            house.report(finger, TouchPhase::Ended, path[path.len() - 1]);
            house.wait(4);
            touched += 1;
            assert!(touched <= 6, "{width}×{height}: a gesture did not advance the step");
        }
        assert_eq!(touched, 6, "{width}×{height}");
    }
}

#[test]
fn fingers_that_left_are_forgotten() {
    let mut house = House::new().opened();
    house.start_play();
    let known = |house: &House| {
        let world = house.app.world();
        let pressed = world.resource::<PointerState>().pointer_buttons.len();
        (pressed, world.resource::<HoverMap>().0.len())
    };
    let touch = |house: &mut House| {
        house.tap(Vec2::new(640.0, 700.0));
        house.wait(4);
    };
    touch(&mut house);
    let first = known(&house);
    for _ in 0..40 {
        touch(&mut house);
    }
    assert_eq!(known(&house), first, "as many as after the first touch");
}

#[test]
fn fingers_whose_end_was_never_reported_are_missed_and_forgotten() {
    let mut house = House::new().opened();
    house.start_play();
    let pointers = |house: &mut House| {
        let world = house.app.world_mut();
        world.query::<&PointerId>().iter(world).count()
    };
    let before = pointers(&mut house);
    for _ in 0..5 {
        house.down(Vec2::new(640.0, 700.0));
    }
    assert_eq!(pointers(&mut house), before + 5);
    house.wait_secs(29.0);
    assert_eq!(pointers(&mut house), before + 5, "somebody may hold still for a while");
    house.wait_secs(2.0);
    assert_eq!(pointers(&mut house), before, "nobody is there any more");
}

//! A search, played with fingers as the window system reports them.

use bevy::{camera::RenderTarget, input::touch::TouchPhase, prelude::*};
use etabli::{
    kiosk::display::Display,
    mechanics::{
        inspect::play::{Inspection, Verdict},
        play::{NextGesture, Nudge},
    },
    screens::{Control, Overlay, Screen},
};

use crate::{
    bad_kits, hands,
    house::{self, House},
};

/// A kiosk with nothing but a search.
fn kits(name: &str) -> std::path::PathBuf {
    let kits = house::scratch(name);
    bad_kits::write_search(&kits.join("base"));
    kits
}

fn playing(name: &str) -> House {
    let mut house = House::with_kits(kits(name)).opened();
    house.start_play();
    house
}

fn inspection(house: &House) -> &Inspection {
    house.app.world().resource::<Inspection>()
}

fn piece(house: &mut House) -> Quat {
    let world = house.app.world_mut();
    let mut nodes = world.query::<(&Name, &Transform)>();
    let piece = nodes.iter(world).find(|(name, _)| name.as_str() == "turn.poutre");
    piece.expect("the piece is on the stage").1.rotation
}

/// Whether the magnifier draws.
fn lens_is_held(house: &mut House) -> bool {
    let world = house.app.world_mut();
    let mut cameras = world.query::<(&Camera, &RenderTarget)>();
    let draws_a_picture = |(camera, target): (&Camera, &RenderTarget)| camera.is_active && target.as_image().is_some();
    cameras.iter(world).any(draws_a_picture)
}

/// Names that stand on the glass beside the piece.
fn names(house: &mut House, wanted: &str) -> usize {
    let world = house.app.world_mut();
    let mut texts = world.query::<(&Text, &InheritedVisibility, Option<&ChildOf>, &ComputedNode)>();
    let seen = texts
        .iter(world)
        .filter(|(text, visible, _, node)| text.0 == wanted && visible.get() && node.size().x > 0.0);
    seen.count()
}

fn px_per_mm(house: &House) -> f32 {
    let display = house.app.world().resource::<Display>();
    display.px_per_unit / display.mm_per_unit
}

/// On the free part of the stage, beside the piece.
const BESIDE: Vec2 = Vec2::new(60.0, 600.0);

#[test]
fn a_drag_that_begins_anywhere_turns_the_piece_and_points_at_nothing() {
    let mut house = playing("inspect-drag");
    let before = piece(&mut house);
    let finger = house.down(BESIDE);
    let path: Vec<Vec2> = (1..=12)
        .map(|step| BESIDE + Vec2::new(8.0, -2.0) * step as f32)
        .collect();
    house.slide(finger, &path);
    let held = piece(&mut house);
    house.report(finger, TouchPhase::Ended, path[path.len() - 1]);
    house.wait(20);
    let let_go = piece(&mut house);
    assert!(held.angle_between(before) > 0.1, "it turns under the finger");
    assert!(let_go.angle_between(held) > 0.02, "it turns on a little");
    house.wait_secs(2.0);
    let stands = piece(&mut house);
    house.wait(10);
    assert_eq!(piece(&mut house), stands);
    assert_eq!((house.effects("turned"), house.effects("mistook")), (1, 0));
}

#[test]
fn a_short_press_finds_marks_and_names_and_the_marks_stay_for_the_debrief() {
    let mut house = playing("inspect-find");
    assert!(house.do_gesture());
    house.wait(20);
    assert_eq!(house.effects("found fente"), 1);
    assert_eq!(inspection(&house).progress(), (1, 1));
    let verdicts: Vec<_> = inspection(&house).verdicts().map(|(_, verdict)| verdict).collect();
    assert_eq!(verdicts, [Some(Verdict::Found), Some(Verdict::Missed)]);
    assert_eq!(
        (names(&mut house, "Une fente"), names(&mut house, "Un nœud mort")),
        (1, 1)
    );
    house.until_screen(Screen::Who);
    assert_eq!(names(&mut house, "Une fente"), 0);
    house.press(&Control::SkipWho);
    house.until_screen(Screen::Debrief);
    house.wait(20);
    assert_eq!(
        (names(&mut house, "Une fente"), names(&mut house, "Un nœud mort")),
        (1, 1)
    );
    house.press(&Control::Next);
    house.wait(20);
    assert_eq!(names(&mut house, "Une fente"), 0);
}

#[test]
fn what_is_sound_is_explained_without_stopping_anybody() {
    let mut house = playing("inspect-sound");
    let target = house.gesture().expect("there is something to find")[0];
    // On the piece, away from everything that can be pointed at.
    let beside = target + Vec2::new(50.0, -60.0) * px_per_mm(&house);
    house.tap(beside);
    house.wait(4);
    assert_eq!((house.effects("mistook"), inspection(&house).false_hits()), (1, 1));
    assert_eq!(*house.app.world().resource::<Overlay>(), Overlay::None);
    assert_eq!(names(&mut house, "Ici, rien d’anormal\u{a0}: chercher ailleurs."), 1);
}

#[test]
fn a_tap_beside_the_piece_is_no_mistake() {
    let mut house = playing("inspect-beside");
    house.tap(BESIDE);
    house.wait(4);
    assert_eq!((house.effects("mistook"), inspection(&house).false_hits()), (0, 0));
}

#[test]
fn a_finger_8_mm_off_completes_discovery() {
    for (index, beside) in [(8.0, 0.0), (-8.0, 0.0), (0.0, 8.0), (0.0, -8.0), (5.6, -5.6)]
        .into_iter()
        .enumerate()
    {
        let mut house = playing(&format!("inspect-noise-{index}"));
        let beside = Vec2::from(beside) * px_per_mm(&house);
        for _ in 0..10 {
            let Some(path) = house.gesture() else { break };
            let finger = house.down(path[0] + beside);
            for (point, at) in path.iter().enumerate() {
                // A real finger never reports the same place twice.
                let shake = Vec2::new((point % 3) as f32 - 1.0, (point % 2) as f32) * px_per_mm(&house) * 0.7;
                house.slide(finger, &[*at + beside + shake]);
            }
            house.report(finger, TouchPhase::Ended, path[path.len() - 1] + beside);
            house.wait(4);
        }
        house.until_screen(Screen::Who);
    }
}

#[test]
fn the_lens_is_held_over_a_finger_that_stays() {
    let mut house = playing("inspect-lens");
    assert!(!lens_is_held(&mut house));
    let at = house.gesture().expect("there is something to find")[0];
    let finger = house.down(at);
    house.wait(2);
    assert!(!lens_is_held(&mut house), "a tap needs no lens");
    house.wait_secs(0.4);
    assert!(lens_is_held(&mut house));
    house.report(finger, TouchPhase::Canceled, at);
    house.wait(1);
    assert!(!lens_is_held(&mut house));
}

#[test]
fn palms_and_ten_fingers_jam_nothing() {
    let mut house = playing("inspect-palm");
    let at = house.gesture().expect("there is something to find")[0];
    let palm: Vec<(u64, Vec2)> = (0..5)
        .map(|touch| at + Vec2::new(18.0 * touch as f32, 12.0 * touch as f32))
        .map(|at| (house.down(at), at))
        .collect();
    for (finger, at) in palm {
        house.report(finger, TouchPhase::Canceled, at);
    }
    house.wait(4);
    assert_eq!(
        (inspection(&house).finger(), inspection(&house).progress().0),
        (None, 0)
    );
    let fingers: Vec<u64> = (0..10)
        .map(|finger| house.down(BESIDE + Vec2::splat(finger as f32)))
        .collect();
    for (index, finger) in fingers.iter().enumerate() {
        house.slide(*finger, &[Vec2::new(60.0 * index as f32, 300.0)]);
    }
    for finger in fingers {
        house.report(finger, TouchPhase::Ended, Vec2::new(20.0, 700.0));
    }
    house.wait_secs(2.0);
    assert_eq!(inspection(&house).finger(), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_whose_end_is_never_reported_jams_nothing() {
    let mut house = playing("inspect-forgotten");
    house.down(BESIDE);
    house.wait_secs(11.0);
    assert_eq!(inspection(&house).finger(), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_press_on_a_panel_is_no_press_on_the_piece() {
    let mut house = playing("inspect-panel");
    let at = house.place_of(&Control::Language).center();
    let finger = house.down(at);
    assert_eq!(inspection(&house).finger(), None);
    house.report(finger, TouchPhase::Canceled, at);
}

#[test]
fn the_answer_is_held_back_from_whoever_hesitates() {
    let mut house = playing("inspect-nudge");
    let shown = |house: &House| {
        let world = house.app.world();
        let (next, nudge) = (world.resource::<NextGesture>(), world.resource::<Nudge>());
        (next.0.clone(), nudge.0.clone())
    };
    let (next, nudge) = shown(&house);
    assert!(next.is_some() && nudge.is_some() && next != nudge);
    house.wait_secs(26.0);
    let (next, nudge) = shown(&house);
    assert_eq!(next, nudge);
}

#[test]
fn the_ghost_searches_on_the_attract_screen() {
    let mut house = House::with_kits(kits("inspect-attract")).opened();
    house.until("a find", |world| {
        world
            .get_resource::<Inspection>()
            .is_some_and(|inspection| inspection.progress().0 == 1)
    });
    assert_eq!(house.screen(), Screen::Attract);
}

#[test]
fn the_robot_plays_a_search_at_every_level() {
    hands::play_at_every_level(kits("inspect-robot"));
}

//! A conversation, held with fingers as the window system reports them.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    kiosk::display::Display,
    mechanics::{
        dialogue::{Mood, play::Talking},
        play::{NextGesture, Nudge},
    },
    screens::{Control, Screen},
};

use crate::{
    bad_kits, hands,
    house::{self, House},
};

/// A kiosk with nothing but a conversation.
fn kits(name: &str) -> std::path::PathBuf {
    let kits = house::scratch(name);
    bad_kits::write_dialogue(&kits.join("base"));
    kits
}

fn playing(name: &str) -> House {
    let mut house = House::with_kits(kits(name)).opened();
    house.start_play();
    house
}

fn talking(house: &House) -> &Talking {
    house.app.world().resource::<Talking>()
}

/// Middle of the card with this text, window pixels.
fn card(house: &mut House, wanted: &str) -> Option<Vec2> {
    let world = house.app.world_mut();
    let mut texts = world.query::<(&Text, &UiGlobalTransform, &InheritedVisibility)>();
    let found = texts.iter(world).find(|(text, _, seen)| text.0 == wanted && seen.get());
    found.map(|(_, place, _)| place.translation)
}

/// The card with this text, once it is there and has settled.
fn settled_card(house: &mut House, wanted: &str) -> Vec2 {
    for _ in 0..600 {
        if card(house, wanted).is_some() {
            house.wait_secs(0.6);
            return card(house, wanted).expect("it stays there");
        }
        house.wait(1);
    }
    panic!("no card says {wanted}");
}

fn face(house: &mut House) -> Vec<String> {
    let world = house.app.world_mut();
    let mut nodes = world.query::<(&Name, &Visibility)>();
    let faces = nodes
        .iter(world)
        .filter(|(name, seen)| name.starts_with("mood.") && **seen != Visibility::Hidden);
    faces.map(|(name, _)| name.to_string()).collect()
}

fn px_per_mm(house: &House) -> f32 {
    let display = house.app.world().resource::<Display>();
    display.px_per_unit / display.mm_per_unit
}

const WELL: &str = "Bonjour, je suis Samuel.";
const BADLY: &str = "Vite, debout.";
/// On the free part of the stage, beside everything.
const BESIDE: Vec2 = Vec2::new(560.0, 330.0);

#[test]
fn a_good_answer_is_felt_and_leads_to_the_end() {
    let mut house = playing("dialogue-well");
    let at = settled_card(&mut house, WELL);
    assert_eq!(face(&mut house), ["mood.calm.rose"]);
    house.tap(at);
    house.wait(2);
    assert_eq!(house.effects("answered saluer"), 1);
    let felt: Vec<i32> = talking(&house).feelings().map(|(_, value)| value).collect();
    assert_eq!(felt, [70, 60]);
    house.until_screen(Screen::Who);
    assert_eq!(house.effects("ended demain"), 1);
}

#[test]
fn a_bad_answer_shows_on_the_face_in_the_same_frame_and_can_be_mended() {
    let mut house = playing("dialogue-badly");
    let at = settled_card(&mut house, BADLY);
    house.tap(at);
    house.wait(2);
    assert_eq!(talking(&house).mood(), Mood::Worried);
    assert_eq!(face(&mut house), ["mood.worried.rose"]);
    assert_eq!(talking(&house).answers(), (1, 1));
    let at = settled_card(&mut house, "Pardon, je suis Samuel.");
    house.tap(at);
    house.until_screen(Screen::Who);
    assert_eq!(house.effects("ended demain"), 1);
}

#[test]
fn a_tap_asks_for_the_rest_of_the_line() {
    let mut house = playing("dialogue-skip");
    assert_eq!(card(&mut house, WELL), None);
    house.tap(BESIDE);
    house.wait(3);
    assert!(card(&mut house, WELL).is_some());
}

#[test]
fn a_finger_8_mm_off_answers_what_it_means() {
    for (index, beside) in [(8.0, 0.0), (-8.0, 0.0), (0.0, 8.0), (0.0, -8.0)]
        .into_iter()
        .enumerate()
    {
        let mut house = playing(&format!("dialogue-noise-{index}"));
        let at = settled_card(&mut house, WELL) + Vec2::from(beside) * px_per_mm(&house);
        house.tap(at);
        house.until_screen(Screen::Who);
        assert_eq!(house.effects("answered saluer"), 1);
    }
}

#[test]
fn palms_ten_fingers_and_lost_ones_jam_nothing() {
    let mut house = playing("dialogue-palm");
    let at = settled_card(&mut house, WELL);
    let palm: Vec<(u64, Vec2)> = (0..5)
        .map(|touch| at + Vec2::new(18.0 * touch as f32, 12.0 * touch as f32))
        .map(|at| (house.down(at), at))
        .collect();
    for (finger, at) in palm {
        house.report(finger, TouchPhase::Canceled, at);
    }
    house.wait(4);
    assert_eq!(talking(&house).answers(), (0, 0));
    // One whose end is never reported.
    house.down(BESIDE);
    house.wait_secs(11.0);
    for finger in 0..10 {
        house.tap(BESIDE + Vec2::splat(finger as f32));
    }
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_that_slides_off_has_answered_nothing() {
    let mut house = playing("dialogue-slide");
    let at = settled_card(&mut house, BADLY);
    let finger = house.down(at);
    house.slide(finger, &[at, BESIDE]);
    house.report(finger, TouchPhase::Ended, BESIDE);
    house.wait(4);
    assert_eq!(talking(&house).answers(), (0, 0));
}

#[test]
fn the_answer_is_held_back_from_whoever_hesitates() {
    let mut house = playing("dialogue-nudge");
    settled_card(&mut house, WELL);
    let shown = |house: &House| {
        let world = house.app.world();
        (
            world.resource::<NextGesture>().0.clone(),
            world.resource::<Nudge>().0.clone(),
        )
    };
    let (next, nudge) = shown(&house);
    assert!(next.is_some() && nudge.is_some() && next != nudge);
    house.wait_secs(26.0);
    assert_eq!(shown(&house).1, None);
}

#[test]
fn the_person_keeps_the_last_face_for_the_debrief_and_says_no_more() {
    let mut house = playing("dialogue-debrief");
    house.play_through();
    house.press(&Control::SkipWho);
    house.until_screen(Screen::Debrief);
    house.wait(20);
    assert_eq!(face(&mut house), ["mood.calm.rose"]);
    assert_eq!(card(&mut house, WELL), None);
}

#[test]
fn the_ghost_talks_on_the_attract_screen() {
    let mut house = House::with_kits(kits("dialogue-attract")).opened();
    house.until("an answer", |world| {
        world
            .get_resource::<Talking>()
            .is_some_and(|talking| talking.answers().0 == 1)
    });
    assert_eq!(house.screen(), Screen::Attract);
}

#[test]
fn the_robot_talks_at_every_level() {
    hands::play_at_every_level(kits("dialogue-robot"));
}

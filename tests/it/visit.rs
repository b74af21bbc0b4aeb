//! The visit from attract to attract, through the real input path.

use bevy::prelude::*;
use etabli::{
    kiosk::idle::Countdown,
    language::{Address, Language},
    screens::{Control, Overlay, Screen},
    stage::ghost::Ghost,
    visitor::{EventLog, Liking, Visit, VisitEvent, Who},
};

use crate::house::House;

fn visit(house: &House) -> &Visit {
    house.app.world().resource::<Visit>()
}

#[test]
fn a_visitor_goes_from_attract_to_carnet_and_leaves_nothing() {
    let mut house = House::new().opened();
    house.start_play();
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
    house.press(&Control::Who(Who::Adulte));
    house.until_screen(Screen::Debrief);
    assert_eq!(visit(&house).address(), Address::Vous);
    assert!(
        visit(&house).mark("securite").is_some_and(|(mark, _)| mark == 1.0),
        "a perfect demonstration"
    );
    for _ in 0..3 {
        house.press(&Control::Next);
        house.wait(40);
    }
    house.press(&Control::Face(Liking::Yes));
    assert_eq!(visit(&house).liked, Some(Liking::Yes));
    house.wait(40);
    house.press(&Control::Next);
    house.until_screen(Screen::Carnet);
    house.wait(40);
    house.press(&Control::End);
    house.until_screen(Screen::Attract);
    assert_eq!(*visit(&house), Visit::default());
    assert_eq!(house.app.world().resource::<EventLog>().visits(), 1);
}

#[test]
fn home_asks_before_it_leaves_the_game_and_everything_is_wiped() {
    let mut house = House::new().opened();
    house.start_play();
    house.do_gesture();
    house.press(&Control::LargeText);
    house.press(&Control::Home);
    assert_eq!(*house.app.world().resource::<Overlay>(), Overlay::LeaveForHome);
    house.wait(40);
    house.press(&Control::Stay);
    assert_eq!(
        (house.screen(), *house.app.world().resource::<Overlay>()),
        (Screen::Play, Overlay::None)
    );
    house.wait(40);
    house.press(&Control::Home);
    house.wait(40);
    house.press(&Control::Leave);
    house.until_screen(Screen::Attract);
    assert_eq!(*visit(&house), Visit::default());
}

#[test]
fn language_text_size_and_sound_change_on_every_screen() {
    let mut house = House::new().opened();
    for screen in [Screen::Attract, Screen::Intro, Screen::Play] {
        house.press(&Control::Language);
        assert_eq!(visit(&house).language(), Language::English, "{screen:?}");
        house.press(&Control::Language);
        house.press(&Control::LargeText);
        assert!(visit(&house).preferences.large_text, "{screen:?}");
        house.press(&Control::LargeText);
        house.press(&Control::Sound);
        assert!(visit(&house).preferences.muted, "{screen:?}");
        house.press(&Control::Sound);
        assert_eq!(house.screen(), screen);
        match screen {
            Screen::Attract => {
                house.tap(Vec2::new(640.0, 360.0));
                house.until_screen(Screen::Intro);
            }
            Screen::Intro => {
                house.press(&Control::Start);
                house.until_screen(Screen::Play);
            }
            _ => {}
        }
        house.wait(40);
    }
}

#[test]
fn a_mystery_is_told_only_after_it_was_played() {
    let mut house = House::new().opened();
    house.tap(Vec2::new(640.0, 360.0));
    house.until_screen(Screen::Intro);
    house.wait(40);
    house.press(&Control::OtherMetiers);
    house.until_screen(Screen::Catalogue);
    house.wait(40);
    house.press(&Control::Mystery);
    house.until_screen(Screen::Intro);
    assert!(visit(&house).mystery);
    let mut texts = house.app.world_mut().query::<&Text>();
    let shown: Vec<&str> = texts.iter(house.app.world()).map(|text| text.0.as_str()).collect();
    assert!(
        !shown.iter().any(|text| text.to_lowercase().contains("soud")),
        "{shown:?}"
    );
}

#[test]
fn nobody_there_means_a_countdown_then_attract() {
    let mut house = House::new().opened();
    house.tap(Vec2::new(640.0, 360.0));
    house.until_screen(Screen::Intro);
    house.wait_secs(46.0);
    assert!(house.app.world().resource::<Countdown>().0.is_some());
    // One touch anywhere cancels it and does nothing else.
    house.tap(Vec2::new(300.0, 300.0));
    assert_eq!(
        (house.app.world().resource::<Countdown>().0, house.screen()),
        (None, Screen::Intro)
    );
    house.wait_secs(45.0 + 20.0 + 1.0);
    assert_eq!(house.screen(), Screen::Attract);
    assert_eq!(*visit(&house), Visit::default());
}

#[test]
fn in_play_patience_lasts_twice_as_long() {
    let mut house = House::new().opened();
    house.start_play();
    house.wait_secs(80.0);
    assert_eq!(house.app.world().resource::<Countdown>().0, None);
    house.wait_secs(12.0);
    assert!(house.app.world().resource::<Countdown>().0.is_some());
    house.wait_secs(20.0);
    assert_eq!(house.screen(), Screen::Attract);
}

#[test]
fn a_language_chosen_and_left_on_attract_is_put_back() {
    let mut house = House::new().opened();
    house.press(&Control::Language);
    assert_eq!(visit(&house).language(), Language::English);
    house.wait_secs(46.0);
    assert_eq!(*visit(&house), Visit::default());
}

#[test]
fn the_ghost_shows_after_a_hesitation_and_helps_after_a_minute() {
    let mut house = House::new().opened();
    house.start_play();
    house.wait_secs(3.0);
    assert!(!house.app.world().resource::<Ghost>().is_busy());
    house.wait_secs(2.0);
    assert!(house.app.world().resource::<Ghost>().is_busy());
    assert!(!house.controls().iter().any(|(control, _)| *control == Control::ShowMe));
    house.wait_secs(57.0);
    house.press(&Control::ShowMe);
    // One touch is enough: the rest is done for them.
    house.wait_secs(25.0);
    assert_eq!((house.screen(), visit(&house).step), (Screen::Play, 1));
    assert!(visit(&house).results.len() == 1 && visit(&house).results[0].helped);
}

#[test]
fn attract_plays_by_itself() {
    let mut house = House::new().opened();
    house.until("a part in its place", |world| {
        world
            .resource::<etabli::mechanics::assemble::play::Bench>()
            .progress()
            .0
            >= 2
    });
    assert_eq!(house.screen(), Screen::Attract);
    // Nobody visits meanwhile.
    let log = house.app.world().resource::<EventLog>();
    assert!(!log.current().iter().any(|event| matches!(event, VisitEvent::Effect(_))));
}

#[test]
fn two_visits_with_the_same_touches_have_the_same_log() {
    let hash = || {
        let mut house = House::new().opened();
        house.start_play();
        house.play_through();
        house.app.world().resource::<EventLog>().hash()
    };
    assert_eq!(hash(), hash());
}

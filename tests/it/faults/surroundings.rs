//! What is around the kiosk goes wrong: its settings, its window, its clock, its sound device.

use std::time::{Duration, Instant};

use bevy::{input::touch::TouchPhase, prelude::*, time::TimeUpdateStrategy};
use etabli::{
    audio::{AudioOptions, AudioOutput},
    config::{self, KioskConfig},
    finding::Findings,
    kiosk::{
        EventData,
        idle::Countdown,
        night::{self, Night},
    },
    launch::Launch,
    mechanics::assemble::play::Bench,
    screens::Screen,
    stage::Stage,
};

use super::broken_kits::play_a_visit;
use crate::house::{self, House};

#[test]
fn settings_that_are_missing_or_broken_give_way_to_safe_ones() {
    let folder = house::scratch("settings");
    let texts: [(&str, Option<&[u8]>); 6] = [
        ("missing", None),
        ("empty", Some(b"")),
        ("cut", Some(b"(volume: 0.5, screen_diag")),
        ("noise", Some(b"\x89\x00\xff\xfe(((((")),
        ("latin-1", Some(b"(language: fr) // \xe9t\xe9")),
        (
            "wild",
            Some(b"(screen_diagonal_inches: NaN, volume: 1e99, idle_menu_secs: -3)"),
        ),
    ];
    let mut refused = Vec::new();
    for (name, text) in texts {
        let path = folder.join(name);
        if let Some(text) = text {
            std::fs::write(&path, text).expect("the settings can be written");
        }
        let mut findings = Findings::default();
        let config = config::load_kiosk(&path, &mut findings);
        assert!(!findings.sorted().is_empty(), "{name}: nothing is said");
        assert_eq!(config, KioskConfig::default(), "{name}");
        refused.push(config);
    }
    let config = refused.swap_remove(0);
    let mut house = House::with(Launch {
        config,
        ..Launch::for_tests(house::home())
    })
    .opened();
    play_a_visit(&mut house);
}

#[test]
fn the_window_may_take_any_shape_while_someone_plays() {
    let mut house = House::new().opened();
    house.start_play();
    let shapes = [
        (720.0, 1280.0),
        (1.0, 1.0),
        (8000.0, 200.0),
        (0.0, 0.0),
        (200.0, 8000.0),
        (3840.0, 2160.0),
        (1920.0, 1080.0),
    ];
    for (width, height) in shapes {
        house.resize(width, height);
        house.wait(60);
        house.tap(Vec2::new(width / 2.0, height / 2.0));
        house.wait(4);
    }
    house.resize(1280.0, 720.0);
    house.wait(120);
    assert_eq!(house.screen(), Screen::Play);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn each_shape_shows_its_own_screen_again_when_the_window_is_back() {
    let mut house = House::new().opened();
    house.start_play();
    let before = house.controls();
    let gesture = house.gesture().expect("there is something to do");
    for (width, height) in [(720.0, 1280.0), (0.0, 0.0), (1.0, 1.0)] {
        house.resize(width, height);
        house.wait(60);
        house.resize(1280.0, 720.0);
        house.wait(240);
        assert_eq!(house.controls(), before, "after {width} × {height}");
        let again = house.gesture().expect("there is still something to do");
        assert!(
            again[0].distance(gesture[0]) < 4.0,
            "after {width} × {height}: {} {}",
            again[0],
            gesture[0]
        );
    }
}

#[test]
fn a_window_turned_under_a_finger_drops_nothing_for_good() {
    let mut house = House::new().opened();
    house.start_play();
    let path = house.gesture().expect("there is something to do");
    let finger = house.down(path[0]);
    house.slide(finger, &path[..path.len() / 2]);
    assert!(house.app.world().resource::<Bench>().carried().is_some());
    house.resize(720.0, 1280.0);
    house.wait(30);
    house.report(finger, TouchPhase::Ended, Vec2::new(360.0, 640.0));
    house.wait(60);
    assert_eq!(house.app.world().resource::<Bench>().carried(), None);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

/// One frame in which the clock says something else than 1/60 s.
fn odd_frame(house: &mut House, odd: TimeUpdateStrategy) {
    let usual = std::mem::replace(&mut *house.app.world_mut().resource_mut::<TimeUpdateStrategy>(), odd);
    house.app.update();
    house.app.world_mut().insert_resource(usual);
}

#[test]
fn a_clock_that_jumps_ends_no_visit_and_jams_nothing() {
    let mut house = House::new().opened();
    house.start_play();
    house.do_gesture();
    let past = Instant::now()
        .checked_sub(Duration::from_secs(3))
        .expect("the machine runs for longer");
    let odd = [
        TimeUpdateStrategy::ManualDuration(Duration::ZERO),
        // A machine that slept for an hour.
        TimeUpdateStrategy::ManualDuration(Duration::from_secs(3600)),
        TimeUpdateStrategy::ManualInstant(Instant::now() + Duration::from_secs(86_400)),
        TimeUpdateStrategy::ManualInstant(past),
        TimeUpdateStrategy::ManualDuration(Duration::from_secs(u64::from(u32::MAX))),
    ];
    for odd in odd {
        let path = house.gesture();
        let finger = path.as_ref().map(|path| house.down(path[0]));
        odd_frame(&mut house, odd);
        assert_eq!(
            (house.screen(), *house.app.world().resource::<Countdown>()),
            (Screen::Play, Countdown(None))
        );
        if let (Some(finger), Some(path)) = (finger, path) {
            house.report(finger, TouchPhase::Ended, path[0]);
        }
        house.wait(60);
    }
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn idle_time_is_counted_on_however_the_clock_jumps() {
    let mut house = House::new().opened();
    house.tap(Vec2::new(640.0, 360.0));
    house.until_screen(Screen::Intro);
    house.wait_secs(30.0);
    odd_frame(&mut house, TimeUpdateStrategy::ManualInstant(Instant::now()));
    odd_frame(
        &mut house,
        TimeUpdateStrategy::ManualDuration(Duration::from_secs(7200)),
    );
    assert_eq!(
        (house.screen(), house.app.world().resource::<Countdown>().0),
        (Screen::Intro, None)
    );
    house.wait_secs(17.0);
    assert!(house.app.world().resource::<Countdown>().0.is_some());
    house.wait_secs(20.0);
    assert_eq!(house.screen(), Screen::Attract);
}

#[test]
fn no_sound_device_is_silence() {
    let audio = AudioOptions {
        record: None,
        device: true,
    };
    let mut house = House::with(Launch {
        audio,
        ..Launch::for_tests(house::home())
    })
    .opened();
    play_a_visit(&mut house);
}

#[test]
fn a_sound_device_lost_in_play_is_silence() {
    let audio = AudioOptions {
        record: Some(house::scratch("lost-sound").join("sound.wav")),
        device: false,
    };
    let mut house = House::with(Launch {
        audio,
        ..Launch::for_tests(house::home())
    })
    .opened();
    house.start_play();
    house.do_gesture();
    house.app.world_mut().insert_resource(AudioOutput::Silent);
    assert!(house.app.world().resource::<Stage>().is_ready());
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

/// An event whose days are over, or last for years yet.
fn event(days: &str) -> EventData {
    let text = format!("(name: (fr: \"a\", en: \"a\"), place: (fr: \"a\", en: \"a\"), {days})");
    EventData(config::parse_event("e", text.as_bytes(), &mut Findings::default()))
}

#[test]
fn the_screen_rests_while_the_hall_is_closed_and_a_touch_wakes_it() {
    let over = event("start: \"2020-03-26\", end: \"2020-03-28\"");
    // Whatever the time zone of this machine.
    let now = jiff::Zoned::now().date();
    let (before, after) = (now.yesterday().expect("a day"), now.tomorrow().expect("a day"));
    let open = event(&format!("start: \"{before}\", end: \"{after}\""));
    for (event, rests) in [(over, true), (open, false)] {
        let launch = Launch {
            event,
            ..Launch::for_tests(house::home())
        };
        let mut house = House::furnished(launch, night::plugin).opened();
        let is_dark = |house: &House| house.app.world().resource::<Night>().is_dark();
        house.wait_secs(125.0);
        assert_eq!(is_dark(&house), rests);
        house.tap(Vec2::new(640.0, 360.0));
        house.wait_secs(1.5);
        assert!(!is_dark(&house));
    }
}

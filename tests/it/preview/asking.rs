//! The author asks: keys, places, and a panel that keeps its touches to itself.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyCode, KeyboardInput},
    },
    picking::pointer::{PointerAction, PointerInput},
    prelude::*,
    window::PrimaryWindow,
};
use etabli::{
    kiosk::{display::Display, idle::Countdown},
    language::Language,
    mechanics::Level,
    preview::{area::PANEL_PX, deed::Deed},
    screens::{Control, Place, Screen, hud::Hud},
    stage::Stage,
};

use super::Desk;

impl Desk {
    fn key(&mut self, logical_key: Key) {
        let world = self.house.app.world_mut();
        let window = world
            .query_filtered::<Entity, With<PrimaryWindow>>()
            .single(world)
            .expect("there is a window");
        world.write_message(KeyboardInput {
            key_code: KeyCode::F24,
            logical_key,
            state: ButtonState::Pressed,
            text: None,
            repeat: false,
            window,
        });
        self.house.wait(3);
        self.until("the place", |world| world.resource::<Stage>().is_ready());
        self.house.wait(30);
    }

    fn letter(&mut self, letter: &str) {
        self.key(Key::Character(letter.into()));
    }
}

#[test]
fn keys_lead_from_place_to_place_and_from_level_to_level() {
    let mut desk = Desk::new("preview-keys");
    desk.key(Key::ArrowRight);
    assert_eq!((desk.visit().step, desk.house.screen()), (1, Screen::Play));
    desk.letter("n");
    assert_eq!((desk.visit().step, desk.visit().level), (1, Level::Challenge));
    desk.key(Key::ArrowLeft);
    desk.key(Key::ArrowLeft);
    assert_eq!(
        (desk.house.screen(), desk.visit().level),
        (Screen::Intro, Level::Challenge)
    );
    desk.letter("L");
    assert_eq!(desk.visit().language(), Language::English);
    for (place, screen) in [
        (Place::Finale, Screen::Finale),
        (Place::Debrief, Screen::Debrief),
        (Place::Step(0), Screen::Play),
    ] {
        desk.ask(Deed::Go(place));
        assert_eq!(desk.house.screen(), screen);
    }
}

#[test]
fn the_demonstration_plays_the_step_to_its_end() {
    let mut desk = Desk::new("preview-demonstration");
    desk.letter("d");
    assert!(desk.house.app.world().resource::<Hud>().helped);
    desk.until("the next step", |world| {
        world.resource::<etabli::visitor::Visit>().step == 1
    });
}

#[test]
fn slow_motion_slows_and_named_places_are_written_over_the_diorama() {
    let mut desk = Desk::new("preview-aids");
    let speed = |desk: &Desk| desk.house.app.world().resource::<Time<Virtual>>().relative_speed();
    desk.letter("r");
    assert_eq!(speed(&desk), 0.25);
    desk.letter("r");
    assert_eq!(speed(&desk), 1.0);
    let names = |desk: &mut Desk| {
        let world = desk.house.app.world_mut();
        let mut texts = world.query::<&Text>();
        texts.iter(world).filter(|text| text.starts_with("socket.")).count()
    };
    assert_eq!(names(&mut desk), 0);
    desk.letter("a");
    assert!(names(&mut desk) >= 5, "{}", names(&mut desk));
    desk.letter("a");
    assert_eq!(names(&mut desk), 0);
}

#[test]
fn the_kiosk_has_what_the_panel_leaves_and_turns() {
    let mut desk = Desk::new("preview-turned");
    let sides = |desk: &mut Desk| {
        let display = *desk.house.app.world().resource::<Display>();
        let world = desk.house.app.world_mut();
        let mut windows = world.query::<&Window>();
        let window = windows.single(world).expect("a window").physical_size();
        (window, (display.size * display.px_per_unit).round().as_uvec2())
    };
    let (window, kiosk) = sides(&mut desk);
    assert_eq!(kiosk, UVec2::new(window.x - PANEL_PX, window.y));
    desk.letter("o");
    let (window, kiosk) = sides(&mut desk);
    assert_eq!(kiosk, UVec2::new(window.x - PANEL_PX, window.y));
    assert!(kiosk.y > kiosk.x, "{kiosk}");
}

#[test]
fn a_touch_on_the_panel_is_no_touch_on_the_kiosk() {
    let mut desk = Desk::new("preview-fence");
    let pressed = |desk: &mut Desk, at: Vec2| {
        let finger = desk.house.down(at);
        let inputs = desk.house.app.world().resource::<Messages<PointerInput>>();
        let mut cursor = inputs.get_cursor();
        let presses = cursor
            .read(inputs)
            .filter(|input| matches!(input.action, PointerAction::Press(_)));
        let count = presses.count();
        desk.house.report(finger, bevy::input::touch::TouchPhase::Ended, at);
        desk.house.wait(4);
        count
    };
    assert_eq!(pressed(&mut desk, Vec2::new(1100.0, 300.0)), 0);
    assert_eq!(pressed(&mut desk, Vec2::new(300.0, 300.0)), 1);
    // Controls of the kiosk are all where a finger reaches them.
    for (control, rect) in desk.house.controls() {
        assert!(rect.max.x <= 1280.0 - PANEL_PX as f32, "{control:?} at {rect:?}");
    }
    desk.house.press(&Control::LargeText);
    assert!(desk.visit().preferences.large_text);
}

#[test]
fn whoever_leaves_the_visit_is_where_they_were_in_their_language() {
    let mut desk = Desk::new("preview-home");
    desk.ask(Deed::Go(Place::Step(1)));
    desk.letter("l");
    desk.house.press(&Control::Home);
    desk.house.wait(40);
    desk.house.press(&Control::Leave);
    desk.until("the way back", |world| {
        world.resource::<etabli::visitor::Visit>().kit.is_some() && super::is_on(world, Screen::Play)
    });
    desk.house.wait(30);
    assert_eq!((desk.visit().step, desk.visit().language()), (1, Language::English));
}

#[test]
fn nobody_asks_whether_the_author_is_still_there() {
    let mut desk = Desk::new("preview-idle");
    desk.house.wait_secs(100.0);
    assert_eq!(desk.house.app.world().resource::<Countdown>().0, None);
    assert_eq!(desk.house.screen(), Screen::Play);
}

//! A pass shown to the kiosk's scanner: it begins a visit for whom it says, in their language, and is forgotten.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyCode, KeyboardInput},
    },
    input_focus::{FocusCause, InputFocus},
    prelude::*,
    window::PrimaryWindow,
};
use ed25519_dalek::SigningKey;
use etabli::{
    engagement::row::Audience,
    kiosk::scanner::Gate,
    language::Language,
    screens::{Control, Overlay, Screen},
    tokens::{KeyRole, Pass, PassRefused, PublicKey, PublicKeys},
    visitor::{Visit, Who},
};
use jiff::{ToSpan, civil::Date};

use crate::house::House;

const EVENT: &str = "salon-2026";

fn today() -> Date {
    jiff::Zoned::now().date()
}

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

fn pass(key: &SigningKey, event: &str, last_day: Date) -> String {
    let pass = Pass::new(event, key, last_day, Some(Audience::Parent), Some(Language::English));
    pass.expect("randomness").sign(key)
}

/// Layouts that scanner and system take each other for.
#[derive(Clone, Copy)]
pub enum Layouts {
    /// Both QWERTY.
    Qwerty,
    /// The scanner presses the keys of QWERTY, and the system reads them as AZERTY.
    ReadAsAzerty,
    /// Both AZERTY: places are not those of QWERTY, the letters are right.
    Azerty,
}

fn gated() -> House {
    let mut house = House::new().opened();
    house.app.world_mut().insert_resource(gate(EVENT));
    house
}

/// Where passes of the event's [`key`] are believed.
pub fn gate(event: &str) -> Gate {
    Gate {
        keys: PublicKeys::new(vec![PublicKey {
            role: KeyRole::Event,
            name: event.to_owned(),
            event: event.to_owned(),
            key: key().verifying_key(),
            since: today(),
            replaced: None,
            revoked: None,
        }]),
        event: event.to_owned(),
    }
}

/// The letter on an AZERTY keyboard at the place of this one of QWERTY, without Shift.
fn azerty(letter: char) -> char {
    match letter {
        'A' => 'q',
        'Q' => 'a',
        'Z' => 'w',
        'W' => 'z',
        'M' => ',',
        '0'..='9' => ['à', '&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç'][letter as usize - '0' as usize],
        other => other.to_ascii_lowercase(),
    }
}

/// The place of a letter or digit on QWERTY.
fn place(letter: char) -> KeyCode {
    const LETTERS: [KeyCode; 26] = [
        KeyCode::KeyA,
        KeyCode::KeyB,
        KeyCode::KeyC,
        KeyCode::KeyD,
        KeyCode::KeyE,
        KeyCode::KeyF,
        KeyCode::KeyG,
        KeyCode::KeyH,
        KeyCode::KeyI,
        KeyCode::KeyJ,
        KeyCode::KeyK,
        KeyCode::KeyL,
        KeyCode::KeyM,
        KeyCode::KeyN,
        KeyCode::KeyO,
        KeyCode::KeyP,
        KeyCode::KeyQ,
        KeyCode::KeyR,
        KeyCode::KeyS,
        KeyCode::KeyT,
        KeyCode::KeyU,
        KeyCode::KeyV,
        KeyCode::KeyW,
        KeyCode::KeyX,
        KeyCode::KeyY,
        KeyCode::KeyZ,
    ];
    const DIGITS: [KeyCode; 10] = [
        KeyCode::Digit0,
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    match letter {
        'A'..='Z' => LETTERS[letter as usize - 'A' as usize],
        '0'..='9' => DIGITS[letter as usize - '0' as usize],
        other => panic!("{other} is in no pass"),
    }
}

/// Where AZERTY has the letter.
fn place_on_azerty(letter: char) -> KeyCode {
    match letter {
        'A' => KeyCode::KeyQ,
        'Q' => KeyCode::KeyA,
        'Z' => KeyCode::KeyW,
        'W' => KeyCode::KeyZ,
        'M' => KeyCode::Semicolon,
        other => place(other),
    }
}

/// Types as a scanner does: some keys a frame, Enter in the end.
pub fn scan(house: &mut House, text: &str, layouts: Layouts) {
    for (at, letter) in text.chars().enumerate() {
        let (place, typed) = match layouts {
            Layouts::Qwerty => (place(letter), letter),
            Layouts::ReadAsAzerty => (place(letter), azerty(letter)),
            Layouts::Azerty => (place_on_azerty(letter), letter),
        };
        key_down(house, place, Key::Character(typed.to_string().into()));
        if at % 3 == 2 {
            house.app.update();
        }
    }
    key_down(house, KeyCode::Enter, Key::Enter);
    house.wait(4);
}

fn key_down(house: &mut House, key_code: KeyCode, logical_key: Key) {
    let world = house.app.world_mut();
    let window = world.query_filtered::<Entity, With<PrimaryWindow>>().single(world);
    let window = window.expect("there is a window");
    for state in [ButtonState::Pressed, ButtonState::Released] {
        world.write_message(KeyboardInput {
            key_code,
            logical_key: logical_key.clone(),
            state,
            text: None,
            repeat: false,
            window,
        });
    }
}

fn overlay(house: &House) -> Overlay {
    *house.app.world().resource::<Overlay>()
}

#[test]
fn a_pass_begins_a_visit_whatever_keyboard_the_scanner_thinks_it_is() {
    for layouts in [Layouts::Qwerty, Layouts::ReadAsAzerty, Layouts::Azerty] {
        let mut house = gated();
        scan(&mut house, &pass(&key(), EVENT, today()), layouts);
        house.until_screen(Screen::Intro);
        let visit = house.app.world().resource::<Visit>();
        assert_eq!((visit.who, visit.language()), (Some(Who::Parent), Language::English));
        assert!(visit.kit.is_some() && !visit.asked);
    }
}

#[test]
fn whom_a_pass_is_for_is_still_shown_since_there_one_can_stay_out_of_the_count() {
    let mut house = gated();
    scan(&mut house, &pass(&key(), EVENT, today()), Layouts::Qwerty);
    house.until_screen(Screen::Intro);
    house.wait(40);
    house.press(&Control::Start);
    house.until_screen(Screen::Play);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
    house.press(&Control::NotCounted);
    house.wait(4);
    house.press(&Control::SkipWho);
    house.until_screen(Screen::Debrief);
    let visit = house.app.world().resource::<Visit>();
    assert_eq!((visit.who, visit.not_counted), (Some(Who::Parent), true));
}

#[test]
fn what_is_wrong_with_a_pass_is_said_for_a_while_and_the_kiosk_stays_open() {
    let stranger = SigningKey::from_bytes(&[8; 32]);
    let yesterday = today().saturating_sub(5.days());
    let damaged = {
        let text = pass(&key(), EVENT, today());
        format!("{}{}", &text[..60], &text[63..])
    };
    for (text, why) in [
        (damaged, PassRefused::Damaged),
        (pass(&stranger, EVENT, today()), PassRefused::Unknown),
        (pass(&key(), "un-autre", today()), PassRefused::Foreign),
        (pass(&key(), EVENT, yesterday), PassRefused::Expired),
    ] {
        let mut house = gated();
        scan(&mut house, &text, Layouts::Qwerty);
        assert_eq!((house.screen(), overlay(&house)), (Screen::Attract, Overlay::Pass(why)));
        house.wait_secs(4.0);
        assert_eq!(overlay(&house), Overlay::Pass(why));
        house.wait_secs(6.0);
        assert_eq!((house.screen(), overlay(&house)), (Screen::Attract, Overlay::None));
        // A right one goes on from there at once.
        scan(&mut house, &text, Layouts::Qwerty);
        scan(&mut house, &pass(&key(), EVENT, today()), Layouts::Qwerty);
        house.until_screen(Screen::Intro);
        assert_eq!(overlay(&house), Overlay::None);
    }
}

#[test]
fn keys_press_no_buttons_and_typing_is_no_pass() {
    let mut house = gated();
    house.start_play();
    let button = {
        let world = house.app.world_mut();
        let mut controls = world.query::<(Entity, &Control)>();
        let home = controls.iter(world).find(|(_, control)| **control == Control::Home);
        home.expect("there is a way home").0
    };
    house
        .app
        .world_mut()
        .resource_mut::<InputFocus>()
        .set(button, FocusCause::Pressed);
    for letter in "ETABLI1".chars() {
        key_down(&mut house, place(letter), Key::Character(letter.to_string().into()));
        house.wait_secs(0.2);
    }
    key_down(&mut house, KeyCode::Enter, Key::Enter);
    key_down(&mut house, KeyCode::Space, Key::Space);
    house.wait(10);
    assert_eq!((house.screen(), overlay(&house)), (Screen::Play, Overlay::None));
}

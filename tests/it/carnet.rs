//! What a visitor takes along: the code on the carnet, made of the visit and gone with it.

use ed25519_dalek::SigningKey;
use etabli::{
    carnet::{self, Mark},
    engagement::row::{Level, Liked},
    kiosk::carnet::{Code, Stamp},
    kit::Library,
    screens::{Control, Screen},
    tokens::{KeyRole, PublicKey, PublicKeys, VisitToken},
    visitor::{Liking, Visit, Who},
};

use crate::house::House;

pub const EVENT: &str = "salon-2026";
const PORTAL: &str = "http://192.168.1.20:8080";

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

pub fn keys() -> PublicKeys {
    PublicKeys::new(vec![PublicKey {
        role: KeyRole::Kiosk,
        name: "borne-3".to_owned(),
        event: EVENT.to_owned(),
        key: key().verifying_key(),
        since: jiff::Zoned::now().date(),
        replaced: None,
        revoked: None,
    }])
}

fn stamped() -> House {
    let mut house = House::new().opened();
    house.app.world_mut().insert_resource(stamp());
    house
}

pub fn stamp() -> Stamp {
    Stamp {
        portal: PORTAL.to_owned(),
        event: EVENT.to_owned(),
        key: key(),
    }
}

/// Plays a kit and goes on to the carnet.
fn to_the_carnet(house: &mut House) {
    house.start_play();
    play_to_the_carnet(house);
}

/// From the first step to the carnet.
pub fn play_to_the_carnet(house: &mut House) {
    house.play_through();
    if house.screen() == Screen::Who {
        house.press(&Control::Who(Who::Lycee));
    }
    house.until_screen(Screen::Debrief);
    for _ in 0..3 {
        house.press(&Control::Next);
        house.wait(40);
    }
    house.press(&Control::Face(Liking::Yes));
    house.wait(40);
    house.press(&Control::Next);
    house.until_screen(Screen::Carnet);
    house.wait(40);
}

/// Token and carnet of the link on the glass.
pub fn link(house: &House) -> (String, String) {
    let link = house.app.world().resource::<Code>().link().expect("there is a code");
    let fragment = link.strip_prefix(PORTAL).and_then(|rest| rest.strip_prefix("/c#1."));
    let (token, carnet) = fragment.and_then(|rest| rest.split_once('.')).expect("the link's form");
    (token.to_owned(), carnet.to_owned())
}

/// Of the kit's métier, on the printed card.
fn number(house: &House) -> u16 {
    let library = house.app.world().resource::<Library>();
    let kit = library.playable().next().expect("there is a kit");
    kit.metier().number
}

#[test]
fn the_code_tells_what_was_tried_and_is_signed_by_the_kiosk() {
    let mut house = stamped();
    to_the_carnet(&mut house);
    let (token, text) = link(&house);
    let token = keys().verify_visit(&token, jiff::Zoned::now().date()).expect("genuine");
    let told = carnet::decode(&text).expect("a carnet");
    assert_eq!(told.tried().len(), 1);
    let tried = told.tried()[0];
    assert_eq!((tried.number, tried.finished), (number(&house), true));
    assert_eq!((tried.level, tried.liked), (Level::Discovery, Some(Liked::Yes)));
    // A demonstration is perfect, and the kit has four criteria.
    assert_eq!(tried.marks, [Some(Mark::VeryGood); 4]);
    // Looked at again it is the same visit; the next visitor's is another.
    house.press(&Control::NoPhone);
    house.wait(40);
    house.press(&Control::WithPhone);
    house.wait(40);
    house.press(&Control::Back);
    house.until_screen(Screen::Debrief);
    house.wait(40);
    house.press(&Control::Next);
    house.until_screen(Screen::Carnet);
    house.wait(40);
    assert_eq!(VisitToken::parse(&link(&house).0), Ok(token));
    house.press(&Control::Scanned);
    house.until_screen(Screen::Attract);
    house.wait(40);
    assert_eq!(*house.app.world().resource::<Visit>(), Visit::default());
    assert_eq!(house.app.world().resource::<Code>().link(), None);
    to_the_carnet(&mut house);
    let next = VisitToken::parse(&link(&house).0).expect("a token");
    assert_ne!(next.nonce, token.nonce);
}

#[test]
fn without_a_key_there_is_the_number_to_tick() {
    let mut house = House::new().opened();
    to_the_carnet(&mut house);
    assert!(house.app.world().resource::<Code>().picture().is_none());
    let texts = house.words();
    let number = number(&house).to_string();
    assert!(texts.contains(&number), "{texts:?}");
    let controls: Vec<Control> = house.controls().into_iter().map(|(control, _)| control).collect();
    assert!(!controls.contains(&Control::WithPhone) && controls.contains(&Control::End));
}

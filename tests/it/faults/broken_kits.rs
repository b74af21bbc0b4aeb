//! Kits that are broken, missing, many, or that break after they were checked.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bevy::prelude::*;
use etabli::{
    finding::Severity,
    kit::Library,
    screens::{Control, Screen},
    stage::Stage,
    visitor::{EventLog, Visit, Who},
};

use crate::house::{self, House};

const MODEL: &str = "models/atelier.glb";
const COVER: &str = "images/cover.png";
const MYSTERY: &str = "images/mystere.png";

/// A folder with the shipped kit `soudure` and a place for others.
pub fn kits(name: &str) -> PathBuf {
    let kits = house::scratch(name);
    house::copy(&house::home().join("kits/soudure"), &kits.join("soudure"));
    kits
}

/// A clone of the good kit with one of its files changed.
fn damaged(kits: &Path, id: &str, file: &str, damage: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    house::clone_kit(&kits.join("soudure"), kits, id);
    damage_file(&kits.join(id).join(file), damage);
}

/// The file is another one afterwards: files that are linked to it stay whole.
fn damage_file(file: &Path, damage: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let bytes = fs::read(file).expect("the file can be read");
    fs::remove_file(file).expect("the file can be removed");
    fs::write(file, damage(bytes)).expect("the file can be written");
}

fn noise(length: usize) -> Vec<u8> {
    let next = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some((*state >> 24) as u8)
    };
    std::iter::repeat_with({
        let mut state = 7;
        move || next(&mut state).unwrap_or_default()
    })
    .take(length)
    .collect()
}

fn changed(bytes: Vec<u8>, old: &str, new: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes).expect("the kit is UTF-8");
    assert!(text.contains(old), "the kit has no {old:?}");
    text.replacen(old, new, 1).into_bytes()
}

fn playable(house: &House) -> Vec<String> {
    house
        .app
        .world()
        .resource::<Library>()
        .playable()
        .map(|kit| kit.id().to_owned())
        .collect()
}

pub fn errors_of(house: &House, id: &str) -> Vec<&'static str> {
    let findings = house.app.world().resource::<Library>().findings();
    let own = findings.iter().filter(|finding| {
        finding.severity == Severity::Error
            && (finding.file == format!("kits/{id}") || finding.file.starts_with(&format!("kits/{id}/")))
    });
    own.map(|finding| finding.code).collect()
}

/// From attract to attract.
pub fn play_a_visit(house: &mut House) {
    let visits = house.app.world().resource::<EventLog>().visits();
    house.start_play();
    house.play_through();
    house.press(&Control::Who(Who::Lycee));
    house.until_screen(Screen::Debrief);
    house.wait(40);
    house.press(&Control::Home);
    house.until_screen(Screen::Attract);
    assert_eq!(house.app.world().resource::<EventLog>().visits(), visits + 1);
    assert_eq!(*house.app.world().resource::<Visit>(), Visit::default());
}

#[test]
fn broken_kits_are_left_out_with_their_finding_and_the_good_one_plays() {
    let kits = kits("broken-kits");
    let parens = |bytes: Vec<u8>| changed(bytes, "format: 1,", &format!("format: {}1,", "(".repeat(20_000)));
    damaged(&kits, "syntaxe", "kit.ron", |bytes| {
        changed(bytes, "format: 1,", "format 1,")
    });
    damaged(&kits, "mecanique", "kit.ron", |bytes| {
        changed(bytes, "Assemble(", "Assembler(")
    });
    damaged(&kits, "nan", "kit.ron", |bytes| {
        changed(bytes, "snap_mm: 420", "snap_mm: NaN")
    });
    damaged(&kits, "negatif", "kit.ron", |bytes| {
        changed(bytes, "snap_mm: 420", "snap_mm: -420")
    });
    damaged(&kits, "immense", "kit.ron", |bytes| {
        changed(bytes, "snap_mm: 420", "snap_mm: 1e300")
    });
    damaged(&kits, "latin", "kit.ron", |bytes| {
        String::from_utf8(bytes)
            .expect("UTF-8")
            .chars()
            .map(|letter| u8::try_from(letter).unwrap_or(b'?'))
            .collect()
    });
    damaged(&kits, "parens", "kit.ron", parens);
    damaged(&kits, "vide", "kit.ron", |_| Vec::new());
    damaged(&kits, "glb_vide", MODEL, |_| Vec::new());
    damaged(&kits, "glb_coupe", MODEL, |bytes| bytes[..bytes.len() / 3].to_vec());
    damaged(&kits, "glb_bruit", MODEL, |bytes| noise(bytes.len()));
    damaged(&kits, "png_vide", COVER, |_| Vec::new());
    damaged(&kits, "png_coupe", MYSTERY, |bytes| bytes[..bytes.len() / 2].to_vec());
    damaged(&kits, "png_bruit", COVER, |bytes| noise(bytes.len()));
    for (id, file) in [("glb_absent", MODEL), ("png_absent", COVER), ("ron_absent", "kit.ron")] {
        house::clone_kit(&kits.join("soudure"), &kits, id);
        fs::remove_file(kits.join(id).join(file)).expect("the file can be removed");
    }
    let broken: Vec<String> = fs::read_dir(&kits)
        .expect("the kits are there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|id| id != "soudure")
        .collect();
    assert_eq!(broken.len(), 17);
    let mut house = House::with_kits(kits).opened();
    assert_eq!(playable(&house), ["soudure"]);
    let silent: Vec<&String> = broken.iter().filter(|id| errors_of(&house, id).is_empty()).collect();
    assert!(silent.is_empty(), "left out without a word: {silent:?}");
    play_a_visit(&mut house);
}

/// At start-up pictures are not decoded to the end: a kit that gets through must be played all the same.
#[test]
fn a_picture_spoiled_inside_stops_nobody() {
    let kits = kits("spoiled-picture");
    for picture in [COVER, MYSTERY] {
        damage_file(&kits.join("soudure").join(picture), |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle..middle + 5000].fill(0x55);
            bytes
        });
    }
    let mut house = House::with_kits(kits).opened();
    assert_eq!(playable(&house), ["soudure"]);
    play_a_visit(&mut house);
}

#[test]
fn without_kits_the_kiosk_is_calmly_out_of_order() {
    let empty = house::scratch("no-kits");
    let missing = empty.join("not there");
    for folder in [empty, missing] {
        let mut house = House::with_kits(folder);
        house.until_screen(Screen::OutOfOrder);
        // Whatever visitors do.
        house.tap(Vec2::new(640.0, 360.0));
        house.press(&Control::Language);
        house.press(&Control::LargeText);
        house.wait_secs(50.0);
        assert_eq!(house.screen(), Screen::OutOfOrder);
        assert_eq!(
            *house.app.world().resource::<Visit>(),
            Visit::default(),
            "preferences are put back"
        );
    }
}

/// Damages what the kiosk does not look at when it opens: the picture inside the model.
fn break_atlas(kit: &Path) {
    damage_file(&kit.join(MODEL), |mut bytes| {
        let at = bytes
            .windows(4)
            .position(|four| four == b"\x89PNG")
            .expect("there is a picture inside");
        bytes[at..at + 400].fill(0);
        bytes
    });
}

#[test]
fn the_only_kit_whose_diorama_does_not_load_leaves_the_kiosk_out_of_order() {
    let kits = kits("broken-atlas");
    break_atlas(&kits.join("soudure"));
    let mut house = House::with_kits(kits);
    house.until_screen(Screen::OutOfOrder);
    assert_eq!(errors_of(&house, "soudure"), ["K590"]);
    house.wait_secs(5.0);
    assert_eq!(house.screen(), Screen::OutOfOrder);
}

#[test]
fn attract_goes_on_to_the_next_kit_when_one_does_not_load() {
    let kits = kits("broken-first");
    house::clone_kit(&kits.join("soudure"), &kits, "aaa");
    break_atlas(&kits.join("aaa"));
    let mut house = House::with_kits(kits).opened();
    // Attract takes the kits in turn, beginning with the one that was read first.
    for _ in 0..2 {
        house.until("a diorama", |world| world.resource::<Stage>().is_ready());
        house.wait(30);
        play_a_visit(&mut house);
    }
    house.until("the good kit", |world| world.resource::<Stage>().is_ready());
    assert_eq!(
        (playable(&house), house.screen()),
        (vec!["soudure".to_owned()], Screen::Attract)
    );
    assert_eq!(errors_of(&house, "aaa"), ["K590"]);
}

#[test]
fn a_kit_that_breaks_after_it_was_checked_leads_its_visitor_back() {
    let kits = kits("broken-later");
    house::clone_kit(&kits.join("soudure"), &kits, "zzz");
    let mut house = House::with_kits(kits.clone()).opened();
    assert_eq!(playable(&house), ["soudure", "zzz"]);
    damage_file(&kits.join("zzz").join(MODEL), |_| b"gone".to_vec());
    house.tap(Vec2::new(640.0, 360.0));
    house.until_screen(Screen::Intro);
    house.wait(40);
    house.press(&Control::OtherMetiers);
    house.until_screen(Screen::Catalogue);
    house.wait(40);
    house.press(&Control::Card("zzz".to_owned()));
    house.until("the kit left out", |world| {
        world.resource::<Library>().kit("zzz").is_none()
    });
    house.until_screen(Screen::Attract);
    assert_eq!(errors_of(&house, "zzz"), ["K590"]);
    house.until("the good kit", |world| world.resource::<Stage>().is_ready());
    house.wait(30);
    play_a_visit(&mut house);
}

/// Updates until attract plays, and how many kits were read by then.
fn opening(kits: PathBuf) -> (usize, usize) {
    let mut house = House::with_kits(kits);
    house.wait(1);
    assert!(
        house.app.world().resource::<Library>().load_times().is_empty(),
        "the start only lists"
    );
    for frame in 1.. {
        if house.app.world().resource::<Stage>().is_ready() {
            let read = house.app.world().resource::<Library>().load_times().len();
            assert_eq!(house.screen(), Screen::Attract);
            // A visitor who comes now can play.
            house.wait(30);
            house.start_play();
            return (frame, read);
        }
        assert!(frame < 20_000, "attract never came");
        house.app.update();
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    unreachable!("the loop ends by returning")
}

#[test]
fn five_hundred_kits_open_as_soon_as_five() {
    let clones = |count: usize| {
        let kits = kits(&format!("{count}-kits"));
        for number in 1..count {
            house::clone_kit(&kits.join("soudure"), &kits, &format!("soudure_{number:03}"));
        }
        kits
    };
    let (few_kits, many_kits) = (clones(5), clones(500));
    let (few, _) = opening(few_kits);
    let (many, read) = opening(many_kits.clone());
    assert!(read < 50, "{read} of 500 kits were read before attract");
    assert!(many < few * 4 + 100, "{many} frames with 500 kits, {few} with 5");
    fs::remove_dir_all(many_kits).expect("a thousand folders are cleaned up");
}

//! Whatever the bytes of a kit or a setting: no panic, and always something said of what is wrong.

use std::{fs, path::Path};

use etabli::{
    config,
    finding::{Findings, render_text},
    kit::{self, Depth, store::State},
    language::Language,
};
use rand::{RngExt as _, SeedableRng as _, rngs::ChaCha8Rng};

use crate::{bad_kits, house};

/// What a hand, a bad disk or another program does to a file.
fn spoil(whole: &[u8], chance: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..chance.random_range(1..4) {
        if bytes.is_empty() {
            break;
        }
        let at = chance.random_range(0..bytes.len());
        let end = (at + chance.random_range(1..60)).min(bytes.len());
        match chance.random_range(0..6) {
            0 => bytes[at] = chance.random(),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..end)),
            // Once more what is there already: two fields, two commas, two brackets.
            3 => drop(bytes.splice(at..at, whole[at.min(whole.len() - 1)..end.min(whole.len())].to_vec())),
            4 => drop(bytes.splice(at..at, PIECES[chance.random_range(0..PIECES.len())].bytes())),
            _ => {
                let from = chance.random_range(0..whole.len());
                let piece = whole[from..(from + end - at).min(whole.len())].to_vec();
                drop(bytes.splice(at..end, piece));
            }
        }
    }
    bytes
}

/// What means something where kits are written.
const PIECES: [&str; 16] = [
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "/*", "\\u{0}", "1e400", "-", "Some(", "NaN", "r#\"",
];

/// What is said of a file is said in both languages, and only if something is wrong.
fn told(findings: Findings) {
    let found = findings.sorted();
    for language in [Language::French, Language::English] {
        assert_eq!(render_text(&found, language).is_empty(), found.is_empty());
    }
}

#[test]
fn the_text_of_a_kit() {
    let folder = house::home().join("kits/soudure");
    let whole = fs::read(folder.join("kit.ron")).expect("the kit");
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let scratch = house::scratch("fuzz-text");
    house::copy(&folder, &scratch.join("soudure"));
    house::endure("the text of a kit", 60, |run| {
        let bytes = spoil(&whole, &mut chance);
        if let Err(findings) = kit::parse("kit.ron", &bytes) {
            assert!(!findings.is_empty(), "run {run}");
            told(findings);
            return;
        }
        fs::write(scratch.join("soudure/kit.ron"), &bytes).expect("a file");
        let (kit, findings) = kit::kit_from_folder(&scratch.join("soudure"), Depth::Quick);
        assert!(kit.is_some() || findings.has_errors(), "run {run}");
        told(findings);
    });
}

#[test]
fn the_files_of_a_kit() {
    let scratch = house::scratch("fuzz-files");
    let folder = scratch.join("base");
    bad_kits::write_search(&folder);
    let kit = |folder: &Path| kit::kit_from_folder(folder, Depth::Full);
    let (sound, _) = kit(&folder);
    let files = sound.expect("a sound kit").files();
    let mut chance = ChaCha8Rng::seed_from_u64(2);
    house::endure("the files of a kit", 60, |run| {
        let path = folder.join(&files[chance.random_range(0..files.len())]);
        let whole = fs::read(&path).expect("a file");
        fs::write(&path, spoil(&whole, &mut chance)).expect("a file");
        let (played, findings) = kit(&folder);
        assert!(played.is_some() || findings.has_errors(), "run {run}");
        told(findings);
        fs::write(&path, whole).expect("a file");
    });
}

#[test]
fn the_settings_of_a_kiosk() {
    let home = house::home();
    let mut chance = ChaCha8Rng::seed_from_u64(3);
    let whole =
        ["config/kiosk.ron", "config/events/exemple.ron"].map(|file| fs::read(home.join(file)).expect("a file"));
    let scratch = house::scratch("fuzz-settings");
    let list = scratch.join("installed.ron");
    let state = "(kits: {\"a\": (live: None, previous: None, waiting: None, asked: Some(Remove))}, under_way: None)";
    house::endure("the settings of a kiosk", 200, |_| {
        let [kiosk, event] = [0, 1].map(|which: usize| spoil(&whole[which], &mut chance));
        let mut findings = Findings::default();
        let settings = config::parse_kiosk("kiosk.ron", &kiosk, &mut findings);
        assert!((7.0..=120.0).contains(&settings.screen_diagonal_inches) && (0.0..=1.0).contains(&settings.volume));
        config::parse_event("event.ron", &event, &mut findings);
        config::parse_trust("trust.ron", &event, &mut findings);
        told(findings);
        fs::write(&list, spoil(state.as_bytes(), &mut chance)).expect("a file");
        if let Err(findings) = State::read(&list) {
            told(findings);
        }
    });
}

//! Every screen on every kiosk, in both languages and both text sizes: nothing cut, nothing overlapping, every target
//! large enough for a finger.

mod scenes;

use bevy::prelude::*;
use etabli::{config::KioskConfig, kiosk::ruler::Ruler, language::Language, launch::Launch, visitor::Preferences};

use crate::house::{self, House};

/// A catalogue of so many kits has more than one page everywhere.
const KITS: usize = 9;

/// All that is wrong on a window of this size, its lower edge so high above the floor, each with its screen.
fn defects(width: u32, height: u32, diagonal: f32, mounted_mm: u32) -> Vec<String> {
    let kits = house::scratch(&format!("layout-{width}x{height}-{diagonal}-{mounted_mm}"));
    let shipped = house::home().join("kits");
    for entry in std::fs::read_dir(&shipped)
        .expect("the kits are shipped")
        .filter_map(Result::ok)
    {
        house::copy(&entry.path(), &kits.join(entry.file_name()));
    }
    for number in 2..=KITS {
        house::clone_kit(&kits.join("soudure"), &kits, &format!("soudure_{number}"));
    }
    let nothing = kits.join("nothing");
    std::fs::create_dir(&nothing).expect("a folder can be made");
    let config = KioskConfig {
        screen_diagonal_inches: diagonal,
        mounting_height_mm: mounted_mm,
        ..KioskConfig::default()
    };
    let launch = Launch {
        size: Some(UVec2::new(width, height)),
        config,
        ..Launch::for_tests(house::home())
    };
    // A folder without a kit is left out with a finding and changes no screen but the one that tells of it.
    let mut empty = House::with(Launch {
        kits: Some(nothing.clone()),
        ..launch.clone()
    });
    let mut whole = House::with(Launch {
        kits: Some(kits.clone()),
        ..launch
    })
    .opened();
    let mut defects = Vec::new();
    for language in Language::ALL {
        for large_text in [false, true] {
            let preferences = Preferences {
                language,
                large_text,
                muted: false,
            };
            let size = if large_text { "large" } else { "normal" };
            let mut tell = |scene: &str, house: &mut House| {
                let found = house.app.world_mut().run_system_cached(|ruler: Ruler| ruler.defects());
                let found = found.expect("the glass can be measured");
                let place = format!("{scene} {width}×{height} {diagonal}″ {} {size}", language.code());
                defects.extend(found.into_iter().map(|defect| format!("{place}: {}", defect.en)));
            };
            scenes::out_of_order(&mut empty, preferences);
            tell("out_of_order", &mut empty);
            scenes::all(&mut whole, preferences, &mut tell);
        }
    }
    // What cannot be removed is the system's to clean.
    let _ = std::fs::remove_dir_all(&kits);
    defects
}

fn assert_sound(width: u32, height: u32, diagonal: f32) {
    assert_sound_at(width, height, diagonal, KioskConfig::default().mounting_height_mm);
}

fn assert_sound_at(width: u32, height: u32, diagonal: f32, mounted_mm: u32) {
    let defects = defects(width, height, diagonal, mounted_mm);
    assert!(defects.is_empty(), "{} defects\n{}", defects.len(), defects.join("\n"));
}

#[test]
fn everything_fits_a_small_screen() {
    assert_sound(1280, 720, 32.0);
}

#[test]
fn everything_fits_a_small_screen_turned() {
    assert_sound(720, 1280, 32.0);
}

#[test]
fn everything_fits_what_hands_reach_of_a_low_screen() {
    assert_sound_at(1280, 720, 32.0, 700);
}

#[test]
fn everything_fits_what_hands_reach_of_a_large_low_screen_turned() {
    assert_sound_at(720, 1280, 55.0, 300);
}

#[test]
fn everything_fits_a_full_hd_screen() {
    if house::is_long() {
        assert_sound(1920, 1080, 32.0);
    }
}

#[test]
fn everything_fits_a_full_hd_screen_turned() {
    if house::is_long() {
        assert_sound(1080, 1920, 32.0);
    }
}

#[test]
fn everything_fits_a_large_screen() {
    if house::is_long() {
        assert_sound(3840, 2160, 55.0);
    }
}

//! What is heard around a kit: the place that its author names, or the workshop.

use std::{fs, path::Path};

use bevy::prelude::*;
use etabli::{
    audio::{Cue, SetAmbience},
    launch::Launch,
};

use crate::{
    bad_kits,
    house::{self, House},
};

#[derive(Resource, Default)]
struct Heard(Vec<Cue>);

fn listen(mut said: MessageReader<SetAmbience>, mut heard: ResMut<Heard>) {
    heard.0.extend(said.read().filter_map(|said| said.cue.clone()));
}

/// A house whose one kit brings these bytes as its place.
fn place(name: &str, sound: &[u8]) -> House {
    let kits = house::scratch(name);
    let kit = kits.join("base");
    bad_kits::write_trace(&kit);
    fs::create_dir_all(kit.join("sounds")).expect("a folder");
    fs::write(kit.join("sounds/lieu.ogg"), sound).expect("a sound");
    let file = kit.join("kit.ron");
    let text = fs::read_to_string(&file).expect("a kit");
    let text = text.replacen(
        "    steps: [",
        "    ambience: Sound(\"sounds/lieu.ogg\"),\n    steps: [",
        1,
    );
    let credit = "    credits: [\n        (file: \"sounds/lieu.ogg\", author: \"Essai\", licence: \"CC0\", source: \"un essai\"),";
    fs::write(&file, text.replacen("    credits: [", credit, 1)).expect("a kit");
    let launch = Launch {
        kits: Some(kits),
        ..Launch::for_tests(house::home())
    };
    House::furnished(launch, |app| {
        app.init_resource::<Heard>().add_systems(Last, listen);
    })
    .opened()
}

fn heard(house: &House) -> &[Cue] {
    &house.app.world().resource::<Heard>().0
}

#[test]
fn a_kit_sounds_like_the_place_its_author_brought() {
    let sound = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sounds/etape.ogg")).expect("a sound");
    let mut house = place("a_place", &sound);
    let is_own = |cue: &Cue| matches!(cue, Cue::Kit(samples) if samples.secs() > 0.1);
    house.until("the kit's own sound", |world| {
        world.resource::<Heard>().0.iter().any(is_own)
    });
    assert_eq!(heard(&house).first(), Some(&Cue::AmbianceAtelier), "until it is there");
}

#[test]
fn a_sound_that_cannot_be_played_leaves_the_workshop() {
    // Begins like a sound: the quick look of a kiosk that starts lets it through.
    let mut house = place("no_place", b"OggS and nothing more");
    house.start_play();
    house.wait(120);
    assert!(heard(&house).iter().all(|cue| *cue == Cue::AmbianceAtelier));
}

//! Kits change on a kiosk that runs: while it calls, and at no other time.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use bevy::prelude::*;
use etabli::{
    kit::{
        Library,
        store::{self, Ask, RealDisk, Store},
    },
    screens::{Control, Screen},
    stage::Stage,
};

use super::{SEED, base_kit, key, open, packed, publisher};
use crate::house::{self, House};

/// Longer than the kiosk waits between two looks at the list.
const LOOKS: Duration = Duration::from_millis(2600);

fn receive_and_prove(scratch: &Path, kits: &Path, version: &str) {
    let bytes = packed(&base_kit(scratch, version), Some(&key()));
    let mut store = Store::open(kits, &RealDisk).expect("the store");
    store
        .receive(&mut open(&bytes).expect("whole"), &publisher(SEED, "a"), "a.kit")
        .expect("received");
    let content = store.candidates()[0].record.content;
    store.prove("base", content).expect("proven");
}

fn version(world: &World) -> Option<String> {
    Some(world.resource::<Library>().kit("base")?.version().to_owned())
}

/// Lets real time pass, in which the kiosk looks at its list.
fn watch(house: &mut House, time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        house.wait(1);
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_kiosk_that_runs_takes_in_what_is_proven_only_while_it_calls() {
    let scratch = house::scratch("kiosk-restock");
    let kits = scratch.join("kits");
    receive_and_prove(&scratch, &kits, "1.0.0");
    let mut house = House::with_kits(kits.clone()).opened();
    assert_eq!(version(house.app.world()).as_deref(), Some("1.0.0"));
    assert!(store::is_played(&kits));

    house.tap(Vec2::new(640.0, 360.0));
    house.until_screen(Screen::Intro);
    receive_and_prove(&scratch, &kits, "2.0.0");
    watch(&mut house, LOOKS);
    assert_eq!(house.screen(), Screen::Intro);
    assert_eq!(
        version(house.app.world()).as_deref(),
        Some("1.0.0"),
        "somebody is there"
    );
    house.press(&Control::Home);
    house.until_screen(Screen::Attract);
    let start = Instant::now();
    while version(house.app.world()).as_deref() != Some("2.0.0") {
        watch(&mut house, Duration::from_millis(50));
        assert!(start.elapsed() < Duration::from_secs(60), "never taken in");
    }
    house.until("the new diorama", |world| world.resource::<Stage>().is_ready());
    assert_eq!(house.screen(), Screen::Attract);

    let ask = |ask| Store::open(&kits, &RealDisk).and_then(|mut store| store.ask("base", ask));
    ask(Ask::Rollback).expect("asked");
    house.until("the version before", |world| version(world).as_deref() == Some("1.0.0"));
    ask(Ask::Remove).expect("asked");
    house.until("nothing to play", |world| {
        world.resource::<Library>().playable().count() == 0
    });
    assert!(!kits.join("base").exists());
    drop(house);
    assert!(!store::is_played(&kits));
}

//! A system of the app returns an error. Errors are counted for the whole process: these houses stand alone.

use bevy::{ecs::system::RunSystemOnce, prelude::*};
use etabli::{
    kiosk::faults::SystemFailed,
    screens::{Control, Overlay, Screen},
    visitor::{EventLog, Visit},
};

use super::broken_kits::play_a_visit;
use crate::house::House;

/// Fails in the next frames.
#[derive(Resource, Default)]
struct Fuse {
    frames: usize,
    ended: usize,
}

fn fail(mut fuse: ResMut<Fuse>) -> Result {
    if fuse.frames > 0 {
        fuse.frames -= 1;
        return Err(format!("provoked, {} frames to go", fuse.frames).into());
    }
    Ok(())
}

/// A house that fails when it is told to.
fn fused() -> House {
    let mut house = House::alone();
    house.app.init_resource::<Fuse>().add_systems(Update, fail).add_systems(
        Last,
        |mut failed: MessageReader<SystemFailed>, mut fuse: ResMut<Fuse>| {
            fuse.ended += failed.read().count();
        },
    );
    house.opened()
}

fn burn(house: &mut House, frames: usize) {
    house.app.world_mut().resource_mut::<Fuse>().frames = frames;
}

fn ended(house: &House) -> usize {
    house.app.world().resource::<Fuse>().ended
}

fn visits(house: &House) -> u32 {
    house.app.world().resource::<EventLog>().visits()
}

#[test]
fn a_system_that_fails_ends_the_visit_and_the_next_one_plays() {
    let mut house = fused();
    house.start_play();
    house.press(&Control::LargeText);
    house.do_gesture();
    let path = house.gesture().expect("there is something to do");
    house.down(path[0]);
    burn(&mut house, 1);
    house.until_screen(Screen::Attract);
    assert_eq!((ended(&house), visits(&house)), (1, 1));
    assert_eq!(*house.app.world().resource::<Visit>(), Visit::default());
    house.wait(60);
    play_a_visit(&mut house);
}

#[test]
fn a_system_that_fails_under_an_overlay_leaves_none_behind() {
    let mut house = fused();
    house.start_play();
    house.press(&Control::Home);
    assert_eq!(*house.app.world().resource::<Overlay>(), Overlay::LeaveForHome);
    burn(&mut house, 1);
    house.until_screen(Screen::Attract);
    assert_eq!(*house.app.world().resource::<Overlay>(), Overlay::None);
    house.wait(60);
    play_a_visit(&mut house);
}

#[test]
fn a_system_that_fails_in_every_frame_ends_one_visit_and_is_lived_with() {
    let mut house = fused();
    house.start_play();
    burn(&mut house, usize::MAX);
    house.until_screen(Screen::Attract);
    house.wait_secs(10.0);
    assert_eq!((ended(&house), visits(&house), house.screen()), (1, 1, Screen::Attract));
    // It still fails, and visitors play.
    play_a_visit(&mut house);
    assert_eq!(ended(&house), 1);
    // Once it has recovered for a while, a new error is a new one.
    burn(&mut house, 0);
    house.wait_secs(61.0);
    house.start_play();
    burn(&mut house, 1);
    house.until_screen(Screen::Attract);
    assert_eq!(ended(&house), 2);
}

#[test]
fn errors_of_commands_and_observers_are_survived_too() {
    #[derive(Event)]
    struct Provoked;
    let mut house = fused();
    house
        .app
        .add_observer(|_: On<Provoked>| -> Result { Err("an observer failed".into()) });
    house.start_play();
    house.app.world_mut().trigger(Provoked);
    house.until_screen(Screen::Attract);
    house.wait(60);
    house.start_play();
    let nobody = house.app.world_mut().spawn_empty().id();
    house.app.world_mut().despawn(nobody);
    house
        .app
        .world_mut()
        .run_system_once(move |mut commands: Commands| {
            commands.entity(nobody).insert(Name::new("too late"));
        })
        .expect("the system runs; its command fails");
    house.until_screen(Screen::Attract);
    assert_eq!(ended(&house), 2);
    house.wait(60);
    play_a_visit(&mut house);
}

//! A weld through the real input path: the smallest kit with a seam, played by ghost and fingers.

use bevy::{input::touch::TouchPhase, mesh::VertexAttributeValues, prelude::*};
use etabli::{
    audio::{Drive, SetVoice},
    kiosk::display::Display,
    language::{Address, Language, Texts},
    mechanics::{
        play::NextGesture,
        trace::{
            flaws,
            measure::Fault,
            play::{Welding, Welds},
        },
    },
    screens::{Control, Screen},
    stage::{Showing, Stage, material::Molten, touch::Touchable},
    visitor::{Visit, Who},
};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use crate::{
    bad_kits,
    house::{self, House},
};

/// A house whose one kit is a seam of 180 mm with a dial beside it.
fn workshop(name: &str) -> House {
    let kits = house::scratch(name);
    bad_kits::write_trace(&kits.join("base"));
    House::with_kits(kits).opened()
}

fn welding(house: &House) -> &Welding {
    house.app.world().resource::<Welding>()
}

fn arc_burns(house: &House) -> bool {
    welding(house).state.torch().is_some()
}

/// Turns the dial as the demonstration does; what is left is the seam.
fn set_dial(house: &mut House) -> Vec<Vec2> {
    // The eye has come to rest.
    house.wait_secs(2.0);
    assert!(house.do_gesture());
    house.wait(10);
    house.gesture().expect("the seam is open")
}

#[test]
fn the_demonstration_welds_the_seam_and_leaves_a_bead() {
    let mut house = workshop("weld");
    house.start_play();
    let path = set_dial(&mut house);
    assert_eq!(welding(&house).state.dial(0), 90.0);
    let finger = house.down(path[0]);
    house.slide(finger, &path[..path.len() / 2]);
    assert!(arc_burns(&house));
    let drive = heard(&house).expect("the arc is heard");
    assert!(
        drive.intensity > 0.3 && drive.brightness > 0.1 && drive.crackle < 0.5,
        "{drive:?}"
    );
    assert!(highest(&mut house) > 0.005, "metal stands on the seam");
    house.slide(finger, &path[path.len() / 2..]);
    house.report(finger, TouchPhase::Ended, path[path.len() - 1]);
    assert!(!arc_burns(&house));
    house.until_screen(Screen::Who);
    let marks = &house.app.world().resource::<Visit>().results;
    assert!(
        marks
            .iter()
            .all(|result| result.marks.iter().all(|mark| mark.mark > 0.9)),
        "{marks:#?}"
    );
    let welds = &house.app.world().resource::<Welds>().0;
    assert!(
        welds.len() == 1 && welds[0].covered > 0.98 && welds[0].faults.is_empty(),
        "{welds:?}"
    );
    assert_eq!(heard(&house), None);
}

/// What the arc's voice is driven by in this frame.
fn heard(house: &House) -> Option<Drive> {
    let voices = house.app.world().resource::<Messages<SetVoice>>();
    voices.iter_current_update_messages().last()?.drive
}

/// How far the bead's vertices stand out of the workpiece, metres.
fn highest(house: &mut House) -> f32 {
    let world = house.app.world_mut();
    let cords: Vec<_> = world
        .query_filtered::<&Mesh3d, With<MeshMaterial3d<Molten>>>()
        .iter(world)
        .cloned()
        .collect();
    let mesh = world
        .resource::<Assets<Mesh>>()
        .get(&cords[0].0)
        .expect("the bead's mesh");
    let Some(VertexAttributeValues::Float32x3(positions)) = mesh.attribute(Mesh::ATTRIBUTE_POSITION) else {
        panic!("a mesh has positions");
    };
    let task = &world.resource::<Welding>().task;
    let base = task.seam.points()[0];
    let heights = positions.iter().map(|at| (Vec3::from(*at) - base.at).dot(base.normal));
    heights.fold(0.0, f32::max)
}

#[test]
fn a_palm_and_a_cancelled_touch_put_the_arc_out_and_jam_nothing() {
    let mut house = workshop("weld-palm");
    house.start_play();
    let path = set_dial(&mut house);
    let finger = house.down(path[0]);
    house.slide(finger, &path[..200]);
    let palm: Vec<u64> = (0..5_u8)
        .map(|touch| house.down(path[0] + Vec2::splat(f32::from(touch) * 14.0)))
        .collect();
    assert_eq!(house.effects("arc lit"), 1);
    house.report(finger, TouchPhase::Canceled, path[200]);
    assert!(!arc_burns(&house));
    for touch in palm {
        house.report(touch, TouchPhase::Canceled, path[0]);
    }
    house.wait_secs(4.0);
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn a_finger_whose_end_is_never_reported_does_not_burn_for_ever() {
    let mut house = workshop("weld-forgotten");
    house.start_play();
    let path = set_dial(&mut house);
    house.down(path[0]);
    house.wait_secs(11.0);
    assert!(!arc_burns(&house));
    house.wait_secs(4.0);
    house.play_through();
}

#[test]
fn a_finger_that_trembles_by_8_mm_on_the_glass_completes_discovery() {
    let mut house = workshop("weld-noise");
    house.start_play();
    let path = set_dial(&mut house);
    let display = *house.app.world().resource::<Display>();
    let px = 8.0 / display.mm_per_unit * display.px_per_unit;
    let mut random = ChaCha8Rng::seed_from_u64(5);
    for _ in 0..4 {
        if house.screen() != Screen::Play || welding(&house).state.is_done() {
            break;
        }
        let mut tremble = || Vec2::new(random.random_range(-px..px), random.random_range(-px..px));
        let shaky: Vec<Vec2> = path.iter().map(|at| *at + tremble()).collect();
        let finger = house.down(shaky[0]);
        house.slide(finger, &shaky);
        house.report(finger, TouchPhase::Ended, path[path.len() - 1]);
        house.wait(30);
    }
    assert!(
        welding(&house).state.is_done(),
        "{}",
        welding(&house).state.covered(&welding(&house).task)
    );
}

#[test]
fn the_next_visitor_finds_a_bare_seam() {
    let mut house = workshop("weld-next");
    house.start_play();
    let path = set_dial(&mut house);
    let finger = house.down(path[0]);
    house.slide(finger, &path[..300]);
    house.report(finger, TouchPhase::Ended, path[300]);
    assert!(highest(&mut house) > 0.005);
    house.press(&Control::Home);
    house.wait(40);
    house.press(&Control::Leave);
    house.until_screen(Screen::Attract);
    house.wait(10);
    assert_eq!(welding(&house).state.covered(&welding(&house).task), 0.0);
    assert!(highest(&mut house) < 0.002);
}

/// Widths of the beads on the stage where each is widest, metres.
fn beads(house: &mut House) -> Vec<f32> {
    /// Vertices across a bead.
    const ACROSS: usize = 9;
    let world = house.app.world_mut();
    let mut cords = world.query_filtered::<&Mesh3d, With<MeshMaterial3d<Molten>>>();
    let meshes = world.resource::<Assets<Mesh>>();
    let width = |mesh: &Mesh3d| {
        let mesh = meshes.get(&mesh.0).expect("the bead's mesh");
        let positions = mesh.attribute(Mesh::ATTRIBUTE_POSITION);
        let positions = positions.and_then(VertexAttributeValues::as_float3).expect("positions");
        let rings = positions.chunks_exact(ACROSS);
        let widths = rings.map(|ring| Vec3::from(ring[0]).distance(Vec3::from(ring[ACROSS - 1])));
        widths.fold(0.0, f32::max)
    };
    cords.iter(world).map(width).collect()
}

/// What is named on the glass, of all a bead can be told.
fn marks(house: &mut House) -> Vec<String> {
    let language = house.app.world().resource::<Visit>().language();
    let keys = Fault::ALL.iter().map(|fault| fault.keys()[0]).chain(["fault-none"]);
    let known: Vec<String> = keys.map(|key| said(key, language)).collect();
    let world = house.app.world_mut();
    let mut texts = world.query::<(&Text, &InheritedVisibility)>();
    let seen = texts.iter(world).filter(|(_, visible)| visible.get());
    let mut found: Vec<String> = seen
        .map(|(text, _)| text.0.clone())
        .filter(|text| known.contains(text))
        .collect();
    found.sort();
    found
}

fn said(key: &str, language: Language) -> String {
    Texts::default().get(key, language, Address::Tu)
}

/// The debrief stands, the marks of the bead with it.
fn until_debrief(house: &mut House) {
    house.until_screen(Screen::Debrief);
    house.until("the exhibit", |world| {
        let stage = world.resource::<Stage>();
        stage.is_ready()
            && stage
                .shown()
                .is_some_and(|shown| matches!(shown.showing, Showing::Exhibited(_)))
    });
    house.wait_secs(1.0);
}

#[test]
fn the_debrief_shows_the_visitors_own_bead_until_the_visit_ends() {
    let mut house = House::new().opened();
    house.start_play();
    house.play_through();
    house.press(&Control::Who(Who::Lycee));
    until_debrief(&mut house);
    let praised = [said("fault-none", Language::French)];
    let is_shown = |house: &mut House| {
        let beads = beads(house);
        assert!(beads.len() == 1 && beads[0] > 0.05, "one bead, laid: {beads:?}");
        assert_eq!(marks(house), praised);
        let world = house.app.world_mut();
        assert_eq!(
            world.resource::<Stage>().shown().map(|shown| shown.showing),
            Some(Showing::Exhibited(2))
        );
        assert!(world.resource::<NextGesture>().0.is_none() && !world.contains_resource::<Welding>());
        assert_eq!(
            world.query::<&Touchable>().iter(world).count(),
            0,
            "nothing is to be touched"
        );
    };
    is_shown(&mut house);
    house.press(&Control::Language);
    house.wait(40);
    assert_eq!(marks(&mut house), [said("fault-none", Language::English)]);
    house.press(&Control::Language);
    house.press(&Control::Next);
    house.wait(40);
    assert_eq!(marks(&mut house), [""; 0], "a page without the bead has no marks");
    house.press(&Control::Back);
    house.wait(60);
    is_shown(&mut house);
    house.press(&Control::Back);
    house.until_screen(Screen::Who);
    assert_eq!(marks(&mut house), [""; 0]);
    house.wait(40);
    house.press(&Control::SkipWho);
    until_debrief(&mut house);
    is_shown(&mut house);
    house.press(&Control::Home);
    house.until_screen(Screen::Attract);
    assert_eq!(*house.app.world().resource::<Welds>(), Welds::default());
    house.until("the attract screen", |world| world.resource::<Stage>().is_ready());
    house.wait(10);
    assert_eq!((beads(&mut house), marks(&mut house)), (vec![], vec![]));
}

#[test]
fn playing_again_begins_with_a_bare_seam() {
    let mut house = workshop("weld-again");
    house.start_play();
    house.play_through();
    house.press(&Control::SkipWho);
    until_debrief(&mut house);
    assert!(beads(&mut house)[0] > 0.05, "the only step's bead stays where it is");
    house.press(&Control::Again);
    house.until_screen(Screen::Play);
    house.wait(40);
    assert!(
        beads(&mut house).iter().all(|width| *width < 0.002),
        "{:?}",
        beads(&mut house)
    );
    assert_eq!(marks(&mut house), [""; 0]);
    assert_eq!(*house.app.world().resource::<Welds>(), Welds::default());
    assert!(house.gesture().is_some(), "it is to be played");
}

#[test]
fn a_bead_laid_by_the_ghost_for_somebody_is_theirs_to_see() {
    let mut house = workshop("weld-helped");
    house.start_play();
    house.wait_secs(61.0);
    house.press(&Control::ShowMe);
    house.until_screen(Screen::Who);
    house.press(&Control::SkipWho);
    until_debrief(&mut house);
    assert!(house.app.world().resource::<Visit>().results[0].helped);
    assert!(beads(&mut house)[0] > 0.05);
    assert_eq!(marks(&mut house), [said("fault-none", Language::French)]);
}

#[test]
fn a_bead_with_faults_is_told_them_in_the_trades_words() {
    let mut house = workshop("weld-faults");
    house.start_play();
    let path = set_dial(&mut house);
    let finger = house.down(path[0]);
    let display = *house.app.world().resource::<Display>();
    let astray = Vec2::Y * 90.0 / display.mm_per_unit * display.px_per_unit;
    let half = path.len() / 2;
    let stray: Vec<Vec2> = path
        .iter()
        .enumerate()
        .map(|(step, at)| *at + astray * f32::from(u8::from(step > half)))
        .collect();
    house.slide(finger, &stray);
    house.report(finger, TouchPhase::Ended, stray[stray.len() - 1]);
    house.wait(10);
    house.play_through();
    house.press(&Control::SkipWho);
    until_debrief(&mut house);
    let welds = house.app.world().resource::<Welds>().clone();
    let flaws = flaws::gravest(&welds.0[0].faults, 3);
    let mut told: Vec<String> = flaws
        .iter()
        .map(|flaw| said(flaw.fault.keys()[0], Language::French))
        .collect();
    told.sort();
    assert!(
        !told.is_empty() && marks(&mut house) == told,
        "{:?} for {welds:#?}",
        marks(&mut house)
    );
}

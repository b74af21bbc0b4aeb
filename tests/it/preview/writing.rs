//! The author saves.

use std::fs;

use etabli::{
    finding::render_report,
    kit::{Depth, Library, kit_from_folder},
    language::Language,
    preview::deed::Deed,
    screens::{Place, Screen},
    stage::Stage,
};

use super::{Desk, find, folder, is_on, shipped, touch_up};
use crate::house::House;

const NUMBER: &str = "targets: 3, decoys: 0";

#[test]
fn a_changed_number_is_played_with_in_the_same_step() {
    let mut desk = Desk::new("preview-number");
    let step = desk.enter_inspection();
    let root = desk.house.app.world().resource::<Stage>().root();
    desk.replace(NUMBER, "targets: 2, decoys: 0");
    desk.until("the new number", |world| {
        world
            .resource::<etabli::mechanics::inspect::play::Inspection>()
            .progress()
            == (0, 2)
    });
    assert_eq!((desk.visit().step, desk.house.screen()), (step, Screen::Play));
    // The diorama stands as it stood, and the eye with it.
    assert_eq!(desk.house.app.world().resource::<Stage>().root(), root);
}

#[test]
fn a_text_that_is_not_of_this_step_does_not_begin_it_again() {
    let mut desk = Desk::new("preview-text");
    assert!(desk.house.do_gesture());
    desk.house.wait(60);
    let bench = |desk: &Desk| {
        let world = desk.house.app.world();
        world.resource::<etabli::mechanics::assemble::play::Bench>().progress()
    };
    let (done, total) = bench(&desk);
    assert_eq!(done, 1);
    desk.replace("number: ", "number: 1");
    let renewals = |desk: &Desk| desk.house.app.world().resource::<Library>().renewals();
    let before = renewals(&desk);
    desk.until("the new version", |world| {
        world.resource::<Library>().renewals() > before
    });
    desk.house.wait(20);
    assert_eq!(bench(&desk), (1, total));
}

#[test]
fn the_last_good_version_plays_on_while_the_findings_are_those_of_the_check() {
    let mut desk = Desk::new("preview-broken");
    let whole = desk.text();
    desk.save(&whole.replacen(NUMBER, "targets: \"trois\", decoys: 0", 1));
    desk.until_current(false);
    let (kit, findings) = kit_from_folder(&desk.folder, Depth::Full);
    let findings = findings.sorted();
    assert!(kit.is_none());
    assert_eq!(desk.draft().findings(), findings);
    let file = findings[0].file.clone();
    let texts = [(file, desk.text())].into_iter().collect();
    for language in Language::ALL {
        let told: String = desk.draft().told(language).iter().map(ToString::to_string).collect();
        assert_eq!(told, render_report(&findings, &texts, language));
        assert!(told.contains("targets: \"trois\"") && told.contains('^'), "{told}");
    }
    assert!(desk.house.do_gesture(), "the step can be played");
    desk.house.wait(30);
    // Elsewhere in the kit as well.
    desk.enter_inspection();
    desk.save(&whole);
    desk.until_current(true);
    assert_eq!((desk.errors(), desk.house.screen()), (0, Screen::Play));
}

#[test]
fn a_model_that_is_deleted_is_told_and_still_stands() {
    let mut desk = Desk::new("preview-deleted");
    for model in fs::read_dir(desk.folder.join("models")).expect("models") {
        let model = model.expect("an entry").path();
        fs::remove_file(model).expect("removed");
    }
    desk.until_current(false);
    assert!(desk.errors() > 0);
    let steps = desk.draft().kit().expect("it plays").steps().len();
    for step in 0..steps {
        desk.ask(Deed::Go(Place::Step(step)));
        assert_eq!((desk.visit().step, desk.house.screen()), (step, Screen::Play));
    }
    crate::house::copy(&shipped().join("models"), &desk.folder.join("models"));
    desk.until_current(true);
    assert_eq!(desk.errors(), 0);
}

#[test]
fn a_file_that_is_half_written_is_no_error() {
    let mut desk = Desk::new("preview-half");
    desk.enter_inspection();
    let text = desk.text().replacen(NUMBER, "targets: 2, decoys: 0", 1);
    let middle = text.len() / 2;
    let middle = (0..=middle).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    for part in [0, middle, text.len()] {
        desk.save(&text[..part]);
        for _ in 0..10 {
            desk.house.app.update();
            assert_eq!(desk.errors(), 0);
        }
    }
    desk.until("the new number", |world| {
        assert!(world.resource::<etabli::preview::draft::Draft>().is_current());
        world
            .resource::<etabli::mechanics::inspect::play::Inspection>()
            .progress()
            == (0, 2)
    });
}

#[test]
fn a_changed_model_takes_the_place_of_the_old_one() {
    let mut desk = Desk::new("preview-model");
    let step = desk.enter_inspection();
    let stage = |desk: &Desk| {
        let stage = desk.house.app.world().resource::<Stage>();
        (stage.root(), stage.diorama().map(str::to_owned))
    };
    let (root, diorama) = stage(&desk);
    let model = diorama.clone().expect("a diorama");
    let model = desk.folder.join(model.strip_prefix("soudure/").expect("the kit's own"));
    touch_up(&model);
    desk.until("another diorama", |world| {
        let stage = world.resource::<Stage>();
        stage.is_ready() && stage.root() != root
    });
    assert_eq!(stage(&desk).1, diorama);
    assert_eq!((desk.visit().step, desk.house.screen()), (step, Screen::Play));
    let played = desk
        .draft()
        .kits()
        .join("soudure")
        .join(model.strip_prefix(&desk.folder).expect("inside"));
    assert_eq!(
        fs::read(played).expect("the copy"),
        fs::read(&model).expect("the model")
    );
    // What is played is the new file, not one that was still held.
    let gltfs = desk
        .house
        .app
        .world()
        .resource::<bevy::asset::Assets<bevy::gltf::Gltf>>();
    let sources = gltfs.iter().filter_map(|(_, gltf)| gltf.source.as_ref());
    assert!(sources.count() <= 1);
}

#[test]
fn a_step_is_found_again_where_it_went() {
    let mut desk = Desk::new("preview-moved");
    let step = desk.enter_inspection();
    // One of the steps before it goes.
    let text = desk.text();
    let steps = desk.draft().kit().expect("it plays").steps();
    let begin = |index: usize| {
        let head = format!("        (\n            id: \"{}\"", steps[index].id);
        text.find(&head).expect("the step is written so")
    };
    let (first, second) = (begin(1), begin(2));
    desk.save(&format!("{}{}", &text[..first], &text[second..]));
    desk.until("the step", |world| {
        world.resource::<etabli::visitor::Visit>().step == step - 1
    });
    desk.until("its diorama", |world| world.resource::<Stage>().is_ready());
    desk.house.wait(30);
    assert_eq!((desk.house.screen(), desk.targets()), (Screen::Play, (0, 3)));
}

#[test]
fn a_kit_that_is_broken_from_the_start_plays_once_it_is_mended() {
    let folder = folder("preview-start");
    let whole = fs::read(folder.join("kit.ron")).expect("kit.ron");
    let cut = find(&whole, b"steps: [").expect("steps");
    fs::write(folder.join("kit.ron"), &whole[..cut]).expect("written");
    let house = House::previewing(&folder);
    let mut desk = Desk { folder, house };
    desk.house.wait(60);
    assert!(desk.draft().kit().is_none() && desk.errors() > 0);
    assert!(is_on(desk.house.app.world(), Screen::OutOfOrder));
    fs::write(desk.folder.join("kit.ron"), &whole).expect("written");
    let desk = desk.opened();
    assert_eq!((desk.errors(), desk.visit().step), (0, 0));
}

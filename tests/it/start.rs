//! Beginning the work: a torch that is touched too early tells what was forgotten, touched in time it ends the step.

use bevy::{input::touch::TouchPhase, prelude::*};
use etabli::{
    audio::{Cue, PlayCue},
    language::Language,
    mechanics::assemble::play::Bench,
    screens::{Control, Overlay, Screen, hud::Hud},
    stage::{Glow, Showing, Stage, touch::Touchable},
    theme::motion::Flash,
    visitor::{Visit, Who},
};

use crate::house::{self, House};

const TORCH: &str = "start.torche";

/// In the first step with so many parts in their place, in the trade's order.
fn with_placed(count: usize) -> House {
    let mut house = House::new().opened();
    house.start_play();
    for _ in 0..count {
        assert!(house.do_gesture());
        house.wait_secs(0.5);
    }
    assert_eq!(progress(&house), (count, 6));
    house
}

fn progress(house: &House) -> (usize, usize) {
    house.app.world().resource::<Bench>().progress()
}

fn torch(house: &mut House) -> Rect {
    house.on_glass(TORCH).expect("the torch can be touched")
}

fn touch_torch(house: &mut House) {
    let at = torch(house).center();
    house.tap(at);
}

fn overlay(house: &House) -> Overlay {
    *house.app.world().resource::<Overlay>()
}

/// Whether a text that holds these words is on the screen.
fn reads(house: &mut House, words: &str) -> bool {
    let world = house.app.world_mut();
    world.query::<&Text>().iter(world).any(|text| text.contains(words))
}

fn flashes(house: &House) -> usize {
    house.app.world().resource::<Messages<Flash>>().len()
}

fn arc_is_heard(house: &House) -> bool {
    let cues = house.app.world().resource::<Messages<PlayCue>>();
    cues.iter_current_update_messages().any(|cue| cue.cue == Cue::Arc)
}

fn glow(house: &mut House) -> f32 {
    let world = house.app.world_mut();
    let mut nodes = world.query::<(&Name, &Glow)>();
    let torch = nodes.iter(world).find(|(name, _)| name.as_str() == TORCH);
    torch.expect("the torch stands").1.0
}

#[test]
fn the_torch_without_the_helmet_is_a_freeze_frame_and_nothing_is_lost() {
    let mut house = with_placed(4);
    let at = torch(&mut house).center();
    let finger = house.down(at);
    house.wait(4);
    assert!(house.app.world().resource::<Bench>().is_pressing());
    assert_eq!((overlay(&house), flashes(&house)), (Overlay::None, 0));
    house.report(finger, TouchPhase::Ended, at);
    assert_eq!((overlay(&house), flashes(&house)), (Overlay::Stop, 1));
    assert!(arc_is_heard(&house));
    house.wait_secs(1.0);
    for words in ["On s’arrête un instant", "Cagoule de soudage", "coup d’arc"] {
        assert!(reads(&mut house, words), "« {words} » is not on the screen");
    }
    // While it is explained, nothing can be touched again.
    house.tap(at);
    assert_eq!(house.effects("forgot cagoule"), 1);
    house.press(&Control::Understood);
    assert_eq!((overlay(&house), progress(&house)), (Overlay::None, (4, 6)));

    assert!(house.do_gesture());
    house.wait_secs(4.5);
    assert_eq!((house.screen(), progress(&house)), (Screen::Play, (5, 6)));
    assert!(reads(&mut house, "toucher la torche"), "what is left to do is said");
    touch_torch(&mut house);
    assert_eq!(progress(&house), (6, 6));
    house.until("the next step", |world| world.resource::<Visit>().step == 1);
    let results = &house.app.world().resource::<Visit>().results;
    let mut safety = results[0].marks.iter().filter(|mark| mark.criterion == "securite");
    assert!(safety.any(|mark| mark.value == 1.0 && mark.mark < 1.0), "{results:#?}");
}

#[test]
fn the_gravest_of_several_is_told_in_either_language() {
    let mut house = with_placed(0);
    touch_torch(&mut house);
    let stop = house
        .app
        .world()
        .resource::<Hud>()
        .stop
        .clone()
        .expect("it is explained");
    assert_eq!(stop.0.get(Language::French), "Cagoule de soudage");
    assert!(stop.1.get(Language::English).contains("arc eye"));
}

#[test]
fn a_palm_on_the_torch_is_nobodys_mistake() {
    let mut house = with_placed(0);
    let at = torch(&mut house).center();
    let palm: Vec<u64> = (0..5_u8).map(|touch| house.down(at + f32::from(touch) * 9.0)).collect();
    for touch in palm {
        house.report(touch, TouchPhase::Canceled, at);
    }
    house.wait_secs(1.0);
    assert_eq!((overlay(&house), house.effects("forgot")), (Overlay::None, 0));
    house.play_through();
    assert_eq!(house.screen(), Screen::Who);
}

#[test]
fn the_torch_is_calm_until_everything_is_in_its_place() {
    let mut house = with_placed(4);
    assert_eq!(glow(&mut house), 0.0);
    assert!(house.do_gesture());
    house.wait_secs(1.0);
    assert!(glow(&mut house) > 0.1, "it invites");
    let at = torch(&mut house).center();
    house.tap(at);
    assert_eq!(house.app.world().resource::<Hud>().progress, Some((6, 6)));
    assert_eq!(flashes(&house), 0, "a helmet spares the eyes");
}

/// The diorama of the last step was another one: what the debrief shows is loaded anew, with nothing of the game in it.
#[test]
fn the_debrief_may_show_her_equipped_as_the_visit_left_her() {
    let kits = house::scratch("equipped");
    house::copy(&house::home().join("kits/soudure"), &kits.join("soudure"));
    let file = kits.join("soudure/kit.ron");
    let text = std::fs::read_to_string(&file).expect("the kit can be read");
    let shows = "shows: \"souder\"";
    assert!(text.contains(shows));
    std::fs::write(&file, text.replace(shows, "shows: \"equiper\"")).expect("the kit can be written");
    let mut house = House::with_kits(kits).opened();
    house.start_play();
    house.play_through();
    house.press(&Control::Who(Who::Lycee));
    house.until_screen(Screen::Debrief);
    house.until("the exhibit", |world| {
        let shown = world.resource::<Stage>().shown();
        shown.is_some_and(|shown| shown.showing == Showing::Exhibited(0)) && world.resource::<Stage>().is_ready()
    });
    house.wait(30);
    let world = house.app.world_mut();
    let stage = world.resource::<Stage>();
    let (parts, placed): (Vec<_>, Vec<_>) = (
        stage
            .nodes("part.")
            .map(|(name, node)| (name.to_owned(), node))
            .collect(),
        stage
            .nodes("placed.")
            .map(|(name, node)| (name.to_owned(), node))
            .collect(),
    );
    let is_seen = |node: Entity| world.get::<Visibility>(node) != Some(&Visibility::Hidden);
    for (name, node) in &placed {
        assert!(is_seen(*node), "{name} is worn");
    }
    for (name, node) in &parts {
        let is_worn = placed.iter().any(|(worn, _)| worn == name);
        let lies_about = ["baskets", "foulard", "gants_jardin"].contains(&name.as_str());
        assert_eq!(is_seen(*node), !is_worn && !lies_about, "{name} on its shelf");
    }
    assert!(placed.len() >= 4, "{placed:?}");
    assert_eq!(
        world.query::<&Touchable>().iter(world).count(),
        0,
        "nothing is to be touched"
    );
}

//! Brings every screen of a visit on the glass, one after the other, with the longest texts it can carry.

use bevy::prelude::*;
use ed25519_dalek::SigningKey;
use etabli::{
    finding::FieldPath,
    kiosk::{
        AgencyWords,
        carnet::{Code, Stamp},
        idle::Patience,
    },
    kit::Library,
    language::{Bilingual, Language},
    mechanics::{
        self, Level, Mark,
        play::Said,
        trace::{
            measure::{Fault, Found},
            play::{Weld, Welds},
            rules::{State, Task},
        },
    },
    screens::{Overlay, Page, Screen, flow::DEBRIEF_PAGES, hud::Hud},
    stage::{Flight, Show, Showing, Stage},
    theme::motion::Enters,
    visitor::{Liking, Preferences, StepResult, Try, Visit, Who},
};

use crate::house::{self, House};

/// Longest that anything takes to come in, frames.
const SETTLE_FRAMES: usize = 150;

/// What a kit says, for the scenes.
struct Words {
    id: String,
    step: String,
    criteria: Vec<String>,
    /// Of things, longest first.
    names: Vec<Bilingual>,
    /// Why and why not, longest first.
    reasons: Vec<Bilingual>,
}

/// Calls `tell` with the name of each scene when it stands.
pub fn all(house: &mut House, preferences: Preferences, tell: &mut impl FnMut(&str, &mut House)) {
    let kits: Vec<Words> = {
        let library = house.app.world().resource::<Library>();
        let own = library.playable().filter(|kit| !kit.id().starts_with("soudure_"));
        own.map(|kit| words(kit, preferences.language)).collect()
    };
    let visit = Visit::new(preferences);
    go(house, visit.clone(), Screen::Attract);
    tell("attract", house);
    for page in 0..2 {
        go(house, visit.clone(), Screen::Catalogue);
        house.app.world_mut().insert_resource(Page(page));
        settle(house);
        tell(&format!("catalogue page {}", page + 1), house);
    }
    for kit in &kits {
        let mut visit = Visit::new(preferences);
        visit.choose(&kit.id, false);
        before(house, &visit, tell);
        play(house, kit, &visit, tell);
        after(house, kit, &visit, tell);
    }
}

pub fn out_of_order(house: &mut House, preferences: Preferences) {
    house.until_screen(Screen::OutOfOrder);
    house.app.world_mut().insert_resource(Visit::new(preferences));
    settle(house);
}

fn before(house: &mut House, visit: &Visit, tell: &mut impl FnMut(&str, &mut House)) {
    go(house, visit.clone(), Screen::Intro);
    tell("intro", house);
    go(
        house,
        Visit {
            mystery: true,
            ..visit.clone()
        },
        Screen::Intro,
    );
    tell("intro of the mystery", house);
    house.app.world_mut().resource_mut::<Patience>().wait(46.0);
    settle(house);
    tell("countdown", house);
    house.app.world_mut().resource_mut::<Patience>().touched();
}

fn play(house: &mut House, kit: &Words, visit: &Visit, tell: &mut impl FnMut(&str, &mut House)) {
    go(house, visit.clone(), Screen::Play);
    house.app.world_mut().write_message(Show {
        kit: kit.id.clone(),
        showing: Showing::Played(0),
    });
    house.wait(1);
    house.until("the step", |world| world.resource::<Stage>().is_ready());
    settle(house);
    tell("play", house);
    let most = if house::is_long() { usize::MAX } else { 1 };
    let name = kit.names.first().cloned().unwrap_or_default();
    for help_offered in [false, true] {
        house.app.world_mut().resource_mut::<Hud>().help_offered = help_offered;
        let help = if help_offered { " and help offered" } else { "" };
        for why in kit.reasons.iter().take(most) {
            say(
                house,
                Said::Praise {
                    name: name.clone(),
                    why: why.clone(),
                },
            );
            tell(&format!("play with praise{help}"), house);
        }
        for hint in [
            "play-too-early",
            "play-not-ready",
            "play-wrong-socket",
            "play-carry-on",
            "play-nothing-there",
            "play-tap-briefly",
            "play-time-over",
        ] {
            say(house, Said::Hint(hint));
            tell(&format!("play with a hint{help}"), house);
        }
        for what in kit.reasons.iter().take(most) {
            house.app.world_mut().resource_mut::<Hud>().said = None;
            say(
                house,
                Said::Invite {
                    name: name.clone(),
                    what: what.clone(),
                },
            );
            tell(&format!("play with an invitation{help}"), house);
        }
    }
    for (overlay, scene) in [
        (Overlay::LeaveForHome, "leave for home"),
        (Overlay::LeaveForIntro, "leave for intro"),
    ] {
        house.app.world_mut().insert_resource(overlay);
        settle(house);
        tell(scene, house);
    }
    house.app.world_mut().insert_resource(Overlay::None);
    for why in kit.reasons.iter().take(most) {
        say(
            house,
            Said::Stop {
                name: name.clone(),
                why: why.clone(),
            },
        );
        tell("freeze-frame", house);
        house.app.world_mut().insert_resource(Overlay::None);
    }
    house.app.world_mut().resource_mut::<Hud>().progress = Some((5, 5));
    settle(house);
    tell("play at its end", house);
}

fn finale(house: &mut House, kit: &Words, visit: &Visit, tell: &mut impl FnMut(&str, &mut House)) {
    go(house, visit.clone(), Screen::Finale);
    house.app.world_mut().write_message(Show {
        kit: kit.id.clone(),
        showing: Showing::Finale,
    });
    house.wait(1);
    house.until("the finale", |world| world.resource::<Stage>().is_ready());
    settle(house);
    tell("finale, the eye still near", house);
    house.until("the eye to draw back", |world| {
        world.resource::<Stage>().flight().is_some_and(Flight::has_shown)
    });
    settle(house);
    tell("finale", house);
}

fn after(house: &mut House, kit: &Words, visit: &Visit, tell: &mut impl FnMut(&str, &mut House)) {
    finale(house, kit, visit, tell);
    go(house, visit.clone(), Screen::Who);
    tell("who", house);
    go(
        house,
        Visit {
            not_counted: true,
            ..visit.clone()
        },
        Screen::Who,
    );
    tell("who, not counted", house);
    house.app.world_mut().insert_resource(Overlay::Notice);
    settle(house);
    tell("notice", house);
    house.app.world_mut().insert_resource(AgencyWords {
        contact: Some("delegue.protection.donnees@agence-orientation.example".to_owned()),
        counting_basis: Some(Bilingual::new(sentence(100), sentence(100))),
    });
    house.app.world_mut().insert_resource(Overlay::None);
    settle(house);
    house.app.world_mut().insert_resource(Overlay::Notice);
    settle(house);
    tell("notice, with all that the agency may say", house);
    house.app.world_mut().insert_resource(AgencyWords::default());
    house.app.world_mut().insert_resource(Overlay::None);
    let badly = marked(kit, visit, 0.3);
    let visits = [
        (
            "",
            Visit {
                who: Some(Who::College),
                ..badly.clone()
            },
        ),
        (
            " after a mystery, for an adult",
            Visit {
                who: Some(Who::Adulte),
                mystery: true,
                level: Level::Challenge,
                liked: Some(Liking::SoSo),
                ..badly
            },
        ),
        (
            " of an expert",
            Visit {
                level: Level::Expert,
                ..marked(kit, visit, 1.0)
            },
        ),
    ];
    bead(house, kit, &visits[1].1, tell);
    for (whose, visit) in visits {
        for page in 0..DEBRIEF_PAGES {
            go(house, visit.clone(), Screen::Debrief);
            house.app.world_mut().insert_resource(Page(page));
            settle(house);
            tell(&format!("debrief {}{whose}", page + 1), house);
        }
        carnets(house, kit, &visit, whose, tell);
    }
}

/// With a code and without, of one métier and of as many as there are.
fn carnets(house: &mut House, kit: &Words, visit: &Visit, whose: &str, tell: &mut impl FnMut(&str, &mut House)) {
    let tried = |kit: &str| Try {
        kit: kit.to_owned(),
        level: visit.level,
        finished: true,
        results: visit.results.clone(),
        liked: visit.liked,
    };
    let library = house.app.world().resource::<Library>();
    let all: Vec<Try> = library.playable().map(|kit| tried(kit.id())).collect();
    for (many, tried) in [("", vec![tried(&kit.id)]), (", of many", all)] {
        let visit = Visit { tried, ..visit.clone() };
        house.app.world_mut().remove_resource::<Stamp>();
        go(house, visit.clone(), Screen::Attract);
        go(house, visit.clone(), Screen::Carnet);
        tell(&format!("carnet{whose}{many}, for the card"), house);
        house.app.world_mut().insert_resource(stamp());
        go(house, visit.clone(), Screen::Attract);
        go(house, visit, Screen::Carnet);
        assert!(house.app.world().resource::<Code>().picture().is_some());
        tell(&format!("carnet{whose}{many}, with a code"), house);
        house.app.world_mut().insert_resource(Page(1));
        settle(house);
        tell(&format!("carnet{whose}{many}, without a phone"), house);
    }
}

fn stamp() -> Stamp {
    Stamp {
        portal: "https://metiers.normandie.example".to_owned(),
        event: "salon".to_owned(),
        key: SigningKey::from_bytes(&[7; 32]),
    }
}

/// The first page of the debrief with the visitor's own bead, marked with all that can be said of one.
fn bead(house: &mut House, kit: &Words, visit: &Visit, tell: &mut impl FnMut(&str, &mut House)) {
    let library = house.app.world().resource::<Library>();
    let kit = library.kit(&kit.id).expect("the kit is there").clone();
    let step = kit.exhibited_step();
    let mechanics::Spec::Trace(spec) = &kit.steps()[step].mechanic else {
        return;
    };
    let task = Task::new(spec, visit.level, kit.anchors(&kit.steps()[step])).expect("a seam");
    let length = task.seam.length_mm();
    let found = |(index, fault): (usize, &Fault)| Found {
        fault: *fault,
        along: (
            0.3 * length * index as f32 + 0.1 * length,
            0.3 * length * index as f32 + 0.3 * length,
        ),
    };
    for (which, faults) in [
        ("sound", &Fault::ALL[..0]),
        ("grave", &Fault::ALL[..3]),
        ("faulty", &Fault::ALL[3..]),
    ] {
        go(house, visit.clone(), Screen::Debrief);
        let world = house.app.world_mut();
        world.resource_mut::<Welds>().0 = vec![Weld {
            kit: kit.id().to_owned(),
            step,
            seam: task.seam.clone(),
            pool: task.pool.clone(),
            tolerance: task.tolerance,
            bead: State::new(&task).bead().cold(),
            covered: 1.0,
            faults: faults.iter().enumerate().map(found).collect(),
        }];
        world.write_message(Show {
            kit: kit.id().to_owned(),
            showing: Showing::Exhibited(step),
        });
        house.wait(1);
        house.until("the bead", |world| world.resource::<Stage>().is_ready());
        settle(house);
        tell(&format!("debrief of a {which} bead"), house);
    }
    house.app.world_mut().insert_resource(Welds::default());
}

fn words(kit: &etabli::kit::Kit, language: Language) -> Words {
    let step = &kit.steps()[0];
    let texts = step.mechanic.rules().texts(&FieldPath::root());
    // Names have the least room.
    let least = texts.iter().map(|(.., room)| *room).min().unwrap_or(0);
    let longest = |is_name: bool| {
        let wanted = texts.iter().filter(|(.., room)| (*room == least) == is_name);
        let mut found: Vec<Bilingual> = wanted.map(|(_, text, _)| (*text).clone()).collect();
        found.sort_by_key(|text| std::cmp::Reverse(text.get(language).chars().count()));
        found
    };
    Words {
        id: kit.id().to_owned(),
        step: step.id.clone(),
        criteria: kit.criteria().iter().map(|criterion| criterion.id.clone()).collect(),
        names: longest(true),
        reasons: longest(false),
    }
}

/// The visit with every criterion marked alike.
fn marked(kit: &Words, visit: &Visit, mark: f32) -> Visit {
    let advice = kit.reasons.first().cloned().unwrap_or_default();
    let of = |criterion: &String| Mark {
        criterion: criterion.clone(),
        value: 1.0,
        mark,
        weight: 1.0,
        advice: advice.clone(),
    };
    let marks = kit.criteria.iter().map(of).collect();
    let results = vec![StepResult {
        step: kit.step.clone(),
        marks,
        helped: false,
    }];
    Visit {
        results,
        ..visit.clone()
    }
}

fn go(house: &mut House, visit: Visit, screen: Screen) {
    let world = house.app.world_mut();
    world.insert_resource(visit);
    world.insert_resource(Overlay::None);
    world.insert_resource(Page(0));
    world.resource_mut::<Patience>().touched();
    NextState::set_if_neq(&mut world.resource_mut::<NextState<Screen>>(), screen);
    settle(house);
    assert_eq!(house.screen(), screen);
}

fn say(house: &mut House, said: Said) {
    house.app.world_mut().write_message(said);
    settle(house);
}

/// Until everything has come in.
fn settle(house: &mut House) {
    house.wait(4);
    for _ in 0..SETTLE_FRAMES {
        let world = house.app.world_mut();
        if world.query::<&Enters>().iter(world).next().is_none() {
            break;
        }
        house.app.update();
    }
    house.wait(2);
}

/// Words of the length of French ones, exactly so many letters in all.
fn sentence(letters: usize) -> String {
    "Mission confiée par la loi à la région "
        .chars()
        .cycle()
        .take(letters - 1)
        .chain(['.'])
        .collect()
}

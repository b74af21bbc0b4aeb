//! The rules of `sequence` under any hand: what must hold whatever is touched, in whatever order.

#[path = "rules_hands.rs"]
pub(crate) mod hands;

use glam::Vec2;
use hands::{Deed, EYE, Shop, Spot, carry, deeds, inputs, kind, level, press, ray, shop, spot, tremble};
use proptest::{collection::vec, prelude::*};

use super::{
    super::{
        demonstrate::{SHORTEST_SECS, demonstrate},
        plays_out,
        proof::finger,
    },
    *,
};

/// Ticks after which whatever springs back or clacks stands.
const REST_TICKS: usize = (SPRING_SECS / STEP_SECS) as usize + 2;

/// All effects of the inputs, in order.
fn play(task: &Task, state: &mut State, inputs: impl IntoIterator<Item = Input>) -> Vec<Effect> {
    inputs.into_iter().flat_map(|input| apply(task, state, input)).collect()
}

fn reached(task: &Task, deeds: &[Deed]) -> State {
    let mut state = State::new(task);
    play(task, &mut state, inputs(task, deeds));
    state
}

/// Lets go and waits until nothing moves.
fn settle(task: &Task, state: &mut State) {
    apply(task, state, Input::Cancel);
    play(task, state, [Input::Tick; REST_TICKS]);
}

fn is_whole(task: &Task, state: &State) -> Result<(), TestCaseError> {
    prop_assert_eq!(state.things.len(), task.things.len());
    for (index, thing) in task.things.iter().enumerate() {
        let share = state.share(index);
        prop_assert!((0.0..=1.0).contains(&share), "{} is at {}", index, share);
        prop_assert!(state.pose(task, index).translation.is_finite() && state.pose(task, index).rotation.is_finite());
        prop_assert!(!(thing.decoy && state.did(index)), "decoy {} done", index);
        prop_assert!(
            !state.did(index) || thing.after.iter().all(|&before| state.did(before)),
            "{} too early",
            index
        );
        prop_assert!(state.held() != Some(index) || !state.did(index));
    }
    prop_assert!(state.strain().is_finite());
    Ok(())
}

proptest! {
    #[test]
    fn no_hand_does_what_is_too_early_or_undoes_what_is_done(shop in shop(), level in level(), deeds in deeds()) {
        let task = shop.task(level);
        let mut state = State::new(&task);
        for input in inputs(&task, &deeds) {
            let before = state.clone();
            apply(&task, &mut state, input);
            is_whole(&task, &state)?;
            for thing in 0..task.things.len() {
                prop_assert!(!before.did(thing) || state.did(thing), "{} was undone", thing);
            }
            for (mark, was) in grade(&shop.spec, level, &state).into_iter().zip(grade(&shop.spec, level, &before)) {
                prop_assert!((0.0..=1.0).contains(&mark.mark), "{:?}", mark);
                // Only a palm that came first sets the clock back.
                prop_assert!(mark.mark <= was.mark || input == Input::Cancel, "{:?} after {:?}", mark, was);
            }
        }
        settle(&task, &mut state);
        for (thing, moved) in state.things.iter().enumerate() {
            prop_assert_eq!(moved.share, f32::from(u8::from(moved.done)), "{} hangs", thing);
        }
    }

    #[test]
    fn done_is_said_once_and_exactly_when_every_act_is(shop in shop(), level in level(), deeds in deeds()) {
        let task = shop.task(level);
        let mut state = State::new(&task);
        let (mut said, mut acts) = (0, 0);
        for input in inputs(&task, &deeds) {
            let effects = apply(&task, &mut state, input);
            said += effects.iter().filter(|effect| **effect == Effect::Done).count();
            acts += effects.iter().filter(|effect| matches!(effect, Effect::Did { .. })).count();
            let (done, total) = state.progress(&task);
            prop_assert_eq!(done, acts);
            prop_assert_eq!(said, usize::from(done == total));
            prop_assert_eq!(state.is_done(&task), done == total);
            prop_assert_eq!(state.next(&task).is_none(), done == total);
        }
    }

    #[test]
    fn the_same_hand_gives_the_same_end(shop in shop(), level in level(), deeds in deeds()) {
        let task = shop.task(level);
        let (mut one, mut other) = (State::new(&task), State::new(&task));
        let inputs = inputs(&task, &deeds);
        prop_assert_eq!(play(&task, &mut one, inputs.clone()), play(&task, &mut other, inputs));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_cancelled_touch_costs_nothing(
        shop in shop(), level in level(), deeds in deeds(), thing in 0usize..11, spots in vec(spot(), 0..5), held in 0usize..20,
    ) {
        let task = shop.task(level);
        let mut state = reached(&task, &deeds);
        settle(&task, &mut state);
        let before = state.clone();
        apply(&task, &mut state, press(&task, thing % task.things.len()));
        let moves = spots.iter().map(|spot| Input::Move { ray: ray(&task, *spot) });
        let effects = play(&task, &mut state, moves.chain(vec![Input::Tick; held]));
        settle(&task, &mut state);
        if effects.is_empty() {
            prop_assert_eq!(state.counts, before.counts);
            prop_assert_eq!(state.things, before.things);
            prop_assert!(before.meant || state.ticks == before.ticks);
        }
    }

    #[test]
    fn the_demonstration_ends_the_step_from_anywhere(
        shop in shop(), level in level(), deeds in deeds(), x in -2f32..2.0, y in 1.4f32..3.0, z in 3.0f32..6.0,
    ) {
        let task = shop.task(level);
        let eye = Vec3::new(x, y, z);
        let mut state = reached(&task, &deeds);
        settle(&task, &mut state);
        let counts = state.counts;
        while let Some(act) = state.next(&task) {
            let before = state.progress(&task).0;
            let gesture = demonstrate(&task, &state).expect("nothing moves");
            prop_assert!(gesture.secs.is_finite() && (gesture.secs >= SHORTEST_SECS || gesture.path.len() == 2));
            play(&task, &mut state, finger(act, eye, &gesture, |_| Vec2::ZERO));
            prop_assert_eq!(state.progress(&task).0, before + 1, "act {} of {:?}", act, task);
        }
        prop_assert_eq!(demonstrate(&task, &state), None);
        prop_assert_eq!(state.counts, counts);
    }

    #[test]
    fn the_demonstration_alone_earns_full_marks_at_every_level(shop in shop(), level in level()) {
        let task = shop.task(level);
        let mut state = State::new(&task);
        while let Some((act, gesture)) = state.next(&task).zip(demonstrate(&task, &state)) {
            play(&task, &mut state, finger(act, EYE, &gesture, |_| Vec2::ZERO));
        }
        prop_assert!(state.is_done(&task));
        prop_assert!(grade(&shop.spec, level, &state).iter().all(|mark| mark.mark == 1.0));
    }

    #[test]
    fn a_hand_that_trembles_by_8_mm_completes_discovery(shop in shop(), aside in tremble()) {
        let task = shop.task(Level::Discovery);
        let mut state = State::new(&task);
        for _ in 0..3 * task.acts {
            let Some((act, gesture)) = state.next(&task).zip(demonstrate(&task, &state)) else { break };
            play(&task, &mut state, finger(act, EYE, &gesture, |step| aside[step / 4 % aside.len()]));
        }
        prop_assert!(state.is_done(&task), "{:?}", state);
        prop_assert_eq!(state.counts, Counts::default());
    }

    #[test]
    fn a_second_hand_takes_nothing(shop in shop(), level in level(), deeds in deeds(), first in 0usize..11, second in 0usize..13) {
        let task = shop.task(level);
        let mut state = reached(&task, &deeds);
        settle(&task, &mut state);
        apply(&task, &mut state, press(&task, first % task.things.len()));
        if state.held().is_none() {
            // It is done and nothing of it is left to take.
            return Ok(());
        }
        let before = state.clone();
        let ray = ray(&task, Spot::Along(second, 0.5));
        prop_assert_eq!(apply(&task, &mut state, Input::Press { on: second, ray }), []);
        prop_assert_eq!(state, before);
    }
}

/// A stop to press, a switch to turn, a lock to carry, a test that is dangerous too early, a guard to pull.
fn plain() -> Shop {
    let kinds = [
        kind(Hand::Tap, 0, false),
        kind(Hand::Turn, 0b1, false),
        kind(Hand::Slide, 0b10, false),
        kind(Hand::Hold, 0b110, true),
        kind(Hand::Pull, 0, false),
    ];
    Shop::new(&kinds, 1)
}

#[test]
fn each_hand_does_its_act_and_the_last_one_is_done() {
    let task = plain().task(Level::Expert);
    let mut state = State::new(&task);
    let (taken, did) = (|thing| Effect::Taken { thing }, |thing| Effect::Did { thing });
    let tap = [press(&task, 0), Input::Tick, Input::Release];
    assert_eq!(play(&task, &mut state, tap), [taken(0), did(0)]);
    for thing in [1, 2] {
        let effects = play(&task, &mut state, carry(&task, thing, 1.0));
        assert_eq!(effects, [taken(thing), did(thing)]);
    }
    assert_eq!(play(&task, &mut state, [press(&task, 3)]), [taken(3)]);
    assert_eq!(play(&task, &mut state, [Input::Tick; 55]), []);
    assert_eq!(play(&task, &mut state, [Input::Tick; 10]), [did(3)]);
    let effects = play(&task, &mut state, carry(&task, 4, 0.9));
    assert_eq!(effects, [taken(4), did(4), Effect::Done]);
    assert_eq!(state.counts, Counts::default());
}

#[test]
fn what_is_let_go_too_soon_springs_back_and_is_nobodys_mistake() {
    let task = plain().task(Level::Discovery);
    let mut state = State::new(&task);
    play(&task, &mut state, carry(&task, 4, 0.7));
    assert!(state.share(4) > 0.4 && !state.did(4));
    settle(&task, &mut state);
    assert_eq!((state.share(4), state.counts), (0.0, Counts::default()));
}

#[test]
fn what_comes_first_is_told_however_deep_it_lies() {
    let task = plain().task(Level::Discovery);
    let mut state = State::new(&task);
    let slipped = |thing, first| Effect::Slipped { thing, first };
    assert!(play(&task, &mut state, carry(&task, 2, 0.9)).contains(&slipped(2, 0)));
    play(&task, &mut state, [press(&task, 0), Input::Release]);
    assert!(play(&task, &mut state, carry(&task, 2, 0.9)).contains(&slipped(2, 1)));
    assert_eq!(state.counts.slips, 2);
    // Barely moved, it is not meant.
    assert_eq!(
        play(&task, &mut state, carry(&task, 2, 0.2))[1],
        Effect::Sprung { thing: 2 }
    );
    assert_eq!(state.counts.slips, 2);
}

#[test]
fn too_early_where_it_is_dangerous_stops_and_can_be_done_again() {
    let task = plain().task(Level::Discovery);
    let mut state = State::new(&task);
    play(&task, &mut state, [press(&task, 3)]);
    let effects = play(&task, &mut state, [Input::Tick; 40]);
    assert_eq!(effects, [Effect::Stopped { thing: 3, first: 0 }]);
    assert_eq!((state.held(), state.counts.critical), (None, 1));
    settle(&task, &mut state);
    assert_eq!(state.share(3), 0.0);
}

#[test]
fn a_decoy_is_refused_and_any_permitted_order_is_right() {
    let task = plain().task(Level::Expert);
    let mut state = State::new(&task);
    let tap = [press(&task, 5), Input::Release];
    assert_eq!(play(&task, &mut state, tap)[1], Effect::Refused { thing: 5 });
    assert_eq!(state.counts.decoys, 1);
    // The guard waits for nothing: before the rest it is an inversion, and done.
    play(&task, &mut state, carry(&task, 4, 1.0));
    assert!(state.did(4));
    assert_eq!((state.counts.inversions, state.counts.slips), (1, 0));
}

#[test]
fn a_finger_beside_the_handle_carries_it_all_the_same() {
    let task = plain().task(Level::Discovery);
    let mut state = State::new(&task);
    let aside = Vec3::new(0.05, -0.04, 0.0);
    let beside = |share| Ray::through(EYE, task.things[4].along(share) + aside);
    apply(
        &task,
        &mut state,
        Input::Press {
            on: 4,
            ray: beside(0.0),
        },
    );
    apply(&task, &mut state, Input::Move { ray: beside(0.0) });
    assert!(state.share(4) < 0.05, "it does not jump under the finger");
    apply(&task, &mut state, Input::Move { ray: beside(1.0) });
    assert!(state.did(4), "one report of a slow machine is enough");
}

#[test]
fn the_proof_plays_it_out_and_sees_what_cannot_be_told_apart() {
    let shop = plain();
    assert!(
        Level::ALL
            .iter()
            .all(|level| plays_out(&shop.spec, *level, &shop.anchors, EYE))
    );
    let far = *shop.anchors.get("act.thing0").expect("it is there");
    let nodes = shop.anchors.names().map(|name| {
        let anchor = if name == "act.thing4" {
            &far
        } else {
            shop.anchors.get(name).expect("it is there")
        };
        (name.to_owned(), *anchor)
    });
    let anchors = nodes.collect();
    assert!(!plays_out(&shop.spec, Level::Discovery, &anchors, EYE));
}

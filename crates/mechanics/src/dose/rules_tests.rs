//! The rules of `dose` under any hand: what must hold whatever is touched, in whatever order.

#[path = "rules_hands.rs"]
pub(crate) mod hands;

use glam::{Vec2, Vec3};
use hands::{Deed, EYE, HANDS, Shop, Spot, deeds, inputs, level, pour, ray, shop, spot, tremble};
use proptest::{collection::vec, prelude::*};

use super::{
    super::{
        Measure,
        demonstrate::demonstrate,
        measure::{grade, measured},
        plays_out,
        proof::perform,
    },
    *,
};
use crate::Level;

/// Whatever flows, drips, is judged or waited for is over after so many steps of game time.
const REST_TICKS: usize = 900;

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

fn steady(_: usize) -> Vec2 {
    Vec2::ZERO
}

fn is_whole(task: &Task, state: &State) -> Result<(), TestCaseError> {
    prop_assert!((0.0..=1.0).contains(&state.flow()), "flow {}", state.flow());
    prop_assert!(state.load() >= 0.0 && state.load().is_finite());
    for (dose, poured) in state.poured.iter().enumerate() {
        let most = MOST * task.doses[dose].target;
        prop_assert!((0.0..=most * 1.001).contains(poured), "{poured} of {most}");
    }
    for receiver in 0..task.receivers.len() {
        let (low, high) = task.receivers[receiver].range;
        prop_assert!((low..=high).contains(&state.reading(task, receiver)));
    }
    let (done, total) = state.progress();
    prop_assert!(done <= total && state.is_done() == (done == total));
    prop_assert!(state.counts.rushed as usize <= total);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_hand_pours_what_cannot_be(shop in shop(), level in level(), deeds in deeds()) {
        let task = shop.task(level);
        let mut state = State::new(&task);
        let mut said = 0;
        for input in inputs(&task, &deeds) {
            let before = state.clone();
            let effects = apply(&task, &mut state, input);
            said += effects.iter().filter(|effect| **effect == Effect::Done).count();
            prop_assert_eq!(said, usize::from(state.is_done()));
            is_whole(&task, &state)?;
            // What was poured cannot be taken back.
            for dose in 0..task.doses.len() {
                prop_assert!(state.poured(dose) >= before.poured(dose));
            }
        }
        for mark in grade(&shop.spec, level, &task, &state) {
            prop_assert!((0.0..=1.0).contains(&mark.mark) && mark.value.is_finite(), "{:?}", mark);
        }
    }

    #[test]
    fn the_same_hand_pours_the_same(shop in shop(), level in level(), deeds in deeds()) {
        let task = shop.task(level);
        let (mut one, mut other) = (State::new(&task), State::new(&task));
        let inputs = inputs(&task, &deeds);
        let first = play(&task, &mut one, inputs.clone());
        prop_assert_eq!(first, play(&task, &mut other, inputs));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn the_demonstration_ends_the_step_from_anywhere(
        shop in shop(), level in level(), deeds in deeds(), x in -2f32..2.0, y in 1.4f32..3.0, z in 3.0f32..6.0,
    ) {
        let task = shop.task(level);
        let mut state = reached(&task, &deeds);
        settle(&task, &mut state);
        for _ in 0..3 * task.doses.len() {
            if state.is_done() {
                break;
            }
            prop_assert!(perform(&task, &mut state, Vec3::new(x, y, z), steady).is_some(), "nothing to show {:?}", state);
        }
        prop_assert!(state.is_done(), "{:?}", state);
        prop_assert_eq!(demonstrate(&task, &state), None);
    }

    #[test]
    fn the_demonstration_alone_earns_full_marks_at_every_level(shop in shop(), level in level()) {
        let task = shop.task(level);
        let mut state = State::new(&task);
        while !state.is_done() {
            prop_assert!(perform(&task, &mut state, EYE, steady).is_some());
        }
        for mark in grade(&shop.spec, level, &task, &state) {
            prop_assert!(mark.mark > 0.999, "{:?} {:?}", mark, state);
        }
    }

    #[test]
    fn a_finger_that_trembles_by_8_mm_completes_discovery(shop in shop(), tremble in tremble()) {
        let task = shop.task(Level::Discovery);
        let mut state = State::new(&task);
        for _ in 0..4 * task.doses.len() {
            if state.is_done() {
                break;
            }
            let beside = |step: usize| tremble[(step / 3) % tremble.len()];
            prop_assert!(perform(&task, &mut state, EYE, beside).is_some());
        }
        prop_assert!(state.is_done());
        let marks = grade(&shop.spec, Level::Discovery, &task, &state);
        let good = marks.iter().map(|mark| mark.mark).sum::<f32>() / marks.len() as f32;
        prop_assert!(good > 0.7, "{} {:#?}", good, marks);
    }

    #[test]
    fn a_second_finger_moves_nothing(shop in shop(), level in level(), deeds in deeds(), other in 0usize..4) {
        let task = shop.task(level);
        let mut state = reached(&task, &deeds);
        apply(&task, &mut state, Input::Cancel);
        let next = state.dose().map_or(0, |dose| task.doses[dose].from);
        apply(&task, &mut state, Input::Press { on: next, ray: ray(&task, Spot::On(next, 0.0)) });
        if state.held().is_some() {
            let before = state.clone();
            let press = Input::Press { on: other, ray: ray(&task, Spot::On(other, 0.0)) };
            prop_assert_eq!(apply(&task, &mut state, press), []);
            prop_assert_eq!(state, before);
        }
    }

    #[test]
    fn a_cancelled_touch_costs_nothing_that_it_did_not_pour(
        shop in shop(), level in level(), deeds in deeds(), vessel in 0usize..4, spots in vec(spot(), 0..5),
    ) {
        let task = shop.task(level);
        let mut state = reached(&task, &deeds);
        settle(&task, &mut state);
        let before = state.clone();
        apply(&task, &mut state, Input::Press { on: vessel, ray: ray(&task, Spot::On(vessel, 0.0)) });
        play(&task, &mut state, spots.iter().map(|spot| Input::Move { ray: ray(&task, *spot) }));
        apply(&task, &mut state, Input::Cancel);
        prop_assert_eq!(state.counts, before.counts);
        prop_assert_eq!(state.poured, before.poured);
    }

    #[test]
    fn hammering_gets_on(shop in shop(), level in level(), every in 1usize..20) {
        let task = shop.task(level);
        let mut state = State::new(&task);
        for step in 0..40_000 {
            if state.is_done() {
                break;
            }
            if step % every == 0 {
                let vessel = step / every % task.vessels.len();
                play(&task, &mut state, [Input::Press { on: vessel, ray: ray(&task, Spot::On(vessel, 0.0)) }]);
                play(&task, &mut state, [Input::Move { ray: ray(&task, Spot::On(vessel, 0.3)) }]);
            }
            apply(&task, &mut state, Input::Tick);
            if step % every == every / 2 {
                apply(&task, &mut state, Input::Release);
            }
        }
        // Whatever it poured, it did not jam.
        settle(&task, &mut state);
        prop_assert!(state.is_done() || demonstrate(&task, &state).is_some(), "{:?}", state);
    }

    #[test]
    fn a_finger_that_stays_for_ever_ends_the_dose(shop in shop(), level in level()) {
        let task = shop.task(level);
        for vessel in 0..task.vessels.len() {
            let mut state = State::new(&task);
            if task.doses[0].from == vessel {
                let held = play(&task, &mut state, pour(&task, vessel, 0.6, 3000));
                let hand = task.vessels[vessel].hand;
                prop_assert_eq!(held.contains(&Effect::Dosed { dose: 0 }), hand != Pouring::Tap);
                apply(&task, &mut state, Input::Release);
                play(&task, &mut state, [Input::Tick; 1200]);
                prop_assert_eq!(state.progress().0, 1);
                prop_assert!((state.poured(0) / task.doses[0].target - MOST).abs() < 0.01);
            }
        }
    }

    #[test]
    fn who_is_further_off_is_never_marked_higher(level in level(), hand in 0usize..3, a in 0f32..1.0, b in 0f32..1.0) {
        let shop = Shop::new(&[(HANDS[hand], 3.0)], 0.0);
        let task = shop.task(level);
        // Too much, by a share of the dose.
        let off = |share: f32| {
            let mut state = State::new(&task);
            state.poured[0] = task.doses[0].target * (1.0 + share);
            state.dose = 1;
            let marks = grade(&shop.spec, level, &task, &state);
            marks.iter().map(|mark| mark.mark).sum::<f32>()
        };
        let (near, far) = (off(a.min(b)), off(a.max(b)));
        prop_assert!(near >= far - 1e-4, "{} {}", near, far);
    }
}

/// One dose of 30 ml with so much inertia as the level has.
fn one(hand: Pouring, level: Level) -> (Shop, Task) {
    let shop = Shop::new(&[(hand, 3.0), (hand, 3.0)], 0.6);
    let task = shop.task(level);
    (shop, task)
}

#[test]
fn the_flow_goes_on_after_the_hand_and_drips() {
    let (_, task) = one(Pouring::Hold, Level::Expert);
    let mut state = State::new(&task);
    let hand = pour(&task, 0, 0.0, 120);
    assert_eq!(
        play(&task, &mut state, hand),
        [Effect::Taken { vessel: 0 }, Effect::Flows]
    );
    apply(&task, &mut state, Input::Release);
    let then = state.poured(0);
    let mut effects = play(&task, &mut state, [Input::Tick; 200]);
    effects.retain(|effect| *effect != Effect::Short { dose: 0 });
    assert_eq!(effects, [Effect::Stops, Effect::Dripped, Effect::Dripped]);
    // Half a second of inertia at 10 ml a second, and the drops.
    let late = state.poured(0) - then;
    assert!((4.5..6.0).contains(&late), "{late}");
    // All in all what two seconds give, and the drops.
    assert!((state.poured(0) - 20.6).abs() < 0.15, "{}", state.poured(0));
}

#[test]
fn too_little_is_topped_up_and_too_much_stays() {
    let (_, task) = one(Pouring::Hold, Level::Discovery);
    let mut state = State::new(&task);
    let mut pours = |ticks: usize| {
        play(&task, &mut state, pour(&task, 0, 0.0, ticks));
        apply(&task, &mut state, Input::Release);
        let effects = play(&task, &mut state, [Input::Tick; 240]);
        (effects, state.clone())
    };
    let (effects, _) = pours(60);
    assert!(effects.contains(&Effect::Short { dose: 0 }), "{effects:?}");
    let (effects, after) = pours(160);
    assert!(effects.contains(&Effect::Dosed { dose: 0 }) && effects.contains(&Effect::Rested { dose: 0 }));
    assert_eq!((after.progress(), after.counts.top_ups), ((1, 2), 1));
    assert!(measured(&task, &after, Measure::Overshoot) > 15.0);
}

#[test]
fn whoever_pours_before_the_wait_is_over_pours_nothing() {
    let (_, task) = one(Pouring::Hold, Level::Discovery);
    let mut state = State::new(&task);
    perform_first(&task, &mut state);
    assert!(state.waits(&task).is_some());
    for _ in 0..3 {
        let effects = play(&task, &mut state, pour(&task, 0, 0.0, 5));
        assert_eq!(effects, [Effect::TooSoon { dose: 0 }]);
        apply(&task, &mut state, Input::Release);
    }
    assert_eq!((state.poured(1), state.counts.rushed), (0.0, 1));
    play(&task, &mut state, pour(&task, 0, 0.0, 5));
    apply(&task, &mut state, Input::Cancel);
    assert!(play(&task, &mut state, [Input::Tick; 60]).contains(&Effect::Rested { dose: 0 }));
    assert_eq!((state.poured(1), state.counts.rushed), (0.0, 1));
}

/// The first dose as the demonstration pours it, up to its judgement.
fn perform_first(task: &Task, state: &mut State) {
    let gesture = demonstrate(task, state).expect("something to show");
    let ticks = (gesture.secs / STEP_SECS).ceil() as usize + 1;
    play(task, state, pour(task, 0, 0.0, ticks));
    apply(task, state, Input::Release);
    while state.progress().0 == 0 {
        apply(task, state, Input::Tick);
    }
}

#[test]
fn a_ladle_holds_as_much_as_the_press_was_long() {
    let (_, task) = one(Pouring::Tap, Level::Expert);
    let mut state = State::new(&task);
    let vessel = 2;
    play(&task, &mut state, pour(&task, vessel, 0.0, 180));
    assert_eq!(state.act(&task, vessel), Act::Dips);
    assert!((state.load() - 30.0).abs() < 0.1 && state.poured(0) == 0.0);
    apply(&task, &mut state, Input::Release);
    assert_eq!(state.act(&task, vessel), Act::Carries(0.0));
    let effects = play(&task, &mut state, [Input::Tick; 600]);
    assert!(effects.contains(&Effect::Dosed { dose: 0 }), "{effects:?}");
    assert!((state.poured(0) - 30.0).abs() < 0.1);
}

#[test]
fn another_vessel_is_not_taken() {
    let (_, task) = one(Pouring::Tilt, Level::Expert);
    let mut state = State::new(&task);
    let press = |vessel| Input::Press {
        on: vessel,
        ray: ray(&task, Spot::On(vessel, 0.0)),
    };
    assert_eq!(apply(&task, &mut state, press(0)), [Effect::Other { vessel: 0 }]);
    assert_eq!((state.held(), state.begun), (None, false));
    assert_eq!(apply(&task, &mut state, press(1)), [Effect::Taken { vessel: 1 }]);
}

#[test]
fn a_vessel_dragged_further_down_pours_faster() {
    let (_, task) = one(Pouring::Tilt, Level::Discovery);
    let poured = [0.02, 0.15, 0.25, 0.6].map(|below| {
        let mut state = State::new(&task);
        play(&task, &mut state, pour(&task, 1, below, 60));
        state.poured(0)
    });
    assert_eq!(poured[0], 0.0);
    assert!(poured.windows(2).all(|pair| pair[0] < pair[1]), "{poured:?}");
}

#[test]
fn doses_that_should_be_equal_are_compared() {
    let (_, task) = one(Pouring::Hold, Level::Discovery);
    let mut state = State::new(&task);
    state.poured = vec![27.0, 33.0];
    state.dose = 2;
    assert!((measured(&task, &state, Measure::Evenness) - 10.0).abs() < 1e-3);
    assert!((measured(&task, &state, Measure::Error) - 10.0).abs() < 1e-3);
    assert!((measured(&task, &state, Measure::Overshoot) - 5.0).abs() < 1e-3);
}

#[test]
fn it_can_be_played_from_before_and_not_from_straight_above() {
    let shop = Shop::new(&[(Pouring::Tilt, 2.0), (Pouring::Hold, 2.0), (Pouring::Tap, 2.0)], 0.3);
    for level in Level::ALL {
        assert!(plays_out(&shop.spec, level, &shop.anchors, EYE));
    }
    assert!(!plays_out(&shop.spec, Level::Expert, &shop.anchors, Vec3::NAN));
    assert!(!plays_out(
        &shop.spec,
        Level::Expert,
        &shop.anchors,
        Vec3::new(0.0, 9.0, 0.3)
    ));
}

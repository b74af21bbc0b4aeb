//! The rules of `assemble` under any hand: what must hold whatever is touched, in whatever order.

#[path = "rules_hands.rs"]
mod hands;

use hands::{Act, Bench, EYE, LEVELS, PRESS_START, Spot, TOUCH, acts, bench, carry, inputs, level, ray, spot};
use proptest::{collection::vec, prelude::*};

use super::{
    super::demonstration::{SHORTEST_GESTURE_SECS, demonstrate},
    *,
};

/// Ticks after which whatever drifts is home.
const DRIFT_TICKS: usize = (DRIFT_SECS / STEP_SECS) as usize + 2;

/// All effects of the inputs, in order.
fn play(task: &Task, state: &mut State, inputs: impl IntoIterator<Item = Input>) -> Vec<Effect> {
    inputs.into_iter().flat_map(|input| apply(task, state, input)).collect()
}

fn reached(task: &Task, acts: &[Act]) -> State {
    let mut state = State::new(task);
    play(task, &mut state, inputs(task, acts));
    state
}

/// Lets go and waits until everything is home.
fn settle(task: &Task, state: &mut State) {
    apply(task, state, Input::Cancel);
    play(task, state, [Input::Tick; DRIFT_TICKS]);
}

fn is_whole(task: &Task, state: &State) -> Result<(), TestCaseError> {
    prop_assert_eq!(state.places.len(), task.items.len());
    let carried: Vec<_> = (0..task.items.len())
        .filter(|&item| matches!(state.place(item), Place::Carried(_)))
        .collect();
    prop_assert_eq!(carried, Vec::from_iter(state.carried()));
    prop_assert!(!(state.is_pressing() && state.carried().is_some()));
    prop_assert!(!state.started || task.start.is_some() && task.next(state).is_none());
    for (item, place) in state.places.iter().enumerate() {
        prop_assert!(
            *place != Place::Placed || task.items[item].socket.is_some(),
            "decoy {} placed",
            item
        );
        if let Place::Drifting { progress, .. } = place {
            prop_assert!((0.0..1.0).contains(progress));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_hand_loses_a_part_or_carries_two(bench in bench(), level in level(), acts in acts()) {
        let task = bench.task(level);
        let mut state = State::new(&task);
        for input in inputs(&task, &acts) {
            let placed: Vec<_> = state.places.iter().map(|place| *place == Place::Placed).collect();
            apply(&task, &mut state, input);
            is_whole(&task, &state)?;
            for (item, was_placed) in placed.into_iter().enumerate() {
                prop_assert!(!was_placed || state.place(item) == Place::Placed, "part {} came loose", item);
            }
            for mark in grade(&bench.spec, level, &state) {
                prop_assert!((0.0..=1.0).contains(&mark.mark), "{:?}", mark);
            }
        }
        settle(&task, &mut state);
        for place in &state.places {
            prop_assert!(matches!(place, Place::Home | Place::Placed), "{:?}", place);
        }
    }

    #[test]
    fn done_is_said_once_and_exactly_when_all_is_placed_and_begun(bench in bench(), level in level(), acts in acts()) {
        let task = bench.task(level);
        let mut state = State::new(&task);
        let mut said = 0;
        for input in inputs(&task, &acts) {
            let effects = apply(&task, &mut state, input);
            said += effects.iter().filter(|effect| **effect == Effect::Done).count();
            let (done, total) = state.progress(&task);
            prop_assert_eq!(said, usize::from(done == total));
            prop_assert_eq!(state.is_done(&task), done == total);
            prop_assert_eq!(state.is_ready(&task), task.start.is_some() && done + 1 == total && task.next(&state).is_none());
        }
    }

    #[test]
    fn a_start_too_early_costs_a_count_and_nothing_else(bench in bench(), level in level(), acts in acts()) {
        let task = bench.task(level);
        let mut state = reached(&task, &acts);
        settle(&task, &mut state);
        let before = state.clone();
        let told = play(&task, &mut state, TOUCH);
        let Some(start) = &task.start else {
            prop_assert_eq!(told, []);
            prop_assert_eq!(state, before);
            return Ok(());
        };
        let first = start.grave.iter().find(|item| before.place(**item) != Place::Placed);
        let wanted = match first {
            _ if before.is_done(&task) => vec![],
            _ if before.is_ready(&task) => vec![Effect::Pressed, Effect::Done],
            Some(&item) => vec![Effect::Pressed, Effect::Forgot { item }],
            None => vec![Effect::Pressed, Effect::TooSoon],
        };
        prop_assert_eq!(&told, &wanted);
        prop_assert_eq!(&state.places, &before.places);
        let forgot = wanted.iter().any(|effect| matches!(effect, Effect::Forgot { .. }));
        prop_assert_eq!(state.counts.forgotten, before.counts.forgotten + u32::from(forgot));
        let better = |(now, then): (Mark, Mark)| now.mark > then.mark;
        prop_assert!(!grade(&bench.spec, level, &state).into_iter().zip(grade(&bench.spec, level, &before)).any(better));
    }

    #[test]
    fn the_same_hand_gives_the_same_end(bench in bench(), level in level(), acts in acts()) {
        let task = bench.task(level);
        // Only finite rays: a point that is not a number equals nothing, not even itself.
        let acts: Vec<_> =
            acts.into_iter().filter(|act| !matches!(act, Act::Grab(_, Spot::Nowhere) | Act::Move(Spot::Nowhere))).collect();
        let (mut one, mut other) = (State::new(&task), State::new(&task));
        let inputs = inputs(&task, &acts);
        prop_assert_eq!(play(&task, &mut one, inputs.clone()), play(&task, &mut other, inputs));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_cancelled_touch_costs_nothing(
        bench in bench(), level in level(), acts in acts(), item in 0usize..9, spots in vec(spot(), 0..5), held in 0usize..90,
    ) {
        let task = bench.task(level);
        let mut state = reached(&task, &acts);
        settle(&task, &mut state);
        let (counts, begun, ticks) = (state.counts, state.meant, state.ticks);
        let marks = grade(&bench.spec, level, &state);
        apply(&task, &mut state, Input::Press { on: Touched::Item(item), ray: ray(&task, Spot::Home(item)) });
        play(&task, &mut state, spots.iter().map(|spot| Input::Move { ray: ray(&task, *spot) }));
        let mut cancelled = state.clone();
        apply(&task, &mut cancelled, Input::Cancel);
        prop_assert_eq!(grade(&bench.spec, level, &cancelled), marks);
        // Time that passes meanwhile counts only for a step that has begun.
        play(&task, &mut state, vec![Input::Tick; held]);
        apply(&task, &mut state, Input::Cancel);
        play(&task, &mut state, [Input::Tick; DRIFT_TICKS]);
        prop_assert_eq!(state.counts, counts);
        prop_assert!(begun || state.ticks == ticks);
    }

    #[test]
    fn the_demonstration_wins_from_anywhere(
        bench in bench(), level in level(), acts in acts(), x in -3f32..3.0, y in 0.3f32..3.0, z in 2.0f32..6.0,
    ) {
        let task = bench.task(level);
        let eye = Vec3::new(x, y, z);
        let mut state = reached(&task, &acts);
        settle(&task, &mut state);
        while let Some(item) = task.next(&state) {
            let before = state.progress(&task).0;
            let gesture = demonstrate(&task, &state).expect("nothing is on its way");
            prop_assert!(gesture.secs >= SHORTEST_GESTURE_SECS && gesture.secs.is_finite());
            let rays = gesture.path.iter().map(|point| Ray::through(eye, *point));
            apply(&task, &mut state, Input::Press { on: Touched::Item(item), ray: Ray::through(eye, gesture.path[0]) });
            play(&task, &mut state, rays.flat_map(|ray| [Input::Move { ray }, Input::Tick]));
            apply(&task, &mut state, Input::Release);
            prop_assert_eq!(state.progress(&task).0, before + 1, "part {} of {:?}", item, task);
        }
        if state.is_ready(&task) {
            let gesture = demonstrate(&task, &state).expect("the start is shown");
            prop_assert_eq!(gesture.path.first(), task.start.as_ref().map(|start| &start.at));
            prop_assert_eq!(play(&task, &mut state, TOUCH), [Effect::Pressed, Effect::Done]);
        }
        prop_assert_eq!(demonstrate(&task, &state), None);
    }

    #[test]
    fn a_second_hand_takes_nothing(bench in bench(), level in level(), acts in acts(), first in 0usize..9, second in 0usize..12) {
        let task = bench.task(level);
        let mut state = reached(&task, &acts);
        settle(&task, &mut state);
        apply(&task, &mut state, Input::Press { on: Touched::Item(first), ray: ray(&task, Spot::Home(first)) });
        if state.carried().is_none() {
            apply(&task, &mut state, PRESS_START);
        }
        if !state.is_holding() {
            // All is done and nothing is left to take.
            return Ok(());
        }
        let before = state.clone();
        prop_assert_eq!(apply(&task, &mut state, PRESS_START), []);
        prop_assert_eq!(apply(&task, &mut state, Input::Press { on: Touched::Item(second), ray: ray(&task, Spot::Home(second)) }), []);
        prop_assert_eq!(state, before);
    }
}

fn plain() -> Bench {
    Bench::new(3, 2, &[Vec3::ZERO])
}

#[test]
fn a_part_at_its_socket_snaps_and_the_last_one_is_done() {
    let task = plain().task(Level::Discovery);
    let mut state = State::new(&task);
    for item in 0..3 {
        let mut wanted = vec![Effect::Lifted { item }, Effect::Snapped { item }];
        wanted.extend((item == 2).then_some(Effect::Done));
        assert_eq!(
            play(&task, &mut state, carry(&task, item, ray(&task, Spot::Socket(item)))),
            wanted
        );
        assert_eq!(
            state.position(&task, item),
            task.items[item].socket.expect("a part has one")
        );
    }
    assert_eq!(state.counts, Counts::default());
}

#[test]
fn the_order_is_the_experts_business() {
    let bench = plain();
    let early = |level| {
        let task = bench.task(level);
        let mut state = State::new(&task);
        let effects = play(&task, &mut state, carry(&task, 1, ray(&task, Spot::Socket(1))));
        (effects[1], state.counts.inversions, state.progress(&task).0)
    };
    assert_eq!(early(Level::Discovery), (Effect::Snapped { item: 1 }, 1, 1));
    assert_eq!(
        early(Level::Expert),
        (
            Effect::Refused {
                item: 1,
                why: Refusal::TooEarly
            },
            1,
            0
        )
    );
}

#[test]
fn decoys_and_wrong_parts_drift_home() {
    let task = plain().task(Level::Expert);
    for (item, why) in [(4, Refusal::Decoy), (1, Refusal::WrongSocket)] {
        let mut state = State::new(&task);
        let effects = play(&task, &mut state, carry(&task, item, ray(&task, Spot::Socket(0))));
        assert_eq!(effects, [Effect::Lifted { item }, Effect::Refused { item, why }]);
        let effects = play(&task, &mut state, [Input::Tick; DRIFT_TICKS]);
        assert_eq!(effects, [Effect::CameHome { item }]);
        assert_eq!(state.position(&task, item), task.items[item].home);
        assert_eq!(
            (state.counts.decoys, state.counts.wrong_sockets),
            if item == 4 { (1, 0) } else { (0, 1) }
        );
    }
}

#[test]
fn a_part_put_back_is_not_a_drop() {
    let task = plain().task(Level::Discovery);
    let mut state = State::new(&task);
    let beside = Ray::through(EYE, task.items[0].home + Vec3::new(0.05, 0.0, 0.0));
    assert_eq!(
        play(&task, &mut state, carry(&task, 0, beside))[1],
        Effect::Dropped { item: 0 }
    );
    assert_eq!(state.counts, Counts::default());
    let away = Ray::through(EYE, Vec3::new(2.5, 2.5, 0.0));
    assert_eq!(
        play(&task, &mut state, carry(&task, 0, away))[1],
        Effect::Dropped { item: 0 }
    );
    assert_eq!(
        state.counts,
        Counts {
            drops: 1,
            ..Counts::default()
        }
    );
}

#[test]
fn the_clock_runs_from_the_first_touch_that_was_meant_to_the_last_part() {
    let bench = Bench::new(1, 0, &[Vec3::ZERO]);
    let task = bench.task(Level::Discovery);
    let mut state = State::new(&task);
    let grab = Input::Press {
        on: Touched::Item(0),
        ray: ray(&task, Spot::Home(0)),
    };
    play(&task, &mut state, [Input::Tick; 60]);
    // A palm: taken away before anything came of it.
    play(&task, &mut state, [grab, Input::Tick, Input::Cancel]);
    play(&task, &mut state, [Input::Tick; 60]);
    assert_eq!(state.ticks, 0);
    play(&task, &mut state, [grab, Input::Tick, Input::Tick, Input::Tick]);
    play(&task, &mut state, carry(&task, 0, ray(&task, Spot::Socket(0))));
    assert!(state.is_done(&task));
    play(&task, &mut state, [Input::Tick; 60]);
    assert_eq!(state.ticks, 3);
}

#[test]
fn the_gravest_of_what_is_missing_is_told_then_a_touch_begins() {
    let bench = plain().with_start(&[2, 0]);
    let task = bench.task(Level::Discovery);
    let mut state = State::new(&task);
    let place = |state: &mut State, item| play(&task, state, carry(&task, item, ray(&task, Spot::Socket(item))));
    assert_eq!(
        play(&task, &mut state, TOUCH),
        [Effect::Pressed, Effect::Forgot { item: 2 }]
    );
    place(&mut state, 2);
    assert_eq!(
        play(&task, &mut state, TOUCH),
        [Effect::Pressed, Effect::Forgot { item: 0 }]
    );
    place(&mut state, 0);
    assert_eq!(play(&task, &mut state, TOUCH), [Effect::Pressed, Effect::TooSoon]);
    assert_eq!(
        place(&mut state, 1),
        [Effect::Lifted { item: 1 }, Effect::Snapped { item: 1 }, Effect::Ready]
    );
    assert_eq!((state.progress(&task), state.is_done(&task)), ((3, 4), false));
    // A palm on the start is nobody's wish.
    assert_eq!(play(&task, &mut state, [PRESS_START, Input::Cancel]), [Effect::Pressed]);
    assert!(state.is_ready(&task));
    assert_eq!(play(&task, &mut state, TOUCH), [Effect::Pressed, Effect::Done]);
    assert_eq!(play(&task, &mut state, TOUCH), []);
    assert_eq!((state.progress(&task), state.counts.forgotten), ((4, 4), 2));
}

#[test]
fn a_palm_on_the_start_does_not_start_the_clock() {
    let bench = plain().with_start(&[]);
    let task = bench.task(Level::Discovery);
    let mut state = State::new(&task);
    play(
        &task,
        &mut state,
        [PRESS_START, Input::Tick, Input::Cancel, Input::Tick],
    );
    assert_eq!(state.ticks, 0);
}

#[test]
fn a_missing_anchor_makes_no_task() {
    let mut bench = plain();
    bench.anchors = bench
        .anchors
        .names()
        .filter(|name| *name != "socket.thing1")
        .filter_map(|name| Some((name.to_owned(), *bench.anchors.get(name)?)))
        .collect();
    assert!(
        LEVELS
            .iter()
            .all(|level| Task::new(&bench.spec, *level, &bench.anchors).is_none())
    );
}

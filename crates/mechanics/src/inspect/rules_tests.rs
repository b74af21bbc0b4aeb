//! The rules of `inspect` under any hand: what must hold whatever is touched, in whatever order.

#[path = "rules_hands.rs"]
mod hands;

use hands::{Act, Piece, Place, VIEW, acts, inputs, level, piece, place, press, tap, view};
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::inspect::proof;

/// Ticks after which whatever turns stands, and a new tap is a new mistake.
const CALM_TICKS: usize = 200;

/// All effects of the inputs, in order.
fn play(task: &Task, state: &mut State, inputs: impl IntoIterator<Item = Input>) -> Vec<Effect> {
    inputs.into_iter().flat_map(|input| apply(task, state, input)).collect()
}

fn reached(piece: &Piece, task: &Task, acts: &[Act]) -> State {
    let mut state = State::new(task);
    play(task, &mut state, inputs(piece, acts));
    state
}

/// Lets go and waits until the piece stands.
fn settle(task: &Task, state: &mut State) {
    apply(task, state, Input::Cancel);
    play(task, state, [Input::Tick; CALM_TICKS]);
}

fn is_whole(task: &Task, state: &State) -> Result<(), TestCaseError> {
    prop_assert!((task.yaw.0..=task.yaw.1).contains(&state.yaw), "yaw {}", state.yaw);
    prop_assert!(
        (task.pitch.0..=task.pitch.1).contains(&state.pitch),
        "pitch {}",
        state.pitch
    );
    prop_assert!(state.spin.is_finite() && state.spin.length() <= SPIN.1 * 1.001);
    prop_assert!(state.lamp.is_normalized(), "lamp {}", state.lamp);
    prop_assert!(state.turn(task).is_normalized());
    prop_assert_eq!(state.known.len(), task.spots.len());
    Ok(())
}

proptest! {
    #[test]
    fn no_hand_turns_the_piece_out_of_its_bounds_or_loses_a_find(piece in piece(), level in level(), acts in acts()) {
        let task = piece.task(level);
        let mut state = State::new(&task);
        for input in inputs(&piece, &acts) {
            let known = state.known.clone();
            apply(&task, &mut state, input);
            is_whole(&task, &state)?;
            for (spot, was_known) in known.into_iter().enumerate() {
                prop_assert!(!was_known || state.is_known(spot), "spot {} was forgotten", spot);
            }
            for mark in grade(&piece.spec, level, &task, &state) {
                prop_assert!((0.0..=1.0).contains(&mark.mark), "{:?}", mark);
            }
        }
        settle(&task, &mut state);
        prop_assert!(!state.is_busy(), "it never stands: {:?}", state);
    }

    #[test]
    fn done_is_said_once_and_exactly_when_it_is(piece in piece(), level in level(), acts in acts()) {
        let task = piece.task(level);
        let mut state = State::new(&task);
        let mut said = 0;
        for input in inputs(&piece, &acts) {
            let effects = apply(&task, &mut state, input);
            said += effects.iter().filter(|effect| **effect == Effect::Done).count();
            let (found, wanted) = state.progress(&task);
            prop_assert_eq!(said, usize::from(found == wanted || state.out_of_time));
            prop_assert_eq!(state.is_done(&task), said == 1);
        }
    }

    #[test]
    fn the_same_hand_gives_the_same_end(piece in piece(), level in level(), acts in acts()) {
        let task = piece.task(level);
        let inputs = inputs(&piece, &acts);
        let (mut one, mut other) = (State::new(&task), State::new(&task));
        prop_assert_eq!(play(&task, &mut one, inputs.clone()), play(&task, &mut other, inputs));
        // A ray that is no number equals nothing, not even itself.
        (one.touch, other.touch) = (None, None);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_cancelled_touch_costs_nothing(
        piece in piece(), level in level(), acts in acts(), at in place(), on_piece in any::<bool>(), held in 0usize..90,
    ) {
        let task = piece.task(level);
        let mut state = reached(&piece, &task, &acts);
        settle(&task, &mut state);
        let before = state.clone();
        let marks = grade(&piece.spec, level, &task, &state);
        apply(&task, &mut state, press(&piece, at, on_piece));
        let mut cancelled = state.clone();
        apply(&task, &mut cancelled, Input::Cancel);
        prop_assert_eq!(grade(&piece.spec, level, &task, &cancelled), marks);
        // Time that passes meanwhile counts only for a step that has begun.
        play(&task, &mut state, vec![Input::Tick; held]);
        apply(&task, &mut state, Input::Cancel);
        prop_assert_eq!((&state.known, state.false_hits), (&before.known, before.false_hits));
        prop_assert_eq!(state.pose(), before.pose());
        prop_assert!(before.meant || state.ticks == before.ticks);
    }

    #[test]
    fn a_second_finger_does_nothing(piece in piece(), level in level(), acts in acts(), second in place()) {
        let task = piece.task(level);
        let mut state = reached(&piece, &task, &acts);
        settle(&task, &mut state);
        apply(&task, &mut state, press(&piece, Place::Spot(0), true));
        let before = state.clone();
        prop_assert_eq!(apply(&task, &mut state, press(&piece, second, true)), []);
        prop_assert_eq!(state, before);
    }

    #[test]
    fn the_demonstration_wins_from_anywhere(piece in piece(), level in level(), acts in acts(), view in view()) {
        let task = piece.task_for(level, &view);
        let mut state = reached(&piece, &task, &acts);
        settle(&task, &mut state);
        for _ in 0..8 * task.spots.len() {
            let Some(gesture) = demonstrate(&task, &state, &view) else { break };
            prop_assert!(gesture.secs > 0.0 && gesture.secs.is_finite());
            play(&task, &mut state, proof::finger(&task, &view, &gesture, |_| Vec2::ZERO));
            settle(&task, &mut state);
        }
        prop_assert!(state.is_done(&task), "{:?} {:?}", state, task);
        prop_assert_eq!(demonstrate(&task, &state, &view), None);
    }

    #[test]
    fn an_unsteady_finger_completes_discovery(
        piece in piece(), view in view(), beside in vec((-8f32..8.0, -8f32..8.0), 6..20), shake in vec((-1f32..1.0, -1f32..1.0), 17),
    ) {
        let task = piece.task_for(Level::Discovery, &view);
        let mut state = State::new(&task);
        for turn in 0..12 * task.spots.len() {
            let Some(gesture) = demonstrate(&task, &state, &view) else { break };
            let beside = Vec2::from(beside[turn % beside.len()]);
            let at = |point: usize| beside + Vec2::from(shake[point % shake.len()]);
            play(&task, &mut state, proof::finger(&task, &view, &gesture, at));
            settle(&task, &mut state);
        }
        prop_assert!(state.is_done(&task), "{:?}", state);
    }

    #[test]
    fn marks_never_rise_with_mistakes_nor_fall_with_finds(
        piece in piece(), level in level(), acts in acts(), more in 0u32..9, lost in 0usize..5, late in 0u32..4000,
    ) {
        let task = piece.task(level);
        let better = reached(&piece, &task, &acts);
        let mut worse = better.clone();
        worse.false_hits += more;
        worse.known[lost % task.targets().len()] = false;
        worse.ticks += late;
        let marks = |state| grade(&piece.spec, level, &task, state).into_iter().map(|mark| mark.mark);
        for (better, worse) in marks(&better).zip(marks(&worse)) {
            prop_assert!(worse <= better, "{} after {}", worse, better);
        }
    }
}

/// Two targets on a round piece: one faces the eye, the other faces away.
fn plain() -> Piece {
    Piece::new(2, 0, &[0.0])
}

#[test]
fn a_tap_on_a_target_finds_it_once_and_the_last_one_is_done() {
    let piece = plain();
    let task = piece.task(Level::Expert);
    let mut state = State::new(&task);
    assert_eq!(
        play(&task, &mut state, tap(&piece, Place::Spot(0))),
        [Effect::Found { target: 0 }]
    );
    assert_eq!(play(&task, &mut state, tap(&piece, Place::Spot(0))), []);
    state.yaw = std::f32::consts::PI;
    // Turned half around, the other one lies where the first one lay.
    let effects = play(&task, &mut state, tap(&piece, Place::Spot(0)));
    assert_eq!(effects, [Effect::Found { target: 1 }, Effect::Done]);
    assert_eq!((state.false_hits, state.progress(&task)), (0, (2, 2)));
}

#[test]
fn what_faces_away_cannot_be_pointed_at() {
    let piece = plain();
    let task = piece.task(Level::Discovery);
    let mut state = State::new(&task);
    assert_eq!(
        play(&task, &mut state, tap(&piece, Place::Spot(1))),
        [Effect::FalseHit { decoy: None }]
    );
}

#[test]
fn a_decoy_is_explained_each_time_and_counted_once() {
    let piece = Piece::new(2, 1, &[0.0]);
    let task = piece.task(Level::Expert);
    let mut state = State::new(&task);
    state.yaw = std::f32::consts::TAU / 3.0;
    for _ in 0..3 {
        let effects = play(&task, &mut state, tap(&piece, Place::Spot(0)));
        assert_eq!(effects, [Effect::FalseHit { decoy: Some(0) }]);
        settle(&task, &mut state);
    }
    assert_eq!(state.false_hits, 1);
}

#[test]
fn taps_beside_the_piece_cost_nothing_and_a_burst_on_it_is_one_mistake() {
    let piece = plain();
    let task = piece.task(Level::Discovery);
    let mut state = State::new(&task);
    let far = Place::Anywhere(Vec3::new(0.2, 0.2, 0.6));
    let beside = [press(&piece, far, false), Input::Release];
    assert_eq!(play(&task, &mut state, beside), []);
    for _ in 0..10 {
        play(&task, &mut state, tap(&piece, far));
    }
    assert_eq!(state.false_hits, 1);
    settle(&task, &mut state);
    play(&task, &mut state, tap(&piece, far));
    assert_eq!(state.false_hits, 2);
}

#[test]
fn a_drag_turns_and_points_at_nothing_and_a_long_look_only_looks() {
    let piece = plain();
    let task = piece.task(Level::Discovery);
    let mut state = State::new(&task);
    let moved = |delta_mm| Input::Move {
        ray: hands::ray(&piece, Place::Spot(0)),
        delta_mm,
    };
    let start = press(&piece, Place::Spot(0), true);
    let effects = play(
        &task,
        &mut state,
        [start, moved(Vec2::new(4.0, 0.0)), moved(Vec2::new(20.0, 0.0))],
    );
    assert_eq!(effects, [Effect::Turned]);
    // All but the way within which it could have been a tap; to the right is about the vertical.
    let wanted = (24.0 - TAP_MM) * TURN_PER_MM;
    assert!(
        (state.yaw - wanted).abs() < 1e-5 && state.pitch.abs() < 1e-6,
        "{state:?}"
    );
    assert_eq!(play(&task, &mut state, [Input::Release]), []);
    settle(&task, &mut state);
    let long = steps(TAP_SECS) as usize + 1;
    play(&task, &mut state, [start]);
    play(&task, &mut state, vec![Input::Tick; long]);
    assert_eq!(play(&task, &mut state, [Input::Release]), [Effect::Looked]);
    assert_eq!((state.progress(&task).0, state.false_hits), (0, 0));
}

#[test]
fn a_piece_let_go_turning_turns_on_a_little_and_stops() {
    let piece = plain();
    let task = piece.task(Level::Discovery);
    let mut state = State::new(&task);
    play(&task, &mut state, [press(&piece, Place::Spot(0), true)]);
    for _ in 0..10 {
        let ray = hands::ray(&piece, Place::Spot(0));
        play(
            &task,
            &mut state,
            [
                Input::Move {
                    ray,
                    delta_mm: Vec2::new(5.0, 0.0),
                },
                Input::Tick,
            ],
        );
    }
    let let_go = state.yaw;
    play(&task, &mut state, [Input::Release]);
    play(&task, &mut state, [Input::Tick; CALM_TICKS]);
    let coasted = state.yaw - let_go;
    assert!((0.2..1.5).contains(&coasted), "{coasted} rad");
    assert!(!state.is_busy());
}

#[test]
fn the_lamp_comes_to_the_side_of_the_finger_and_stays_low() {
    let piece = plain();
    let task = piece.task(Level::Discovery);
    let mut state = State::new(&task);
    for x in [-1.5f32, 1.5] {
        let at = Place::Anywhere(Vec3::new(0.2 + x, 0.9, -0.1));
        play(&task, &mut state, [press(&piece, at, true)]);
        play(&task, &mut state, [Input::Tick; CALM_TICKS]);
        apply(&task, &mut state, Input::Cancel);
        assert!(state.lamp.x * x.signum() > 0.6, "{x}: {}", state.lamp);
    }
}

#[test]
fn the_clock_runs_from_the_first_touch_that_was_meant_until_time_is_up() {
    let piece = plain();
    let task = piece.task(Level::Challenge);
    let mut state = State::new(&task);
    play(&task, &mut state, [Input::Tick; 60]);
    // A palm: taken away before anything came of it.
    let palm = [press(&piece, Place::Spot(0), true), Input::Tick, Input::Cancel];
    play(&task, &mut state, palm);
    play(&task, &mut state, [Input::Tick; 60]);
    assert_eq!(state.ticks, 0);
    assert_eq!(
        play(&task, &mut state, tap(&piece, Place::Spot(0))),
        [Effect::Found { target: 0 }]
    );
    let effects = play(&task, &mut state, vec![Input::Tick; 300 * 60]);
    assert_eq!(effects, [Effect::TimeShort, Effect::OutOfTime, Effect::Done]);
    assert_eq!(state.ticks, 300 * 60);
    let marks = grade(&piece.spec, Level::Challenge, &task, &state);
    let values: Vec<f32> = marks.iter().map(|mark| mark.value.round()).collect();
    assert_eq!(values, [1.0, 0.0, 1.0, 300.0]);
    assert_eq!(play(&task, &mut state, tap(&piece, Place::Spot(1))), []);
}

#[test]
fn whoever_hesitates_is_shown_how_and_only_later_where() {
    let piece = plain();
    let task = piece.task(Level::Discovery);
    let mut state = State::new(&task);
    let answer = demonstrate(&task, &state, &VIEW);
    assert!(nudge(&task, &state, &VIEW).is_some_and(|swing| Some(swing) != answer));
    play(&task, &mut state, vec![Input::Tick; 26 * 60]);
    assert_eq!(nudge(&task, &state, &VIEW), answer);
}

#[test]
fn the_smallest_area_is_20_mm_on_the_glass() {
    let piece = plain();
    let task = piece.task(Level::Expert);
    for beside in [Vec2::new(9.9, 0.0), Vec2::new(0.0, -9.9), Vec2::new(-7.0, 7.0)] {
        let mut state = State::new(&task);
        let gesture = demonstrate(&task, &state, &VIEW).expect("there is something to find");
        let effects = play(&task, &mut state, proof::finger(&task, &VIEW, &gesture, |_| beside));
        assert_eq!(effects, [Effect::Found { target: 0 }], "{beside}");
    }
}

#[test]
fn a_missing_anchor_makes_no_task() {
    for missing in ["target.spot1", "turn.piece"] {
        let piece = plain();
        let anchors = piece
            .anchors
            .names()
            .filter(|name| *name != missing)
            .filter_map(|name| Some((name.to_owned(), *piece.anchors.get(name)?)))
            .collect();
        let made = Level::ALL.map(|level| Task::new(&piece.spec, level, &anchors, Vec3::Z).is_some());
        assert_eq!(made, [false; 3], "{missing}");
    }
}

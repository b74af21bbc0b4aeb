//! The rules of `coverage` under any hand: what must hold whatever is touched, in whatever order.

#[path = "rules_hands.rs"]
pub(in crate::coverage) mod hands;

use glam::{Vec2, Vec3};
use hands::{Act, At, EYE, Stand, acts, inputs, level, pass, ray, stand, stroke};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::*;
use crate::{
    Anchors, Level,
    coverage::{
        Measure, Tool,
        check::perform,
        demonstrate::demonstrate,
        measure::{grade, measured},
    },
};

fn play(task: &Task, state: &mut State, inputs: impl IntoIterator<Item = Input>) -> Vec<Effect> {
    inputs.into_iter().flat_map(|input| apply(task, state, input)).collect()
}

fn reached(task: &Task, acts: &[Act]) -> State {
    let mut state = State::new(task);
    play(task, &mut state, inputs(task, acts));
    state
}

fn is_whole(task: &Task, state: &State) -> Result<(), TestCaseError> {
    for cell in state.coats.iter().flat_map(|coat| &coat.cells) {
        prop_assert!((0.0..=3.01 * task.run_um).contains(&cell.um), "{:?}", cell);
    }
    for covered in &state.covered {
        prop_assert!((0.0..=1.001).contains(covered));
    }
    if let Some(tool) = state.tool {
        prop_assert!(tool.uv.is_finite() && tool.speed.is_finite() && tool.flow.is_finite() && tool.flow >= 0.0);
        prop_assert!(state.is_held() && tool.area < task.areas.len());
    }
    if let Some(dial) = &task.dial {
        prop_assert!((dial.range.0..=dial.range.1).contains(&state.distance_mm));
    }
    prop_assert!(state.counts.used.is_finite() && state.counts.arrived <= state.counts.used * 1.001);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_hand_makes_an_impossible_coat(stand in stand(), level in level(), acts in acts()) {
        let task = stand.task(level);
        let mut state = State::new(&task);
        let mut said = 0;
        for (index, input) in inputs(&task, &acts).into_iter().enumerate() {
            let effects = apply(&task, &mut state, input);
            said += effects.iter().filter(|effect| **effect == Effect::Done).count();
            prop_assert_eq!(said, usize::from(state.is_done()));
            if index % 32 == 0 {
                is_whole(&task, &state)?;
            }
        }
        is_whole(&task, &state)?;
        for mark in grade(&stand.spec, level, &task, &state) {
            prop_assert!((0.0..=1.0).contains(&mark.mark) && mark.value.is_finite(), "{:?}", mark);
        }
        apply(&task, &mut state, Input::Cancel);
        prop_assert!(state.tool.is_none() && !state.is_held());
    }

    #[test]
    fn the_same_hand_lays_the_same_coat(stand in stand(), level in level(), acts in acts()) {
        let task = stand.task(level);
        let (mut one, mut other) = (State::new(&task), State::new(&task));
        let inputs = inputs(&task, &acts);
        prop_assert_eq!(play(&task, &mut one, inputs.clone()), play(&task, &mut other, inputs));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn the_demonstration_ends_the_step_whatever_was_done_before(
        stand in stand(), level in level(), acts in acts(), x in -1.2f32..1.2, y in 1.8f32..4.0, z in 2.0f32..5.0,
    ) {
        let task = stand.task(level);
        let eye = Vec3::new(x, y, z);
        let mut state = reached(&task, &acts);
        play(&task, &mut state, [Input::Cancel]);
        for _ in 0..80 {
            if state.is_done() {
                break;
            }
            prop_assert!(perform(&task, &mut state, eye).is_some(), "nothing to show");
        }
        prop_assert!(state.is_done(), "{:?} covered of {:?}", state.covered, stand.spec.levels.get(level));
        prop_assert_eq!(demonstrate(&task, &state), None);
    }

    #[test]
    fn a_second_finger_moves_nothing(stand in stand(), level in level(), acts in acts(), dial in any::<bool>()) {
        let task = stand.task(level);
        let mut state = reached(&task, &acts);
        play(&task, &mut state, [Input::Cancel]);
        let first = ray(&task, At::Surface(Vec2::new(0.4, 0.4)));
        play(&task, &mut state, [Input::Press { on: Touched::Surface, ray: first }]);
        let before = state.clone();
        let on = if dial { Touched::Dial } else { Touched::Surface };
        let press = Input::Press { on, ray: ray(&task, At::Surface(Vec2::new(0.9, 0.2))) };
        prop_assert_eq!(apply(&task, &mut state, press), []);
        prop_assert_eq!(state, before);
    }

}

proptest! {
    // Each case is three whole surfaces.
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn the_further_from_the_trades_pace_the_worse_the_coat(fast in 1.2f32..2.0, more in 1.1f32..1.8) {
        let stand = Stand::bonnet();
        let task = stand.task(Level::Expert);
        let worth = |state: &State| -> [f32; 2] {
            [Measure::Thickness, Measure::Missed].map(|measure| {
                let grades = &stand.spec.levels.expert.grades;
                let band = grades.iter().find(|grading| grading.measure == measure).map(|grading| &grading.band);
                band.map_or(0.0, |band| band.mark(measured(&task, state, measure)))
            })
        };
        let marks = [1.0, fast, fast * more].map(|pace| worth(&pass(&task, pace, 200.0)));
        // Thinner cells no longer count in the mean: a little play.
        for pair in marks.windows(2) {
            prop_assert!(pair[1][0] <= pair[0][0] + 0.05 && pair[1][1] <= pair[0][1] + 0.01, "{:?}", marks);
        }
    }

    #[test]
    fn the_nearer_the_gun_the_more_runs(near in 0.4f32..0.55, nearer in 0.5f32..0.75) {
        let task = Stand::new(0.04, 0.9, 1, Stand::gun()).task(Level::Expert);
        let runs = [1.0, near, near * nearer].map(|share| {
            let mut state = pass(&task, 0.75, 200.0 * share);
            play(&task, &mut state, [Input::Tick; 90]);
            measured(&task, &state, Measure::Runs)
        });
        prop_assert!(runs[0] <= runs[1] + 0.5 && runs[1] <= runs[2] + 0.5 && runs[2] > 0.0, "{:?}", runs);
    }
}

#[test]
fn the_demonstration_earns_full_marks_at_every_level() {
    for stand in [
        Stand::bonnet(),
        Stand::new(0.0, 0.0, 1, Stand::gun()),
        Stand::new(0.08, 0.3, 2, Tool::Rub),
        Stand::lines(0.0, 0.4, 2),
    ] {
        for level in Level::ALL {
            let task = stand.task(level);
            let mut state = State::new(&task);
            let mut gestures = 0;
            while !state.is_done() {
                perform(&task, &mut state, EYE).expect("something to show");
                gestures += 1;
            }
            assert!(gestures <= 4, "{gestures}");
            for mark in grade(&stand.spec, level, &task, &state) {
                assert!(mark.mark > 0.99, "{level:?} {:?}: {mark:?}", stand.spec.tool);
            }
        }
    }
}

/// A screen of 32 inches shows a panel of 1.2 m about 400 mm long: 8 mm on the glass are 24 mm of the diorama.
#[test]
fn a_finger_that_trembles_by_8_mm_completes_discovery() {
    let stand = Stand::bonnet();
    let task = stand.task(Level::Discovery);
    for seed in 0..8 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut state = State::new(&task);
        for _ in 0..6 {
            let Some(gesture) = demonstrate(&task, &state) else {
                break;
            };
            let mut noise = || random.random_range(-0.024..0.024_f32);
            let inputs = stroke(gesture.secs, |share| {
                let tip = gesture.tip(share).unwrap_or_default();
                Ray::through(EYE, tip + Vec3::new(noise(), 0.0, noise()))
            });
            play(&task, &mut state, inputs);
        }
        assert!(state.is_done(), "seed {seed}: {:?} covered", state.covered);
        let marks = grade(&stand.spec, Level::Discovery, &task, &state);
        let good = marks.iter().map(|mark| mark.mark).sum::<f32>() / marks.len() as f32;
        assert!(good > 0.7, "seed {seed}: {good} {marks:#?}");
    }
}

#[test]
fn a_line_is_drawn_by_one_pass_as_thick_in_its_middle_as_the_trade_has_it() {
    let stand = Stand::lines(0.0, 0.4, 1);
    let task = stand.task(Level::Expert);
    let passes = task.areas[0].passes;
    assert_eq!((passes.count, passes.nearest(0.9)), (1, 0.5));
    let state = pass(&task, 1.0, 0.0);
    let grid = &task.areas[0].grid;
    let middle = grid.across * (grid.down / 2) + grid.across / 2;
    let thick = state.coats[0].cells[middle].um / task.coat_um;
    assert!((0.85..1.1).contains(&thick), "{thick}");
}

#[test]
fn a_gun_held_still_runs_down_the_panel_and_stops_running() {
    let task = Stand::new(0.02, 1.0, 1, Stand::gun()).task(Level::Expert);
    let mut state = State::new(&task);
    let still = ray(&task, At::Surface(Vec2::new(0.5, 0.4)));
    let effects = play(&task, &mut state, stroke(3.0, |_| still));
    let ran = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Ran { .. }))
        .count();
    assert!(ran > 0, "{effects:?}");
    play(&task, &mut state, [Input::Tick; 1800]);
    let before = state.coats.clone();
    play(&task, &mut state, [Input::Tick; 60]);
    assert!(
        before[0]
            .cells
            .iter()
            .zip(&state.coats[0].cells)
            .all(|(a, b)| (a.um - b.um).abs() < 1.0),
        "still running after half a minute"
    );
}

#[test]
fn at_discovery_nothing_runs_however_long_the_hand_stays() {
    let stand = Stand::bonnet();
    let task = stand.task(Level::Discovery);
    let mut state = State::new(&task);
    let still = ray(&task, At::Surface(Vec2::new(0.5, 0.5)));
    play(&task, &mut state, stroke(10.0, |_| still));
    assert_eq!(measured(&task, &state, Measure::Runs), 0.0);
}

#[test]
fn too_much_paint_ends_the_step_kindly() {
    let task = Stand::bonnet().task(Level::Expert);
    let mut state = State::new(&task);
    let still = ray(&task, At::Surface(Vec2::new(0.5, 0.5)));
    let effects = play(&task, &mut state, stroke(130.0, |_| still));
    assert!(effects.contains(&Effect::Done) && state.is_done());
}

#[test]
fn a_finger_far_from_the_surface_covers_nothing_and_begins_where_it_arrives() {
    let task = Stand::bonnet().task(Level::Expert);
    let mut state = State::new(&task);
    let far = ray(&task, At::Surface(Vec2::new(0.5, 1.5)));
    let press = Input::Press {
        on: Touched::Surface,
        ray: far,
    };
    assert_eq!(
        play(&task, &mut state, [press, Input::Tick, Input::Release]),
        [Effect::TooFar]
    );
    assert!(!state.is_begun());
    play(&task, &mut state, [press, Input::Tick]);
    assert!(state.carried(&task).is_some());
    let near = ray(&task, At::Surface(Vec2::splat(0.5)));
    assert_eq!(
        play(&task, &mut state, [Input::Move { ray: near }, Input::Tick]),
        [Effect::Started]
    );
    assert_eq!(
        play(&task, &mut state, [Input::Move { ray: far }, Input::Tick]),
        [Effect::Stopped]
    );
}

#[test]
fn a_palm_that_came_first_has_not_begun_the_step() {
    let task = Stand::bonnet().task(Level::Discovery);
    let mut state = State::new(&task);
    let press = Input::Press {
        on: Touched::Surface,
        ray: ray(&task, At::Surface(Vec2::splat(0.5))),
    };
    play(&task, &mut state, [press, Input::Tick, Input::Cancel, Input::Tick]);
    assert!(!state.is_begun());
    assert_eq!(measured(&task, &state, Measure::Secs), 0.0);
}

#[test]
fn a_missing_anchor_makes_no_task() {
    let stand = Stand::bonnet();
    let without = |lost: &str| {
        let kept = stand.anchors.names().filter(|name| !name.starts_with(lost));
        kept.filter_map(|name| Some((name.to_owned(), *stand.anchors.get(name)?)))
            .collect::<Anchors>()
    };
    for lost in ["dial.distance", "cover.capot.12"] {
        assert_eq!(Task::new(&stand.spec, Level::Expert, &without(lost)), None);
    }
}

//! The rules of `dialogue` under any hand: what must hold whatever is touched, in whatever order.

use glam::Vec2;
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    Ray,
    dialogue::{
        plays_out, proof,
        rules_hands::{self as hands, Act, EYE, Talk, acts, inputs, level_of_play, place, talk, tap},
    },
};

/// All effects of the inputs, in order.
fn play(task: &Task, state: &mut State, inputs: impl IntoIterator<Item = Input>) -> Vec<Effect> {
    inputs.into_iter().flat_map(|input| apply(task, state, input)).collect()
}

fn reached(task: &Task, acts: &[Act]) -> State {
    let mut state = State::new(task);
    play(task, &mut state, inputs(acts));
    state
}

/// Performs the demonstration until the end; how many taps it took.
fn demonstrated(task: &Task, state: &mut State) -> Result<usize, TestCaseError> {
    apply(task, state, Input::Cancel);
    let mut taps = 0;
    for _ in 0..600 * 60 {
        if state.is_done() {
            return Ok(taps);
        }
        match demonstrate(task, state) {
            None => drop(apply(task, state, Input::Tick)),
            Some(gesture) => {
                let reply = proof::touched(task, state, EYE, &gesture, Vec2::ZERO);
                prop_assert!(reply.is_some(), "it touches no card");
                play(task, state, tap(reply));
                taps += 1;
            }
        }
    }
    Err(TestCaseError::fail(format!("it does not end: {state:?}")))
}

proptest! {
    #[test]
    fn no_hand_takes_a_gauge_out_of_its_bounds(talk in talk(), level in level_of_play(), seed in any::<u64>(), acts in acts()) {
        let task = talk.task(level, seed);
        let mut state = State::new(&task);
        let inputs = inputs(&acts);
        let pressed = inputs.iter().filter(|input| matches!(input, Input::Press { .. })).count();
        for input in inputs {
            apply(&task, &mut state, input);
            prop_assert!(state.gauges().iter().all(|gauge| (0..=100).contains(gauge)), "{:?}", state);
            prop_assert_eq!(state.gauges().len(), 2);
            prop_assert!(state.line() < task.lines.len());
            prop_assert!((0.0..=1.0).contains(&state.spoken(&task)));
            let (done, total) = state.progress(&task);
            prop_assert!(done <= total && (done == total) == state.is_done());
            for mark in grade(&talk.spec, level, &state) {
                prop_assert!((0.0..=1.0).contains(&mark.mark), "{:?}", mark);
            }
        }
        let (answers, bad) = state.answers();
        prop_assert!(bad <= answers && answers as usize <= pressed);
    }

    #[test]
    fn done_is_said_once_and_exactly_when_it_is(talk in talk(), level in level_of_play(), acts in acts()) {
        let task = talk.task(level, 1);
        let mut state = State::new(&task);
        let mut said = 0;
        for input in inputs(&acts) {
            let effects = apply(&task, &mut state, input);
            said += effects.iter().filter(|effect| **effect == Effect::Done).count();
            prop_assert_eq!(said, usize::from(state.is_done()));
        }
    }

    #[test]
    fn the_same_hand_and_seed_give_the_same_end(
        talk in talk(), level in level_of_play(), seed in any::<u64>(), acts in acts(),
    ) {
        let (one, other) = (talk.task(level, seed), talk.task(level, seed));
        prop_assert_eq!(&one, &other);
        let (mut a, mut b) = (State::new(&one), State::new(&other));
        prop_assert_eq!(play(&one, &mut a, inputs(&acts)), play(&other, &mut b, inputs(&acts)));
        prop_assert_eq!(a, b);
    }

    #[test]
    fn a_cancelled_touch_costs_nothing(
        talk in talk(), level in level_of_play(), acts in acts(), reply in place(), moved in place(),
    ) {
        let task = talk.task(level, 2);
        let mut state = reached(&task, &acts);
        apply(&task, &mut state, Input::Cancel);
        let before = state.clone();
        play(&task, &mut state, [Input::Press { reply }, Input::Move { reply: moved }, Input::Cancel]);
        prop_assert_eq!(state, before);
    }

    #[test]
    fn a_second_finger_does_nothing(talk in talk(), level in level_of_play(), acts in acts(), second in place()) {
        let task = talk.task(level, 3);
        let mut state = reached(&task, &acts);
        apply(&task, &mut state, Input::Press { reply: Some(0) });
        let before = state.clone();
        prop_assert_eq!(apply(&task, &mut state, Input::Press { reply: second }), []);
        prop_assert_eq!(state, before);
    }

    #[test]
    fn the_demonstration_ends_it_from_anywhere(
        talk in talk(), level in level_of_play(), seed in any::<u64>(), acts in acts(),
    ) {
        let task = talk.task(level, seed);
        let mut state = reached(&task, &acts);
        let taps = demonstrated(&task, &mut state)?;
        prop_assert!(taps <= 3 * task.lines.len(), "{} taps", taps);
        prop_assert_eq!(demonstrate(&task, &state), None);
    }

    #[test]
    fn the_demonstration_earns_full_marks_and_a_good_end(
        talk in talk(), level in level_of_play(), seed in any::<u64>(),
    ) {
        let task = talk.task(level, seed);
        let mut state = State::new(&task);
        demonstrated(&task, &mut state)?;
        prop_assert_eq!(&task.lines[state.line()].next, &Next::Ends { good: true });
        for mark in grade(&talk.spec, level, &state) {
            prop_assert_eq!(mark.mark, 1.0, "{:?}", mark);
        }
        prop_assert!(plays_out(&talk.spec, level, &talk.anchors, EYE));
    }

    #[test]
    fn an_unsteady_finger_completes_discovery(
        talk in talk(), seed in any::<u64>(), beside in vec((-8f32..8.0, -8f32..8.0), 6..20),
    ) {
        let task = talk.task(Level::Discovery, seed);
        let mut state = State::new(&task);
        let mut taps = 0;
        for _ in 0..600 * 60 {
            match demonstrate(&task, &state) {
                None => drop(apply(&task, &mut state, Input::Tick)),
                Some(gesture) => {
                    let mm = |tap: usize| Vec2::from(beside[tap % beside.len()]);
                    let ray = |tap| proof::beside(EYE, gesture.path[0], mm(tap));
                    let under = |ray: Ray| task.card_under(ray, proof::RAD_PER_MM, &state.cards(&task));
                    // It trembles between coming down and leaving.
                    let (first, last) = (under(ray(taps)), under(ray(taps + 1)));
                    let tap = [Input::Press { reply: first }, Input::Move { reply: last }, Input::Release];
                    play(&task, &mut state, tap);
                    taps += 1;
                }
            }
        }
        prop_assert!(state.is_done(), "{:?}", state);
    }

    #[test]
    fn marks_never_rise_with_mistakes(
        talk in talk(), level in level_of_play(), acts in acts(), bad in 0u32..5, never in 0u32..3, silent in 0u32..3,
        late in 0u32..9000, less in 0i32..40,
    ) {
        let task = talk.task(level, 4);
        let better = reached(&task, &acts);
        let mut worse = better.clone();
        worse.counts.bad += bad;
        worse.counts.critical += never;
        worse.counts.silences += silent;
        worse.ticks += late;
        worse.gauges[0] = (worse.gauges[0] - less).max(0);
        let marks = |state| grade(&talk.spec, level, state).into_iter().map(|mark| mark.mark);
        for (better, worse) in marks(&better).zip(marks(&worse)) {
            prop_assert!(worse <= better, "{} after {}", worse, better);
        }
    }
}

/// Waits until the cards may be taken.
fn listen(task: &Task, state: &mut State) {
    for _ in 0..3600 {
        if state.is_asking() || state.is_done() {
            break;
        }
        apply(task, state, Input::Tick);
    }
}

fn index(talk: &Talk, line: &str, reply: &str) -> usize {
    let line = talk.spec.lines.iter().find(|known| known.id == line);
    let replies = line.map(|line| line.replies.iter());
    replies
        .and_then(|mut replies| replies.position(|known| known.id == reply))
        .expect("it is there")
}

fn asked(level: Level) -> (Talk, Task, State) {
    let talk = Talk::new(&[(true, 4), (false, 4)]);
    let task = talk.task(level, 9);
    let mut state = State::new(&task);
    listen(&task, &mut state);
    (talk, task, state)
}

#[test]
fn a_tap_asks_for_the_rest_and_the_cards_cannot_be_taken_at_once() {
    let talk = Talk::new(&[(true, 2)]);
    let task = talk.task(Level::Discovery, 0);
    let mut state = State::new(&task);
    let effects = play(&task, &mut state, tap(None));
    let line = 0;
    assert_eq!(
        effects,
        [Effect::Speaks { line }, Effect::Spoken { line }, Effect::Asks { line }]
    );
    // A hammering hand means the words, not the card that has just come under it.
    assert_eq!(play(&task, &mut state, tap(Some(0))), []);
    listen(&task, &mut state);
    assert_eq!(
        play(&task, &mut state, tap(Some(0)))[..2],
        [Effect::Pressed { reply: 0 }, Effect::Answered { reply: 0, bad: false }]
    );
}

#[test]
fn a_good_answer_raises_what_is_felt_and_goes_on() {
    let (talk, task, mut state) = asked(Level::Expert);
    let reply = index(&talk, "ask0", "well");
    let effects = play(&task, &mut state, tap(Some(reply)));
    assert!(effects.contains(&Effect::Felt { gauge: 0, by: 8 }), "{effects:?}");
    assert_eq!((state.gauges(), state.answers()), (&[58, 60][..], (1, 0)));
    let before = state.progress(&task);
    listen(&task, &mut state);
    assert_eq!(talk.spec.lines[state.line()].id, "ask1");
    assert_eq!((before, state.progress(&task)), ((0, 3), (1, 3)));
}

#[test]
fn what_hurt_can_be_made_good_and_counts_once() {
    let (talk, task, mut state) = asked(Level::Expert);
    for round in 0..3 {
        play(&task, &mut state, tap(Some(index(&talk, "ask0", "badly"))));
        listen(&task, &mut state);
        play(&task, &mut state, tap(Some(index(&talk, "hurt0", "sorry"))));
        listen(&task, &mut state);
        // Said again, it changes nothing more.
        assert_eq!((round, state.gauges()[0]), (round, 44));
    }
    assert_eq!(state.answers(), (6, 3));
}

#[test]
fn what_must_never_be_said_is_explained_and_the_same_line_comes_again_without_it() {
    let (talk, task, mut state) = asked(Level::Challenge);
    let never = index(&talk, "ask0", "never");
    assert!(state.cards(&task).iter().any(|(reply, _)| *reply == never));
    let effects = play(&task, &mut state, tap(Some(never)));
    assert_eq!(
        effects[1..3],
        [Effect::Stopped { reply: never }, Effect::Speaks { line: 0 }]
    );
    listen(&task, &mut state);
    assert_eq!((state.line(), state.counts.critical), (0, 1));
    assert!(state.cards(&task).iter().all(|(reply, _)| *reply != never));
}

#[test]
fn a_finger_that_slides_off_a_card_has_answered_nothing_unless_it_comes_back() {
    let (_, task, mut state) = asked(Level::Expert);
    let off = [
        Input::Press { reply: Some(1) },
        Input::Move { reply: Some(0) },
        Input::Release,
    ];
    assert_eq!(play(&task, &mut state, off), [Effect::Pressed { reply: 1 }]);
    let back = [
        Input::Press { reply: Some(1) },
        Input::Move { reply: None },
        Input::Move { reply: Some(1) },
    ];
    play(&task, &mut state, back);
    assert_eq!(state.pressed(), Some(1));
    assert!(matches!(
        play(&task, &mut state, [Input::Release])[0],
        Effect::Answered { reply: 1, .. }
    ));
}

#[test]
fn a_level_shows_the_first_replies_in_the_order_of_its_seed() {
    let talk = Talk::new(&[(true, 4)]);
    let mut slots = std::collections::BTreeSet::new();
    for seed in 0..20 {
        let task = talk.task(Level::Discovery, seed);
        let mut state = State::new(&task);
        listen(&task, &mut state);
        let mut cards = state.cards(&task);
        slots.insert(cards[0].0);
        cards.sort_unstable();
        let replies: Vec<usize> = cards.iter().map(|(reply, _)| *reply).collect();
        assert_eq!((replies, task.slots.len()), (vec![0, 1], 2));
    }
    assert_eq!(slots.len(), 2, "the good one is not always first");
}

#[test]
fn whoever_does_not_answer_is_looked_at_again_and_again_but_only_once_begun() {
    let (_, task, mut state) = asked(Level::Expert);
    assert_eq!(play(&task, &mut state, [Input::Tick; 20 * 60]), []);
    let beside = tap(None);
    play(&task, &mut state, beside);
    let waited = play(&task, &mut state, [Input::Tick; 20 * 60]);
    assert_eq!(waited, [Effect::Waited; 3]);
    assert_eq!(state.counts.silences, 3);
}

#[test]
fn the_clock_runs_from_the_first_touch_that_was_meant() {
    let (_, task, mut state) = asked(Level::Discovery);
    // A palm: taken away before anything came of it.
    play(
        &task,
        &mut state,
        [Input::Press { reply: None }, Input::Tick, Input::Cancel],
    );
    play(&task, &mut state, [Input::Tick; 60]);
    assert_eq!(state.ticks, 0);
    play(&task, &mut state, tap(None));
    play(&task, &mut state, [Input::Tick; 60]);
    assert_eq!(state.ticks, 61);
}

#[test]
fn circles_that_pay_are_left_in_the_end() {
    // Each round gains a little: without an end to patience it would go round for ever.
    let mut talk = Talk::new(&[(true, 2)]);
    let more = hands::reply("more", 1, "ask0");
    talk.spec.lines[0].replies[1] = more;
    let task = talk.task(Level::Discovery, 0);
    let mut state = State::new(&task);
    let taps = demonstrated(&task, &mut state).expect("it ends");
    assert!(taps <= 2, "{taps}");
}

#[test]
fn a_missing_anchor_or_line_makes_no_task() {
    let talk = Talk::new(&[(true, 4)]);
    for missing in ["reply.2", "speaks.rose"] {
        let anchors = talk.anchors.names().filter(|name| *name != missing);
        let anchors = anchors.filter_map(|name| Some((name.to_owned(), *talk.anchors.get(name)?)));
        assert_eq!(
            Task::new(&talk.spec, Level::Expert, &anchors.collect(), 0),
            None,
            "{missing}"
        );
    }
    for line in 0..talk.spec.lines.len() {
        let mut spec = talk.spec.clone();
        spec.lines[line].id = "else".into();
        let made = Task::new(&spec, Level::Expert, &talk.anchors, 0);
        assert!(
            made.is_none() || line == 4,
            "{line}: nothing leads to a line that is not heard"
        );
    }
}

//! Whatever comes: what has to be true of every bad day.

use std::time::Duration;

use proptest::{collection::vec, prelude::*};

use super::{
    Decision, End, Input, Limits, Mode, Policy,
    world::{ABORTS, Fate, LOOK, Life, World, exits},
};
use crate::{heartbeat::Beat, restarts::What};

fn fates() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(ABORTS),
        2 => prop_oneof![Just(1), Just(2), Just(101), Just(134)].prop_map(exits),
        2 => Just(Fate::Freezes),
        1 => Just(exits(75)),
        1 => Just(Fate::Unborn),
    ]
}

fn lives() -> impl Strategy<Value = Life> {
    let secs = prop_oneof![3 => 0u64..20, 1 => 0u64..4000];
    let place = prop_oneof![
        2 => Just(("attract", None)),
        1 => Just(("play", Some("a"))),
        1 => Just(("intro", Some("b"))),
        1 => Just(("who", None)),
    ];
    (0u64..30, secs, fates(), place, prop::bool::weighted(0.9)).prop_map(|(first, secs, fate, place, dies)| Life {
        first_frame: Duration::from_secs(first),
        fate: dies.then_some((Duration::from_secs(secs), fate)),
        screen: place.0,
        kit: place.1,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// The world itself panics on two players, on a player left behind and on decisions after the end.
    #[test]
    fn whatever_comes_the_kiosk_comes_back_and_never_storms(lives in vec(lives(), 1..40)) {
        let mut world = World::new(Limits::default(), &[]);
        let mut next = lives.iter().cycle();
        world.live(4 * 3600, |_| next.next().cloned().unwrap_or(Life::calling()));
        prop_assert!(!world.is_over);
        prop_assert!(world.longest_gap <= Duration::from_secs(30) + LOOK, "{:?}", world.longest_gap);
        // Twenty seconds for the first frame, and the time that a look takes.
        prop_assert!(world.longest_silence <= Duration::from_secs(20) + 2 * LOOK);
        let minute = Duration::from_secs(60);
        for (index, (at, _)) in world.starts.iter().enumerate() {
            let soon = world.starts[index..].iter().take_while(|(other, _)| *other < *at + minute).count();
            prop_assert!(soon <= 20, "{soon} starts in the minute after {at:?}");
        }
        // Every stop is followed by a start, or is the last.
        let story = world.story();
        let is_end = |what: &What| matches!(what, What::Crash | What::Frozen | What::Asked);
        let ends = story.iter().filter(|what| is_end(what)).count();
        prop_assert!(world.starts.len().abs_diff(ends) <= 1);
        // Whatever happened: once players live again, the kiosk is as before.
        world.live(3 * 3600, |_| Life::calling());
        world.live(3600, |_| Life::calling());
        let last = lives.iter().all(|life| life.screen == "attract" || life.fate.is_some());
        prop_assert!(!last || world.policy.mode() == Mode::Normal);
    }

    /// Also what makes no sense leaves it of one mind: it is always about to start, running, ending or over.
    #[test]
    fn nonsense_does_no_harm(inputs in vec((0u64..5000, 0u8..6), 1..400)) {
        let mut policy = Policy::new(Limits::default(), &[]);
        let (mut now, mut alive, mut over) = (Duration::ZERO, false, false);
        for (millis, kind) in inputs {
            now += Duration::from_millis(millis);
            let input = match kind {
                0 => Input::Beat(Beat { frame: millis, ..Beat::default() }),
                1 => Input::Ended(End { code: Some(i32::from(kind)), signal: None }),
                2 => Input::NotStarted(String::new()),
                3 if millis < 50 => Input::Stop,
                _ => Input::Tick,
            };
            let ends = matches!(input, Input::Ended(_) | Input::NotStarted(_));
            alive &= !ends;
            for decision in policy.step(now, input) {
                prop_assert!(!over, "{decision:?} after the end");
                match decision {
                    Decision::Start(_) => {
                        prop_assert!(!alive);
                        alive = true;
                    }
                    Decision::Terminate | Decision::Kill => prop_assert!(alive),
                    Decision::Quit => {
                        prop_assert!(!alive);
                        over = true;
                    }
                    Decision::Quarantine { .. } | Decision::Record(_) => {}
                }
            }
        }
    }
}

//! Bad days, hours long, lived through in no time.

use std::time::Duration;

use super::{
    Decision, End, Input, Limits, Mode, Policy, Trouble,
    world::{ABORTS, Fate, LOOK, Life, World, exits},
};
use crate::{
    heartbeat::{Beat, Place},
    restarts::What,
};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

fn world() -> World {
    World::new(Limits::default(), &[])
}

fn modes(world: &World) -> Vec<Mode> {
    let mut modes: Vec<Mode> = world.starts.iter().map(|(_, mode)| *mode).collect();
    modes.dedup();
    modes
}

#[test]
fn a_player_that_is_well_is_left_alone() {
    let mut world = world();
    world.live(3 * DAY, |_| Life::calling());
    assert_eq!(world.story(), [What::Start, What::Ready]);
    assert_eq!(world.records[1].1.ready_ms, Some(1000));
    assert_eq!(world.records[1].1.detail.as_deref(), Some("attract"));
}

#[test]
fn restarts_come_at_once_then_slower_then_in_safe_mode() {
    let mut world = world();
    world.live(5 * 60, |mode| match mode {
        Mode::Normal => Life::until(3, ABORTS),
        _ => Life::calling(),
    });
    // Eight restarts in normal mode; the ninth stop leads to safe mode, at once.
    assert_eq!(world.delays(), [0, 1, 2, 5, 10, 30, 30, 30, 0]);
    assert_eq!(modes(&world), [Mode::Normal, Mode::Safe]);
    assert_eq!(world.starts.len(), 10);
}

#[test]
fn a_healthy_while_begins_the_delays_anew() {
    let mut world = world();
    let mut lives = [3, 3, 3, 601, 3].into_iter();
    world.live(HOUR / 2, |_| {
        lives.next().map_or(Life::calling(), |secs| Life::until(secs, ABORTS))
    });
    assert_eq!(world.delays(), [0, 1, 2, 0, 1]);
}

#[test]
fn nothing_is_the_end() {
    let mut world = world();
    world.live(HOUR, |_| Life::until(3, ABORTS));
    let out = Mode::OutOfOrder(Trouble::Crash);
    // Out of order, one try every ten minutes, and a screen that crashes itself is shown again and again.
    assert_eq!(modes(&world)[..5], [Mode::Normal, Mode::Safe, out, Mode::Safe, out]);
    assert!(world.longest_gap <= Duration::from_secs(30) + LOOK);
    let codes = world.records.iter().filter(|(_, event)| event.what == What::OutOfOrder);
    assert!(codes.clone().count() >= 3);
    assert!(
        codes
            .clone()
            .all(|(_, event)| event.detail.as_deref() == Some("E3-CRASH"))
    );
    // Somebody mended it.
    world.live(3 * HOUR, |_| Life::calling());
    assert_eq!(world.policy.mode(), Mode::Normal);
}

#[test]
fn the_code_says_what_was_the_matter() {
    for (life, trouble) in [
        (Life::until(0, Fate::Unborn), Trouble::NoProgram),
        (
            Life {
                first_frame: Duration::from_secs(60),
                ..Life::calling()
            },
            Trouble::NoFrame,
        ),
        (Life::until(9, Fate::Freezes), Trouble::Frozen),
        (Life::until(9, exits(101)), Trouble::Crash),
    ] {
        let mut world = world();
        world.live(15 * 60, |mode| match mode {
            Mode::OutOfOrder(_) => Life::calling(),
            _ => life.clone(),
        });
        assert_eq!(
            modes(&world)[..3],
            [Mode::Normal, Mode::Safe, Mode::OutOfOrder(trouble)]
        );
        assert_eq!(Trouble::with_code(trouble.code()), Some(trouble));
    }
}

#[test]
fn safe_mode_ends_after_a_calm_hour_when_nobody_plays() {
    let mut world = world();
    let busy = |mode| match mode {
        Mode::Normal => Life::until(3, ABORTS),
        _ => Life::calling().in_kit("soudure"),
    };
    world.live(2 * HOUR, busy);
    assert_eq!(world.policy.mode(), Mode::Safe, "a visitor is not thrown out");
    let calm = world.now;
    let place = Place {
        screen: "attract".to_owned(),
        ..Place::default()
    };
    world.tell(Input::Beat(Beat { frame: u64::MAX, place }), &mut |_| Life::calling());
    world.live(10, |_| Life::calling());
    assert_eq!(world.policy.mode(), Mode::Normal);
    assert!(
        world
            .starts
            .iter()
            .any(|(at, mode)| *at >= calm && *mode == Mode::Normal)
    );
    assert_eq!(
        world.story()[world.story().len() - 3..],
        [What::Asked, What::Start, What::Ready]
    );
}

#[test]
fn a_kit_that_stops_the_player_goes_and_the_kiosk_stays() {
    let mut world = world();
    let soudure = vec![Life::until(5, ABORTS).in_kit("soudure"); 3];
    let bois = vec![Life::until(5, Fate::Freezes).in_kit("bois"); 3];
    let mut lives = [soudure, bois].concat().into_iter();
    world.live(5 * 60, |_| lives.next().unwrap_or(Life::calling()));
    assert_eq!(world.quarantined, ["soudure", "bois"]);
    let records = world.records.iter();
    let named: Vec<_> = records.filter(|(_, event)| event.what == What::Quarantine).collect();
    assert_eq!(named[0].1.kit.as_deref(), Some("soudure"));
    assert_eq!(named[0].1.detail.as_deref(), Some("3\u{a0}arrêts pendant ce kit"));
}

#[test]
fn stops_in_kits_that_are_gone_do_not_lead_to_safe_mode() {
    let mut world = world();
    // Four kits, each until it is quarantined: twelve stops, more than a mode has.
    let kits = ["a", "b", "c", "d"];
    let mut gone = 0;
    world.live(10 * 60, |_| {
        gone += 1;
        match kits.get((gone - 1) / 3) {
            Some(kit) => Life::until(2, ABORTS).in_kit(kit),
            None => Life::calling(),
        }
    });
    assert_eq!(world.quarantined, kits);
    assert_eq!(modes(&world), [Mode::Normal]);
    // At once after each quarantine.
    assert_eq!(world.delays(), [0, 1, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
}

#[test]
fn a_kit_that_goes_on_in_spite_of_quarantine_leads_to_safe_mode() {
    let mut world = world();
    world.live(10 * 60, |mode| match mode {
        Mode::Normal => Life::until(2, ABORTS).in_kit("soudure"),
        _ => Life::calling(),
    });
    assert_eq!(modes(&world), [Mode::Normal, Mode::Safe]);
}

#[test]
fn a_card_on_the_attract_screen_is_not_to_blame() {
    let mut world = world();
    world.live(60, |_| Life {
        kit: Some("soudure"),
        ..Life::until(2, ABORTS)
    });
    assert_eq!(world.quarantined, [""; 0]);
}

#[test]
fn stops_are_remembered_a_day_over_supervisors() {
    let stop_at = |ages: [u64; 2]| {
        let history = ages.map(|age| ("soudure".to_owned(), Duration::from_secs(age)));
        let mut world = World::new(Limits::default(), &history);
        let mut lives = [Life::until(2, ABORTS).in_kit("soudure")].into_iter();
        world.live(60, |_| lives.next().unwrap_or(Life::calling()));
        !world.quarantined.is_empty()
    };
    assert!(stop_at([60, DAY - 60]));
    assert!(!stop_at([60, DAY + 60]));
    // And within one.
    let mut world = world();
    let mut lives = [10, 10, DAY + 1]
        .map(|secs| Life::until(secs, ABORTS).in_kit("soudure"))
        .into_iter();
    world.live(2 * DAY, |_| lives.next().unwrap_or(Life::calling()));
    assert_eq!(world.quarantined, [""; 0]);
}

#[test]
fn a_frozen_player_is_killed_within_five_seconds() {
    let mut world = world();
    let mut lives = [Life::until(60, Fate::Freezes)].into_iter();
    world.live(120, |_| lives.next().unwrap_or(Life::calling()));
    assert_eq!(
        world.story(),
        [What::Start, What::Ready, What::Frozen, What::Start, What::Ready]
    );
    assert_eq!(world.records[2].1.signal, Some(9));
    assert!(world.longest_silence <= Duration::from_secs(5) + LOOK);
}

/// A player that was started and showed frame 10, a second ago.
fn running() -> (Policy, Duration) {
    let mut policy = Policy::new(Limits::default(), &[]);
    let second = Duration::from_secs(1);
    assert!(
        policy
            .step(Duration::ZERO, Input::Tick)
            .contains(&Decision::Start(Mode::Normal))
    );
    let beat = Beat {
        frame: 10,
        ..Beat::default()
    };
    policy.step(second, Input::Beat(beat));
    (policy, 2 * second)
}

/// Ticks for so long, as often as a supervisor does; what was decided.
fn ticks(policy: &mut Policy, now: &mut Duration, secs: u64) -> Vec<Decision> {
    let end = *now + Duration::from_secs(secs);
    let mut decisions = Vec::new();
    while *now < end {
        decisions.extend(policy.step(*now, Input::Tick));
        *now += LOOK;
    }
    decisions
}

#[test]
fn a_beat_without_a_new_frame_is_no_life() {
    for frame in [0, 9, 10] {
        let (mut policy, mut now) = running();
        let mut decisions = Vec::new();
        for _ in 0..20 {
            let beat = Beat {
                frame,
                ..Beat::default()
            };
            decisions.extend(policy.step(now, Input::Beat(beat)));
            decisions.extend(ticks(&mut policy, &mut now, 1));
        }
        assert_eq!(decisions.first(), Some(&Decision::Kill), "{frame}");
    }
}

#[test]
fn a_machine_that_stood_still_is_not_a_frozen_player() {
    let (mut policy, mut now) = running();
    now += Duration::from_secs(60);
    assert_eq!(ticks(&mut policy, &mut now, 3), []);
    assert_eq!(ticks(&mut policy, &mut now, 3), [Decision::Kill]);
}

#[test]
fn whoever_asks_is_started_again_and_whoever_asks_too_soon_has_crashed() {
    let mut world = world();
    let asks = [
        Life::until(20, exits(75)),
        Life::until(20, exits(75)),
        Life::until(1, exits(75)),
    ];
    let mut lives = asks.into_iter();
    world.live(120, |_| lives.next().unwrap_or(Life::calling()));
    let ends: Vec<What> = world.story();
    assert_eq!(
        ends[2..],
        [
            What::Asked,
            What::Start,
            What::Ready,
            What::Asked,
            What::Start,
            What::Ready,
            What::Crash,
            What::Start,
            What::Ready
        ]
    );
    assert_eq!(world.delays(), [0, 0, 0]);
}

#[test]
fn staff_who_ask_out_of_order_have_mended_it() {
    let mut world = world();
    world.live(30 * 60, |mode| match mode {
        Mode::OutOfOrder(_) => Life::calling(),
        _ => Life::until(3, ABORTS),
    });
    assert!(matches!(world.policy.mode(), Mode::OutOfOrder(_)));
    world.tell(
        Input::Ended(End {
            code: Some(75),
            signal: None,
        }),
        &mut |_| Life::calling(),
    );
    assert_eq!(world.policy.mode(), Mode::Normal);
}

#[test]
fn whoever_quits_is_not_started_again() {
    let mut world = world();
    world.live(60, |_| Life::until(5, exits(0)));
    assert!(world.is_over);
    assert_eq!(world.story(), [What::Start, What::Ready, What::Stop]);
}

#[test]
fn a_stop_is_asked_for_and_then_meant() {
    for (life, signal) in [(Life::calling(), None), (Life::until(1, Fate::Freezes), Some(9))] {
        let mut world = world();
        world.live(4, |_| life.clone());
        world.tell(Input::Stop, &mut |_| life.clone());
        assert!(!world.is_over);
        world.live(20, |_| unreachable!("nobody is started any more"));
        assert!(world.is_over);
        let (at, stop) = world.records.last().expect("a record");
        assert_eq!((stop.what, stop.signal), (What::Stop, signal));
        assert!(*at < Duration::from_secs(10));
    }
    // Also while it waits to start another.
    let mut world = world();
    world.live(10, |_| Life::until(0, ABORTS));
    world.tell(Input::Stop, &mut |_| unreachable!());
    assert!(world.is_over);
}

#[test]
fn a_player_that_does_not_die_is_told_again_and_the_system_is_told() {
    let (mut policy, mut now) = running();
    let decisions = ticks(&mut policy, &mut now, 60);
    assert!(decisions.len() > 5 && decisions.iter().all(|decision| *decision == Decision::Kill));
    assert!(!policy.is_well(now));
    policy.step(
        now,
        Input::Ended(End {
            code: None,
            signal: Some(9),
        }),
    );
    assert!(policy.is_well(now));
}

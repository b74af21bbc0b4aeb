use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use proptest::prelude::*;
use uuid::Uuid;

use super::{
    answer::{Answer, Reading},
    policy::{BATCH_MAX, Effect, Next, PAUSE, Policy},
    trouble::Trouble,
};
use crate::engagement::outbox::Reason;

const REFUSED: Answer = Answer::Refused(Trouble::Refused(400));
const BUSY: Answer = Answer::Later(Trouble::Busy(503), None);

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128)
}

fn ids(range: std::ops::Range<usize>) -> Vec<Uuid> {
    range.map(id).collect()
}

/// A store that answers at once, and the outbox that empties into it.
struct World {
    policy: Policy,
    waiting: Vec<Uuid>,
    /// What it refuses whatever happens.
    bad: BTreeSet<Uuid>,
    /// Ids under which it has something else.
    taken: BTreeSet<Uuid>,
    /// Wrong credentials, as LaRS tells them: everything is a bad request.
    locked: bool,
    /// Whether it shows what it has.
    shows: bool,
    stored: BTreeSet<Uuid>,
    sent: BTreeSet<Uuid>,
    quarantined: BTreeMap<Uuid, Reason>,
    requests: usize,
    waits: Vec<Duration>,
}

impl World {
    fn new(count: usize) -> Self {
        Self {
            policy: Policy::new(1),
            waiting: ids(0..count),
            bad: BTreeSet::new(),
            taken: BTreeSet::new(),
            locked: false,
            shows: true,
            stored: BTreeSet::new(),
            sent: BTreeSet::new(),
            quarantined: BTreeMap::new(),
            requests: 0,
            waits: vec![],
        }
    }

    fn answer(&mut self, ids: &[Uuid]) -> Answer {
        if self.locked || ids.iter().any(|id| self.bad.contains(id)) {
            return REFUSED;
        }
        if ids.iter().any(|id| self.taken.contains(id)) {
            return Answer::Conflict;
        }
        self.stored.extend(ids);
        Answer::Stored
    }

    fn reading(&self, id: Uuid) -> Reading {
        if self.locked {
            Reading::Refused(Trouble::Refused(400))
        } else if !self.shows {
            Reading::Denied(Trouble::Credentials(403))
        } else if self.taken.contains(&id) {
            Reading::Different
        } else if self.stored.contains(&id) {
            Reading::Same
        } else {
            Reading::Absent
        }
    }

    /// One request; false if nothing is left to ask.
    fn step(&mut self) -> bool {
        let fresh = |world: &Self, at_most, but: &[Uuid]| -> Vec<Uuid> {
            let waiting = world.waiting.iter().copied();
            waiting.filter(|id| !but.contains(id)).take(at_most).collect()
        };
        let effects = match self.policy.ask() {
            Next::Read(id) => {
                let reading = self.reading(id);
                self.policy.read(reading)
            }
            Next::Send(ids) => {
                let answer = self.answer(&ids);
                self.policy.sent(&ids, answer)
            }
            Next::Fresh { at_most, but } => {
                let ids = fresh(self, at_most, &but);
                if ids.is_empty() {
                    return self.policy.nothing_fresh();
                }
                let answer = self.answer(&ids);
                self.policy.sent(&ids, answer)
            }
        };
        self.requests += 1;
        for effect in effects {
            match effect {
                Effect::Sent(ids) => {
                    self.waiting.retain(|id| !ids.contains(id));
                    self.sent.extend(ids);
                }
                Effect::Quarantined(id, reason) => {
                    self.waiting.retain(|waiting| *waiting != id);
                    self.quarantined.insert(id, reason);
                }
                Effect::Told(_) => {}
                Effect::Wait(wait) => self.waits.push(wait),
            }
        }
        true
    }

    /// Until nothing is left to ask, or so many requests were made.
    fn run(&mut self, requests: usize) {
        while self.requests < requests && self.step() {}
    }
}

#[test]
fn all_that_waits_goes_in_batches_in_order() {
    let mut world = World::new(120);
    assert_eq!(
        world.policy.ask(),
        Next::Fresh {
            at_most: BATCH_MAX,
            but: vec![]
        }
    );
    world.run(99);
    assert_eq!((world.requests, world.sent.len(), world.waiting.len()), (3, 120, 0));
}

#[test]
fn one_bad_statement_is_found_and_set_aside_and_the_others_are_stored() {
    let mut world = World::new(50);
    world.bad.insert(id(17));
    world.run(99);
    assert_eq!(world.sent.len(), 49);
    assert_eq!(world.quarantined, BTreeMap::from([(id(17), Reason::Refused)]));
    assert!(world.requests <= 20, "{} requests", world.requests);
}

#[test]
fn a_conflict_is_looked_at_and_never_gets_another_id() {
    let mut world = World::new(50);
    world.taken.insert(id(3));
    world.run(99);
    assert_eq!(world.quarantined, BTreeMap::from([(id(3), Reason::Different)]));
    // What the store shows as ours is done.
    let mut policy = Policy::new(1);
    policy.sent(&[id(1)], Answer::Conflict);
    assert_eq!(policy.ask(), Next::Read(id(1)));
    assert_eq!(policy.read(Reading::Same), [Effect::Sent(vec![id(1)])]);
}

#[test]
fn a_conflict_that_nobody_shows_is_set_aside_after_a_few_looks() {
    let mut world = World::new(5);
    world.taken.insert(id(3));
    world.shows = false;
    world.run(99);
    assert_eq!(world.quarantined, BTreeMap::from([(id(3), Reason::Unverified)]));
    assert_eq!(world.sent.len(), 4);
}

#[test]
fn wrong_credentials_that_look_like_bad_statements_cost_no_statement() {
    for count in [1, 2, 3, 9, 50, 120] {
        let mut world = World::new(count);
        world.locked = true;
        world.run(200);
        assert_eq!(world.quarantined.len() + world.sent.len(), 0, "{count}");
        assert!(world.waits.contains(&PAUSE), "{count}");
        let requests_in_a_pause = 200 / world.waits.len();
        assert!(
            requests_in_a_pause <= 11,
            "{count}: {requests_in_a_pause} requests in an hour"
        );
        world.locked = false;
        world.run(1000);
        assert_eq!((world.sent.len(), world.quarantined.len()), (count, 0), "{count}");
    }
}

#[test]
fn several_bad_ones_in_a_row_do_not_keep_the_others_back() {
    for shows in [true, false] {
        let mut world = World::new(30);
        world.shows = shows;
        world.bad = (0..6).map(id).collect();
        world.run(200);
        assert_eq!(world.sent, (6..30).map(id).collect(), "{shows}");
        assert_eq!(world.quarantined.len(), 6, "{shows}");
    }
}

#[test]
fn a_bad_one_alone_is_set_aside_only_if_the_store_is_known_to_understand() {
    let mut world = World::new(1);
    world.bad.insert(id(0));
    world.run(99);
    assert_eq!(world.quarantined.len(), 1);
    let mut world = World::new(1);
    world.bad.insert(id(0));
    world.shows = false;
    world.run(99);
    assert_eq!((world.quarantined.len(), world.waiting.len()), (0, 1));
    // Until it takes another.
    world.waiting.push(id(1));
    world.run(999);
    assert_eq!((world.quarantined.len(), world.sent.len()), (1, 1));
}

#[test]
fn too_large_a_batch_is_halved_for_good() {
    let mut policy = Policy::new(1);
    assert_eq!(policy.sent(&ids(0..50), Answer::TooLarge), []);
    assert_eq!(policy.ask(), Next::Send(ids(0..25)));
    assert_eq!(policy.sent(&ids(0..25), Answer::TooLarge), []);
    for part in [0..12, 12..25, 25..50] {
        assert_eq!(policy.ask(), Next::Send(ids(part)));
    }
    assert!(matches!(policy.ask(), Next::Fresh { at_most: 13, .. }));
}

#[test]
fn back_off_is_anywhere_below_a_limit_that_doubles_to_a_quarter_of_an_hour() {
    let mut longest = [Duration::ZERO; 12];
    for seed in 0..300 {
        let mut policy = Policy::new(seed);
        for (failure, longest) in longest.iter_mut().enumerate() {
            let effects = policy.sent(&ids(0..3), BUSY);
            let [Effect::Told(Trouble::Busy(503)), Effect::Wait(wait)] = effects[..] else {
                panic!("{effects:?}");
            };
            let limit = Duration::from_secs(900.min(5 << failure));
            assert!(wait <= limit, "{failure}: {wait:?}");
            *longest = wait.max(*longest);
            assert_eq!(policy.ask(), Next::Send(ids(0..3)), "the same again");
        }
    }
    assert!(
        longest[0] > Duration::from_secs(4) && longest[11] > Duration::from_secs(850),
        "{longest:?}"
    );
}

#[test]
fn one_answer_of_a_store_starts_the_back_off_anew() {
    let mut policy = Policy::new(1);
    for _ in 0..20 {
        policy.sent(&[id(1)], BUSY);
    }
    policy.sent(&[id(1)], Answer::Stored);
    let effects = policy.sent(&[id(2)], BUSY);
    assert!(matches!(effects[1], Effect::Wait(wait) if wait <= Duration::from_secs(5)));
}

#[test]
fn the_store_is_given_the_time_it_asks_for_and_a_little_more() {
    let asked = Duration::from_secs(1800);
    let effects = Policy::new(1).sent(&[id(1)], Answer::Later(Trouble::Busy(429), Some(asked)));
    let Effect::Wait(wait) = effects[1] else {
        panic!("{effects:?}")
    };
    assert!(wait >= asked && wait <= asked + Duration::from_secs(5), "{wait:?}");
}

#[test]
fn who_is_not_let_in_waits_an_hour_and_asks_again() {
    let mut policy = Policy::new(1);
    let denied = Trouble::Credentials(401);
    assert_eq!(
        policy.sent(&[id(1)], Answer::Denied(denied)),
        [Effect::Told(denied), Effect::Wait(PAUSE)]
    );
    assert!(matches!(policy.ask(), Next::Fresh { but, .. } if but.is_empty()));
}

#[test]
fn who_was_accused_before_a_wait_is_heard_anew_after_it() {
    let mut policy = Policy::new(1);
    policy.sent(&[id(0)], REFUSED);
    assert_eq!(
        policy.sent(&[id(1)], Answer::Stored),
        [Effect::Sent(vec![id(1)])],
        "another is taken"
    );
    assert_eq!(policy.ask(), Next::Send(vec![id(0)]));
    policy.sent(&[id(0)], BUSY);
    // Credentials may have been withdrawn meanwhile.
    assert_eq!(policy.ask(), Next::Send(vec![id(0)]));
    assert_eq!(policy.sent(&[id(0)], REFUSED), []);
    assert_eq!(
        policy.ask(),
        Next::Fresh {
            at_most: BATCH_MAX,
            but: vec![id(0)]
        }
    );
}

#[test]
fn three_bad_ones_at_the_very_end_are_set_aside_though_nothing_follows_them() {
    let mut world = World::new(77);
    world.bad = (74..77).map(id).collect();
    world.run(900);
    let wanted: BTreeMap<_, _> = world.bad.iter().map(|id| (*id, Reason::Refused)).collect();
    assert_eq!(world.quarantined, wanted);
    assert_eq!(world.sent.len(), 74);
}

proptest! {
    /// Whatever is bad, taken, hidden or locked for a while: in the end each statement is stored or set aside for its own
    /// fault, and the number of requests stays in proportion.
    #[test]
    fn every_statement_ends_where_it_belongs(
        count in 1_usize..130,
        bad in prop::collection::btree_set(0_usize..130, 0..8),
        taken in prop::collection::btree_set(0_usize..130, 0..8),
        locked_for in 0_usize..60,
    ) {
        let mut world = World::new(count);
        let there = |set: &BTreeSet<usize>| set.iter().filter(|n| **n < count).map(|n| id(*n)).collect::<BTreeSet<_>>();
        world.bad = there(&bad);
        world.taken = there(&taken).difference(&world.bad).copied().collect();
        world.locked = true;
        world.run(locked_for);
        prop_assert!(world.quarantined.is_empty());
        world.locked = false;
        world.run(locked_for + 900);
        let wanted: BTreeMap<_, _> = world.bad.iter().map(|id| (*id, Reason::Refused))
            .chain(world.taken.iter().map(|id| (*id, Reason::Different))).collect();
        prop_assert_eq!(&world.quarantined, &wanted);
        prop_assert_eq!(&world.sent, &world.stored);
        prop_assert_eq!(world.sent.len() + wanted.len(), count);
        prop_assert!(world.requests < locked_for + 450, "{} requests", world.requests);
    }
}

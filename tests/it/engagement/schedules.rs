//! Random schedules of faults against both stores: in the end what was sealed is what is stored, each once, and nothing
//! is set aside but for its own fault.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use etabli::engagement::upload::Link;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use serde_json::json;
use uuid::Uuid;

use super::{
    fake_store::{FakeStore, Fault, Kind},
    world::{State, TestClock, address, live, on_this_thread, outbox, statement, statements, states},
};

/// Lives of the uploader until all has to be settled: each at most a day of virtual time.
const LIVES_MAX: usize = 120;

/// What is wrong with some of the statements, and with the world.
struct Plan {
    kind: Kind,
    count: u32,
    /// The store does not take them.
    bad: BTreeSet<Uuid>,
    /// The store has something else under these ids.
    different: BTreeSet<Uuid>,
    /// The store has them already, by another way.
    known: BTreeSet<Uuid>,
    faults: Vec<Option<Fault>>,
    write_only: bool,
    batch_max: usize,
    offline: Duration,
    locked: Duration,
    /// Whether it gives signs of life, too.
    beats: bool,
}

impl Plan {
    fn draw(random: &mut ChaCha8Rng) -> Self {
        let count = random.random_range(1..130);
        let mut pick = |most: u32| -> BTreeSet<Uuid> {
            let many = random.random_range(0..=most);
            (0..many).map(|_| statement(random.random_range(0..count)).id).collect()
        };
        let bad = pick(3);
        let different = pick(3).difference(&bad).copied().collect();
        let known = pick(20);
        let known = known.iter().filter(|id| !bad.contains(id)).copied().collect();
        let mut draws = random.random_range(0..60);
        let mut faults = vec![];
        while draws > 0 {
            faults.push(random.random_bool(0.6).then(|| fault(random)));
            draws -= 1;
        }
        Self {
            kind: if random.random_bool(0.5) {
                Kind::Ralph
            } else {
                Kind::Lars
            },
            count,
            bad,
            different,
            known,
            faults,
            write_only: random.random_bool(0.3),
            batch_max: if random.random_bool(0.2) {
                random.random_range(1..60)
            } else {
                usize::MAX
            },
            offline: sometimes(random, 40_000),
            locked: sometimes(random, 40_000),
            beats: random.random_bool(0.1),
        }
    }
}

/// Up to so many seconds, one time in five.
fn sometimes(random: &mut ChaCha8Rng, secs_max: u64) -> Duration {
    let secs = if random.random_bool(0.2) {
        random.random_range(0..secs_max)
    } else {
        0
    };
    Duration::from_secs(secs)
}

fn fault(random: &mut ChaCha8Rng) -> Fault {
    const STATUSES: [u16; 6] = [408, 429, 500, 502, 503, 504];
    let status = STATUSES[random.random_range(0..STATUSES.len())];
    match random.random_range(0..13) {
        0 => Fault::LostAnswer,
        1 => Fault::CutAnswer(random.random_range(0..300)),
        2 => Fault::CutRequest(random.random_range(1..20_000)),
        3 => Fault::Down,
        4 => Fault::Before(status),
        5 => Fault::After(status),
        6 => Fault::BusySecs(status, random.random_range(0..4000)),
        7 => Fault::BusyUntil(status, random.random_range(0..4000)),
        8 => Fault::HalfIds,
        9 => Fault::Portal,
        10 => Fault::Redirect,
        11 => Fault::Noise,
        _ => Fault::Kill,
    }
}

fn prepare(store: &FakeStore, plan: &Plan) {
    let mut inside = store.inside();
    inside.frozen = statements(0..plan.count)
        .into_iter()
        .map(|frozen| (frozen.id, frozen.body))
        .collect();
    for id in plan.different.union(&plan.known) {
        let mut held: serde_json::Value = serde_json::from_slice(&inside.frozen[id]).expect("JSON");
        if plan.different.contains(id) {
            held["result"] = json!({"completion": true});
        }
        inside.held.insert(*id, held);
    }
    inside.bad.clone_from(&plan.bad);
    inside.faults.clone_from(&plan.faults);
    inside.write_only = plan.write_only;
    inside.batch_max = plan.batch_max;
    inside.down_until = plan.offline;
    inside.locked_until = plan.offline + plan.locked;
}

/// Lives through one schedule; how many requests it took.
async fn live_through(seed: u64) -> usize {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let plan = Plan::draw(&mut random);
    let clock = TestClock::default();
    let store = FakeStore::open(plan.kind, &clock).await;
    prepare(&store, &plan);
    let mut address = address("http", store.port, plan.kind.version());
    address.heartbeat = address.heartbeat.filter(|_| plan.beats);
    let link = Link::open(&address).expect("a link");
    let mut db = outbox(&statements(0..plan.count)).await;
    let mut lives_settled = 0;
    for _ in 0..LIVES_MAX {
        // The power is cut now and then, and always in the middle of a request that a fault kills.
        let span = Duration::from_secs(random.random_range(1..86_400));
        let seed = random.random_range(0..u64::MAX);
        live(&mut db, &link, &clock, seed, span, store.killed()).await;
        let states = states(&mut db).await;
        let waiting = states.iter().filter(|(_, state)| **state == State::Waiting);
        let waiting: Vec<&Uuid> = waiting.map(|(id, _)| id).collect();
        // What the store refuses without a reason to blame it goes on waiting.
        if waiting.iter().all(|id| plan.bad.contains(id)) {
            lives_settled += 1;
        }
        if waiting.is_empty() || lives_settled > 3 {
            break;
        }
    }
    assert!(lives_settled > 0, "seed {seed}: not all is settled");
    check(&plan, &store, &states(&mut db).await, seed);
    store.inside().requests
}

fn check(plan: &Plan, store: &FakeStore, states: &BTreeMap<Uuid, State>, seed: u64) {
    let inside = store.inside();
    for frozen in statements(0..plan.count) {
        let id = frozen.id;
        // What was sent a week ago is forgotten.
        let state = states.get(&id).unwrap_or(&State::Sent);
        let taken_in = inside.taken_in.get(&id).copied().unwrap_or_default();
        if plan.bad.contains(&id) {
            let refused = State::Quarantined("refused".to_owned());
            assert!(
                *state == refused || *state == State::Waiting,
                "seed {seed}: bad {id} is {state:?}"
            );
            assert_eq!(taken_in, 0, "seed {seed}");
        } else if plan.different.contains(&id) {
            let reason = if plan.write_only { "unverified" } else { "different" };
            assert_eq!(*state, State::Quarantined(reason.to_owned()), "seed {seed}: {id}");
            assert_eq!(taken_in, 0, "seed {seed}");
        } else {
            assert_eq!(*state, State::Sent, "seed {seed}: good {id}");
            let once = u32::from(!plan.known.contains(&id));
            assert_eq!(taken_in, once, "seed {seed}: {id}");
            let ours: serde_json::Value = serde_json::from_slice(&frozen.body).expect("JSON");
            assert_eq!(inside.held[&id], ours, "seed {seed}: {id}");
        }
    }
    let extra = inside.held.keys().filter(|id| !inside.frozen.contains_key(id)).count();
    assert_eq!(extra, 0, "seed {seed}: the store has what was never sealed");
    for beat in &inside.beats {
        let keys: BTreeSet<&str> = beat
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        let wanted = ["kiosk", "last_success", "quarantined", "version", "waiting"];
        assert_eq!(keys, BTreeSet::from(wanted), "a sign of life says nothing else");
    }
}

#[test]
fn what_is_sealed_is_stored_once_whatever_goes_wrong() {
    let long = std::env::var_os("ETABLI_TEST_LONG").is_some();
    let schedules = if long { 10_000 } else { 300 };
    let mut requests = 0;
    on_this_thread(async {
        for seed in 0..schedules {
            requests += live_through(seed).await;
        }
    });
    assert!(
        requests > 10 * usize::try_from(schedules).expect("a count"),
        "faults make for many requests"
    );
}

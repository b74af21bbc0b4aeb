//! The program itself, killed by signal 9 at random moments while it closes the periods and while it sends: what is
//! sealed is sealed once, what is sent is taken in once, and everything adds up.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use etabli::{
    engagement::{
        journal::{Database, Journal, Limits, open_database},
        plan::{ClassLevel, EventPlan, PeriodKind, SealingPlan},
        row::{Audience, Help, KitVisit, Level, Liked, Outcome, slot_of},
    },
    language::Language,
};
use jiff::{civil::date, tz::TimeZone};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use sqlx::SqliteConnection;

use super::{
    fake_store::{FakeStore, Fault, Kind},
    world::{State, TestClock, on_this_thread, states},
};
use crate::house::{self, is_long};

const RUNS: u64 = 4;
const RUNS_LONG: u64 = 100;
/// More tries than this say that it never ends.
const TRIES_MAX: u32 = 40;
/// 2027-03-22T09:00 in Paris.
const OPENING: i64 = 1_805_702_400;
const DAYS: i64 = 5;
const KITS: i64 = 14;
/// Visits of each kit on each day, a quarter of an hour apart.
const VISITS: i64 = 11;

fn plan() -> EventPlan {
    EventPlan {
        event: "salon-2027".to_owned(),
        first_day: date(2027, 3, 22),
        last_day: date(2027, 3, 26),
        zone: TimeZone::get("Europe/Paris").expect("Paris"),
        sealing: SealingPlan {
            period: PeriodKind::Day,
            level: ClassLevel::Kit,
        },
    }
}

fn visit(kit: i64, at: i64) -> KitVisit {
    KitVisit {
        event: "salon-2027".to_owned(),
        kit: format!("kit-{kit}"),
        kit_version: "1.0.0".to_owned(),
        level: Level::Discovery,
        audience: Some(Audience::Lycee),
        language: Language::French,
        slot: slot_of(at),
        outcome: if at % 1800 == 0 {
            Outcome::Abandoned { step: 2 }
        } else {
            Outcome::Finished
        },
        secs: 150,
        steps: 4,
        scores: vec![("geste".to_owned(), 80)],
        help: Help::None,
        liked: Some(Liked::Yes),
    }
}

/// A week of visits in a kiosk's data folder.
async fn record(folder: &Path) {
    let (mut journal, _) = Journal::open(folder, Limits::default()).await.expect("a journal");
    journal.agree(&plan()).await.expect("agreed");
    for day in 0..DAYS {
        for kit in 0..KITS {
            for turn in 0..VISITS {
                let at = OPENING + day * 86_400 + turn * 900;
                journal.record(&visit(kit, at)).await.expect("recorded");
            }
        }
    }
    journal.close().await;
}

/// The program with the folders of a run.
struct Kiosk {
    folder: PathBuf,
}

impl Kiosk {
    fn new(week: &Path, folder: PathBuf, port: u16) -> Self {
        for inside in ["home/assets/images", "home/config"] {
            fs::create_dir_all(folder.join(inside)).expect("a folder");
        }
        let agency = format!("(kiosk: \"borne-3\", xapi: \"http://127.0.0.1:{port}/xapi\")");
        fs::write(folder.join("home/config/agency.ron"), agency).expect("a file");
        house::copy(week, &folder.join("data"));
        Self { folder }
    }

    fn start(&self, words: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
        command.arg("engagement").args(words);
        command.arg("--home").arg(self.folder.join("home"));
        command.arg("--data").arg(self.folder.join("data"));
        command
            .env("ETABLI_LRS_USER", "bornes")
            .env("ETABLI_LRS_PASSWORD", "secret")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.spawn().expect("the program runs")
    }

    /// Starts it again and again, killing it after a while drawn up to `longest`, until it ends by itself; how often it
    /// was killed.
    async fn insist(&self, words: &[&str], longest: Duration, store: &FakeStore, random: &mut ChaCha8Rng) -> u32 {
        let mut kills = 0;
        for tries in 0..TRIES_MAX {
            let mut child = self.start(words);
            // Later and later: what is killed at once each time never ends.
            let wait = longest.mul_f64(random.random_range(0.0..1.0 + f64::from(tries) / 4.0));
            let deadline = Instant::now() + wait;
            loop {
                if let Some(status) = child.try_wait().expect("it is ours") {
                    // Something was in its way: it is tried again, as staff would.
                    if status.success() {
                        return kills;
                    }
                    break;
                }
                let by_the_store = tokio::time::timeout(Duration::from_millis(1), store.killed())
                    .await
                    .is_ok();
                if by_the_store || Instant::now() >= deadline {
                    child.kill().expect("it is ours");
                    child.wait().expect("it is dead");
                    kills += 1;
                    break;
                }
            }
        }
        panic!("{words:?} never ended");
    }

    async fn db(&self) -> Database {
        open_database(&self.folder.join("data")).await.expect("a database")
    }
}

/// Kit or event, and period, of each statement: how often it was sealed and how many visits it tells.
async fn sealed(db: &mut SqliteConnection) -> BTreeMap<(String, String), (u32, u32)> {
    let rows: Vec<(String, u32, Vec<u8>)> = sqlx::query_as("SELECT period, visits, body FROM outbox")
        .fetch_all(db)
        .await
        .expect("rows");
    let mut sealed = BTreeMap::new();
    for (period, visits, body) in rows {
        let statement: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
        let of = statement["object"]["id"].as_str().expect("an object").to_owned();
        let (times, told) = sealed.entry((of, period)).or_insert((0, 0));
        *times += 1;
        *told += visits;
    }
    sealed
}

async fn left(db: &mut SqliteConnection) -> u32 {
    sqlx::query_scalar("SELECT count(*) FROM visits")
        .fetch_one(db)
        .await
        .expect("a number")
}

/// One week at a kiosk that is killed all the time; how often.
async fn live_through(week: &Path, seed: u64, longest: [Duration; 2]) -> u32 {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let store = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
    let kiosk = Kiosk::new(week, house::scratch(&format!("killed-{seed}")), store.port);
    let mut kills = kiosk
        .insist(&["seal", "--close-now"], longest[0], &store, &mut random)
        .await;
    let mut db = kiosk.db().await;
    let sealed = sealed(&mut db).await;
    assert_eq!(left(&mut db).await, 0, "seed {seed}: rows are left");
    let per_day = KITS + 1;
    assert_eq!(sealed.len() as i64, DAYS * per_day, "seed {seed}");
    for (what, (times, visits)) in &sealed {
        let all = if what.0.contains("/events/") {
            KITS * VISITS
        } else {
            VISITS
        };
        assert_eq!((*times, i64::from(*visits)), (1, all), "seed {seed}: {what:?}");
    }
    let frozen: Vec<(String, Vec<u8>)> = sqlx::query_as("SELECT id, body FROM outbox")
        .fetch_all(&mut *db)
        .await
        .expect("rows");
    drop(db);
    store.inside().frozen = frozen
        .into_iter()
        .map(|(id, body)| (id.parse().expect("an id"), body))
        .collect();
    store.inside().faults = (0..random.random_range(0..4)).map(|_| fault(&mut random)).collect();
    kills += kiosk.insist(&["send"], longest[1], &store, &mut random).await;
    let states = states(&mut *kiosk.db().await).await;
    let inside = store.inside();
    assert!(
        states.values().all(|state| *state == State::Sent),
        "seed {seed}: {states:?}"
    );
    assert!(states.keys().eq(inside.held.keys()), "seed {seed}");
    assert!(inside.taken_in.values().all(|times| *times == 1), "seed {seed}");
    let _ = fs::remove_dir_all(&kiosk.folder);
    kills
}

fn fault(random: &mut ChaCha8Rng) -> Option<Fault> {
    match random.random_range(0..4) {
        0 => Some(Fault::LostAnswer),
        1 => Some(Fault::Kill),
        2 => Some(Fault::CutRequest(random.random_range(0..4000))),
        _ => None,
    }
}

/// How long closing and sending take if nobody is killed.
async fn undisturbed(week: &Path) -> [Duration; 2] {
    let store = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
    let kiosk = Kiosk::new(week, house::scratch("killed-never"), store.port);
    let mut took = [Duration::ZERO; 2];
    for (words, took) in [&["seal", "--close-now"][..], &["send"]].into_iter().zip(&mut took) {
        let start = Instant::now();
        let mut child = kiosk.start(words);
        // The store lives on this thread.
        let status = tokio::task::spawn_blocking(move || child.wait()).await;
        assert!(status.expect("a thread").expect("it is ours").success(), "{words:?}");
        *took = start.elapsed();
        if words[0] == "seal" {
            let frozen: Vec<(String, Vec<u8>)> = sqlx::query_as("SELECT id, body FROM outbox")
                .fetch_all(&mut *kiosk.db().await)
                .await
                .expect("rows");
            let frozen = frozen.into_iter();
            store.inside().frozen = frozen.map(|(id, body)| (id.parse().expect("an id"), body)).collect();
        }
    }
    took
}

#[cfg(unix)]
#[test]
fn a_kiosk_killed_again_and_again_seals_once_and_sends_once() {
    on_this_thread(async {
        let week = house::scratch("killed-week");
        record(&week).await;
        let longest = undisturbed(&week).await;
        let runs = if is_long() { RUNS_LONG } else { RUNS };
        let mut kills = 0;
        for seed in 0..runs {
            kills += live_through(&week, seed, longest).await;
        }
        println!("{runs} weeks, killed {kills} times, {longest:?} undisturbed");
        assert!(kills > 0, "nobody was ever killed");
    });
}

//! Run on SQLite, and on PostgreSQL too if `ETABLI_TEST_POSTGRES` names a server where databases may be created.

use std::{
    env, fs,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use jiff::{Timestamp, ToSpan};
use sqlx::Executor;

use super::*;
use crate::agency::statement::{one, samples};

pub struct Bench {
    pub store: Store,
    pub database: Database,
}

/// A database that is there for one test.
pub struct Place {
    pub database: Database,
    folder: Option<PathBuf>,
}

impl Place {
    /// The same database, as another program finds it.
    pub fn again(&self) -> Self {
        Self {
            database: self.database.clone(),
            folder: None,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

pub fn fresh_name() -> String {
    format!(
        "etabli_{}_{}",
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::Relaxed)
    )
}

fn sqlite() -> Place {
    let folder = env::temp_dir().join(fresh_name());
    Place {
        database: Database::Sqlite(folder.join("sous dossier/agence.sqlite")),
        folder: Some(folder),
    }
}

async fn postgres() -> Option<Place> {
    let server = env::var("ETABLI_TEST_POSTGRES").ok()?;
    sqlx::any::install_default_drivers();
    let name = fresh_name();
    let admin = AnyPool::connect(&server)
        .await
        .expect("the server of ETABLI_TEST_POSTGRES");
    admin
        .execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .await
        .expect("a new database");
    let (start, query) = server.split_once('?').unwrap_or((&server, ""));
    let (host, _) = start.rsplit_once('/').expect("a URL with a database");
    Some(Place {
        database: Database::Postgres(format!("{host}/{name}?{query}")),
        folder: None,
    })
}

/// A fresh database of each engine there is here.
pub async fn places() -> Vec<Place> {
    let mut places = vec![sqlite()];
    places.extend(postgres().await);
    places
}

pub fn run<F: Future<Output = ()>>(test: impl Fn(Bench) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        // Each is there until its test is over.
        for place in places().await {
            let database = place.database.clone();
            let store = Store::open(&database, true).await.expect("a fresh database");
            test(Bench { store, database }).await;
        }
    });
}

fn received(number: u64) -> Received {
    one(&samples::kit(number).to_string()).expect("a statement")
}

fn changed(number: u64) -> Received {
    let text = samples::kit(number).to_string().replacen("42", "43", 1);
    one(&text).expect("a statement")
}

fn batch(numbers: std::ops::Range<u64>) -> Vec<Received> {
    numbers.map(received).collect()
}

async fn count(store: &Store) -> i64 {
    store.pulse().await.expect("an answer").0
}

#[test]
fn equal_content_again_is_accepted_and_kept_once() {
    run(|bench| async move {
        let store = &bench.store;
        let added = store.add("parc", &batch(0..50)).await.expect("kept");
        assert_eq!(added, Added { new: 50, known: 0 });
        let mut again = batch(25..75);
        again.reverse();
        // Spelled otherwise, the same content.
        again[0].body = format!(" {}", again[0].body);
        let added = store.add("parc", &again).await.expect("kept");
        assert_eq!(added, Added { new: 25, known: 25 });
        assert_eq!(count(store).await, 75);
        let kept = store.get(samples::id(30)).await.expect("an answer").expect("kept");
        assert_eq!((kept.body, kept.fleet.as_str()), (received(30).body, "parc"));
    });
}

#[test]
fn other_content_refuses_the_whole_batch() {
    run(|bench| async move {
        let store = &bench.store;
        store.add("parc", &batch(0..3)).await.expect("kept");
        let mixed = [received(7), changed(1), received(8)];
        let refused = store.add("parc", &mixed).await;
        assert!(
            matches!(refused, Err(StoreError::Conflict(id)) if id == samples::id(1)),
            "{refused:?}"
        );
        assert_eq!(count(store).await, 3);
        let kept = store.get(samples::id(1)).await.expect("an answer").expect("kept");
        assert_eq!(kept.body, received(1).body);
        store
            .add("parc", &batch(7..9))
            .await
            .expect("the next batch is not harmed");
    });
}

#[test]
fn the_same_batch_eight_times_at_once_is_kept_once() {
    run(|bench| async move {
        // As eight programs on one database: each with its own lock.
        let mut tasks = Vec::new();
        for turn in 0..8_u64 {
            let store = Store::open(&bench.database, false).await.expect("a second door");
            tasks.push(tokio::spawn(async move {
                let mut statements = batch(0..40);
                statements.rotate_left(usize::try_from(turn * 5).expect("small"));
                store.add("parc", &statements).await.expect("kept").new
            }));
        }
        let mut new = 0;
        for task in tasks {
            new += task.await.expect("no panic");
        }
        assert_eq!((new, count(&bench.store).await), (40, 40));
    });
}

#[test]
fn pages_lead_through_everything_once_while_more_arrives() {
    run(|bench| async move {
        let store = &bench.store;
        for start in [0, 40, 80] {
            store.add("parc", &batch(start..start + 40)).await.expect("kept");
        }
        for ascending in [true, false] {
            let mut query = Query {
                ascending,
                limit: 7,
                until_ms: Some(store.pulse().await.expect("an answer").1),
                ..Query::default()
            };
            let mut found = Vec::new();
            loop {
                let page = store.find(&query).await.expect("a page");
                assert!(page.statements.len() <= 7);
                found.extend(page.statements);
                store
                    .add("parc", &batch(1000 + found.len() as u64..1001 + found.len() as u64))
                    .await
                    .expect("kept");
                let Some(more) = page.more else { break };
                query.after = Some(more);
            }
            assert!(found.len() >= 120);
            let order: Vec<_> = found.iter().map(|kept| (kept.stored_ms, kept.id.to_string())).collect();
            let mut sorted = order.clone();
            sorted.sort();
            sorted.dedup();
            if !ascending {
                sorted.reverse();
            }
            assert_eq!(order, sorted);
        }
    });
}

#[test]
fn filters_choose_and_sql_in_them_is_only_text() {
    run(|bench| async move {
        let store = &bench.store;
        store.add("parc", &batch(0..5)).await.expect("kept");
        let first = store.pulse().await.expect("an answer").1;
        store.add("parc", &batch(5..7)).await.expect("kept");
        let kit = format!("{}/kits/soudure", samples::BASE);
        let found = async |query: Query| store.find(&query).await.expect("a page").statements.len();
        let base = Query::default();
        assert_eq!(
            found(Query {
                since_ms: Some(first),
                ..base.clone()
            })
            .await,
            2
        );
        assert_eq!(
            found(Query {
                until_ms: Some(first),
                ..base.clone()
            })
            .await,
            5
        );
        assert_eq!(
            found(Query {
                activity: Some(kit),
                limit: 3,
                ..base.clone()
            })
            .await,
            3
        );
        assert_eq!(
            found(Query {
                verb: Some("autre".into()),
                ..base.clone()
            })
            .await,
            0
        );
        let hostile = "x' OR '1'='1'; DROP TABLE statements; --".to_owned();
        let everything = Query {
            since_ms: Some(0),
            until_ms: Some(i64::MAX),
            verb: Some(hostile.clone()),
            activity: Some(hostile),
            ascending: true,
            limit: 9,
            after: Some(Cursor {
                stored_ms: 0,
                id: samples::id(0),
            }),
        };
        assert_eq!(found(everything).await, 0);
        assert_eq!(count(store).await, 7);
    });
}

#[test]
fn what_is_older_than_the_retention_goes() {
    run(|bench| async move {
        let store = &bench.store;
        store.add("parc", &batch(0..3)).await.expect("kept");
        let day: Timestamp = "2027-03-28T12:00:00Z".parse().expect("an instant");
        let after = |months: i32| {
            let zoned = day.to_zoned(jiff::tz::TimeZone::UTC);
            zoned.checked_add(months.months()).expect("a date").timestamp()
        };
        let now = Timestamp::now();
        assert_eq!(
            store
                .forget_old(after(RETENTION_MONTHS).min(now))
                .await
                .expect("an answer"),
            0
        );
        let late = after(RETENTION_MONTHS) + 1.hours();
        assert_eq!(store.forget_old(late).await.expect("an answer"), 3);
        assert_eq!(count(store).await, 0);
    });
}

#[test]
fn tokens_come_and_go() {
    run(|bench| async move {
        let store = &bench.store;
        let password = Password::random().expect("randomness");
        assert!(
            store
                .add_token("parc", Role::Fleet, password.digest())
                .await
                .expect("an answer")
        );
        assert!(
            !store
                .add_token("parc", Role::Reader, password.digest())
                .await
                .expect("an answer")
        );
        let tokens = store.tokens().await.expect("an answer");
        assert_eq!((tokens.len(), tokens[0].role), (1, Role::Fleet));
        assert!(tokens[0].digest.is(&password.digest()));
        assert!(store.revoke_token("parc").await.expect("an answer"));
        assert!(!store.revoke_token("parc").await.expect("an answer"));
    });
}

#[test]
fn a_kiosk_has_one_line_and_a_fleet_a_limit() {
    run(|bench| async move {
        let store = &bench.store;
        let heartbeat = |kiosk: &str, waiting| Heartbeat {
            kiosk: kiosk.to_owned(),
            version: "0.1.0".to_owned(),
            waiting,
            quarantined: 0,
            last_success: (waiting == 4).then_some(1_732_600_000),
        };
        store.hear("parc", &heartbeat("borne-1", 4)).await.expect("heard");
        store.hear("parc", &heartbeat("borne-1", 2)).await.expect("heard");
        store.hear("autre", &heartbeat("borne-1", 4)).await.expect("heard");
        let kiosks = store.kiosks().await.expect("an answer");
        let told: Vec<_> = kiosks
            .iter()
            .map(|k| (k.fleet.as_str(), k.waiting, k.last_success_ms))
            .collect();
        assert_eq!(told, [("autre", 4, Some(1_732_600_000_000)), ("parc", 2, None)]);
        let fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1999) \
            INSERT INTO kiosks SELECT 'parc', 'k' || i, '1', 0, 0, NULL, 0 FROM n";
        store.pool.execute(fill).await.expect("many kiosks");
        store.hear("parc", &heartbeat("borne-1", 3)).await.expect("a known one");
        let refused = store.hear("parc", &heartbeat("une-de-trop", 0)).await;
        assert!(matches!(refused, Err(StoreError::TooManyKiosks)), "{refused:?}");
        store
            .hear("autre", &heartbeat("borne-2", 0))
            .await
            .expect("another fleet");
    });
}

#[test]
fn implausible_signs_of_life_are_told_apart() {
    let heartbeat = |kiosk: &str, version: &str| Heartbeat {
        kiosk: kiosk.to_owned(),
        version: version.to_owned(),
        waiting: 0,
        quarantined: 0,
        last_success: None,
    };
    assert!(heartbeat("borne-3", "0.1.0-rc.1+a").is_plausible());
    for (kiosk, version) in [
        ("", "1"),
        ("<script>", "1"),
        ("borne", ""),
        ("borne", "<b>"),
        ("borne", &"1".repeat(41)),
    ] {
        assert!(!heartbeat(kiosk, version).is_plausible(), "{kiosk} {version}");
    }
}

//! One thing at a time that goes wrong between the kiosk and the store, and what staff are told of it.

use std::time::Duration;

use etabli::engagement::{
    outbox,
    upload::{Link, PAUSE, Pace, Policy, Round, Trouble, round},
};
use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::{
    fake_store::{FakeStore, Fault, Kind},
    world::{DAY, State, TestClock, address, live, on_this_thread, outbox, statements, states, told},
};
use crate::log::Log;

/// A store with nothing wrong, an outbox of so many statements, and the way from one to the other.
struct Scene {
    clock: TestClock,
    store: FakeStore,
    link: Link,
    db: SqliteConnection,
}

impl Scene {
    async fn new(kind: Kind, count: u32) -> Self {
        let clock = TestClock::default();
        let store = FakeStore::open(kind, &clock).await;
        let statements = statements(0..count);
        let link = Link::open(&address("http", store.port, kind.version())).expect("a link");
        let db = outbox(&statements).await;
        store.inside().frozen = statements.into_iter().map(|frozen| (frozen.id, frozen.body)).collect();
        Self { clock, store, link, db }
    }

    async fn live(&mut self, span: Duration) {
        let killed = std::future::pending();
        live(&mut self.db, &self.link, &self.clock, 1, span, killed).await;
    }

    async fn count(&mut self, state: &State) -> usize {
        states(&mut self.db)
            .await
            .values()
            .filter(|known| *known == state)
            .count()
    }
}

/// One request to whatever is at this address.
async fn once(link: &Link) -> Round {
    let mut db = outbox(&statements(0..3)).await;
    let done = round(&mut db, link, &mut Policy::new(1), Timestamp::now).await;
    done.expect("a database in memory works")
}

#[test]
fn a_month_without_network_is_outlived_and_everything_sent_within_a_quarter_of_an_hour() {
    on_this_thread(async {
        let mut scene = Scene::new(Kind::Ralph, 120).await;
        scene.store.inside().down_until = 30 * DAY;
        scene.live(30 * DAY + Duration::from_secs(15 * 60)).await;
        assert_eq!(scene.count(&State::Sent).await, 120);
        // Fewer than one in the shortest of waits, more than one in the longest.
        let tries = scene.store.inside().times.len() - 12 * 24 * 30;
        assert!((2880..30_000).contains(&tries), "{tries} tries");
        // Told once, not ten thousand times; and that it is well again.
        let told: Vec<String> = told(&mut scene.db).await.into_iter().map(|(what, _)| what).collect();
        assert_eq!(told, ["upload_trouble", "upload_well"]);
    });
}

#[test]
fn a_store_that_says_when_to_come_back_is_left_alone_until_then() {
    for fault in [Fault::BusySecs(429, 1800), Fault::BusyUntil(503, 1800)] {
        on_this_thread(async {
            let mut scene = Scene::new(Kind::Ralph, 5).await;
            let mut address = address("http", scene.store.port, "1.0.3");
            address.heartbeat = None;
            scene.link = Link::open(&address).expect("a link");
            scene.store.inside().faults = vec![Some(fault)];
            scene.live(DAY).await;
            let times = scene.store.inside().times.clone();
            assert!(
                times.len() == 2 && times[1] >= Duration::from_secs(1800),
                "{fault:?}: {times:?}"
            );
            assert!(times[1] <= Duration::from_secs(1806), "{fault:?}: {times:?}");
            assert_eq!(scene.count(&State::Sent).await, 5);
        });
    }
}

#[test]
fn wrong_credentials_make_a_pause_with_a_word_to_staff_and_no_loss() {
    for kind in [Kind::Ralph, Kind::Lars] {
        on_this_thread(async {
            let mut scene = Scene::new(kind, 60).await;
            scene.store.inside().password = "Basic other".to_owned();
            scene.live(PAUSE * 5).await;
            assert_eq!(scene.count(&State::Waiting).await, 60, "{kind:?}");
            let told = told(&mut scene.db).await;
            assert!(
                told.len() == 1 && told[0].1.contains("mot de passe"),
                "{kind:?}: {told:?}"
            );
            scene.store.inside().password = "Basic Ym9ybmVzOnNlY3JldA==".to_owned();
            scene.live(PAUSE * 2).await;
            assert_eq!(scene.count(&State::Sent).await, 60, "{kind:?}");
        });
    }
}

#[test]
fn a_wrong_version_is_told_and_costs_nothing() {
    on_this_thread(async {
        let mut scene = Scene::new(Kind::Lars, 60).await;
        scene.link = Link::open(&address("http", scene.store.port, "1.0.3")).expect("a link");
        scene.live(PAUSE * 5).await;
        assert_eq!(scene.count(&State::Waiting).await, 60);
        let told = told(&mut scene.db).await;
        assert!(told[0].1.contains("version"), "{told:?}");
    });
}

#[test]
fn a_receipt_that_comes_meanwhile_settles_what_is_being_retried() {
    on_this_thread(async {
        let mut scene = Scene::new(Kind::Ralph, 3).await;
        scene.store.inside().down_until = DAY;
        scene.live(DAY / 2).await;
        let ids: Vec<_> = statements(0..2).into_iter().map(|frozen| frozen.id).collect();
        outbox::mark_sent(&mut scene.db, &ids, 0).await.expect("marked");
        scene.live(DAY).await;
        assert_eq!(scene.store.inside().held.len(), 1);
        assert_eq!(scene.count(&State::Sent).await, 3);
    });
}

#[test]
fn a_portal_s_page_is_told_as_such_and_its_address_is_not_gone_to() {
    on_this_thread(async {
        let elsewhere = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
        for fault in [Fault::Portal, Fault::Redirect(elsewhere.port)] {
            let mut scene = Scene::new(Kind::Ralph, 3).await;
            scene.store.inside().faults = vec![Some(fault)];
            let done = round(&mut scene.db, &scene.link, &mut Policy::new(1), Timestamp::now).await;
            let done = done.expect("a database in memory works");
            assert_eq!((done.sent, done.trouble), (0, Some(Trouble::Portal)), "{fault:?}");
            assert!(matches!(done.pace, Pace::After(_)));
        }
        assert_eq!(elsewhere.inside().requests, 0);
    });
}

#[test]
fn where_nobody_is_and_a_name_that_nobody_has_are_told_apart() {
    on_this_thread(async {
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let link = Link::open(&address("http", port, "1.0.3")).expect("a link");
        assert_eq!(once(&link).await.trouble, Some(Trouble::Unreachable));
        let mut nowhere = address("https", port, "1.0.3");
        nowhere.xapi = "https://agence.invalid/xapi".to_owned();
        let link = Link::open(&nowhere).expect("a link");
        assert_eq!(once(&link).await.trouble, Some(Trouble::Name));
    });
}

#[test]
fn the_proxy_of_the_settings_is_asked_and_sees_no_credentials() {
    on_this_thread(async {
        let proxy = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
        let mut through = address("https", 443, "1.0.3");
        through.xapi = "https://agence.example/xapi".to_owned();
        through.proxy = Some(format!("http://127.0.0.1:{}", proxy.port));
        let link = Link::open(&through).expect("a link");
        assert!(once(&link).await.trouble.is_some());
        assert_eq!(proxy.inside().targets, ["CONNECT agence.example:443"]);
        // This machine itself is spoken to directly.
        let store = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
        let mut near = address("http", store.port, "1.0.3");
        near.proxy = through.proxy;
        store.inside().frozen = statements(0..3)
            .into_iter()
            .map(|frozen| (frozen.id, frozen.body))
            .collect();
        assert_eq!(once(&Link::open(&near).expect("a link")).await.sent, 3);
        assert_eq!(proxy.inside().requests, 1);
    });
}

#[test]
fn a_kiosk_with_nothing_to_send_shows_that_it_lives() {
    on_this_thread(async {
        let mut scene = Scene::new(Kind::Ralph, 2).await;
        scene.live(Duration::from_secs(3600)).await;
        let beats = scene.store.inside().beats.clone();
        assert_eq!(beats.len(), 12);
        let last = &beats[11];
        assert_eq!(
            (&last["kiosk"], &last["waiting"], &last["quarantined"]),
            (&"borne-3".into(), &0.into(), &0.into())
        );
        assert!(last["last_success"].is_i64() && last["version"].is_string());
    });
}

#[test]
fn no_log_holds_credentials_or_statements() {
    let log = Log::heard(|| {
        on_this_thread(async {
            let mut scene = Scene::new(Kind::Ralph, 10).await;
            scene.store.inside().faults = vec![None, Some(Fault::Before(500)), Some(Fault::Portal)];
            scene.live(Duration::from_secs(3600)).await;
            scene.store.inside().password = "Basic other".to_owned();
            scene.live(PAUSE * 2).await;
        });
    });
    assert!(log.contains("sending to the agency"), "something is logged: {log}");
    for secret in ["secret", "Ym9ybmVzOnNlY3JldA", "bornes", "ext/visits"] {
        assert!(!log.contains(secret), "`{secret}` is in the log");
    }
}

//! What a test of sending needs: an outbox with statements, a clock that runs as fast as it is read, an uploader that
//! can be killed.

use std::{
    collections::BTreeMap,
    future::poll_fn,
    path::PathBuf,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::Poll,
    time::Duration,
};

use etabli::engagement::{
    statement::FrozenStatement,
    upload::{Address, Clock, Credentials, Link, Patience, Policy, Sending, Uploader},
};
use jiff::Timestamp;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::Notify;
use uuid::Uuid;

pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// 26 March 2027, 09:00 in Rouen.
const START: i64 = 1_806_048_000;

const TABLES: &str = include_str!("../../../crates/exchange/src/engagement/journal/migrations/0001_journal.sql");

/// Virtual time: sleeping takes none of ours, until the moment set as the end, at which it never wakes.
#[derive(Clone, Debug, Default)]
pub struct TestClock(Arc<Moments>);

#[derive(Debug, Default)]
struct Moments {
    now_millis: AtomicU64,
    end_millis: AtomicU64,
    ended: Notify,
}

impl TestClock {
    /// From now on time goes on for `span`; then whoever sleeps is not woken.
    pub fn allow(&self, span: Duration) {
        let end = self.elapsed() + span;
        self.0.end_millis.store(millis(end), Ordering::Relaxed);
    }

    /// Until the time that was allowed is over.
    pub async fn ended(&self) {
        self.0.ended.notified().await;
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).expect("a short span")
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(START).expect("an instant") + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.now_millis.load(Ordering::Relaxed))
    }

    async fn sleep(&self, wait: Duration) {
        let end = self.0.end_millis.load(Ordering::Relaxed);
        // Less than a millisecond is one, or time would stand still.
        let wake = millis(self.elapsed() + wait.max(Duration::from_millis(1)));
        self.0.now_millis.store(wake.min(end), Ordering::Relaxed);
        if wake >= end {
            self.0.ended.notify_one();
            std::future::pending::<()>().await;
        }
        tokio::task::yield_now().await;
    }
}

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Sent,
    Quarantined(String),
}

/// A database in memory with these statements waiting, in this order.
pub async fn outbox(statements: &[FrozenStatement]) -> SqliteConnection {
    let mut db = SqliteConnection::connect("sqlite::memory:").await.expect("a database");
    sqlx::raw_sql(TABLES).execute(&mut db).await.expect("tables");
    fill(&mut db, statements).await;
    db
}

/// Lets these wait, in this order.
pub async fn fill(db: &mut SqliteConnection, statements: &[FrozenStatement]) {
    let mut all = db.begin().await.expect("a transaction");
    for FrozenStatement { id, body } in statements {
        sqlx::query("INSERT INTO outbox VALUES (?, ?, 'e', 'event', 10, ?, 'waiting', NULL, NULL, NULL)")
            .bind(id.to_string())
            .bind(body)
            .bind(START)
            .execute(&mut *all)
            .await
            .expect("a row");
    }
    all.commit().await.expect("committed");
}

/// Every statement of the outbox.
pub async fn states(db: &mut SqliteConnection) -> BTreeMap<Uuid, State> {
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as("SELECT id, state, reason FROM outbox")
        .fetch_all(db)
        .await
        .expect("rows");
    let state = |(id, state, reason): (String, String, Option<String>)| {
        let state = match state.as_str() {
            "waiting" => State::Waiting,
            "sent" => State::Sent,
            _ => State::Quarantined(reason.unwrap_or_default()),
        };
        (id.parse().expect("an id"), state)
    };
    rows.into_iter().map(state).collect()
}

/// What staff would find among the kiosk's own events: what, and details.
pub async fn told(db: &mut SqliteConnection) -> Vec<(String, String)> {
    sqlx::query_as("SELECT what, detail FROM technical ORDER BY rowid")
        .fetch_all(db)
        .await
        .expect("rows")
}

/// The statement number `n` of a test; its number is its count of visits.
pub fn statement(n: u32) -> FrozenStatement {
    let id = uuid::Builder::from_random_bytes(u128::from(n).to_be_bytes()).into_uuid();
    let body = format!(
        "{{\"id\":\"{id}\",\"actor\":{{\"objectType\":\"Group\",\"account\":{{\"homePage\":\"https://a.example/xapi\",\
         \"name\":\"visiteurs-anonymes\"}}}},\"verb\":{{\"id\":\"http://adlnet.gov/expapi/verbs/interacted\"}},\
         \"object\":{{\"objectType\":\"Activity\",\"id\":\"https://a.example/xapi/kits/soudure\"}},\
         \"result\":{{\"extensions\":{{\"https://a.example/xapi/ext/visits\":{n}}}}},\
         \"timestamp\":\"2027-03-28T12:00:00.000Z\"}}"
    );
    FrozenStatement {
        id,
        body: body.into_bytes(),
    }
}

pub fn statements(numbers: std::ops::Range<u32>) -> Vec<FrozenStatement> {
    numbers.map(statement).collect()
}

/// A store at this port of this machine.
pub fn address(scheme: &str, port: u16, version: &str) -> Address {
    Address {
        xapi: format!("{scheme}://127.0.0.1:{port}/xapi"),
        version: version.to_owned(),
        heartbeat: Some(format!("{scheme}://127.0.0.1:{port}/api/heartbeat")),
        credentials: Some(Credentials::new("bornes", "secret")),
        patience: Patience {
            connect: Duration::from_secs(5),
            whole: Duration::from_secs(5),
        },
        ..Address::default()
    }
}

/// Lets an uploader that knows nothing of what was before live for `span` of virtual time, or until it is killed.
pub async fn live(
    db: &mut SqliteConnection,
    link: &Link,
    clock: &TestClock,
    seed: u64,
    span: Duration,
    killed: impl Future<Output = ()>,
) {
    clock.allow(span);
    let folder = folder();
    let run = async {
        let mut state = Sending::new(Policy::new(seed));
        loop {
            let mut uploader = Uploader {
                db: &mut *db,
                link,
                state: &mut state,
                clock,
                folder: &folder,
                kiosk: "borne-3",
            };
            let wait = uploader.work().await.expect("a database in memory works");
            clock.sleep(wait).await;
        }
    };
    let (mut run, mut ended, mut killed) = (pin!(run), pin!(clock.ended()), pin!(killed));
    poll_fn(|context| {
        let over = killed.as_mut().poll(context).is_ready() || ended.as_mut().poll(context).is_ready();
        if over {
            return Poll::Ready(());
        }
        run.as_mut().poll(context)
    })
    .await;
}

/// A kiosk's folder for this thread's tests.
fn folder() -> PathBuf {
    let name = format!("etabli-it-{}-{:?}", std::process::id(), std::thread::current().id());
    let folder = std::env::temp_dir().join(name.replace(['(', ')'], "-"));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Runs a test of the network on one thread: both sides take turns.
pub fn on_this_thread<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(work)
}

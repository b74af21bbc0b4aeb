//! The whole way to a real store: `tests/ralph.sh` starts Ralph on this machine and runs this.

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use etabli::{
    engagement::{
        journal::{Database, Journal, Limits, open_database},
        outbox,
        plan::{ClassLevel, EventPlan, PeriodKind, SealingPlan},
        row::{Audience, Help, KitVisit, Level, Liked, Mode, Outcome, slot_of},
        seal::Which,
        statement::StatementContext,
    },
    language::Language,
};
use jiff::{civil::date, tz::TimeZone};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use reqwest::Url;
use serde_json::Value;
use sqlx::SqliteConnection;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

use super::world::{State, on_this_thread, states};

/// 26 March 2027, 09:00 in Rouen.
const OPENING: i64 = 1_806_048_000;
const KITS: [&str; 8] = [
    "soudure",
    "cuisine",
    "soins",
    "coiffure",
    "charpente",
    "usinage",
    "vente",
    "boulangerie",
];
/// Of each audience, at each kit.
const VISITS: usize = 12;

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is set by tests/ralph.sh"))
}

/// A kiosk after a fair, sealed.
struct Kiosk {
    home: PathBuf,
    data: PathBuf,
}

impl Kiosk {
    async fn sealed(xapi: &str) -> Self {
        let scratch = env::temp_dir().join(format!("etabli-ralph-kiosk-{}", std::process::id()));
        let _ = fs::remove_dir_all(&scratch);
        let (home, data) = (scratch.join("home"), scratch.join("data"));
        fs::create_dir_all(home.join("assets/images")).expect("a home");
        fs::create_dir_all(home.join("config")).expect("its settings");
        let agency = format!("(xapi: \"{xapi}\", iri_base: \"https://agence.example/xapi\")");
        fs::write(home.join("config/agency.ron"), agency).expect("settings");
        let (mut journal, _) = Journal::open(&data, Limits::default()).await.expect("a journal");
        journal.agree(&plan()).await.expect("a plan");
        for visit in visits() {
            journal.record(&visit).await.expect("recorded");
        }
        for _ in 0..12 {
            let slot = slot_of(OPENING);
            journal
                .count_modes("salon-2027", slot, &[Mode::LargeText])
                .await
                .expect("counted");
        }
        let iri_base = "https://agence.example/xapi".to_owned();
        let sealed = journal.seal(Which::All, OPENING, &StatementContext { iri_base }).await;
        assert!(!sealed.expect("sealed").is_empty());
        journal.close().await;
        Self { home, data }
    }

    async fn db(&self) -> Database {
        open_database(&self.data).await.expect("a database")
    }

    /// What `etabli engagement send` says, and its exit code, with the credentials of an account.
    async fn send(&self, account: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
        command.args(["engagement", "send", "--home"]).arg(&self.home);
        command.arg("--data").arg(&self.data);
        command.env("ETABLI_LRS_USER", variable(&format!("ETABLI_RALPH{account}_USER")));
        command.env(
            "ETABLI_LRS_PASSWORD",
            variable(&format!("ETABLI_RALPH{account}_PASSWORD")),
        );
        let output = tokio::task::spawn_blocking(move || command.output()).await;
        let Output { status, stdout, stderr } = output.expect("a thread").expect("the program runs");
        let said = String::from_utf8_lossy(&stdout) + String::from_utf8_lossy(&stderr);
        (status.code().expect("a code"), said.into_owned())
    }

    async fn count(&self, state: &State) -> usize {
        let states = states(&mut *self.db().await).await;
        states.values().filter(|known| *known == state).count()
    }
}

fn plan() -> EventPlan {
    EventPlan {
        event: "salon-2027".to_owned(),
        first_day: date(2027, 3, 26),
        last_day: date(2027, 3, 26),
        zone: TimeZone::get("Europe/Paris").expect("a time zone"),
        sealing: SealingPlan {
            period: PeriodKind::Event,
            level: ClassLevel::KitAudience,
        },
    }
}

fn visits() -> Vec<KitVisit> {
    let mut random = ChaCha8Rng::seed_from_u64(6);
    let mut visits = vec![];
    for kit in KITS {
        for audience in Audience::ALL.map(Some).into_iter().chain([None]) {
            for number in 0..VISITS {
                let slot = slot_of(OPENING) + i64::try_from(number).expect("a number");
                visits.push(visit(kit, audience, slot, &mut random));
            }
        }
    }
    visits
}

fn visit(kit: &str, audience: Option<Audience>, slot: i64, random: &mut ChaCha8Rng) -> KitVisit {
    let finished = random.random_bool(0.7);
    KitVisit {
        event: "salon-2027".to_owned(),
        kit: kit.to_owned(),
        kit_version: "0.3.0".to_owned(),
        level: Level::Discovery,
        audience,
        language: if random.random_bool(0.8) {
            Language::French
        } else {
            Language::English
        },
        slot,
        outcome: if finished {
            Outcome::Finished
        } else {
            Outcome::Abandoned {
                step: random.random_range(1..4),
            }
        },
        secs: random.random_range(20..300),
        steps: 4,
        scores: vec![("regularite".to_owned(), random.random_range(0..=100))],
        help: Help::ALL[random.random_range(0..Help::ALL.len())],
        liked: [None, Some(Liked::Yes), Some(Liked::SoSo), Some(Liked::No)][random.random_range(0..4)],
    }
}

/// Between the kiosk and the store, on a port of its own: loses the answers to as many connections as it is told.
struct Relay {
    port: u16,
    to_lose: Arc<AtomicUsize>,
}

impl Relay {
    async fn open(store: &Url) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let upstream = format!("127.0.0.1:{}", store.port().expect("a port"));
        let to_lose = Arc::new(AtomicUsize::new(0));
        let losing = to_lose.clone();
        tokio::spawn(async move {
            loop {
                let Ok((kiosk, _)) = listener.accept().await else {
                    return;
                };
                let store = TcpStream::connect(&upstream).await.expect("the store");
                let losing = losing.clone();
                // Who hangs up has hung up.
                tokio::spawn(async move { relay(kiosk, store, &losing).await });
            }
        });
        Self { port, to_lose }
    }
}

async fn relay(kiosk: TcpStream, store: TcpStream, to_lose: &AtomicUsize) -> io::Result<()> {
    let (mut from_kiosk, mut to_kiosk) = kiosk.into_split();
    let (mut from_store, mut to_store) = store.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_kiosk, &mut to_store).await });
    let mut bytes = vec![0; 64 * 1024];
    loop {
        let length = from_store.read(&mut bytes).await?;
        let lost = to_lose.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        // The store has done it and said so; the kiosk never hears.
        if length == 0 || lost.is_ok() {
            return Ok(());
        }
        to_kiosk.write_all(&bytes[..length]).await?;
    }
}

/// Everything in the store, page after page, as the agency reads it.
async fn read_back(xapi: &Url) -> BTreeMap<Uuid, Value> {
    // Whoever came first has chosen the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .build()
        .expect("a client");
    let (user, password) = (
        variable("ETABLI_RALPH_READER_USER"),
        variable("ETABLI_RALPH_READER_PASSWORD"),
    );
    let mut found = BTreeMap::new();
    let mut next = Some(format!("{xapi}/statements?limit=20"));
    while let Some(page) = next {
        let request = client.get(page).basic_auth(&user, Some(&password));
        let reply = request
            .header("X-Experience-API-Version", "1.0.3")
            .send()
            .await
            .expect("a reply");
        let text = reply.text().await.expect("a page");
        let page: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
        for statement in page["statements"].as_array().expect("statements") {
            let mut statement = statement.clone();
            for key in ["stored", "authority", "version"] {
                statement.as_object_mut().expect("an object").remove(key);
            }
            let id = statement["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            assert!(found.insert(id, statement).is_none(), "{id} is there twice");
        }
        // Relative or absolute.
        let more = page["more"].as_str().filter(|more| !more.is_empty());
        next = more.map(|more| xapi.join(more).expect("an address").to_string());
    }
    found
}

fn keep(path: &Path, bodies: &BTreeMap<Uuid, Vec<u8>>) {
    let lines: Vec<&[u8]> = bodies.values().map(Vec::as_slice).collect();
    fs::write(path, lines.join(&b'\n')).expect("a file");
}

/// Lets everything wait again, with another count in one statement.
async fn restore(db: &mut SqliteConnection, changed: Uuid) {
    let waiting = sqlx::query("UPDATE outbox SET state = 'waiting', reason = NULL, settled_at = NULL");
    waiting.execute(&mut *db).await.expect("restored");
    let count =
        "UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), '/visits\":', '/visits\":1') AS BLOB) WHERE id = ?";
    let changing = sqlx::query(count).bind(changed.to_string()).execute(db).await;
    assert_eq!(changing.expect("changed").rows_affected(), 1);
}

#[test]
#[ignore = "needs Ralph: run tests/ralph.sh"]
fn a_fair_reaches_a_real_store_once() {
    on_this_thread(async {
        let store: Url = variable("ETABLI_RALPH_XAPI").parse().expect("an address");
        let relay = Relay::open(&store).await;
        let kiosk = Kiosk::sealed(&format!("http://127.0.0.1:{}/xAPI", relay.port)).await;
        let mut db = kiosk.db().await;
        let ids = outbox::waiting(&mut db, usize::MAX, &[]).await.expect("ids");
        let bodies = outbox::bodies(&mut db, &ids).await.expect("bodies");
        let sealed: BTreeMap<Uuid, Vec<u8>> = bodies.into_iter().map(|frozen| (frozen.id, frozen.body)).collect();
        assert!(sealed.len() > 50, "more than a batch: {}", sealed.len());
        keep(Path::new(&variable("ETABLI_RALPH_STATEMENTS")), &sealed);

        // Stored, and the kiosk does not know.
        relay.to_lose.store(1, Ordering::Relaxed);
        let (code, said) = kiosk.send("").await;
        assert!(code == 1 && said.contains("coupée"), "{said}");
        assert_eq!(kiosk.count(&State::Sent).await, 0);
        assert_eq!(read_back(&store).await.len(), 50);
        // Again: the first batch is known, the second is new.
        let (code, said) = kiosk.send("").await;
        assert_eq!(code, 0, "{said}");
        assert_eq!(kiosk.count(&State::Sent).await, sealed.len());
        let ours = |(id, body): (&Uuid, &Vec<u8>)| (*id, serde_json::from_slice(body).expect("JSON"));
        let ours: BTreeMap<Uuid, Value> = sealed.iter().map(ours).collect();
        assert_eq!(read_back(&store).await, ours);

        // All of it once more, and one that was changed: as a journal restored from a copy might send it. The kiosks' account
        // may not read, and what the store has cannot be seen; another may.
        for (account, reason) in [("", "unverified"), ("_READER", "different")] {
            restore(&mut db, ids[7]).await;
            let (code, said) = kiosk.send(account).await;
            assert!(code == 1 && said.contains("Mis de côté"), "{said}");
            assert_eq!(kiosk.count(&State::Quarantined(reason.to_owned())).await, 1);
            assert_eq!(kiosk.count(&State::Sent).await, sealed.len() - 1);
            assert_eq!(read_back(&store).await, ours, "what is stored has not changed");
        }
        fs::remove_dir_all(kiosk.data.parent().expect("a folder")).expect("cleaned up");
        a_simulated_fair_adds_up(&store).await;
    });
}

/// Kiosks with outages send to the same store, one account writes, another reads all of it back.
async fn a_simulated_fair_adds_up(store: &Url) {
    let reader = env::temp_dir().join(format!("etabli-ralph-reader-{}", std::process::id()));
    let account = ["USER", "PASSWORD"].map(|name| variable(&format!("ETABLI_RALPH_READER_{name}")));
    fs::write(&reader, account.join(":")).expect("a file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&reader, fs::Permissions::from_mode(0o600)).expect("its mode");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command.args([
        "simulate",
        "--kiosks",
        "5",
        "--visitors",
        "800",
        "--outages",
        "--seed",
        "9",
    ]);
    command.arg("--to").arg(store.as_str()).arg("--reader").arg(&reader);
    command.env("ETABLI_LRS_USER", variable("ETABLI_RALPH_USER"));
    command.env("ETABLI_LRS_PASSWORD", variable("ETABLI_RALPH_PASSWORD"));
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let Output { status, stdout, stderr } = output.expect("a thread").expect("the program runs");
    let said = String::from_utf8_lossy(&stdout) + String::from_utf8_lossy(&stderr);
    assert!(status.success() && said.contains("Tout tombe juste."), "{said}");
    fs::remove_file(reader).expect("cleaned up");
}

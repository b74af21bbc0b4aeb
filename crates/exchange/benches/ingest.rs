//! How many statements a second a store takes: batches of 50 from 8 clients at once, each batch acknowledged before the
//! client sends its next. `--` takes `URL USER PASSWORD` of any xAPI store, for the same load side by side; without
//! them, `etabli agency` is measured on SQLite in a temporary folder, or on the database of ETABLI_AGENCY_DATABASE.
//!
//! `cargo bench --bench ingest [-- https://lrs.example/xAPI user password]`; figures in docs/mesures.md.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    env, fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use etabli_exchange::{
    agency::{
        read::{Names, Source},
        serve::{Access, Agency, Patience, run},
        store::{Database, Password, Role, Store},
    },
    engagement::{
        anonymise::{Bin, Histogram, HistogramKind, SealedClass, Subject},
        plan::Period,
        statement::{StatementContext, freeze},
    },
};
use jiff::civil::date;
use tokio::net::TcpListener;

const BATCHES: usize = 200;
const BATCH: usize = 50;
const CLIENTS: usize = 8;

/// A store, and who may write to it.
struct Target {
    statements: String,
    user: String,
    password: String,
}

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    // Cargo adds arguments of its own.
    let given: Vec<String> = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    runtime.block_on(async {
        match given.as_slice() {
            [url, user, password] => {
                let statements = format!("{}/statements", url.trim_end_matches('/'));
                let (user, password) = (user.clone(), password.clone());
                measure(
                    "ce LRS",
                    Target {
                        statements,
                        user,
                        password,
                    },
                )
                .await
            }
            _ => measure_own().await,
        }
    })
}

async fn measure_own() -> Result<()> {
    let folder = env::temp_dir().join(format!("etabli-ingest-{}", std::process::id()));
    let database = match env::var("ETABLI_AGENCY_DATABASE") {
        Ok(database) => database.parse()?,
        Err(_) => Database::Sqlite(folder.join("agence.sqlite")),
    };
    let store = Store::open(&database, true).await?;
    let password = Password::random()?;
    let user = format!("mesure-{}", std::process::id());
    store.add_token(&user, Role::Fleet, password.digest()).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let statements = format!("http://{}/xapi/statements", listener.local_addr()?);
    let source = Source::own(store.clone());
    let agency = Agency::new(store.clone(), source, Names::default(), Access::Readers).await?;
    let server = tokio::spawn(run(
        listener,
        Patience::default(),
        Arc::new(agency),
        std::future::pending(),
    ));
    let password = password.to_string();
    let measured = measure(
        &database.to_string(),
        Target {
            statements,
            user: user.clone(),
            password,
        },
    )
    .await;
    store.revoke_token(&user).await?;
    server.abort();
    let _ = fs::remove_dir_all(folder);
    measured
}

async fn measure(name: &str, target: Target) -> Result<()> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let batches: Arc<Vec<Vec<u8>>> = Arc::new((0..BATCHES).map(|_| batch()).collect());
    let bytes: usize = batches.iter().map(Vec::len).sum();
    let (next, target) = (Arc::new(AtomicUsize::new(0)), Arc::new(target));
    let start = Instant::now();
    let clients = (0..CLIENTS).map(|_| {
        let (batches, next, target) = (Arc::clone(&batches), Arc::clone(&next), Arc::clone(&target));
        tokio::spawn(async move {
            let client = reqwest::Client::builder().no_proxy().build()?;
            let mut took = Vec::new();
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let sent = Instant::now();
                let request = client
                    .post(&target.statements)
                    .basic_auth(&target.user, Some(&target.password))
                    .header("X-Experience-API-Version", "1.0.3")
                    .header("Content-Type", "application/json");
                let status = request.body(batch.clone()).send().await?.status();
                ensure!(status.is_success(), "le LRS répond {status}");
                took.push(sent.elapsed());
            }
            Ok(took)
        })
    });
    let clients: Vec<_> = clients.collect();
    let mut took: Vec<Duration> = Vec::new();
    for client in clients {
        took.extend(client.await??);
    }
    let whole = start.elapsed();
    took.sort();
    let count = BATCHES * BATCH;
    let percentile = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)];
    println!(
        "{name} : {count} déclarations ({} Kio) en {whole:.2?}, soit {:.0} par seconde ; un envoi de {BATCH} : médiane {:.1?}, 99 % {:.1?}",
        bytes / 1024,
        count as f64 / whole.as_secs_f64(),
        percentile(50),
        percentile(99),
    );
    Ok(())
}

/// Fifty classes as a kiosk freezes them, with all their histograms.
fn batch() -> Vec<u8> {
    let context = StatementContext {
        iri_base: "https://agence.example/xapi".to_owned(),
    };
    let bins = |codes: &[&str]| {
        let bin = |code: &&str| Bin {
            of: vec![(*code).to_owned()],
            n: 12,
        };
        Histogram::Bins(codes.iter().map(bin).collect())
    };
    let class = |number: usize| SealedClass {
        event: "salon-2027".to_owned(),
        period: Period::WholeEvent {
            last_day: date(2027, 3, 28),
        },
        subject: Subject::Kit {
            kit: format!("kit-{}", number % 16),
            audience: Some(["scolaire", "adulte", "non_precise"][number % 3]),
        },
        visits: 60,
        histograms: vec![
            (HistogramKind::Outcome, bins(&["finished", "abandoned"])),
            (
                HistogramKind::Score,
                bins(&["none", "0-24", "25-49", "50-74", "75-100"]),
            ),
            (
                HistogramKind::Duration,
                bins(&["0-59", "60-119", "120-179", "180-239", "240+"]),
            ),
            (HistogramKind::Help, bins(&["none", "hint", "ghost", "one_touch"])),
            (HistogramKind::StepReached, bins(&["1", "2", "3", "4", "5"])),
            (HistogramKind::Liked, bins(&["yes", "so_so", "no", "none"])),
        ],
        accessibility: Vec::new(),
    };
    let bodies: Vec<Vec<u8>> = (0..BATCH).map(|number| freeze(&class(number), &context).body).collect();
    [b"[".as_slice(), &bodies.join(&b','), b"]"].concat()
}

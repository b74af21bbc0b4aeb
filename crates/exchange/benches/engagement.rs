//! What recording costs: the frame loop that hands a try over, the disk that commits it, the period's end that seals it.
//!
//! `cargo bench --profile dev --bench engagement` (the profile `./run` plays with); figures in docs/mesures.md.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::{
    future::Future,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use divan::Bencher;
use etabli_exchange::engagement::{
    anonymise::anonymise,
    journal::{Entry, Journal, Limits, Recorder, Settings, SystemClocks},
    plan::{ClassLevel, EventPlan, Period, SealingPlan},
    row::{Audience, Help, KitVisit, Level, Liked, Outcome},
    seal::Which,
    statement::StatementContext,
};
use etabli_language::Language;
use hdrhistogram::Histogram;
use jiff::{civil::date, tz::TimeZone};

fn main() {
    divan::main();
    // Divan tells medians; a frame and a power cut meet the slowest.
    hand_over();
    commit();
    sealing();
}

/// Gone when dropped.
struct Scratch(PathBuf);

impl Scratch {
    /// Beside what is built, not in a temporary folder, which may be memory.
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn plan() -> EventPlan {
    EventPlan {
        event: "salon".to_owned(),
        first_day: date(2027, 3, 26),
        last_day: date(2027, 3, 28),
        zone: TimeZone::UTC,
        sealing: SealingPlan::default(),
    }
}

fn visit(index: usize) -> KitVisit {
    let kits = ["soudure", "cuisine", "bois", "soin", "grue", "fibre"];
    KitVisit {
        event: "salon".to_owned(),
        kit: kits[index % kits.len()].to_owned(),
        kit_version: "1.0.0".to_owned(),
        level: Level::Discovery,
        audience: Audience::ALL.get(index % 7).copied(),
        language: Language::ALL[index % 2],
        slot: 2_006_720 + (index / 40) as i64,
        outcome: if index.is_multiple_of(5) {
            Outcome::Abandoned { step: 2 }
        } else {
            Outcome::Finished
        },
        secs: 60 + (index % 200) as u32,
        steps: 4,
        scores: vec![("geste".to_owned(), (index % 101) as u8), ("sécurité".to_owned(), 90)],
        help: Help::ALL[index % 4],
        liked: Liked::ALL.get(index % 4).copied(),
    }
}

fn visits(count: usize) -> Vec<KitVisit> {
    (0..count).map(visit).collect()
}

/// The rules alone.
#[divan::bench(args = [1_000, 100_000])]
fn anonymise_visits(bencher: Bencher, count: usize) {
    let visits = visits(count);
    let period = Period::WholeEvent {
        last_day: date(2027, 3, 28),
    };
    bencher.bench_local(|| anonymise("salon", period, ClassLevel::KitGroup, &visits, &[]));
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime").block_on(future)
}

/// How these durations are spread.
#[derive(Debug)]
struct Spread(Histogram<u64>);

impl Spread {
    fn new() -> Self {
        Self(Histogram::new(3).expect("three digits"))
    }

    fn add(&mut self, start: Instant) {
        let nanos = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.0.record(nanos).expect("it grows as needed");
    }

    fn print(&self, name: &str) {
        let micros = |quantile: f64| self.0.value_at_quantile(quantile) as f64 / 1000.0;
        let (median, p99, most) = (micros(0.5), micros(0.99), micros(1.0));
        println!(
            "{name}: median {median:.1} µs, p99 {p99:.1} µs, most {most:.1} µs ({} times)",
            self.0.len()
        );
    }
}

/// What the frame loop pays, while the thread commits at its own pace.
fn hand_over() {
    let scratch = Scratch::new("hand-over");
    let settings = Settings {
        folder: scratch.0.clone(),
        limits: Limits::default(),
        plan: plan(),
        context: StatementContext {
            iri_base: "https://agence.example/xapi".to_owned(),
        },
        clocks: Arc::new(SystemClocks),
    };
    let recorder = Recorder::start(settings).expect("a thread");
    let mut spread = Spread::new();
    for (index, visit) in visits(2_000).into_iter().enumerate() {
        let start = Instant::now();
        let taken = recorder.hand_over(Entry::Visit(Box::new(visit)));
        spread.add(start);
        assert!(taken);
        if index % 100 == 99 {
            // Far faster than any visitor: the thread catches up now and then.
            recorder.flush(Duration::from_secs(60));
        }
    }
    spread.print("a try handed over");
}

/// From a row to the disk, synchronised.
fn commit() {
    run(async {
        let scratch = Scratch::new("commit");
        let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
        journal.agree(&plan()).await.expect("a plan");
        let mut spread = Spread::new();
        for index in 0..2_000 {
            let visit = visit(index);
            let start = Instant::now();
            journal.record(&visit).await.expect("recorded");
            spread.add(start);
        }
        spread.print("a try committed");
    });
}

/// All of a long event at once: rows read, counted, written as statements, deleted, and the file purged.
fn sealing() {
    run(async {
        let scratch = Scratch::new("sealing");
        let (mut journal, _) = Journal::open(&scratch.0, Limits::default()).await.expect("it opens");
        journal.agree(&plan()).await.expect("a plan");
        const ROWS: usize = 5_000;
        for index in 0..ROWS {
            journal.record(&visit(index)).await.expect("recorded");
        }
        let context = StatementContext {
            iri_base: "https://agence.example/xapi".to_owned(),
        };
        let start = Instant::now();
        let sealed = journal.seal(Which::All, 1_806_300_000, &context).await.expect("sealed");
        let statements: usize = sealed.iter().map(|sealed| sealed.outcome.released.len()).sum();
        println!(
            "{ROWS} rows sealed into {statements} statements and purged: {:.0?}",
            start.elapsed()
        );
    });
}

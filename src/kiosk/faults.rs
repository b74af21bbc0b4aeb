//! The kiosk never stops: a system that fails is reported, the visit ends, attract returns. What goes on failing all
//! the same ends no second visit: the kiosk plays on as far as it can.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bevy::{
    ecs::error::{BevyError, ErrorContext},
    prelude::*,
};

use crate::AppSystems;

/// A system returned an error since the last frame, and the visit had better end.
#[derive(Message, Clone, Debug)]
pub struct SystemFailed(pub String);

/// After an error the same one has to stay away this long to end a visit again: ending the last one did not help.
const QUIET: Duration = Duration::from_secs(60);
/// More kinds of errors than this count as one.
const KINDS_MAX: usize = 64;

/// Errors since the process started; the handler is a plain function and can reach nothing else.
static TOTAL: AtomicU64 = AtomicU64::new(0);
static FAILURES: Mutex<Failures> = Mutex::new(BTreeMap::new());

/// By kind of error: how many, and the last one in words.
type Failures = BTreeMap<String, (u64, String)>;

/// The kiosk's error handler: Bevy's own panics on a `?` in a system.
pub fn handler(error: BevyError, context: ErrorContext) {
    let told = format!("{} {}: {error}", context.kind(), context.name());
    let mut failures = FAILURES.lock().unwrap_or_else(PoisonError::into_inner);
    let mut kind = kind_of(&told);
    if failures.len() >= KINDS_MAX && !failures.contains_key(&kind) {
        kind = String::new();
    }
    let (count, last) = failures.entry(kind).or_default();
    *count += 1;
    // What fails in every frame must not fill the disk.
    if count.is_power_of_two() {
        error!("{told} ({count}×)");
    }
    *last = told;
    TOTAL.fetch_add(1, Ordering::Relaxed);
}

/// First line and no numbers: the same fault has the same kind in each frame.
fn kind_of(told: &str) -> String {
    told.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect()
}

/// What failed since the process started, the last of each kind in words.
pub fn told() -> Vec<String> {
    let failures = FAILURES.lock().unwrap_or_else(PoisonError::into_inner);
    failures
        .values()
        .map(|(count, told)| format!("{told} ({count}×)"))
        .collect()
}

pub(super) fn plugin(app: &mut App) {
    app.add_message::<SystemFailed>()
        .add_systems(Update, report.in_set(AppSystems::Input));
}

/// What this app has already heard of each kind: how many, and when the last one came, in game time.
#[derive(Default)]
struct Ledger {
    total: Option<u64>,
    heard: BTreeMap<String, (u64, Option<Duration>)>,
}

impl Ledger {
    /// Failures that have to end the visit, in words.
    fn news(&mut self, failures: &Failures, now: Duration) -> Vec<String> {
        let mut news = Vec::new();
        for (kind, (count, told)) in failures {
            let (heard, last) = self.heard.entry(kind.clone()).or_default();
            if heard == count {
                continue;
            }
            *heard = *count;
            if last.replace(now).is_none_or(|last| now.saturating_sub(last) >= QUIET) {
                news.push(told.clone());
            }
        }
        news
    }
}

fn report(mut ledger: Local<Ledger>, time: Res<Time<Virtual>>, mut failed: MessageWriter<SystemFailed>) {
    let total = TOTAL.load(Ordering::Relaxed);
    let before = ledger.total.replace(total);
    if before == Some(total) {
        return;
    }
    let failures = FAILURES.lock().unwrap_or_else(PoisonError::into_inner);
    if before.is_none() {
        // What happened before this app started (in tests, to another one) is not its own.
        ledger.heard = failures
            .iter()
            .map(|(kind, (count, _))| (kind.clone(), (*count, None)))
            .collect();
        return;
    }
    failed.write_batch(ledger.news(&failures, time.elapsed()).into_iter().map(SystemFailed));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failures(of: &[(&str, u64)]) -> Failures {
        of.iter()
            .map(|(kind, count)| ((*kind).to_owned(), (*count, (*kind).to_owned())))
            .collect()
    }

    #[test]
    fn a_fault_that_goes_on_ends_one_visit() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.news(&failures(&[("a", 1)]), Duration::from_secs(5)), ["a"]);
        for secs in 6..200 {
            assert!(
                ledger
                    .news(&failures(&[("a", secs)]), Duration::from_secs(secs))
                    .is_empty(),
                "{secs} s"
            );
        }
        // Another one is news, and so is the same after a rest.
        assert_eq!(
            ledger.news(&failures(&[("a", 199), ("b", 1)]), Duration::from_secs(200)),
            ["b"]
        );
        assert_eq!(
            ledger.news(&failures(&[("a", 500), ("b", 1)]), Duration::from_secs(300)),
            ["a"]
        );
    }

    #[test]
    fn the_same_fault_is_known_by_other_numbers() {
        assert_eq!(
            kind_of("system a: frame 17\nat b.rs:3"),
            kind_of("system a: frame 1234\nat c.rs:5")
        );
        assert_ne!(kind_of("system a: frame 17"), kind_of("system b: frame 17"));
    }
}

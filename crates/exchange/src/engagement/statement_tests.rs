use jiff::civil::date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    anonymise::{Bin, Histogram, HistogramKind, SealedClass, Subject},
    plan::Period,
    row::{Audience, Group, Mode},
    statement::{StatementContext, freeze, freeze_as},
};

const BASE: &str = "https://agence.example/xapi";

/// Every path of a statement that may exist but those of histograms; `[]` is any place of an array, `@` stands for the
/// beginning of our own IRIs.
const ALLOWED: [&str; 17] = [
    "id",
    "actor.objectType",
    "actor.account.homePage",
    "actor.account.name",
    "verb.id",
    "object.objectType",
    "object.id",
    "object.definition.type",
    "result.extensions.@visits",
    "result.extensions.@accessibility.large_text",
    "context.platform",
    "context.contextActivities.grouping[].objectType",
    "context.contextActivities.grouping[].id",
    "context.extensions.@audience",
    "context.extensions.@k",
    "context.extensions.@schema",
    "timestamp",
];

const HISTOGRAMS: [&str; 7] = [
    "outcome",
    "score-hist",
    "duration-hist",
    "help-hist",
    "step-reached-hist",
    "liked",
    "language-hist",
];

/// Those of [`ALLOWED`], and bins or a word for each histogram.
fn allowed() -> Vec<String> {
    let of = |name| ["", "[].of[]", "[].n"].map(|end| format!("result.extensions.@{name}{end}"));
    let histograms = HISTOGRAMS.into_iter().flat_map(of);
    ALLOWED.into_iter().map(str::to_owned).chain(histograms).collect()
}

fn context() -> StatementContext {
    StatementContext {
        iri_base: BASE.to_owned(),
    }
}

fn bins(bins: &[(&[&str], u32)]) -> Histogram {
    let bin = |(of, n): &(&[&str], u32)| Bin {
        of: of.iter().map(|code| (*code).to_owned()).collect(),
        n: *n,
    };
    Histogram::Bins(bins.iter().map(bin).collect())
}

fn kit(audience: Option<&'static str>, period: Period) -> SealedClass {
    use HistogramKind::{Duration, Help, Liked, Outcome, Score, StepReached};
    SealedClass {
        event: "salon-2027".to_owned(),
        period,
        subject: Subject::Kit {
            kit: "soudure".to_owned(),
            audience,
        },
        visits: 42,
        histograms: vec![
            (Outcome, bins(&[(&["finished"], 30), (&["abandoned"], 12)])),
            (
                Score,
                bins(&[(&["none", "0-24", "25-49"], 20), (&["50-74", "75-100"], 22)]),
            ),
            (
                Duration,
                bins(&[(&["0-59", "60-119", "120-179", "180-239", "240+"], 42)]),
            ),
            (Help, bins(&[(&["none"], 39), (&["hint", "ghost", "one_touch"], 3)])),
            (StepReached, bins(&[(&["1", "2", "3"], 12), (&["4", "5"], 30)])),
            (Liked, bins(&[(&["yes"], 40), (&["so_so", "no", "none"], 2)])),
        ],
        accessibility: vec![],
    }
}

fn event() -> SealedClass {
    let period = Period::WholeEvent {
        last_day: date(2027, 3, 28),
    };
    SealedClass {
        subject: Subject::Event,
        visits: 1200,
        histograms: vec![(HistogramKind::Language, bins(&[(&["fr"], 1100), (&["en"], 100)]))],
        accessibility: vec![(Mode::LargeText.code(), 12)],
        ..kit(None, period)
    }
}

/// One of each kind: with and without audience, sealed by the day and by the event, the event itself.
fn every_kind() -> Vec<SealedClass> {
    let day = Period::Day(date(2027, 3, 26));
    let whole = Period::WholeEvent {
        last_day: date(2027, 3, 28),
    };
    let mut all = vec![event(), kit(None, day), kit(None, whole)];
    let codes = Audience::ALL.map(Audience::code).into_iter();
    all.extend(
        codes
            .chain(Group::ALL.map(Group::code))
            .map(|code| kit(Some(code), whole)),
    );
    for mut masked in [kit(Some("scolaire"), day), event()] {
        for (_, histogram) in &mut masked.histograms {
            *histogram = Histogram::Masked;
        }
        all.push(masked);
    }
    all
}

fn value(class: &SealedClass) -> Value {
    serde_json::from_slice(&freeze(class, &context()).body).expect("JSON")
}

/// All paths down to values, ours shortened.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let key = key.replace(&format!("{BASE}/ext/"), "@");
                let dot = if path.is_empty() { "" } else { "." };
                paths(value, &format!("{path}{dot}{key}"), found);
            }
        }
        Value::Array(values) => {
            for value in values {
                paths(value, &format!("{path}[]"), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

#[test]
fn no_statement_has_a_key_that_is_not_allowed_and_each_allowed_key_is_in_one() {
    let mut seen = Vec::new();
    for class in every_kind() {
        paths(&value(&class), "", &mut seen);
    }
    seen.sort();
    seen.dedup();
    let mut allowed = allowed();
    for path in &seen {
        assert!(allowed.contains(path), "{path} may not leave the kiosk");
    }
    allowed.retain(|path| !seen.contains(path));
    assert_eq!(allowed, [""; 0], "never written");
}

#[test]
fn a_statement_is_the_one_of_the_contract() {
    let day = Period::WholeEvent {
        last_day: date(2027, 3, 28),
    };
    let id: Uuid = "6f8c9a52-2b51-4b8c-9a6a-0f4f1d0c7e11".parse().expect("an id");
    let mut class = kit(Some("scolaire"), day);
    class.histograms[4].1 = Histogram::Masked;
    let frozen = freeze_as(id, &class, &context());
    let told: Value = serde_json::from_slice(&frozen.body).expect("JSON");
    let ext = |name: &str| format!("{BASE}/ext/{name}");
    assert_eq!(told["id"], id.to_string());
    assert_eq!(
        told["actor"],
        json!({"objectType": "Group", "account": {"homePage": BASE, "name": "visiteurs-anonymes"}})
    );
    assert_eq!(told["object"]["id"], format!("{BASE}/kits/soudure"));
    assert_eq!(told["timestamp"], "2027-03-28T12:00:00.000Z");
    let result = &told["result"]["extensions"];
    assert_eq!(result[ext("visits")], 42);
    assert_eq!(
        result[ext("outcome")],
        json!([{"of": ["finished"], "n": 30}, {"of": ["abandoned"], "n": 12}])
    );
    assert_eq!(result[ext("step-reached-hist")], "masked");
    let about = &told["context"]["extensions"];
    assert_eq!(
        *about,
        json!({ext("audience"): "scolaire", ext("k"): 10, ext("schema"): 1})
    );
    assert_eq!(
        told["context"]["contextActivities"]["grouping"],
        json!([{"objectType": "Activity", "id": format!("{BASE}/events/salon-2027")}])
    );
    let told = value(&event());
    assert_eq!(
        told["object"],
        json!({"objectType": "Activity", "id": format!("{BASE}/events/salon-2027"),
            "definition": {"type": "http://activitystrea.ms/schema/1.0/event"}})
    );
    assert_eq!(
        told["result"]["extensions"][ext("accessibility")],
        json!({"large_text": 12})
    );
    assert!(told["context"]["extensions"].get(ext("audience")).is_none());
}

#[test]
fn the_same_class_under_the_same_id_is_the_same_bytes_and_ids_are_random() {
    let class = event();
    let first = freeze(&class, &context());
    assert_eq!(freeze_as(first.id, &class, &context()), first);
    assert_eq!(first.id.get_version_num(), 4);
    assert_ne!(freeze(&class, &context()).id, first.id);
    assert!(!first.body.contains(&b'\n'), "one line in a file of lines");
}

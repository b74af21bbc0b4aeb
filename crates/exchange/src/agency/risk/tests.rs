use serde_json::{Value, json};

use super::*;
use crate::agency::statement::samples::{BASE, event, kit};

/// Two classes and the event's own, as the anonymiser makes them.
fn sound() -> Vec<Value> {
    let mut adults = kit(2);
    adults["context"]["extensions"][format!("{BASE}/ext/audience")] = json!("adulte");
    adults["result"]["extensions"][format!("{BASE}/ext/visits")] = json!(78);
    adults["result"]["extensions"][format!("{BASE}/ext/outcome")] =
        json!([{"of": ["finished"], "n": 60}, {"of": ["abandoned"], "n": 18}]);
    adults["result"]["extensions"][format!("{BASE}/ext/duration-hist")] =
        json!([{"of": ["0-59"], "n": 40}, {"of": ["60-119"], "n": 38}]);
    let mut pupils = kit(1);
    pupils["result"]["extensions"][format!("{BASE}/ext/duration-hist")] =
        json!([{"of": ["0-59", "60-119"], "n": 12}, {"of": ["120-179"], "n": 30}]);
    vec![pupils, adults, event(3)]
}

/// Names of the attacks that succeed.
fn succeeding(statements: &[Value]) -> Vec<&'static str> {
    let attacks = attacks(statements);
    attacks
        .into_iter()
        .filter(|attack| attack.successes > 0)
        .map(|attack| attack.name)
        .collect()
}

fn with(at: usize, change: impl Fn(&mut Value)) -> Vec<Value> {
    let mut statements = sound();
    change(&mut statements[at]);
    statements
}

fn figure(statement: &mut Value, name: &str, value: Value) {
    statement["result"]["extensions"][format!("{BASE}/ext/{name}")] = value;
}

#[test]
fn sound_statements_resist_also_as_stores_hand_them_out() {
    assert_eq!(succeeding(&sound()), Vec::<&str>::new());
    let stored = with(0, |statement| {
        statement["stored"] = json!("2027-03-29T08:12:33.120Z");
        statement["authority"] = json!({"objectType": "Agent", "mbox": "mailto:lrs@agence.example"});
        statement["version"] = json!("1.0.0");
    });
    assert_eq!(succeeding(&stored), Vec::<&str>::new());
}

#[test]
fn each_attack_succeeds_on_what_it_is_made_for() {
    let has = |statements: &[Value], name: &str| {
        let found = succeeding(statements);
        assert!(found.iter().any(|found| found.contains(name)), "{name}: {found:?}");
    };
    has(
        &with(0, |s| {
            s["context"]["registration"] = json!("0190a5b4-7b3c-4def-8000-000000000001");
        }),
        "donnée de personne",
    );
    has(&with(0, |s| figure(s, "visits", json!(9))), "trop petit");
    has(
        &with(0, |s| {
            figure(s, "liked", json!([{"of": ["yes"], "n": 41}, {"of": ["no"], "n": 1}]));
        }),
        "seul visiteur",
    );
    has(&with(2, |s| figure(s, "visits", json!(124))), "Soustraire");
    has(
        &with(2, |s| figure(s, "accessibility", json!({"one_touch": 1}))),
        "seul visiteur",
    );
    let mut again = sound();
    let mut later = again[0].clone();
    later["id"] = json!("b0e5c1de-0000-4000-8000-000000000009");
    figure(&mut later, "visits", json!(43));
    figure(
        &mut later,
        "outcome",
        json!([{"of": ["finished"], "n": 31}, {"of": ["abandoned"], "n": 12}]),
    );
    figure(
        &mut later,
        "duration-hist",
        json!([{"of": ["0-59", "60-119"], "n": 12}, {"of": ["120-179"], "n": 31}]),
    );
    again.push(later);
    has(&again, "Comparer deux");
    has(
        &with(0, |s| s["id"] = json!("0190a5b4-7b3c-7def-8000-000000000001")),
        "Relier",
    );
    has(
        &with(0, |s| s["timestamp"] = json!("2027-03-28T14:12:00.000Z")),
        "Relier",
    );
    has(
        &with(0, |s| {
            figure(s, "liked", json!([{"of": ["yes"], "n": 39}, {"of": ["no"], "n": 3}]));
        }),
        "Deviner",
    );
    has(
        &with(0, |s| {
            figure(s, "liked", json!([{"of": ["yes"], "n": 39}, {"of": ["no"], "n": 3}]));
            figure(
                s,
                "help-hist",
                json!([{"of": ["none"], "n": 40}, {"of": ["hint"], "n": 2}]),
            );
        }),
        "Recouper",
    );
    // The step reached was told of unfinished visits only: how many there were is no longer masked.
    has(
        &with(0, |s| {
            figure(s, "outcome", json!("masked"));
            figure(s, "step-reached-hist", json!([{"of": ["1", "2"], "n": 4}]));
        }),
        "Démasquer",
    );
}

#[test]
fn the_report_says_what_was_found() {
    let (page, succeeded) = report(&sound(), jiff::Timestamp::UNIX_EPOCH);
    let page = page.into_string();
    assert_eq!(succeeded, 0);
    assert!(
        page.contains("aucune n’a réussi") && page.contains("9\u{a0}attaques essayées"),
        "{page}"
    );
    let (page, succeeded) = report(&with(0, |s| figure(s, "visits", json!(9))), jiff::Timestamp::UNIX_EPOCH);
    assert!(succeeded > 0 && page.into_string().contains("à corriger"));
}

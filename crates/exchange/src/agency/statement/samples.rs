//! Statements as kiosks write them, for tests.

use serde_json::{Value, json};
use uuid::Uuid;

pub const BASE: &str = "https://agence.example/xapi";

/// A different id for each number, of version 4 in form.
pub fn id(number: u64) -> Uuid {
    let (high, low) = ((number >> 32) as u32, number as u32);
    uuid::Builder::from_random_bytes(
        [&high.to_be_bytes()[..], &[7; 8], &low.to_be_bytes()[..]]
            .concat()
            .try_into()
            .expect("16 bytes"),
    )
    .into_uuid()
}

/// The kit's class of the pupils, 42 visits.
pub fn kit(number: u64) -> Value {
    json!({
        "id": id(number).to_string(),
        "actor": {"objectType": "Group", "account": {"homePage": BASE, "name": "visiteurs-anonymes"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/interacted"},
        "object": {"objectType": "Activity", "id": format!("{BASE}/kits/soudure"),
            "definition": {"type": "http://adlnet.gov/expapi/activities/simulation"}},
        "result": {"extensions": {
            format!("{BASE}/ext/visits"): 42,
            format!("{BASE}/ext/outcome"): [{"of": ["finished"], "n": 30}, {"of": ["abandoned"], "n": 12}],
            format!("{BASE}/ext/duration-hist"): [{"of": ["0-59", "60-119"], "n": 5}, {"of": ["120-179"], "n": 37}],
            format!("{BASE}/ext/step-reached-hist"): "masked",
        }},
        "context": {"platform": "etabli 0.1.0",
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": format!("{BASE}/events/salon-2027")}]},
            "extensions": {format!("{BASE}/ext/audience"): "scolaire", format!("{BASE}/ext/k"): 10, format!("{BASE}/ext/schema"): 1}},
        "timestamp": "2027-03-28T12:00:00.000Z"
    })
}

/// The event's own aggregate, 120 visits.
pub fn event(number: u64) -> Value {
    let mut statement = kit(number);
    statement["object"]["id"] = json!(format!("{BASE}/events/salon-2027"));
    statement["object"]["definition"]["type"] = json!("http://activitystrea.ms/schema/1.0/event");
    statement["result"]["extensions"] = json!({
        format!("{BASE}/ext/visits"): 120,
        format!("{BASE}/ext/language-hist"): [{"of": ["fr"], "n": 100}, {"of": ["en"], "n": 20}],
        format!("{BASE}/ext/accessibility"): {"large_text": 12},
    });
    let context = statement["context"]["extensions"].as_object_mut().expect("an object");
    context.remove(&format!("{BASE}/ext/audience"));
    statement
}

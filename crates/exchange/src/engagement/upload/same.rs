//! Whether what a store shows under an id is what this kiosk has under it.

use jiff::Timestamp;
use serde_json::{Map, Number, Value};

/// What a store adds to a statement by itself (xAPI 1.0.3, data, section 2.4).
const ADDED: [&str; 3] = ["stored", "authority", "version"];

/// Whether `theirs`, as the store gives it back, says what the bytes of `ours` say.
pub fn is_same(ours: &[u8], theirs: &Value) -> bool {
    let (Ok(Value::Object(ours)), Value::Object(theirs)) = (serde_json::from_slice(ours), theirs) else {
        return false;
    };
    let mut theirs = theirs.clone();
    for key in ADDED.into_iter().filter(|key| !ours.contains_key(*key)) {
        theirs.remove(key);
    }
    same_object(&ours, &theirs)
}

fn same_object(ours: &Map<String, Value>, theirs: &Map<String, Value>) -> bool {
    let same = |(key, ours): (&String, &Value)| match theirs.get(key) {
        // A store may know more of an activity from others, and tells it in every statement (section 2.4.4.1).
        Some(Value::Object(theirs)) if key == "definition" => ours
            .as_object()
            .is_some_and(|ours| ours.iter().all(|(key, ours)| theirs.get(key) == Some(ours))),
        Some(theirs) if key == "timestamp" => same_instant(ours, theirs),
        Some(theirs) => same_value(ours, theirs),
        None => false,
    };
    ours.len() == theirs.len() && ours.iter().all(same)
}

fn same_value(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => same_object(ours, theirs),
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same_value(ours, theirs))
        }
        // `30` may come back as `30.0`.
        (Value::Number(ours), Value::Number(theirs)) => ours == theirs || as_float(ours) == as_float(theirs),
        _ => ours == theirs,
    }
}

fn as_float(number: &Number) -> Option<f64> {
    number.as_f64()
}

fn same_instant(ours: &Value, theirs: &Value) -> bool {
    let instant = |value: &Value| value.as_str()?.parse::<Timestamp>().ok();
    ours == theirs || instant(ours).is_some_and(|ours| Some(ours) == instant(theirs))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ours() -> Value {
        json!({"id": "a", "object": {"id": "k", "definition": {"type": "t"}},
            "result": {"extensions": {"visits": 42, "outcome": [{"of": ["finished"], "n": 30}]}},
            "timestamp": "2027-03-28T12:00:00.000Z"})
    }

    /// The store's version, with the value at this place replaced.
    fn with(place: &str, value: Value) -> Value {
        let mut theirs = ours();
        *theirs.pointer_mut(place).expect("a place") = value;
        theirs
    }

    fn same(theirs: &Value) -> bool {
        is_same(ours().to_string().as_bytes(), theirs)
    }

    #[test]
    fn what_a_store_adds_or_rewrites_is_the_same() {
        let mut theirs = ours();
        for key in ADDED {
            theirs[key] = json!("added");
        }
        theirs["object"]["definition"]["name"] = json!({"fr": "Soudure"});
        assert!(same(&theirs));
        assert!(same(&with("/timestamp", json!("2027-03-28T12:00:00Z"))));
        assert!(same(&with("/timestamp", json!("2027-03-28T13:00:00+01:00"))));
        assert!(same(&with("/result/extensions/visits", json!(42.0))));
    }

    #[test]
    fn whatever_else_differs_is_different() {
        for (place, value) in [
            ("/result/extensions/visits", json!(43)),
            ("/result/extensions/visits", json!("42")),
            ("/result/extensions/outcome", json!([])),
            ("/result/extensions/outcome/0/of/0", json!("abandoned")),
            ("/timestamp", json!("2027-03-28T12:00:01Z")),
            ("/object/definition/type", json!("other")),
            ("/object/definition", json!("t")),
            ("/object/id", json!(null)),
            ("/result", json!({"extensions": {"visits": 42}})),
        ] {
            assert!(!same(&with(place, value)), "{place}");
        }
        let mut more = ours();
        more["result"]["extensions"]["more"] = json!(1);
        assert!(!same(&more));
        assert!(!same(&json!([])) && !is_same(b"not JSON", &ours()));
    }
}

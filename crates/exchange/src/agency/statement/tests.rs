use serde_json::{Value, json};

use super::{
    Refused, one, receive,
    samples::{BASE, event, id, kit},
};

fn refusal(statement: &Value) -> String {
    one(&statement.to_string()).expect_err("refused").to_string()
}

#[test]
fn a_kiosks_statements_are_taken_byte_for_byte() {
    let text = serde_json::to_string_pretty(&kit(1)).expect("JSON");
    let taken = one(&text).expect("taken");
    assert_eq!((taken.id, taken.body.as_str()), (id(1), text.as_str()));
    assert_eq!(taken.activity, format!("{BASE}/kits/soudure"));
    assert_eq!(taken.occurred_ms, 1_806_235_200_000);
    one(&event(2).to_string()).expect("taken");
    let mut alone = kit(3);
    let context = alone["context"]["extensions"].as_object_mut().expect("an object");
    context.remove(&format!("{BASE}/ext/audience"));
    one(&alone.to_string()).expect("a kit without audience");
}

#[test]
fn keys_that_could_carry_a_person_are_refused() {
    for (pointer, key) in [
        ("", "stored"),
        ("", "authority"),
        ("", "attachments"),
        ("", "version"),
        ("/actor", "name"),
        ("/actor", "mbox"),
        ("/actor", "mbox_sha1sum"),
        ("/actor", "openid"),
        ("/actor", "member"),
        ("/actor/account", "email"),
        ("/verb", "display"),
        ("/object/definition", "name"),
        ("/result", "response"),
        ("/result", "score"),
        ("/result", "duration"),
        ("/context", "registration"),
        ("/context", "instructor"),
        ("/context", "team"),
        ("/context", "language"),
        ("/context/contextActivities", "other"),
        ("/result/extensions", "https://agence.example/xapi/ext/prenom"),
        ("/result/extensions", "https://autre.example/xapi/ext/visits"),
        ("/context/extensions", "https://agence.example/xapi/ext/borne"),
    ] {
        let mut statement = kit(1);
        statement.pointer_mut(pointer).expect("a place")[key] = json!(12);
        let told = refusal(&statement);
        assert!(told.contains(key), "{key}: {told}");
    }
}

#[test]
fn values_out_of_the_contract_are_refused() {
    let ext = |name: &str| format!("{BASE}/ext/{name}").replace('/', "~1");
    for (pointer, value, told) in [
        ("/id", json!("soudure"), "UUID"),
        ("/id", json!("0190a5b4-7b3c-7def-8000-000000000001"), "version 7"),
        ("/actor/objectType", json!("Agent"), "actor.objectType"),
        ("/actor/account/name", json!("lea.martin"), "visiteurs-anonymes"),
        ("/actor/account/homePage", json!("ftp://a/xapi"), "homePage"),
        (
            "/verb/id",
            json!("http://adlnet.gov/expapi/verbs/experienced"),
            "verb.id",
        ),
        (
            "/object/id",
            json!("https://autre.example/xapi/kits/soudure"),
            "object.id",
        ),
        ("/object/id", json!(format!("{BASE}/kits/../secret")), "object.id"),
        ("/object/definition/type", json!("http://a/b"), "definition.type"),
        ("/timestamp", json!("2027-03-28T12:34:56.000Z"), "timestamp"),
        ("/timestamp", json!("1970-01-01T12:00:00.000Z"), "antérieur"),
        ("/timestamp", json!("hier"), "timestamp"),
        (&format!("/result/extensions/{}", ext("visits")), json!(9), "visits"),
        (
            &format!("/result/extensions/{}", ext("visits")),
            json!(12.5),
            "untagged",
        ),
        (&format!("/result/extensions/{}", ext("visits")), json!(-1), "untagged"),
        (
            &format!("/result/extensions/{}", ext("outcome")),
            json!("beaucoup"),
            "masked",
        ),
        (
            &format!("/result/extensions/{}", ext("outcome")),
            json!([{"of": ["finished"], "n": 2}]),
            "moins de 3",
        ),
        (
            &format!("/result/extensions/{}", ext("outcome")),
            json!([{"of": ["finished"], "n": 43}]),
            "dépasse",
        ),
        (
            &format!("/result/extensions/{}", ext("outcome")),
            json!([{"of": ["a", "a"], "n": 4}]),
            "deux fois",
        ),
        (
            &format!("/result/extensions/{}", ext("outcome")),
            json!([{"of": ["Léa"], "n": 4}]),
            "mal écrit",
        ),
        (&format!("/context/extensions/{}", ext("k")), json!(3), "inférieur à 10"),
        (&format!("/context/extensions/{}", ext("schema")), json!(2), "schema"),
        (
            &format!("/context/extensions/{}", ext("audience")),
            json!("lea.martin"),
            "audience",
        ),
        (
            &format!("/context/extensions/{}", ext("audience")),
            json!({"nom": "Léa"}),
            "untagged",
        ),
    ] {
        let mut statement = kit(1);
        *statement.pointer_mut(pointer).expect("a place") = value.clone();
        let message = refusal(&statement);
        let told = if told == "untagged" { "any variant" } else { told };
        assert!(message.contains(told), "{pointer} {value}: {message}");
    }
}

#[test]
fn a_key_written_twice_is_refused() {
    let text = kit(1).to_string();
    let visits = format!("\"{BASE}/ext/visits\":42");
    for twice in [
        text.replacen(&visits, &format!("{visits},{visits}"), 1),
        text.replacen(
            "\"objectType\":\"Group\"",
            "\"objectType\":\"Group\",\"objectType\":\"Group\"",
            1,
        ),
    ] {
        assert_ne!(twice, text);
        one(&twice).expect_err("refused");
    }
}

#[test]
fn a_batch_is_refused_at_its_first_fault() {
    let batch = |statements: &[Value]| receive(Value::from(statements).to_string().as_bytes());
    assert_eq!(batch(&[kit(1), event(2)]).expect("taken").len(), 2);
    let mut bad = kit(2);
    bad["mbox"] = json!("mailto:a@b.fr");
    let told = batch(&[kit(1), bad]).expect_err("refused").to_string();
    assert!(told.contains("déclaration 1") && told.contains("mbox"), "{told}");
    assert!(matches!(batch(&[kit(1), kit(1)]), Err(Refused::Twice { index: 1, .. })));
    assert!(matches!(batch(&[]), Err(Refused::Shape)));
    assert!(matches!(receive(b"\xff{}"), Err(Refused::Encoding)));
    let many: Vec<Value> = (0..501).map(kit).collect();
    assert!(matches!(batch(&many), Err(Refused::TooMany(501))));
}

#[test]
fn nesting_is_refused_before_it_hurts() {
    let deep = |depth: usize| {
        let nested = "[".repeat(depth) + &"]".repeat(depth);
        kit(1).to_string().replacen("42", &nested, 1)
    };
    for depth in [100, 1_000, 200_000] {
        one(&deep(depth)).expect_err("refused");
    }
}

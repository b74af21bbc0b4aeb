use serde_json::json;

use super::*;

fn good() -> Value {
    json!({
        "token": "abc", "first_name": "Léa", "email": "lea@exemple.fr", "age": "15-17",
        "wishes": ["immersion", "rappel"], "consent": "2026-11", "language": "fr",
    })
}

fn with(changes: Value) -> Result<Posted, FieldError> {
    let mut body = good();
    for (name, value) in changes.as_object().expect("an object") {
        if value.is_null() {
            body.as_object_mut().expect("an object").remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    parse(body.to_string().as_bytes())
}

#[test]
fn a_good_form_is_read_whole() {
    let changes = json!({
        "wishes": ["formation", "rappel", "rappel"], "formation": " CAP maçon ", "metiers": [7, 3, 7],
        "first_name": " Anne-Maëlle d’Arc ", "language": "en",
    });
    let posted = with(changes).expect("a form");
    assert_eq!(posted.token, "abc");
    let wanted = Form {
        first_name: "Anne-Maëlle d’Arc".to_owned(),
        address: "lea@exemple.fr".to_owned(),
        age: Age::From15To17,
        wishes: vec![Wish::CallBack, Wish::Formation],
        formation: Some("CAP maçon".to_owned()),
        metiers: vec![7, 3],
        consent: "2026-11".to_owned(),
        language: Language::English,
    };
    assert_eq!(posted.form, wanted);
}

#[test]
fn under_15_only_a_parent_s_address_is_taken() {
    let young = json!({"age": "moins-15", "email": null, "parent_email": "mere@exemple.fr"});
    let form = with(young).expect("a form").form;
    assert!(form.age.needs_parent() && form.address == "mere@exemple.fr");
    for (changes, code, field) in [
        (json!({"age": "moins-15"}), "en-trop", "email"),
        (json!({"age": "moins-15", "email": null}), "manque", "parent_email"),
        (json!({"parent_email": "mere@exemple.fr"}), "en-trop", "parent_email"),
    ] {
        assert_eq!(with(changes), Err(wrong(code, field)));
    }
    // What an unused field of a form sends.
    assert!(with(json!({"parent_email": ""})).is_ok());
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    for (changes, code, field) in [
        (json!({"ip": "1"}), "inconnu", "ip"),
        (json!({"score": 3}), "inconnu", "score"),
        (json!({"token": null}), "manque", "token"),
        (json!({"token": 3}), "forme", "token"),
        (json!({"first_name": "  "}), "manque", "first_name"),
        (json!({"first_name": "é".repeat(61)}), "trop-long", "first_name"),
        (json!({"first_name": ["Léa"]}), "forme", "first_name"),
        (json!({"email": "lea"}), "forme", "email"),
        (
            json!({"email": format!("{}@exemple.fr", "a".repeat(300))}),
            "trop-long",
            "email",
        ),
        (json!({"age": "12"}), "forme", "age"),
        (json!({"wishes": []}), "manque", "wishes"),
        (json!({"wishes": "rappel"}), "forme", "wishes"),
        (json!({"wishes": ["argent"]}), "forme", "wishes"),
        (json!({"formation": "CAP"}), "en-trop", "formation"),
        (
            json!({"wishes": ["formation"], "formation": "x".repeat(121)}),
            "trop-long",
            "formation",
        ),
        (
            json!({"wishes": ["formation"], "formation": "a\u{0}b"}),
            "caracteres",
            "formation",
        ),
        (
            json!({"wishes": ["formation"], "formation": "a\u{202e}b"}),
            "caracteres",
            "formation",
        ),
        (json!({"metiers": [0]}), "forme", "metiers"),
        (json!({"metiers": [70_000]}), "forme", "metiers"),
        (json!({"metiers": [1.5]}), "forme", "metiers"),
        (json!({"metiers": (1..=65).collect::<Vec<_>>()}), "trop-long", "metiers"),
        (json!({"consent": null}), "manque", "consent"),
        (json!({"consent": "<b>"}), "forme", "consent"),
        (json!({"language": "de"}), "forme", "language"),
    ] {
        assert_eq!(with(changes.clone()), Err(wrong(code, field)), "{changes}");
    }
    for body in ["", "{", "[]", "null", "3", "{\"a\":}", &"[".repeat(10_000)] {
        assert_eq!(parse(body.as_bytes()), Err(wrong("json", "")));
    }
}

#[test]
fn first_names_are_names() {
    for name in [
        "Léa",
        "Jean-Paul",
        "D’Arcy",
        "J. Michel",
        "J.",
        "Зоя",
        "愛",
        "مريم",
        "Ame\u{301}lie",
    ] {
        assert!(is_first_name(name), "{name}");
    }
    for name in [
        "-",
        "Léa1",
        "www.exemple.fr",
        "exemple.fr",
        "a@b",
        "<b>",
        "Léa/",
        "Robert'); DROP TABLE a;--",
        "=1+1",
        "Léa\r\nBcc",
        "Lé\u{202e}a",
        "\u{301}",
        "💰",
    ] {
        assert!(!is_first_name(name), "{name}");
    }
}

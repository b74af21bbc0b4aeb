//! Content apart from its spelling: the order of keys, spaces, escapes and the form of numbers do not count.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256, hexadecimal, of the text's content: equal for texts that say the same.
///
/// # Errors
/// If the text is not JSON.
pub fn digest(text: &str) -> Result<String, serde_json::Error> {
    let value: Value = serde_json::from_str(text)?;
    let mut canonical = String::with_capacity(text.len());
    write(&value, &mut canonical);
    let digest = Sha256::digest(canonical.as_bytes());
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            // Not every build of the JSON library sorts by itself.
            members.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (key, member) in members {
                text(key, out);
                out.push(':');
                write(member, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::String(string) => text(string, out),
        Value::Number(number) => *out += &plain(number),
        Value::Bool(_) | Value::Null => *out += &value.to_string(),
    }
}

fn text(string: &str, out: &mut String) {
    *out += &Value::from(string).to_string();
}

/// 42, 42.0 and 4.2e1 are one number.
fn plain(number: &serde_json::Number) -> String {
    /// Whole numbers up to here are exact in the floating-point form.
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        // Without it, -0.0 would keep its sign.
        Some(0.0) => "0".to_owned(),
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() <= EXACT_MAX => format!("{float:.0}"),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        digest(a).expect("JSON") == digest(b).expect("JSON")
    }

    #[test]
    fn spelling_does_not_count() {
        for (a, b) in [
            (
                r#"{"a":1,"b":[2,{"d":3,"c":4}]}"#,
                "{ \"b\": [2, {\"c\":4, \"d\":3}],\n\"a\":1 }",
            ),
            (r#""é\/""#, r#""\u00e9/""#),
            ("[42, -3, 0, 1.5]", "[42.0, -3.00, -0.0, 15e-1]"),
            ("100", "1e2"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn content_counts() {
        for (a, b) in [
            ("1", "2"),
            ("1", "\"1\""),
            ("1.5", "1.25"),
            ("[1,2]", "[2,1]"),
            ("{}", "[]"),
            ("null", "false"),
            (r#"{"a":null}"#, "{}"),
            (r#"["a,b"]"#, r#"["a","b"]"#),
            ("-1", "1"),
            ("9007199254740993", "9007199254740992"),
            ("\"2027-03-28T12:00:00Z\"", "\"2027-03-28T12:00:00.000Z\""),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}

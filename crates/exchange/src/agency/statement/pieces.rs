//! Cuts a list of JSON objects into its members without touching a byte of them.

/// The text is not one object, or one list of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclosed;

/// The objects of the list, or the one object, as they stand in the text. Only the outside is looked at: whether each
/// is valid JSON is for its reader to say.
///
/// # Errors
/// If brackets and quotes do not close, or something stands between or after the objects.
pub fn pieces(text: &str) -> Result<Vec<&str>, Unclosed> {
    let text = text.trim_matches(is_space);
    let Some(inside) = text.strip_prefix('[') else {
        let (object, rest) = object(text)?;
        return if rest.is_empty() {
            Ok(vec![object])
        } else {
            Err(Unclosed)
        };
    };
    let mut rest = inside.trim_start_matches(is_space);
    let mut found = Vec::new();
    if rest == "]" {
        return Ok(found);
    }
    loop {
        let (object, after) = object(rest)?;
        found.push(object);
        let after = after.trim_start_matches(is_space);
        match after.strip_prefix(',') {
            Some(next) => rest = next.trim_start_matches(is_space),
            None if after == "]" => return Ok(found),
            None => return Err(Unclosed),
        }
    }
}

/// JSON knows these four and no other.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// The object at the start of `text`, and what follows it.
fn object(text: &str) -> Result<(&str, &str), Unclosed> {
    if !text.starts_with('{') {
        return Err(Unclosed);
    }
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(text.split_at(at + 1));
        }
    }
    Err(Unclosed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn objects_come_out_as_they_stand() {
        assert_eq!(pieces(" {\"a\": [1, {}]} "), Ok(vec!["{\"a\": [1, {}]}"]));
        assert_eq!(pieces("[]"), Ok(vec![]));
        let tricky = r#"{"a\"}":"]},\\"}"#;
        assert_eq!(pieces(&format!("[ {tricky} ,\n{{ }}\t]\r\n")), Ok(vec![tricky, "{ }"]));
    }

    #[test]
    fn what_does_not_close_is_refused() {
        for text in [
            "", "[", "]", "{", "[{}", "[{},]", "[,{}]", "[{}{}]", "{}{}", "[{}]]", "1", "[1]", "\"{}\"", "{\"a}",
            "[{}] x", "\u{a0}{}",
        ] {
            assert_eq!(pieces(text), Err(Unclosed), "{text}");
        }
        assert_eq!(pieces(&"[".repeat(100_000)), Err(Unclosed));
        assert_eq!(pieces(&format!("{{\"a\":{}", "[".repeat(100_000))), Err(Unclosed));
    }

    proptest! {
        #[test]
        fn a_list_written_by_serde_json_is_cut_where_it_was_joined(texts in prop::collection::vec(".*", 0..6)) {
            let objects: Vec<serde_json::Value> =
                texts.iter().map(|text| serde_json::json!({text.as_str(): [text, {"}": text}]})).collect();
            let whole = serde_json::to_string_pretty(&objects).expect("JSON");
            let cut = pieces(&whole).expect("a list of objects");
            let read: Vec<serde_json::Value> =
                cut.iter().map(|piece| serde_json::from_str(piece).expect("an object")).collect();
            prop_assert_eq!(read, objects);
        }

        #[test]
        fn no_text_is_too_strange(text in ".*") {
            let _ = pieces(&text);
        }
    }
}

//! Where words, texts and comments of RON end. Any text will do: what is never closed ends with the file.

/// Length in bytes of the word at the start of `text`, at least one character.
pub fn word_end(text: &str) -> usize {
    let body = text.strip_prefix('b').unwrap_or(text);
    let prefix = text.len() - body.len();
    if body.starts_with('"') {
        return prefix + quoted_end(body, '"');
    }
    if let Some(end) = raw_string_end(body) {
        return prefix + end;
    }
    if body.starts_with('\'') {
        return prefix + quoted_end(body, '\'');
    }
    let is_word = |character: char| character.is_alphanumeric() || "_+-.#".contains(character);
    let end = text.find(|character: char| !is_word(character)).unwrap_or(text.len());
    if end > 0 {
        end
    } else {
        text.chars().next().map_or(0, char::len_utf8)
    }
}

/// End of `"…"` or `'…'`, escapes skipped.
fn quoted_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + character.len_utf8();
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// End of `r"…"`, `r#"…"#` and so on; `None` for anything else.
fn raw_string_end(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let body = after.trim_start_matches('#');
    let hashes = &after[..after.len() - body.len()];
    let inside = body.strip_prefix('"')?;
    let start = text.len() - inside.len();
    let close = format!("\"{hashes}");
    Some(inside.find(&close).map_or(text.len(), |at| start + at + close.len()))
}

/// End of `/* … */` at the start of `text`; such comments nest.
pub fn block_comment_end(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        let pair = text.get(at..at + 2);
        match pair {
            Some("/*") => depth += 1,
            Some("*/") => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// Where the last word before byte `before` ends: white space and comments after it are passed over. 0 without one.
pub(super) fn last_word_end(text: &str, before: usize) -> usize {
    let (mut at, mut end) = (0, 0);
    while at < before {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        at += if blank > 0 {
            blank
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment_end(rest)
        } else {
            let word = word_end(rest);
            end = at + word;
            word
        };
    }
    end
}

/// A key as a name: `"key"` and `r#key` lose their wrapping.
pub fn unquoted(word: &str) -> String {
    let bare = word.strip_prefix("r#").unwrap_or(word);
    bare.trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blanks_after_a_word_are_passed_over() {
        for text in [
            "(a: \"é // x\"| // b, c\n  ^d: 1",
            "(a: 1| /* , /* ) */ */\n\n^d",
            "(a: [1, 2]|^d",
            "| // nothing\n^d",
        ] {
            let end = text.find('|').expect("an end");
            let at = text.find('^').expect("a place") - 1;
            let text = text.replace(['|', '^'], "");
            assert_eq!(last_word_end(&text, at), end, "{text}");
        }
    }
}

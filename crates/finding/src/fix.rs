//! A change of the text that mends what a finding is about, proposed only where there is no doubt.

use super::{Place, lexeme::word_end};

/// What to write at the place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Something that is missing there.
    Insert(&'static str),
    /// Another name, number or text than the one that stands there, with or without quotes.
    Replace { found: String, meant: String },
}

impl Fix {
    /// `found` becomes `meant`.
    pub fn replace(found: &str, meant: &str) -> Self {
        Self::Replace {
            found: found.to_owned(),
            meant: meant.to_owned(),
        }
    }

    /// `text` with this written at byte `at`, all else as it was; `None` if something else stands there than was found.
    pub fn apply(&self, text: &str, at: usize) -> Option<String> {
        let (before, rest) = text.split_at_checked(at)?;
        let (found, meant) = match self {
            Self::Insert(missing) => return Some(format!("{before}{missing}{rest}")),
            Self::Replace { found, meant } => (found.as_str(), meant.as_str()),
        };
        if rest.starts_with('"') {
            // A text with an escape in it does not read as it is written: it is left alone.
            let is_plain = !meant.contains(['"', '\\']) && !meant.chars().any(char::is_control);
            let inside = rest[..word_end(rest)].strip_prefix('"')?.strip_suffix('"')?;
            let after = &rest[inside.len() + 1..];
            return (is_plain && inside == found).then(|| format!("{before}\"{meant}{after}"));
        }
        let after = rest.strip_prefix(found)?;
        let goes_on = after.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        (!goes_on).then(|| format!("{before}{meant}{after}"))
    }
}

/// The byte at `place`; `None` if the text has no such place.
pub fn byte_at(text: &str, place: Place) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
    let line = text.get(start..)?.split('\n').next()?;
    let mut characters = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    Some(start + characters.nth(place.column - 1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with `|` where the finding is.
    fn fixed(fix: &Fix, text: &str) -> Option<String> {
        let at = text.find('|').expect("a place");
        fix.apply(&text.replace('|', ""), at)
    }

    #[test]
    fn only_what_was_found_is_replaced() {
        let fix = Fix::replace("casqe", "casque");
        assert_eq!(
            fixed(&fix, "(id: |\"casqe\", // casqe").as_deref(),
            Some("(id: \"casque\", // casqe")
        );
        assert_eq!(fixed(&fix, "(|casqe: 1)").as_deref(), Some("(casque: 1)"));
        for other in [
            "(id: |\"casqes\")",
            "(|casqes: 1)",
            "(id: |\"cas\\qe\")",
            "(id: |r\"casqe\")",
            "|\"casqe",
            "|",
        ] {
            assert_eq!(fixed(&fix, other), None, "{other}");
        }
        assert_eq!(fixed(&Fix::replace("a", "b\"c"), "|\"a\""), None);
    }

    #[test]
    fn what_is_missing_is_put_where_it_is_missing() {
        assert_eq!(
            fixed(&Fix::Insert(","), "(a: 1| // un\n b: 2)").as_deref(),
            Some("(a: 1, // un\n b: 2)")
        );
        assert_eq!(Fix::Insert(",").apply("é", 1), None);
    }

    #[test]
    fn places_and_bytes_agree() {
        let text = "é(\r\n  à: \"x\",\n";
        let at = |line, column| byte_at(text, Place { line, column });
        assert_eq!((at(1, 1), at(1, 2), at(2, 4)), (Some(0), Some(2), Some(9)));
        assert_eq!(
            (at(3, 1), at(1, 9), at(9, 1)),
            (Some(text.len()), None, Some(text.len()))
        );
    }
}

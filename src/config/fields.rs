//! A RON struct read field by field, so that one wrong value costs that value and not the file.

use std::fmt;

use jiff::civil::{Date, Time};
use ron::{Options, extensions::Extensions, value::RawValue};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor},
};

use crate::finding::{Document, Findings, RonCodes, parse_ron};

/// What `check` makes of the text of a file, with all there is to say about it; `None` if it cannot be read. `file` is the
/// name findings carry.
pub(super) fn checked<R: DeserializeOwned, T>(
    file: &str,
    bytes: &[u8],
    codes: &RonCodes,
    findings: &mut Findings,
    check: impl FnOnce(R, &mut Findings) -> T,
) -> Option<T> {
    let Document { raw, source } = parse_ron::<R>(file, bytes, codes)
        .map_err(|unread| findings.extend(unread))
        .ok()?;
    let mut found = Findings::default();
    let checked = check(raw, &mut found);
    found.locate(file, |path| source.place(path));
    findings.extend(found);
    Some(checked)
}

/// Field names and the text of their values, as written and in that order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The value of `name` as it is written; the first, if it is given twice.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.get_ron().trim())
    }
}

/// One value, read as a `T`; `None` if it is something else.
pub(super) fn value<T: DeserializeOwned>(text: &str) -> Option<T> {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(text)
        .ok()
}

/// `YYYY-MM-DD` and nothing else.
pub(super) fn read_date(written: &str) -> Option<Date> {
    let shape = written.len() == 10 && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    written.parse().ok().filter(|_| shape)
}

/// `HH:MM` and nothing else.
pub(super) fn read_time(written: &str) -> Option<Time> {
    let (hours, minutes) = written.split_once(':')?;
    let number = |digits: &str| {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<i8>().ok().filter(|_| plain)
    };
    Time::new(number(hours)?, number(minutes)?, 0, 0).ok()
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("fields between parentheses")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(field) = map.next_entry()? {
                    fields.0.push(field);
                }
                Ok(fields)
            }
        }
        // No name and no list of fields: ron takes them as they come.
        deserializer.deserialize_struct("", &[], Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_as_written() {
        let fields: Fields =
            ron::from_str("( a: 1, // un\n b: fr, c: [\"x\", (1)], a: 2, d: Some(\"é\"), )").expect("valid RON");
        assert_eq!(fields.names().collect::<Vec<_>>(), ["a", "b", "c", "a", "d"]);
        assert_eq!(
            ["a", "b", "e"].map(|name| fields.text(name)),
            [Some("1"), Some("fr"), None]
        );
        assert_eq!(
            fields.text("d").and_then(value::<Option<String>>),
            Some(Some("é".to_owned()))
        );
        assert_eq!(value::<f64>("\"1\""), None);
    }

    #[test]
    fn what_is_not_a_struct_is_refused() {
        for text in ["", "(", "a", "[1]", "(a: 1", "(a 1)", "(a: )", "(1, 2)"] {
            assert!(ron::from_str::<Fields>(text).is_err(), "{text}");
        }
        assert!(ron::from_str::<Fields>("()").is_ok());
    }
}

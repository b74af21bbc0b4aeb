//! Whole files, and single fields of files that have no form: for those who carry settings from kiosk to kiosk.

use std::{io, path::Path};

use super::{
    Desk, DeskError, Page, edit,
    tree::{Kind, read},
    value::Value,
};
use crate::{
    config::{
        fields::{self, Fields},
        last_good,
    },
    finding::FieldPath,
};

/// Whether these bytes are a struct that ron can read, whatever it says.
pub fn is_readable(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).ok();
    text.is_some_and(|text| fields::value::<Fields>(text.trim_start_matches('\u{feff}')).is_some())
}

/// The text of the file at `path`, or of the last good one where it cannot be read; `None` where there is neither.
///
/// # Errors
/// If it is there, cannot be read, and there is no good one.
pub fn good_text(path: &Path) -> io::Result<Option<String>> {
    let text = |path: &Path| -> io::Result<String> {
        let bytes = crate::config::read(path)?;
        if !is_readable(&bytes) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        String::from_utf8(bytes).map_err(io::Error::other)
    };
    match (text(path), text(&last_good::path_of(path))) {
        (Ok(text), _) | (Err(_), Ok(text)) => Ok(Some(text)),
        (Err(error), Err(_)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        (Err(error), Err(_)) => Err(error),
    }
}

/// The text that field `name` of a struct holds. The outer `None`: `text` is no struct; the inner: it has no such field, or
/// something else in it.
pub fn text_field(text: &str, name: &str) -> Option<Option<String>> {
    let tree = read(text)?;
    let Kind::Struct(_) = tree.kind else { return None };
    let node = tree.node(&FieldPath::root().field(name));
    Some(node.and_then(|node| fields::value::<Option<String>>(&text[node.span.clone()]).flatten()))
}

/// `text` with `value` in its field `name`, and all else as it was; `None` if `text` is no struct.
pub fn with_text_field(text: &str, name: &'static str, value: &str) -> Option<String> {
    let old = match text_field(text, name)? {
        Some(old) => Value::Struct(vec![(name, Value::text(&old))]),
        None => Value::Struct(Vec::new()),
    };
    edit::edit(text, &old, &Value::Struct(vec![(name, Value::text(value))]), &|_| {
        Vec::new()
    })
}

impl Desk<'_> {
    /// Puts a whole file at `name` in the folder of settings, as somebody else's kiosk has it; what was there can be brought
    /// back.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), DeskError> {
        let path = self.config.join(name);
        let _held = self.lock()?;
        let shelf = self.shelf(&path);
        let old = shelf.bytes()?;
        if old.as_deref() == Some(bytes) {
            return Ok(());
        }
        // Only these have a last good one.
        let event = name.strip_prefix("events/").and_then(|name| name.strip_suffix(".ron"));
        let page = event.map_or(Page::Kiosk, |id| Page::Event(id.to_owned()));
        if self.path(&page)? == path {
            shelf.write(old.as_deref(), bytes)?;
        } else {
            shelf.change(old.as_deref(), bytes)?;
        }
        self.seen.insert(path, Some(bytes.to_vec()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_is_read_and_written_where_it_stands() {
        let text = "(\n    // Nom.\n    // kiosk: \"borne-3\",\n    a: 1\n)";
        assert_eq!(text_field(text, "kiosk"), Some(None));
        let named = with_text_field(text, "kiosk", "borne-2").expect("a struct");
        assert_eq!(
            named,
            "(\n    // Nom.\n    // kiosk: \"borne-3\",\n    kiosk: \"borne-2\",\n    a: 1\n)"
        );
        assert_eq!(text_field(&named, "kiosk"), Some(Some("borne-2".to_owned())));
        assert_eq!(
            with_text_field("(kiosk: 3)", "kiosk", "b").as_deref(),
            Some("(kiosk: \"b\")")
        );
        assert_eq!(with_text_field("[1]", "kiosk", "b"), None);
        assert_eq!(text_field("", "kiosk"), None);
    }
}

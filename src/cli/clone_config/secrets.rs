//! What must not leave a kiosk, though it stands in a file that does: passwords in an address.

use crate::config::desk::{text_field, with_text_field};

/// The text of `agency.ron` without the name and the password that its proxy may ask for, and whether there were any.
/// `None` if it cannot be told.
pub(super) fn without_password(text: &str) -> Option<(String, bool)> {
    match text_field(text, "proxy")? {
        None => Some((text.to_owned(), false)),
        Some(proxy) => match bare(&proxy) {
            None => Some((text.to_owned(), false)),
            Some(bare) => Some((with_text_field(text, "proxy", &bare)?, true)),
        },
    }
}

/// The address without what stands before its host; `None` if there is nothing.
fn bare(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (_, host) = rest[..end].rsplit_once('@')?;
    let scheme = if scheme.is_empty() {
        String::new()
    } else {
        format!("{scheme}://")
    };
    Some(format!("{scheme}{host}{}", &rest[end..]))
}

/// Whether a file holds a secret key, whatever it is called.
pub(super) fn holds_key(bytes: &[u8]) -> bool {
    let marks = ["PRIVATE KEY", "AGE-SECRET-KEY", "etabli-secret"];
    let text = String::from_utf8_lossy(bytes);
    marks.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_stays_and_the_rest_of_the_file_goes() {
        let text = "// Lou\n(\n    proxy: \"http://borne:tr%C3%A8s@secret@proxy.salle:3128/\", // réseau\n    kiosk: \"a\",\n)";
        let (without, had) = without_password(text).expect("a file");
        assert!(had);
        assert_eq!(
            without,
            "// Lou\n(\n    proxy: \"http://proxy.salle:3128/\", // réseau\n    kiosk: \"a\",\n)"
        );
        for text in [
            "()",
            "(proxy: \"http://proxy.salle:3128\")",
            "(xapi: \"https://a.example/xapi\")",
        ] {
            assert_eq!(without_password(text), Some((text.to_owned(), false)));
        }
        assert_eq!(bare("borne:secret@proxy:3128").as_deref(), Some("proxy:3128"));
    }

    #[test]
    fn keys_are_known_by_what_is_in_them() {
        assert!(holds_key(b"-----BEGIN EC PRIVATE KEY-----"));
        assert!(!holds_key(b"-----BEGIN CERTIFICATE-----"));
    }
}

//! A mail address that can be written to, and the form under which it is looked for.

use lettre::Address;

/// Longest address that mail servers take, bytes (RFC 5321, with its erratum 1690).
pub(super) const BYTES_MAX: usize = 254;

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadAddress {
    TooLong,
    Shape,
}

/// The address as its owner wrote it, without what stands around it.
///
/// Quoted names, addresses of machines (`[127.0.0.1]`) and host names without a dot are mail to servers, but nobody's
/// address on a form; letters beyond ASCII need an extension that many servers lack.
pub(super) fn read(text: &str) -> Result<String, BadAddress> {
    let text = text.trim();
    if text.len() > BYTES_MAX {
        return Err(BadAddress::TooLong);
    }
    let address: Address = text.parse().map_err(|_| BadAddress::Shape)?;
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"\\[](),:;<>".contains(&byte);
    let is_plain = address.user().bytes().all(plain);
    if !is_plain || !is_host(address.domain()) {
        return Err(BadAddress::Shape);
    }
    Ok(text.to_owned())
}

/// « exemple.fr »: names and a top-level one that is no number.
fn is_host(domain: &str) -> bool {
    let is_label = |label: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(fits) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_top = |top: &str| top.len() >= 2 && !top.bytes().all(|byte| byte.is_ascii_digit());
    let top = domain.rsplit_once('.').map(|(_, top)| top);
    domain.split('.').all(is_label) && top.is_some_and(is_top)
}

/// The same for all spellings of an address: no known server tells `Lea@` from `lea@`.
pub(super) fn folded(address: &str) -> String {
    address.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_s_addresses_are_taken_as_written() {
        for text in [
            "lea@exemple.fr",
            "Lea.D+salon@Mail.Exemple.fr",
            "o'hara@exemple.fr",
            "a@b.paris",
        ] {
            assert_eq!(read(text), Ok(text.to_owned()));
        }
        assert_eq!(read(" lea@exemple.fr \n"), Ok("lea@exemple.fr".to_owned()));
        assert_eq!(folded(" Lea@Exemple.FR"), "lea@exemple.fr");
    }

    #[test]
    fn whatever_else_is_refused() {
        for text in [
            "",
            "lea",
            "@exemple.fr",
            "lea@",
            "lea@exemple",
            "lea@@exemple.fr",
            "lea@exemple..fr",
            "lea@.fr",
            "lea d@exemple.fr",
            "\"lea d\"@exemple.fr",
            "lea@[127.0.0.1]",
            "lea@127.0.0.1",
            "léa@exemple.fr",
            "lea@exemple.fr, a@b.fr",
            "lea@exemple.fr\r\nBcc: a@b.fr",
            "<lea@exemple.fr>",
            "lea@exemple.f\u{0}r",
            "lea@exemple.fr?subject=a",
            "mailto:lea@exemple.fr",
            "lea(a)@exemple.fr",
            "lea@localhost",
        ] {
            assert_eq!(read(text), Err(BadAddress::Shape), "{text:?}");
        }
        assert_eq!(
            read(&format!("{}@exemple.fr", "a".repeat(260))),
            Err(BadAddress::TooLong)
        );
    }
}

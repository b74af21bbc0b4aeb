//! `manifest.sig`: whose signature of the manifest it is. It carries no date: the clock of a kiosk changes nothing.

use super::{
    PublicKey, SecretKey,
    hash::{hex, unhex},
    keys::KIND,
    refusal,
};
use crate::{
    finding::{Code, Findings},
    language::Bilingual,
};

const UNREADABLE: Code = Code::error("K721", "archive\u{a0}: signature illisible");
const WRONG: Code = Code::error("K722", "archive\u{a0}: la signature n’est pas celle de ce contenu");

pub(super) const CODES: &[Code] = &[UNREADABLE, WRONG];

/// The text of a signature file.
pub(super) fn sign(key: &SecretKey, manifest: &[u8]) -> String {
    format!("{KIND} {} {}\n", key.public(), hex(&key.sign(manifest)))
}

/// Whose signature of `manifest` this is.
///
/// # Errors
/// Why it is nobody's.
pub(super) fn verify(file: &[u8], manifest: &[u8]) -> Result<PublicKey, Findings> {
    let parsed = || {
        let text = std::str::from_utf8(file).ok()?.strip_suffix('\n')?;
        match text.split(' ').collect::<Vec<_>>()[..] {
            [KIND, key, signature] => Some((key.parse::<PublicKey>().ok()?, unhex::<64>(signature)?)),
            _ => None,
        }
    };
    let again = Bilingual::new(
        "redemander l’archive à qui l’a faite, et la copier telle quelle",
        "ask for the archive again from who made it, and copy it as it is",
    );
    let Some((key, signature)) = parsed() else {
        let message = Bilingual::new(
            "la signature de l’archive est illisible",
            "the archive's signature is unreadable",
        );
        return Err(refusal(&UNREADABLE, message, again));
    };
    if key.has_signed(manifest, &signature) {
        Ok(key)
    } else {
        let message = Bilingual::new(
            "la signature n’est pas celle de ce contenu\u{a0}: l’archive a été modifiée après la signature",
            "the signature is not that of this content: the archive was changed after it was signed",
        );
        Err(refusal(&WRONG, message, again))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(file: &[u8], manifest: &[u8]) -> Option<&'static str> {
        verify(file, manifest).err().map(|findings| findings.sorted()[0].code)
    }

    #[test]
    fn only_the_same_bytes_and_the_same_key_will_do() {
        let (key, other) = (SecretKey::from_seed([1; 32]), SecretKey::from_seed([2; 32]));
        let file = sign(&key, b"manifest");
        assert_eq!(verify(file.as_bytes(), b"manifest").ok(), Some(key.public()));
        assert_eq!(code(file.as_bytes(), b"manifesto"), Some("K722"));
        let swapped = file.replace(&key.public().to_string(), &other.public().to_string());
        assert_eq!(code(swapped.as_bytes(), b"manifest"), Some("K722"));
        for noise in [
            &b""[..],
            b"\n",
            b"ed25519",
            b"\xff\xfe",
            file.trim_end().as_bytes(),
            file.to_uppercase().as_bytes(),
        ] {
            assert_eq!(code(noise, b"manifest"), Some("K721"), "{noise:?}");
        }
    }
}

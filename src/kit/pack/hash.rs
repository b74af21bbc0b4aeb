//! SHA-256 sums, and the one that names the content of a whole kit.

use std::{fmt, fmt::Write, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest, Sha256};

use super::proof;

/// A SHA-256 sum; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sha256Sum([u8; 32]);

impl Sha256Sum {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// What `digest` has come to.
    pub fn from_digest(digest: Sha256) -> Self {
        Self(digest.finalize().into())
    }

    /// The first 80 bits as five groups of four digits, to be compared by eye.
    pub fn short(&self) -> String {
        let digits = hex(&self.0[..10]);
        let groups: Vec<&str> = (0..digits.len()).step_by(4).map(|at| &digits[at..at + 4]).collect();
        groups.join(" ")
    }
}

impl fmt::Display for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// It was not 64 lower-case hexadecimal digits.
#[derive(Debug, thiserror::Error)]
#[error("64 hexadecimal digits were expected")]
pub struct NotASum;

impl FromStr for Sha256Sum {
    type Err = NotASum;

    fn from_str(text: &str) -> Result<Self, NotASum> {
        unhex(text).map(Self).ok_or(NotASum)
    }
}

impl Serialize for Sha256Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The content of a kit: the SHA-256 of what `sha256sum` prints for its files sorted by path. Proofs are about the
/// content and no part of it.
pub fn content_hash<'a>(files: impl IntoIterator<Item = (&'a str, Sha256Sum)>) -> Sha256Sum {
    let mut sorted: Vec<(&str, Sha256Sum)> = files.into_iter().filter(|(path, _)| !proof::is_proof(path)).collect();
    sorted.sort_unstable();
    let mut digest = Sha256::new();
    for (path, sum) in sorted {
        digest.update(format!("{sum}  {path}\n"));
    }
    Sha256Sum::from_digest(digest)
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Exactly `N` bytes from lower-case hexadecimal digits: one spelling for one value.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let text = text.as_bytes();
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        *byte = 16 * digit(pair[0])? + digit(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_they_are_written_and_no_other_way() {
        let sum = Sha256Sum::of(b"abc");
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sum.to_string(), text);
        assert_eq!(sum.short(), "ba78 16bf 8f01 cfea 4141");
        assert_eq!(text.parse::<Sha256Sum>().ok(), Some(sum));
        for other in [
            "",
            &text[1..],
            &text.to_uppercase(),
            &format!("{text}0"),
            &text.replace('b', "g"),
        ] {
            assert!(other.parse::<Sha256Sum>().is_err(), "{other}");
        }
    }

    #[test]
    fn the_content_is_what_sha256sum_prints_in_order_and_without_proofs() {
        let (a, b) = (Sha256Sum::of(b"a"), Sha256Sum::of(b"b"));
        let hash = content_hash([("a/x", a), ("kit.ron", b)]);
        assert_eq!(
            hash,
            content_hash([("kit.ron", b), ("a/x", a), ("proof.json", a), ("proof/1.png", b)])
        );
        assert_eq!(hash, Sha256Sum::of(format!("{a}  a/x\n{b}  kit.ron\n").as_bytes()));
        assert_ne!(hash, content_hash([("a/x", b), ("kit.ron", a)]));
    }
}

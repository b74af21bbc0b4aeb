//! Lines of JSON, the first of which says what the others are, the last of which signs them all.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    PortableError,
    keys::{hex, unhex},
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Last {
    signature: String,
}

/// Digest of lines, each with its end.
pub(super) fn digest<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(line);
        digest.update(b"\n");
    }
    hex(&digest.finalize())
}

/// The whole text: `header`, `lines`, signature.
pub(super) fn sign<'a>(
    header: &impl Serialize,
    lines: impl IntoIterator<Item = &'a [u8]>,
    key: &SigningKey,
) -> Vec<u8> {
    let mut text = json(header);
    text.push(b'\n');
    for line in lines {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    let signature = hex(&key.sign(&text).to_bytes());
    text.extend(json(&Last { signature }));
    text.push(b'\n');
    text
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("structs of strings and numbers always make JSON")
}

/// A text taken apart; nothing of it is known to be true before [`Signed::is_by`].
pub(super) struct Signed<'a> {
    pub(super) header: &'a [u8],
    pub(super) lines: Vec<&'a [u8]>,
    signed: &'a [u8],
    signature: [u8; 64],
}

impl<'a> Signed<'a> {
    /// # Errors
    /// If the text ends before its last line does, or if that is no signature.
    pub(super) fn split(text: &'a [u8]) -> Result<Self, PortableError> {
        let whole = text.strip_suffix(b"\n").ok_or(PortableError::Truncated)?;
        let mut lines: Vec<&[u8]> = whole.split(|byte| *byte == b'\n').collect();
        let last = lines.pop().unwrap_or_default();
        let signature = serde_json::from_slice(last).ok();
        let signature = signature.and_then(|Last { signature }| unhex(&signature));
        let signature = signature.ok_or(PortableError::Truncated)?;
        if lines.is_empty() {
            return Err(PortableError::Truncated);
        }
        Ok(Self {
            header: lines.remove(0),
            lines,
            signed: &text[..whole.len() - last.len()],
            signature,
        })
    }

    pub(super) fn is_by(&self, key: &VerifyingKey) -> bool {
        // Strict: no signature that would do for several messages.
        key.verify_strict(self.signed, &Signature::from_bytes(&self.signature))
            .is_ok()
    }

    /// Whether the lines are as many as the header says, and those it means.
    pub(super) fn has(&self, count: usize, sha256: &str) -> bool {
        self.lines.len() == count && digest(self.lines.iter().copied()) == sha256
    }
}

//! A visit as the table of used tokens knows it: that it has registered, and on what day it was.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::tokens::VisitToken;

/// How long after the visit a token registers, days: whoever tells the parents about it a month later is still welcome.
pub(super) const TOKEN_DAYS_MAX: i64 = 60;
/// Used tokens are remembered a little longer than that, for clocks that are off.
pub(super) const REMEMBERED_DAYS: i64 = TOKEN_DAYS_MAX + 2;

/// What is kept of a genuine token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    /// Who does not have the key cannot tell which token it was.
    pub hash: String,
    /// Days since 2020-01-01.
    pub day: u16,
    /// The same for the same token with the same form.
    pub content: String,
}

impl Visit {
    /// `key` lies outside the database; `body` is the request as it was sent.
    pub fn new(token: &VisitToken, body: &[u8], key: &[u8; 32]) -> Self {
        let visit = [
            &token.event.to_be_bytes()[..],
            &token.key.to_be_bytes(),
            &token.day.to_be_bytes(),
            &token.nonce,
        ]
        .concat();
        Self {
            hash: keyed(key, b"visit", &visit),
            day: token.day,
            content: keyed(key, b"content", body),
        }
    }
}

/// A key of fixed length before everything else: SHA-256 is a good keyed hash as long as nobody may lengthen the
/// message, and what is kept is only ever compared.
fn keyed(key: &[u8; 32], purpose: &[u8], message: &[u8]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(key);
    hasher.update(purpose);
    hasher.update([0]);
    hasher.update(message);
    HEXLOWER.encode(&hasher.finalize())
}

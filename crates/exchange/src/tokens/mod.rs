//! Signed proofs without a name: the visit token in a kiosk's QR, the pass printed on a card, and the public keys that
//! tell genuine ones. Nothing here needs a network or a clock; whoever asks says what day it is.
//!
//! Integers are big-endian. Ed25519 (RFC 8032) with strict verification; the text `etabli visit` or `etabli pass`,
//! ended by a zero byte, goes before what is signed, so that neither ever passes for the other.

mod keys;
mod pass;
pub mod scan;
#[cfg(test)]
mod tests;
mod visit;

pub use keys::{KeyRole, PublicKey, PublicKeys};
pub use pass::{PASS_LETTERS, PASS_PREFIX, Pass, PassRefused};
pub use visit::{Refused, VISIT_LETTERS, VisitToken};

use ed25519_dalek::{SIGNATURE_LENGTH, Signature, Signer, SigningKey, VerifyingKey};
use jiff::civil::{Date, date};
pub use rand::rngs::SysError;
use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};

/// Of both formats.
const VERSION: u8 = 1;

/// How far a kiosk's clock may be off, days.
const CLOCK_DAYS: i32 = 1;

/// Day 0.
const FIRST_DAY: Date = date(2020, 1, 1);

/// The number that stands for the event of this id (the name of its file): the first 4 bytes of its SHA-256.
pub fn event_number(id: &str) -> u32 {
    number_of(id.as_bytes())
}

/// The number that stands for this key: the first 4 bytes of the SHA-256 of its 32 bytes.
pub fn key_number(key: &VerifyingKey) -> u32 {
    number_of(key.as_bytes())
}

/// Days since 2020-01-01; none for a day before it, nor after 2199-06-06.
pub fn day_number(day: Date) -> Option<u16> {
    u16::try_from(days_since(day)).ok()
}

/// The day of this number.
pub fn day_of(number: u16) -> Date {
    FIRST_DAY.saturating_add(jiff::Span::new().days(i64::from(number)))
}

/// As [`day_number`], without its limits: dates of jiff lie within ±4 million days.
fn days_since(day: Date) -> i32 {
    day.duration_since(FIRST_DAY).as_hours() as i32 / 24
}

fn number_of(bytes: &[u8]) -> u32 {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(bytes));
    u32::from_be_bytes([a, b, c, d])
}

/// 8 bytes nobody can guess.
///
/// # Errors
/// If the system has no randomness to give.
fn random_id() -> Result<[u8; 8], SysError> {
    let mut id = [0; 8];
    SysRng.try_fill_bytes(&mut id)?;
    Ok(id)
}

/// `body` followed by its signature under `domain`.
fn signed(domain: &[u8], body: &[u8], key: &SigningKey) -> Vec<u8> {
    let signature = key.sign(&[domain, body].concat());
    [body, &signature.to_bytes()].concat()
}

/// A body and the signature after it.
type Signed<'a> = (&'a [u8], &'a [u8; SIGNATURE_LENGTH]);

/// Cuts `bytes` before the signature that ends it.
fn split(bytes: &[u8]) -> Option<Signed<'_>> {
    bytes.split_last_chunk()
}

/// Whether `key` has signed this under `domain`.
fn is_genuine(domain: &[u8], (body, signature): Signed<'_>, key: &VerifyingKey) -> bool {
    let message = [domain, body].concat();
    key.verify_strict(&message, &Signature::from_bytes(signature)).is_ok()
}

/// Takes the big-endian fields of a body one after the other.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_be_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    /// Whether all was taken.
    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

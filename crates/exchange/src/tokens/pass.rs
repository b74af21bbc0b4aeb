//! The pass: what a card holds that a visitor shows to a kiosk's scanner. It sets audience and language, nothing else.
//!
//! `ETABLI1` and 136 letters of base32 (RFC 4648, upper case, no padding), all of them of QR's alphanumeric mode:
//! version u8 · event u32 · event key u32 · last day u16 · id 8 bytes · audience u8 · language u8 · signature 64.

use std::fmt;

use data_encoding::BASE32_NOPAD_NOCASE;
use ed25519_dalek::SigningKey;
use jiff::civil::Date;
use thiserror::Error;

use super::{
    CLOCK_DAYS, KeyRole, PublicKeys, Reader, Signed, SysError, VERSION, day_number, day_of, days_since, event_number,
    is_genuine, key_number, random_id, signed, split,
};
use crate::{engagement::row::Audience, language::Language};

const DOMAIN: &[u8] = b"etabli pass\0";

/// What a pass begins with.
pub const PASS_PREFIX: &str = "ETABLI1";

/// How long a pass is, prefix and all.
pub const PASS_LETTERS: usize = PASS_PREFIX.len() + 136;

/// What a pass says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// [`event_number`] of the event.
    pub event: u32,
    /// [`key_number`] of the event's key.
    pub key: u32,
    /// Last day it is valid: days since 2020-01-01.
    pub last_day: u16,
    /// Makes each card another one. Never written, never sent.
    pub id: [u8; 8],
    /// `None`: the visitor is asked.
    pub audience: Option<Audience>,
    /// `None`: the visitor chooses.
    pub language: Option<Language>,
}

/// Why a pass opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum PassRefused {
    /// Cut, scratched, mistyped, or no pass at all.
    #[error("not a whole pass")]
    Damaged,
    /// No such event key, or not signed by it.
    #[error("no known event has signed this pass")]
    Unknown,
    #[error("the pass is for another event")]
    Foreign,
    #[error("the event's key was revoked")]
    Revoked,
    #[error("the pass is not valid any more")]
    Expired,
}

/// Who sees a log learns no id from it.
impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("event", &self.event)
            .field("key", &self.key)
            .field("last_day", &self.last_day)
            .field("audience", &self.audience)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Pass {
    /// A new pass for the event whose `key` this is; a last day outside 2020–2199 counts as the nearest.
    ///
    /// # Errors
    /// If the system has no randomness to give.
    pub fn new(
        event: &str,
        key: &SigningKey,
        last_day: Date,
        audience: Option<Audience>,
        language: Option<Language>,
    ) -> Result<Self, SysError> {
        let nearest = if days_since(last_day) < 0 { 0 } else { u16::MAX };
        Ok(Self {
            event: event_number(event),
            key: key_number(&key.verifying_key()),
            last_day: day_number(last_day).unwrap_or(nearest),
            id: random_id()?,
            audience,
            language,
        })
    }

    /// The pass as it stands in the QR: [`PASS_LETTERS`] upper-case letters and digits. `key` is the one [`Self::key`]
    /// names.
    pub fn sign(&self, key: &SigningKey) -> String {
        let letters = BASE32_NOPAD_NOCASE.encode(&signed(DOMAIN, &self.body(), key));
        format!("{PASS_PREFIX}{letters}")
    }

    /// What the text says, whatever the case of its letters; whether it is genuine is for [`PublicKeys::verify_pass`].
    ///
    /// # Errors
    /// [`PassRefused::Damaged`].
    pub fn parse(text: &str) -> Result<Self, PassRefused> {
        let bytes = decode(text).ok_or(PassRefused::Damaged)?;
        let (body, _) = split(&bytes).ok_or(PassRefused::Damaged)?;
        Self::read(body).ok_or(PassRefused::Damaged)
    }

    fn body(&self) -> Vec<u8> {
        let numbers = [self.event.to_be_bytes(), self.key.to_be_bytes()].concat();
        let last = [audience_code(self.audience), language_code(self.language)];
        [&[VERSION][..], &numbers, &self.last_day.to_be_bytes(), &self.id, &last].concat()
    }

    fn read(body: &[u8]) -> Option<Self> {
        let mut reader = Reader(body);
        if reader.u8()? != VERSION {
            return None;
        }
        let pass = Self {
            event: reader.u32()?,
            key: reader.u32()?,
            last_day: reader.u16()?,
            id: reader.take()?,
            audience: optional(reader.u8()?, &Audience::ALL)?,
            language: optional(reader.u8()?, &Language::ALL)?,
        };
        reader.end()?;
        Some(pass)
    }

    /// The last day it is valid.
    pub fn last_date(&self) -> Date {
        day_of(self.last_day)
    }
}

/// 0 is none, then the list from 1 on.
fn optional<T: Copy>(code: u8, all: &[T]) -> Option<Option<T>> {
    match usize::from(code).checked_sub(1) {
        None => Some(None),
        Some(index) => all.get(index).copied().map(Some),
    }
}

fn audience_code(audience: Option<Audience>) -> u8 {
    match audience {
        None => 0,
        Some(Audience::College) => 1,
        Some(Audience::Lycee) => 2,
        Some(Audience::Etudes) => 3,
        Some(Audience::Adulte) => 4,
        Some(Audience::Parent) => 5,
        Some(Audience::Conseil) => 6,
    }
}

fn language_code(language: Option<Language>) -> u8 {
    match language {
        None => 0,
        Some(Language::French) => 1,
        Some(Language::English) => 2,
    }
}

/// The bytes of a text of the right length: longer ones are not even decoded.
fn decode(text: &str) -> Option<Vec<u8>> {
    let (prefix, letters) = text.split_at_checked(PASS_PREFIX.len())?;
    let is_pass = prefix.eq_ignore_ascii_case(PASS_PREFIX) && text.len() == PASS_LETTERS;
    is_pass.then(|| BASE32_NOPAD_NOCASE.decode(letters.as_bytes()).ok())?
}

impl PublicKeys {
    /// What a genuine pass of this event says.
    ///
    /// # Errors
    /// Why it opens nothing.
    pub fn verify_pass(&self, text: &str, event: &str, today: Date) -> Result<Pass, PassRefused> {
        let bytes = decode(text).ok_or(PassRefused::Damaged)?;
        let signed: Signed = split(&bytes).ok_or(PassRefused::Damaged)?;
        let pass = Pass::read(signed.0).ok_or(PassRefused::Damaged)?;
        // Of another event the kiosk may not even know the key: « foreign » helps more than « unknown ».
        if pass.event != event_number(event) {
            return Err(PassRefused::Foreign);
        }
        let mut keys = self.of(KeyRole::Event, pass.key);
        let key = keys
            .find(|known| is_genuine(DOMAIN, signed, &known.key))
            .ok_or(PassRefused::Unknown)?;
        if !key.is_for(pass.event) {
            Err(PassRefused::Unknown)
        } else if key.is_revoked(today) {
            Err(PassRefused::Revoked)
        } else if days_since(today) > i32::from(pass.last_day) + CLOCK_DAYS {
            Err(PassRefused::Expired)
        } else {
            Ok(pass)
        }
    }
}

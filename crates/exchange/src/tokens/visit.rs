//! The visit token: proof that a genuine kiosk of the event ended a visit on this day. It names nobody.
//!
//! 83 bytes, base64url without padding: version u8 · event u32 · kiosk key u32 · day u16 · nonce 8 bytes · signature 64.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;
use jiff::civil::Date;
use thiserror::Error;

use super::{
    CLOCK_DAYS, KeyRole, PublicKeys, Reader, Signed, SysError, VERSION, day_number, day_of, days_since, event_number,
    is_genuine, key_number, random_id, signed, split,
};

const DOMAIN: &[u8] = b"etabli visit\0";
const BYTES: usize = 83;

/// How long a token is.
pub const VISIT_LETTERS: usize = 111;

/// What a token says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct VisitToken {
    /// [`event_number`] of the event.
    pub event: u32,
    /// [`key_number`] of the kiosk's key.
    pub key: u32,
    /// Days since 2020-01-01, by the kiosk's calendar.
    pub day: u16,
    /// Makes each visit's token another one, so that it can be used once.
    pub nonce: [u8; 8],
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    #[error("not a visit token")]
    Malformed,
    #[error("a visit token of a later version ({0})")]
    Newer(u8),
    /// No such kiosk, or not signed by it.
    #[error("no known kiosk has signed this visit token")]
    Forged,
    #[error("the kiosk's key is for another event")]
    Foreign,
    #[error("the kiosk's key was revoked by then")]
    Revoked,
    #[error("the kiosk's key did not sign on that day")]
    OutOfTime,
    #[error("the visit token is of a day to come")]
    Future,
}

/// Who sees a log learns no nonce from it.
impl fmt::Debug for VisitToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisitToken")
            .field("event", &self.event)
            .field("key", &self.key)
            .field("day", &self.day)
            .finish_non_exhaustive()
    }
}

impl VisitToken {
    /// A token for a visit that ends today at the kiosk that holds `key`; a day outside 2020–2199 counts as the nearest.
    ///
    /// # Errors
    /// If the system has no randomness to give.
    pub fn new(event: &str, key: &SigningKey, today: Date) -> Result<Self, SysError> {
        let nearest = if days_since(today) < 0 { 0 } else { u16::MAX };
        Ok(Self {
            event: event_number(event),
            key: key_number(&key.verifying_key()),
            day: day_number(today).unwrap_or(nearest),
            nonce: random_id()?,
        })
    }

    /// The token as it stands in the QR, [`VISIT_LETTERS`] letters of base64url. `key` is the one [`Self::key`] names.
    pub fn sign(&self, key: &SigningKey) -> String {
        BASE64URL_NOPAD.encode(&signed(DOMAIN, &self.body(), key))
    }

    /// What the text says; whether it is genuine is for [`PublicKeys::verify_visit`] to tell.
    ///
    /// # Errors
    /// [`Refused::Malformed`] or [`Refused::Newer`].
    pub fn parse(text: &str) -> Result<Self, Refused> {
        Self::read(split(&decode(text)?).ok_or(Refused::Malformed)?.0)
    }

    fn body(&self) -> Vec<u8> {
        let (event, key, day) = (self.event.to_be_bytes(), self.key.to_be_bytes(), self.day.to_be_bytes());
        [&[VERSION][..], &event, &key, &day, &self.nonce].concat()
    }

    fn read(body: &[u8]) -> Result<Self, Refused> {
        let fields = |mut reader: Reader| {
            let token = Self {
                event: reader.u32()?,
                key: reader.u32()?,
                day: reader.u16()?,
                nonce: reader.take()?,
            };
            reader.end()?;
            Some(token)
        };
        match body.split_first() {
            Some((&VERSION, rest)) => fields(Reader(rest)).ok_or(Refused::Malformed),
            Some((&version, _)) if version > VERSION => Err(Refused::Newer(version)),
            _ => Err(Refused::Malformed),
        }
    }

    /// By the kiosk's calendar.
    pub fn date(&self) -> Date {
        day_of(self.day)
    }
}

/// The bytes of a text of the right length: longer ones are not even decoded.
fn decode(text: &str) -> Result<Vec<u8>, Refused> {
    if text.len() != VISIT_LETTERS {
        return Err(Refused::Malformed);
    }
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes());
    bytes
        .ok()
        .filter(|bytes| bytes.len() == BYTES)
        .ok_or(Refused::Malformed)
}

impl PublicKeys {
    /// What a genuine token says. Whether it was used before is for whoever keeps the nonces to tell.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn verify_visit(&self, text: &str, today: Date) -> Result<VisitToken, Refused> {
        let bytes = decode(text)?;
        let signed: Signed = split(&bytes).ok_or(Refused::Malformed)?;
        let token = VisitToken::read(signed.0)?;
        let mut keys = self.of(KeyRole::Kiosk, token.key);
        let key = keys
            .find(|known| is_genuine(DOMAIN, signed, &known.key))
            .ok_or(Refused::Forged)?;
        let day = token.date();
        if !key.is_for(token.event) {
            Err(Refused::Foreign)
        } else if key.is_revoked(day) {
            Err(Refused::Revoked)
        } else if days_since(day) > days_since(today) + CLOCK_DAYS {
            Err(Refused::Future)
        } else if !key.signed_on(day) {
            Err(Refused::OutOfTime)
        } else {
            Ok(token)
        }
    }
}

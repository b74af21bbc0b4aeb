//! The public keys of an event and its kiosks: whose signatures count, and for which days.

use ed25519_dalek::VerifyingKey;
use jiff::civil::Date;

use super::{CLOCK_DAYS, days_since, event_number, key_number};

/// What a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyRole {
    /// Passes of an event; it stays with those who print them.
    Event,
    /// Visit tokens; it lies on one kiosk.
    Kiosk,
}

impl KeyRole {
    /// As the list of keys writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Event => "evenement",
            Self::Kiosk => "borne",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Event, Self::Kiosk]
            .into_iter()
            .find(|known| known.code() == code)
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    pub role: KeyRole,
    /// « borne-3 », or the event's id.
    pub name: String,
    /// Id of the event (the name of its file) it signs for.
    pub event: String,
    pub key: VerifyingKey,
    /// The day it was made.
    pub since: Date,
    /// The day another key took its place: it signs nothing after it, and what it signed until then stays valid.
    pub replaced: Option<Date>,
    /// The day from which it counts as stolen: nothing of that day or after it is believed.
    pub revoked: Option<Date>,
}

impl PublicKey {
    /// Whether it is the one that signs now under its name.
    pub fn is_current(&self) -> bool {
        self.replaced.is_none() && self.revoked.is_none()
    }

    /// Whether it signed things on this day, give or take a clock that is a day off.
    pub(super) fn signed_on(&self, day: Date) -> bool {
        let day = days_since(day);
        let begun = days_since(self.since) <= day + CLOCK_DAYS;
        let ended = self.replaced.is_some_and(|last| day > days_since(last) + CLOCK_DAYS);
        begun && !ended
    }

    /// Whether what bears this day is not believed any more.
    pub(super) fn is_revoked(&self, day: Date) -> bool {
        self.revoked.is_some_and(|from| day >= from)
    }
}

/// The public list: `cles.ron`, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicKeys(Vec<PublicKey>);

impl PublicKeys {
    /// Keys in any order; the same key twice counts by its first line.
    pub fn new(keys: Vec<PublicKey>) -> Self {
        Self(keys)
    }

    /// All of them, in the list's order.
    pub fn iter(&self) -> impl Iterator<Item = &PublicKey> {
        self.0.iter()
    }

    /// The first key of this number ([`key_number`]).
    pub fn find(&self, key_id: u32) -> Option<&PublicKey> {
        self.0.iter().find(|known| key_number(&known.key) == key_id)
    }

    /// The key that signs now under this name.
    pub fn current(&self, role: KeyRole, name: &str) -> Option<&PublicKey> {
        let is_it = |known: &&PublicKey| known.role == role && known.name == name && known.is_current();
        self.0.iter().find(is_it)
    }

    /// Keys of this role and number: nearly always one, but 4 bytes of a digest may be those of two keys.
    pub(super) fn of(&self, role: KeyRole, key_id: u32) -> impl Iterator<Item = &PublicKey> {
        let is_it = move |known: &&PublicKey| known.role == role && key_number(&known.key) == key_id;
        self.0.iter().filter(is_it)
    }
}

impl PublicKey {
    /// Whether it signs for the event of this number.
    pub(super) fn is_for(&self, event: u32) -> bool {
        event_number(&self.event) == event
    }
}

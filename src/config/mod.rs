//! What event staff may change: `config/kiosk.ron` for this kiosk, `config/events/<id>.ron` for where it stands,
//! `config/trust.ron` for whose kits it installs, `config/staff.ron` for who opens the staff panel, `config/agency.ron`
//! for where its aggregates go; what the agency may change of its visitors' pages and mails: `config/next_steps.ron`,
//! `config/portal.ron`, `config/courrier.ron`; and the list of keys, `cles.ron`, which `etabli keys` writes. `desk` is
//! where programs change the first two.
//!
//! A fair opens whatever the files say: an error refuses the value it is about (or the file, if it cannot be read),
//! and the default takes its place.

mod agency;
mod choice;
pub mod desk;
mod destination;
mod draft;
mod event;
mod fields;
mod keys;
mod kiosk;
mod last_good;
mod loss;
mod mail;
mod next_steps;
mod portal;
mod programme;
mod sealing;
mod settings;
mod staff;
mod trust;
mod volume;

use std::{fs::File, io, io::Read, path::Path};

pub use agency::{AgencyConfig, CODES as AGENCY_CODES, load_agency, parse_agency};
pub use choice::choose;
pub use draft::{EngagementDraft, EventDraft, SpanDraft, StandDraft};
pub use event::{CODES as EVENT_CODES, Event, Stand, load_event, parse_event};
pub use keys::{
    CODES as KEYS_CODES, LIST as KEYS_LIST, SecretKeyError, key_path, keys_text, load_keys, parse_keys, signing_key,
};
pub use kiosk::{CODES as KIOSK_CODES, KioskConfig, Quality, Rotation, load_kiosk, parse_kiosk};
pub use loss::{Expectation, expected_loss};
pub use mail::{CODES as MAIL_CODES, MailConfig, MailServer, load_mail, parse_mail};
pub use next_steps::{CODES as NEXT_STEPS_CODES, load_next_steps, parse_next_steps};
pub use portal::{CODES as PORTAL_CODES, load_portal, parse_portal};
pub use staff::{CODES as STAFF_CODES, StaffLock, load_staff, parse_staff};
pub use trust::{CODES as TRUST_CODES, FILE as TRUST, Trust, add_trust, load_trust, parse_trust};
pub use volume::{VolumeSpan, gain};

/// No configuration comes near this size, bytes.
const BYTES_MAX: usize = 256 * 1024;

/// The file, or just enough of it to see that it is too big.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The name findings carry.
fn file_name(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Names of kits and events are names of folders and files: lower-case letters, digits, `_` and `-`.
pub fn is_id(name: &str) -> bool {
    const LENGTH_MAX: usize = 64;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    (1..=LENGTH_MAX).contains(&name.len()) && name.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leads_out_of_its_folder() {
        assert!(is_id("soudure") && is_id("bts_2-a"));
        for id in ["", "..", "a/b", "a\\b", "C:", "Soudure", "été", "a b", &"a".repeat(65)] {
            assert!(!is_id(id), "{id}");
        }
    }
}

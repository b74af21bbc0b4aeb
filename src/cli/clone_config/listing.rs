//! `clone.json`: what a copy is made of, so that half a copy is never taken for a whole one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::kit::pack::Sha256Sum;

pub(super) const NAME: &str = "clone.json";
pub(super) const FORMAT: u32 = 1;
/// Largest list, bytes: a thousand files of a hundred kits take less.
pub(super) const BYTES_MAX: u64 = 32 * 1024 * 1024;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    pub(super) format: u32,
    /// The Établi that made it.
    pub(super) etabli: String,
    /// The kiosk it comes from.
    pub(super) kiosk: String,
    pub(super) made: Timestamp,
    pub(super) files: Vec<Listed>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    /// From the copy's folder, with `/`.
    pub(super) path: String,
    pub(super) bytes: u64,
    pub(super) sha256: Sha256Sum,
}

impl Listed {
    pub(super) fn of(path: String, bytes: &[u8]) -> Self {
        let sha256 = Sha256Sum::of(bytes);
        let bytes = bytes.len() as u64;
        Self { path, bytes, sha256 }
    }
}

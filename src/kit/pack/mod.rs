//! The archive of a kit, `<id>-<version>.kit`: one file to hand over, the same bytes whoever packs it, signed, and read
//! in distrust.
//!
//! It is a plain zip that any tool opens. `manifest.json` lists every file with its size and SHA-256, `manifest.sig` is
//! the publisher's signature of the manifest, `kit/…` are the files of the kit's folder.

pub mod folder;
mod hash;
mod keys;
mod limits;
mod manifest;
mod names;
mod proof;
mod reading;
mod signature;
mod telling;
mod writing;
mod zip;

pub use hash::{Sha256Sum, content_hash};
pub use keys::{BAD_NAME, KEY_THERE, PublicKey, Publisher, SecretKey, is_publisher_name};
pub use manifest::{Manifest, Version};
pub use proof::Proof;
pub use reading::Archive;
pub(crate) use telling::not_written;
pub use writing::{Packed, pack};

use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

/// How the file of an archive ends.
pub const EXTENSION: &str = "kit";

/// Name of the manifest in the archive.
const MANIFEST: &str = "manifest.json";
/// Name of the signature in the archive.
const SIGNATURE: &str = "manifest.sig";
/// What the names of the kit's own files begin with in the archive.
const FOLDER: &str = "kit/";

/// Every code that packing or reading an archive can tell, sorted.
pub fn codes() -> Vec<Code> {
    let families: [&[Code]; 7] = [
        folder::CODES,
        keys::CODES,
        manifest::CODES,
        names::CODES,
        proof::CODES,
        telling::CODES,
        signature::CODES,
    ];
    let mut codes = families.concat();
    codes.sort_by_key(|code| code.id);
    codes
}

/// A refusal of one finding about the whole file.
pub(crate) fn refusal(code: &Code, message: Bilingual, help: Bilingual) -> Findings {
    let mut findings = Findings::default();
    findings.report(code, &FieldPath::root(), message).help(help);
    findings
}

/// A name from a file nobody has vouched for, fit for a terminal: no control characters, not too long, quoted the
/// French and the English way.
pub(crate) fn quoted(name: &str) -> [String; 2] {
    const CHARS_MAX: usize = 80;
    let mut shown: String = name
        .chars()
        .take(CHARS_MAX)
        .map(|c| if c.is_control() || is_bidi(c) { '\u{fffd}' } else { c })
        .collect();
    if name.chars().nth(CHARS_MAX).is_some() {
        shown.push('…');
    }
    [format!("«\u{a0}{shown}\u{a0}»"), format!("`{shown}`")]
}

/// Characters that turn the order of what follows around: a name must not read as another.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

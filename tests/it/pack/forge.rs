//! Archives that no honest program makes: a zip writer that believes whatever it is told.

use std::{collections::BTreeMap, io::Write};

use ed25519_dalek::{Signer, SigningKey};
use etabli::kit::pack::{Sha256Sum, content_hash};
use flate2::{Compression, Crc, write::DeflateEncoder};
use serde_json::{Value, json};

/// A plain file, a link and a folder, as Unix has them in zips.
pub const FILE: u32 = 0o100_644 << 16;
pub const LINK: u32 = 0o120_777 << 16;
pub const FOLDER: u32 = 0o040_755 << 16;

/// An entry of a zip.
#[derive(Clone)]
pub struct Forged {
    pub name: String,
    pub bytes: Vec<u8>,
    pub attributes: u32,
    /// Size it claims to have, inflated.
    pub claims: Option<u32>,
    pub deflated: bool,
}

impl Forged {
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.to_owned(),
            attributes: FILE,
            claims: None,
            deflated: false,
        }
    }
}

pub fn zip(entries: &[Forged]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let kept = if entry.deflated {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(&entry.bytes).expect("memory");
            encoder.finish().expect("memory")
        } else {
            entry.bytes.clone()
        };
        let mut crc = Crc::new();
        crc.update(&entry.bytes);
        let mut shared = Vec::new();
        let method = if entry.deflated { 8 } else { 0 };
        for number in [20_u16, 1 << 11, method, 0, 33] {
            shared.extend(number.to_le_bytes());
        }
        let size = entry.claims.unwrap_or(entry.bytes.len() as u32);
        for number in [crc.sum(), kept.len() as u32, size] {
            shared.extend(number.to_le_bytes());
        }
        for number in [entry.name.len() as u16, 0] {
            shared.extend(number.to_le_bytes());
        }
        let start = out.len() as u32;
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&shared);
        out.extend(entry.name.as_bytes());
        out.extend(kept);
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend((3_u16 << 8 | 20).to_le_bytes());
        directory.extend(&shared);
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(start.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let start = out.len() as u32;
    let size = directory.len() as u32;
    out.extend(directory);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    let count = entries.len() as u16;
    for number in [0, 0, count, count] {
        out.extend(number.to_le_bytes());
    }
    for number in [size, start] {
        out.extend(number.to_le_bytes());
    }
    out.extend([0; 2]);
    out
}

/// The manifest of these files.
pub fn manifest(id: &str, version: &str, files: &BTreeMap<String, Vec<u8>>) -> Value {
    let sums: Vec<(&str, Sha256Sum)> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), Sha256Sum::of(bytes)))
        .collect();
    let list: Vec<Value> = files
        .iter()
        .map(|(path, bytes)| json!({"path": path, "bytes": bytes.len(), "sha256": Sha256Sum::of(bytes).to_string()}))
        .collect();
    json!({
        "archive": 1, "etabli": "0.1.0", "format": 1, "id": id, "version": version,
        "content": content_hash(sums).to_string(), "files": list,
    })
}

/// `manifest.sig` of these bytes.
pub fn signature(seed: [u8; 32], manifest: &[u8]) -> String {
    let key = SigningKey::from_bytes(&seed);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (public, signed) = (key.verifying_key().to_bytes(), key.sign(manifest).to_bytes());
    format!("ed25519 {} {}\n", hex(&public), hex(&signed))
}

/// The entries of an archive with this manifest, signed, and these files.
pub fn entries(seed: [u8; 32], manifest: &[u8], files: &BTreeMap<String, Vec<u8>>) -> Vec<Forged> {
    let mut entries = vec![
        Forged::new("manifest.json", manifest),
        Forged::new("manifest.sig", signature(seed, manifest).as_bytes()),
    ];
    entries.extend(
        files
            .iter()
            .map(|(path, bytes)| Forged::new(&format!("kit/{path}"), bytes)),
    );
    entries
}

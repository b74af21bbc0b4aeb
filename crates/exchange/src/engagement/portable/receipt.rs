//! The receipt: what the agency writes for a kiosk without network, and the kiosk reads.

use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    FILE_BYTES_MAX, PortableError,
    lines::{Signed, digest, sign},
};

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    receipt: u32,
    kiosk: String,
    count: usize,
    sha256: String,
}

/// What any version writes first.
#[derive(Deserialize)]
struct Format {
    receipt: u32,
}

/// What became of a statement at the agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// The agency has it, by this file or before.
    Stored,
    /// The agency has something else under this id.
    Different,
    /// The agency does not take it as a statement.
    Refused,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    taken: Taken,
}

/// What the agency says of the statements of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub kiosk: String,
    pub statements: Vec<(Uuid, Taken)>,
}

/// The bytes of a receipt for this kiosk, signed with the agency's `key`.
pub fn write_receipt(receipt: &Receipt, key: &SigningKey) -> Vec<u8> {
    let line = |(id, taken): &(Uuid, Taken)| {
        let (id, taken) = (id.to_string(), *taken);
        serde_json::to_vec(&Line { id, taken }).expect("a struct of strings always makes JSON")
    };
    let lines: Vec<Vec<u8>> = receipt.statements.iter().map(line).collect();
    let lines = || lines.iter().map(Vec::as_slice);
    let header = Header {
        receipt: FORMAT,
        kiosk: receipt.kiosk.clone(),
        count: receipt.statements.len(),
        sha256: digest(lines()),
    };
    sign(&header, lines(), key)
}

/// A receipt that the agency has signed with this key.
///
/// # Errors
/// If it is something else, is cut or changed, or if someone else has signed it.
pub fn read_receipt(bytes: &[u8], agency: &VerifyingKey) -> Result<Receipt, PortableError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(PortableError::TooBig);
    }
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Format { receipt: format } = serde_json::from_slice(first).map_err(|_| PortableError::NotAReceipt)?;
    if format != FORMAT {
        return Err(PortableError::Newer(format));
    }
    let signed = Signed::split(bytes)?;
    let header: Header = serde_json::from_slice(signed.header).map_err(|_| PortableError::NotAReceipt)?;
    if !signed.is_by(agency) || !signed.has(header.count, &header.sha256) {
        return Err(PortableError::Tampered);
    }
    let line = |line: &&[u8]| {
        let Line { id, taken } = serde_json::from_slice(line).ok()?;
        Some((id.parse().ok()?, taken))
    };
    let statements: Option<Vec<_>> = signed.lines.iter().map(line).collect();
    Ok(Receipt {
        kiosk: header.kiosk,
        statements: statements.ok_or(PortableError::NotAReceipt)?,
    })
}

//! The export: what a kiosk writes for the agency, and the agency reads.

use age::x25519::{Identity, Recipient};
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    FILE_BYTES_MAX, PortableError,
    keys::{hex, public_key},
    lines::{Signed, digest, sign},
};
use crate::engagement::statement::FrozenStatement;

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    format: u32,
    kiosk: String,
    key: String,
    count: usize,
    sha256: String,
}

/// What any version writes first.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// The content of a file, known to be a kiosk's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What the kiosk calls itself; its key is what counts.
    pub kiosk: String,
    pub key: VerifyingKey,
    pub statements: Vec<FrozenStatement>,
}

/// The bytes of a file with these statements: encrypted to `agency`, signed with the kiosk's `key`.
///
/// # Errors
/// If the system gives no randomness.
pub fn write(
    kiosk: &str,
    statements: &[FrozenStatement],
    key: &SigningKey,
    agency: &Recipient,
) -> Result<Vec<u8>, PortableError> {
    let lines = || statements.iter().map(|statement| statement.body.as_slice());
    let header = Header {
        format: FORMAT,
        kiosk: kiosk.to_owned(),
        key: hex(key.verifying_key().as_bytes()),
        count: statements.len(),
        sha256: digest(lines()),
    };
    age::encrypt(agency, &sign(&header, lines(), key)).map_err(|error| PortableError::Encrypt(error.to_string()))
}

/// The statements in a file that one of the `known` kiosks has written for `identity`, byte for byte.
///
/// # Errors
/// As [`open`].
pub fn read(bytes: &[u8], identity: &Identity, known: &[VerifyingKey]) -> Result<Vec<FrozenStatement>, PortableError> {
    open(bytes, identity, known).map(|export| export.statements)
}

/// The same, and which kiosk it was.
///
/// # Errors
/// If it was not written for this key, is cut or changed, or if no known kiosk has signed it.
pub fn open(bytes: &[u8], identity: &Identity, known: &[VerifyingKey]) -> Result<Export, PortableError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(PortableError::TooBig);
    }
    let text = age::decrypt(identity, bytes).map_err(|error| refused(&error))?;
    let signed = Signed::split(&text)?;
    let Format { format } = serde_json::from_slice(signed.header).map_err(|_| PortableError::NotAnExport)?;
    if format != FORMAT {
        return Err(PortableError::Newer(format));
    }
    let header: Header = serde_json::from_slice(signed.header).map_err(|_| PortableError::NotAnExport)?;
    let key = public_key(&header.key).filter(|key| known.contains(key));
    let Some(key) = key else {
        let Header { kiosk, key, .. } = header;
        return Err(PortableError::UnknownKiosk { kiosk, key });
    };
    if !signed.is_by(&key) || !signed.has(header.count, &header.sha256) {
        return Err(PortableError::Tampered);
    }
    let statements: Option<Vec<_>> = signed.lines.iter().map(|line| statement(line)).collect();
    Ok(Export {
        kiosk: header.kiosk,
        key,
        statements: statements.ok_or(PortableError::NotAnExport)?,
    })
}

fn statement(line: &[u8]) -> Option<FrozenStatement> {
    let value: Value = serde_json::from_slice(line).ok()?;
    let id: Uuid = value.get("id")?.as_str()?.parse().ok()?;
    let body = line.to_vec();
    Some(FrozenStatement { id, body })
}

fn refused(error: &age::DecryptError) -> PortableError {
    use age::DecryptError as Age;
    match error {
        Age::NoMatchingKeys | Age::DecryptionFailed | Age::KeyDecryptionFailed => PortableError::WrongKey,
        Age::InvalidHeader | Age::UnknownFormat => PortableError::NotAnExport,
        Age::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => PortableError::Truncated,
        _ => PortableError::Tampered,
    }
}

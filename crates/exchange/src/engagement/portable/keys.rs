//! The keys that sign exports and receipts (ed25519), and how they are written down.

use std::{
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use ed25519_dalek::{SigningKey, VerifyingKey};
use rand::{TryRng, rngs::SysRng};

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The bytes of so many pairs of lower-case digits.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let lower = digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if digits.len() != 2 * N || !lower {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// The public key written as 64 hexadecimal digits; none that would do for several messages.
pub fn public_key(text: &str) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(&unhex(text.trim())?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// The secret key in this file, which is made, readable by its owner alone, if there is none.
///
/// # Errors
/// If it cannot be read or written, or if there is something else in it: a key is never replaced.
pub fn secret_key(path: &Path) -> io::Result<SigningKey> {
    match File::open(path) {
        Ok(file) => {
            let mut text = String::new();
            file.take(1024).read_to_string(&mut text)?;
            let seed = unhex(text.trim()).ok_or_else(|| io::Error::other("there is no key in it"))?;
            Ok(SigningKey::from_bytes(&seed))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut seed = [0; 32];
            SysRng.try_fill_bytes(&mut seed).map_err(io::Error::other)?;
            create(path, &format!("{}\n", hex(&seed)))?;
            Ok(SigningKey::from_bytes(&seed))
        }
        Err(error) => Err(error),
    }
}

/// Writes a whole file or none, for its owner alone from its first byte on.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    // Left there by whoever was cut off in the middle of this.
    let _ = fs::remove_file(&beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

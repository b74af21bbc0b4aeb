//! The code in a mail's link: whoever has it has the mail.

use std::fmt;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};

const BYTES: usize = 16;

/// 128 random bits, written as 22 characters that an address can hold.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Code([u8; BYTES]);

impl Code {
    /// # Errors
    /// If the system has no randomness to give.
    pub fn random() -> Result<Self, rand::rngs::SysError> {
        let mut bytes = [0; BYTES];
        SysRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The code that was written so; `None` if none was.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// What is kept of it. Looking a hash up tells nothing about the codes beside it, however long it takes.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(b"etabli registration\0");
        hasher.update(self.0);
        HEXLOWER.encode(&hasher.finalize())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_nothing_else_is() {
        let code = Code::random().expect("randomness");
        let text = code.to_string();
        assert_eq!(text.len(), 22);
        assert_eq!(Code::read(&text), Some(code.clone()));
        assert!(!code.hash().contains(&text) && !format!("{code:?}").contains(&text));
        for wrong in [
            "",
            "a",
            &text[1..],
            &format!("{text}A"),
            &"é".repeat(11),
            "../../../../etc/passwd",
        ] {
            assert_eq!(Code::read(wrong), None, "{wrong}");
        }
        // The last letter of 22 holds 4 bits that mean nothing: one spelling only.
        let spellings = ('A'..='Z').filter(|last| Code::read(&format!("{}{last}", &text[..21])).is_some());
        assert!(spellings.count() <= 4);
    }
}

//! Who signs kits: a secret key that stays at home and a public one that goes with the name of its publisher.

use std::{fmt, str::FromStr};

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand::{TryRng, rngs::SysRng};

use super::{
    Sha256Sum,
    hash::{hex, unhex},
    refusal,
};
use crate::{
    finding::{Code, Findings},
    language::Bilingual,
};

const SECRET: Code = Code::error("K755", "ce n’est pas une clé secrète");
const PUBLIC: Code = Code::error("K756", "ce n’est pas une clé publique");

/// A file of a key is never replaced: a key that is lost is lost for good.
pub const KEY_THERE: Code = Code::error("K757", "clé qui existe déjà et n’est pas remplacée");
pub const BAD_NAME: Code = Code::error("K758", "ce n’est pas un nom d’éditeur");

pub(super) const CODES: &[Code] = &[SECRET, PUBLIC, KEY_THERE, BAD_NAME];

/// What a file with a secret key begins with.
const SECRET_MARK: &str = "etabli-secret";
/// What a file with a public key begins with.
const PUBLIC_MARK: &str = "etabli-public";
/// The only kind of key there is.
pub(super) const KIND: &str = "ed25519";

/// Longest name of a publisher, characters.
const NAME_CHARS: usize = 60;

/// Signs manifests; never shown, not even by `Debug`.
pub struct SecretKey(SigningKey);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey of {}", self.public())
    }
}

impl SecretKey {
    /// A new key from the system's source of randomness.
    ///
    /// # Errors
    /// If the system gives none.
    pub fn generate() -> Result<Self, std::io::Error> {
        let mut seed = [0; 32];
        SysRng.try_fill_bytes(&mut seed).map_err(std::io::Error::other)?;
        Ok(Self::from_seed(seed))
    }

    /// The key that grows from these 32 bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    /// The text of a file with this key.
    pub fn to_text(&self) -> String {
        format!("{SECRET_MARK} {KIND} {}\n", hex(&self.0.to_bytes()))
    }

    /// # Errors
    /// A finding if `text` is not that of [`SecretKey::to_text`].
    pub fn from_text(text: &str) -> Result<Self, Findings> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let seed = match words[..] {
            [SECRET_MARK, KIND, seed] => unhex(seed),
            _ => None,
        };
        seed.map(Self::from_seed).ok_or_else(|| {
            let help = if text.starts_with(PUBLIC_MARK) {
                Bilingual::new(
                    "ceci est la clé publique\u{a0}: pour signer, donner le fichier sans «\u{a0}.pub\u{a0}»",
                    "this is the public key: to sign, give the file without `.pub`",
                )
            } else {
                Bilingual::new(
                    "donner le fichier écrit par «\u{a0}etabli kit keygen --out NOM\u{a0}», sans le modifier",
                    "give the file that `etabli kit keygen --out NAME` has written, unchanged",
                )
            };
            let message = Bilingual::new(
                "ce n’est pas une clé secrète d’Établi",
                "this is no secret key of Établi",
            );
            refusal(&SECRET, message, help)
        })
    }
}

/// Tells whether a signature is its secret key's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Five groups of four digits to be compared by eye, on the phone or on paper.
    pub fn fingerprint(&self) -> String {
        Sha256Sum::of(&self.0).short()
    }

    pub(super) fn has_signed(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        let key = VerifyingKey::from_bytes(&self.0);
        // Strict: no key and no signature that would do for several messages.
        key.is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// It was not the 64 hexadecimal digits of a key.
#[derive(Debug, thiserror::Error)]
#[error("64 hexadecimal digits of an ed25519 key were expected")]
pub struct NotAKey;

impl FromStr for PublicKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = unhex(text).ok_or(NotAKey)?;
        match VerifyingKey::from_bytes(&bytes) {
            Ok(key) if !key.is_weak() => Ok(Self(bytes)),
            _ => Err(NotAKey),
        }
    }
}

/// Whoever answers for kits, and the key they sign them with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    pub name: String,
    pub key: PublicKey,
}

impl Publisher {
    /// The text of a file to hand to those who install.
    pub fn to_text(&self) -> String {
        format!("{PUBLIC_MARK} {KIND} {} {}\n", self.key, self.name)
    }

    /// # Errors
    /// A finding if `text` is not that of [`Publisher::to_text`].
    pub fn from_text(text: &str) -> Result<Self, Findings> {
        let words: Vec<&str> = text.trim().splitn(4, ' ').collect();
        let publisher = match words[..] {
            [PUBLIC_MARK, KIND, key, name] if is_publisher_name(name) => key.parse().ok().map(|key| Self {
                name: name.to_owned(),
                key,
            }),
            _ => None,
        };
        publisher.ok_or_else(|| {
            let help = Bilingual::new(
                "donner le fichier «\u{a0}.pub\u{a0}» reçu de qui a fait le kit, sans le modifier",
                "give the `.pub` file received from who made the kit, unchanged",
            );
            let message = Bilingual::new(
                "ce n’est pas une clé publique d’Établi",
                "this is no public key of Établi",
            );
            refusal(&PUBLIC, message, help)
        })
    }
}

/// Whether staff can read `name` on one line.
pub fn is_publisher_name(name: &str) -> bool {
    let plain = |c: char| !c.is_control() && !super::is_bidi(c) && c != '"' && c != '\\';
    !name.trim().is_empty() && name.trim() == name && name.chars().count() <= NAME_CHARS && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        let secret = SecretKey::from_seed([7; 32]);
        let again = SecretKey::from_text(&secret.to_text()).expect("a secret key");
        assert_eq!(again.public(), secret.public());
        let publisher = Publisher {
            name: "Métallurgie, Normandie".to_owned(),
            key: secret.public(),
        };
        assert_eq!(
            Publisher::from_text(&publisher.to_text()).expect("a public key"),
            publisher
        );
        assert!(!format!("{secret:?}").contains(&hex(&[7; 32])));
    }

    #[test]
    fn a_key_given_for_another_is_told() {
        let secret = SecretKey::from_seed([7; 32]);
        let publisher = Publisher {
            name: "a".to_owned(),
            key: secret.public(),
        };
        let told = SecretKey::from_text(&publisher.to_text()).expect_err("public").sorted();
        assert_eq!(told[0].code, "K755");
        assert!(
            told[0]
                .help
                .as_ref()
                .is_some_and(|help| help.fr.contains("clé publique"))
        );
        for text in [
            "",
            "etabli-public ed25519",
            &secret.to_text(),
            "etabli-public ed25519 00 a",
            publisher.to_text().trim_end_matches("a\n"),
        ] {
            assert_eq!(
                Publisher::from_text(text).expect_err("no key").sorted()[0].code,
                "K756",
                "{text}"
            );
        }
    }

    #[test]
    fn keys_that_sign_anything_are_no_keys() {
        let weak = format!("01{}", "0".repeat(62));
        assert!(weak.parse::<PublicKey>().is_err());
        assert!("0".repeat(64).parse::<PublicKey>().is_err());
    }

    #[test]
    fn new_keys_differ() {
        let [a, b] = [(); 2].map(|()| SecretKey::generate().expect("randomness").public());
        assert_ne!(a, b);
    }

    #[test]
    fn names_of_publishers_stay_on_their_line() {
        assert!(is_publisher_name("UIMM Normandie"));
        for name in ["", " a", "a ", "a\nb", "a\"b", "a\u{202e}b", &"a".repeat(61)] {
            assert!(!is_publisher_name(name), "{name}");
        }
    }
}

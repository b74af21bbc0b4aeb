//! Who may send and who may read: a name and a random password, of which only the digest is kept.

use std::fmt;

use rand::{TryRng, rngs::SysRng};
use sha2::{Digest as _, Sha256};
use sqlx::Row;

use super::{Store, StoreError, now_ms};

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Kiosks: send statements, ask for one by its id, give signs of life.
    Fleet,
    /// Staff and other programs of the agency: read everything, write nothing.
    Reader,
}

impl Role {
    fn code(self) -> &'static str {
        match self {
            Self::Fleet => "fleet",
            Self::Reader => "reader",
        }
    }

    fn of(code: &str) -> Result<Self, StoreError> {
        match code {
            "fleet" => Ok(Self::Fleet),
            "reader" => Ok(Self::Reader),
            _ => Err(StoreError::Damaged("tokens.role")),
        }
    }
}

/// A password to be shown once.
pub struct Password(String);

impl Password {
    /// 256 random bits, hexadecimal.
    ///
    /// # Errors
    /// If the system has no randomness to give.
    pub fn random() -> Result<Self, rand::rngs::SysError> {
        let mut bytes = [0; 32];
        SysRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

impl fmt::Display for Password {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// SHA-256 of a password. A slow hash protects passwords that people choose; these are 256 random bits, which
/// nobody finds by trying, and a fast one keeps ten thousand wrong tries cheap.
#[derive(Clone, Copy)]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(password: &[u8]) -> Self {
        Self(Sha256::digest(password).into())
    }

    /// Takes as long whatever the difference.
    pub fn is(&self, other: &Self) -> bool {
        let difference = self.0.iter().zip(&other.0).fold(0, |all, (a, b)| all | (a ^ b));
        std::hint::black_box(difference) == 0
    }

    fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn from_hex(text: &str) -> Result<Self, StoreError> {
        let damaged = StoreError::Damaged("tokens.password_digest");
        let pairs: Option<Vec<u8>> = (0..text.len() / 2)
            .map(|pair| {
                text.get(2 * pair..2 * pair + 2)
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            })
            .collect();
        pairs.and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(damaged)
    }
}

/// A token as kept.
#[derive(Clone)]
pub struct Token {
    pub name: String,
    pub role: Role,
    pub digest: Digest,
    /// Unix milliseconds.
    pub created_ms: i64,
}

/// Names of tokens and kiosks: lower-case letters, digits, `_` and `-`.
pub fn is_token_name(name: &str) -> bool {
    const LENGTH_MAX: usize = 64;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    (1..=LENGTH_MAX).contains(&name.len()) && name.bytes().all(plain)
}

impl Store {
    /// Adds a token; false if the name is taken.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn add_token(&self, name: &str, role: Role, digest: Digest) -> Result<bool, StoreError> {
        let _writer = self.writer.lock().await;
        let sql = "INSERT INTO tokens (name, role, password_digest, created) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (name) DO NOTHING";
        let done = sqlx::query(sql)
            .bind(name.to_owned())
            .bind(role.code())
            .bind(digest.to_hex())
            .bind(now_ms())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Removes a token; false if there is none of this name.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn revoke_token(&self, name: &str) -> Result<bool, StoreError> {
        let _writer = self.writer.lock().await;
        let done = sqlx::query("DELETE FROM tokens WHERE name = $1")
            .bind(name.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Every token, by name.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        let rows = sqlx::query("SELECT name, role, password_digest, created FROM tokens ORDER BY name")
            .fetch_all(&self.pool)
            .await?;
        let token = |row: &sqlx::any::AnyRow| {
            Ok(Token {
                name: row.try_get(0)?,
                role: Role::of(&row.try_get::<String, _>(1)?)?,
                digest: Digest::from_hex(&row.try_get::<String, _>(2)?)?,
                created_ms: row.try_get(3)?,
            })
        };
        rows.iter().map(token).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_only_itself() {
        let (one, other) = (
            Password::random().expect("randomness"),
            Password::random().expect("randomness"),
        );
        assert_eq!(one.to_string().len(), 64);
        assert!(one.digest().is(&Digest::of(one.to_string().as_bytes())));
        assert!(!one.digest().is(&other.digest()));
        let kept = Digest::from_hex(&one.digest().to_hex()).expect("what was written");
        assert!(kept.is(&one.digest()));
        for damaged in ["", "00", "é", &"g".repeat(64)] {
            assert!(Digest::from_hex(damaged).is_err(), "{damaged}");
        }
    }
}

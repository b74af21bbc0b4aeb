//! The staff's code: how it is kept, how it is checked, and which codes are no good.

use std::fmt;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use rand::{TryRng, rngs::SysRng};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::view::Refusal;

/// What opens a kiosk that was never set up.
pub const FIRST_START_PIN: &str = "0000";
pub const DIGITS_MIN: usize = 4;
pub const DIGITS_MAX: usize = 10;

/// Argon2id, 19 MiB, two passes, one lane: OWASP's minimum. 23 ms of a desktop processor, so a kiosk six times slower
/// still answers within 150 ms.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// A code as it is typed: digits only. It is wiped from memory when it goes, and never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// These digits, or `None` where anything else is among them.
    pub fn new(digits: &str) -> Option<Self> {
        let is_good = digits.len() <= DIGITS_MAX && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_good.then(|| Self(Zeroizing::new(digits.to_owned())))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One digit more, 0 to 9; beyond the longest code it is dropped.
    pub fn push(&mut self, digit: u8) {
        if self.len() < DIGITS_MAX && digit < 10 {
            self.0.push(char::from(b'0' + digit));
        }
    }

    pub fn pop(&mut self) {
        self.0.pop();
    }

    fn digits(&self) -> Vec<u8> {
        self.0.bytes().map(|byte| byte - b'0').collect()
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pin(…)")
    }
}

/// What `config/staff.ron` holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPin {
    /// PHC string; `None`: the file is absent and the first-start code opens.
    pub hash: Option<String>,
    /// The code was given, not chosen.
    pub must_change: bool,
}

impl Default for StaffPin {
    fn default() -> Self {
        Self {
            hash: None,
            must_change: true,
        }
    }
}

impl StaffPin {
    /// Whether this is the code. Takes as long as the hash was made to.
    ///
    /// # Errors
    /// When the kept hash is no PHC string: no code opens then, and `etabli staff reset-pin` mends it.
    pub fn opens(&self, pin: &Pin) -> Result<bool, PinError> {
        let Some(kept) = &self.hash else {
            return Ok(*pin.0 == FIRST_START_PIN);
        };
        let hash = PasswordHash::new(kept).map_err(|error| PinError::Kept(error.to_string()))?;
        Ok(Argon2::default().verify_password(pin.0.as_bytes(), &hash).is_ok())
    }

    /// Whether the first-start code still opens.
    pub fn is_first_start(&self) -> bool {
        self.hash.is_none()
    }
}

#[derive(Debug, Error)]
pub enum PinError {
    #[error("le code enregistré est illisible : {0}")]
    Kept(String),
    #[error("le code ne peut pas être chiffré : {0}")]
    Hash(String),
    #[error("la machine ne donne pas de nombre au hasard : {0}")]
    Random(String),
}

/// The code as it is kept: a PHC string with a salt of its own.
///
/// # Errors
/// When the system gives no random bytes or argon2 refuses.
pub fn hash(pin: &Pin) -> Result<String, PinError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| PinError::Hash(error.to_string()))?;
    hash_with(pin, params)
}

fn hash_with(pin: &Pin, params: Params) -> Result<String, PinError> {
    let mut salt = [0; SALT_BYTES];
    SysRng
        .try_fill_bytes(&mut salt)
        .map_err(|error| PinError::Random(error.to_string()))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(pin.0.as_bytes(), &salt);
    Ok(hash.map_err(|error| PinError::Hash(error.to_string()))?.to_string())
}

/// Why this code must not be chosen; `None`: it may.
pub fn refusal(pin: &Pin) -> Option<Refusal> {
    match pin.len() {
        ..DIGITS_MIN => Some(Refusal::TooShort),
        length if length > DIGITS_MAX => Some(Refusal::TooLong),
        _ if is_easy(&pin.digits()) => Some(Refusal::TooEasy),
        _ => None,
    }
}

/// What a visitor would try first: one digit or pair again and again, a run, a column of the pad, a year.
fn is_easy(digits: &[u8]) -> bool {
    let step = |by: u8| digits.windows(2).all(|pair| (pair[0] + by) % 10 == pair[1]);
    let repeats = |period: usize| digits.iter().zip(&digits[period..]).all(|(one, next)| one == next);
    let is_year = digits.len() == 4 && matches!(digits[..2], [1, 9] | [2, 0]);
    let is_column = matches!(digits, [2, 5, 8, 0] | [0, 8, 5, 2] | [1, 4, 7, 2, 5, 8, ..]);
    step(1) || step(9) || repeats(1) || repeats(2) || is_year || is_column
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use proptest::prelude::*;

    use super::*;

    fn pin(digits: &str) -> Pin {
        Pin::new(digits).unwrap()
    }

    fn kept(digits: &str) -> StaffPin {
        let quick = Params::new(Params::MIN_M_COST, 1, 1, None).unwrap();
        StaffPin {
            hash: Some(hash_with(&pin(digits), quick).unwrap()),
            must_change: false,
        }
    }

    #[test]
    fn the_first_start_code_opens_a_new_kiosk_and_no_other() {
        assert!(StaffPin::default().opens(&pin("0000")).unwrap());
        assert!(!StaffPin::default().opens(&pin("0001")).unwrap());
        assert!(!kept("4831").opens(&pin("0000")).unwrap());
    }

    #[test]
    fn the_kept_form_is_argon2id_and_never_the_same_twice() {
        let (one, other) = (hash(&pin("4831")).unwrap(), hash(&pin("4831")).unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, other);
        let started = Instant::now();
        let staff = StaffPin {
            hash: Some(one),
            must_change: false,
        };
        assert!(staff.opens(&pin("4831")).unwrap());
        // Far above the 150 ms of a kiosk: this machine may be busy with other tests.
        assert!(started.elapsed().as_millis() < 3000);
    }

    #[test]
    fn a_kept_form_that_is_none_says_so() {
        let staff = StaffPin {
            hash: Some("0000".to_owned()),
            must_change: false,
        };
        assert!(matches!(staff.opens(&pin("0000")), Err(PinError::Kept(_))));
    }

    #[test]
    fn codes_found_by_whoever_tries_are_refused() {
        for digits in [
            "0000", "1111", "1234", "4321", "0123", "7890", "9876", "1212", "2580", "1984", "2027", "123456", "147258",
        ] {
            assert_eq!(refusal(&pin(digits)), Some(Refusal::TooEasy), "{digits}");
        }
        assert_eq!(refusal(&pin("483")), Some(Refusal::TooShort));
        for digits in ["4831", "1357", "90210", "271828"] {
            assert_eq!(refusal(&pin(digits)), None, "{digits}");
        }
    }

    #[test]
    fn only_digits_are_a_code_and_it_is_never_printed() {
        assert_eq!(Pin::new("12a4"), None);
        assert_eq!(Pin::new("１２３４"), None);
        assert_eq!(Pin::new("12345678901"), None);
        assert_eq!(format!("{:?}", pin("4831")), "Pin(…)");
        let mut typed = Pin::default();
        (0..20).for_each(|digit| typed.push(digit));
        assert_eq!(typed, pin("0123456789"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_code_opens_for_itself_only(one in "[0-9]{4,10}", other in "[0-9]{1,10}") {
            let staff = kept(&one);
            prop_assert!(staff.opens(&pin(&one)).unwrap());
            prop_assert_eq!(staff.opens(&pin(&other)).unwrap(), one == other);
        }
    }
}

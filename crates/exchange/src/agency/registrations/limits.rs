//! How often one place may ask: in memory only, by shortened addresses that not even the memory holds as such.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};

/// Whoever shares the first 24 bits (IPv4) or 48 bits (IPv6) of an address: a household, a school, a fair's Wi-Fi.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix([u8; 6]);

impl Prefix {
    pub fn of(address: IpAddr) -> Self {
        let mut bytes = [0; 6];
        match address.to_canonical() {
            IpAddr::V4(address) => bytes[..3].copy_from_slice(&address.octets()[..3]),
            IpAddr::V6(address) => bytes.copy_from_slice(&address.octets()[..6]),
        }
        Self(bytes)
    }
}

/// A bucket of so many requests that fills again by and by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    pub burst: f64,
    pub per_sec: f64,
}

/// Forms from one place. A visit's token is what really limits (each once, each from a kiosk); this only bounds work. A
/// whole fair may stand behind one address: 300 phones at the same moment and 18,000 an hour are more than any has.
pub(super) const FORMS: Allowance = Allowance {
    burst: 300.0,
    per_sec: 5.0,
};
/// Links that lead nowhere, from one place. 128 bits are not guessed at any rate; a mistyped one is no crime.
pub(super) const WRONG_CODES: Allowance = Allowance {
    burst: 60.0,
    per_sec: 1.0,
};

/// Places remembered at once, a few dozen bytes each.
const PLACES_MAX: usize = 20_000;
/// After this, nobody can tell whether a place is one of yesterday's.
const SALT_LASTS: Duration = Duration::from_secs(24 * 3600);

/// One allowance for each place.
pub(super) struct Limit {
    allowance: Allowance,
    places: Mutex<Places>,
}

struct Places {
    salt: [u8; 16],
    salted_at: Instant,
    buckets: BTreeMap<u64, Bucket>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Limit {
    /// # Errors
    /// If the system has no randomness to give.
    pub fn new(allowance: Allowance, now: Instant) -> Result<Self, rand::rngs::SysError> {
        Ok(Self {
            allowance,
            places: Mutex::new(Places::new(now)?),
        })
    }

    /// Takes one from the place's bucket.
    ///
    /// # Errors
    /// After how many seconds there will be one, if there is none.
    pub fn take(&self, prefix: Prefix, now: Instant) -> Result<(), u64> {
        self.bucket(prefix, now, |bucket| bucket.left -= 1.0)
    }

    /// Whether there is one in the place's bucket; leaves it there.
    ///
    /// # Errors
    /// As [`Limit::take`].
    pub fn look(&self, prefix: Prefix, now: Instant) -> Result<(), u64> {
        self.bucket(prefix, now, |_| {})
    }

    fn bucket(&self, prefix: Prefix, now: Instant, take: impl FnOnce(&mut Bucket)) -> Result<(), u64> {
        let Allowance { burst, per_sec } = self.allowance;
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.keep_small(self.allowance, now);
        let key = places.key(prefix);
        let full = Bucket { left: burst, at: now };
        let bucket = places.buckets.entry(key).or_insert(full);
        bucket.left = bucket.filled(self.allowance, now);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(((1.0 - bucket.left) / per_sec).ceil() as u64);
        }
        take(bucket);
        Ok(())
    }
}

impl Bucket {
    fn filled(&self, allowance: Allowance, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        allowance.burst.min(self.left + passed * allowance.per_sec)
    }
}

impl Places {
    fn new(now: Instant) -> Result<Self, rand::rngs::SysError> {
        let mut salt = [0; 16];
        SysRng.try_fill_bytes(&mut salt)?;
        Ok(Self {
            salt,
            salted_at: now,
            buckets: BTreeMap::new(),
        })
    }

    fn keep_small(&mut self, allowance: Allowance, now: Instant) {
        if now.saturating_duration_since(self.salted_at) >= SALT_LASTS
            && let Ok(fresh) = Self::new(now)
        {
            *self = fresh;
        }
        if self.buckets.len() >= PLACES_MAX {
            self.buckets
                .retain(|_, bucket| bucket.filled(allowance, now) < allowance.burst);
            // All of the Internet at once: rather let some through than grow.
            if self.buckets.len() >= PLACES_MAX {
                self.buckets.clear();
            }
        }
    }

    fn key(&self, prefix: Prefix) -> u64 {
        let mut hasher = Sha256::new();
        hasher.update(self.salt);
        hasher.update(prefix.0);
        let digest = hasher.finalize();
        digest.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Allowance = Allowance {
        burst: 3.0,
        per_sec: 0.5,
    };

    fn prefix(text: &str) -> Prefix {
        Prefix::of(text.parse().expect("an address"))
    }

    #[test]
    fn neighbours_share_and_others_do_not() {
        assert_eq!(prefix("10.1.2.3"), prefix("10.1.2.250"));
        assert_eq!(prefix("10.1.2.3"), prefix("::ffff:10.1.2.9"));
        assert_ne!(prefix("10.1.2.3"), prefix("10.1.3.3"));
        assert_eq!(prefix("2001:db8:7::1"), prefix("2001:db8:7:ffff::2"));
        assert_ne!(prefix("2001:db8:7::1"), prefix("2001:db8:8::1"));
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let start = Instant::now();
        let after = |secs| start + Duration::from_secs(secs);
        let limit = Limit::new(SMALL, start).expect("randomness");
        let (one, other) = (prefix("10.1.2.3"), prefix("10.9.9.9"));
        for _ in 0..3 {
            assert_eq!(limit.take(one, start), Ok(()));
        }
        assert_eq!(limit.take(one, start), Err(2));
        assert_eq!(limit.take(other, start), Ok(()));
        assert_eq!(limit.take(one, after(1)), Err(1));
        assert_eq!(limit.look(one, after(2)), Ok(()));
        assert_eq!(limit.take(one, after(2)), Ok(()));
        assert_eq!(limit.take(one, after(2)), Err(2));
        // A clock that went back gives nothing and takes nothing.
        assert_eq!(limit.take(one, start), Err(2));
    }

    #[test]
    fn a_class_behind_one_address_is_not_hindered() {
        let start = Instant::now();
        let limit = Limit::new(FORMS, start).expect("randomness");
        let school = prefix("192.0.2.1");
        for _ in 0..300 {
            assert_eq!(limit.take(school, start), Ok(()));
        }
        assert_eq!(limit.take(school, start), Err(1));
    }

    #[test]
    fn memory_is_bounded_and_tomorrow_knows_nothing() {
        let start = Instant::now();
        let limit = Limit::new(SMALL, start).expect("randomness");
        for number in 0..u32::try_from(PLACES_MAX).expect("small") * 2 {
            let address = IpAddr::from((number << 8).to_be_bytes());
            assert_eq!(limit.take(Prefix::of(address), start), Ok(()));
        }
        let places = limit.places.lock().expect("no panic");
        assert!(places.buckets.len() <= PLACES_MAX);
        let (before, salt) = (places.key(prefix("10.1.2.3")), places.salt);
        drop(places);
        assert_eq!(limit.take(prefix("10.1.2.3"), start + SALT_LASTS), Ok(()));
        let places = limit.places.lock().expect("no panic");
        assert!(places.salt != salt && places.key(prefix("10.1.2.3")) != before && places.buckets.len() == 1);
    }
}

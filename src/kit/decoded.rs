//! What was decoded without fault is not decoded again: many kits share their files.

use std::{
    collections::BTreeSet,
    hash::{BuildHasher, RandomState},
    sync::{Mutex, PoisonError},
};

/// Contents whose every picture could be decoded, as length and hash; keys of the hash are new with each value, so that
/// no file can be made to look like another.
#[derive(Debug, Default)]
pub struct Decoded {
    hasher: RandomState,
    known: Mutex<BTreeSet<(usize, u64)>>,
}

impl Decoded {
    /// What `decode` says of `bytes`, or that it said yes to the same bytes before.
    ///
    /// # Errors
    /// Those of `decode`.
    pub fn once<E>(&self, bytes: &[u8], decode: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        let content = (bytes.len(), self.hasher.hash_one(bytes));
        // Nothing in here panics; a set is whole whatever happened to who held it.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(&content) {
            return Ok(());
        }
        decode()?;
        known().insert(content);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_sound_is_remembered() {
        let decoded = Decoded::default();
        assert_eq!(decoded.once(b"bad", || Err("bad")), Err("bad"));
        assert_eq!(decoded.once(b"bad", || Err("still bad")), Err("still bad"));
        assert_eq!(decoded.once(b"good", || Ok::<_, &str>(())), Ok(()));
        assert_eq!(decoded.once(b"good", || Err("not asked again")), Ok(()));
        assert_eq!(decoded.once(b"other", || Err("asked")), Err("asked"));
    }
}

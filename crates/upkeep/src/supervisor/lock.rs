//! One supervisor for one folder of data.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
    time::Duration,
};

const FILE: &str = "supervise.lock";

/// How often, and for how long in all, it is tried: the supervisor that ran before may be ending just now.
const TRIES: u32 = 50;
const TRY_AGAIN: Duration = Duration::from_millis(20);

/// Held for as long as this supervisor runs; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub(super) enum Unlocked {
    /// Somebody else holds it.
    InUse,
    /// The disk has no room or cannot be written: no reason not to play.
    Disk(std::io::Error),
}

impl Lock {
    pub(super) fn take(data: &Path) -> Result<Self, Unlocked> {
        let opened = OpenOptions::new().create(true).append(true).open(data.join(FILE));
        let file = opened.map_err(Unlocked::Disk)?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(TRY_AGAIN),
                Err(TryLockError::Error(error)) => return Err(Unlocked::Disk(error)),
            }
        }
        Err(Unlocked::InUse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    #[test]
    fn two_do_not_hold_it_and_the_next_does() {
        let data = Scratch::new();
        let first = Lock::take(&data).expect("free");
        assert!(matches!(Lock::take(&data), Err(Unlocked::InUse)));
        drop(first);
        Lock::take(&data).expect("free again");
        assert!(matches!(Lock::take(Path::new("/no/such")), Err(Unlocked::Disk(_))));
    }
}

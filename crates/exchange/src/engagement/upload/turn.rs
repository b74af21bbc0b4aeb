//! One request at a time from one kiosk, whichever processes send: the app and `etabli engagement send`.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::Path,
};

/// Name of the file that is locked, in the kiosk's folder.
const LOCK: &str = "upload.lock";

/// The right to speak to the store; the system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub struct Turn {
    _file: File,
}

impl Turn {
    /// `None` if another process of this kiosk speaks right now.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn take(folder: &Path) -> io::Result<Option<Self>> {
        let file = OpenOptions::new().create(true).append(true).open(folder.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaks_at_a_time() {
        let folder = std::env::temp_dir().join(format!("etabli-turn-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let first = Turn::take(&folder).expect("a file");
        assert!(first.is_some());
        assert!(Turn::take(&folder).expect("a file").is_none());
        drop(first);
        assert!(Turn::take(&folder).expect("a file").is_some());
        std::fs::remove_dir_all(folder).expect("cleaned up");
    }
}

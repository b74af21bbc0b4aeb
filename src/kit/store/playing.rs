//! Whether a kiosk is playing from a folder of kits: what is under the visitors' hands is changed by nobody else.

use std::{fs::File, path::Path};

/// Held by a kiosk for as long as it runs; the system lets go of it when the process ends, however it ends. The lock is
/// on the folder itself: a kiosk may play from a disk it cannot write to.
#[derive(Debug)]
pub struct Playing {
    _folder: Option<File>,
}

impl Playing {
    /// Where the system cannot lock a folder, nothing is held and kits are changed at once.
    pub fn from(kits: &Path) -> Self {
        let folder = File::open(kits).ok().filter(|folder| folder.try_lock_shared().is_ok());
        Self { _folder: folder }
    }
}

/// Whether at least one kiosk plays from this folder now.
pub fn is_played(kits: &Path) -> bool {
    File::open(kits).is_ok_and(|folder| matches!(folder.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn it_is_played_for_as_long_as_one_kiosk_runs() {
        let kits = std::env::temp_dir().join(format!("etabli-playing-{}", std::process::id()));
        std::fs::create_dir_all(&kits).expect("a folder");
        assert!(!is_played(&kits));
        let (one, other) = (Playing::from(&kits), Playing::from(&kits));
        assert!(is_played(&kits));
        drop(one);
        assert!(is_played(&kits));
        drop(other);
        assert!(!is_played(&kits));
        std::fs::remove_dir(&kits).expect("cleaned up");
        assert!(!is_played(&kits));
    }
}

//! Whether the disk still takes what is given to it, and gives it back.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
    time::{Duration, Instant},
};

const FILE: &str = ".staff-probe";
/// More than what a disk answers from its smallest cache, and little enough for a stick of a machine.
const BYTES: usize = 256 * 1024;

/// What came of writing and reading back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Why it failed, in French.
    pub failure: Option<String>,
    pub took: Duration,
    pub free_bytes: u64,
    pub total_bytes: u64,
}

/// Writes into this folder, syncs, reads back and compares. To be called beside the frame loop: a dying disk takes long.
pub fn probe(folder: &Path, seed: u8) -> Probe {
    let start = Instant::now();
    let failure = try_out(folder, seed).err().map(|error| told(&error));
    let (free_bytes, total_bytes) = room(folder);
    Probe {
        failure,
        took: start.elapsed(),
        free_bytes,
        total_bytes,
    }
}

fn try_out(folder: &Path, seed: u8) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join(FILE);
    // Never the same bytes twice: an old file must not pass for a new one.
    let written: Vec<u8> = (0..BYTES)
        .map(|index| (index as u8).wrapping_mul(31).wrapping_add(seed))
        .collect();
    let mut file = File::create(&path)?;
    let done = file.write_all(&written).and_then(|()| file.sync_all());
    drop(file);
    let mut read = Vec::with_capacity(BYTES);
    let done = done.and_then(|()| File::open(&path)?.read_to_end(&mut read).map(drop));
    // The first failure is the one to tell.
    let removed = fs::remove_file(&path);
    done.and(removed)?;
    if read == written {
        Ok(())
    } else {
        Err(io::Error::other("ce qui est relu n’est pas ce qui a été écrit"))
    }
}

fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "le disque est plein".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule".to_owned(),
        io::ErrorKind::PermissionDenied => "le dossier des données n’appartient pas à Établi".to_owned(),
        _ => error.to_string(),
    }
}

/// Free bytes for this user, and all there are; none where nobody knows.
#[cfg(target_os = "linux")]
pub fn room(folder: &Path) -> (u64, u64) {
    let Ok(disk) = rustix::fs::statvfs(folder) else {
        return (0, 0);
    };
    (disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize)
}

#[cfg(not(target_os = "linux"))]
pub fn room(_folder: &Path) -> (u64, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_disk_gives_back_what_it_took_and_keeps_nothing() {
        let folder = std::env::temp_dir().join(format!("etabli-probe-{}", std::process::id()));
        let probed = probe(&folder, 7);
        assert_eq!(probed.failure, None);
        assert!(fs::read_dir(&folder).expect("the folder").next().is_none());
        fs::remove_dir(&folder).expect("an empty folder");
        // A file stands where the folder should be.
        fs::write(&folder, "x").expect("a file");
        assert!(probe(&folder, 7).failure.is_some());
        fs::remove_file(&folder).expect("a file");
    }
}

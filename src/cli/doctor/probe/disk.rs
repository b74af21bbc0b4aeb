//! Folders the kiosk writes to: their file system, the room on it, and whether it really keeps what is written.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    process,
    time::{Duration, Instant},
};

use rustix::fs::statvfs;

use super::host::Host;
use crate::cli::doctor::machine::{Folder, FolderRole, Space};

/// What the probe writes: more than any cache of a cheap disk takes for nothing, bytes.
const TRIAL_BYTES: usize = 1 << 20;

pub fn folder(host: &Host, role: FolderRole, path: &Path) -> Folder {
    // A kiosk that never ran has no data folder yet: it will be made in the first folder above that is there.
    let near = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(path);
    let near = near.canonicalize().unwrap_or_else(|_| near.to_owned());
    let mount = mount_of(&host.read("proc/self/mounts"), &near);
    let space = statvfs(&near).ok().map(|about| Space {
        free_bytes: about.f_bavail.saturating_mul(about.f_frsize),
        total_bytes: about.f_blocks.saturating_mul(about.f_frsize),
    });
    Folder {
        role,
        // Staff know a folder by where it is, not by the links that lead there.
        path: path.canonicalize().unwrap_or_else(|_| path.to_owned()),
        kind: mount.as_ref().map(|mount| mount.kind.clone()),
        read_only: mount.is_some_and(|mount| mount.read_only),
        space,
        trial: trial(&near).map_err(|error| error.to_string()),
    }
}

struct Mount {
    kind: String,
    read_only: bool,
}

/// The mount that holds `path`; later lines cover earlier ones.
fn mount_of(mounts: &str, path: &Path) -> Option<Mount> {
    let mut best: Option<(usize, Mount)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(point), Some(kind), Some(options)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let point = point.replace("\\040", " ");
        let depth = Path::new(&point).components().count();
        if path.starts_with(&point) && best.as_ref().is_none_or(|(known, _)| depth >= *known) {
            let mount = Mount {
                kind: kind.to_owned(),
                read_only: options.split(',').any(|option| option == "ro"),
            };
            best = Some((depth, mount));
        }
    }
    best.map(|(_, mount)| mount)
}

/// Writes a file, waits until the disk says that it keeps it, reads it back, compares and removes it.
fn trial(folder: &Path) -> io::Result<Duration> {
    let path = folder.join(format!(".etabli-essai-{}", process::id()));
    let start = Instant::now();
    let done = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| write_and_read(&mut file));
    // Also after a failure: a full disk leaves a part of it. What went wrong first is what is told.
    let removed = match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    done.and(removed).map(|()| start.elapsed())
}

fn write_and_read(file: &mut File) -> io::Result<()> {
    let written: Vec<u8> = (0..TRIAL_BYTES).map(|at| (at % 251) as u8).collect();
    file.write_all(&written)?;
    file.sync_all()?;
    file.seek(SeekFrom::Start(0))?;
    let mut read = Vec::with_capacity(TRIAL_BYTES);
    file.read_to_end(&mut read)?;
    if read == written {
        Ok(())
    } else {
        Err(io::Error::other("ce qui est relu n’est pas ce qui a été écrit"))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::host::tests::Root, *};

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw,nosuid 0 0
/dev/sdb1 /var/lib/ma\\040borne vfat ro,nosuid 0 0
/dev/sdc1 /var/lib/ma\\040borne ext4 rw 0 0
";

    #[test]
    fn the_last_and_deepest_mount_counts() {
        let kind = |path: &str| mount_of(MOUNTS, Path::new(path)).map(|mount| (mount.kind, mount.read_only));
        assert_eq!(kind("/var/lib"), Some(("ext4".to_owned(), false)));
        assert_eq!(kind("/running"), Some(("ext4".to_owned(), false)));
        assert_eq!(kind("/run/x"), Some(("tmpfs".to_owned(), false)));
        assert_eq!(kind("/var/lib/ma borne/data"), Some(("ext4".to_owned(), false)));
        let first = MOUNTS.lines().take(3).collect::<Vec<_>>().join("\n");
        assert!(mount_of(&first, Path::new("/var/lib/ma borne")).is_some_and(|mount| mount.read_only));
    }

    #[test]
    fn a_folder_that_is_to_be_made_is_tried_above() {
        let root = Root::of("disk", &[("var/x", ""), ("proc/self/mounts", MOUNTS)]);
        let data = root.0.join("var/lib/etabli");
        let folder = folder(&root.host(), FolderRole::Data, &data);
        assert!(folder.trial.is_ok() && folder.space.is_some_and(|space| space.total_bytes > 0));
        assert_eq!((folder.path, folder.kind.as_deref()), (data, Some("ext4")));
        // Nothing is left behind.
        assert_eq!(root.host().names("var"), ["x"]);
    }

    #[test]
    fn a_folder_that_takes_nothing_says_why() {
        assert!(trial(Path::new("/proc")).is_err());
    }
}

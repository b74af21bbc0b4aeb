//! The few things that installing does to a disk, in one place, so that tests can let each of them fail.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// A disk. Whatever returns without error may still be lost to a power cut until it is synced.
pub trait Disk {
    /// With all folders above it; there already is fine.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// A file that must not be there yet.
    fn create(&self, path: &Path) -> io::Result<File>;
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    fn sync(&self, file: &File) -> io::Result<()>;
    /// What was made, renamed or removed in `folder` stays so.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// In one step; a file that is at `to` is replaced, a folder must not be there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Two folders change places in one step; false where the system knows no such step.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<bool>;
    /// With all that is in it; not there is fine.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Not there is fine.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Folders cannot be opened to be synced; the system orders what it does with them itself.
    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<bool> {
        use rustix::{
            fs::{CWD, RenameFlags, renameat_with},
            io::Errno,
        };
        match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            // Old kernels, and file systems such as FAT.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _a: &Path, _b: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        absent_is_fine(fs::remove_dir_all(path))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        absent_is_fine(fs::remove_file(path))
    }
}

fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Gives the file at `path` these bytes, or leaves it as it was; nobody ever sees a part of them. Who may read and write
/// it does not change.
///
/// # Errors
/// If the disk does not take them: the file is then as before.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(path).ok().map(|about| about.permissions());
    replace_with(disk, path, bytes, permissions)
}

/// The same, for a file that its owner alone may read and write (where the system knows owners).
///
/// # Errors
/// If the disk does not take them: the file is then as before.
pub fn replace_private(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    let permissions = Some(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    #[cfg(not(unix))]
    let permissions = None;
    replace_with(disk, path, bytes, permissions)
}

fn replace_with(disk: &dyn Disk, path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = path.with_file_name(name);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // Left there by whoever was cut off in the middle of this.
    disk.remove_file(&beside)?;
    let written = || {
        let mut file = disk.create(&beside)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        disk.write(&mut file, bytes)?;
        disk.sync(&file)?;
        disk.rename(&beside, path)?;
        disk.sync_folder(folder)
    };
    written().inspect_err(|_| {
        // The first error is the one to tell.
        let _ = disk.remove_file(&beside);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("etabli-disk-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    #[test]
    fn a_file_is_replaced_whole_even_over_what_a_cut_left() {
        let folder = scratch("replace");
        let path = folder.join("a.ron");
        fs::write(folder.join("a.ron.new"), "half").expect("a file");
        for text in ["one", "two"] {
            replace(&RealDisk, &path, text.as_bytes()).expect("written");
            assert_eq!(fs::read_to_string(&path).expect("a file"), text);
        }
        assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
        fs::remove_dir_all(folder).expect("cleaned up");
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_file_does_not_change_and_private_is_private() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = scratch("modes");
        let path = folder.join("a.ron");
        let mode = || fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
        fs::write(&path, "one").expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).expect("permitted");
        replace(&RealDisk, &path, b"two").expect("written");
        assert_eq!(mode(), 0o664);
        replace_private(&RealDisk, &path, b"three").expect("written");
        assert_eq!(mode(), 0o600);
        replace(&RealDisk, &path, b"four").expect("written");
        assert_eq!(mode(), 0o600);
        fs::remove_dir_all(folder).expect("cleaned up");
    }

    #[test]
    fn folders_change_places() {
        let folder = scratch("exchange");
        let [a, b] = ["a", "b"].map(|name| folder.join(name));
        for path in [&a, &b] {
            fs::create_dir(path).expect("a folder");
        }
        fs::write(a.join("x"), "").expect("a file");
        if RealDisk.exchange(&a, &b).expect("exchanged") {
            assert!(b.join("x").exists() && !a.join("x").exists());
        }
        fs::remove_dir_all(folder).expect("cleaned up");
    }
}

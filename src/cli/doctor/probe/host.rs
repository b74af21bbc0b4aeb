//! The system's own files and programs, below a root that tests choose.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use rustix::fs::{Access, access};

pub struct Host {
    root: PathBuf,
    /// Where programs are looked for.
    programs: Vec<PathBuf>,
}

impl Host {
    /// The machine this runs on.
    pub fn this() -> Self {
        let path = env::var_os("PATH").unwrap_or_else(|| OsString::from("/usr/bin:/bin"));
        Self {
            root: PathBuf::from("/"),
            programs: env::split_paths(&path).collect(),
        }
    }

    #[cfg(test)]
    pub fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            programs: vec![root.join("usr/bin")],
        }
    }

    /// `path` without the slash it begins with.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// The text of a file; empty if it cannot be read.
    pub fn read(&self, path: impl AsRef<Path>) -> String {
        let bytes = fs::read(self.path(path)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    pub fn exists(&self, path: impl AsRef<Path>) -> bool {
        self.path(path).exists()
    }

    /// The names in a folder, sorted; none if it cannot be read.
    pub fn names(&self, path: impl AsRef<Path>) -> Vec<String> {
        let entries = fs::read_dir(self.path(path)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    pub fn has_program(&self, name: &str) -> bool {
        let here = |folder: &PathBuf| access(folder.join(name), Access::EXEC_OK).is_ok();
        self.programs.iter().any(here)
    }

    /// Whether this account may read and write the file or device.
    pub fn is_open(&self, path: impl AsRef<Path>) -> bool {
        access(self.path(path), Access::READ_OK | Access::WRITE_OK).is_ok()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A root with these files, removed when it goes out of scope.
    pub struct Root(pub PathBuf);

    impl Root {
        pub fn of(name: &str, files: &[(&str, &str)]) -> Self {
            let root = env::temp_dir().join(format!("etabli-doctor-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&root);
            fs::create_dir_all(&root).expect("a folder");
            for (path, text) in files {
                let path = root.join(path);
                fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
                fs::write(path, text).expect("a file");
            }
            Self(root)
        }

        pub fn host(&self) -> Host {
            Host::at(&self.0)
        }
    }

    impl Drop for Root {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_is_not_there_is_empty() {
        let root = Root::of("host", &[("etc/b", "x"), ("etc/a", "y")]);
        let host = root.host();
        assert_eq!(host.names("etc"), ["a", "b"]);
        assert_eq!(host.read("etc/a"), "y");
        assert!(host.read("etc/c").is_empty() && host.names("var").is_empty());
        assert!(host.is_open("etc/a") && !host.is_open("etc/c") && !host.has_program("cage"));
    }
}

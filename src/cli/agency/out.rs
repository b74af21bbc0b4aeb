//! Prints, and writes files whole or not at all.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use anyhow::{Context, Result};

/// A line for whoever asked.
pub fn out(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}

/// A line about how it goes.
pub fn err(line: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{line}")
}

/// Puts a file in its place once all of it is on the disk.
///
/// # Errors
/// If it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_as(path, bytes, OpenOptions::new())
}

/// The same, for a file that names people: its owner alone can read it, from its first byte on.
///
/// # Errors
/// If it cannot be written.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    write_as(path, bytes, options)
}

fn write_as(path: &Path, bytes: &[u8], mut options: OpenOptions) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".en-cours");
    let beside = Path::new(&beside);
    let mut written = || -> io::Result<()> {
        // Left there by whoever was cut off in the middle of this, with whatever rights.
        match fs::remove_file(beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = options.write(true).create_new(true).open(beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(beside, path)
    };
    written().with_context(|| format!("«\u{a0}{}\u{a0}» ne peut pas être écrit", path.display()))
}

//! Prints, and writes files whole or not at all.

use std::{
    fs::{self, File},
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
    let mut beside = path.as_os_str().to_owned();
    beside.push(".en-cours");
    let beside = Path::new(&beside);
    let written = || -> io::Result<()> {
        let mut file = File::create(beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(beside, path)
    };
    written().with_context(|| format!("«\u{a0}{}\u{a0}» ne peut pas être écrit", path.display()))
}

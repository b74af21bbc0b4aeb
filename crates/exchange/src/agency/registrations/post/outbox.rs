//! A folder of `.eml` files, for its owner alone: what SMTP would have carried. One file a registration, for no longer
//! than the registration.

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::PathBuf,
};

const ENDING: &str = ".eml";

/// Mails that wait for somebody to open or send them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbox {
    folder: PathBuf,
}

impl Outbox {
    /// The folder need not be there yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes a mail, in place of an earlier one of the same registration.
    pub(in crate::agency::registrations) fn put(&self, id: &str, mail: &[u8]) -> io::Result<()> {
        let mut folder = fs::DirBuilder::new();
        folder.recursive(true);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
            folder.mode(0o700);
            options.mode(0o600);
        }
        folder.create(&self.folder)?;
        let beside = self.folder.join(format!("{id}.new"));
        // Left there by whoever was cut off in the middle of this.
        let _ = fs::remove_file(&beside);
        let mut file = options.open(&beside)?;
        file.write_all(mail)?;
        file.sync_all()?;
        fs::rename(beside, self.folder.join(format!("{id}{ENDING}")))
    }

    /// Removes the mails of these registrations.
    ///
    /// # Errors
    /// If one is there and stays.
    pub fn forget(&self, ids: &[String]) -> io::Result<()> {
        for id in ids {
            match fs::remove_file(self.folder.join(format!("{id}{ENDING}"))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes the mails of all other registrations.
    pub(in crate::agency::registrations) fn keep_only(&self, ids: &[String]) -> io::Result<()> {
        let kept: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let name = entry?.file_name();
            // Files of other names are somebody else's.
            let id = name.to_str().and_then(|name| name.strip_suffix(ENDING));
            let id = id.filter(|id| uuid::Uuid::parse_str(id).is_ok());
            if let Some(id) = id.filter(|id| !kept.contains(id)) {
                self.forget(&[id.to_owned()])?;
            }
        }
        Ok(())
    }
}

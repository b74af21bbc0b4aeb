//! A folder of keys: secret ones for their owner alone, and the public list, replaced whole or not at all.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use ed25519_dalek::SigningKey;

use super::Place;
use crate::{
    cli::data,
    config::{KEYS_LIST, key_path, keys_text, load_keys, signing_key},
    finding::{Findings, render_text},
    language::Language,
    tokens::{KeyRole, PublicKey, PublicKeys, new_secret, secret_text},
};

/// A folder of keys and what its list says.
pub struct KeyFolder {
    path: PathBuf,
    keys: PublicKeys,
}

impl KeyFolder {
    /// The folder and its list; a folder that is not there yet has none.
    ///
    /// # Errors
    /// If the list has errors, which are told: what is written next would lose the lines that are wrong.
    pub fn open(place: &Place, err: &mut dyn Write) -> Result<Self> {
        let path = match &place.keys {
            Some(path) => path.clone(),
            None => data::folder(None)?.join("keys"),
        };
        let list = path.join(KEYS_LIST);
        let mut findings = Findings::default();
        let keys = if list.symlink_metadata().is_ok() {
            load_keys(&list, &mut findings)
        } else {
            PublicKeys::default()
        };
        let has_errors = findings.has_errors();
        write!(err, "{}", render_text(&findings.sorted(), Language::French))?;
        if has_errors {
            bail!("la liste des clés a des erreurs\u{a0}: les corriger d’abord, rien n’a été changé");
        }
        Ok(Self { path, keys })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn keys(&self) -> &PublicKeys {
        &self.keys
    }

    pub fn list(&self) -> PathBuf {
        self.path.join(KEYS_LIST)
    }

    /// The file of this secret key.
    pub fn secret(&self, role: KeyRole, name: &str) -> PathBuf {
        key_path(&self.path, role, name)
    }

    /// The secret key of this name, which the list knows as the one in use.
    ///
    /// # Errors
    /// If it is not here, others may read it, or the list knows another.
    pub fn signing_key(&self, role: KeyRole, name: &str) -> Result<SigningKey> {
        let key = signing_key(&self.path, role, name).map_err(|error| anyhow::anyhow!(error.told().fr))?;
        let known = self.keys.current(role, name).map(|known| known.key);
        if known != Some(key.verifying_key()) {
            bail!(
                "la clé «\u{a0}{}\u{a0}» n’est pas celle en usage dans {KEYS_LIST}\u{a0}: ce qu’elle signe ne serait pas cru\u{a0}; la remplacer avec «\u{a0}etabli keys rotate {name}\u{a0}»",
                self.secret(role, name).display()
            );
        }
        Ok(key)
    }

    /// A new secret key in its file; one that is there, and that the list does not know, was made by a command that was
    /// cut off, and is taken.
    ///
    /// # Errors
    /// If it cannot be written, or if there is something else.
    pub fn make(&self, role: KeyRole, name: &str) -> Result<SigningKey> {
        self.make_folder()?;
        let path = self.secret(role, name);
        let told = || format!("la clé «\u{a0}{}\u{a0}» ne peut pas être écrite", path.display());
        let key = new_secret().context("ce système ne donne pas de nombres au hasard")?;
        match write_new(&path, secret_text(&key).as_bytes()) {
            Ok(()) => {
                sync_folder(&self.path).with_context(told)?;
                Ok(key)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.left_over(role, name),
            Err(error) => Err(error).with_context(told),
        }
    }

    fn left_over(&self, role: KeyRole, name: &str) -> Result<SigningKey> {
        let key = signing_key(&self.path, role, name).map_err(|error| anyhow::anyhow!(error.told().fr))?;
        if self.keys.iter().any(|known| known.key == key.verifying_key()) {
            bail!(
                "«\u{a0}{}\u{a0}» existe déjà, et n’est pas remplacée",
                self.secret(role, name).display()
            );
        }
        Ok(key)
    }

    /// Puts aside the file of a secret key that signs no more: a lost key cannot be made again, a useless one can be
    /// deleted any day. Where the file lies now, if there was one.
    ///
    /// # Errors
    /// If it cannot be renamed.
    pub fn put_aside(&self, role: KeyRole, name: &str, why: &str) -> Result<Option<PathBuf>> {
        let path = self.secret(role, name);
        let aside = (0..1000).map(|count| match count {
            0 => path.with_extension(format!("key.{why}")),
            count => path.with_extension(format!("key.{why}-{count}")),
        });
        let Some(aside) = aside.into_iter().find(|aside| aside.symlink_metadata().is_err()) else {
            bail!(
                "trop d’anciennes clés dans «\u{a0}{}\u{a0}»\u{a0}: en retirer",
                self.path.display()
            );
        };
        match fs::rename(&path, &aside) {
            Ok(()) => Ok(Some(aside)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(error).with_context(|| format!("«\u{a0}{}\u{a0}» ne peut pas être mise de côté", path.display()))
            }
        }
    }

    /// Replaces the list.
    ///
    /// # Errors
    /// If it cannot be written: then the one before is still whole.
    pub fn save(&mut self, keys: Vec<PublicKey>) -> Result<()> {
        let (keys, list) = (PublicKeys::new(keys), self.list());
        self.make_folder()?;
        let beside = list.with_extension("ron.en-cours");
        let written = || -> io::Result<()> {
            let mut file = File::create(&beside)?;
            file.write_all(keys_text(&keys).as_bytes())?;
            file.sync_all()?;
            fs::rename(&beside, &list)?;
            sync_folder(&self.path)
        };
        written().with_context(|| format!("la liste «\u{a0}{}\u{a0}» ne peut pas être écrite", list.display()))?;
        self.keys = keys;
        Ok(())
    }

    /// For its owner alone if it is new; one that is there is left as it is.
    fn make_folder(&self) -> Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder
            .create(&self.path)
            .with_context(|| format!("le dossier «\u{a0}{}\u{a0}» ne peut pas être créé", self.path.display()))
    }
}

/// A new file for its owner alone from its first byte on.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a key is no key, and would keep the next try from making one.
        let _ = fs::remove_file(path);
    }
    written
}

/// What was made or renamed in it stays so after a power cut.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()
    } else {
        Ok(())
    }
}

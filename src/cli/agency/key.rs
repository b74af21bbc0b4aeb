//! `etabli agency key`: what the agency needs for files that are carried by hand.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use age::{secrecy::ExposeSecret, x25519::Identity};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use ed25519_dalek::{SigningKey, VerifyingKey};

use super::out;
use crate::{
    agency::store::is_token_name,
    cli::data,
    engagement::portable::{hex, public_key, secret_key},
};

/// Where the agency's keys lie.
#[derive(Args, Debug)]
pub struct KeyFolder {
    /// Dossier des clés de l’agence ; sans lui, celui des données de cet utilisateur.
    #[arg(long, value_name = "DOSSIER")]
    keys: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct KeyArgs {
    #[command(flatten)]
    folder: KeyFolder,
}

/// Opens the exports of kiosks.
const IDENTITY: &str = "export.age";
/// Signs receipts.
const RECEIPT: &str = "recus.ed25519";
/// The kiosks whose exports are taken, a line each: public key, name.
const KIOSKS: &str = "bornes.txt";

pub(super) fn run(args: &KeyArgs) -> Result<ExitCode> {
    let folder = args.folder.path()?;
    let identity = identity(&folder)?;
    let receipt = receipt_key(&folder)?;
    out::err(&format!(
        "Clés de l’agence\u{a0}: {} (à sauvegarder, à ne donner à personne)",
        folder.display()
    ))?;
    out::err("À écrire dans config/agency.ron sur chaque borne\u{a0}:")?;
    out::out(&format!("    export_key: \"{}\",", identity.to_public()))?;
    out::out(&format!(
        "    receipt_key: \"{}\",",
        hex(receipt.verifying_key().as_bytes())
    ))?;
    Ok(ExitCode::SUCCESS)
}

impl KeyFolder {
    /// The folder, made for its owner alone if there is none.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn path(&self) -> Result<PathBuf> {
        let folder = match &self.keys {
            Some(folder) => folder.clone(),
            None => data::folder(None)?.join("cles-agence"),
        };
        let made = || format!("le dossier «\u{a0}{}\u{a0}» ne peut pas être créé", folder.display());
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(&folder).with_context(made)?;
        Ok(folder)
    }
}

/// The key that opens exports; made if there is none, never replaced.
///
/// # Errors
/// If it cannot be read or made.
pub fn identity(folder: &Path) -> Result<Identity> {
    let path = folder.join(IDENTITY);
    let told = || format!("«\u{a0}{}\u{a0}»", path.display());
    match fs::read_to_string(&path) {
        Ok(text) => {
            let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-"));
            let identity = line.and_then(|line| line.trim().parse().ok());
            identity
                .ok_or_else(|| anyhow!("pas de clé dans ce fichier"))
                .with_context(told)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let identity = Identity::generate();
            let text = format!("{}\n", identity.to_string().expose_secret());
            create(&path, text.as_bytes()).with_context(told)?;
            Ok(identity)
        }
        Err(error) => Err(error).with_context(told),
    }
}

/// The key that signs receipts; made if there is none, never replaced.
///
/// # Errors
/// If it cannot be read or made.
pub fn receipt_key(folder: &Path) -> Result<SigningKey> {
    let path = folder.join(RECEIPT);
    secret_key(&path).with_context(|| format!("«\u{a0}{}\u{a0}»", path.display()))
}

/// Keys of the kiosks that this agency knows.
///
/// # Errors
/// If the list cannot be read or holds something else.
pub fn kiosks(folder: &Path) -> Result<Vec<VerifyingKey>> {
    let path = folder.join(KIOSKS);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("«\u{a0}{}\u{a0}»", path.display())),
    };
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(number, line)| {
            let key = line.split_whitespace().next().and_then(public_key);
            key.ok_or_else(|| {
                anyhow!(
                    "«\u{a0}{}\u{a0}», ligne {}\u{a0}: pas une clé de borne",
                    path.display(),
                    number + 1
                )
            })
        })
        .collect()
}

/// Adds a kiosk to those that are known.
///
/// # Errors
/// If the list cannot be written.
pub fn remember(folder: &Path, key: &VerifyingKey, kiosk: &str) -> Result<()> {
    let path = folder.join(KIOSKS);
    let before = fs::read_to_string(&path).unwrap_or_default();
    let name = if is_token_name(kiosk) { kiosk } else { "?" };
    out::write(&path, format!("{before}{} {name}\n", hex(key.as_bytes())).as_bytes())
}

/// A new file for its owner alone.
fn create(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

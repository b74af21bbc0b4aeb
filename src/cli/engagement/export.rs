//! `etabli engagement export`: what waits, as a file that only the agency can open, for a USB stick.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use jiff::Zoned;

use super::{Outcome, Place, words};
use crate::engagement::{
    journal::{FILE, open_database},
    outbox,
    portable::{self, hex},
    statement::FrozenStatement,
};

/// Name of the kiosk's own key, in its folder.
const KEY: &str = "kiosk.key";

#[derive(Args, Debug, Default)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    pub(super) place: Place,
    /// Dossier où écrire le fichier, par exemple celui de la clé USB.
    #[arg(value_name = "DOSSIER")]
    pub(super) to: PathBuf,
}

pub(super) fn run(args: &ExportArgs, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Outcome> {
    let agency = args.place.agency(err)?;
    let Some(recipient) = &agency.export_key else {
        bail!(
            "la clé de l’agence manque\u{a0}: la lui demander et l’écrire à la ligne «\u{a0}export_key\u{a0}» de config/agency.ron"
        );
    };
    let recipient = recipient
        .parse()
        .map_err(|why: &str| anyhow!("la clé de l’agence ne peut pas servir ({why})"))?;
    let folder = args.place.data()?;
    if !folder.join(FILE).exists() {
        writeln!(out, "Rien n’a été enregistré dans {}.", folder.display())?;
        return Ok(Outcome::Clean);
    }
    if !args.to.is_dir() {
        bail!("«\u{a0}{}\u{a0}» n’est pas un dossier", args.to.display());
    }
    let key = portable::secret_key(&folder.join(KEY)).with_context(|| format!("la clé de la borne ({KEY})"))?;
    let now = Zoned::now();
    let exported = super::wait(async {
        let mut db = open_database(&folder).await?;
        let ids = outbox::waiting(&mut db, usize::MAX, &[]).await?;
        let statements = outbox::bodies(&mut db, &ids).await?;
        if statements.is_empty() {
            return Ok(None);
        }
        let bytes =
            portable::write(&agency.kiosk, &statements, &key, &recipient).map_err(|error| anyhow!(error.told().fr))?;
        let name = format!("etabli-{}-{}", agency.kiosk, now.date());
        let path = write(&args.to, &name, &bytes)
            .with_context(|| format!("rien n’est exporté\u{a0}: «\u{a0}{}\u{a0}»", args.to.display()))?;
        // Only now that it is whole on the stick.
        outbox::mark_exported(&mut db, &ids, now.timestamp().as_second()).await?;
        Ok(Some((path, statements)))
    })?;
    let public = hex(key.verifying_key().as_bytes());
    match exported {
        Some((path, statements)) => tell(&path, &statements, &agency.kiosk, &public, out)?,
        None => writeln!(out, "Rien à exporter\u{a0}: aucun total n’attend.")?,
    }
    Ok(Outcome::Clean)
}

fn tell(path: &Path, statements: &[FrozenStatement], kiosk: &str, public: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}\u{a0}: {}, que seule l’agence peut lire.",
        path.display(),
        words::totals(statements.len() as u64)
    )?;
    writeln!(out, "Éjecter la clé USB avant de la retirer.")?;
    writeln!(
        out,
        "Ils attendent encore sur la borne, jusqu’à l’accusé de réception de l’agence (etabli engagement import) ou un \
         envoi par le réseau\u{a0}: ils ne seront comptés qu’une fois."
    )?;
    writeln!(
        out,
        "La première fois, donner à l’agence la clé publique de {kiosk}\u{a0}: {public}"
    )
}

/// A whole file under a free name, there to stay, or none.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = free(folder, name);
    let beside = path.with_extension("part");
    let written = || {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        // A stick that is dying says so only when it is read.
        if fs::read(&beside)? != bytes {
            return Err(io::Error::other("le fichier relu n’est pas celui qui a été écrit"));
        }
        fs::rename(&beside, &path)?;
        sync_folder(folder)
    };
    written().inspect_err(|_| {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    })?;
    Ok(path)
}

/// `name.age`, or `name-2.age`… : nothing that is there is replaced.
fn free(folder: &Path, name: &str) -> PathBuf {
    let first = folder.join(format!("{name}.age"));
    let others = (2..).map(|number: u32| folder.join(format!("{name}-{number}.age")));
    let free = |path: &PathBuf| path.symlink_metadata().is_err();
    std::iter::once(first.clone()).chain(others).find(free).unwrap_or(first)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // FAT, as sticks have it, knows no such thing.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

//! `etabli keys revoke`, `etabli keys rotate`.

use std::io::Write;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{KeyFolder, Place, make};
use crate::{
    language::dates::day,
    tokens::{KeyRole, PublicKey},
};

#[derive(Args, Debug)]
pub(super) struct RevokeArgs {
    /// Nom de la borne, ou de l’événement.
    #[arg(value_name = "NOM")]
    pub(super) name: String,
    /// Premier jour où plus rien n’est cru, par exemple 2026-11-27 ; sans rien : aujourd’hui.
    #[arg(long, value_name = "JOUR")]
    pub(super) since: Option<Date>,
    #[command(flatten)]
    pub(super) which: Which,
    #[command(flatten)]
    pub(super) place: Place,
}

#[derive(Args, Debug)]
pub(super) struct RotateArgs {
    /// Nom de la borne, ou de l’événement.
    #[arg(value_name = "NOM")]
    pub(super) name: String,
    /// Événement pour lequel la nouvelle clé d’une borne signe ; sans rien : le même.
    #[arg(long, value_name = "ÉVÉNEMENT")]
    pub(super) event: Option<String>,
    #[command(flatten)]
    pub(super) which: Which,
    #[command(flatten)]
    pub(super) place: Place,
}

/// Which key of this name.
#[derive(Args, Debug, Default)]
pub(super) struct Which {
    /// Si une borne et un événement ont le même nom : lequel des deux.
    #[arg(long, value_enum)]
    pub(super) role: Option<RoleArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RoleArg {
    Borne,
    Evenement,
}

pub(super) fn revoke(args: &RevokeArgs, today: Date, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    let mut folder = KeyFolder::open(&args.place, err)?;
    let key = current(&folder, &args.name, &args.which)?;
    let since = args.since.unwrap_or(today);
    if since < key.since {
        writeln!(
            err,
            "La clé est du {}\u{a0}: tout ce qu’elle a signé est refusé.",
            day(key.since)
        )?;
    }
    replace(&mut folder, &key, |known| known.revoked = Some(since), None)?;
    writeln!(
        out,
        "«\u{a0}{}\u{a0}»\u{a0}: plus rien de ce que cette clé signe n’est cru à partir du {}.",
        key.name,
        day(since)
    )?;
    if let Some(aside) = folder.put_aside(key.role, &key.name, "revoquee")? {
        writeln!(out, "La clé secrète est mise de côté\u{a0}: {}", aside.display())?;
    }
    if key.role == KeyRole::Event {
        writeln!(
            out,
            "Les passes déjà imprimés sont refusés\u{a0}: en imprimer d’autres avec une nouvelle clé (etabli keys event --event {}).",
            key.event
        )?;
    }
    writeln!(
        out,
        "Donner la liste à l’agence et à chaque borne, sans attendre\u{a0}: {}",
        folder.list().display()
    )?;
    Ok(())
}

pub(super) fn rotate(args: &RotateArgs, today: Date, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    let mut folder = KeyFolder::open(&args.place, err)?;
    let key = current(&folder, &args.name, &args.which)?;
    let event = args.event.as_deref().unwrap_or(&key.event);
    make::check_name(event)?;
    if key.role == KeyRole::Event && event != key.event {
        bail!("une clé d’événement est celle de son événement\u{a0}: etabli keys event --event {event}");
    }
    let aside = folder.put_aside(key.role, &key.name, "remplacee")?;
    let secret = folder.make(key.role, &key.name)?;
    let next = PublicKey {
        event: event.to_owned(),
        key: secret.verifying_key(),
        since: today,
        ..key.clone()
    };
    replace(&mut folder, &key, |known| known.replaced = Some(today), Some(next))?;
    writeln!(
        out,
        "«\u{a0}{}\u{a0}» a une nouvelle clé. Ce que l’ancienne a signé jusqu’au {} reste valable.",
        key.name,
        day(today)
    )?;
    if let Some(aside) = aside {
        writeln!(out, "L’ancienne est mise de côté\u{a0}: {}", aside.display())?;
    }
    make::tell(&folder, key.role, &key.name, out)
}

/// The key in use under this name.
fn current(folder: &KeyFolder, name: &str, which: &Which) -> Result<PublicKey> {
    let roles = match which.role {
        None => vec![KeyRole::Kiosk, KeyRole::Event],
        Some(RoleArg::Borne) => vec![KeyRole::Kiosk],
        Some(RoleArg::Evenement) => vec![KeyRole::Event],
    };
    let known: Vec<_> = roles
        .into_iter()
        .filter_map(|role| folder.keys().current(role, name))
        .collect();
    match known[..] {
        [key] => Ok(key.clone()),
        [] => bail!(
            "aucune clé en usage ne s’appelle «\u{a0}{name}\u{a0}» dans «\u{a0}{}\u{a0}»\u{a0}: les voir avec «\u{a0}etabli keys list\u{a0}»",
            folder.path().display()
        ),
        _ => bail!(
            "une borne et un événement s’appellent «\u{a0}{name}\u{a0}»\u{a0}: ajouter --role borne ou --role evenement"
        ),
    }
}

/// Changes this key in the list, and adds the next after it.
fn replace(
    folder: &mut KeyFolder,
    key: &PublicKey,
    change: impl Fn(&mut PublicKey),
    next: Option<PublicKey>,
) -> Result<()> {
    let mut keys: Vec<PublicKey> = folder.keys().iter().cloned().collect();
    keys.iter_mut().filter(|known| known.key == key.key).for_each(change);
    keys.extend(next);
    folder.save(keys)
}

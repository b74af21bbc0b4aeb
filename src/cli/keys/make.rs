//! `etabli keys event`, `etabli keys kiosk`.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;

use super::{KeyFolder, Place};
use crate::{
    config::is_id,
    language::dates::day,
    tokens::{KeyRole, PublicKey},
};

#[derive(Args, Debug)]
pub(super) struct EventArgs {
    /// Nom du fichier de l’événement dans config/events, sans « .ron ».
    #[arg(long, value_name = "ÉVÉNEMENT")]
    pub(super) event: String,
    #[command(flatten)]
    pub(super) place: Place,
}

#[derive(Args, Debug)]
pub(super) struct KioskArgs {
    /// Nom de la borne, le même que dans son config/agency.ron : minuscules, chiffres, « - », « _ ».
    #[arg(long, value_name = "BORNE")]
    pub(super) name: String,
    /// Nom du fichier de l’événement dans config/events, sans « .ron ».
    #[arg(long, value_name = "ÉVÉNEMENT")]
    pub(super) event: String,
    #[command(flatten)]
    pub(super) place: Place,
}

pub(super) fn event(args: &EventArgs, today: Date, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    make(KeyRole::Event, &args.event, &args.event, &args.place, today, out, err)
}

pub(super) fn kiosk(args: &KioskArgs, today: Date, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    make(KeyRole::Kiosk, &args.name, &args.event, &args.place, today, out, err)
}

fn make(
    role: KeyRole,
    name: &str,
    event: &str,
    place: &Place,
    today: Date,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<()> {
    check_name(name)?;
    check_name(event)?;
    let mut folder = KeyFolder::open(place, err)?;
    if let Some(known) = folder.keys().current(role, name) {
        bail!(
            "«\u{a0}{name}\u{a0}» a déjà une clé, pour «\u{a0}{}\u{a0}», depuis le {}\u{a0}: elle n’est pas remplacée.\n\
             Pour la remplacer\u{a0}: etabli keys rotate {name}. Si elle est perdue ou volée\u{a0}: etabli keys revoke {name}",
            known.event,
            day(known.since)
        );
    }
    let secret = folder.make(role, name)?;
    let key = PublicKey {
        role,
        name: name.to_owned(),
        event: event.to_owned(),
        key: secret.verifying_key(),
        since: today,
        replaced: None,
        revoked: None,
    };
    let keys = folder.keys().iter().cloned().chain([key]).collect();
    folder.save(keys)?;
    tell(&folder, role, name, out)
}

/// Where the key is, and where it and the list go.
pub(super) fn tell(folder: &KeyFolder, role: KeyRole, name: &str, out: &mut dyn Write) -> Result<()> {
    let secret = folder.secret(role, name);
    writeln!(
        out,
        "{}\u{a0}: la clé secrète, à ne donner à personne.",
        secret.display()
    )?;
    match role {
        KeyRole::Event => writeln!(out, "Elle reste sur la machine qui imprime les passes.")?,
        KeyRole::Kiosk => writeln!(
            out,
            "La copier sur la borne «\u{a0}{name}\u{a0}» seulement, dans «\u{a0}keys\u{a0}» de son dossier de données, droits 600."
        )?,
    }
    writeln!(
        out,
        "{}\u{a0}: la liste publique. La copier sur chaque borne, et la donner à l’agence (etabli agency serve --keys).",
        folder.list().display()
    )?;
    Ok(())
}

/// # Errors
/// If keys and events cannot be called so.
pub(super) fn check_name(name: &str) -> Result<()> {
    if !is_id(name) {
        bail!(
            "«\u{a0}{name}\u{a0}» n’est pas un nom\u{a0}: de 1 à 64 minuscules sans accent, chiffres, «\u{a0}-\u{a0}» ou «\u{a0}_\u{a0}»"
        );
    }
    Ok(())
}

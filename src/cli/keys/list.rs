//! `etabli keys list`.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{KeyFolder, Place};
use crate::{
    engagement::portable::hex,
    language::dates::day,
    tokens::{KeyRole, PublicKey},
};

#[derive(Args, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) place: Place,
}

pub(super) fn run(args: &ListArgs, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    let folder = KeyFolder::open(&args.place, err)?;
    if folder.keys().iter().next().is_none() {
        writeln!(out, "Aucune clé dans «\u{a0}{}\u{a0}».", folder.path().display())?;
        return Ok(());
    }
    writeln!(out, "{}", folder.list().display())?;
    for key in folder.keys().iter() {
        let role = match key.role {
            KeyRole::Event => "événement",
            KeyRole::Kiosk => "borne",
        };
        let (name, event, public) = (&key.name, &key.event, hex(key.key.as_bytes()));
        let here = folder
            .signing_key(key.role, name)
            .is_ok_and(|own| own.verifying_key() == key.key);
        let secret = if here { " · la clé secrète est ici" } else { "" };
        writeln!(out, "{role} {name} · {event} · {}{secret}\n    {public}", state(key))?;
    }
    Ok(())
}

fn state(key: &PublicKey) -> String {
    let since = format!("depuis le {}", day(key.since));
    match (key.revoked, key.replaced) {
        (Some(revoked), _) => format!("{since}, révoquée à partir du {}", day(revoked)),
        (None, Some(replaced)) => format!("{since}, remplacée le {}", day(replaced)),
        (None, None) => format!("en usage {since}"),
    }
}

//! `etabli keys`: the keys that sign passes and visits, and the public list that tells genuine ones.

mod change;
mod folder;
mod list;
mod make;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use clap::{Args, Subcommand};
use jiff::{Zoned, civil::Date};

pub(super) use folder::KeyFolder;

#[derive(Args, Debug)]
pub struct KeysArgs {
    #[command(subcommand)]
    command: KeysCommand,
}

#[derive(Subcommand, Debug)]
enum KeysCommand {
    /// Crée la clé d’un événement : elle signe les passes, et reste là où on les imprime.
    Event(make::EventArgs),
    /// Crée la clé d’une borne : elle signe les fins de visite, et va sur cette borne seulement.
    Kiosk(make::KioskArgs),
    /// Montre la liste publique des clés.
    List(list::ListArgs),
    /// Révoque une clé perdue ou volée : à partir de ce jour, rien de ce qu’elle signe n’est cru.
    Revoke(change::RevokeArgs),
    /// Remplace une clé ; ce que l’ancienne a signé jusqu’à ce jour reste valable.
    Rotate(change::RotateArgs),
}

/// Where keys lie.
#[derive(Args, Debug, Default)]
pub struct Place {
    /// Dossier des clés ; sans rien : « keys », dans le dossier des données d’Établi.
    #[arg(long, value_name = "DOSSIER")]
    pub keys: Option<PathBuf>,
}

pub fn run(args: &KeysArgs) -> ExitCode {
    let (out, err, today) = (&mut io::stdout(), &mut io::stderr(), Zoned::now().date());
    match execute(&args.command, today, out, err) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told where even this cannot be written.
            let _ = writeln!(err, "etabli keys\u{a0}: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn execute(command: &KeysCommand, today: Date, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    match command {
        KeysCommand::Event(args) => make::event(args, today, out, err),
        KeysCommand::Kiosk(args) => make::kiosk(args, today, out, err),
        KeysCommand::List(args) => list::run(args, out, err),
        KeysCommand::Revoke(args) => change::revoke(args, today, out, err),
        KeysCommand::Rotate(args) => change::rotate(args, today, out, err),
    }
}

//! `etabli engagement`: what this kiosk has counted, and its way to the agency; one file a command.

mod dates;
mod export;
mod import;
mod seal;
mod send;
mod status;
#[cfg(test)]
mod tests;
mod words;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, Subcommand};

use super::{data, home};
use crate::{
    config::{AgencyConfig, load_agency},
    engagement::{
        journal::{FILE, Journal, JournalError, Limits},
        statement::StatementContext,
    },
    finding::{Findings, render_text},
    language::Language,
};

#[derive(Args, Debug)]
pub struct EngagementArgs {
    #[command(subcommand)]
    command: EngagementCommand,
}

#[derive(Subcommand, Debug)]
enum EngagementCommand {
    /// Dit ce que cette borne a compté, ce qui attend, et ce qui serait perdu si on arrêtait les comptes maintenant.
    ///
    /// Code de sortie : 0 si tout va bien, 1 si les comptes ne tombent pas juste, 2 s’ils ne se lisent pas.
    Status(status::StatusArgs),
    /// Arrête les comptes des périodes finies : les essais deviennent des totaux anonymes, et sont effacés.
    ///
    /// La borne le fait d’elle-même à la fin de chaque période. Code de sortie : 0 si c’est fait ou s’il n’y a rien à
    /// faire, 1 si la boîte d’envoi est pleine, 2 si cela n’a pas pu se faire.
    Seal(seal::SealArgs),
    /// Essaye d’envoyer à l’agence tout de suite, et dit ce qui s’est passé.
    ///
    /// Code de sortie : 0 si plus rien n’attend, 1 si des totaux attendent encore ou sont mis de côté, 2 si l’envoi n’a pas
    /// pu être tenté.
    Send(send::SendArgs),
    /// Écrit ce qui attend dans un fichier chiffré pour l’agence, à emporter sur une clé USB.
    Export(export::ExportArgs),
    /// Lit l’accusé de réception de l’agence : ce qu’elle a reçu par clé USB n’attend plus.
    Import(import::ImportArgs),
}

/// Where Établi and this kiosk's data lie.
#[derive(Args, Debug, Default)]
struct Place {
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
    /// Dossier des données de la borne, au lieu de celui du système.
    #[arg(long, value_name = "DOSSIER_DES_DONNEES")]
    data: Option<PathBuf>,
}

impl Place {
    /// # Errors
    /// If the machine has no place for data and none was named.
    fn data(&self) -> anyhow::Result<PathBuf> {
        data::folder(self.data.as_deref())
    }

    /// What `config/agency.ron` says; its findings are told.
    ///
    /// # Errors
    /// If Établi is nowhere to be found.
    fn agency(&self, err: &mut dyn Write) -> anyhow::Result<AgencyConfig> {
        let path = home::find(self.home.as_deref())?.join("config/agency.ron");
        let mut findings = Findings::default();
        let agency = load_agency(&path, &mut findings);
        write!(err, "{}", render_text(&findings.sorted(), Language::French))?;
        Ok(agency)
    }

    /// # Errors
    /// If Établi is nowhere to be found.
    fn context(&self, err: &mut dyn Write) -> anyhow::Result<StatementContext> {
        let AgencyConfig { iri_base, .. } = self.agency(err)?;
        Ok(StatementContext { iri_base })
    }
}

/// What the command found, from good to bad; it decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Clean,
    Errors,
    /// Something that was asked for could not be done at all.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

pub fn run(args: EngagementArgs) -> ExitCode {
    let (out, err) = (&mut io::stdout(), &mut io::stderr());
    let (name, done) = match args.command {
        EngagementCommand::Status(args) => ("status", status::run(&args, out)),
        EngagementCommand::Seal(args) => ("seal", seal::run(&args, out, err)),
        EngagementCommand::Send(args) => ("send", send::run(&args, out, err)),
        EngagementCommand::Export(args) => ("export", export::run(&args, out, err)),
        EngagementCommand::Import(args) => ("import", import::run(&args, out, err)),
    };
    let outcome = done.unwrap_or_else(|error| {
        // Who reads has seen enough (`etabli engagement status | head`): nobody is left to be told.
        let pipe = error.downcast_ref::<io::Error>();
        if pipe.is_none_or(|error| error.kind() != io::ErrorKind::BrokenPipe) {
            let _ = writeln!(err, "etabli engagement {name}\u{a0}: {}", told(&error));
        }
        Outcome::Failed
    });
    outcome.into()
}

/// What staff are told of an error.
fn told(error: &anyhow::Error) -> String {
    match error.downcast_ref::<JournalError>() {
        Some(journal) => format!("{} ({error:#})", journal.told().fr),
        None => format!("{error:#}"),
    }
}

/// Runs what asks the journal, here and now.
fn wait<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(future)
}

/// The journal beside whoever records in it; `None` if nothing was ever recorded here.
async fn journal(folder: &std::path::Path) -> anyhow::Result<Option<Journal>> {
    if !folder.join(FILE).exists() {
        return Ok(None);
    }
    Ok(Some(Journal::beside(folder, Limits::default()).await?))
}

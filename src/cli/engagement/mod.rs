//! `etabli engagement`: what this kiosk has counted, and its way to the agency; one file a command.

mod dates;
mod seal;
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
    };
    let outcome = done.unwrap_or_else(|error| {
        // Who reads has gone away, or the reason: either way there is nobody else to tell.
        let _ = writeln!(err, "etabli engagement {name}\u{a0}: {}", told(&error));
        Outcome::Failed
    });
    outcome.into()
}

/// What staff are told of an error.
fn told(error: &anyhow::Error) -> String {
    let advice = match error.downcast_ref::<JournalError>() {
        Some(JournalError::InUse(folder)) => {
            format!("un autre Établi enregistre déjà dans {}", folder.display())
        }
        Some(JournalError::Newer) => {
            "le journal vient d’un Établi plus récent\u{a0}: mettre celui-ci à jour".to_owned()
        }
        Some(JournalError::OutboxFull) => "la boîte d’envoi est pleine\u{a0}: envoyer ou exporter d’abord".to_owned(),
        Some(error) if error.is_busy() => "le journal est occupé\u{a0}: réessayer dans une minute".to_owned(),
        Some(error) if error.is_corrupt() => {
            "le journal est abîmé\u{a0}: relancer la borne, qui le mettra de côté et en commencera un autre".to_owned()
        }
        _ => return format!("{error:#}"),
    };
    format!("{advice} ({error:#})")
}

/// Runs what asks the journal, here and now.
fn wait<T>(future: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
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

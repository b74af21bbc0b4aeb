//! `etabli agency`: the receiving side, one file a command.

mod catalogue;
mod import;
mod key;
mod log;
pub(super) mod names;
mod out;
mod portal;
mod registrations;
mod report;
mod risk;
mod serve;
mod source;
mod token;

use std::{path::PathBuf, process::ExitCode};

pub(super) use source::lrs_credentials;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::agency::{
    read::Names,
    store::{Database, Store},
};

/// Names the database where a command line would show its password.
const DATABASE: &str = "ETABLI_AGENCY_DATABASE";

#[derive(Args, Debug)]
pub struct AgencyArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Reçoit les totaux des bornes et montre le tableau de bord.
    Serve(serve::ServeArgs),
    /// Gère les jetons : un par parc de bornes, un par personne ou programme qui lit.
    Token(token::TokenArgs),
    /// Écrit un rapport en un seul fichier, à lire ou à imprimer.
    Report(report::ReportArgs),
    /// Écrit les totaux publiés dans un tableau CSV.
    ExportCsv(report::CsvArgs),
    /// Compte les inscriptions et les courriels qui les confirment.
    Registrations(registrations::CountArgs),
    /// Écrit les inscriptions confirmées dans un tableau CSV.
    ExportRegistrations(registrations::ExportArgs),
    /// Efface toutes les inscriptions d’une adresse, sans attendre leur terme.
    Forget(registrations::ForgetArgs),
    /// Essaye des attaques sur les totaux publiés et écrit le rapport pour le délégué à la protection des données.
    RiskReport(risk::RiskArgs),
    /// Crée les clés de l’agence pour les échanges par clé USB, ou les montre.
    Key(key::KeyArgs),
    /// Lit un fichier apporté d’une borne sans réseau, et écrit l’accusé de réception.
    Import(import::ImportArgs),
}

/// Where the agency's data and Établi's own lie.
#[derive(Args, Debug)]
struct Place {
    /// Base de données : sqlite:CHEMIN ou postgres://… ; aussi par la variable ETABLI_AGENCY_DATABASE.
    #[arg(long, value_name = "BASE")]
    database: Option<String>,
    /// Dossier d’Établi (kits/, assets/, config/), pour les noms des métiers et des événements.
    #[arg(long, value_name = "DOSSIER")]
    home: Option<PathBuf>,
}

impl Place {
    /// # Errors
    /// If what was written names no database, or this system has no place for data.
    fn database(&self) -> Result<Database> {
        let wished = self.database.clone().or_else(|| std::env::var(DATABASE).ok());
        match wished {
            Some(wished) => wished.parse().context("base de données inconnue"),
            None => Ok(Database::Sqlite(super::data::folder(None)?.join("agence.sqlite"))),
        }
    }

    /// # Errors
    /// If the database cannot be opened.
    async fn store(&self, create: bool) -> Result<Store> {
        let database = self.database()?;
        let told = || format!("la base de données ne s’ouvre pas ({database})");
        Store::open(&database, create).await.with_context(told)
    }

    /// Établi's own folder, if there is one.
    fn home(&self) -> Option<PathBuf> {
        super::home::find(self.home.as_deref()).ok()
    }

    /// Names of kits and events; identifiers do where there are none.
    fn names(&self) -> Names {
        match super::home::find(self.home.as_deref()) {
            Ok(home) => names::read(&home),
            Err(error) => {
                tracing::warn!("noms des métiers et des événements absents\u{a0}: {error}");
                Names::default()
            }
        }
    }
}

pub fn run(args: AgencyArgs) -> ExitCode {
    log::start();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .thread_name("agence")
        .enable_all()
        .build();
    let done = runtime
        .context("ce système ne donne pas de fils d’exécution")
        .and_then(|runtime| {
            runtime.block_on(async {
                match args.command {
                    Command::Serve(args) => serve::run(args).await,
                    Command::Token(args) => token::run(args).await,
                    Command::Report(args) => report::run(args).await,
                    Command::ExportCsv(args) => report::run_csv(args).await,
                    Command::Registrations(args) => registrations::run_counts(args).await,
                    Command::ExportRegistrations(args) => registrations::run_export(args).await,
                    Command::Forget(args) => registrations::run_forget(args).await,
                    Command::RiskReport(args) => risk::run(args).await,
                    Command::Key(args) => key::run(&args),
                    Command::Import(args) => import::run(args).await,
                }
            })
        });
    match done {
        Ok(code) => code,
        // Who reads has seen enough (`etabli agency export-csv | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Whoever closed the other end reads no reason.
            let _ = out::err(&format!("etabli agency\u{a0}: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>();
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

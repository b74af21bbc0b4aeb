//! `etabli simulate`: a whole fair of virtual kiosks sends to a store, and everything has to add up in the end.

mod table;

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context, bail};
use clap::Args;

use super::agency::lrs_credentials;
use crate::{
    agency::read::Lrs,
    config::AgencyConfig,
    engagement::{plan::PeriodKind, upload::Credentials},
    simulation::{Setup, TRADES, Target, reckon, run as live},
};

/// Simule un salon entier : des bornes virtuelles, avec le vrai journal, la vraie anonymisation et le vrai envoi, puis un
/// tableau de rapprochement.
///
/// Les visiteurs sont inventés et l’événement porte un nom à part (simulation-…) : ne pas viser une agence en service.
/// Code de sortie : 0 si tout tombe juste, 1 sinon, 2 si la simulation n’a pas pu aller au bout.
#[derive(Args, Debug)]
pub struct SimulateArgs {
    /// Nombre de bornes.
    #[arg(long, value_name = "N", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=1000))]
    kiosks: u32,
    /// Nombre de jours.
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u32).range(1..=14))]
    days: u32,
    /// Nombre de visiteurs en tout ; chacun essaie un à trois kits.
    #[arg(long, value_name = "N", default_value = "6000", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    visitors: u32,
    /// Nombre de kits.
    #[arg(long, value_name = "N", default_value = "6", value_parser = clap::value_parser!(u8).range(1..=TRADES.len() as i64))]
    kits: u8,
    /// Des réseaux coupés des heures ou des jours, des envois et des réponses perdus, des horloges fausses, des disques
    /// pleins, des coupures de courant.
    #[arg(long)]
    outages: bool,
    /// Arrête les comptes chaque jour, au lieu d’une fois pour tout le salon.
    #[arg(long)]
    daily: bool,
    /// Même graine, même salon.
    #[arg(long, value_name = "NOMBRE", default_value = "1")]
    seed: u64,
    /// Racine xAPI du magasin : celle d’« etabli agency serve » est http://127.0.0.1:8080/xapi.
    #[arg(long, value_name = "URL")]
    to: String,
    /// Fichier d’une ligne « identifiant:mot de passe » pour envoyer ; sinon les variables ETABLI_LRS_USER et
    /// ETABLI_LRS_PASSWORD.
    #[arg(long, value_name = "FICHIER")]
    credentials: Option<PathBuf>,
    /// Le même pour relire ce que le magasin a reçu, s’il en faut un autre.
    #[arg(long, value_name = "FICHIER")]
    reader: Option<PathBuf>,
    /// Version de xAPI annoncée au magasin.
    #[arg(long, value_name = "VERSION", default_value = "1.0.3")]
    xapi_version: String,
    /// Dossier, vide ou à créer, où laisser ceux des bornes ; sinon ils sont effacés à la fin.
    #[arg(long, value_name = "DOSSIER")]
    data: Option<PathBuf>,
    /// Écrit le tableau en JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: &SimulateArgs) -> ExitCode {
    match simulate(args, &mut io::stdout(), &mut io::stderr()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Whoever closed the other end reads no reason.
            let _ = writeln!(io::stderr(), "etabli simulate\u{a0}: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether all of it adds up.
fn simulate(args: &SimulateArgs, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<bool> {
    let start = Instant::now();
    let setup = setup(args);
    let credentials = Credentials::find(args.credentials.as_deref());
    let target = Target {
        xapi: args.to.clone(),
        version: args.xapi_version.clone(),
        credentials: credentials.map_err(|error| anyhow::anyhow!(error.told().fr))?,
        iri_base: AgencyConfig::default().iri_base,
    };
    let lrs = lrs(args)?;
    let folder = Folder::open(args.data.as_deref())?;
    writeln!(
        err,
        "{}\u{a0}: {} bornes, {} jours, {} visiteurs, {} kits, graine {}{}.",
        setup.event,
        setup.kiosks,
        setup.days,
        setup.visitors,
        setup.kits,
        setup.seed,
        if setup.has_outages { ", avec pannes" } else { "" }
    )?;
    let progress = io::stderr().is_terminal();
    let books = live(&setup, &target, &folder.path, &|through| {
        if progress {
            // A line that nobody reads stops nothing.
            let _ = write!(io::stderr(), "\r{through}/{} bornes", setup.kiosks);
        }
    })?;
    if progress {
        writeln!(err)?;
    }
    let lived = start.elapsed();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let statements = runtime.block_on(lrs.statements());
    let statements = statements.context("le magasin ne se relit pas (--reader\u{a0}?)")?;
    let reckoning = reckon(&setup.event, &books, &statements);
    let told = table::Told {
        setup: &setup,
        books: &books,
        reckoning: &reckoning,
        lived,
    };
    if args.json {
        told.json(out)?;
    } else {
        told.text(out)?;
    }
    Ok(reckoning.adds_up())
}

fn setup(args: &SimulateArgs) -> Setup {
    let now = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S");
    Setup {
        // Of no other fair, and of no other simulation.
        event: format!("simulation-{now}-{}", std::process::id()),
        kiosks: args.kiosks,
        days: args.days,
        visitors: args.visitors,
        kits: args.kits.into(),
        period: if args.daily { PeriodKind::Day } else { PeriodKind::Event },
        has_outages: args.outages,
        seed: args.seed,
    }
}

fn lrs(args: &SimulateArgs) -> anyhow::Result<Lrs> {
    let file = args.reader.as_deref().or(args.credentials.as_deref());
    Ok(Lrs::new(&args.to, lrs_credentials(file)?, &args.xapi_version, None)?)
}

/// Where the kiosks' folders are.
struct Folder {
    path: PathBuf,
    is_kept: bool,
}

impl Folder {
    fn open(wished: Option<&Path>) -> anyhow::Result<Self> {
        let temporary = || std::env::temp_dir().join(format!("etabli-simulate-{}", std::process::id()));
        let folder = Self {
            path: wished.map_or_else(temporary, Path::to_path_buf),
            is_kept: wished.is_some(),
        };
        let shown = folder.path.display();
        if fs::read_dir(&folder.path).is_ok_and(|mut entries| entries.next().is_some()) {
            // Journals of another fair would not add up with this one.
            bail!("«\u{a0}{shown}\u{a0}» n’est pas vide");
        }
        fs::create_dir_all(&folder.path).with_context(|| format!("«\u{a0}{shown}\u{a0}» ne peut pas être créé"))?;
        Ok(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.is_kept {
            // A temporary folder that stays is the system's to clean.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

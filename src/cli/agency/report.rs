//! `etabli agency report` and `export-csv`.

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;

use super::{Place, out, source::LrsArgs};
use crate::agency::{
    page::{self, View},
    read::{SealedFigures, Selection},
};

/// What the figures are about.
#[derive(Args, Debug)]
struct Choice {
    /// Seulement cet événement : le nom de son fichier dans config/events.
    #[arg(long, value_name = "ÉVÉNEMENT")]
    event: Option<String>,
    /// Seulement ce territoire.
    #[arg(long, value_name = "TERRITOIRE")]
    territory: Option<String>,
    /// Seulement cette année.
    #[arg(long, value_name = "ANNÉE")]
    year: Option<i16>,
}

#[derive(Args, Debug)]
pub struct ReportArgs {
    #[command(flatten)]
    choice: Choice,
    /// Fichier à écrire.
    #[arg(long, value_name = "FICHIER.html")]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    lrs: LrsArgs,
}

#[derive(Args, Debug)]
pub struct CsvArgs {
    #[command(flatten)]
    choice: Choice,
    /// Fichier à écrire ; sans lui, le tableau va à la sortie.
    #[arg(long, value_name = "FICHIER.csv")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    lrs: LrsArgs,
}

impl Choice {
    fn selection(self) -> Selection {
        Selection {
            event: self.event,
            territory: self.territory,
            year: self.year,
        }
    }
}

/// Exit code 1 if nothing was published that fits.
pub(super) async fn run(args: ReportArgs) -> Result<ExitCode> {
    let figures = figures(&args.lrs, &args.place).await?;
    let (names, selection) = (args.place.names(), args.choice.selection());
    let view = view(&figures, &names, &selection);
    let has_some = figures.classes.iter().any(|class| selection.takes(class, &names));
    out::write(&args.out, page::report(&view).into_string().as_bytes())?;
    if has_some {
        out::err(&format!("Rapport écrit\u{a0}: {}", args.out.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    out::err(&format!(
        "{} est écrit, mais rien de publié ne correspond.",
        args.out.display()
    ))?;
    Ok(ExitCode::from(1))
}

pub(super) async fn run_csv(args: CsvArgs) -> Result<ExitCode> {
    let figures = figures(&args.lrs, &args.place).await?;
    let (names, selection) = (args.place.names(), args.choice.selection());
    let table = page::csv(&view(&figures, &names, &selection));
    match &args.out {
        Some(path) => out::write(path, table.as_bytes())?,
        None => out::out(table.trim_end())?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn figures(lrs: &LrsArgs, place: &Place) -> Result<Arc<SealedFigures>> {
    Ok(lrs.source(place).await?.figures().await?)
}

fn view<'a>(figures: &'a SealedFigures, names: &'a crate::agency::read::Names, selection: &'a Selection) -> View<'a> {
    View {
        figures,
        names,
        selection,
        now: Timestamp::now(),
    }
}

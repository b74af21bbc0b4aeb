//! `etabli agency risk-report`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;

use super::{Place, out, source::LrsArgs};
use crate::agency::risk;

#[derive(Args, Debug)]
pub struct RiskArgs {
    /// Fichier à écrire.
    #[arg(long, value_name = "FICHIER.html")]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    lrs: LrsArgs,
}

/// Exit code 1 if an attack succeeded.
pub(super) async fn run(args: RiskArgs) -> Result<ExitCode> {
    let statements = args.lrs.source(&args.place).await?.statements().await?;
    let (report, succeeded) = risk::report(&statements, Timestamp::now());
    out::write(&args.out, report.into_string().as_bytes())?;
    if succeeded == 0 {
        out::err(&format!(
            "Aucune attaque n’a réussi\u{202f}; rapport écrit\u{a0}: {}",
            args.out.display()
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    out::err(&format!(
        "ATTENTION\u{a0}: {succeeded} attaques ont réussi\u{202f}; rapport écrit\u{a0}: {}",
        args.out.display()
    ))?;
    Ok(ExitCode::from(1))
}

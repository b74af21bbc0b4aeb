//! `etabli agency export-registrations`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::Args;
use jiff::{civil::Date, tz::TimeZone};

use super::{super::out, Ledger, Place};
use crate::agency::registrations::csv;

#[derive(Args, Debug)]
pub struct ExportArgs {
    /// Seulement celles qui ont été confirmées ce jour-là ou après : 2026-11-26.
    #[arg(long, value_name = "JOUR")]
    since: Option<Date>,
    /// Fichier à écrire, lisible de vous seul : il nomme des personnes.
    #[arg(long, value_name = "FICHIER.csv")]
    out: PathBuf,
    #[command(flatten)]
    ledger: Ledger,
    #[command(flatten)]
    place: Place,
}

/// Exit code 1 if there is none.
pub async fn run(args: ExportArgs) -> Result<ExitCode> {
    let since_ms = args.since.map(|day| start_ms(day)).transpose()?;
    let store = args.ledger.store(&args.place, false).await?;
    let confirmed = store.confirmed(since_ms.unwrap_or(i64::MIN)).await?;
    store.close().await;
    out::write_private(&args.out, csv(&confirmed).as_bytes())?;
    let (count, path) = (confirmed.len(), args.out.display());
    out::err(&match count {
        0 => format!("{path}\u{a0}: aucune inscription confirmée."),
        1 => format!("{path}\u{a0}: 1 inscription. À effacer dès qu’elle ne sert plus."),
        _ => format!("{path}\u{a0}: {count} inscriptions. À effacer dès qu’elles ne servent plus."),
    })?;
    Ok(ExitCode::from(u8::from(count == 0)))
}

fn start_ms(day: Date) -> Result<i64> {
    let start = day.to_zoned(TimeZone::system());
    let start = start.with_context(|| format!("le {day} n’a pas de début sur cette machine"))?;
    Ok(start.timestamp().as_millisecond())
}

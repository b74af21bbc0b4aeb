//! `etabli engagement seal`: closes the periods that have ended, or shows what closing them would release and suppress.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::{Outcome, Place, dates, words};
use crate::engagement::{
    anonymise::{Anonymised, Histogram, SealedClass, Subject, Suppressed},
    journal::JournalError,
    plan::Period,
    seal::{Open, Sealed, Which},
};

#[derive(Args, Debug, Default)]
pub(super) struct SealArgs {
    #[command(flatten)]
    pub(super) place: Place,
    /// Ne change rien : montre ce qui serait transmis, ce qui serait supprimé, et pourquoi.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Arrête aussi les comptes de la période en cours : l’événement est fini. Les essais suivants seront seulement
    /// dénombrés.
    #[arg(long)]
    pub(super) close_now: bool,
    /// Écrit le résultat en JSON.
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(args: &SealArgs, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Outcome> {
    run_at(args, jiff::Timestamp::now().as_second(), out, err)
}

/// At this instant, seconds since 1970.
pub(super) fn run_at(args: &SealArgs, now: i64, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Outcome> {
    let folder = args.place.data()?;
    let context = args.place.context(err)?;
    super::wait(async {
        let Some(mut journal) = super::journal(&folder).await? else {
            return nothing(args, &folder, out);
        };
        if args.dry_run {
            preview(args, &journal.preview(now).await?, now, out)?;
            return Ok(Outcome::Clean);
        }
        let which = if args.close_now { Which::All } else { Which::Ended };
        let sealed = match journal.seal(which, now, &context).await {
            Err(error @ JournalError::OutboxFull) => {
                writeln!(err, "etabli engagement seal\u{a0}: {}", super::told(&error.into()))?;
                return Ok(Outcome::Errors);
            }
            sealed => sealed?,
        };
        journal.close().await;
        report(args, &sealed, now, out)?;
        Ok(Outcome::Clean)
    })
}

fn nothing(args: &SealArgs, folder: &std::path::Path, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    if args.json {
        writeln!(out, "{}", json!({ "periods": [] }))?;
    } else {
        writeln!(out, "Rien n’a été enregistré dans {}.", folder.display())?;
    }
    Ok(Outcome::Clean)
}

/// What would happen.
fn preview(args: &SealArgs, open: &[Open], now: i64, out: &mut dyn Write) -> anyhow::Result<()> {
    let would_close = |open: &&Open| args.close_now || open.has_ended;
    if args.json {
        let periods: Vec<Value> = open
            .iter()
            .map(|open| {
                let mut told = as_json(&open.event, open.period, &open.outcome);
                told["has_ended"] = open.has_ended.into();
                told["would_close"] = would_close(&open).into();
                told
            })
            .collect();
        writeln!(out, "{}", json!({ "dry_run": true, "periods": periods }))?;
        return Ok(());
    }
    writeln!(
        out,
        "À blanc, rien n’est changé. Pour cette machine, nous sommes le {}.",
        dates::instant(now)
    )?;
    if open.is_empty() {
        writeln!(out, "Aucun essai n’attend.")?;
    }
    for open in open {
        let state = match (open.has_ended, would_close(&open)) {
            (true, _) => "finie",
            (false, true) => "en cours, arrêtée quand même",
            (false, false) => "en cours, rien n’est arrêté avant la fin",
        };
        let Open {
            event, period, outcome, ..
        } = open;
        writeln!(out, "\n{event}, {}\u{a0}: {state}", words::period(*period))?;
        tell(outcome, ["serait transmis", "serait supprimé"], out)?;
    }
    Ok(())
}

/// What happened.
fn report(args: &SealArgs, sealed: &[Sealed], now: i64, out: &mut dyn Write) -> anyhow::Result<()> {
    if args.json {
        let period = |sealed: &Sealed| as_json(&sealed.event, sealed.period, &sealed.outcome);
        let periods: Vec<Value> = sealed.iter().map(period).collect();
        writeln!(out, "{}", json!({ "dry_run": false, "periods": periods }))?;
        return Ok(());
    }
    if sealed.is_empty() {
        writeln!(
            out,
            "Rien à arrêter\u{a0}: aucune période n’est finie le {}.",
            dates::instant(now)
        )?;
    }
    for Sealed { event, period, outcome } in sealed {
        writeln!(
            out,
            "{event}, {}\u{a0}: comptes arrêtés, essais effacés.",
            words::period(*period)
        )?;
        tell(outcome, ["sera transmis", "supprimé"], out)?;
    }
    Ok(())
}

fn tell(outcome: &Anonymised, [released, suppressed]: [&str; 2], out: &mut dyn Write) -> anyhow::Result<()> {
    if !outcome.released.is_empty() {
        writeln!(out, "  {released}\u{a0}:")?;
    }
    for class in &outcome.released {
        writeln!(
            out,
            "    {}\u{a0}: {}",
            words::subject(&class.subject),
            words::tries(class.visits.into())
        )?;
        for line in words::histograms(class) {
            writeln!(out, "      {line}")?;
        }
    }
    if !outcome.suppressed.is_empty() {
        writeln!(out, "  {suppressed}\u{a0}:")?;
    }
    for Suppressed { subject, why, .. } in &outcome.suppressed {
        writeln!(out, "    {}\u{a0}: {}", words::subject(subject), why.told().fr)?;
    }
    writeln!(out, "  en tout\u{a0}: {}", words::in_all(outcome))?;
    Ok(())
}

fn as_json(event: &str, period: Period, outcome: &Anonymised) -> Value {
    let released: Vec<Value> = outcome.released.iter().map(class_as_json).collect();
    // Why, and never how many.
    let suppressed = outcome.suppressed.iter().map(|Suppressed { subject, why, .. }| {
        let mut told = subject_as_json(subject);
        told["why"] = why.code().into();
        told
    });
    json!({
        "event": event,
        "period": period.key(),
        "released": released,
        "suppressed": suppressed.collect::<Vec<_>>(),
        "visits_released": outcome.visits_released(),
        "visits_suppressed": outcome.visits_suppressed(),
    })
}

fn class_as_json(class: &SealedClass) -> Value {
    let mut told = subject_as_json(&class.subject);
    told["visits"] = class.visits.into();
    for (kind, histogram) in &class.histograms {
        told[kind.code()] = match histogram {
            Histogram::Masked => "masked".into(),
            Histogram::Bins(bins) => bins.iter().map(|bin| json!({ "of": bin.of, "n": bin.n })).collect(),
        };
    }
    for (mode, n) in &class.accessibility {
        told["accessibility"][*mode] = (*n).into();
    }
    told
}

fn subject_as_json(subject: &Subject) -> Value {
    match subject {
        Subject::Kit { kit, audience } => json!({ "kit": kit, "audience": audience }),
        Subject::Event => json!({ "kit": null, "audience": null }),
    }
}

//! `etabli engagement status`: the balance of what was counted, what waits, and what would be lost.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Value, json};

use super::{Outcome, Place, dates, words};
use crate::engagement::{
    journal::{Balance, Closed, Journal, set_aside_in},
    outbox::{self, Counts},
    plan::EventPlan,
    row::slot_of,
    seal::Open,
    upload,
};

#[derive(Args, Debug, Default)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    pub(super) place: Place,
    /// Écrit le résultat en JSON.
    #[arg(long)]
    pub(super) json: bool,
}

/// All there is to say.
struct Status {
    events: Vec<(String, Option<EventPlan>, Balance)>,
    open: Vec<Open>,
    closed: Vec<Closed>,
    outbox: Counts,
    /// Of an upload, seconds since 1970.
    last_success: Option<i64>,
    /// What held the last upload up, in French.
    trouble: Option<String>,
    /// Today's tries by kit that are not sealed yet.
    today: BTreeMap<String, u64>,
    /// Journals that broke, and were replaced by a fresh one.
    broken: Vec<PathBuf>,
}

pub(super) fn run(args: &StatusArgs, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    run_at(args, jiff::Timestamp::now().as_second(), out)
}

/// At this instant, seconds since 1970.
pub(super) fn run_at(args: &StatusArgs, now: i64, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let folder = args.place.data()?;
    let status = super::wait(async {
        match super::journal(&folder).await? {
            Some(journal) => Ok(Some(look(journal, &folder, now).await?)),
            None => Ok(None),
        }
    })?;
    let adds_up = status
        .iter()
        .flat_map(|status| &status.events)
        .all(|(.., balance)| balance.adds_up());
    match (&status, args.json) {
        (status, true) => writeln!(out, "{}", as_json(status.as_ref()))?,
        (Some(status), false) => tell(status, &folder, out)?,
        (None, false) => writeln!(out, "Rien n’a été enregistré dans {}.", folder.display())?,
    }
    Ok(if adds_up { Outcome::Clean } else { Outcome::Errors })
}

async fn look(mut journal: Journal, folder: &Path, now: i64) -> anyhow::Result<Status> {
    let balances = journal.balances().await?;
    let events = balances.into_iter().map(|(event, balance)| {
        let plan = journal.plan(&event).cloned();
        (event, plan, balance)
    });
    let events: Vec<_> = events.collect();
    let mut today = BTreeMap::new();
    for (event, ..) in events.iter().filter(|(_, plan, _)| plan.is_some()) {
        for (kit, tries) in journal.today(event, slot_of(now)).await? {
            *today.entry(kit).or_default() += u64::from(tries);
        }
    }
    Ok(Status {
        events,
        today,
        open: journal.preview(now).await?,
        closed: journal.closed().await?,
        outbox: outbox::counts(journal.connection()).await?,
        last_success: upload::last_success(journal.connection()).await?,
        trouble: upload::last_trouble(journal.connection())
            .await?
            .map(|(_, detail)| detail),
        broken: set_aside_in(folder)?,
    })
}

fn tell(status: &Status, folder: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "Comptes de cette borne ({})", folder.display())?;
    for (event, plan, balance) in &status.events {
        tell_event(event, plan.as_ref(), balance, out)?;
    }
    for Open {
        event,
        period,
        has_ended,
        outcome,
    } in &status.open
    {
        let state = if *has_ended { "finie, à arrêter" } else { "en cours" };
        writeln!(out, "\n{event}, {}\u{a0}: {state}", words::period(*period))?;
        writeln!(out, "  si on l’arrêtait maintenant\u{a0}: {}", words::in_all(outcome))?;
    }
    if !status.closed.is_empty() {
        writeln!(out, "\nComptes arrêtés, à ne plus rouvrir\u{a0}:")?;
    }
    for Closed {
        event,
        period,
        sealed_at,
        statements,
    } in &status.closed
    {
        let period = match period.parse() {
            Ok(day) => dates::day(day),
            Err(_) => "tout l’événement".to_owned(),
        };
        writeln!(
            out,
            "  {event}, {period}\u{a0}: {statements} totaux, le {}",
            dates::instant(*sealed_at)
        )?;
    }
    let Counts {
        waiting,
        exported,
        quarantined,
        sent,
        ..
    } = status.outbox;
    writeln!(
        out,
        "\nTotaux à transmettre\u{a0}: {waiting} (dont {exported} déjà sur une clé USB)"
    )?;
    writeln!(out, "Reçus par l’agence, depuis une semaine\u{a0}: {sent}")?;
    if quarantined > 0 {
        writeln!(out, "Refusés par l’agence, à signaler\u{a0}: {quarantined}")?;
    }
    let last = status
        .last_success
        .map_or("jamais".to_owned(), |last| format!("le {}", dates::instant(last)));
    writeln!(out, "Dernier envoi réussi\u{a0}: {last}")?;
    if let Some(trouble) = &status.trouble {
        writeln!(out, "Ce qui empêche d’envoyer\u{a0}: {trouble}")?;
    }
    for path in &status.broken {
        writeln!(
            out,
            "Un journal abîmé a été mis de côté, les comptes ont recommencé\u{a0}: {} (effacé au bout de trois jours)",
            path.display()
        )?;
    }
    Ok(())
}

fn tell_event(event: &str, plan: Option<&EventPlan>, balance: &Balance, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out)?;
    match plan {
        Some(plan) => {
            let days = if plan.first_day == plan.last_day {
                format!("le {}", dates::day(plan.first_day))
            } else {
                format!("du {} au {}", dates::day(plan.first_day), dates::day(plan.last_day))
            };
            let how = words::plan(plan.sealing.period, plan.sealing.level);
            writeln!(out, "{event}, {days}\u{a0}; compté {how}")?;
        }
        None => writeln!(out, "{event}")?,
    }
    let Balance {
        visits,
        opted_out,
        recorded,
        sealed,
        waiting,
        suppressed,
        late,
        dropped,
    } = balance;
    writeln!(
        out,
        "  {} = {opted_out} sans compter la visite + {recorded} enregistrés",
        words::tries(*visits)
    )?;
    writeln!(
        out,
        "  {recorded} enregistrés = {sealed} dans des totaux + {waiting} en attente + {suppressed} supprimés + {late} en retard"
    )?;
    if *dropped > 0 {
        writeln!(
            out,
            "  et {} perdus, faute de place ou de disque",
            words::tries(*dropped)
        )?;
    }
    if !balance.adds_up() {
        writeln!(out, "  CES COMPTES NE TOMBENT PAS JUSTE\u{a0}: à signaler.")?;
    }
    Ok(())
}

fn as_json(status: Option<&Status>) -> Value {
    let Some(status) = status else {
        return json!({
            "events": [], "open": [], "closed": [], "outbox": null, "last_success": null, "trouble": null, "today": {},
            "broken": [],
        });
    };
    let event = |(event, plan, balance): &(String, Option<EventPlan>, Balance)| {
        json!({
            "event": event,
            "first_day": plan.as_ref().map(|plan| plan.first_day),
            "last_day": plan.as_ref().map(|plan| plan.last_day),
            "period": plan.as_ref().map(|plan| plan.sealing.period.code()),
            "level": plan.as_ref().map(|plan| plan.sealing.level.code()),
            "visits": balance.visits,
            "opted_out": balance.opted_out,
            "recorded": balance.recorded,
            "sealed": balance.sealed,
            "waiting": balance.waiting,
            "suppressed": balance.suppressed,
            "late": balance.late,
            "dropped": balance.dropped,
            "adds_up": balance.adds_up(),
        })
    };
    let open = |open: &Open| {
        json!({
            "event": open.event,
            "period": open.period.key(),
            "has_ended": open.has_ended,
            "would_release": open.outcome.visits_released(),
            "would_suppress": open.outcome.visits_suppressed(),
        })
    };
    let closed = |closed: &Closed| {
        json!({
            "event": closed.event,
            "period": closed.period,
            "sealed_at": closed.sealed_at,
            "statements": closed.statements,
        })
    };
    let Counts {
        waiting,
        exported,
        quarantined,
        sent,
        bytes,
    } = status.outbox;
    json!({
        "events": status.events.iter().map(event).collect::<Vec<_>>(),
        "open": status.open.iter().map(open).collect::<Vec<_>>(),
        "closed": status.closed.iter().map(closed).collect::<Vec<_>>(),
        "outbox": {
            "waiting": waiting, "exported": exported, "quarantined": quarantined, "sent": sent, "bytes": bytes,
        },
        "last_success": status.last_success,
        "trouble": status.trouble,
        "today": status.today,
        "broken": status.broken,
    })
}

//! `etabli engagement send`: tries to send now, and tells in plain words what came of it.

use std::{io::Write, path::Path, time::Duration};

use clap::Args;
use jiff::Timestamp;

use super::{Outcome, Place, words};
use crate::engagement::{
    journal::{FILE, open_database},
    outbox::{self, Reason},
    upload::{Address, Link, Pace, Policy, SetupError, Trouble, Turn, round},
};

/// A kiosk that runs speaks to the store for a minute at most.
const TURN_TRIES: u32 = 70;
const TURN_TRY: Duration = Duration::from_secs(1);

#[derive(Args, Debug, Default)]
pub(super) struct SendArgs {
    #[command(flatten)]
    pub(super) place: Place,
}

/// What came of trying.
#[derive(Default)]
struct Tried {
    sent: u64,
    quarantined: Vec<Reason>,
    trouble: Option<Trouble>,
    waiting: i64,
}

pub(super) fn run(args: &SendArgs, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Outcome> {
    let agency = args.place.agency(err)?;
    let address = match Address::of(&agency) {
        Ok(Some(address)) => address,
        Ok(None) => {
            writeln!(
                out,
                "Rien n’est envoyé\u{a0}: aucune adresse «\u{a0}xapi\u{a0}» dans config/agency.ron."
            )?;
            return Ok(Outcome::Clean);
        }
        Err(error) => anyhow::bail!(SetupError::from(error).told().fr),
    };
    let link = Link::open(&address).map_err(|error| anyhow::anyhow!(SetupError::from(error).told().fr))?;
    let folder = args.place.data()?;
    if !folder.join(FILE).exists() {
        writeln!(out, "Rien n’a été enregistré dans {}.", folder.display())?;
        return Ok(Outcome::Clean);
    }
    let tried = super::wait(try_now(&folder, &link, out))?;
    tell(&tried, &address.xapi, out)
}

async fn try_now(folder: &Path, link: &Link, out: &mut dyn Write) -> anyhow::Result<Tried> {
    let mut db = open_database(folder).await?;
    let _turn = turn(folder, out).await?;
    let mut policy = Policy::new(0);
    let mut tried = Tried::default();
    loop {
        let done = round(&mut db, link, &mut policy, Timestamp::now).await?;
        tried.sent += done.sent;
        tried
            .quarantined
            .extend(done.quarantined.iter().map(|(_, reason)| *reason));
        tried.trouble = done.trouble.or(tried.trouble);
        match (done.pace, done.trouble) {
            (Pace::AtOnce, _) => {}
            // A moment for the store to find what it has, and no trouble.
            (Pace::After(wait), None) => tokio::time::sleep(wait).await,
            _ => break,
        }
    }
    tried.waiting = outbox::counts(&mut db).await?.waiting;
    if tried.waiting == 0 {
        tried.trouble = None;
    }
    Ok(tried)
}

/// Waits until the kiosk that runs beside has ended its request.
async fn turn(folder: &Path, out: &mut dyn Write) -> anyhow::Result<Turn> {
    for number in 0..TURN_TRIES {
        if let Some(turn) = Turn::take(folder)? {
            return Ok(turn);
        }
        if number == 0 {
            writeln!(out, "La borne est en train d’envoyer\u{a0}: un instant…")?;
        }
        tokio::time::sleep(TURN_TRY).await;
    }
    anyhow::bail!("la borne est toujours en train d’envoyer\u{a0}: réessayer dans quelques minutes")
}

fn tell(tried: &Tried, xapi: &str, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let Tried {
        sent,
        quarantined,
        trouble,
        waiting,
    } = tried;
    match (sent, waiting) {
        (0, 0) if quarantined.is_empty() => writeln!(out, "Rien à envoyer\u{a0}: aucun total n’attend.")?,
        (0, _) => writeln!(out, "Aucun total n’a été envoyé à {xapi}.")?,
        _ => writeln!(out, "Envoyé à {xapi}\u{a0}: {}.", words::totals(*sent))?,
    }
    for reason in quarantined {
        writeln!(
            out,
            "Mis de côté, à signaler à l’agence\u{a0}: 1 total {}.",
            told(*reason)
        )?;
    }
    if let Some(trouble) = trouble {
        writeln!(out, "Ce qui ne va pas\u{a0}: {}.", trouble.told().fr)?;
    }
    if *waiting > 0 {
        let waiting = u64::try_from(*waiting).unwrap_or_default();
        writeln!(
            out,
            "Rien n’est perdu\u{a0}: {} en attente, que la borne enverra d’elle-même.",
            words::totals(waiting)
        )?;
    }
    let clean = *waiting == 0 && quarantined.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Errors })
}

fn told(reason: Reason) -> &'static str {
    match reason {
        Reason::Different => "que l’agence a déjà sous une autre forme",
        Reason::Unverified => "que l’agence dit avoir sous une autre forme, sans la montrer",
        Reason::Refused => "que l’agence refuse alors qu’elle accepte les autres",
    }
}

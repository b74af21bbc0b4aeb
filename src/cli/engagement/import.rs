//! `etabli engagement import`: the agency's receipt for what was carried by hand; what it has waits no more.

use std::{
    fs::File,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Outcome, Place, words};
use crate::engagement::{
    journal::{FILE, open_database},
    outbox::{self, Reason},
    portable::{FILE_BYTES_MAX, Receipt, Taken, public_key, read_receipt},
};

#[derive(Args, Debug, Default)]
pub(super) struct ImportArgs {
    #[command(flatten)]
    pub(super) place: Place,
    /// Accusé de réception écrit par « etabli agency import ».
    #[arg(value_name = "ACCUSÉ")]
    pub(super) receipt: PathBuf,
}

pub(super) fn run(args: &ImportArgs, out: &mut dyn Write, err: &mut dyn Write) -> anyhow::Result<Outcome> {
    let agency = args.place.agency(err)?;
    let Some(key) = agency.receipt_key.as_deref().and_then(public_key) else {
        bail!(
            "la clé des accusés de réception manque\u{a0}: la demander à l’agence et l’écrire à la ligne «\u{a0}receipt_key\u{a0}» de config/agency.ron"
        );
    };
    let name = args.receipt.display();
    let bytes = read(&args.receipt).with_context(|| format!("«\u{a0}{name}\u{a0}» ne se lit pas"))?;
    let receipt =
        read_receipt(&bytes, &key).map_err(|error| anyhow!("«\u{a0}{name}\u{a0}»\u{a0}: {}", error.told().fr))?;
    let folder = args.place.data()?;
    if !folder.join(FILE).exists() {
        writeln!(out, "Rien n’a été enregistré dans {}.", folder.display())?;
        return Ok(Outcome::Clean);
    }
    let settled = super::wait(settle(&folder, &receipt))?;
    tell(&settled, &receipt, &agency.kiosk, out)
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Just enough to see that it is too big.
    File::open(path)?
        .take(FILE_BYTES_MAX as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the receipt changed here.
struct Settled {
    stored: u64,
    set_aside: u64,
    waiting: i64,
}

async fn settle(folder: &Path, receipt: &Receipt) -> anyhow::Result<Settled> {
    let mut db = open_database(folder).await?;
    let now = Timestamp::now().as_second();
    let has = |(id, taken): &(Uuid, Taken)| (*taken == Taken::Stored).then_some(*id);
    let stored: Vec<Uuid> = receipt.statements.iter().filter_map(has).collect();
    let stored = outbox::mark_sent(&mut db, &stored, now).await?;
    let mut set_aside = 0;
    for (id, taken) in &receipt.statements {
        let reason = match taken {
            Taken::Stored => continue,
            Taken::Different => Reason::Different,
            Taken::Refused => Reason::Refused,
        };
        set_aside += u64::from(outbox::quarantine(&mut db, *id, reason, now).await?);
    }
    let waiting = outbox::counts(&mut db).await?.waiting;
    Ok(Settled {
        stored,
        set_aside,
        waiting,
    })
}

fn tell(settled: &Settled, receipt: &Receipt, kiosk: &str, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let Settled {
        stored,
        set_aside,
        waiting,
    } = settled;
    if stored + set_aside == 0 {
        writeln!(
            out,
            "Cet accusé de réception (borne «\u{a0}{}\u{a0}», {}) ne change rien sur «\u{a0}{kiosk}\u{a0}»\u{a0}: il est \
             déjà pris en compte, ou vient d’une autre borne.",
            receipt.kiosk,
            words::totals(receipt.statements.len() as u64)
        )?;
        return Ok(Outcome::Clean);
    }
    if *stored > 0 {
        writeln!(out, "Reçu par l’agence\u{a0}: {}.", words::totals(*stored))?;
    }
    if *set_aside > 0 {
        writeln!(
            out,
            "Refusé par l’agence et mis de côté, à signaler\u{a0}: {}.",
            words::totals(*set_aside)
        )?;
    }
    let waiting = u64::try_from(*waiting).unwrap_or_default();
    writeln!(out, "Encore en attente\u{a0}: {}.", words::totals(waiting))?;
    Ok(if *set_aside == 0 {
        Outcome::Clean
    } else {
        Outcome::Errors
    })
}

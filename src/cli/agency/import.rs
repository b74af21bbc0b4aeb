//! `etabli agency import`.

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, anyhow};
use clap::Args;

use super::{Place, key, key::KeyFolder, out};
use crate::{
    agency::{carried, store::Store},
    engagement::portable::{self, PortableError, Receipt, Taken},
};

#[derive(Args, Debug)]
pub struct ImportArgs {
    /// Fichier écrit par « etabli engagement export ».
    #[arg(value_name = "FICHIER.age")]
    file: PathBuf,
    /// Clé publique d’une borne encore inconnue, lue sur la borne elle-même ; elle est ensuite retenue.
    #[arg(long, value_name = "CLÉ")]
    trust: Option<String>,
    /// Accusé de réception à rapporter à la borne ; sans cette option, à côté du fichier.
    #[arg(long, value_name = "FICHIER")]
    receipt: Option<PathBuf>,
    #[command(flatten)]
    keys: KeyFolder,
    #[command(flatten)]
    place: Place,
}

/// Exit code 1 if a statement of the file was not taken.
pub(super) async fn run(args: ImportArgs) -> Result<ExitCode> {
    let folder = args.keys.path()?;
    let (identity, receipt_key) = (key::identity(&folder)?, key::receipt_key(&folder)?);
    let bytes =
        fs::read(&args.file).with_context(|| format!("«\u{a0}{}\u{a0}» ne peut pas être lu", args.file.display()))?;
    let mut known = key::kiosks(&folder)?;
    let trusted = match &args.trust {
        Some(text) => Some(
            portable::public_key(text).ok_or_else(|| anyhow!("«\u{a0}{text}\u{a0}» n’est pas la clé d’une borne"))?,
        ),
        None => None,
    };
    let is_new = trusted.is_some_and(|trusted| !known.contains(&trusted));
    known.extend(trusted);
    let export = portable::open(&bytes, &identity, &known).map_err(|error| told(&error))?;
    if is_new && trusted == Some(export.key) {
        key::remember(&folder, &export.key, &export.kiosk)?;
    }
    let store: Store = args.place.store(true).await?;
    let taken = carried::take(&store, &export.statements).await?;
    store.close().await;
    let count = |wanted: Taken| taken.iter().filter(|(_, taken)| *taken == wanted).count();
    let (stored, different, refused) = (count(Taken::Stored), count(Taken::Different), count(Taken::Refused));
    let receipt = Receipt {
        kiosk: export.kiosk,
        statements: taken,
    };
    let path = args.receipt.unwrap_or_else(|| args.file.with_extension("recu"));
    out::write(&path, &portable::write_receipt(&receipt, &receipt_key))?;
    out::out(&format!(
        "{}\u{a0}: {stored} déclarations gardées, {different} en conflit, {refused} refusées",
        receipt.kiosk
    ))?;
    out::err(&format!(
        "Accusé de réception à rapporter à la borne\u{a0}: {}",
        path.display()
    ))?;
    Ok(ExitCode::from(u8::from(different + refused > 0)))
}

fn told(error: &PortableError) -> anyhow::Error {
    let french = error.told().fr;
    match error {
        PortableError::UnknownKiosk { key, .. } => {
            anyhow!("{french}, en relançant avec --trust {key} (à comparer avec la clé montrée par la borne)")
        }
        _ => anyhow!(french),
    }
}

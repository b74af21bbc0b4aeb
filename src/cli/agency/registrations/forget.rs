//! `etabli agency forget`: erases a person.

use std::{io::Read, process::ExitCode};

use anyhow::{Context, Result, bail};
use clap::Args;

use super::{super::out, Ledger, Place};

#[derive(Args, Debug)]
pub struct ForgetArgs {
    /// L’adresse, celle de la personne ou d’un parent ; « - » pour la lire à l’entrée, sans la laisser dans l’historique
    /// des commandes.
    #[arg(value_name = "ADRESSE")]
    address: String,
    #[command(flatten)]
    ledger: Ledger,
    #[command(flatten)]
    place: Place,
}

/// No address is longer, bytes.
const BYTES_MAX: u64 = 1024;

/// Exit code 1 if nothing was kept under this address.
pub async fn run(args: ForgetArgs) -> Result<ExitCode> {
    let mut address = args.address;
    if address == "-" {
        address.clear();
        let read = std::io::stdin().take(BYTES_MAX).read_to_string(&mut address);
        read.context("l’adresse ne se lit pas à l’entrée")?;
    }
    if !address.contains('@') {
        bail!("ce n’est pas une adresse de courriel");
    }
    let outbox = args.ledger.outbox(&args.place)?;
    let store = args.ledger.store(&args.place, false).await?;
    let gone = store.forget(&address, &outbox).await?;
    store.close().await;
    out::out(&match gone {
        0 => "Rien n’était gardé pour cette adresse.".to_owned(),
        1 => "1 inscription effacée, avec ses liens et le courriel qui attendait.".to_owned(),
        _ => format!("{gone} inscriptions effacées, avec leurs liens et les courriels qui attendaient."),
    })?;
    if gone > 0 {
        out::err("Rappel\u{a0}: les tableaux déjà exportés et les sauvegardes sont à traiter à part.")?;
    }
    Ok(ExitCode::from(u8::from(gone == 0)))
}

//! `etabli agency registrations`: how many there are, and how the mails go.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{super::out, Ledger, Place};

#[derive(Args, Debug)]
pub struct CountArgs {
    #[command(flatten)]
    ledger: Ledger,
    #[command(flatten)]
    place: Place,
}

/// Exit code 1 if mails were given up: then someone waits for a message that will not come.
pub async fn run(args: CountArgs) -> Result<ExitCode> {
    let store = args.ledger.store(&args.place, false).await?;
    let counts = store.counts().await?;
    store.close().await;
    out::out(&format!("confirmées              {:>6}", counts.confirmed))?;
    out::out(&format!("à confirmer             {:>6}", counts.to_confirm))?;
    out::out(&format!("courriels en attente    {:>6}", counts.mails_waiting))?;
    out::out(&format!("  dont déjà refusés     {:>6}", counts.mails_failing))?;
    out::out(&format!("courriels abandonnés    {:>6}", counts.mails_given_up))?;
    out::out(&format!("visites déjà inscrites  {:>6}", counts.used_tokens))?;
    Ok(ExitCode::from(u8::from(counts.mails_given_up > 0)))
}

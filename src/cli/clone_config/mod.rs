//! `etabli clone-config`: a kiosk's settings, events and kits on a stick, so that a spare kiosk is ready in a minute.
//! Everything but secrets: keys, passwords and the staff's PIN never leave their kiosk.
//!
//! ```text
//! STICK/etabli-clone/clone.json     what is in it, with sizes and hashes: written first, believed only if all is there
//! STICK/etabli-clone/config/…       settings, events, publishers
//! STICK/etabli-clone/kits/<id>/…    the kits, file by file
//! ```

mod bring;
mod listing;
mod names;
mod secrets;
mod take;
#[cfg(test)]
mod tests;

use std::{
    io::{self, BufRead, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;

use super::home;

/// Name of the folder on the stick.
const FOLDER: &str = "etabli-clone";

#[derive(Args, Debug)]
pub struct CloneArgs {
    /// Copie les réglages, les événements et les kits de cette borne dans ce dossier (une clé USB).
    #[arg(
        long,
        value_name = "DOSSIER",
        required_unless_present = "from",
        conflicts_with = "from"
    )]
    to: Option<PathBuf>,
    /// Reprend sur cette borne ce qui a été copié dans ce dossier.
    #[arg(long, value_name = "DOSSIER")]
    from: Option<PathBuf>,
    /// Avec --from : dossier d’Établi où écrire, au lieu de celui qui est trouvé.
    #[arg(long, value_name = "DOSSIER", conflicts_with = "to")]
    into: Option<PathBuf>,
    /// Avec --to : dossier d’Établi à copier, au lieu de celui qui est trouvé.
    #[arg(long, value_name = "DOSSIER", conflicts_with = "from")]
    home: Option<PathBuf>,
    /// Sans les kits.
    #[arg(long)]
    without_kits: bool,
    /// Avec --from : nom de cette borne, au lieu de le demander.
    #[arg(long, value_name = "NOM", conflicts_with = "to")]
    kiosk: Option<String>,
}

pub fn run(args: &CloneArgs) -> ExitCode {
    let (input, out) = (&mut io::stdin().lock(), &mut io::stdout());
    match execute(args, input, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to be told where even this cannot be written.
            let _ = writeln!(io::stderr(), "etabli clone-config\u{a0}: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn execute(args: &CloneArgs, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<()> {
    match (&args.to, &args.from) {
        (Some(stick), _) => {
            let home = home::find(args.home.as_deref())?;
            take::take(&home, stick, !args.without_kits, Timestamp::now(), out)
        }
        (None, Some(stick)) => {
            let home = home::find(args.into.as_deref())?;
            let wishes = bring::Wishes {
                kits: !args.without_kits,
                kiosk: args.kiosk.as_deref(),
            };
            bring::bring(stick, &home, &wishes, input, out)
        }
        // clap asks for one of them.
        (None, None) => Ok(()),
    }
}

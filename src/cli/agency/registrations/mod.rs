//! Registrations on the command line: where they lie, and what one may ask of them.

mod counts;
mod export;
mod forget;
mod open;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

pub(super) use counts::{CountArgs, run as run_counts};
pub(super) use export::{ExportArgs, run as run_export};
pub(super) use forget::{ForgetArgs, run as run_forget};
pub(super) use open::{Around, DeskArgs, watch_keys};

use super::Place;
use crate::{
    agency::{
        registrations::{Outbox, RegistrationStore},
        store::Database,
    },
    cli::data,
};

/// Names the database where a command line would show its password.
const DATABASE: &str = "ETABLI_REGISTRATIONS_DATABASE";
const FILE: &str = "inscriptions.sqlite";

/// Where registrations lie: apart from the statements.
#[derive(Args, Debug)]
pub struct Ledger {
    /// Base des inscriptions, une autre que celle des totaux : sqlite:CHEMIN ou postgres://… ; aussi par la variable
    /// ETABLI_REGISTRATIONS_DATABASE. Sans elle, « inscriptions.sqlite » à côté de la base des totaux.
    #[arg(long, value_name = "BASE")]
    registrations_database: Option<String>,
}

impl Ledger {
    /// # Errors
    /// If what was written names no database, or the one of the statements.
    fn database(&self, place: &Place) -> Result<Database> {
        let wished = self.registrations_database.clone();
        let database = match wished.or_else(|| std::env::var(DATABASE).ok()) {
            Some(wished) => wished.parse().context("base des inscriptions inconnue")?,
            None => Database::Sqlite(self.folder(place)?.join(FILE)),
        };
        if database == place.database()? {
            bail!(
                "les inscriptions et les totaux anonymes ne vont pas dans la même base\u{a0}: en indiquer une autre avec --registrations-database"
            );
        }
        Ok(database)
    }

    /// The folder of what goes with the database: the key of used visits, the mails that wait.
    ///
    /// # Errors
    /// If this system has no place for data.
    fn folder(&self, place: &Place) -> Result<PathBuf> {
        let wished = self.registrations_database.clone();
        let own = wished.or_else(|| std::env::var(DATABASE).ok());
        let own = own.map(|own| own.parse::<Database>()).transpose()?;
        for database in [own, Some(place.database()?)].into_iter().flatten() {
            if let Database::Sqlite(path) = database {
                return Ok(path.parent().map(PathBuf::from).unwrap_or_default());
            }
        }
        data::folder(None)
    }

    fn outbox(&self, place: &Place) -> Result<Outbox> {
        Ok(Outbox::new(self.outbox_folder(place)?))
    }

    fn outbox_folder(&self, place: &Place) -> Result<PathBuf> {
        Ok(self.folder(place)?.join("inscriptions-courrier"))
    }

    /// # Errors
    /// If the database cannot be opened.
    async fn store(&self, place: &Place, create: bool) -> Result<RegistrationStore> {
        let database = self.database(place)?;
        let told = || format!("la base des inscriptions ne s’ouvre pas ({database})");
        RegistrationStore::open(&database, create).await.with_context(told)
    }
}

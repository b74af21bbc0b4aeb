//! The visitors' pages of `etabli agency serve`, from the kits and `config/`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use jiff::Zoned;

use super::{Place, catalogue, out};
use crate::{
    agency::portal::Portal,
    config,
    finding::{Findings, render_text},
    language::Language,
};

#[derive(Args, Debug)]
pub struct PortalArgs {
    /// Dossier des kits dont les visiteurs retrouvent les métiers sur leur téléphone ; sans lui, celui d’Établi.
    #[arg(long, value_name = "DOSSIER")]
    kits: Option<PathBuf>,
}

impl PortalArgs {
    /// The visitors' pages; what the agency should know of its files is told. `None` where neither kits nor Établi's own
    /// folder are known: the server then takes kiosks' totals only. A form nobody could send is not offered.
    ///
    /// # Errors
    /// If nothing can be told.
    pub fn portal(&self, place: &Place, takes_registrations: bool) -> Result<Option<Portal>> {
        let home = place.home();
        let Some(folder) = self.kits.clone().or_else(|| Some(home.as_ref()?.join("kits"))) else {
            out::err("Établi introuvable\u{a0}: sans --kits ni --home, les pages des visiteurs ne sont pas servies.")?;
            return Ok(None);
        };
        let kits = catalogue::read(&folder);
        let config = home.unwrap_or_default().join("config");
        let mut findings = Findings::default();
        let today = Zoned::now().date();
        let steps = config::load_next_steps(&config.join("next_steps.ron"), &kits.numbers, today, &mut findings);
        let (notice, registration) = config::load_portal(&config.join("portal.ron"), &mut findings);
        if !findings.is_empty() {
            out::err(&render_text(&findings.sorted(), Language::French))?;
        }
        let registration = registration.filter(|_| takes_registrations);
        Ok(Some(Portal::new(kits.catalogue, steps, notice, registration)))
    }
}

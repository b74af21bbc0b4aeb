//! `etabli kit remove`: takes an installed kit away.

use std::io::{self, Write};

use clap::Args;

use super::{Lang, Outcome, Place, say};
use crate::{
    kit::store::{RealDisk, Store},
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct RemoveArgs {
    /// Identifiant du kit.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    place: Place,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &RemoveArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let kits = match args.place.kits() {
        Ok(kits) => kits,
        Err(error) => return say::failed(err, "remove", &error),
    };
    match Store::open(&kits, &RealDisk).and_then(|mut store| store.remove(&args.id)) {
        Ok(record) => {
            let (id, version) = (&args.id, &record.version);
            let told = Bilingual::new(
                format!("{id} {version}\u{a0}: retiré, sa version précédente aussi"),
                format!("{id} {version}: removed, its previous version too"),
            );
            writeln!(out, "{}", told.get(language))?;
            Ok(Outcome::Clean)
        }
        Err(findings) => say::refused(err, findings, &say::name_of(&kits), language),
    }
}

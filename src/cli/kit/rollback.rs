//! `etabli kit rollback`: the version before.

use std::io::{self, Write};

use clap::Args;

use super::{Lang, Outcome, Place, say};
use crate::{
    kit::store::{RealDisk, Store},
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct RollbackArgs {
    /// Identifiant du kit.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    place: Place,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &RollbackArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let kits = match args.place.kits() {
        Ok(kits) => kits,
        Err(error) => return say::failed(err, "rollback", &error),
    };
    match Store::open(&kits, &RealDisk).and_then(|mut store| store.rollback(&args.id)) {
        Ok(record) => {
            let (id, now) = (&args.id, say::record(&record, language));
            let told = Bilingual::new(
                format!("{id}\u{a0}: retour à la version {now}"),
                format!("{id}: back to version {now}"),
            );
            writeln!(out, "{}", told.get(language))?;
            Ok(Outcome::Clean)
        }
        Err(findings) => say::refused(err, findings, &say::name_of(&kits), language),
    }
}

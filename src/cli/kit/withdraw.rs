//! `etabli kit rollback` and `etabli kit remove`: the version before, or none at all. While a kiosk plays from these kits
//! it is only asked, and does it as soon as nobody plays.

use std::io::{self, Write};

use clap::Args;

use super::{Lang, Outcome, Place, say};
use crate::{
    finding::Findings,
    kit::store::{self, Ask, RealDisk, Store},
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct WithdrawArgs {
    /// Identifiant du kit.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    place: Place,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &WithdrawArgs, ask: Ask, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let command = match ask {
        Ask::Rollback => "rollback",
        Ask::Remove => "remove",
    };
    let kits = match args.place.kits() {
        Ok(kits) => kits,
        Err(error) => return say::failed(err, command, &error),
    };
    let is_played = store::is_played(&kits);
    let done = Store::open(&kits, &RealDisk).and_then(|mut store| {
        if is_played {
            asked(&mut store, &args.id, ask)
        } else {
            at_once(&mut store, &args.id, ask, language)
        }
    });
    match done {
        Ok(told) => {
            writeln!(out, "{}", told.get(language))?;
            Ok(Outcome::Clean)
        }
        Err(findings) => say::refused(err, findings, &say::name_of(&kits), language),
    }
}

fn asked(store: &mut Store, id: &str, ask: Ask) -> Result<Bilingual, Findings> {
    store.ask(id, ask)?;
    let told = match ask {
        Ask::Rollback => Bilingual::new(
            format!(
                "{id}\u{a0}: la borne joue\u{202f}; elle reviendra à la version précédente dès que personne ne joue"
            ),
            format!("{id}: the kiosk is playing; it goes back to the previous version as soon as nobody plays"),
        ),
        Ask::Remove => Bilingual::new(
            format!("{id}\u{a0}: la borne joue\u{202f}; elle retirera ce kit dès que personne ne joue"),
            format!("{id}: the kiosk is playing; it removes this kit as soon as nobody plays"),
        ),
    };
    Ok(told)
}

fn at_once(store: &mut Store, id: &str, ask: Ask, language: Language) -> Result<Bilingual, Findings> {
    let told = match ask {
        Ask::Rollback => {
            let now = say::record(&store.rollback(id)?, language);
            Bilingual::new(
                format!("{id}\u{a0}: retour à la version {now}"),
                format!("{id}: back to version {now}"),
            )
        }
        Ask::Remove => {
            let version = store
                .remove(id)?
                .map_or_else(String::new, |record| format!(" {}", record.version));
            Bilingual::new(
                format!("{id}{version}\u{a0}: retiré, sa version précédente aussi"),
                format!("{id}{version}: removed, its previous version too"),
            )
        }
    };
    Ok(told)
}

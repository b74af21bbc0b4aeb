//! `etabli kit list`: the kits of a kiosk, where they come from and what can be gone back to.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::Path,
};

use clap::Args;

use super::{Lang, Outcome, Place, say};
use crate::{
    kit::{
        self,
        store::{self, Status},
    },
    language::{Bilingual, Language},
};

#[derive(Args, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    place: Place,
    /// Langue des messages.
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

pub(super) fn run(args: &ListArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let language: Language = args.lang.into();
    let kits = match args.place.kits() {
        Ok(kits) => kits,
        Err(error) => return say::failed(err, "list", &error),
    };
    let state = match store::tidy(&kits).and_then(|()| store::look(&kits)) {
        Ok(state) => state,
        Err(findings) => return say::refused(err, findings, &say::name_of(&kits), language),
    };
    let folders = match folders(&kits) {
        Ok(folders) => folders,
        Err(error) => return say::failed(err, "list", &format!("{}\u{a0}: {error}", kits.display())),
    };
    let ids: BTreeSet<&String> = state.kits.keys().chain(&folders).collect();
    let colon = if language == Language::French { "\u{a0}:" } else { ":" };
    for id in ids {
        let names = title(&kits.join(id)).map(|names| format!(" ({})", names.get(language)));
        let names = names.unwrap_or_default();
        let shelf = state.kits.get(id);
        let live = shelf.and_then(|shelf| shelf.live.as_ref());
        let waiting = shelf.and_then(|shelf| shelf.waiting.as_ref());
        let by_hand = Bilingual::new("copié à la main", "copied by hand");
        let not_yet = Bilingual::new("pas encore joué ici", "not played here yet");
        let played = match live {
            Some(live) => say::record(live, language),
            None if folders.contains(id) => by_hand.get(language).to_owned(),
            None => not_yet.get(language).to_owned(),
        };
        let mut line = format!("{id}{names}{colon} {played}");
        if let Some(previous) = shelf.and_then(|shelf| shelf.previous.as_ref()) {
            let before = Bilingual::new(
                format!("\u{202f}; version précédente\u{a0}: {}", previous.version),
                format!("; previous version: {}", previous.version),
            );
            line += before.get(language);
        }
        if let Some(waiting) = waiting {
            let next = say::record(waiting, language);
            let next = Bilingual::new(format!("\u{202f}; à venir\u{a0}: {next}"), format!("; to come: {next}"));
            line += next.get(language);
        }
        if live.is_some() && !folders.contains(id) {
            let gone = Bilingual::new("\u{202f}; son dossier n’est plus là", "; its folder is gone");
            line += gone.get(language);
        }
        writeln!(out, "{line}")?;
        for record in [live, waiting].into_iter().flatten() {
            if let Status::Refused { why, .. } = &record.status {
                why.iter()
                    .try_for_each(|why| writeln!(out, "  {}{colon} {why}", record.version))?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// Names of the folders that the kiosk takes for kits.
fn folders(kits: &Path) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(kits)? {
        let entry = entry?;
        let name = entry.file_name().into_string();
        found.extend(name.ok().filter(|name| !name.starts_with('.') && entry.path().is_dir()));
    }
    Ok(found)
}

/// The names of the trade, if the kit can be read.
fn title(folder: &Path) -> Option<Bilingual> {
    let bytes = fs::read(folder.join("kit.ron")).ok()?;
    let (kit, _) = kit::parse("kit.ron", &bytes).ok()?;
    Some(say::names(&kit))
}

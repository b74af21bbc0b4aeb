//! Which kits an event shows: its sectors, or the kits it names.

use super::{
    super::event::{BAD_KIT, KIT_TWICE, NO_KIT, NO_SECTOR, UNKNOWN_SECTOR},
    Checks,
};
use crate::{
    config::is_id,
    finding::{FieldPath, did_you_mean},
    kit::Sector,
    language::Bilingual,
};

impl Checks<'_> {
    pub(super) fn kit(&mut self, id: &str, path: &FieldPath) -> bool {
        let known = is_id(id);
        if !known {
            let message = Bilingual::new(
                format!("«\u{a0}{id}\u{a0}» n’est pas un nom de kit"),
                format!("`{id}` is not a kit's name"),
            );
            let help = Bilingual::new("écrire le nom du dossier du kit", "write the name of the kit's folder");
            self.findings.report(&BAD_KIT, path, message).help(help);
        }
        known
    }

    /// The kits that are named, each once; `None` if none is.
    pub(super) fn kits(&mut self, written: Option<&[String]>, path: &FieldPath) -> Option<Vec<String>> {
        let written = written?;
        let mut kits: Vec<String> = Vec::with_capacity(written.len());
        for (index, id) in written.iter().enumerate() {
            let path = path.index(index);
            if !self.kit(id, &path) {
                continue;
            }
            if kits.contains(id) {
                let message = Bilingual::new(
                    format!("le kit «\u{a0}{id}\u{a0}» est cité deux fois"),
                    format!("kit `{id}` is listed twice"),
                );
                self.findings.report(&KIT_TWICE, &path, message);
            } else {
                kits.push(id.clone());
            }
        }
        if written.is_empty() {
            let message = Bilingual::new(
                "la liste des kits est vide\u{a0}: elle ne compte pas",
                "no kits are listed: the list does not count",
            );
            let help = Bilingual::new(
                "retirer cette ligne, ou citer un kit",
                "remove this line, or name a kit",
            );
            self.findings.report(&NO_KIT, path, message).help(help);
        }
        Some(kits).filter(|kits| !kits.is_empty())
    }

    /// The sectors that exist among those that are named; `None` if none does.
    pub(super) fn sectors(&mut self, written: Option<&[String]>, path: &FieldPath) -> Option<Vec<Sector>> {
        let written = written?;
        let mut sectors = Vec::with_capacity(written.len());
        for (index, name) in written.iter().enumerate() {
            match sector(name) {
                // One that is written twice is meant once.
                Some(sector) if !sectors.contains(&sector) => sectors.push(sector),
                Some(_) => {}
                None => self.unknown_sector(name, &path.index(index)),
            }
        }
        if written.is_empty() {
            let message = Bilingual::new(
                "la liste des secteurs est vide\u{a0}: les kits de tous sont montrés",
                "no sectors are listed: kits of all of them are shown",
            );
            let help = Bilingual::new(
                "retirer cette ligne, ou citer un secteur",
                "remove this line, or name a sector",
            );
            self.findings.report(&NO_SECTOR, path, message).help(help);
        }
        Some(sectors).filter(|sectors| !sectors.is_empty())
    }

    fn unknown_sector(&mut self, name: &str, path: &FieldPath) {
        let names = Sector::ALL.map(Sector::name);
        let message = Bilingual::new(
            format!("aucun secteur ne s’appelle «\u{a0}{name}\u{a0}»"),
            format!("no sector is called `{name}`"),
        );
        let all = names.join(", ");
        let help = did_you_mean(name, names)
            .unwrap_or_else(|| Bilingual::new(format!("possibles\u{a0}: {all}"), format!("possible: {all}")));
        self.findings.report(&UNKNOWN_SECTOR, path, message).help(help);
    }
}

/// The sector of that name; accents, capitals and what joins two words do no harm.
fn sector(name: &str) -> Option<Sector> {
    let plain = |name: &str| -> String {
        let letters = name
            .to_lowercase()
            .replace(['é', 'è'], "e")
            .replace('â', "a")
            .replace('ô', "o");
        letters.chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    let wanted = plain(name);
    Sector::ALL.into_iter().find(|sector| plain(sector.name()) == wanted)
}

//! Going back to the previous version, and taking a kit away.

use super::{Change, Place, Record, Store, receive::renamed};
use crate::{
    finding::{Code, Findings},
    kit::{
        self, Depth,
        pack::{not_written, quoted, refusal},
    },
    language::Bilingual,
};

const NO_PREVIOUS: Code = Code::error("K737", "aucune version précédente");
const NOT_INSTALLED: Code = Code::error("K738", "kit qui n’a pas été installé");

pub(super) const CODES: &[Code] = &[NO_PREVIOUS, NOT_INSTALLED];

impl Store<'_> {
    /// Plays the previous version of a kit again; the other is kept in turn. Tells which version it is now.
    ///
    /// # Errors
    /// If there is none, or none that can be played any more.
    pub fn rollback(&mut self, id: &str) -> Result<Record, Findings> {
        let done = self.try_rollback(id);
        if done.is_err() {
            self.put_right();
        }
        done
    }

    fn try_rollback(&mut self, id: &str) -> Result<Record, Findings> {
        let shelf = self.state.kits.get(id).ok_or_else(|| self.not_installed(id))?;
        let folder = self.hidden(Place::Previous, id);
        let Some(record) = self.record_of(&folder, shelf.previous.as_ref()) else {
            return Err(refusal(
                &NO_PREVIOUS,
                Bilingual::new(
                    format!("le kit «\u{a0}{id}\u{a0}» n’a pas de version précédente"),
                    format!("the kit `{id}` has no previous version"),
                ),
                Bilingual::new(
                    "installer l’archive de la version voulue, après «\u{a0}etabli kit remove\u{a0}» si elle est plus ancienne",
                    "install the archive of the version you want, after `etabli kit remove` if it is older",
                ),
            ));
        };
        let (kit, findings) = kit::kit_from_folder(&folder, Depth::Quick);
        if kit.is_none() {
            return Err(renamed(findings, &folder, &format!("{id} {}", record.version)));
        }
        let change = Change::Rollback {
            id: id.to_owned(),
            record: record.clone(),
            replaces: self.record_of_live(id),
        };
        self.put(id, &folder, change).map_err(|error| not_written(&error))?;
        Ok(record)
    }

    /// Takes a kit away with all its versions. Tells which one was played, or was to be.
    ///
    /// # Errors
    /// If it was not installed by this store: what was copied by hand is removed by hand.
    pub fn remove(&mut self, id: &str) -> Result<Option<Record>, Findings> {
        let shelf = self.state.kits.get(id).ok_or_else(|| self.not_installed(id))?;
        let record = shelf.live.clone().or_else(|| shelf.waiting.clone());
        let mut place = || {
            self.announce(Change::Remove { id: id.to_owned() })?;
            self.settle()?;
            self.sweep()
        };
        let done = place().map_err(|error| not_written(&error));
        if done.is_err() {
            self.put_right();
        }
        done.map(|()| record)
    }

    pub(super) fn not_installed(&self, id: &str) -> Findings {
        let [fr, en] = quoted(id);
        let message = Bilingual::new(
            format!("le kit {fr} n’a pas été installé avec «\u{a0}etabli kit install\u{a0}»"),
            format!("the kit {en} was not installed with `etabli kit install`"),
        );
        let help = if self.live(id).is_dir() && kit::check::is_kit_id(id) {
            Bilingual::new(
                "il a été copié à la main\u{a0}: son dossier se retire à la main",
                "it was copied by hand: its folder is removed by hand",
            )
        } else {
            let installed: Vec<&str> = self.state.kits.keys().map(String::as_str).collect();
            let names = if installed.is_empty() {
                "–".to_owned()
            } else {
                installed.join(", ")
            };
            Bilingual::new(
                format!("kits installés\u{a0}: {names}"),
                format!("installed kits: {names}"),
            )
        };
        refusal(&NOT_INSTALLED, message, help)
    }
}

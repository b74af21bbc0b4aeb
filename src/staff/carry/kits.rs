//! « Kits »: which are shown, in which order, and where each begins.

use etabli_staff::{KitsAction, view};
use etabli_upkeep::quarantine;

use super::Hands;
use crate::{
    config::KioskConfig,
    mechanics::Level,
    staff::{bench::Purpose, errand::argument},
};

/// Shows a kit or hides it. `shown`: those that visitors see now, in their order.
pub(super) fn show(shown: &[String], id: &str, is_shown: bool) -> Vec<String> {
    let mut kits: Vec<String> = shown.iter().filter(|kit| *kit != id).cloned().collect();
    if is_shown {
        kits.push(id.to_owned());
    }
    kits
}

/// Moves a kit by so many places.
pub(super) fn moved(shown: &[String], id: &str, by: i32) -> Vec<String> {
    let mut kits = shown.to_vec();
    if let Some(from) = kits.iter().position(|kit| kit == id) {
        let last = i64::try_from(kits.len() - 1).unwrap_or(0);
        let to = (from as i64 + i64::from(by)).clamp(0, last);
        let kit = kits.remove(from);
        kits.insert(to as usize, kit);
    }
    kits
}

/// Where tries of a kit begin from now on.
pub(super) fn set_level(config: &mut KioskConfig, id: &str, level: view::Level) {
    let level = match level {
        view::Level::Decouverte => Level::Discovery,
        view::Level::Defi => Level::Challenge,
        view::Level::Expert => Level::Expert,
    };
    config.levels.retain(|(kit, _)| kit != id);
    if level != config.level {
        config.levels.push((id.to_owned(), level));
    }
}

impl Hands<'_> {
    /// The kits that visitors see, in their order.
    fn shown(&self) -> Vec<String> {
        self.library.playable().map(|kit| kit.id().to_owned()).collect()
    }

    pub(super) fn kits(&mut self, wish: &KitsAction) {
        match wish {
            KitsAction::Show { id, is_shown } => {
                let kits = show(&self.listed(), id, *is_shown);
                if kits.is_empty() {
                    self.bench.say(false, "Il faut au moins un kit.");
                } else {
                    self.list(
                        kits,
                        format!("{id}\u{a0}: {}", if *is_shown { "proposé" } else { "retiré" }),
                    );
                }
            }
            KitsAction::Move { id, by } => {
                let kits = moved(&self.listed(), id, *by);
                self.list(kits, format!("Place de {id}"));
            }
            KitsAction::SetLevel { id, level } => {
                self.change(format!("Niveau de {id}"), |config| set_level(config, id, *level));
            }
            KitsAction::Install(path) => {
                let arguments = ["kit", "install", argument(path)];
                self.bench.send(Purpose::Install, "Installation du kit", &arguments);
            }
            KitsAction::InstallAndTrust { archive, publisher } => {
                let arguments = ["kit", "install", argument(archive), "--trust", argument(publisher)];
                self.bench.send(Purpose::Install, "Installation du kit", &arguments);
            }
            KitsAction::Prove(id) => {
                let arguments = ["kit", "prove", "--pending", "--clumsy", "3"];
                let title = format!("Essai de {id} par le robot");
                self.bench.send(Purpose::Prove(id.clone()), &title, &arguments);
            }
            KitsAction::Rollback(id) => {
                self.bench.send(
                    Purpose::Rollback,
                    "Retour à la version d’avant",
                    &["kit", "rollback", id],
                );
            }
            KitsAction::Retry(id) => self.retry(id),
            KitsAction::LookForSticks => self.gatherer.ask(),
        }
    }

    fn listed(&self) -> Vec<String> {
        self.bench.listed(&self.config, &self.shown())
    }

    /// The event's own list goes before the kiosk's.
    fn list(&mut self, kits: Vec<String>, label: String) {
        let is_of_event = self.bench.event.as_ref().is_some_and(|(_, draft)| draft.kits.is_some());
        let is_saved = if is_of_event {
            self.bench.change_event(label, |draft| draft.kits = Some(kits))
        } else {
            self.change(label, |config| config.kits = Some(kits))
        };
        self.bench.needs_restart |= is_saved;
    }

    fn retry(&mut self, id: &str) {
        match quarantine::remove(&self.bench.places.data, id) {
            Ok(_) => {
                self.bench.needs_restart = true;
                self.bench.say(
                    true,
                    format!("{id} est de nouveau proposé dès la fermeture du panneau."),
                );
                self.gatherer.ask();
            }
            Err(error) => self
                .bench
                .say(false, format!("La quarantaine ne peut pas être changée\u{a0}: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kits(names: &str) -> Vec<String> {
        names.chars().map(String::from).collect()
    }

    #[test]
    fn kits_come_go_and_change_places() {
        assert_eq!(show(&kits("abc"), "b", false), kits("ac"));
        assert_eq!(show(&kits("abc"), "d", true), kits("abcd"));
        assert_eq!(moved(&kits("abc"), "c", -1), kits("acb"));
        assert_eq!(moved(&kits("abc"), "a", -1), kits("abc"));
        assert_eq!(moved(&kits("abc"), "a", 9), kits("bca"));
    }

    #[test]
    fn a_level_like_the_others_needs_no_line() {
        let mut config = KioskConfig::default();
        set_level(&mut config, "soudure", view::Level::Expert);
        assert_eq!(config.level_of("soudure"), Level::Expert);
        set_level(&mut config, "soudure", view::Level::Decouverte);
        assert!(config.levels.is_empty());
    }

    proptest! {
        #[test]
        fn moving_loses_no_kit(order in "[a-f]{1,6}", id in "[a-g]", by in -9i32..9) {
            let before = kits(&order);
            let mut after = moved(&before, &id, by);
            let mut sorted = before.clone();
            sorted.sort();
            after.sort();
            prop_assert_eq!(after, sorted);
        }
    }
}

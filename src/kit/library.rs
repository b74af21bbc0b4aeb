//! The kits of this kiosk: listed at the start, loaded a few at a time, the broken ones left out and remembered.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use bevy::{asset::AssetLoadFailedEvent, prelude::*};

use super::{Kit, Sector, asset::LoadedKit, raw::Step};
use crate::{
    AppSystems,
    config::{self, Event, KioskConfig},
    finding::{Code, FieldPath, Finding, Severity},
    language::Bilingual,
};

/// Where the kits lie; inserted before the plugin.
#[derive(Resource, Clone, Debug)]
pub struct KitsFolder(pub PathBuf);

/// Loads under way at once: enough to hide the disk, few enough to leave the cores to the frame.
const AT_ONCE: usize = 2;

/// Kits that are kept off the shelf, by id, and why. Inserted before the plugin where there are any.
#[derive(Resource, Clone, Debug, Default)]
pub struct Barred {
    /// Not one kit is shown.
    pub everything: bool,
    pub kits: BTreeMap<String, Finding>,
}

impl Barred {
    fn admits(&self, id: &str) -> bool {
        !self.everything && !self.kits.contains_key(id)
    }
}

/// The event whose theme chooses among the kits. Inserted before the plugin where there is one.
#[derive(Resource, Clone, Debug, Default)]
pub struct Theme(pub Option<Event>);

impl Theme {
    fn admits(&self, sector: Sector) -> bool {
        let sectors = self.0.as_ref().and_then(|event| event.sectors.as_ref());
        sectors.is_none_or(|sectors| sectors.contains(&sector))
    }
}

#[derive(Debug)]
enum Entry {
    Listed,
    Loading(Handle<LoadedKit>),
    Ready(Box<Kit>),
    /// Left out, and why.
    Refused,
}

/// Every kit folder of the kiosk, in the catalogue's order.
#[derive(Resource, Debug, Default)]
pub struct Library {
    order: Vec<String>,
    entries: BTreeMap<String, Entry>,
    /// For staff: everything the checks said.
    findings: Vec<Finding>,
    /// Milliseconds each kit took to load.
    load_times: Vec<(String, f32)>,
    /// How many times a kit took the place of another.
    renewals: u32,
    /// Kits that are loaded but not of the event's theme, and where each begins.
    aside: BTreeSet<String>,
    /// Everything is loaded and what is shown is chosen.
    is_arranged: bool,
}

impl Library {
    /// A kit that can be played.
    pub fn kit(&self, id: &str) -> Option<&Kit> {
        match self.entries.get(id)? {
            Entry::Ready(kit) => Some(kit),
            Entry::Listed | Entry::Loading(_) | Entry::Refused => None,
        }
    }

    /// A step of a kit that can be played, with its kit.
    pub fn step(&self, kit: &str, index: usize) -> Option<(&Kit, &Step)> {
        let kit = self.kit(kit)?;
        Some((kit, kit.steps().get(index)?))
    }

    /// Kits that can be played, in the catalogue's order.
    pub fn playable(&self) -> impl Iterator<Item = &Kit> {
        let shown = self.order.iter().filter(|id| !self.aside.contains(*id));
        shown.filter_map(|id| self.kit(id))
    }

    /// The first kit of the catalogue's order that can be played; `None` while one before it still loads. Known long before
    /// all are, and the same at every start, whichever kit the disk reads first.
    pub fn opening(&self) -> Option<&Kit> {
        let shown = self.order.iter().filter(|id| !self.aside.contains(*id));
        for id in shown {
            match self.entries.get(id)? {
                Entry::Ready(kit) => return Some(kit),
                Entry::Refused => {}
                Entry::Listed | Entry::Loading(_) => return None,
            }
        }
        None
    }

    /// Kits that can be played, also those that the event's theme leaves out.
    pub fn loaded(&self) -> impl Iterator<Item = &Kit> {
        self.entries.keys().filter_map(|id| self.kit(id))
    }

    /// Kits that the event's theme leaves out.
    pub fn aside(&self) -> impl Iterator<Item = &str> {
        self.aside.iter().map(String::as_str)
    }

    /// All kits are loaded or refused.
    pub fn is_settled(&self) -> bool {
        self.entries
            .values()
            .all(|entry| matches!(entry, Entry::Ready(_) | Entry::Refused))
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub fn load_times(&self) -> &[(String, f32)] {
        &self.load_times
    }

    /// How many times a kit took the place of another: what was drawn before is out of date.
    pub fn renewals(&self) -> u32 {
        self.renewals
    }

    /// Plays nothing but this kit from now on, at once.
    pub fn hold_only(&mut self, kit: Kit) {
        self.order = vec![kit.id().to_owned()];
        self.entries = BTreeMap::from([(kit.id().to_owned(), Entry::Ready(Box::new(kit)))]);
        self.renewals += 1;
    }

    /// The folder of this kit holds something else now, or nothing (`is_there`): it is loaded anew, or left out. `wanted`
    /// as the config chooses and orders kits.
    pub fn renew(&mut self, id: &str, is_there: bool, wanted: Option<&[String]>, barred: &Barred) {
        if is_there && barred.admits(id) {
            self.entries.insert(id.to_owned(), Entry::Listed);
        } else {
            self.entries.remove(id);
        }
        self.order = match wanted {
            None => self.entries.keys().cloned().collect(),
            Some(wanted) => wanted
                .iter()
                .filter(|id| self.entries.contains_key(*id))
                .cloned()
                .collect(),
        };
        self.entries.retain(|id, _| self.order.contains(id));
        self.renewals += 1;
        self.is_arranged = false;
    }

    /// Something staff should know.
    pub fn tell(&mut self, finding: Finding) {
        error!("{}", finding.headline(crate::language::Language::French));
        self.findings.push(finding);
    }

    /// Leaves a kit out from now on.
    pub fn refuse(&mut self, id: &str, finding: Finding) {
        self.tell(finding);
        if let Some(entry) = self.entries.get_mut(id) {
            *entry = Entry::Refused;
        }
    }
}

/// Beside the codes of the checks, documented with them.
pub const NOT_LOADED: Code = Code::error("K590", "kit sans défaut apparent que la borne n’arrive pas à charger");

/// A kit that failed where the checks could not see it coming.
pub fn failed(id: &str, reason: &str) -> Finding {
    Finding {
        code: NOT_LOADED.id,
        severity: NOT_LOADED.severity,
        file: format!("kits/{id}"),
        path: FieldPath::root(),
        place: None,
        message: Bilingual::new(
            format!("le kit ne se charge pas\u{a0}: {reason}"),
            format!("the kit cannot be loaded: {reason}"),
        ),
        help: Some(Bilingual::new(
            "vérifier le kit avec «\u{a0}etabli kit check\u{a0}», puis le copier à nouveau",
            "check the kit with `etabli kit check`, then copy it again",
        )),
        fix: None,
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Library>()
        .init_resource::<Barred>()
        .init_resource::<Theme>()
        .add_systems(Startup, list)
        .add_systems(
            Update,
            (load, settle, report_failures, arrange)
                .chain()
                .in_set(AppSystems::Rules),
        );
}

/// Names of the folders only: the time it takes does not grow with what is in them.
fn list(folder: Res<KitsFolder>, config: Res<KioskConfig>, barred: Res<Barred>, mut library: ResMut<Library>) {
    let mut found: Vec<String> = match std::fs::read_dir(&folder.0) {
        Ok(entries) => entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.'))
            .collect(),
        Err(error) => {
            error!("{}: {error}", folder.0.display());
            Vec::new()
        }
    };
    found.sort_unstable();
    library.order = match &config.kits {
        None => found,
        Some(wanted) => {
            for id in wanted.iter().filter(|id| !found.contains(id)) {
                library.findings.push(failed(id, "dossier absent"));
            }
            wanted.iter().filter(|id| found.contains(id)).cloned().collect()
        }
    };
    let Library { order, findings, .. } = &mut *library;
    findings.extend(order.iter().filter_map(|id| barred.kits.get(id).cloned()));
    order.retain(|id| barred.admits(id));
    library.entries = library.order.iter().map(|id| (id.clone(), Entry::Listed)).collect();
}

/// Leaves out what is not of the event's theme, once it is known which sectors there are.
fn arrange(mut library: ResMut<Library>, config: Res<KioskConfig>, theme: Res<Theme>) {
    if library.is_arranged || !library.is_settled() {
        return;
    }
    library.is_arranged = true;
    let known: Vec<(&str, Sector)> = library
        .order
        .iter()
        .filter_map(|id| Some((id.as_str(), library.kit(id)?.sector())))
        .collect();
    let chosen = config::choose(&config, theme.0.as_ref(), &known);
    let order: Vec<String> = chosen.into_iter().map(|(id, _)| id).collect();
    if order.is_empty() {
        return;
    }
    let aside = library.order.iter().filter(|id| !order.contains(id)).cloned().collect();
    let rest: Vec<String> = library.order.iter().filter(|id| !order.contains(id)).cloned().collect();
    library.aside = aside;
    library.order = order.into_iter().chain(rest).collect();
}

fn load(mut library: ResMut<Library>, assets: Res<AssetServer>) {
    if library.is_settled() {
        return;
    }
    let loading = library
        .entries
        .values()
        .filter(|entry| matches!(entry, Entry::Loading(_)))
        .count();
    let Library { order, entries, .. } = &mut *library;
    let waiting = order
        .iter()
        .filter(|id| matches!(entries.get(*id), Some(Entry::Listed)));
    let next: Vec<String> = waiting.take(AT_ONCE.saturating_sub(loading)).cloned().collect();
    for id in next {
        let handle = assets.load(format!("kits://{id}/kit.ron"));
        entries.insert(id, Entry::Loading(handle));
    }
}

fn settle(mut library: ResMut<Library>, mut loaded: ResMut<Assets<LoadedKit>>, theme: Res<Theme>) {
    if library.is_settled() {
        return;
    }
    let ready: Vec<(String, Handle<LoadedKit>)> = library
        .entries
        .iter()
        .filter_map(|(id, entry)| match entry {
            Entry::Loading(handle) if loaded.contains(handle) => Some((id.clone(), handle.clone())),
            _ => None,
        })
        .collect();
    for (id, handle) in ready {
        let Some(mut asset) = loaded.get_mut(&handle) else {
            continue;
        };
        let (kit, findings) = (asset.kit.take(), std::mem::take(&mut asset.findings));
        library.load_times.push((id.clone(), asset.millis));
        for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
            error!("{}", finding.headline(crate::language::Language::French));
        }
        library.findings.extend(findings);
        // Until all are known, what is not of the theme is not shown: nobody sees it come and go.
        let is_aside = kit.as_ref().is_some_and(|kit| !theme.admits(kit.sector()));
        if is_aside {
            library.aside.insert(id.clone());
        }
        let entry = kit.map_or(Entry::Refused, |kit| Entry::Ready(Box::new(kit)));
        library.entries.insert(id, entry);
    }
}

fn report_failures(mut failures: MessageReader<AssetLoadFailedEvent<LoadedKit>>, mut library: ResMut<Library>) {
    for failure in failures.read() {
        let id = failure
            .path
            .path()
            .parent()
            .map(|folder| folder.to_string_lossy().into_owned())
            .unwrap_or_default();
        library.refuse(&id, failed(&id, &failure.error.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shelf of these kits in this order.
    fn shelf(entries: [(&str, Entry); 3]) -> Library {
        Library {
            order: entries.iter().map(|(id, _)| (*id).to_owned()).collect(),
            entries: entries.into_iter().map(|(id, entry)| (id.to_owned(), entry)).collect(),
            ..Library::default()
        }
    }

    fn opening(entries: [(&str, Entry); 3]) -> Option<String> {
        shelf(entries).opening().map(|kit| kit.id().to_owned())
    }

    #[test]
    fn the_kit_that_calls_first_is_the_orders_and_not_the_disks() {
        let ready = |id: &str| {
            let base = include_str!("../../tests/it/bad_kits/base/kit.ron");
            let (mut raw, _) = super::super::parse("base/kit.ron", base.as_bytes()).expect("the base kit");
            id.clone_into(&mut raw.id);
            Entry::Ready(Box::new(Kit::unchecked(raw)))
        };
        let loading = || Entry::Loading(Handle::default());
        assert_eq!(opening([("b", loading()), ("a", ready("a")), ("c", ready("c"))]), None);
        assert_eq!(
            opening([("b", ready("b")), ("a", ready("a")), ("c", Entry::Listed)]),
            Some("b".to_owned())
        );
        assert_eq!(
            opening([("b", Entry::Refused), ("a", ready("a")), ("c", Entry::Listed)]),
            Some("a".to_owned())
        );
        assert_eq!(
            opening([("b", Entry::Refused), ("a", Entry::Refused), ("c", Entry::Refused)]),
            None
        );
        let mut themed = shelf([("b", ready("b")), ("a", Entry::Listed), ("c", ready("c"))]);
        themed.aside.insert("b".to_owned());
        assert!(
            themed.opening().is_none(),
            "a, of which it is not known whether it may be shown"
        );
    }
}

//! « Kits »: one card each.

use std::collections::BTreeMap;

use etabli_staff::view::{
    Archive, FindingText, Held, KitCard, KitsView, Level, Picture, Proof, Quarantine, Severity, Stranger,
};

use super::data::at;
use crate::{
    finding::{self, Finding},
    kit::{
        Kit, Library,
        pack::Sha256Sum,
        store::{Record, Shelf, Status},
    },
    language::{Language, dates},
    staff::facts::{Facts, sticks},
};

/// What is known of the kits besides what was gathered.
pub(super) struct Shelves<'a> {
    pub library: &'a Library,
    /// Every folder of kits, shown or not.
    pub folders: &'a [String],
    /// In the catalogue's order.
    pub shown: &'a [String],
    pub levels: &'a BTreeMap<String, Level>,
    pub pictures: &'a BTreeMap<String, Picture>,
    /// Tried by the robot right now.
    pub proving: Option<&'a str>,
    pub outside_theme: &'a [String],
}

pub(super) fn view(shelves: &Shelves, facts: &Facts) -> KitsView {
    let hidden = shelves.folders.iter().filter(|id| !shelves.shown.contains(id));
    let cards = shelves.shown.iter().chain(hidden).map(|id| card(id, shelves, facts));
    // Last: beside the stick they came with.
    let newcomers = facts.newcomers.iter().map(|(id, title)| KitCard {
        name: title.clone(),
        is_newcomer: true,
        ..card(id, shelves, facts)
    });
    let archives = facts.sticks.iter().flat_map(|stick| &stick.archives);
    KitsView {
        cards: cards.chain(newcomers).collect(),
        archives: archives
            .map(|found| Archive {
                path: found.path.clone(),
                file_name: found
                    .path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                about: found.about.as_ref().ok().cloned(),
                refusal: found.about.as_ref().err().cloned(),
                stranger: found.stranger.as_ref().map(stranger),
                held: found
                    .holds
                    .as_ref()
                    .and_then(|(id, content)| held(facts.installed.kits.get(id)?, *content)),
            })
            .collect(),
        has_stick: !facts.sticks.is_empty(),
    }
}

/// Where on its shelf a kit of this content lies.
fn held(shelf: &Shelf, content: Sha256Sum) -> Option<Held> {
    let places = [
        (&shelf.live, Held::Live),
        (&shelf.waiting, Held::Waiting),
        (&shelf.previous, Held::Previous),
    ];
    let is_it = |record: &Record| record.content == content;
    places
        .into_iter()
        .find_map(|(record, held)| record.as_ref().is_some_and(is_it).then_some(held))
}

fn stranger(found: &sticks::Stranger) -> Stranger {
    Stranger {
        fingerprint: found.key.fingerprint(),
        introduced: found
            .introduced
            .as_ref()
            .map(|(path, publisher)| (path.clone(), publisher.name.clone())),
    }
}

fn card(id: &str, shelves: &Shelves, facts: &Facts) -> KitCard {
    let kit = shelves.library.kit(id);
    let shelf = facts.installed.kits.get(id);
    let findings: Vec<&Finding> = shelves
        .library
        .findings()
        .iter()
        .filter(|finding| is_of(finding, id))
        .collect();
    let to_validate = findings.iter().filter(|finding| is_to_validate(finding)).count();
    KitCard {
        id: id.to_owned(),
        name: kit.map_or_else(|| id.to_owned(), |kit| kit.title(Language::French)),
        picture: shelves.pictures.get(id).copied(),
        version: version(kit, shelf),
        publisher: shelf.and_then(publisher),
        proof: proof(id, shelf, shelves),
        to_validate: u32::try_from(to_validate).unwrap_or(u32::MAX),
        findings: findings
            .into_iter()
            .filter(|finding| !is_to_validate(finding))
            .map(text)
            .collect(),
        is_shown: shelves.shown.iter().any(|shown| shown == id),
        is_outside_theme: shelves.outside_theme.iter().any(|outside| outside == id),
        is_newcomer: false,
        level: shelves.levels.get(id).copied().unwrap_or_default(),
        previous: shelf.and_then(|shelf| Some(shelf.previous.as_ref()?.version.clone())),
        quarantine: facts
            .quarantine
            .iter()
            .find(|entry| entry.kit == id)
            .map(|entry| Quarantine {
                reason: entry.reason.clone(),
                since: at(entry.since.as_second()),
            }),
    }
}

/// Files of findings are `kits/<id>/…` or `<id>/…`.
fn is_of(finding: &Finding, id: &str) -> bool {
    let file = finding.file.strip_prefix("kits/").unwrap_or(&finding.file);
    file == id || file.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'))
}

/// Numbers that the branch still has to confirm are counted, not listed.
fn is_to_validate(finding: &Finding) -> bool {
    finding.severity == finding::Severity::Note
}

fn version(kit: Option<&Kit>, shelf: Option<&Shelf>) -> String {
    let known = shelf.and_then(|shelf| shelf.live.as_ref().or(shelf.waiting.as_ref()));
    kit.map(|kit| kit.version().to_owned())
        .or_else(|| Some(known?.version.clone()))
        .unwrap_or_else(|| "?".to_owned())
}

fn publisher(shelf: &Shelf) -> Option<String> {
    let newest = shelf.waiting.as_ref().or(shelf.live.as_ref())?;
    Some(newest.publisher.as_ref()?.name.clone())
}

fn proof(id: &str, shelf: Option<&Shelf>, shelves: &Shelves) -> Proof {
    if shelves.proving == Some(id) {
        return Proof::Running;
    }
    let Some(shelf) = shelf else { return Proof::None };
    match (&shelf.waiting, &shelf.live) {
        (Some(waiting), _) => match &waiting.status {
            Status::Refused { on, why } => Proof::Failed(format!("le {}\u{a0}: {}", dates::day(*on), why.join(", "))),
            Status::EnAttente | Status::Proven => Proof::Waiting,
        },
        (None, Some(live)) if live.status == Status::Proven => Proof::Proven("sur cette borne".to_owned()),
        _ => Proof::None,
    }
}

/// A finding as the panel shows it.
pub fn text(finding: &Finding) -> FindingText {
    FindingText {
        severity: match finding.severity {
            finding::Severity::Error => Severity::Error,
            finding::Severity::Warning => Severity::Warning,
            finding::Severity::Note => Severity::Note,
        },
        code: finding.code.to_owned(),
        place: finding
            .place
            .map(|place| format!("ligne {}, colonne {}", place.line, place.column))
            .unwrap_or_default(),
        text: finding.message.fr.clone(),
        excerpt: None,
        help: finding.help.as_ref().map(|help| help.fr.clone()),
    }
}

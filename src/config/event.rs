//! `config/events/<id>.ron`: the fair this kiosk stands at, and where its trades can be met, hour by hour.

use std::{io, path::Path};

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use serde::Deserialize;

use super::{draft::EventDraft, fields, last_good, programme, sealing};
use crate::{
    engagement::plan::{EventPlan, SealingPlan},
    finding::{Code, FieldPath, Findings, RonCodes},
    kit::Sector,
    language::Bilingual,
};

/// A checked event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// « Salon des métiers ».
    pub name: Bilingual,
    /// Town and hall.
    pub place: Bilingual,
    /// The part of the region it is held in, for the agency's reports: « Pays d’Auge ».
    pub territory: Option<Bilingual>,
    /// What it is about, as it is shown: « Semaine de l’industrie ».
    pub theme: Option<Bilingual>,
    /// Kits of these sectors are shown; `None`: of all.
    pub sectors: Option<Vec<Sector>>,
    /// Kits that are shown, in this order, whatever the kiosk's own list; `None`: what the kiosk says.
    pub kits: Option<Vec<String>>,
    /// How what visitors try is counted.
    pub sealing: SealingPlan,
    /// First and last day.
    pub(super) days: (civil::Date, civil::Date),
    pub(super) zone: TimeZone,
    /// When visitors come in; empty: all day long, on each of its days.
    pub(super) hours: Vec<Presence>,
    pub(super) stands: Vec<Shown>,
}

/// Where someone of a trade can be met.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Stand {
    pub name: Bilingual,
    /// « Hall 2, stand B14 ».
    pub place: Bilingual,
}

/// A stand, the kit it belongs to and when someone is there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) kit: String,
    pub(super) stand: Stand,
    pub(super) presence: Vec<Presence>,
}

/// From the first minute to the last, the last not included, in the event's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Presence {
    pub(super) from: civil::DateTime,
    pub(super) to: civil::DateTime,
}

impl Event {
    /// The stands of this kit where someone is at `now`, in the file's order.
    pub fn stands_for(&self, kit: &str, now: Timestamp) -> Vec<&Stand> {
        // The clock on the wall decides, as it does for those who hold the stand.
        let now = now.to_zoned(self.zone.clone()).datetime();
        let is_there = |presence: &Presence| (presence.from..presence.to).contains(&now);
        let shown = self
            .stands
            .iter()
            .filter(|shown| shown.kit == kit && shown.presence.iter().any(is_there));
        shown.map(|shown| &shown.stand).collect()
    }

    /// Whether no visitor is let in at `now` nor in the time that follows it.
    pub fn is_closed(&self, now: Timestamp, and_for: SignedDuration) -> bool {
        let [from, to] = [now, now.saturating_add(and_for).unwrap_or(now)]
            .map(|moment| moment.to_zoned(self.zone.clone()).datetime());
        let (first, last) = self.days;
        let open_then = |hours: &Presence| from < hours.to && hours.from <= to;
        if self.hours.is_empty() {
            to.date() < first || from.date() > last
        } else {
            !self.hours.iter().any(open_then)
        }
    }

    /// The event as the journal needs to know it; `id` is the name of its file.
    pub fn plan(&self, id: &str) -> EventPlan {
        let (first_day, last_day) = self.days;
        EventPlan {
            event: id.to_owned(),
            first_day,
            last_day,
            zone: self.zone.clone(),
            sealing: self.sealing,
        }
    }

    /// First and last day.
    pub fn days(&self) -> (civil::Date, civil::Date) {
        self.days
    }
}

pub(super) const MISSING: Code = Code::error("C201", "le fichier de l’événement n’existe pas ou ne s’ouvre pas");
const SYNTAX: Code = Code::error("C202", "le fichier de l’événement est mal écrit");
const ENCODING: Code = Code::error("C203", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C204", "le fichier est trop gros");
const UNKNOWN_FIELD: Code = Code::error("C205", "ce champ n’existe pas");
const MISSING_FIELD: Code = Code::error("C206", "un champ manque");
const DUPLICATE_FIELD: Code = Code::error("C207", "un champ est écrit deux fois");
const WRONG_TYPE: Code = Code::error("C208", "la valeur n’est pas de la sorte attendue");
pub(super) const BAD_DATE: Code = Code::error("C211", "cette date n’existe pas");
pub(super) const DATES_ORDER: Code = Code::error("C212", "l’événement finit avant de commencer");
pub(super) const BAD_TIME: Code = Code::error("C213", "cette heure n’existe pas");
pub(super) const TIMES_ORDER: Code = Code::error("C214", "une plage horaire finit avant de commencer");
pub(super) const OUTSIDE: Code = Code::error("C215", "plage horaire en dehors des jours de l’événement");
pub(super) const OVERLAP: Code = Code::error("C216", "deux plages de la même liste se recouvrent");
pub(super) const EMPTY_TEXT: Code = Code::error("C217", "un texte est vide");
pub(super) const LONG_TEXT: Code = Code::warning("C218", "un texte est trop long pour l’écran");
pub(super) const BAD_KIT: Code = Code::error("C219", "ce n’est pas un nom de kit");
pub(super) const BAD_ZONE: Code = Code::error("C220", "ce fuseau horaire n’existe pas");
pub(super) const NO_ZONES: Code = Code::error("C221", "cette machine ne connaît pas les fuseaux horaires");
pub(super) const NEVER_THERE: Code = Code::warning("C222", "un stand n’a aucune présence");
pub(super) const UNKNOWN_SECTOR: Code = Code::error("C227", "ce secteur n’existe pas");
pub(super) const NO_SECTOR: Code = Code::error("C228", "la liste des secteurs est vide");
pub(super) const KIT_TWICE: Code = Code::warning("C229", "un kit est cité deux fois");
pub(super) const NO_KIT: Code = Code::error("C230", "la liste des kits est vide");
const LAST_GOOD: Code = Code::warning("C231", "la dernière bonne version de l’événement sert");

/// Everything that can be said about an event's file.
pub const CODES: [Code; 29] = [
    MISSING,
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    BAD_DATE,
    DATES_ORDER,
    BAD_TIME,
    TIMES_ORDER,
    OUTSIDE,
    OVERLAP,
    EMPTY_TEXT,
    LONG_TEXT,
    BAD_KIT,
    BAD_ZONE,
    NO_ZONES,
    NEVER_THERE,
    sealing::OUT_OF_RANGE,
    sealing::LOSS,
    sealing::LOSS_ACCEPTED,
    sealing::TOO_LONG,
    UNKNOWN_SECTOR,
    NO_SECTOR,
    KIT_TWICE,
    NO_KIT,
    LAST_GOOD,
];

const RON_CODES: RonCodes = RonCodes {
    too_big: TOO_BIG,
    encoding: ENCODING,
    syntax: SYNTAX,
    unknown_field: UNKNOWN_FIELD,
    missing_field: MISSING_FIELD,
    duplicate_field: DUPLICATE_FIELD,
    unknown_variant: WRONG_TYPE,
    wrong_type: WRONG_TYPE,
    out_of_range: WRONG_TYPE,
    too_deep: SYNTAX,
    bytes_max: super::BYTES_MAX,
};

/// Reads `<folder>/<id>.ron`; `None` if the event cannot be told, and then no stand is ever shown. Where the file cannot
/// be, the last good one that is kept beside it takes its place, if there is one.
pub fn load_event(folder: &Path, id: &str, findings: &mut Findings) -> Option<Event> {
    // An id that would lead out of the folder has no file.
    let is_id = super::is_id(id);
    let path = folder.join(format!("{id}.ron"));
    let file = super::file_name(&path);
    let read = if is_id {
        super::read(&path)
    } else {
        Err(io::ErrorKind::NotFound.into())
    };
    let event = match &read {
        Ok(bytes) => parse_event(&file, bytes, findings),
        Err(_) => None,
    };
    if event.is_some() {
        return event;
    }
    let good = is_id.then(|| last_good::of(&path, |file, bytes| parse_event(file, bytes, &mut Findings::default())));
    let good = good.flatten();
    if let Err(error) = read {
        report_unread(&file, id, &error, good.is_some(), findings);
    }
    if good.is_some() {
        last_good::tell(&LAST_GOOD, &file, findings);
    }
    good
}

fn report_unread(file: &str, id: &str, error: &io::Error, has_good: bool, findings: &mut Findings) {
    let absent = error.kind() == io::ErrorKind::NotFound;
    let why = if absent { String::new() } else { format!(" ({error})") };
    let [fr, en] = if has_good {
        ["", ""]
    } else {
        ["\u{a0}: aucun stand n’est indiqué", ": no stand is shown"]
    };
    let message = Bilingual::new(
        format!("l’événement «\u{a0}{id}\u{a0}» n’a pas de fichier{why}{fr}"),
        format!("event `{id}` has no file{why}{en}"),
    );
    let help = Bilingual::new(
        "vérifier la ligne «\u{a0}event\u{a0}» de config/kiosk.ron et le nom du fichier dans config/events",
        "check line `event` of config/kiosk.ron and the file's name in config/events",
    );
    let mut unread = Findings::default();
    unread.report(&MISSING, &FieldPath::root(), message).help(help);
    unread.locate(file, |_| None);
    findings.extend(unread);
}

/// Reads the text of an event; `file` is the name findings carry.
pub fn parse_event(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<Event> {
    read_event(file, bytes, findings)?.1
}

/// The text of an event as it is written, and checked; `None` if the text as a whole cannot be read.
pub(super) fn read_event(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<(EventDraft, Option<Event>)> {
    fields::checked(file, bytes, &RON_CODES, findings, |raw: EventDraft, found| {
        let event = programme::check(raw.clone(), jiff::tz::db(), found);
        (raw, event)
    })
}

//! `config/events/<id>.ron`: the fair this kiosk stands at, and where its trades can be met, hour by hour.

use std::path::Path;

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::Deserialize;

use super::{programme, sealing};
use crate::{
    engagement::plan::{EventPlan, SealingPlan},
    finding::{Code, Document, FieldPath, Findings, RonCodes, parse_ron},
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
    /// How what visitors try is counted.
    pub sealing: SealingPlan,
    /// First and last day.
    pub(super) days: (civil::Date, civil::Date),
    pub(super) zone: TimeZone,
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
pub(super) const TIMES_ORDER: Code = Code::error("C214", "la présence finit avant de commencer");
pub(super) const OUTSIDE: Code = Code::error("C215", "présence en dehors des jours de l’événement");
pub(super) const OVERLAP: Code = Code::error("C216", "deux présences du même stand se recouvrent");
pub(super) const EMPTY_TEXT: Code = Code::error("C217", "un texte est vide");
pub(super) const LONG_TEXT: Code = Code::warning("C218", "un texte est trop long pour l’écran");
pub(super) const BAD_KIT: Code = Code::error("C219", "ce n’est pas un nom de kit");
pub(super) const BAD_ZONE: Code = Code::error("C220", "ce fuseau horaire n’existe pas");
pub(super) const NO_ZONES: Code = Code::error("C221", "cette machine ne connaît pas les fuseaux horaires");
pub(super) const NEVER_THERE: Code = Code::warning("C222", "un stand n’a aucune présence");

/// Everything that can be said about an event's file.
pub const CODES: [Code; 24] = [
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

/// Reads `<folder>/<id>.ron`; `None` if the event cannot be told, and then no stand is ever shown.
pub fn load_event(folder: &Path, id: &str, findings: &mut Findings) -> Option<Event> {
    // An id that would lead out of the folder has no file.
    let path = folder.join(format!("{id}.ron"));
    let file = super::file_name(&path);
    let read = if super::is_id(id) {
        super::read(&path)
    } else {
        Err(std::io::ErrorKind::NotFound.into())
    };
    match read {
        Ok(bytes) => parse_event(&file, &bytes, findings),
        Err(error) => {
            let absent = error.kind() == std::io::ErrorKind::NotFound;
            let why = if absent { String::new() } else { format!(" ({error})") };
            let message = Bilingual::new(
                format!("l’événement « {id} » n’a pas de fichier{why} : aucun stand n’est indiqué"),
                format!("event `{id}` has no file{why}: no stand is shown"),
            );
            let help = Bilingual::new(
                "vérifier la ligne « event » de config/kiosk.ron et le nom du fichier dans config/events",
                "check line `event` of config/kiosk.ron and the file's name in config/events",
            );
            let mut unread = Findings::default();
            unread.report(&MISSING, &FieldPath::root(), message).help(help);
            unread.locate(&file, |_| None);
            findings.extend(unread);
            None
        }
    }
}

/// Reads the text of an event; `file` is the name findings carry.
pub fn parse_event(file: &str, bytes: &[u8], findings: &mut Findings) -> Option<Event> {
    match parse_ron::<programme::RawEvent>(file, bytes, &RON_CODES) {
        Ok(Document { raw, source }) => {
            let mut found = Findings::default();
            let event = programme::check(raw, jiff::tz::db(), &mut found);
            found.locate(file, |path| source.place(path));
            findings.extend(found);
            event
        }
        Err(unread) => {
            findings.extend(unread);
            None
        }
    }
}

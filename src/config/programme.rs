//! What an event's file says, and whether it makes sense: days, hours, time zone, stands.

mod kits;
#[cfg(test)]
mod tests;

use super::event::{
    BAD_DATE, BAD_TIME, BAD_ZONE, DATES_ORDER, EMPTY_TEXT, Event, LONG_TEXT, NEVER_THERE, NO_ZONES, OUTSIDE, OVERLAP,
    Presence, Shown, Stand, TIMES_ORDER,
};
use super::{
    draft::{EventDraft, SpanDraft, StandDraft},
    fields::{read_date, read_time},
    sealing,
};
use crate::{
    finding::{FieldPath, Findings, did_you_mean},
    language::Bilingual,
};
use jiff::{
    civil::{Date, Time},
    tz::{TimeZone, TimeZoneDatabase},
};

/// More does not fit the line it is shown on, characters.
const TEXT_MAX: usize = 60;

/// The event without the stands that are wrong: a visitor sent to the wrong place is worse off than one who is not sent.
/// `None` if the event's own days or time zone cannot be told.
pub(super) fn check(raw: EventDraft, zones: &TimeZoneDatabase, findings: &mut Findings) -> Option<Event> {
    let root = FieldPath::root();
    let mut checks = Checks { findings };
    checks.text(&raw.name, &root.field("name"));
    checks.text(&raw.place, &root.field("place"));
    let zone = checks.zone(&raw.time_zone, zones, &root.field("time_zone"));
    let start = checks.date(&raw.start, &root.field("start"));
    let end = checks.date(&raw.end, &root.field("end"));
    let days = start.zip(end).filter(|days| checks.days(*days, &root.field("end")));
    let hours = checks.hours(&raw.hours, days, &root.field("hours"));
    let territory = raw
        .territory
        .filter(|territory| checks.text(territory, &root.field("territory")));
    let theme = raw.theme.filter(|theme| checks.text(theme, &root.field("theme")));
    let sectors = checks.sectors(raw.sectors.as_deref(), &root.field("sectors"));
    let kits = checks.kits(raw.kits.as_deref(), &root.field("kits"));
    let engagement = root.field("engagement");
    let sealing = sealing::check(raw.engagement.as_ref(), days, &engagement, checks.findings);
    let mut stands = Vec::with_capacity(raw.stands.len());
    for (index, stand) in raw.stands.into_iter().enumerate() {
        stands.extend(checks.stand(stand, days, &root.field("stands").index(index)));
    }
    Some(Event {
        name: raw.name,
        place: raw.place,
        territory,
        theme,
        sectors,
        kits,
        sealing,
        days: days?,
        zone: zone?,
        hours,
        stands,
    })
}

struct Checks<'a> {
    findings: &'a mut Findings,
}

impl Checks<'_> {
    /// Whether both languages say something; too much of it is only a warning.
    fn text(&mut self, text: &Bilingual, path: &FieldPath) -> bool {
        let mut good = true;
        for (name, written) in [("fr", &text.fr), ("en", &text.en)] {
            let path = path.field(name);
            if written.trim().is_empty() {
                good = false;
                self.findings.report(
                    &EMPTY_TEXT,
                    &path,
                    Bilingual::new("ce texte est vide", "this text is empty"),
                );
            }
            let length = written.chars().count();
            if length > TEXT_MAX {
                let message = Bilingual::new(
                    format!("ce texte a {length} caractères : au-delà de {TEXT_MAX}, il passe à la ligne"),
                    format!("this text has {length} characters: more than {TEXT_MAX} do not fit one line"),
                );
                self.findings.report(&LONG_TEXT, &path, message);
            }
        }
        good
    }

    fn zone(&mut self, name: &str, zones: &TimeZoneDatabase, path: &FieldPath) -> Option<TimeZone> {
        let zone = zones.get(name).ok();
        if zone.is_none() && zones.available().next().is_none() {
            let message = Bilingual::new(
                "cette machine n’a pas de table des fuseaux horaires : aucun stand n’est indiqué",
                "this machine has no time zone database: no stand is shown",
            );
            let help = Bilingual::new("installer le paquet tzdata", "install the package tzdata");
            self.findings.report(&NO_ZONES, path, message).help(help);
        } else if zone.is_none() {
            let message = Bilingual::new(
                format!("fuseau horaire inconnu « {name} »"),
                format!("unknown time zone `{name}`"),
            );
            let known: Vec<_> = zones.available().collect();
            let help = did_you_mean(name, known.iter().map(|zone| zone.as_str()))
                .unwrap_or_else(|| Bilingual::new("par exemple \"Europe/Paris\"", "for instance \"Europe/Paris\""));
            self.findings.report(&BAD_ZONE, path, message).help(help);
        }
        zone
    }

    fn date(&mut self, written: &str, path: &FieldPath) -> Option<Date> {
        let date = read_date(written);
        if date.is_none() {
            let message = Bilingual::new(
                format!("« {written} » n’est pas une date"),
                format!("`{written}` is not a date"),
            );
            let help = Bilingual::new(
                "écrire année-mois-jour, par exemple \"2027-03-12\"",
                "write year-month-day, for instance \"2027-03-12\"",
            );
            self.findings.report(&BAD_DATE, path, message).help(help);
        }
        date
    }

    fn days(&mut self, (start, end): (Date, Date), path: &FieldPath) -> bool {
        if start > end {
            let message = Bilingual::new(
                format!("l’événement finit le {end}, avant de commencer le {start}"),
                format!("the event ends on {end}, before it starts on {start}"),
            );
            self.findings.report(&DATES_ORDER, path, message);
        }
        start <= end
    }

    fn time(&mut self, written: &str, path: &FieldPath) -> Option<Time> {
        let time = read_time(written);
        if time.is_none() {
            let message = Bilingual::new(
                format!("« {written} » n’est pas une heure"),
                format!("`{written}` is not a time"),
            );
            let help = Bilingual::new(
                "écrire heures:minutes, de \"00:00\" à \"23:59\", par exemple \"09:30\"",
                "write hours:minutes, from \"00:00\" to \"23:59\", for instance \"09:30\"",
            );
            self.findings.report(&BAD_TIME, path, message).help(help);
        }
        time
    }

    fn stand(&mut self, raw: StandDraft, days: Option<(Date, Date)>, path: &FieldPath) -> Option<Shown> {
        let StandDraft {
            kit,
            name,
            place,
            presence: raw,
        } = raw;
        let texts = [
            self.text(&name, &path.field("name")),
            self.text(&place, &path.field("place")),
        ];
        let known = self.kit(&kit, &path.field("kit"));
        let path = path.field("presence");
        if raw.is_empty() {
            let message = Bilingual::new(
                "ce stand n’a aucune présence : il n’est jamais indiqué",
                "nobody is ever at this stand: it is never shown",
            );
            self.findings.report(&NEVER_THERE, &path, message);
        }
        let read = |(index, presence): (usize, &SpanDraft)| self.presence(presence, days, &path.index(index));
        let presence: Vec<_> = raw.iter().enumerate().map(read).collect();
        let apart = self.apart(&presence, &path);
        let presence: Option<Vec<_>> = presence.into_iter().collect();
        let good = known && apart && texts == [true, true];
        presence.filter(|_| good).map(|presence| Shown {
            kit,
            stand: Stand { name, place },
            presence,
        })
    }

    /// The hours that make sense; none at all if one of them does not: a kiosk that took an open hall for a closed one
    /// would turn visitors away.
    fn hours(&mut self, raw: &[SpanDraft], days: Option<(Date, Date)>, path: &FieldPath) -> Vec<Presence> {
        let read = |(index, hours): (usize, &SpanDraft)| self.presence(hours, days, &path.index(index));
        let hours: Vec<_> = raw.iter().enumerate().map(read).collect();
        let apart = self.apart(&hours, path);
        hours
            .into_iter()
            .collect::<Option<_>>()
            .filter(|_| apart)
            .unwrap_or_default()
    }

    fn presence(&mut self, raw: &SpanDraft, days: Option<(Date, Date)>, path: &FieldPath) -> Option<Presence> {
        let date = self.date(&raw.date, &path.field("date"));
        let from = self.time(&raw.from, &path.field("from"));
        let to = self.time(&raw.to, &path.field("to"));
        let outside = date
            .zip(days)
            .is_some_and(|(date, (start, end))| !(start..=end).contains(&date));
        if outside {
            let message = Bilingual::new(
                format!("le {} est en dehors des jours de l’événement", raw.date),
                format!("{} is not one of the event's days", raw.date),
            );
            self.findings.report(&OUTSIDE, &path.field("date"), message);
        }
        let (date, (from, to)) = date.zip(from.zip(to))?;
        if from >= to {
            let message = Bilingual::new(
                format!("cette plage finit à {}, avant de commencer à {}", raw.to, raw.from),
                format!("this span ends at {}, before it begins at {}", raw.to, raw.from),
            );
            self.findings.report(&TIMES_ORDER, &path.field("to"), message);
        }
        (!outside && from < to).then(|| Presence {
            from: date.to_datetime(from),
            to: date.to_datetime(to),
        })
    }

    /// Whether no two spans of a list overlap; one that begins as another ends does not.
    fn apart(&mut self, presence: &[Option<Presence>], path: &FieldPath) -> bool {
        let mut good = true;
        for (index, later) in presence.iter().enumerate() {
            let overlaps = |earlier: &Presence| later.is_some_and(|it| it.from < earlier.to && earlier.from < it.to);
            if presence[..index].iter().flatten().any(overlaps) {
                good = false;
                let message = Bilingual::new(
                    "cette plage en recouvre une autre de la même liste",
                    "this span overlaps another of the same list",
                );
                self.findings.report(&OVERLAP, &path.index(index), message);
            }
        }
        good
    }
}

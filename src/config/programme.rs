//! What an event's file says, and whether it makes sense: days, hours, time zone, stands.

use jiff::{
    civil::{Date, Time},
    tz::{TimeZone, TimeZoneDatabase},
};
use serde::Deserialize;

use super::event::{
    BAD_DATE, BAD_KIT, BAD_TIME, BAD_ZONE, DATES_ORDER, EMPTY_TEXT, Event, LONG_TEXT, NEVER_THERE, NO_ZONES, OUTSIDE,
    OVERLAP, Presence, Shown, Stand, TIMES_ORDER,
};
use super::sealing;
use crate::{
    finding::{FieldPath, Findings, did_you_mean},
    language::Bilingual,
};

/// More does not fit the line it is shown on, characters.
const TEXT_MAX: usize = 60;

/// The file as it is written.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEvent {
    name: Bilingual,
    place: Bilingual,
    /// `YYYY-MM-DD`, like every date here.
    start: String,
    end: String,
    /// IANA, e.g. `Europe/Paris`.
    #[serde(default = "france")]
    time_zone: String,
    /// When visitors come in.
    #[serde(default)]
    hours: Vec<RawPresence>,
    #[serde(default)]
    territory: Option<Bilingual>,
    #[serde(default)]
    engagement: Option<sealing::RawEngagement>,
    #[serde(default)]
    stands: Vec<RawStand>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStand {
    kit: String,
    name: Bilingual,
    place: Bilingual,
    presence: Vec<RawPresence>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPresence {
    date: String,
    /// `HH:MM`, in the event's time zone.
    from: String,
    to: String,
}

fn france() -> String {
    "Europe/Paris".to_owned()
}

/// The event without the stands that are wrong: a visitor sent to the wrong place is worse off than one who is not sent.
/// `None` if the event's own days or time zone cannot be told.
pub(super) fn check(raw: RawEvent, zones: &TimeZoneDatabase, findings: &mut Findings) -> Option<Event> {
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

    fn stand(&mut self, raw: RawStand, days: Option<(Date, Date)>, path: &FieldPath) -> Option<Shown> {
        let RawStand {
            kit,
            name,
            place,
            presence: raw,
        } = raw;
        let texts = [
            self.text(&name, &path.field("name")),
            self.text(&place, &path.field("place")),
        ];
        let known = super::is_id(&kit);
        if !known {
            let message = Bilingual::new(
                format!("« {kit} » n’est pas un nom de kit"),
                format!("`{kit}` is not a kit's name"),
            );
            let help = Bilingual::new("écrire le nom du dossier du kit", "write the name of the kit's folder");
            self.findings.report(&BAD_KIT, &path.field("kit"), message).help(help);
        }
        let path = path.field("presence");
        if raw.is_empty() {
            let message = Bilingual::new(
                "ce stand n’a aucune présence : il n’est jamais indiqué",
                "nobody is ever at this stand: it is never shown",
            );
            self.findings.report(&NEVER_THERE, &path, message);
        }
        let read = |(index, presence): (usize, &RawPresence)| self.presence(presence, days, &path.index(index));
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
    fn hours(&mut self, raw: &[RawPresence], days: Option<(Date, Date)>, path: &FieldPath) -> Vec<Presence> {
        let read = |(index, hours): (usize, &RawPresence)| self.presence(hours, days, &path.index(index));
        let hours: Vec<_> = raw.iter().enumerate().map(read).collect();
        let apart = self.apart(&hours, path);
        hours
            .into_iter()
            .collect::<Option<_>>()
            .filter(|_| apart)
            .unwrap_or_default()
    }

    fn presence(&mut self, raw: &RawPresence, days: Option<(Date, Date)>, path: &FieldPath) -> Option<Presence> {
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

/// `YYYY-MM-DD` and nothing else.
pub(super) fn read_date(written: &str) -> Option<Date> {
    let shape = written.len() == 10 && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    written.parse().ok().filter(|_| shape)
}

/// `HH:MM` and nothing else.
fn read_time(written: &str) -> Option<Time> {
    let (hours, minutes) = written.split_once(':')?;
    let number = |digits: &str| {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<i8>().ok().filter(|_| plain)
    };
    Time::new(number(hours)?, number(minutes)?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::{config::parse_event, language::Language};

    fn stand(presence: &str) -> String {
        let text = "(fr: \"a\", en: \"b\")";
        format!("(kit: \"soudure\", name: {text}, place: {text}, presence: [{presence}])")
    }

    fn event(rest: &str) -> String {
        format!("(name: (fr: \"a\", en: \"b\"), place: (fr: \"a\", en: \"b\"), {rest})")
    }

    const DAYS: &str = "start: \"2027-03-26\", end: \"2027-03-28\"";

    /// How many stands are kept, and the codes of the findings in the order of the file.
    fn told(text: &str) -> (Option<usize>, Vec<&'static str>) {
        let mut findings = Findings::default();
        let event = parse_event("e", text.as_bytes(), &mut findings);
        (
            event.map(|event| event.stands.len()),
            findings.sorted().iter().map(|finding| finding.code).collect(),
        )
    }

    #[test]
    fn each_presence_is_checked_and_costs_its_stand_only() {
        let good = "(date: \"2027-03-26\", from: \"09:00\", to: \"12:00\")";
        for (presence, code) in [
            ("(date: \"2027-02-30\", from: \"09:00\", to: \"12:00\")", "C211"),
            ("(date: \"26/03/2027\", from: \"09:00\", to: \"12:00\")", "C211"),
            ("(date: \"2027-03-26T09\", from: \"09:00\", to: \"12:00\")", "C211"),
            ("(date: \"2027-03-26\", from: \"9h\", to: \"12:00\")", "C213"),
            ("(date: \"2027-03-26\", from: \"09:00\", to: \"24:00\")", "C213"),
            ("(date: \"2027-03-26\", from: \"9:00\", to: \"12:00\")", "C213"),
            ("(date: \"2027-03-26\", from: \"12:00\", to: \"12:00\")", "C214"),
            ("(date: \"2027-03-29\", from: \"09:00\", to: \"12:00\")", "C215"),
            (
                "(date: \"2027-03-26\", from: \"14:00\", to: \"18:00\"), (date: \"2027-03-26\", from: \"08:00\", to: \"14:01\")",
                "C216",
            ),
        ] {
            let text = event(&format!("{DAYS}, stands: [{}, {}]", stand(presence), stand(good)));
            assert_eq!(told(&text), (Some(1), vec![code]), "{presence}");
        }
        let touching = format!("{good}, (date: \"2027-03-26\", from: \"12:00\", to: \"18:00\")");
        assert_eq!(
            told(&event(&format!("{DAYS}, stands: [{}]", stand(&touching)))),
            (Some(1), vec![])
        );
        assert_eq!(
            told(&event(&format!("{DAYS}, stands: [{}]", stand("")))),
            (Some(1), vec!["C222"])
        );
    }

    #[test]
    fn an_event_without_days_or_zone_is_none() {
        for (rest, code) in [
            ("start: \"2027-03-28\", end: \"2027-03-26\"", "C212"),
            ("start: \"demain\", end: \"2027-03-26\"", "C211"),
            (
                "start: \"2027-03-26\", end: \"2027-03-26\", time_zone: \"Europe/Pari\"",
                "C220",
            ),
            ("start: \"2027-03-26\"", "C206"),
            ("start: \"2027-03-26\", end: \"2027-03-26\", stand: []", "C205"),
        ] {
            assert_eq!(told(&event(rest)), (None, vec![code]), "{rest}");
        }
    }

    #[test]
    fn the_hall_is_closed_outside_its_hours() {
        let closed = |hours: &str, now: &str, minutes| {
            let mut findings = Findings::default();
            let event = parse_event("e", event(&format!("{DAYS}, {hours}")).as_bytes(), &mut findings);
            let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
            let now = now.parse().expect("a moment");
            (
                event
                    .expect("an event")
                    .is_closed(now, SignedDuration::from_mins(minutes)),
                codes,
            )
        };
        let hours = "hours: [(date: \"2027-03-26\", from: \"09:00\", to: \"12:00\"), \
                     (date: \"2027-03-26\", from: \"13:00\", to: \"18:00\")]";
        for (now, minutes, is_closed) in [
            ("2027-03-26T08:20:00+01", 30, true),
            ("2027-03-26T08:31:00+01", 30, false),
            ("2027-03-26T11:59:00+01", 0, false),
            ("2027-03-26T12:00:00+01", 0, true),
            ("2027-03-26T12:10:00+01", 90, false),
            ("2027-03-26T18:00:00+01", 600, true),
            ("2027-03-27T10:00:00+01", 0, true),
            ("2026-11-26T10:00:00+01", 0, true),
        ] {
            assert_eq!(closed(hours, now, minutes), (is_closed, vec![]), "{now}");
        }
        // Without hours, its days are open from midnight to midnight, in its own time zone.
        for (now, is_closed) in [
            ("2027-03-25T23:20:00+01", true),
            ("2027-03-25T23:40:00+01", false),
            ("2027-03-28T23:59:00+02", false),
            ("2027-03-29T00:00:00+02", true),
        ] {
            assert_eq!(closed("", now, 30), (is_closed, vec![]), "{now}");
        }
        // Hours that make no sense close nothing.
        let wrong = hours.replace("13:00", "11:00");
        assert_eq!(closed(&wrong, "2027-03-26T08:00:00+01", 0), (false, vec!["C216"]));
    }

    #[test]
    fn texts_and_kits_are_checked() {
        let long = "x".repeat(61);
        let text = event(&format!("{DAYS}, stands: [{}]", stand("").replace("\"a\"", "\" \"")));
        assert_eq!(told(&text), (Some(0), vec!["C217", "C217", "C222"]));
        let text = event(&format!(
            "{DAYS}, stands: [{}]",
            stand("").replace("\"b\"", &format!("\"{long}\""))
        ));
        assert_eq!(told(&text), (Some(1), vec!["C218", "C218", "C222"]));
        let text = event(&format!("{DAYS}, stands: [{}]", stand("").replace("soudure", "../x")));
        assert_eq!(told(&text), (Some(0), vec!["C219", "C222"]));
    }

    #[test]
    fn a_machine_without_time_zones_says_so() {
        let text = event(DAYS);
        let raw: RawEvent = ron::from_str(&text).expect("valid RON");
        let mut findings = Findings::default();
        assert_eq!(check(raw, &TimeZoneDatabase::none(), &mut findings), None);
        let told: Vec<_> = findings
            .iter()
            .map(|finding| finding.headline(Language::French))
            .collect();
        assert!(told.len() == 1 && told[0].contains("C221"), "{told:?}");
    }
}

//! Days, hours, stands and kits of an event, right and wrong.

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
    let raw: EventDraft = ron::from_str(&text).expect("valid RON");
    let mut findings = Findings::default();
    assert_eq!(check(raw, &TimeZoneDatabase::none(), &mut findings), None);
    let told: Vec<_> = findings
        .iter()
        .map(|finding| finding.headline(Language::French))
        .collect();
    assert!(told.len() == 1 && told[0].contains("C221"), "{told:?}");
}

#[test]
fn sectors_and_kits_of_an_event_are_read_and_checked() {
    use crate::kit::Sector;

    let read = |rest: &str| {
        let mut findings = Findings::default();
        let text = event(&format!("{DAYS}, {rest}"));
        let event = parse_event("e", text.as_bytes(), &mut findings).expect("an event");
        let codes: Vec<_> = findings.sorted().iter().map(|finding| finding.code).collect();
        (event, codes)
    };
    let (all, codes) = read(
        "sectors: [batiment, MaritimePortuaire, \"Énergie\"], kits: [\"b\", \"a\"], theme: (fr: \"Semaine\", en: \"Week\")",
    );
    assert_eq!(codes, [""; 0]);
    assert_eq!(
        all.sectors,
        Some(vec![Sector::Batiment, Sector::MaritimePortuaire, Sector::Energie])
    );
    assert_eq!(all.kits, Some(vec!["b".to_owned(), "a".to_owned()]));
    assert_eq!(all.theme.map(|theme| theme.fr), Some("Semaine".to_owned()));
    for (rest, sectors, kits, code) in [
        ("sectors: [batimant]", 0, 0, "C227"),
        ("sectors: [batiment, 3]", 1, 0, "C227"),
        ("sectors: []", 0, 0, "C228"),
        ("kits: [\"a\", \"A\"]", 0, 1, "C219"),
        ("kits: [\"a\", \"a\"]", 0, 1, "C229"),
        ("kits: []", 0, 0, "C230"),
        ("theme: (fr: \"\", en: \"b\")", 0, 0, "C217"),
    ] {
        let (event, codes) = read(rest);
        assert_eq!(codes, [code], "{rest}");
        assert_eq!(event.sectors.map_or(0, |sectors| sectors.len()), sectors, "{rest}");
        assert_eq!(event.kits.map_or(0, |kits| kits.len()), kits, "{rest}");
    }
}

//! Confirmed registrations as a table for spreadsheets, a line each.

use jiff::{Timestamp, tz::TimeZone};

use super::store::{Registration, State};
use crate::agency::page::escaped;

/// So that French spreadsheets see UTF-8.
const BOM: char = '\u{feff}';
const HEAD: [&str; 11] = [
    "prenom",
    "courriel",
    "courriel_de",
    "age",
    "souhaits",
    "formation",
    "metiers",
    "langue",
    "consentement",
    "inscription",
    "confirmation",
];

/// Semicolons, UTF-8 with its mark; no cell is ever a formula. Days are those of this machine's clocks.
pub fn csv(registrations: &[Registration]) -> String {
    let mut table = String::from(BOM);
    table += &HEAD.join(";");
    table += "\r\n";
    for registration in registrations {
        let line = cells(registration).map(|cell| escaped(&cell));
        table += &line.join(";");
        table += "\r\n";
    }
    table
}

fn cells(registration: &Registration) -> [String; 11] {
    let spaced = |words: Vec<String>| words.join(" ");
    let confirmed = match registration.state {
        State::Confirmed { at_ms } => day(at_ms),
        State::ToConfirm => String::new(),
    };
    let whose = if registration.age.needs_parent() {
        "parent"
    } else {
        "visiteur"
    };
    [
        registration.first_name.clone(),
        registration.address.clone(),
        whose.to_owned(),
        registration.age.code().to_owned(),
        spaced(registration.wishes.iter().map(|wish| wish.code().to_owned()).collect()),
        registration.formation.clone().unwrap_or_default(),
        spaced(registration.metiers.iter().map(u16::to_string).collect()),
        registration.language.code().to_owned(),
        registration.consent.clone(),
        day(registration.consented_ms),
        confirmed,
    ]
}

fn day(at_ms: i64) -> String {
    let instant = Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.to_zoned(TimeZone::system()).date().to_string()
}

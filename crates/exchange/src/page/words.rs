//! Numbers, shares and dates as French readers write them.

use jiff::{Timestamp, tz::TimeZone};

pub use crate::language::dates::day as date;
use crate::{
    figures::{Measure, Share, Tally},
    language::dates,
};

/// Between the groups of a number, and before ; ! ?
const NARROW: char = '\u{202f}';
const HARD: char = '\u{a0}';

/// « 12 345 ».
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(NARROW);
        }
        written.push(digit);
    }
    written
}

/// « 1 visite », « 12 visites ».
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{}{HARD}{}", number(count), if count < 2 { one } else { many })
}

/// « 81 % », or « 78 à 84 % » where merged bins leave it open; « — » without anything to share.
pub fn share(share: Option<Share>) -> String {
    let Some(Share { low, high }) = share else {
        return "—".to_owned();
    };
    let (low, high) = ((low * 100.0).round(), (high * 100.0).round());
    if low == high {
        format!("{low}{HARD}%")
    } else {
        format!("{low}{HARD}à{HARD}{high}{HARD}%")
    }
}

/// « 2 à 3 min », « entre 25 et 74 »; « — » if nothing is told.
pub fn median(tally: &Tally) -> String {
    match (tally.median(), tally.measure) {
        (None, _) => "—".to_owned(),
        (Some((low, high)), measure) if low == high => measure.name(low).to_owned(),
        (Some((low, high)), Measure::Score) => {
            let from = low.split('-').next().unwrap_or(low);
            let to = high.rsplit('-').next().unwrap_or(high);
            format!("{from}{HARD}à{HARD}{to}")
        }
        (Some((low, high)), measure) => format!("{} – {}", measure.name(low), measure.name(high)),
    }
}

/// « 28 mars 2027 à 14 h 05 », in Paris's time.
pub fn instant(instant: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    dates::instant(instant, zone)
}

/// « 5 min », « 3 h », « 12 jours ».
pub fn span(secs: i64) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    match secs {
        ..MINUTE => format!("moins d’une{HARD}minute"),
        MINUTE..HOUR => format!("{}{HARD}min", secs / MINUTE),
        HOUR..DAY => format!("{}{HARD}h", secs / HOUR),
        _ => counted(u64::try_from(secs / DAY).unwrap_or(0), "jour", "jours"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_in_french() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(counted(1, "visite", "visites"), "1\u{a0}visite");
        assert_eq!(
            share(Some(Share {
                low: 0.812,
                high: 0.8149
            })),
            "81\u{a0}%"
        );
        assert_eq!(share(Some(Share { low: 0.78, high: 0.84 })), "78\u{a0}à\u{a0}84\u{a0}%");
        assert_eq!(share(None), "—");
        assert_eq!(date(jiff::civil::date(2027, 4, 1)), "1er\u{a0}avril\u{a0}2027");
        let summer: Timestamp = "2027-07-01T12:05:00Z".parse().expect("an instant");
        assert!(instant(summer).ends_with("14\u{a0}h\u{a0}05"));
        assert_eq!(span(59), "moins d’une\u{a0}minute");
        assert_eq!(span(3 * 3600), "3\u{a0}h");
        assert_eq!(span(2 * 86_400), "2\u{a0}jours");
    }
}

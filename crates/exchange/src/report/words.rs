//! How this page says instants, spans and bands.

use jiff::{Timestamp, civil};

use super::KioskReport;
use crate::{
    engagement::anonymise::{BAND, HalfHour},
    language::dates,
    page::words,
};

pub(super) use words::{counted, number};

const HARD: char = '\u{a0}';

/// « 1 essai n’a pas pu être enregistré ».
pub(super) fn not_recorded(n: u64) -> String {
    counted(
        n,
        "essai n’a pas pu être enregistré",
        "essais n’ont pas pu être enregistrés",
    )
}

/// « 28 mars 2027 à 18 h 05 », where the event is.
pub(super) fn instant(report: &KioskReport, instant: Timestamp) -> String {
    dates::instant(instant, report.about.zone.clone())
}

/// The same, from seconds since 1970.
pub(super) fn second(report: &KioskReport, unix_secs: i64) -> String {
    match Timestamp::from_second(unix_secs) {
        Ok(at) => instant(report, at),
        Err(_) => "à une date impossible".to_owned(),
    }
}

/// « du 26 mars 2027 au 28 mars 2027 », « le 26 mars 2027 ».
pub(super) fn days((first, last): (civil::Date, civil::Date)) -> String {
    if first == last {
        format!("le {}", dates::day(first))
    } else {
        format!("du {} au {}", dates::day(first), dates::day(last))
    }
}

/// « 1,5 s », « 12 s », « 4 min », « 3 h 20 ».
pub(super) fn span(ms: u64) -> String {
    const TEN_SECS: u64 = 10_000;
    let secs = (ms + 500) / 1000;
    match secs {
        _ if ms < TEN_SECS => {
            let tenths = (ms + 50) / 100;
            format!("{},{}{HARD}s", tenths / 10, tenths % 10)
        }
        0..120 => format!("{secs}{HARD}s"),
        120..3600 => format!("{}{HARD}min", secs / 60),
        _ => format!("{}{HARD}h{HARD}{:02}", secs / 3600, secs / 60 % 60),
    }
}

/// « 10 à 14 ».
pub(super) fn band(half: HalfHour) -> String {
    format!("{}{HARD}à{HARD}{}", half.at_least, half.at_least + (BAND - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_as_fine_as_they_are_short() {
        for (ms, told) in [
            (0, "0,0\u{a0}s"),
            (1_460, "1,5\u{a0}s"),
            (9_999, "10,0\u{a0}s"),
            (10_400, "10\u{a0}s"),
            (119_000, "119\u{a0}s"),
            (240_000, "4\u{a0}min"),
            (12_000_000, "3\u{a0}h\u{a0}20"),
        ] {
            assert_eq!(span(ms), told);
        }
        let half = HalfHour { at: 0, at_least: 15 };
        assert_eq!(band(half), "15\u{a0}à\u{a0}19");
    }
}

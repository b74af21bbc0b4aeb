//! Days and instants as staff read them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « 28 mars 2027 », « 1er avril 2027 ».
pub fn day(date: Date) -> String {
    let first = if date.day() == 1 { "er" } else { "" };
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{}{first}\u{a0}{month} {}", date.day(), date.year())
}

/// « 28 mars 2027 à 18 h 05 », by this machine's time zone; seconds since 1970.
pub fn instant(unix_secs: i64) -> String {
    let Ok(instant) = Timestamp::from_second(unix_secs) else {
        return "à une date impossible".to_owned();
    };
    let local = instant.to_zoned(TimeZone::system());
    format!(
        "{} à {}\u{a0}h\u{a0}{:02}",
        day(local.date()),
        local.hour(),
        local.minute()
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_they_are_said() {
        assert_eq!(day(date(2027, 3, 28)), "28\u{a0}mars 2027");
        assert_eq!(day(date(2027, 8, 1)), "1er\u{a0}août 2027");
        assert_eq!(day(date(2027, 12, 31)), "31\u{a0}décembre 2027");
        assert_eq!(instant(i64::MAX), "à une date impossible");
    }
}

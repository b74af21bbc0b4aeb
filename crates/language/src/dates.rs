//! Days and instants as French readers write them.

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

/// « 28 mars 2027 », « 1er avril 2027 »; it never breaks over two lines.
pub fn day(date: Date) -> String {
    let first = if date.day() == 1 { "er" } else { "" };
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{}{first}\u{a0}{month}\u{a0}{}", date.day(), date.year())
}

/// « 28 mars 2027 à 18 h 05 », by the clocks of this zone.
pub fn instant(instant: Timestamp, zone: TimeZone) -> String {
    let there = instant.to_zoned(zone);
    let (hour, minute) = (there.hour(), there.minute());
    format!("{} à {hour}\u{a0}h\u{a0}{minute:02}", day(there.date()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_instants_are_read_as_they_are_said() {
        assert_eq!(day(date(2027, 3, 28)), "28\u{a0}mars\u{a0}2027");
        assert_eq!(day(date(2027, 8, 1)), "1er\u{a0}août\u{a0}2027");
        assert_eq!(day(date(2027, 12, 31)), "31\u{a0}décembre\u{a0}2027");
        let epoch = instant(Timestamp::UNIX_EPOCH, TimeZone::UTC);
        assert_eq!(epoch, "1er\u{a0}janvier\u{a0}1970 à 0\u{a0}h\u{a0}00");
    }
}

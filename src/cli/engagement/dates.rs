//! Instants of the journal as staff read them.

use jiff::{Timestamp, tz::TimeZone};

use crate::language::dates;
pub use crate::language::dates::day;

/// « 28 mars 2027 à 18 h 05 », by this machine's time zone; seconds since 1970.
pub fn instant(unix_secs: i64) -> String {
    match Timestamp::from_second(unix_secs) {
        Ok(instant) => dates::instant(instant, TimeZone::system()),
        Err(_) => "à une date impossible".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_that_cannot_be_says_so() {
        assert_eq!(instant(i64::MAX), "à une date impossible");
    }
}

//! `Retry-After`, in both of its forms (RFC 9110, section 10.2.3).

use std::time::Duration;

use jiff::{Timestamp, civil::DateTime, fmt, tz::TimeZone};

/// No store is believed that asks for more.
const WAIT_MAX_SECS: i64 = 24 * 60 * 60;

/// The older two forms of a date that a recipient still has to take (section 5.6.7).
const OLD_FORMS: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// How long to wait: seconds, or until a date. A date is compared with the store's own `Date` where there is one, since
/// the kiosk's clock may be a year off. `None` if it says nothing that can be understood.
pub fn parse(value: &str, date: Option<&str>, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    let secs = if value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() {
        // More digits than fit are a long time, too.
        value.parse().unwrap_or(i64::MAX)
    } else {
        let now = date.and_then(instant).unwrap_or(now);
        instant(value)?.duration_since(now).as_secs()
    };
    Some(Duration::from_secs(secs.clamp(0, WAIT_MAX_SECS).unsigned_abs()))
}

fn instant(text: &str) -> Option<Timestamp> {
    if let Ok(zoned) = fmt::rfc2822::parse(text) {
        return Some(zoned.timestamp());
    }
    let old = |form| DateTime::strptime(form, text).ok()?.to_zoned(TimeZone::UTC).ok();
    OLD_FORMS.into_iter().find_map(old).map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "1994-11-06T08:49:07Z";

    fn secs(value: &str, date: Option<&str>) -> Option<u64> {
        let now = NOW.parse().expect("an instant");
        parse(value, date, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_seconds() {
        assert_eq!(secs("120", None), Some(120));
        assert_eq!(secs(" 0 ", None), Some(0));
        for huge in ["99999999", "99999999999999999999999"] {
            assert_eq!(secs(huge, None), Some(86_400), "{huge}");
        }
    }

    #[test]
    fn all_three_forms_of_a_date_are_known() {
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(secs(date, None), Some(30), "{date}");
        }
    }

    #[test]
    fn a_date_is_read_by_the_clock_of_who_wrote_it() {
        let date = "Tue, 06 Nov 2029 08:50:37 GMT";
        assert_eq!(secs(date, Some("Tue, 06 Nov 2029 08:49:37 GMT")), Some(60));
        assert_eq!(secs(date, None), Some(86_400));
        assert_eq!(secs("Sun, 06 Nov 1994 08:00:00 GMT", None), Some(0));
    }

    #[test]
    fn what_means_nothing_is_left_alone() {
        for value in ["", "soon", "-5", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT", "12 s"] {
            assert_eq!(secs(value, None), None, "{value}");
        }
    }
}

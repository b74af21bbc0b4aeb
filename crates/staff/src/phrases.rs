//! Numbers, dates and sizes as French staff read them.

use jiff::civil::{Date, Time, Weekday};

/// « 21 h 05 », « 9 h ».
pub fn time(time: Time) -> String {
    match time.minute() {
        0 => format!("{}\u{a0}h", time.hour()),
        minute => format!("{}\u{a0}h\u{a0}{minute:02}", time.hour()),
    }
}

pub fn month(month: i8) -> &'static str {
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
    let index = usize::try_from(month - 1).unwrap_or(0);
    MONTHS.get(index).copied().unwrap_or("janvier")
}

pub fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

/// « vendredi 1er mai ».
pub fn day(date: Date) -> String {
    format!(
        "{} {} {}",
        weekday(date.weekday()),
        ordinal(date.day()),
        month(date.month())
    )
}

/// « du 26 au 28 mars 2027 », « le 26 mars 2027 ».
pub fn days(first: Date, last: Date) -> String {
    let end = format!("{} {} {}", ordinal(last.day()), month(last.month()), last.year());
    if first == last {
        format!("le {end}")
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("du {} au {end}", ordinal(first.day()))
    } else if first.year() == last.year() {
        format!("du {} {} au {end}", ordinal(first.day()), month(first.month()))
    } else {
        format!(
            "du {} {} {} au {end}",
            ordinal(first.day()),
            month(first.month()),
            first.year()
        )
    }
}

fn ordinal(day: i8) -> String {
    if day == 1 { "1er".to_owned() } else { day.to_string() }
}

/// « 12 345 », with narrow no-break spaces.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// « 1 essai », « 3 essais »; in French none is singular.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    let noun = if number < 2 { one } else { many };
    format!("{}\u{a0}{noun}", count(number))
}

/// With so many decimals and a comma; a real minus sign.
pub fn decimal(number: f32, decimals: usize) -> String {
    format!("{number:.decimals$}")
        .replace('.', ",")
        .replace('-', "\u{2212}")
}

/// « 84 Go », « 512 Mo »: powers of ten, as disks are sold.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [(f64, &str); 3] = [(1e9, "Go"), (1e6, "Mo"), (1e3, "ko")];
    let exact = bytes as f64;
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| exact >= *unit) else {
        return format!("{bytes}\u{a0}o");
    };
    let amount = exact / unit;
    let decimals = usize::from(amount < 10.0);
    format!("{}\u{a0}{name}", decimal(amount as f32, decimals))
}

/// « 3 j 4 h », « 4 h 20 min », « 35 s ».
pub fn duration(secs: u64) -> String {
    let (days, hours, minutes) = (secs / 86_400, secs / 3600 % 24, secs / 60 % 60);
    let text = match (days, hours, minutes) {
        (0, 0, 0) => format!("{secs} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes:02} min"),
        (days, hours, _) => format!("{days} j {hours} h"),
    };
    text.replace(' ', "\u{a0}")
}

/// Loudness of a volume from 0 to 1: muted, else 18 dB from the quietest to the loudest.
pub fn volume(volume: f32) -> String {
    match volume_db(volume) {
        None => "muet".to_owned(),
        Some(db) => format!("{}\u{a0}dB", decimal(db.round() + 0.0, 0)),
    }
}

/// Decibels below the loudest; `None`: muted.
pub fn volume_db(volume: f32) -> Option<f32> {
    (volume > 0.0).then(|| (volume.min(1.0) - 1.0) * VOLUME_RANGE_DB)
}

/// The volume from 0 to 1 that is so many decibels below the loudest, never quite mute.
pub fn volume_of_db(db: f32) -> f32 {
    (1.0 + db / VOLUME_RANGE_DB).clamp(0.001, 1.0)
}

/// Between the quietest and the loudest, as the sound room plays them.
pub const VOLUME_RANGE_DB: f32 = 18.0;

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time as at};

    use super::*;

    #[test]
    fn dates_are_said_as_people_say_them() {
        assert_eq!(day(date(2026, 5, 1)), "vendredi 1er mai");
        assert_eq!(days(date(2027, 3, 26), date(2027, 3, 28)), "du 26 au 28 mars 2027");
        assert_eq!(days(date(2027, 3, 26), date(2027, 3, 26)), "le 26 mars 2027");
        assert_eq!(
            days(date(2027, 3, 31), date(2027, 4, 1)),
            "du 31 mars au 1er avril 2027"
        );
        assert_eq!(
            days(date(2026, 12, 31), date(2027, 1, 2)),
            "du 31 décembre 2026 au 2 janvier 2027"
        );
        assert_eq!(time(at(9, 0, 0, 0)), "9\u{a0}h");
        assert_eq!(time(at(21, 5, 0, 0)), "21\u{a0}h\u{a0}05");
    }

    #[test]
    fn numbers_are_said_as_they_are_read() {
        assert_eq!(count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(count(999), "999");
        assert_eq!(counted(0, "essai", "essais"), "0\u{a0}essai");
        assert_eq!(counted(2, "essai", "essais"), "2\u{a0}essais");
        assert_eq!(bytes(84_300_000_000), "84\u{a0}Go");
        assert_eq!(bytes(1_500_000), "1,5\u{a0}Mo");
        assert_eq!(bytes(12), "12\u{a0}o");
        assert_eq!(duration(35), "35\u{a0}s");
        assert_eq!(duration(15_600), "4\u{a0}h\u{a0}20\u{a0}min");
        assert_eq!(duration(273_600), "3\u{a0}j\u{a0}4\u{a0}h");
    }

    #[test]
    fn volumes_are_decibels_and_back() {
        assert_eq!(volume(0.0), "muet");
        assert_eq!(volume(1.0), "0\u{a0}dB");
        assert_eq!(volume(0.5), "\u{2212}9\u{a0}dB");
        assert_eq!(volume(volume_of_db(-18.0)), "\u{2212}18\u{a0}dB");
        for db in [-18.0, -15.0, -6.0, 0.0] {
            assert!((volume_db(volume_of_db(db)).unwrap() - db).abs() < 0.1);
        }
    }
}

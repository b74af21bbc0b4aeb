//! Opening hours, stands and sealed days all go by the clock.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::super::{
    machine::Clock,
    verdict::{Topic, Verdict},
};

/// No kiosk stood before this day: a clock that says so lost its battery. 2026-01-01T00:00:00Z
const FIRST_SECOND: i64 = 1_767_225_600;
/// Nor will one after that: 2100-01-01T00:00:00Z
const LAST_SECOND: i64 = 4_102_444_800;
/// More than a clock drifts in a season.
const DRIFT: SignedDuration = SignedDuration::from_mins(5);

const WHY: &str = "Les stands, les heures d’ouverture et l’arrêt des comptes suivent l’horloge.";

pub fn judge(clock: &Clock) -> Vec<Verdict> {
    let mut verdicts = vec![time(clock)];
    if !clock.zones {
        verdicts.push(
            Verdict::missing(Topic::Clock, "les fuseaux horaires ne sont pas installés")
                .why("Sans eux, l’heure de l’événement n’est pas connue\u{a0}: aucun stand n’est indiqué, rien n’est compté.")
                .mend("sudo apt install tzdata"),
        );
    }
    verdicts
}

fn time(clock: &Clock) -> Verdict {
    let now = clock
        .now
        .to_zoned(TimeZone::system())
        .strftime("%d/%m/%Y %H:%M")
        .to_string();
    if !(FIRST_SECOND..LAST_SECOND).contains(&clock.now.as_second()) {
        return Verdict::missing(Topic::Clock, format!("elle dit {now}"))
            .why(WHY)
            .mend("sudo date --set \"2027-03-26 08:30\" && sudo hwclock --systohc   (avec la date et l’heure justes)");
    }
    if clock.synchronised {
        return Verdict::good(Topic::Clock, format!("{now}, réglée par le réseau"));
    }
    let Some(battery) = clock.battery else {
        return Verdict::watch(Topic::Clock, format!("{now}, sans pile ni serveur d’heure"))
            .why(format!("{WHY} Une machine sans pile oublie l’heure quand on l’éteint."))
            .mend("à chaque mise en marche, comparer l’heure à une montre\u{202f}; ou brancher le réseau")
            .mend("sudo timedatectl set-ntp true");
    };
    if far(clock.now, battery) {
        return Verdict::watch(
            Topic::Clock,
            format!("{now}, mais celle que garde la pile dit autre chose"),
        )
        .why(format!("{WHY} La pile est peut-être usée."))
        .mend("comparer à une montre, puis\u{a0}: sudo hwclock --systohc\u{202f}; si cela revient, changer la pile");
    }
    Verdict::good(
        Topic::Clock,
        format!("{now}, gardée par la pile (à comparer à une montre)"),
    )
}

fn far(a: Timestamp, b: Timestamp) -> bool {
    a.duration_since(b).abs() > DRIFT
}

//! « Données »: what was counted and what has left.

use etabli_staff::view::{Balance, CertificateProblem, DataView, KitCount, Sending, Stick};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    config::AgencyConfig,
    engagement::{
        journal,
        upload::{Fault, Trouble},
    },
    kit::Library,
    language::{Language, dates},
    staff::facts::{Facts, counts::Counts},
};

pub(super) fn view(agency: &AgencyConfig, facts: &Facts, is_trying: bool, library: &Library) -> DataView {
    let counts = facts.counts.clone().unwrap_or_default();
    let certificate = counts.trouble.as_deref().and_then(certificate);
    DataView {
        agency: agency.xapi.clone(),
        sending: sending(agency, &counts, is_trying),
        last_success: counts.last_success.map(at),
        queued: counts.queued,
        balance: balance(&counts),
        certificate,
        today: counts
            .today
            .iter()
            .map(|(kit, tries)| count(kit, *tries, library))
            .collect(),
        sticks: facts
            .sticks
            .iter()
            .map(|stick| Stick {
                path: stick.path.clone(),
                name: stick.name.clone(),
                free_bytes: stick.free_bytes,
            })
            .collect(),
        journal_bytes: facts.journal_bytes,
        journal_bytes_max: journal::Limits::default().journal_bytes_max,
    }
}

fn balance(counts: &Counts) -> Balance {
    let Counts {
        visits,
        opted_out,
        recorded,
        sealed,
        waiting,
        suppressed,
        late,
        dropped,
        ..
    } = *counts;
    Balance {
        visits,
        opted_out,
        recorded,
        sealed,
        waiting,
        suppressed,
        late,
        dropped,
    }
}

/// The journal keeps the words of what held the sending up: they tell what it was.
fn trouble(told: &str) -> Option<Trouble> {
    let certificates = [
        Fault::Expired,
        Fault::NotYetValid,
        Fault::Unknown,
        Fault::OtherName,
        Fault::Other,
    ];
    let passing = [Trouble::Name, Trouble::Unreachable, Trouble::TimedOut, Trouble::Cut];
    let all = certificates.map(Trouble::Certificate).into_iter().chain(passing);
    all.into_iter().find(|known| known.told().fr == told)
}

fn certificate(told: &str) -> Option<CertificateProblem> {
    let Some(Trouble::Certificate(fault)) = trouble(told) else {
        return None;
    };
    Some(match fault {
        Fault::Expired => CertificateProblem::Expired,
        Fault::NotYetValid => CertificateProblem::NotYetValid,
        Fault::Unknown => CertificateProblem::UnknownIssuer,
        Fault::OtherName => CertificateProblem::WrongName,
        Fault::Other => CertificateProblem::Other,
    })
}

fn sending(agency: &AgencyConfig, counts: &Counts, is_trying: bool) -> Sending {
    if agency.xapi.is_none() {
        return Sending::Off;
    }
    if is_trying {
        return Sending::Trying;
    }
    let Some(why) = &counts.trouble else {
        return Sending::Well;
    };
    // What it is and what to do are one sentence, with a colon between them.
    let (what, help) = why.split_once("\u{a0}: ").unwrap_or((why, ""));
    match trouble(why) {
        Some(known) if known.passes() => Sending::Unreached { why: why.clone() },
        _ => Sending::Refused {
            why: what.to_owned(),
            help: help.to_owned(),
        },
    }
}

fn count(kit: &str, visits: u64, library: &Library) -> KitCount {
    let name = library
        .kit(kit)
        .map_or_else(|| kit.to_owned(), |kit| kit.title(Language::French));
    KitCount { name, visits }
}

/// Seconds since 1970, in words.
pub(super) fn at(unix_secs: i64) -> String {
    Timestamp::from_second(unix_secs).map_or_else(
        |_| "à une date impossible".to_owned(),
        |instant| dates::instant(instant, TimeZone::system()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_journal_tell_whether_somebody_has_to_act() {
        let agency = AgencyConfig {
            xapi: Some("https://agence.example/xapi".to_owned()),
            ..AgencyConfig::default()
        };
        let with = |trouble: Option<Trouble>| {
            let trouble = trouble.map(|trouble| trouble.told().fr);
            sending(
                &agency,
                &Counts {
                    trouble,
                    ..Counts::default()
                },
                false,
            )
        };
        assert_eq!(with(None), Sending::Well);
        assert!(matches!(with(Some(Trouble::Name)), Sending::Unreached { .. }));
        let Sending::Refused { why, help } = with(Some(Trouble::Certificate(Fault::Unknown))) else {
            panic!("a certificate that nobody knows mends itself");
        };
        assert!(
            why.ends_with("cette machine") && help.contains("config/agency.ron"),
            "{why} | {help}"
        );
        assert_eq!(
            sending(&AgencyConfig::default(), &Counts::default(), true),
            Sending::Off
        );
        let expired = Trouble::Certificate(Fault::Expired).told().fr;
        assert_eq!(certificate(&expired), Some(CertificateProblem::Expired));
        assert_eq!(certificate("autre chose"), None);
    }
}

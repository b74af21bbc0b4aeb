//! How the kiosks are: when they were last heard, what waits, what a person must look at.

use jiff::Timestamp;
use maud::{Markup, html};

use super::words;
use crate::agency::store::Kiosk;

/// A kiosk that is on gives a sign more often than this, seconds.
const SILENT_AFTER_SECS: i64 = 20 * 60;
/// After a night, it is not a breakdown but a kiosk that is switched off.
const OFF_AFTER_SECS: i64 = 10 * 3600;

/// From worst to best: the worst stand first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Quarantine,
    Silent,
    /// Switched off with statements it had not sent.
    OffAndWaiting,
    Off,
    Well,
}

fn state(kiosk: &Kiosk, silent_secs: i64) -> State {
    if kiosk.quarantined > 0 {
        return State::Quarantine;
    }
    match silent_secs {
        ..SILENT_AFTER_SECS => State::Well,
        SILENT_AFTER_SECS..OFF_AFTER_SECS => State::Silent,
        _ if kiosk.waiting > 0 => State::OffAndWaiting,
        _ => State::Off,
    }
}

impl State {
    fn class(self) -> &'static str {
        match self {
            Self::Quarantine => "bad",
            Self::Silent | Self::OffAndWaiting => "late",
            Self::Off => "off",
            Self::Well => "well",
        }
    }

    fn told(self, silent_secs: i64) -> String {
        let span = words::span(silent_secs);
        match self {
            Self::Quarantine => "À examiner\u{a0}: des envois sont refusés".to_owned(),
            Self::Silent => format!("Silencieuse depuis {span}"),
            Self::OffAndWaiting => format!("Éteinte depuis {span}, avec des envois en attente"),
            Self::Off => format!("Éteinte depuis {span}"),
            Self::Well => "En ligne".to_owned(),
        }
    }
}

/// Kiosks with their state and silence in seconds, the worst first.
fn by_state(kiosks: &[Kiosk], now: Timestamp) -> Vec<(State, i64, &Kiosk)> {
    let silent = |kiosk: &Kiosk| (now.as_millisecond() - kiosk.seen_ms).max(0) / 1000;
    let with_state = |kiosk| (state(kiosk, silent(kiosk)), silent(kiosk), kiosk);
    let mut shown: Vec<_> = kiosks.iter().map(with_state).collect();
    shown.sort_by_key(|(state, _, kiosk)| (*state, &kiosk.fleet, &kiosk.name));
    shown
}

pub fn health(kiosks: &[Kiosk], now: Timestamp) -> Markup {
    let shown = by_state(kiosks, now);
    html! {
        section.card {
            h2 { "Santé des bornes" }
            (verdict(&shown))
            @if !shown.is_empty() {
                div.kiosks {
                    @for (state, silent_secs, kiosk) in shown { (card(state, silent_secs, kiosk)) }
                }
            }
        }
    }
}

/// The same in one line a kiosk, for a wall.
pub fn lamps(kiosks: &[Kiosk], now: Timestamp) -> Markup {
    let shown = by_state(kiosks, now);
    html! {
        section.card {
            h2 { "Bornes" }
            (verdict(&shown))
            ul.lamps {
                @for (state, silent_secs, kiosk) in &shown {
                    li title=(state.told(*silent_secs)) { i class={ "lamp " (state.class()) } {} (kiosk.name) }
                }
            }
        }
    }
}

fn verdict(shown: &[(State, i64, &Kiosk)]) -> Markup {
    let trouble = shown.iter().filter(|(state, _, _)| *state < State::Off).count() as u64;
    html! {
        @if shown.is_empty() {
            p.absent { "Aucune borne n’a encore donné signe de vie." }
        } @else if trouble > 0 {
            p.alarm-line role="status" { (words::counted(trouble, "borne demande", "bornes demandent")) " de l’attention." }
        } @else {
            p.lede { "Toutes les bornes vont bien." }
        }
    }
}

fn card(state: State, silent_secs: i64, kiosk: &Kiosk) -> Markup {
    let success = kiosk
        .last_success_ms
        .and_then(|ms| Timestamp::from_millisecond(ms).ok());
    html! {
        article class={ "kiosk " (state.class()) } {
            h3 { (kiosk.name) small { (kiosk.fleet) } }
            p.state { (state.told(silent_secs)) }
            dl {
                dt { "Vue" } dd { "il y a " (words::span(silent_secs)) }
                dt { "Version" } dd { (kiosk.version) }
                dt { "En attente" } dd { (kiosk.waiting) }
                dt { "Mis de côté" } dd { (kiosk.quarantined) }
                dt { "Dernier envoi" } dd { @match success { Some(at) => (words::instant(at)), None => "aucun" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alarms_sound_when_a_person_can_do_something() {
        let kiosk = |waiting, quarantined| Kiosk {
            fleet: "parc".into(),
            name: "borne".into(),
            version: "1".into(),
            waiting,
            quarantined,
            last_success_ms: None,
            seen_ms: 0,
        };
        const DAY: i64 = 86_400;
        for (waiting, quarantined, silent, expected) in [
            (4, 0, 30, State::Well),
            (0, 0, 3_600, State::Silent),
            (0, 0, DAY, State::Off),
            (4, 0, DAY, State::OffAndWaiting),
            (0, 1, 30, State::Quarantine),
        ] {
            assert_eq!(state(&kiosk(waiting, quarantined), silent), expected);
        }
        assert!(State::Quarantine < State::Silent && State::OffAndWaiting < State::Off);
    }
}

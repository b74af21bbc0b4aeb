//! What waits, and how the way to the agency is.

use maud::{Markup, html};

use super::{KioskReport, words};
use crate::{engagement::outbox, language::dates};

pub(super) fn card(report: &KioskReport) -> Markup {
    html! {
        section.card {
            h2 { "Vers l’agence" }
            @match &report.counts.outbox {
                Some(outbox) => { (state(report, outbox)) }
                None => { p.lede { "La boîte d’envoi ne se lit pas." } }
            }
        }
    }
}

fn state(report: &KioskReport, outbox: &outbox::Counts) -> Markup {
    let counts = &report.counts;
    let last = counts
        .last_success
        .map_or_else(|| "jamais".to_owned(), |last| words::second(report, last));
    html! {
        p.lede { "Des totaux de tous les événements de cette borne\u{a0}; un groupe scellé fait un total." }
        dl.numbers {
            (line("En attente", &number(outbox.waiting)))
            (line("dont déjà sur une clé USB", &number(outbox.exported)))
            (line("Reçus depuis une semaine", &number(outbox.sent)))
            (line("Refusés, gardés ici", &number(outbox.quarantined)))
            (line("Dernier envoi réussi", &last))
            @if let Some((since, _)) = &counts.upload_trouble { (line("En panne depuis le", &words::second(report, *since))) }
        }
        @if let Some((_, trouble)) = &counts.upload_trouble { p.base { "Ce qui empêche d’envoyer\u{a0}: " (trouble) } }
        @if !counts.closed.is_empty() {
            h3 { "Comptes arrêtés" }
            dl.numbers {
                @for closed in &counts.closed {
                    @let period = closed.period.parse().map_or_else(|_| "tout l’événement".to_owned(), dates::day);
                    (line(&period, &format!(
                        "{}, le {}",
                        words::counted(u64::from(closed.statements), "total", "totaux"),
                        words::second(report, closed.sealed_at),
                    )))
                }
            }
        }
    }
}

fn number(n: i64) -> String {
    words::number(u64::try_from(n).unwrap_or(0))
}

fn line(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

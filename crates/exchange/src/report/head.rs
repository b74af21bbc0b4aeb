//! The head of the page, and the figures to know first.

use maud::{Markup, html};

use super::{
    KioskReport,
    incidents::{Incident, incidents},
    machine, words,
};
use crate::{engagement::journal::Balance, page::mark};

/// « Salon des métiers », « Cette borne ».
pub(super) fn title(report: &KioskReport) -> &str {
    let about = &report.about;
    about.event.as_deref().map_or("Cette borne", |id| about.names.event(id))
}

pub(super) fn cover(report: &KioskReport) -> Markup {
    let about = &report.about;
    let place = about.event.as_deref().and_then(|id| about.names.place(id));
    html! {
        header.cover {
            p.brand { (mark()) span { "Établi" } }
            h1 { (title(report)) }
            p.where {
                @if let Some(place) = place { (place) " · " }
                @if let Some(days) = about.days { (words::days(days)) }
                @else if about.event.is_none() { "sans événement" }
                @else { "dates inconnues" }
            }
            p.where {
                @if let Some(kiosk) = &about.kiosk { "Borne «\u{a0}" (kiosk) "\u{a0}»" } @else { "Borne sans nom" }
                " · Établi " (env!("CARGO_PKG_VERSION"))
                " · bilan fait le " (words::instant(report, about.made_at))
            }
        }
    }
}

pub(super) fn figures(report: &KioskReport) -> Markup {
    html! {
        section.figures.of-kiosk aria-label="L’essentiel" {
            @match report.counts.balance {
                Some(balance) => { (visits(&balance)) }
                None => {
                    (figure("Essais", "—", &why_no_balance(report), "lead"))
                    (figure("Dans des totaux", "—", "", ""))
                }
            }
            (unwanted(report))
            (last_sending(report))
        }
    }
}

fn visits(balance: &Balance) -> Markup {
    let opted_out = match balance.opted_out {
        0 => "personne n’a demandé à ne pas être compté".to_owned(),
        n => format!("dont {} sans compter la visite", words::number(n)),
    };
    let sealed = match (balance.waiting, balance.sealed) {
        (0, 0) => "rien n’est encore arrêté".to_owned(),
        (0, _) => "tout est arrêté".to_owned(),
        (waiting, _) => format!("{} en attente de la fin de la période", words::number(waiting)),
    };
    html! {
        (figure("Essais", &words::number(balance.visits), &opted_out, "lead"))
        (figure("Dans des totaux", &words::number(balance.sealed), &sealed, ""))
    }
}

fn why_no_balance(report: &KioskReport) -> String {
    let counts = &report.counts;
    let why = if counts.trouble.is_some() {
        "le journal ne se lit pas"
    } else if !counts.is_there {
        "rien n’a été enregistré"
    } else if report.about.event.is_none() {
        "la borne n’est à aucun événement"
    } else {
        "aucun essai pour cet événement"
    };
    why.to_owned()
}

/// How often the kiosk did not play although nobody wanted that.
fn unwanted(report: &KioskReport) -> Markup {
    let shown = machine::of_event(report);
    let outages = incidents(&shown);
    let unwanted: Vec<_> = outages
        .iter()
        .filter_map(|incident| match incident {
            Incident::Outage(outage) if outage.cause.is_unwanted() => Some(outage),
            _ => None,
        })
        .collect();
    let longest = unwanted.iter().filter_map(|outage| outage.back_ms).max();
    let about = match (shown.is_empty(), unwanted.is_empty(), longest) {
        (true, ..) => "aucun démarrage n’est noté".to_owned(),
        (_, true, _) => "la borne a tourné sans s’arrêter seule".to_owned(),
        (_, _, Some(longest)) => format!("repartie seule en {} au plus", words::span(longest)),
        (_, _, None) => "elle n’est pas repartie seule".to_owned(),
    };
    let n = if shown.is_empty() {
        "—".to_owned()
    } else {
        words::number(unwanted.len() as u64)
    };
    figure("Arrêts imprévus", &n, &about, "")
}

fn last_sending(report: &KioskReport) -> Markup {
    let waiting = report
        .counts
        .outbox
        .map_or(0, |outbox| u64::try_from(outbox.waiting).unwrap_or(0));
    let about = match waiting {
        0 => "rien n’attend".to_owned(),
        n => format!(
            "{} d’être {}",
            words::counted(n, "total attend", "totaux attendent"),
            if n > 1 { "envoyés" } else { "envoyé" }
        ),
    };
    match (report.counts.outbox, report.counts.last_success) {
        (None, _) => figure("Dernier envoi à l’agence", "—", "le journal ne le dit pas", ""),
        (_, None) => figure("Dernier envoi à l’agence", "jamais", &about, "small"),
        (_, Some(last)) => figure(
            "Dernier envoi à l’agence",
            &words::second(report, last),
            &about,
            "small",
        ),
    }
}

fn figure(title: &str, number: &str, about: &str, class: &str) -> Markup {
    html! {
        div class={ "figure " (class) } {
            h2 { (title) }
            p.number { (number) }
            p.about { (about) }
        }
    }
}

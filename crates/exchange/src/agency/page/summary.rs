//! The figures to know first, and who came.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::{
    View,
    bars::{self, Segment},
    kits, palette, words,
};
use crate::agency::read::{AUDIENCES, Class, Measure, Tally, audience_name};

pub fn cards(view: &View, classes: &[&Class]) -> Markup {
    let tally = |measure| Tally::of(measure, classes.iter().copied());
    let kits: BTreeSet<&str> = classes.iter().filter_map(|class| class.kit()).collect();
    let events: BTreeSet<&str> = classes.iter().map(|class| class.event.as_str()).collect();
    let territories: BTreeSet<&str> = events.iter().map(|event| view.names.territory(event)).collect();
    let (outcome, liked, duration, help) = (
        tally(Measure::Outcome),
        tally(Measure::Liked),
        tally(Measure::Duration),
        tally(Measure::Help),
    );
    let reach = format!(
        "{} · {} · {}",
        words::counted(kits.len() as u64, "métier", "métiers"),
        words::counted(events.len() as u64, "événement", "événements"),
        words::counted(territories.len() as u64, "territoire", "territoires")
    );
    html! {
        section.figures aria-label="L’essentiel" {
            (card("Visites publiées", &words::number(kits::visits(classes)), &reach, None, "lead"))
            (card("Menées jusqu’au bout", &words::share(outcome.share(&["finished"], &[])), &base(&outcome, &[]), Some(&outcome), ""))
            (card("«\u{a0}Ça m’a plu\u{a0}»", &words::share(liked.share(&["yes"], &["none"])), &base(&liked, &["none"]), Some(&liked), ""))
            (card("Durée d’une visite", &words::median(&duration), "la moitié dure moins, l’autre plus", Some(&duration), ""))
            (card("Réussies sans aide", &words::share(help.share(&["none"], &[])), &base(&help, &[]), Some(&help), ""))
        }
    }
}

/// « des 1 250 visites lisibles »: never of those whose histogram is masked.
fn base(tally: &Tally, without: &[&str]) -> String {
    let silent: u64 = without.iter().map(|code| tally.exactly(code)).sum();
    let readable = words::counted(
        tally.told().saturating_sub(silent),
        "visite lisible",
        "visites lisibles",
    );
    match (without.is_empty(), tally.masked) {
        (true, 0) => format!("de {readable}"),
        (true, masked) => format!("de {readable}, {} masquées", words::number(masked)),
        (false, _) => format!("de {readable} avec un avis"),
    }
}

fn card(title: &str, figure: &str, about: &str, tally: Option<&Tally>, class: &str) -> Markup {
    html! {
        div class={ "figure " (class) } {
            h2 { (title) }
            p.number { (figure) }
            @if let Some(tally) = tally.filter(|tally| !tally.is_empty()) { (bars::distribution(tally)) }
            p.about { (about) }
        }
    }
}

/// Who came, by the audiences that the classes have.
pub fn audiences(classes: &[&Class]) -> Markup {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for class in classes.iter().filter(|class| class.kit().is_some()) {
        *counts.entry(class.audience()).or_default() += u64::from(class.visits);
    }
    let whole: u64 = counts.values().sum();
    let known = AUDIENCES.iter().map(|(code, _)| *code);
    let foreign: Vec<&str> = counts
        .keys()
        .filter(|code| known.clone().all(|known| known != **code))
        .copied()
        .collect();
    let shown: Vec<(&str, u64)> = known
        .chain(foreign)
        .filter_map(|code| Some((code, *counts.get(code)?)))
        .collect();
    html! {
        section.card {
            h2 { "Qui a essayé" }
            p.lede { "La réponse à la seule question posée sur la borne." }
            div.histogram.tall {
                @for (code, n) in shown {
                    div.row {
                        span.name { (audience_name(code)) }
                        (bars::bar(&[Segment { class: format!("g-{}", palette::group(code).code), n, title: audience_name(code).to_owned() }], whole, ""))
                        span.value { (words::number(n)) " " small { ((n as f64 / whole.max(1) as f64 * 100.0).round()) "\u{a0}%" } }
                    }
                }
            }
        }
    }
}

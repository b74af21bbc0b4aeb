//! Where and when: territories, events, and what was counted for an event as a whole.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use super::{
    View,
    bars::{self, Segment},
    timeline, words,
};
use crate::agency::read::{Class, Measure, Subject, Tally, accessibility_name};

struct Line<'a> {
    event: &'a str,
    last: Date,
    visits: u64,
    classes: Vec<&'a Class>,
}

pub fn table(view: &View, classes: &[&Class]) -> Markup {
    let mut events: BTreeMap<&str, Vec<&Class>> = BTreeMap::new();
    for class in classes {
        events.entry(&class.event).or_default().push(class);
    }
    let mut territories: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    for (event, classes) in events {
        let last = classes.iter().map(|class| class.day).max().unwrap_or_default();
        let visits = super::kits::visits(&classes);
        let line = Line {
            event,
            last,
            visits,
            classes,
        };
        territories.entry(view.names.territory(event)).or_default().push(line);
    }
    for lines in territories.values_mut() {
        lines.sort_by(|a, b| b.last.cmp(&a.last).then(a.event.cmp(b.event)));
    }
    let most = territories
        .values()
        .flatten()
        .map(|line| line.visits)
        .max()
        .unwrap_or(1);
    html! {
        section.card {
            h2 { "Où et quand" }
            (timeline::chart(classes))
            table.events {
                thead { tr {
                    th scope="col" { "Événement" }
                    th scope="col" { "Visites" }
                    th scope="col" { "Mené au bout" }
                    th scope="col" { "«\u{a0}Ça m’a plu\u{a0}»" }
                } }
                @for (territory, lines) in &territories {
                    tbody {
                        tr.territory {
                            th scope="rowgroup" colspan="4" {
                                (territory)
                                span { (words::counted(lines.iter().map(|line| line.visits).sum(), "visite", "visites")) }
                            }
                        }
                        @for line in lines { (event(view, line, most)) }
                    }
                }
            }
        }
    }
}

fn event(view: &View, line: &Line, most: u64) -> Markup {
    let tally = |measure| Tally::of(measure, line.classes.iter().copied());
    let (outcome, liked) = (tally(Measure::Outcome), tally(Measure::Liked));
    let place = view.names.place(line.event);
    let whole = [Segment {
        class: "c-ramp-3".into(),
        n: line.visits,
        title: String::new(),
    }];
    html! {
        tr {
            th scope="row" {
                (view.names.event(line.event))
                small { @if let Some(place) = place { (place) " · " } "jusqu’au " (words::date(line.last)) }
            }
            td.visits data-name="Visites" { strong { (words::number(line.visits)) } (bars::bar(&whole, most, "")) }
            td data-name="Mené au bout" { (told_or_masked(&outcome, &words::share(outcome.share(&["finished"], &[])))) }
            td data-name="«\u{a0}Ça m’a plu\u{a0}»" { (told_or_masked(&liked, &words::share(liked.share(&["yes"], &["none"])))) }
        }
    }
}

fn told_or_masked(tally: &Tally, figure: &str) -> Markup {
    html! {
        @if tally.told() > 0 { strong { (figure) } }
        @else if tally.masked > 0 { span.chip-masked { "masqué" } }
        @else { span.absent { "—" } }
        (bars::distribution(tally))
    }
}

/// Languages and accessibility, of whole events only.
pub fn languages(classes: &[&Class]) -> Markup {
    let of_events: Vec<&Class> = classes
        .iter()
        .filter(|class| class.subject == Subject::Event)
        .copied()
        .collect();
    let whole: u64 = of_events.iter().map(|class| u64::from(class.visits)).sum();
    let mut modes: BTreeMap<&str, u64> = BTreeMap::new();
    for class in &of_events {
        for (mode, n) in &class.accessibility {
            *modes.entry(mode).or_default() += u64::from(*n);
        }
    }
    let tally = Tally::of(Measure::Language, of_events.iter().copied());
    html! {
        @if !of_events.is_empty() {
            section.grid.two aria-label="Langues et accessibilité" {
                div.card {
                    h2 { "Langue" }
                    p.lede { "Comptée par événement, jamais avec un métier ou un public." }
                    (bars::histogram(&tally))
                }
                div.card {
                    h2 { "Réglages d’accessibilité" }
                    p.lede { "Totaux par événement\u{202f}; un réglage utilisé moins de 3 fois n’est pas compté." }
                    @if modes.is_empty() {
                        p.absent { "Aucun réglage n’a été assez utilisé pour être publié." }
                    } @else {
                        div.histogram {
                            @for (mode, n) in &modes {
                                div.row {
                                    span.name { (accessibility_name(mode)) }
                                    (bars::bar(&[Segment { class: "c-ramp-2".into(), n: *n, title: (*mode).to_owned() }], whole, ""))
                                    span.value { (words::number(*n)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

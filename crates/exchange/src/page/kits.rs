//! The kits: how many tried each, how it went, whether it pleased.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    bars::{self, Segment},
    palette, words,
};
use crate::figures::{Class, Measure, Names, Tally};

/// Visits of kits in these classes.
pub fn visits(classes: &[&Class]) -> u64 {
    let of_kits = classes.iter().filter(|class| class.kit().is_some());
    of_kits.map(|class| u64::from(class.visits)).sum()
}

/// Classes by kit, the most tried first.
fn by_kit<'a>(classes: &[&'a Class]) -> Vec<(&'a str, Vec<&'a Class>, u64)> {
    let mut kits: BTreeMap<&str, Vec<&Class>> = BTreeMap::new();
    for class in classes {
        if let Some(kit) = class.kit() {
            kits.entry(kit).or_default().push(class);
        }
    }
    let with_visits = |(kit, classes): (&'a str, Vec<&'a Class>)| {
        let visits = visits(&classes);
        (kit, classes, visits)
    };
    let mut kits: Vec<_> = kits.into_iter().map(with_visits).collect();
    kits.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(b.0)));
    kits
}

/// Bars of visits, in the colours of the audiences.
pub fn ranking(names: &Names, classes: &[&Class]) -> Markup {
    let kits = by_kit(classes);
    let most = kits.first().map_or(1, |(_, _, visits)| *visits);
    let present = |group: &&palette::Group| {
        classes
            .iter()
            .any(|class| class.kit().is_some() && palette::group(class.audience()).code == group.code)
    };
    html! {
        section.card.wide-card {
            h2 { "Les métiers essayés" }
            p.legend {
                @for group in palette::GROUPS.iter().filter(present) {
                    span { i class={ "dot g-" (group.code) } {} (group.name) }
                }
            }
            div.histogram.tall {
                @for (kit, classes, visits) in &kits {
                    div.row {
                        span.name { (names.kit(kit)) }
                        (bars::bar(&groups(classes), most, ""))
                        span.value { (words::number(*visits)) }
                    }
                }
            }
        }
    }
}

fn groups(classes: &[&Class]) -> Vec<Segment> {
    let segment = |group: &palette::Group| {
        let of_group = classes
            .iter()
            .filter(|class| palette::group(class.audience()).code == group.code);
        let n = of_group.map(|class| u64::from(class.visits)).sum();
        Segment {
            class: format!("g-{}", group.code),
            n,
            title: format!("{}\u{a0}: {}", group.name, words::number(n)),
        }
    };
    palette::GROUPS.iter().map(segment).collect()
}

/// One line a kit: completion, time, score, help, likes. On a phone, one card a kit.
pub fn details(names: &Names, classes: &[&Class]) -> Markup {
    html! {
        section.card {
            h2 { "Comment cela s’est passé" }
            table.kits {
                thead { tr {
                    th scope="col" { "Métier" }
                    th scope="col" { "Mené au bout" }
                    th scope="col" { "Durée médiane" }
                    th scope="col" { "Réussite médiane" }
                    th scope="col" { "Sans aide" }
                    th scope="col" { "«\u{a0}Ça m’a plu\u{a0}»" }
                } }
                tbody {
                    @for (kit, classes, visits) in by_kit(classes) {
                        tr {
                            th scope="row" { (names.kit(kit)) small { (words::counted(visits, "visite", "visites")) } }
                            @for column in COLUMNS { (cell(&classes, column)) }
                        }
                    }
                }
            }
            (colours())
        }
    }
}

/// A column: heading on phones, measure, and how to say it in one figure.
type Column = (&'static str, Measure, fn(&Tally) -> String);

const COLUMNS: [Column; 5] = [
    ("Mené au bout", Measure::Outcome, |tally| {
        words::share(tally.share(&["finished"], &[]))
    }),
    ("Durée médiane", Measure::Duration, words::median),
    ("Réussite médiane", Measure::Score, words::median),
    ("Sans aide", Measure::Help, |tally| {
        words::share(tally.share(&["none"], &[]))
    }),
    ("«\u{a0}Ça m’a plu\u{a0}»", Measure::Liked, |tally| {
        words::share(tally.share(&["yes"], &["none"]))
    }),
];

fn cell(classes: &[&Class], (name, measure, figure): Column) -> Markup {
    let tally = Tally::of(measure, classes.iter().copied());
    html! {
        td data-name=(name) {
            @if tally.told() > 0 {
                strong { (figure(&tally)) }
                (bars::distribution(&tally))
            } @else if tally.masked > 0 {
                span.chip-masked { "masqué" }
                (bars::distribution(&tally))
            } @else {
                span.absent { "—" }
            }
        }
    }
}

/// What the small bars are made of.
fn colours() -> Markup {
    let dot = |class: &str, name: &str| html! { span { i class={ "dot " (class) } {} (name) } };
    html! {
        p.legend.small {
            (dot("c-outcome-0", "terminé"))
            (dot("c-liked-0", "oui"))
            (dot("c-liked-1", "moyennement"))
            (dot("c-liked-2", "non"))
            (dot("c-ramp-0", "peu"))
            (dot("c-ramp-2", "→"))
            (dot("c-ramp-4", "beaucoup"))
            (dot("c-nothing", "sans réponse ni mesure"))
            (dot("c-merged", "regroupé"))
            (dot("c-masked", "masqué"))
        }
    }
}

/// Each histogram over everything chosen.
pub fn histograms(classes: &[&Class]) -> Markup {
    html! {
        section.grid aria-label="Répartitions" {
            @for measure in Measure::OF_KITS {
                @let tally = Tally::of(measure, classes.iter().copied());
                @if !tally.is_empty() {
                    div.card {
                        h2 { (measure.title()) }
                        p.lede { (measure.about()) }
                        (bars::histogram(&tally))
                    }
                }
            }
        }
    }
}

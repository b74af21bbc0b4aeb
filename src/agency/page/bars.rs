//! Bars, drawn as SVG in percents so that they fit a phone and a wall without a script: no length of text depends on
//! them, and a screen reader finds every figure beside them in words.

use maud::{Markup, html};

use super::words;
use crate::agency::read::{Measure, Tally};

/// A piece of a bar: class of the style sheet, size, what it is.
pub struct Segment {
    pub class: String,
    pub n: u64,
    pub title: String,
}

/// The pattern of merged bins; once per page.
pub fn patterns() -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" {
            defs {
                pattern #hachures width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.hatch-ground width="6" height="6" {}
                    rect.hatch-line width="2.4" height="6" {}
                }
                pattern #points width="7" height="7" patternUnits="userSpaceOnUse" {
                    rect.hatch-ground width="7" height="7" {}
                    circle.hatch-line cx="3.5" cy="3.5" r="1.2" {}
                }
            }
        }
    }
}

/// One bar of `whole` with its segments side by side.
pub fn bar(segments: &[Segment], whole: u64, class: &str) -> Markup {
    let whole = whole.max(1) as f64;
    let mut x = 0.0;
    html! {
        svg class={ "bar " (class) } aria-hidden="true" {
            @for Segment { class, n, title } in segments.iter().filter(|segment| segment.n > 0) {
                @let width = *n as f64 / whole * 100.0;
                rect class=(class) x={ (percent(x)) } width={ (percent(width)) } height="100%" { title { (title) } }
                // A hairline of the ground keeps neighbours apart for eyes that see few colours.
                @if x > 0.0 { line.split x1={ (percent(x)) } x2={ (percent(x)) } y1="0" y2="100%" {} }
                @let _ = x += width;
            }
        }
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

/// The class of a bin's colour.
fn class_of(measure: Measure, codes: &[String]) -> String {
    match codes {
        [one] => {
            let family = match measure {
                Measure::Outcome => "outcome",
                Measure::Liked => "liked",
                Measure::Language => "language",
                Measure::Score | Measure::Duration | Measure::Help | Measure::StepReached => "ramp",
            };
            let is_nothing = one == "none" && measure != Measure::Help;
            let rank = measure.rank(one);
            if is_nothing {
                "c-nothing".to_owned()
            } else {
                format!("c-{family}-{}", rank_shown(measure, rank))
            }
        }
        _ => "c-merged".to_owned(),
    }
}

/// Scores begin with « none », which has a colour of its own.
fn rank_shown(measure: Measure, rank: usize) -> usize {
    if measure == Measure::Score {
        rank.saturating_sub(1)
    } else {
        rank
    }
}

/// The whole of a tally in one bar: told, merged, masked.
pub fn distribution(tally: &Tally) -> Markup {
    let measure = tally.measure;
    let mut segments: Vec<Segment> = tally
        .bins
        .iter()
        .map(|(codes, n)| Segment {
            class: class_of(measure, codes),
            n: *n,
            title: format!("{} : {}", measure.bin_name(codes), words::number(*n)),
        })
        .collect();
    segments.push(Segment {
        class: "c-masked".to_owned(),
        n: tally.masked,
        title: format!("masqué : {}", words::counted(tally.masked, "visite", "visites")),
    });
    bar(&segments, tally.told() + tally.masked, "stacked")
}

/// A histogram as rows: name, bar, count. Merged bins stand by themselves, masked visits are told at the end.
pub fn histogram(tally: &Tally) -> Markup {
    let measure = tally.measure;
    let widest = tally.bins.iter().map(|(_, n)| *n).chain([1]).max().unwrap_or(1);
    let told = tally.told();
    html! {
        div.histogram {
            @if told > 0 {
                @for (code, name) in measure.codes() {
                    @let n = tally.exactly(code);
                    (row(name, n, told, &bar(&[Segment { class: class_of(measure, &[(*code).to_owned()]), n, title: (*name).to_owned() }], widest, ""), ""))
                }
                @for (codes, n) in tally.merged() {
                    @let name = measure.bin_name(codes);
                    (row(&name, *n, told, &bar(&[Segment { class: "c-merged".into(), n: *n, title: name.clone() }], widest, ""), "merged"))
                }
            }
            @if tally.masked > 0 {
                p.masked-note {
                    span.chip-masked { "masqué" }
                    " " (words::counted(tally.masked, "visite", "visites"))
                }
            }
        }
    }
}

fn row(name: &str, n: u64, whole: u64, bar: &Markup, class: &str) -> Markup {
    let percent = (n as f64 / whole.max(1) as f64 * 100.0).round();
    html! {
        div class={ "row " (class) } {
            span.name { (name) @if class == "merged" { " " em { "(regroupés)" } } }
            (bar)
            span.value { (words::number(n)) " " small { (percent) "\u{a0}%" } }
        }
    }
}

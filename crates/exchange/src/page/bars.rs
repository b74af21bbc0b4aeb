//! Bars, drawn as SVG in percents so that they fit a phone and a wall without a script: no length of text depends on
//! them, and a screen reader finds every figure beside them in words.

use maud::{Markup, html};

use super::words;
use crate::figures::{Measure, Tally};

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
    let mut right = 0.0;
    let placed = segments.iter().filter(|segment| segment.n > 0).map(|segment| {
        let (x, width) = (right, segment.n as f64 / whole * 100.0);
        right += width;
        (segment, x, width)
    });
    html! {
        svg class={ "bar " (class) } aria-hidden="true" {
            @for (Segment { class, title, .. }, x, width) in placed {
                rect class=(class) x={ (percent(x)) } width={ (percent(width)) } height="100%" { title { (title) } }
                // A hairline of the ground keeps neighbours apart for eyes that see few colours.
                @if x > 0.0 { line.split x1={ (percent(x)) } x2={ (percent(x)) } y1="0" y2="100%" {} }
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
            title: format!("{}\u{a0}: {}", measure.bin_name(codes), words::number(*n)),
        })
        .collect();
    segments.push(Segment {
        class: "c-masked".to_owned(),
        n: tally.masked,
        title: format!("masqué\u{a0}: {}", words::counted(tally.masked, "visite", "visites")),
    });
    bar(&segments, tally.told() + tally.masked, "stacked")
}

/// A histogram as rows: what is certain in colour, what merged bins leave possible hatched behind it. The merged bins
/// themselves can be unfolded; masked visits are told at the end.
pub fn histogram(tally: &Tally) -> Markup {
    let measure = tally.measure;
    let codes = measure
        .codes()
        .iter()
        .map(|(code, name)| (*code, *name, tally.exactly(code), tally.at_most(code)));
    let rows: Vec<_> = codes.filter(|(_, _, _, most)| *most > 0).collect();
    html! {
        div.histogram {
            @for (code, name, certain, most) in rows {
                @let share = words::share(tally.share(&[code], &[]));
                @let sure = Segment { class: class_of(measure, &[code.to_owned()]), n: certain, title: format!("{name}\u{a0}: {}", words::number(certain)) };
                @let open = Segment { class: "c-merged".into(), n: most - certain, title: format!("au plus {}", words::number(most)) };
                div.row {
                    span.name { (name) }
                    (bar(&[sure, open], tally.told(), ""))
                    span.value { (share) }
                }
            }
        }
        (base(tally))
    }
}

/// On how many visits a histogram stands, and what was done to protect them.
fn base(tally: &Tally) -> Markup {
    let merged: u64 = tally.merged().map(|(_, n)| n).sum();
    html! {
        p.base {
            @if tally.told() > 0 { (words::counted(tally.told(), "visite lisible", "visites lisibles")) }
            @if tally.masked > 0 {
                @if tally.told() > 0 { " · " }
                span.chip-masked { "masqué" } " " (words::counted(tally.masked, "visite", "visites"))
            }
        }
        @if merged > 0 {
            details.merged-bins {
                summary { (words::counted(merged, "visite en tranches regroupées", "visites en tranches regroupées")) }
                ul {
                    @for (codes, n) in tally.merged() {
                        li { span { (tally.measure.bin_name(codes)) } strong { (words::number(*n)) } }
                    }
                }
            }
        }
    }
}

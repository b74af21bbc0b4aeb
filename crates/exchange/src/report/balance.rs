//! What became of all tries, added up; in words where it does not add up.

use maud::{Markup, html};

use super::{KioskReport, words};
use crate::{
    engagement::journal::Balance,
    page::bars::{self, Segment},
};

/// A part of a sum: class of its colour, name, count.
type Part = (&'static str, &'static str, u64);

pub(super) fn card(report: &KioskReport) -> Markup {
    html! {
        section.card {
            h2 { "Le compte est-il bon\u{202f}?" }
            @match &report.counts.balance {
                Some(balance) => { (sums(balance)) }
                None => { p.lede { (why(report)) } }
            }
        }
    }
}

fn why(report: &KioskReport) -> &'static str {
    let counts = &report.counts;
    if counts.trouble.is_some() {
        "Le journal ne se lit pas\u{a0}: les comptes reviendront quand il se lira."
    } else if !counts.is_there {
        "Rien n’a encore été enregistré sur cette borne."
    } else {
        "Aucun essai n’a été compté pour cet événement."
    }
}

fn sums(balance: &Balance) -> Markup {
    let Balance {
        visits,
        opted_out,
        recorded,
        sealed,
        waiting,
        suppressed,
        late,
        dropped,
    } = *balance;
    let ended = [
        ("c-ramp-3", "enregistrés", recorded),
        ("c-nothing", "sans compter la visite", opted_out),
    ];
    let became = [
        ("c-outcome-0", "dans des totaux", sealed),
        ("c-liked-1", "en attente", waiting),
        ("c-outcome-1", "supprimés, groupes trop petits", suppressed),
        ("c-liked-2", "en retard", late),
    ];
    html! {
        (sum("Essais terminés", visits, &ended))
        (sum("Enregistrés", recorded, &became))
        @if dropped > 0 {
            p.base { "À part\u{a0}: " (words::not_recorded(dropped)) ", faute de place ou de disque." }
        }
    }
}

/// One sum, and whether it is right.
fn sum(name: &str, whole: u64, parts: &[Part]) -> Markup {
    let found: u64 = parts.iter().map(|(_, _, n)| n).sum();
    let segment = |(class, name, n): &Part| Segment {
        class: (*class).to_owned(),
        n: *n,
        title: format!("{name}\u{a0}: {}", words::number(*n)),
    };
    let segments: Vec<Segment> = parts.iter().map(segment).collect();
    html! {
        div.sum {
            h3 { (name) " " strong { (words::number(whole)) } " " (verdict(whole, found)) }
            (bars::bar(&segments, whole.max(found), "stacked"))
            p.legend {
                @for (class, name, n) in parts {
                    span { i class={ "dot " (class) } {} strong { (words::number(*n)) } " " (name) }
                }
            }
        }
    }
}

fn verdict(whole: u64, found: u64) -> Markup {
    html! {
        @if whole == found {
            span.verdict { "juste" }
        } @else if found < whole {
            span.verdict.fault { "il en manque " (words::number(whole - found)) }
        } @else {
            span.verdict.fault { (words::number(found - whole)) " de trop" }
        }
    }
}

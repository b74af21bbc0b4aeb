//! The vocabulary of classes, in the words of staff.

use crate::engagement::{
    anonymise::{Anonymised, Histogram, HistogramKind, SealedClass, Subject},
    plan::{ClassLevel, Period, PeriodKind},
};

use super::dates;

/// « soudure, scolaires ».
pub fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Kit { kit, audience: None } => kit.clone(),
        Subject::Kit {
            kit,
            audience: Some(code),
        } => format!("{kit}, {}", audience(code)),
        Subject::Event => "tout l’événement".to_owned(),
    }
}

fn audience(code: &str) -> &str {
    match code {
        "scolaire" => "scolaires",
        "adulte" => "adultes",
        "non_precise" => "non précisé",
        "college" => "collège",
        "lycee" => "lycée",
        "etudes" => "études",
        "parent" => "parents",
        "conseil" => "conseil",
        other => other,
    }
}

/// « tout l’événement », « 27 mars 2027 ».
pub fn period(period: Period) -> String {
    match period {
        Period::WholeEvent { .. } => "tout l’événement".to_owned(),
        Period::Day(day) => dates::day(day),
    }
}

/// « par kit et par groupe, en une fois ».
pub fn plan(period: PeriodKind, level: ClassLevel) -> String {
    let level = match level {
        ClassLevel::KitAudience => "par kit et par réponse",
        ClassLevel::KitGroup => "par kit et par groupe",
        ClassLevel::Kit => "par kit seul",
    };
    let period = match period {
        PeriodKind::Event => "en une fois",
        PeriodKind::Day => "chaque jour",
    };
    format!("{level}, {period}")
}

/// « 1 total », « 12 totaux ».
pub fn totals(n: u64) -> String {
    format!("{n}\u{a0}{}", if n > 1 { "totaux" } else { "total" })
}

/// « 1 essai », « 12 essais ».
pub fn tries(n: u64) -> String {
    format!("{n}\u{a0}essai{}", if n > 1 { "s" } else { "" })
}

/// « 12 % », « moins de 1 % », « aucun ».
pub fn share(part: u64, whole: u64) -> String {
    match (part, whole) {
        (0, _) | (_, 0) => "aucun".to_owned(),
        _ if part * 100 < whole => "moins de 1\u{202f}%".to_owned(),
        _ => format!("{}\u{202f}%", part * 100 / whole),
    }
}

/// One line a histogram: « fin : fini × 30, abandonné × 12 ».
pub fn histograms(class: &SealedClass) -> Vec<String> {
    let told = |(kind, histogram): &(HistogramKind, Histogram)| {
        let told = match histogram {
            Histogram::Masked => "masqué, presque tous pareils".to_owned(),
            Histogram::Bins(bins) => {
                let bin = |bin: &crate::engagement::anonymise::Bin| {
                    let codes: Vec<_> = bin.of.iter().map(|code| value(*kind, code)).collect();
                    format!("{}\u{a0}×\u{a0}{}", codes.join(" ou "), bin.n)
                };
                bins.iter().map(bin).collect::<Vec<_>>().join(", ")
            }
        };
        format!("{}\u{a0}: {told}", histogram_name(*kind))
    };
    let mut lines: Vec<String> = class.histograms.iter().map(told).collect();
    if !class.accessibility.is_empty() {
        let modes: Vec<_> = class
            .accessibility
            .iter()
            .map(|(code, n)| format!("{}\u{a0}×\u{a0}{n}", mode(code)))
            .collect();
        lines.push(format!("accessibilité\u{a0}: {}", modes.join(", ")));
    }
    lines
}

fn histogram_name(kind: HistogramKind) -> &'static str {
    match kind {
        HistogramKind::Outcome => "fin",
        HistogramKind::Score => "note sur 100",
        HistogramKind::Duration => "durée en secondes",
        HistogramKind::Help => "aide",
        HistogramKind::StepReached => "étape atteinte",
        HistogramKind::Liked => "avis",
        HistogramKind::Language => "langue",
    }
}

/// A code of a bin; those that are numbers say it themselves.
fn value(kind: HistogramKind, code: &str) -> &str {
    match (kind, code) {
        (_, "finished") => "fini",
        (_, "abandoned") => "abandonné",
        (HistogramKind::Score, "none") => "sans note",
        (HistogramKind::Liked, "none") => "sans avis",
        (HistogramKind::Help, "none") => "aucune",
        (_, "hint") => "indice",
        (_, "ghost") => "geste montré",
        (_, "one_touch") => "une touche",
        (_, "yes") => "oui",
        (_, "so_so") => "bof",
        (_, "no") => "non",
        (_, "fr") => "français",
        (_, "en") => "anglais",
        (_, other) => other,
    }
}

fn mode(code: &str) -> &str {
    match code {
        "large_text" => "grand texte",
        "one_touch" => "une touche",
        "mute" => "sans le son",
        other => other,
    }
}

/// « 58 essais sur 67 ; perdus : 13 % ».
pub fn in_all(outcome: &Anonymised) -> String {
    let (released, suppressed) = (outcome.visits_released(), outcome.visits_suppressed());
    let all = u64::from(released) + u64::from(suppressed);
    format!(
        "{} sur {all} dans des totaux\u{202f}; perdus\u{a0}: {}",
        tries(released.into()),
        share(suppressed.into(), all)
    )
}

//! Checks of a `dose` step: vessels, receivers, doses, their nodes, the numbers of each level.

use std::{collections::BTreeSet, ops::RangeInclusive};

use glam::Vec3;

use super::{Instrument, LevelSpec, Measure, Pouring, Spec};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors,
    checking::{check_identifier, need_node},
    grading,
};

pub const COUNT: Code = Code::error("K480", "nombre de doses, de récipients ou de contenants");
pub const ID: Code = Code::error("K481", "identifiant de dosage mal écrit ou déjà pris");
pub const NO_VESSEL: Code = Code::error("K482", "un nœud de ce qui verse manque dans le modèle");
pub const NO_RECEIVER: Code = Code::error("K483", "un nœud de ce qui reçoit manque dans le modèle");
pub const NUMBER: Code = Code::error("K484", "nombre d’un dosage hors de son intervalle");
pub const NAMED: Code = Code::error("K485", "dose ou récipient qui nomme ce qui n’est pas là");
pub const ROOM: Code = Code::error("K486", "l’instrument ne va pas jusqu’au bout des doses");
pub const LEVEL: Code = Code::error("K487", "nombre d’un niveau de dosage hors de son intervalle");
pub const MEASURE: Code = Code::error("K488", "mesure de ce que ce dosage ne connaît pas");
pub const LOOSER: Code = Code::warning("K489", "un niveau de dosage est plus facile que le précédent");

pub const CODES: &[Code] = &[
    COUNT,
    ID,
    NO_VESSEL,
    NO_RECEIVER,
    NUMBER,
    NAMED,
    ROOM,
    LEVEL,
    MEASURE,
    LOOSER,
];

const DOSES: RangeInclusive<usize> = 1..=8;
const VESSELS: RangeInclusive<usize> = 1..=3;
const VALUE_MAX: f32 = 1e5;
/// How long a dose takes at full flow, seconds: neither a reflex nor a wait.
const POUR_SECS: RangeInclusive<f32> = 0.8..=15.0;
const REST_SECS: RangeInclusive<f32> = 0.5..=8.0;
/// What may still fall after the hand, as a share of the smallest dose.
const DRIPS: f32 = 0.2;
/// The instrument shows this much more than all its doses, as a share of them.
const SPARE: f32 = 1.1;
const INERTIA_SECS: RangeInclusive<f32> = 0.05..=1.5;
const TOLERANCE_PERCENT: RangeInclusive<f32> = 0.5..=30.0;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_counts(spec, at, findings);
    check_ids(spec, at, findings);
    check_vessels(spec, anchors, &at.field("vessels"), findings);
    check_receivers(spec, anchors, &at.field("receivers"), findings);
    check_doses(spec, &at.field("doses"), findings);
    let levels = at.field("levels");
    for (name, level) in spec.levels.iter() {
        check_level(spec, level, criteria, &levels.field(name), findings);
    }
    grading::check_order(&spec.levels, looser, &LOOSER, &levels, findings);
}

fn check_counts(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let lists = [
        ("doses", spec.doses.len(), DOSES),
        ("vessels", spec.vessels.len(), VESSELS),
        ("receivers", spec.receivers.len(), VESSELS),
    ];
    for (name, count, range) in lists.into_iter().filter(|(_, count, range)| !range.contains(count)) {
        let (low, high) = (range.start(), range.end());
        let message = Bilingual::new(
            format!("«\u{a0}{name}\u{a0}» en compte {count}, au lieu de {low} à {high}"),
            format!("{count} in `{name}` instead of {low} to {high}"),
        );
        findings.report(&COUNT, &at.field(name), message);
    }
}

fn check_ids(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let lists: [(&str, Vec<&str>); 3] = [
        (
            "vessels",
            spec.vessels.iter().map(|vessel| vessel.id.as_str()).collect(),
        ),
        (
            "receivers",
            spec.receivers.iter().map(|receiver| receiver.id.as_str()).collect(),
        ),
        ("doses", spec.doses.iter().map(|dose| dose.id.as_str()).collect()),
    ];
    for (list, ids) in lists {
        let mut known = BTreeSet::new();
        for (index, id) in ids.into_iter().enumerate() {
            let at = at.field(list).index(index).field("id");
            check_identifier(id, &ID, &at, findings);
            if !known.insert(id) {
                let message = Bilingual::new(
                    format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris dans cette liste"),
                    format!("identifier `{id}` is already taken in this list"),
                );
                findings.report(&ID, &at, message);
            }
        }
    }
}

fn check_vessels(spec: &Spec, anchors: Option<&Anchors>, at: &FieldPath, findings: &mut Findings) {
    for (index, vessel) in spec.vessels.iter().enumerate() {
        let at = at.index(index);
        if let Some(anchors) = anchors {
            let dips = ["dip."].into_iter().filter(|_| vessel.hand == Pouring::Tap);
            for family in ["pour.", "tilt."].into_iter().chain(dips) {
                let node = format!("{family}{}", vessel.id);
                need_node(anchors, &node, &NO_VESSEL, &at.field("id"), findings);
            }
        }
        let receivers = spec.receivers.iter().map(|receiver| receiver.id.as_str());
        named(&vessel.into, receivers, &at.field("into"), findings);
        let rate = ("rate", vessel.rate, " par seconde", " a second");
        within(rate, &(f32::MIN_POSITIVE..=VALUE_MAX), &NUMBER, &at, findings);
        let doses = spec.doses.iter().filter(|dose| dose.from == vessel.id);
        let least = doses.map(|dose| dose.target).fold(f32::INFINITY, f32::min);
        if least > 0.0 {
            let most = (DRIPS * least).min(VALUE_MAX);
            within(("drips", vessel.drips, "", ""), &(0.0..=most), &NUMBER, &at, findings);
        }
    }
}

/// Reports, under `code`, a number outside its range; the unit in both languages.
fn within(
    (name, value, fr, en): (&str, f32, &str, &str),
    range: &RangeInclusive<f32>,
    code: &Code,
    at: &FieldPath,
    findings: &mut Findings,
) {
    if range.contains(&value) {
        return;
    }
    let (low, high) = (range.start(), range.end());
    let message = if *low == f32::MIN_POSITIVE {
        Bilingual::new(
            format!("«\u{a0}{name}\u{a0}» vaut {value}, au lieu d’un nombre au-dessus de 0{fr}"),
            format!("`{name}` is {value} instead of a number above 0{en}"),
        )
    } else {
        Bilingual::new(
            format!("«\u{a0}{name}\u{a0}» vaut {value}, au lieu de {low} à {high}{fr}"),
            format!("`{name}` is {value} instead of {low} to {high}{en}"),
        )
    };
    findings.report(code, &at.field(name), message);
}

/// Reports a name that is not in the list it is looked for in.
fn named<'a>(id: &str, list: impl Iterator<Item = &'a str> + Clone, at: &FieldPath, findings: &mut Findings) {
    if list.clone().any(|known| known == id) {
        return;
    }
    let message = Bilingual::new(
        format!("rien ne s’appelle «\u{a0}{id}\u{a0}» ici"),
        format!("nothing here is called `{id}`"),
    );
    findings.report(&NAMED, at, message).suggest(id, list);
}

fn check_receivers(spec: &Spec, anchors: Option<&Anchors>, at: &FieldPath, findings: &mut Findings) {
    for (index, receiver) in spec.receivers.iter().enumerate() {
        let at = at.index(index);
        if let Some(anchors) = anchors {
            let mut need = |family: &str| {
                let node = format!("{family}{}", receiver.id);
                need_node(anchors, &node, &NO_RECEIVER, &at.field("id"), findings);
            };
            ["into.", "readout."].into_iter().for_each(&mut need);
            // What is read through glass has to rise.
            let rises = anchors.get(&format!("fill.{}", receiver.id)).is_some();
            if receiver.instrument == Instrument::Level || rises {
                ["fill.", "full."].into_iter().for_each(&mut need);
            }
        }
        let (low, high) = receiver.range;
        let start = receiver.start();
        let possible = low.abs() <= VALUE_MAX && high.abs() <= VALUE_MAX && low < high && (low..high).contains(&start);
        if !possible {
            let message = Bilingual::new(
                format!("l’instrument va de {low} à {high} et part de {start}\u{a0}: il n’a rien à montrer"),
                format!("the instrument goes from {low} to {high} and starts at {start}: it has nothing to show"),
            );
            findings.report(&NUMBER, &at.field("range"), message);
            continue;
        }
        let vessels = spec.vessels.iter().filter(|vessel| vessel.into == receiver.id);
        let vessels: BTreeSet<&str> = vessels.map(|vessel| vessel.id.as_str()).collect();
        let into = spec.doses.iter().filter(|dose| vessels.contains(dose.from.as_str()));
        let (all, largest) = into.fold((0.0_f32, 0.0_f32), |(all, most), dose| {
            (all + dose.target, most.max(dose.target))
        });
        // A scale begins anew with each dose.
        let shown = if receiver.instrument == Instrument::Scale {
            largest
        } else {
            all
        };
        let needs = start + SPARE * shown;
        if needs > high {
            let message = Bilingual::new(
                format!("l’instrument va jusqu’à {high}\u{a0}; avec un peu de trop, les doses vont jusqu’à {needs}"),
                format!("the instrument goes up to {high}; with a little too much the doses go up to {needs}"),
            );
            findings.report(&ROOM, &at.field("range"), message);
        }
    }
}

fn check_doses(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    for (index, dose) in spec.doses.iter().enumerate() {
        let at = at.index(index);
        let vessels = spec.vessels.iter().map(|vessel| vessel.id.as_str());
        named(&dose.from, vessels, &at.field("from"), findings);
        let target = ("target", dose.target, "", "");
        within(target, &(f32::MIN_POSITIVE..=VALUE_MAX), &NUMBER, &at, findings);
        if let Some(rest) = &dose.rest {
            let secs = ("secs", rest.secs, " secondes", " seconds");
            within(secs, &REST_SECS, &NUMBER, &at.field("rest"), findings);
        }
        let Some(vessel) = spec.vessel(dose) else { continue };
        let secs = dose.target / vessel.rate;
        if dose.target > 0.0 && vessel.rate > 0.0 && !POUR_SECS.contains(&secs) {
            let (low, high) = (POUR_SECS.start(), POUR_SECS.end());
            let message = Bilingual::new(
                format!("à ce débit, la dose coule en {secs} secondes, au lieu de {low} à {high}"),
                format!("at this rate the dose flows in {secs} seconds instead of {low} to {high}"),
            );
            findings
                .report(&NUMBER, &at.field("target"), message)
                .help(Bilingual::new(
                    format!("changer «\u{a0}rate\u{a0}» de «\u{a0}{}\u{a0}»", vessel.id),
                    format!("change `rate` of `{}`", vessel.id),
                ));
        }
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let inertia = ("inertia_secs", level.inertia_secs, " secondes", " seconds");
    within(inertia, &INERTIA_SECS, &LEVEL, at, findings);
    let tolerance = ("tolerance_percent", level.tolerance_percent, "\u{a0}%", " %");
    within(tolerance, &TOLERANCE_PERCENT, &LEVEL, at, findings);
    let doses = &spec.doses;
    for (index, grading) in level.grades.iter().enumerate() {
        let alike = |(index, dose): (usize, &super::Dose)| doses[..index].iter().any(|other| dose.is_like(other));
        let last = doses.len().saturating_sub(1);
        let (known, fr, en) = match grading.measure {
            Measure::Evenness => (
                doses.iter().enumerate().any(alike),
                "cette mesure demande deux doses égales",
                "this measure asks for two equal doses",
            ),
            Measure::Rushed => (
                doses[..last].iter().any(|dose| dose.rest.is_some()),
                "cette mesure demande une attente avant une dose",
                "this measure asks for a wait before a dose",
            ),
            _ => continue,
        };
        if !known {
            let at = at.field("grades").index(index).field("measure");
            findings.report(&MEASURE, &at, Bilingual::new(fr, en));
        }
    }
    grading::check(&level.grades, criteria, 0.0, &at.field("grades"), findings);
}

/// What asks less of the hand than at the level before.
fn looser(easy: &LevelSpec, hard: &LevelSpec) -> Vec<(&'static str, bool)> {
    vec![
        ("inertia_secs", hard.inertia_secs < easy.inertia_secs),
        ("tolerance_percent", hard.tolerance_percent > easy.tolerance_percent),
        ("band", hard.band && !easy.band),
    ]
}

/// Where the hand plays: vessels, where they pour, and what tells how much, metres.
pub fn places(spec: &Spec, anchors: &Anchors) -> Vec<Vec3> {
    let vessels = spec.vessels.iter().flat_map(|vessel| {
        let node = |family: &str| format!("{family}{}", vessel.id);
        [node("pour."), node("tilt."), node("dip.")]
    });
    let receivers = spec.receivers.iter().flat_map(|receiver| {
        let node = |family: &str| format!("{family}{}", receiver.id);
        [node("into."), node("readout.")]
    });
    let nodes = vessels.chain(receivers);
    nodes.filter_map(|node| Some(anchors.get(&node)?.translation)).collect()
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

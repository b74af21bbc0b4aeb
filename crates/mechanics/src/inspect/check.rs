//! Checks of an `inspect` step: targets and their nodes, angles, numbers of each level.

use std::{collections::BTreeSet, ops::RangeInclusive};

use glam::Vec3;

use super::{LevelSpec, Spec, rules};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors,
    checking::{check_identifier, need_node},
    grading,
};

pub const TARGET_COUNT: Code = Code::error("K450", "nombre de cibles\u{a0}: de 1 à 8");
pub const SPOT_TWICE: Code = Code::error("K451", "deux cibles ou leurres portent le même identifiant");
pub const SPOT_ID: Code = Code::error("K452", "identifiant de cible mal écrit");
pub const NO_SPOT: Code = Code::error("K453", "le nœud «\u{a0}target.…\u{a0}» manque dans le modèle");
pub const NO_TURN: Code = Code::error("K454", "le nœud qui tourne («\u{a0}turns\u{a0}») manque dans le modèle");
pub const ORBIT: Code = Code::error("K455", "angles impossibles («\u{a0}orbit\u{a0}»)");
pub const ASKED: Code = Code::error("K456", "plus de cibles ou de leurres demandés qu’il n’y en a");
pub const HIT: Code = Code::error("K457", "«\u{a0}hit_mm\u{a0}» hors de 10 à 60");
pub const LAMP: Code = Code::error("K458", "«\u{a0}lamp_deg\u{a0}» hors de 3 à 60");
pub const LOOSER: Code = Code::warning("K459", "un niveau de recherche est plus facile que le précédent");
pub const LIMIT: Code = Code::error("K460", "«\u{a0}limit_secs\u{a0}» hors de 15 à 600");
pub const VISIBLE: Code = Code::error("K461", "«\u{a0}visible_from\u{a0}» hors de 10 à 89");

pub const CODES: &[Code] = &[
    TARGET_COUNT,
    SPOT_TWICE,
    SPOT_ID,
    NO_SPOT,
    NO_TURN,
    ORBIT,
    ASKED,
    HIT,
    LAMP,
    LOOSER,
    LIMIT,
    VISIBLE,
];

const TARGETS: RangeInclusive<usize> = 1..=8;
const YAW_DEG: RangeInclusive<f32> = -180.0..=180.0;
/// Nothing is ever turned upside down.
const PITCH_DEG: RangeInclusive<f32> = -80.0..=80.0;
/// An area with 10 mm around it is 20 mm across, whatever its size.
const HIT_MM: RangeInclusive<f32> = 10.0..=60.0;
const LAMP_DEG: RangeInclusive<f32> = 3.0..=60.0;
const LIMIT_SECS: RangeInclusive<f32> = 15.0..=600.0;
const VISIBLE_DEG: RangeInclusive<f32> = 10.0..=89.0;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_spots(spec, at, findings);
    check_orbit(spec, &at.field("orbit"), findings);
    if let Some(anchors) = anchors {
        need_node(anchors, &spec.turns, &NO_TURN, &at.field("turns"), findings);
        for (field, id, _) in spots(spec, at) {
            need_node(anchors, &rules::node(id), &NO_SPOT, &field.field("id"), findings);
        }
    }
    for (name, numbers) in spec.levels.iter() {
        check_level(spec, numbers, criteria, &at.field("levels").field(name), findings);
    }
    grading::check_order(&spec.levels, easier, &LOOSER, &at.field("levels"), findings);
}

/// Targets, then decoys: the field of each, its identifier, the angle within which it is visible.
fn spots<'a>(spec: &'a Spec, at: &FieldPath) -> Vec<(FieldPath, &'a str, f32)> {
    let (targets_at, decoys_at) = (at.field("targets"), at.field("decoys"));
    let targets = spec.targets.iter().enumerate();
    let targets = targets.map(|(index, target)| (targets_at.index(index), target.id.as_str(), target.visible_from));
    let decoys = spec.decoys.iter().enumerate();
    let decoys = decoys.map(|(index, decoy)| (decoys_at.index(index), decoy.id.as_str(), decoy.visible_from));
    targets.chain(decoys).collect()
}

fn check_spots(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let count = spec.targets.len();
    if !TARGETS.contains(&count) {
        let message = Bilingual::new(
            format!("nombre de cibles\u{a0}: {count}, au lieu de 1 à 8"),
            format!("{count} targets to find instead of 1 to 8"),
        );
        findings.report(&TARGET_COUNT, &at.field("targets"), message);
    }
    let mut known = BTreeSet::new();
    for (field, id, visible_from) in spots(spec, at) {
        check_identifier(id, &SPOT_ID, &field.field("id"), findings);
        if !known.insert(id) {
            let message = Bilingual::new(
                format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris dans cette étape"),
                format!("identifier `{id}` is already taken in this step"),
            );
            findings.report(&SPOT_TWICE, &field.field("id"), message);
        }
        check_number(
            "visible_from",
            visible_from,
            &VISIBLE_DEG,
            DEGREES,
            (&VISIBLE, &field),
            findings,
        );
    }
}

const DEGREES: (&str, &str) = ("degrés", "degrees");
const MILLIMETRES: (&str, &str) = ("millimètres", "millimetres");
const SECONDS: (&str, &str) = ("secondes", "seconds");

/// Reports a number out of its range; `told` is the code and what holds the field.
fn check_number(
    name: &str,
    value: f32,
    range: &RangeInclusive<f32>,
    unit: (&str, &str),
    told: (&Code, &FieldPath),
    findings: &mut Findings,
) {
    if range.contains(&value) {
        return;
    }
    let (low, high) = (range.start(), range.end());
    let message = Bilingual::new(
        format!(
            "«\u{a0}{name}\u{a0}» vaut {value}, au lieu de {low} à {high} {}",
            unit.0
        ),
        format!("`{name}` is {value} instead of {low} to {high} {}", unit.1),
    );
    findings.report(told.0, &told.1.field(name), message);
}

fn check_orbit(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    for (name, (low, high), range) in [("yaw", spec.orbit.yaw, YAW_DEG), ("pitch", spec.orbit.pitch, PITCH_DEG)] {
        // Written so that what is no number is out of bounds too.
        if range.contains(&low) && range.contains(&high) && low <= 0.0 && high >= 0.0 {
            continue;
        }
        let (least, most) = (range.start(), range.end());
        let message = Bilingual::new(
            format!(
                "«\u{a0}{name}\u{a0}» vaut ({low}, {high}), au lieu d’un intervalle autour de 0, entre {least} et {most} degrés"
            ),
            format!("`{name}` is ({low}, {high}) instead of a range around 0 between {least} and {most} degrees"),
        );
        findings.report(&ORBIT, &at.field(name), message);
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let (asked, there) = (level.targets, spec.targets.len());
    // That there are none at all is told already.
    if there > 0 && !(1..=there).contains(&asked) {
        let message = Bilingual::new(
            format!("nombre de cibles à trouver\u{a0}: {asked}, au lieu de 1 à {there}"),
            format!("{asked} targets to find instead of 1 to {there}"),
        );
        findings.report(&ASKED, &at.field("targets"), message);
    }
    let (asked, there) = (level.decoys, spec.decoys.len());
    if asked > there {
        let message = Bilingual::new(
            format!("nombre de leurres\u{a0}: {asked}, mais la liste «\u{a0}decoys\u{a0}» en compte {there}"),
            format!("{asked} decoys asked for, but the list `decoys` holds {there}"),
        );
        findings.report(&ASKED, &at.field("decoys"), message);
    }
    check_number("hit_mm", level.hit_mm, &HIT_MM, MILLIMETRES, (&HIT, at), findings);
    check_number("lamp_deg", level.lamp_deg, &LAMP_DEG, DEGREES, (&LAMP, at), findings);
    if let Some(limit) = level.limit_secs {
        check_number("limit_secs", limit, &LIMIT_SECS, SECONDS, (&LIMIT, at), findings);
    }
    grading::check(&level.grades, criteria, 0.0, &at.field("grades"), findings);
}

/// Fields, and whether a level asks less of the eye there than the one before it; impossible numbers are told elsewhere.
fn easier(before: &LevelSpec, level: &LevelSpec) -> Vec<(&'static str, bool)> {
    let grows = |range: RangeInclusive<f32>, small: f32, large: f32| {
        range.contains(&small) && range.contains(&large) && large > small
    };
    let forever = LIMIT_SECS.end() + 1.0;
    let limit = |level: &LevelSpec| level.limit_secs.unwrap_or(forever);
    vec![
        ("targets", level.targets < before.targets),
        ("decoys", level.decoys < before.decoys),
        ("hit_mm", grows(HIT_MM, before.hit_mm, level.hit_mm)),
        ("lamp_deg", grows(LAMP_DEG, level.lamp_deg, before.lamp_deg)),
        (
            "limit_secs",
            grows(*LIMIT_SECS.start()..=forever, limit(before), limit(level)),
        ),
    ]
}

/// Where the hand plays: what is to be found, and what only looks like it, metres.
pub fn places(anchors: &Anchors) -> Vec<Vec3> {
    let spots = anchors.with_prefix("target.");
    spots.map(|(_, anchor)| anchor.translation).collect()
}

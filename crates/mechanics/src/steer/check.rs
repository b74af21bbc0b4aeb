//! Checks of a `steer` step: the crane's nodes, its numbers, its goals and its walkers, and that there is a way.

use std::{collections::BTreeSet, ops::RangeInclusive};

use super::{
    Does, LevelSpec, Measure, Spec,
    plane::{Column, Plane},
    walk::{self, Way},
};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors,
    checking::{self, within},
    grading,
};

pub const NO_NODE: Code = Code::error("K560", "un nœud de la grue manque dans le modèle");
pub const RAIL: Code = Code::error("K561", "rail trop court, trop long ou en pente");
pub const NUMBER: Code = Code::error("K562", "nombre de la grue hors de son intervalle");
pub const ID: Code = Code::error("K563", "identifiant de but ou de passant mal écrit ou déjà pris");
pub const GOALS: Code = Code::error("K564", "les buts ne se suivent pas");
pub const WALK: Code = Code::error("K565", "un passant sans chemin, ou qui ne traverse aucune zone");
pub const REACH: Code = Code::error("K566", "un but que la charge n’atteint pas");
pub const LEVEL: Code = Code::error("K567", "nombre d’un niveau de grue hors de son intervalle");
pub const MEASURE: Code = Code::error("K568", "mesure de passants que l’étape n’a pas");
pub const LOOSER: Code = Code::warning("K569", "un niveau de grue est plus facile que le précédent");

pub const CODES: &[Code] = &[NO_NODE, RAIL, NUMBER, ID, GOALS, WALK, REACH, LEVEL, MEASURE, LOOSER];

const REAL_M_PER_M: RangeInclusive<f32> = 0.5..=100.0;
const HASTE: RangeInclusive<f32> = 1.0..=5.0;
const SPEED_M_S: RangeInclusive<f32> = 0.1..=6.0;
const RAMP_SECS: RangeInclusive<f32> = 0.5..=10.0;
const CABLE_M: RangeInclusive<f32> = 1.0..=100.0;
const SIZE_M: RangeInclusive<f32> = 0.1..=40.0;
const RAIL_M: RangeInclusive<f32> = 4.0..=200.0;
const GOALS_COUNT: RangeInclusive<usize> = 1..=6;
const WALK_SECS: RangeInclusive<f32> = 2.0..=20.0;
const WALKS_MAX: u32 = 4;
/// Most the two ends of the rail may differ in height, metres of the diorama.
const LEVEL_M: f32 = 0.02;
/// Two levers nearer than this cannot be told apart by fingers, metres of the diorama.
const LEVERS_APART_M: f32 = 0.2;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_numbers(spec, at, findings);
    check_ids(spec, at, findings);
    check_goals(spec, &at.field("goals"), findings);
    if let Some(anchors) = anchors {
        check_nodes(spec, anchors, at, findings);
        check_walkers(spec, anchors, &at.field("walkers"), findings);
        check_plane(spec, anchors, at, findings);
    }
    let levels = at.field("levels");
    for (name, level) in spec.levels.iter() {
        check_level(spec, level, criteria, &levels.field(name), findings);
    }
    grading::check_order(&spec.levels, looser, &LOOSER, &levels, findings);
}

fn check_numbers(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let mut check = |name, value, unit, range: &RangeInclusive<f32>| {
        within((name, value, unit), range, &NUMBER, at, findings);
    };
    check("real_m_per_m", spec.real_m_per_m, " m", &REAL_M_PER_M);
    check("haste", spec.haste, "", &HASTE);
    for (name, drive) in [("trolley", spec.trolley), ("hoist", spec.hoist)] {
        let at = at.field(name);
        within(
            ("speed_m_s", drive.speed_m_s, " m/s"),
            &SPEED_M_S,
            &NUMBER,
            &at,
            findings,
        );
        within(("ramp_secs", drive.ramp_secs, " s"), &RAMP_SECS, &NUMBER, &at, findings);
    }
    for (name, size) in [("hook", spec.hook), ("cargo", spec.cargo)] {
        let at = at.field(name);
        within(("width_m", size.width_m, " m"), &SIZE_M, &NUMBER, &at, findings);
        within(("height_m", size.height_m, " m"), &SIZE_M, &NUMBER, &at, findings);
    }
    let (shortest, longest) = spec.cable_m;
    if !(CABLE_M.contains(&shortest) && CABLE_M.contains(&longest) && shortest < longest) {
        let message = Bilingual::new(
            format!("«\u{a0}cable_m\u{a0}» vaut ({shortest}, {longest}), au lieu de (court, long), de 1 à 100 m"),
            format!("`cable_m` is ({shortest}, {longest}) instead of (short, long), from 1 to 100 m"),
        );
        findings.report(&NUMBER, &at.field("cable_m"), message);
    }
    for (index, walker) in spec.walkers.iter().enumerate() {
        let at = at.field("walkers").index(index);
        within(("secs", walker.secs, " s"), &WALK_SECS, &NUMBER, &at, findings);
    }
}

fn check_ids(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let goals = spec.goals.iter().map(|goal| goal.id.as_str()).collect();
    let walkers = spec.walkers.iter().map(|walker| walker.id.as_str()).collect();
    let lists: [(&str, Vec<&str>); 2] = [("goals", goals), ("walkers", walkers)];
    for (list, ids) in lists {
        let mut known = BTreeSet::new();
        for (index, id) in ids.into_iter().enumerate() {
            let at = at.field(list).index(index).field("id");
            checking::check_identifier(id, &ID, &at, findings);
            if !known.insert(id) {
                let message = Bilingual::new(
                    format!("un autre s’appelle déjà «\u{a0}{id}\u{a0}»"),
                    format!("another is called `{id}` already"),
                );
                findings.report(&ID, &at, message);
            }
        }
    }
}

/// A cargo is taken before it is set down, and nothing hangs in the air in the end.
fn check_goals(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let count = spec.goals.len();
    if !GOALS_COUNT.contains(&count) {
        let (low, high) = (GOALS_COUNT.start(), GOALS_COUNT.end());
        let message = Bilingual::new(
            format!("{count} buts, au lieu de {low} à {high}"),
            format!("{count} goals instead of {low} to {high}"),
        );
        findings.report(&GOALS, at, message);
        return;
    }
    let twice = spec.goals.windows(2).position(|pair| pair[0].does == pair[1].does);
    if let Some(first) = twice {
        let message = Bilingual::new(
            "ce but fait la même chose que le précédent\u{a0}: la charge se prend, puis se pose",
            "this goal does what the one before did: a load is taken, then set down",
        );
        findings.report(&GOALS, &at.index(first + 1).field("does"), message);
    } else if spec.goals.last().is_some_and(|goal| goal.does == Does::Take) {
        let message = Bilingual::new(
            "le dernier but prend une charge que personne ne pose",
            "the last goal takes a load that nobody sets down",
        );
        findings.report(&GOALS, &at.index(count - 1).field("does"), message);
    }
}

fn check_nodes(spec: &Spec, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let crane = [
        "rail.start",
        "rail.end",
        "trolley",
        "cable",
        "load",
        "lever.trolley",
        "lever.hoist",
        "stop",
    ];
    for node in crane {
        checking::need_node(anchors, node, &NO_NODE, at, findings);
    }
    for (index, goal) in spec.goals.iter().enumerate() {
        let at = at.field("goals").index(index).field("id");
        checking::need_node(anchors, &format!("goal.{}", goal.id), &NO_NODE, &at, findings);
    }
    if spec.goals.iter().any(|goal| goal.does == Does::Take) {
        checking::need_node(anchors, "cargo", &NO_NODE, &at.field("goals"), findings);
    }
    let grip = |node: &str| anchors.get(node).map(|anchor| anchor.translation);
    if let (Some(one), Some(other)) = (grip("lever.trolley"), grip("lever.hoist"))
        && one.distance(other) < LEVERS_APART_M
    {
        let message = Bilingual::new(
            "les deux manettes sont à moins de 0,2 m l’une de l’autre\u{a0}: deux doigts ne tiennent pas",
            "the two levers are less than 0.2 m apart: two fingers do not fit",
        );
        findings.report(&NO_NODE, at, message);
    }
}

fn check_walkers(spec: &Spec, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    for (index, walker) in spec.walkers.iter().enumerate() {
        let (at, id) = (at.index(index).field("id"), walker.id.as_str());
        checking::need_node(anchors, &format!("walker.{id}"), &WALK, &at, findings);
        if walk::points(id, anchors).len() < 2 {
            let message = Bilingual::new(
                format!(
                    "le chemin de «\u{a0}{id}\u{a0}» n’a pas ses deux nœuds «\u{a0}walk.{id}.00\u{a0}» et «\u{a0}walk.{id}.01\u{a0}»"
                ),
                format!("the way of `{id}` lacks its two nodes `walk.{id}.00` and `walk.{id}.01`"),
            );
            findings.report(&WALK, &at, message);
        } else if Way::new(walker, anchors).is_none() {
            let message = Bilingual::new(
                format!("«\u{a0}{id}\u{a0}» ne traverse aucun nœud «\u{a0}zone.…\u{a0}»"),
                format!("`{id}` crosses no node `zone.…`"),
            );
            findings.report(&WALK, &at, message);
        }
    }
}

fn check_plane(spec: &Spec, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let (Some(from), Some(to)) = (anchors.get("rail.start"), anchors.get("rail.end")) else {
        return;
    };
    let plane = Plane::new(anchors, spec.real_m_per_m);
    let length = plane.map_or(0.0, |plane| plane.length);
    let slope = (to.translation.y - from.translation.y).abs();
    if slope > LEVEL_M || !RAIL_M.contains(&length) {
        let (low, high) = (RAIL_M.start(), RAIL_M.end());
        let message = Bilingual::new(
            format!(
                "le rail mesure {length:.1} m réels (de {low} à {high}) et monte de {slope:.2} m dans le diorama (0,02 au plus)"
            ),
            format!(
                "the rail is {length:.1} real m long ({low} to {high}) and rises by {slope:.2} m in the diorama (0.02 at most)"
            ),
        );
        findings.report(&RAIL, at, message);
        return;
    }
    let Some(plane) = plane else { return };
    let blocks: Vec<(&str, Column)> = anchors
        .with_prefix("block.")
        .map(|(name, block)| (name, plane.column(block)))
        .collect();
    let (shortest, longest) = spec.cable_m;
    let tallest = spec.hook.height_m + spec.cargo.height_m;
    for (name, block) in &blocks {
        if block.top < shortest + tallest {
            let message = Bilingual::new(
                format!(
                    "rien ne passe au-dessus de «\u{a0}block.{name}\u{a0}»\u{a0}: câble au plus court, la charge descend à {:.1} m sous le rail",
                    shortest + tallest
                ),
                format!(
                    "nothing passes above `block.{name}`: on the shortest cable the load reaches {:.1} m below the rail",
                    shortest + tallest
                ),
            );
            findings.report(&REACH, at, message);
        }
    }
    for (index, goal) in spec.goals.iter().enumerate() {
        let Some(anchor) = anchors.get(&format!("goal.{}", goal.id)) else {
            continue;
        };
        let (place, at) = (
            plane.project(anchor.translation),
            at.field("goals").index(index).field("id"),
        );
        if !(0.0..=plane.length).contains(&place.x) || !(shortest..=longest).contains(&place.y) {
            let message = Bilingual::new(
                format!(
                    "«\u{a0}goal.{}\u{a0}» est à {:.1} m du début du rail et à {:.1} m sous lui\u{a0}: la charge n’y va pas",
                    goal.id, place.x, place.y
                ),
                format!(
                    "`goal.{}` is {:.1} m along the rail and {:.1} m below it: the load does not get there",
                    goal.id, place.x, place.y
                ),
            );
            findings.report(&REACH, &at, message);
        }
        let (half, under) = (spec.cargo.width_m.max(spec.hook.width_m) / 2.0, place.y + tallest);
        let inside = |block: &Column| (place.x - block.along).abs() < block.half + half && under > block.top + 0.05;
        if let Some((name, _)) = blocks.iter().find(|(_, block)| inside(block)) {
            let message = Bilingual::new(
                format!(
                    "à «\u{a0}goal.{}\u{a0}» la charge est dans «\u{a0}block.{name}\u{a0}»",
                    goal.id
                ),
                format!("at `goal.{}` the load is inside `block.{name}`", goal.id),
            );
            findings.report(&REACH, &at, message);
        }
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let mut check = |name, value, unit, range| within((name, value, unit), &range, &LEVEL, at, findings);
    check("anti_sway", level.anti_sway, "", 0.0..=1.0);
    check("tolerance_m", level.tolerance_m, " m", 0.05..=5.0);
    check("swing_max_cm", level.swing_max_cm, " cm", 5.0..=500.0);
    check("impact_max_cm_s", level.impact_max_cm_s, " cm/s", 10.0..=200.0);
    check("wind_km_h", level.wind_km_h, " km/h", 0.0..=72.0);
    check("reaction_secs", level.reaction_secs, " s", 0.5..=10.0);
    let most = if spec.walkers.is_empty() { 0 } else { WALKS_MAX };
    if level.walks > most {
        let walks = level.walks;
        let message = Bilingual::new(
            format!("«\u{a0}walks\u{a0}» vaut {walks}, au lieu de {most} au plus"),
            format!("`walks` is {walks} instead of {most} at most"),
        );
        findings.report(&LEVEL, &at.field("walks"), message);
    }
    for (index, grading) in level.grades.iter().enumerate() {
        if grading.measure == Measure::Reaction && level.walks == 0 {
            let message = Bilingual::new(
                "personne ne passe à ce niveau\u{a0}: «\u{a0}walks\u{a0}» vaut 0",
                "nobody comes by at this level: `walks` is 0",
            );
            findings.report(&MEASURE, &at.field("grades").index(index).field("measure"), message);
        }
    }
    grading::check(&level.grades, criteria, 0.0, &at.field("grades"), findings);
}

/// What asks less of the hand than at the level before.
fn looser(easy: &LevelSpec, hard: &LevelSpec) -> Vec<(&'static str, bool)> {
    vec![
        ("anti_sway", hard.anti_sway > easy.anti_sway),
        ("tolerance_m", hard.tolerance_m > easy.tolerance_m),
        ("swing_max_cm", hard.swing_max_cm > easy.swing_max_cm),
        ("impact_max_cm_s", hard.impact_max_cm_s > easy.impact_max_cm_s),
        ("wind_km_h", hard.wind_km_h < easy.wind_km_h),
        ("walks", hard.walks < easy.walks),
        ("reaction_secs", hard.reaction_secs > easy.reaction_secs),
    ]
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

//! Checks of a `coverage` step: the surfaces and their nodes, the tool, the numbers of each level, and that it can be
//! done.

use std::{collections::BTreeSet, ops::RangeInclusive};

use glam::Vec3;

use super::{
    LevelSpec, Measure, Spec, Tool,
    demonstrate::demonstrate,
    patch::{self, Patch},
    rules::{self, Input, State, Task, Touched},
    spec::dial_field,
};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Level, Ray, STEP_SECS,
    checking::{self, within},
    grading, trace,
};

pub const NO_NODE: Code = Code::error(
    "K490",
    "les nœuds d’une surface à couvrir manquent dans le modèle, ou leur grille a un trou",
);
pub const SURFACE: Code = Code::error("K491", "surface à couvrir trop petite, trop grande ou repliée");
pub const NUMBER: Code = Code::error("K492", "nombre du métier hors de ce qui se couvre");
pub const AREA_ID: Code = Code::error("K493", "surface à couvrir mal nommée, en double, ou aucune");
pub const COAT: Code = Code::error(
    "K494",
    "«\u{a0}coat_um\u{a0}» et «\u{a0}run_um\u{a0}» ne vont pas ensemble",
);
pub const DIAL: Code = Code::error("K495", "réglage de la distance impossible, ou absent du modèle");
pub const LEVEL: Code = Code::error("K496", "nombre d’un niveau de couverture hors de son intervalle");
pub const MEASURE: Code = Code::error("K497", "mesure d’une distance que l’outil n’a pas");
pub const LOOSER: Code = Code::warning("K498", "un niveau de couverture est plus facile que le précédent");
pub const NO_MESH: Code = Code::error("K499", "le nœud «\u{a0}cover.…\u{a0}» qui montre la surface manque");

pub const CODES: &[Code] = &[
    NO_NODE, SURFACE, NUMBER, AREA_ID, COAT, DIAL, LEVEL, MEASURE, LOOSER, NO_MESH,
];

const SIDE_MM: RangeInclusive<f32> = 20.0..=6000.0;
/// A line is at least so wide, real mm, and at most this share of what draws it: one pass has to cover it.
const LINE: (f32, f32) = (2.0, 0.6);
const REAL_MM_PER_M: RangeInclusive<f32> = 1.0..=5000.0;
const WIDTH_MM: RangeInclusive<f32> = 5.0..=1500.0;
const OVERLAP_PERCENT: RangeInclusive<f32> = 20.0..=80.0;
const PACE_MM_S: RangeInclusive<f32> = 5.0..=2000.0;
const COAT_UM: RangeInclusive<f32> = 0.1..=20_000.0;
const THIN_PERCENT: RangeInclusive<f32> = 20.0..=80.0;
const COVER_PERCENT: RangeInclusive<f32> = 50.0..=99.0;
/// Even passes are a little thicker here and there: what runs is at least so many coats.
const SPARE: f32 = 1.3;
/// The tool follows at least so much faster than the trade's pace, or no demonstration arrives.
const PACE_SPARE: f32 = 1.2;
/// A surface is at most so many passes wide: more are no fun.
const PASSES_MAX: f32 = 14.0;
/// A finger this near the middle of a dial, as seen from the eye, is on the dial, metres.
const ON_DIAL: f32 = 0.05;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_numbers(spec, at, findings);
    check_areas(spec, anchors, &at.field("areas"), findings);
    check_dial(spec, anchors, at, findings);
    let levels = at.field("levels");
    for (name, level) in spec.levels.iter() {
        check_level(spec, level, criteria, &levels.field(name), findings);
    }
    grading::check_order(&spec.levels, looser, &LOOSER, &levels, findings);
}

fn check_numbers(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let mut check = |name, value, unit, range| within((name, value, unit), &range, &NUMBER, at, findings);
    check("real_mm_per_m", spec.real_mm_per_m, " mm", REAL_MM_PER_M);
    check("width_mm", spec.width_mm, " mm", WIDTH_MM);
    check("overlap_percent", spec.overlap_percent, " %", OVERLAP_PERCENT);
    check("pace_mm_s", spec.pace_mm_s, " mm/s", PACE_MM_S);
    check("coat_um", spec.coat_um, " µm", COAT_UM);
    let least = SPARE * spec.coat_um;
    let runs = spec.run_um >= least && spec.run_um <= 1e6;
    if COAT_UM.contains(&spec.coat_um) && !runs {
        let (run, coat) = (spec.run_um, spec.coat_um);
        let message = Bilingual::new(
            format!("«\u{a0}run_um\u{a0}» vaut {run}\u{a0}: une couche de {coat} µm coulerait déjà"),
            format!("`run_um` is {run}: a coat of {coat} µm would run already"),
        );
        findings
            .report(&COAT, &at.field("run_um"), message)
            .help(Bilingual::new(
                format!("au moins {least} µm"),
                format!("at least {least} µm"),
            ));
    }
}

fn check_areas(spec: &Spec, anchors: Option<&Anchors>, at: &FieldPath, findings: &mut Findings) {
    if spec.areas.is_empty() {
        let message = Bilingual::new("il n’y a rien à couvrir", "there is nothing to cover");
        findings.report(&AREA_ID, at, message);
    }
    let mut known = BTreeSet::new();
    for (index, area) in spec.areas.iter().enumerate() {
        let at = at.index(index).field("id");
        checking::check_identifier(&area.id, &AREA_ID, &at, findings);
        if !known.insert(area.id.as_str()) {
            let message = Bilingual::new(
                format!("une autre surface s’appelle déjà «\u{a0}{}\u{a0}»", area.id),
                format!("another surface is called `{}` already", area.id),
            );
            findings.report(&AREA_ID, &at, message);
        }
        if let Some(anchors) = anchors {
            check_nodes(spec, &area.id, anchors, &at, findings);
        }
    }
}

fn check_nodes(spec: &Spec, id: &str, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let nodes = patch::nodes(id, anchors);
    if nodes.is_empty() {
        let message = Bilingual::new(
            format!("le modèle n’a pas de nœud «\u{a0}cover.{id}.00\u{a0}»"),
            format!("the model has no node `cover.{id}.00`"),
        );
        let stems = anchors
            .with_prefix("cover.")
            .filter_map(|(name, _)| name.split_once('.'));
        let areas: BTreeSet<&str> = stems.map(|(area, _)| area).collect();
        findings.report(&NO_NODE, at, message).suggest(id, areas);
        return;
    }
    checking::need_node(anchors, &format!("cover.{id}"), &NO_MESH, at, findings);
    if let Some((row, col)) = patch::missing(&nodes) {
        checking::need_node(anchors, &format!("cover.{id}.{row}{col}"), &NO_NODE, at, findings);
        return;
    }
    if !REAL_MM_PER_M.contains(&spec.real_mm_per_m) || !WIDTH_MM.contains(&spec.width_mm) {
        return;
    }
    let sides = Patch::new(id, anchors).map(|patch| patch.lengths * spec.real_mm_per_m);
    if let (Tool::Draw, Some(sides)) = (&spec.tool, sides) {
        check_line(spec, sides.min_element(), sides.max_element(), at, findings);
        return;
    }
    let spacing = spec.width_mm * (1.0 - spec.overlap_percent / 100.0);
    match sides {
        Some(sides) if !SIDE_MM.contains(&sides.x) || !SIDE_MM.contains(&sides.y) => {
            let (low, high) = (SIDE_MM.start(), SIDE_MM.end());
            let message = Bilingual::new(
                format!(
                    "la surface mesure {:.0} mm sur {:.0} mm réels, au lieu de {low} à {high}",
                    sides.x, sides.y
                ),
                format!(
                    "the surface is {:.0} by {:.0} real mm instead of {low} to {high}",
                    sides.x, sides.y
                ),
            );
            findings.report(&SURFACE, at, message).help(Bilingual::new(
                "déplacer ses nœuds dans Blender, ou changer «\u{a0}real_mm_per_m\u{a0}»",
                "move its nodes in Blender, or change `real_mm_per_m`",
            ));
        }
        Some(sides) if sides.min_element() > PASSES_MAX * spacing => {
            let passes = (sides.min_element() / spacing).round();
            let message = Bilingual::new(
                format!("il y faudrait {passes:.0} passes\u{a0}: plus de {PASSES_MAX} lassent"),
                format!("it would take {passes:.0} passes: more than {PASSES_MAX} are tiring"),
            );
            findings.report(&SURFACE, at, message);
        }
        _ => {}
    }
}

/// A line that is `across` and `along` wide and long, real mm.
fn check_line(spec: &Spec, across: f32, along: f32, at: &FieldPath, findings: &mut Findings) {
    let widest = LINE.1 * spec.width_mm;
    if (LINE.0..=widest).contains(&across) && SIDE_MM.contains(&along) {
        return;
    }
    let (low, high, least) = (LINE.0, SIDE_MM.end(), SIDE_MM.start());
    let message = Bilingual::new(
        format!(
            "la ligne mesure {across:.0} mm sur {along:.0} mm réels\u{a0}; sa largeur va de {low} à {widest:.0}, sa longueur de {least} à {high}"
        ),
        format!(
            "the line is {across:.0} by {along:.0} real mm; it may be {low} to {widest:.0} wide and {least} to {high} long"
        ),
    );
    findings.report(&SURFACE, at, message).help(Bilingual::new(
        "déplacer ses nœuds dans Blender, ou changer «\u{a0}real_mm_per_m\u{a0}» ou «\u{a0}width_mm\u{a0}»",
        "move its nodes in Blender, or change `real_mm_per_m` or `width_mm`",
    ));
}

fn check_dial(spec: &Spec, anchors: Option<&Anchors>, at: &FieldPath, findings: &mut Findings) {
    let Some(dial) = spec.dial() else { return };
    let at = dial_field(at);
    checking::check_identifier(&dial.id, &DIAL, &at.field("id"), findings);
    if let Some((field, message)) = trace::check::fault_of_dial(dial) {
        findings.report(&DIAL, &at.field(field), message);
    } else if dial.range.0 <= 0.0 {
        let message = Bilingual::new(
            "une distance de zéro n’est plus une distance",
            "a distance of zero is none",
        );
        findings.report(&DIAL, &at.field("range"), message);
    }
    if let Some(anchors) = anchors {
        checking::need_node(anchors, &format!("dial.{}", dial.id), &DIAL, &at.field("id"), findings);
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let mut check = |name, value, unit, range| within((name, value, unit), &range, &LEVEL, at, findings);
    check("magnet", level.magnet, "", 0.0..=1.0);
    check("steady", level.steady, "", 0.0..=1.0);
    check("thin_percent", level.thin_percent, " %", THIN_PERCENT);
    check("cover_percent", level.cover_percent, " %", COVER_PERCENT);
    if PACE_MM_S.contains(&spec.pace_mm_s) {
        // To a tenth, as it will be read.
        let least = (PACE_SPARE * spec.pace_mm_s * 10.0).round() / 10.0;
        check("pace_max_mm_s", level.pace_max_mm_s, " mm/s", least..=10_000.0);
    }
    for (index, grading) in level.grades.iter().enumerate() {
        if grading.measure == Measure::Distance && spec.dial().is_none() {
            let message = Bilingual::new(
                "cette mesure demande un pistolet\u{a0}: «\u{a0}tool: Spray(…)\u{a0}»",
                "this measure asks for a gun: `tool: Spray(…)`",
            );
            findings.report(&MEASURE, &at.field("grades").index(index).field("measure"), message);
        }
    }
    grading::check(&level.grades, criteria, 0.0, &at.field("grades"), findings);
}

/// What asks less of the hand than at the level before.
fn looser(easy: &LevelSpec, hard: &LevelSpec) -> Vec<(&'static str, bool)> {
    vec![
        ("magnet", hard.magnet > easy.magnet),
        ("steady", hard.steady > easy.steady),
        ("holds_distance", hard.holds_distance && !easy.holds_distance),
        ("runs", easy.runs && !hard.runs),
        ("thin_percent", hard.thin_percent < easy.thin_percent),
        ("cover_percent", hard.cover_percent < easy.cover_percent),
    ]
}

/// Where the hand plays: surfaces and dial, metres.
pub fn places(spec: &Spec, anchors: &Anchors) -> Vec<Vec3> {
    let areas = spec
        .areas
        .iter()
        .flat_map(|area| patch::nodes(&area.id, anchors).into_values());
    let dial = spec.dial().and_then(|dial| anchors.get(&format!("dial.{}", dial.id)));
    let dial = dial.map(|anchor| anchor.translation);
    areas.map(|(at, _)| at).chain(dial).collect()
}

/// Gestures after which a demonstration that has not won never will.
const GESTURES_MAX: usize = 40;

/// Whether the demonstration, performed as a finger would from `eye` (metres), covers the surfaces before the pot is
/// empty.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let Some(task) = Task::new(spec, level, anchors) else {
        return false;
    };
    let mut state = State::new(&task);
    let done = (0..GESTURES_MAX).any(|_| perform(&task, &mut state, eye).is_some_and(|()| state.is_done()));
    done && state.is_enough(&task)
}

/// Performs the next gesture to its end; `None` if it cannot be performed.
pub(super) fn perform(task: &Task, state: &mut State, eye: Vec3) -> Option<()> {
    let gesture = demonstrate(task, state)?;
    let ray = |share| Some(Ray::through(eye, gesture.tip(share).filter(|tip| tip.is_finite())?));
    let first = ray(0.0).filter(|ray| ray.origin.is_finite())?;
    let is_dial = task
        .dial
        .as_ref()
        .is_some_and(|dial| first.distance_to(dial.at) < ON_DIAL);
    let on = if is_dial { Touched::Dial } else { Touched::Surface };
    rules::apply(task, state, Input::Press { on, ray: first });
    let steps = (gesture.secs / STEP_SECS).ceil().max(1.0);
    for step in 0..=steps as u32 {
        let ray = ray(step as f32 / steps)?;
        rules::apply(task, state, Input::Move { ray });
        rules::apply(task, state, Input::Tick);
    }
    rules::apply(task, state, Input::Release);
    Some(())
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

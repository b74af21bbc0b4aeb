//! Checks of a `trace` step: the seam and its nodes, the dials, the numbers of each level, and that it can be done.

use std::{collections::BTreeSet, ops::RangeInclusive};

use glam::Vec3;

use super::{
    Dial, LevelSpec, Measure, Spec,
    demonstrate::demonstrate,
    rules::{self, Input, State, Task, Touched},
    seam::{self, Seam},
};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Level, Ray, STEP_SECS,
    checking::{self, within},
    grading,
};

pub const NO_SEAM: Code = Code::error(
    "K430",
    "les nœuds du joint manquent dans le modèle, ou sautent un numéro",
);
pub const SEAM: Code = Code::error("K431", "joint trop court, trop long ou trop écarté");
pub const NUMBER: Code = Code::error("K432", "nombre du métier hors de ce qui se soude");
pub const DIAL_ID: Code = Code::error("K433", "identifiant de réglage mal écrit ou déjà pris");
pub const NO_DIAL: Code = Code::error("K434", "le nœud «\u{a0}dial.…\u{a0}» manque dans le modèle");
pub const DIAL: Code = Code::error("K435", "réglage dont les nombres ne vont pas ensemble");
pub const CURRENT: Code = Code::error("K436", "«\u{a0}current_dial\u{a0}» ne va pas avec les réglages");
pub const LEVEL: Code = Code::error("K437", "nombre d’un niveau hors de son intervalle");
pub const MEASURE: Code = Code::error("K438", "mesure de ce qui n’est pas dans l’étape");
pub const LOOSER: Code = Code::warning("K439", "un niveau de soudage est plus facile que le précédent");

pub const CODES: &[Code] = &[
    NO_SEAM, SEAM, NUMBER, DIAL_ID, NO_DIAL, DIAL, CURRENT, LEVEL, MEASURE, LOOSER,
];

const SEAM_MM: RangeInclusive<f32> = 30.0..=1000.0;
const REAL_MM_PER_M: RangeInclusive<f32> = 1.0..=1000.0;
const PLATE_MM: RangeInclusive<f32> = 0.5..=40.0;
const PACE_MM_S: RangeInclusive<f32> = 1.0..=30.0;
const AMPS: RangeInclusive<f32> = 5.0..=500.0;
const WEAVE_MM: RangeInclusive<f32> = 0.5..=30.0;
const REACH_MM: RangeInclusive<f32> = 2.0..=60.0;
const COVER_PERCENT: RangeInclusive<f32> = 50.0..=100.0;
/// The torch follows at least so much faster than the trade's pace, or no demonstration arrives.
const PACE_SPARE: f32 = 1.2;
/// Most clicks of a dial that a finger can still tell apart.
const CLICKS_MAX: f32 = 60.0;
/// A finger this near the middle of a dial, as seen from the eye, is on the dial, metres.
const ON_DIAL: f32 = 0.05;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_numbers(spec, at, findings);
    if let Some(anchors) = anchors {
        check_seam(spec, anchors, &at.field("seam"), findings);
    }
    check_dials(spec, anchors, &at.field("dials"), findings);
    check_current(spec, &at.field("current_dial"), findings);
    let levels = at.field("levels");
    for (name, level) in spec.levels.iter() {
        check_level(spec, level, criteria, &levels.field(name), findings);
    }
    grading::check_order(&spec.levels, looser, &LOOSER, &levels, findings);
}

fn check_numbers(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let mut check = |name, value, unit, range| within((name, value, unit), &range, &NUMBER, at, findings);
    check("real_mm_per_m", spec.real_mm_per_m, " mm", REAL_MM_PER_M);
    check("plate_mm", spec.plate_mm, " mm", PLATE_MM);
    check("pace_mm_s", spec.pace_mm_s, " mm/s", PACE_MM_S);
    check("amps", spec.amps, " A", AMPS);
    if let Some(weave) = &spec.weave {
        let at = at.field("weave");
        let mut check = |name, value| within((name, value, " mm"), &WEAVE_MM, &NUMBER, &at, findings);
        check("width_mm", weave.width_mm);
        check("period_mm", weave.period_mm);
    }
}

fn check_seam(spec: &Spec, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let nodes = seam::nodes(&spec.seam, anchors);
    if nodes.is_empty() {
        let message = Bilingual::new(
            format!("le modèle n’a pas de nœud «\u{a0}{}.00\u{a0}»", spec.seam),
            format!("the model has no node `{}.00`", spec.seam),
        );
        let stems = anchors.names().filter_map(|name| name.rsplit_once('.'));
        let seams: BTreeSet<&str> = stems.map(|(seam, _)| seam).collect();
        findings.report(&NO_SEAM, at, message).suggest(&spec.seam, seams);
        return;
    }
    let numbered = |number: &u32| nodes.get(*number as usize).map(|node| node.0) == Some(*number);
    if let Some(number) = (0..nodes.len().max(2) as u32).find(|number| !numbered(number)) {
        match nodes.get(number as usize) {
            Some((twice, _)) if *twice < number => {
                let message = Bilingual::new(
                    format!("deux nœuds de «\u{a0}{}\u{a0}» portent le numéro {twice}", spec.seam),
                    format!("two nodes of `{}` bear the number {twice}", spec.seam),
                );
                findings.report(&NO_SEAM, at, message);
            }
            _ => {
                let node = format!("{}.{number:02}", spec.seam);
                checking::need_node(anchors, &node, &NO_SEAM, at, findings);
            }
        }
        return;
    }
    if !REAL_MM_PER_M.contains(&spec.real_mm_per_m) || !PLATE_MM.contains(&spec.plate_mm) {
        return;
    }
    let length = Seam::new(&nodes, spec.real_mm_per_m).map_or(0.0, |seam| seam.length_mm());
    if !SEAM_MM.contains(&length) {
        let (low, high) = (SEAM_MM.start(), SEAM_MM.end());
        let message = Bilingual::new(
            format!("le joint mesure {length:.0} mm réels, au lieu de {low} à {high}"),
            format!("the seam is {length:.0} real mm long instead of {low} to {high}"),
        );
        findings.report(&SEAM, at, message).help(Bilingual::new(
            "déplacer ses nœuds dans Blender, ou changer «\u{a0}real_mm_per_m\u{a0}»",
            "move its nodes in Blender, or change `real_mm_per_m`",
        ));
    }
    let gap = nodes.iter().map(|(_, node)| seam::gap(node)).fold(0.0, f32::max) * spec.real_mm_per_m;
    if gap > spec.plate_mm {
        let plate = spec.plate_mm;
        let message = Bilingual::new(
            format!("l’écartement du joint atteint {gap:.1} mm\u{a0}: plus que l’épaisseur de la tôle, {plate} mm"),
            format!("the root gap reaches {gap:.1} mm: more than the plate's thickness, {plate} mm"),
        );
        findings.report(&SEAM, at, message).help(Bilingual::new(
            "l’échelle en x d’un nœud du joint est l’écartement, en mètres du diorama",
            "the scale along x of a node of the seam is the root gap, in metres of the diorama",
        ));
    }
}

fn check_dials(spec: &Spec, anchors: Option<&Anchors>, at: &FieldPath, findings: &mut Findings) {
    let mut known = BTreeSet::new();
    for (index, dial) in spec.dials.iter().enumerate() {
        let at = at.index(index);
        checking::check_identifier(&dial.id, &DIAL_ID, &at.field("id"), findings);
        if !known.insert(dial.id.as_str()) {
            let message = Bilingual::new(
                format!("un autre réglage s’appelle déjà «\u{a0}{}\u{a0}»", dial.id),
                format!("another dial is called `{}` already", dial.id),
            );
            findings.report(&DIAL_ID, &at.field("id"), message);
        }
        if let Some(anchors) = anchors {
            let node = format!("dial.{}", dial.id);
            checking::need_node(anchors, &node, &NO_DIAL, &at.field("id"), findings);
        }
        if let Some((field, message)) = fault_of_dial(dial) {
            findings.report(&DIAL, &at.field(field), message);
        }
    }
}

/// What is wrong with a dial's numbers, and in which field.
pub(crate) fn fault_of_dial(dial: &Dial) -> Option<(&'static str, Bilingual)> {
    let (low, high) = dial.range;
    let numbers = [low, high, dial.step, dial.start, dial.ideal];
    let told = |field, fr: &str, en: &str| Some((field, Bilingual::new(fr, en)));
    if numbers.iter().any(|number| !number.is_finite() || number.abs() > 1e6) {
        told(
            "range",
            "un de ces nombres est impossible",
            "one of these numbers is impossible",
        )
    } else if low >= high {
        told(
            "range",
            "un intervalle s’écrit (bas, haut)",
            "a range is written (low, high)",
        )
    } else if dial.step <= 0.0 || dial.step > high - low || (high - low) / dial.step > CLICKS_MAX {
        told(
            "step",
            "le pas donne moins d’un cran, ou plus de 60, d’un bout à l’autre",
            "the step makes less than one click, or more than 60, from end to end",
        )
    } else if !(low..=high).contains(&dial.start) {
        told(
            "start",
            "le départ sort de «\u{a0}range\u{a0}»",
            "the start lies outside `range`",
        )
    } else if !(low..=high).contains(&dial.ideal) {
        told(
            "ideal",
            "l’idéal sort de «\u{a0}range\u{a0}»",
            "the ideal lies outside `range`",
        )
    } else {
        None
    }
}

fn check_current(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let Some(id) = &spec.current_dial else { return };
    let Some(dial) = spec.dials.iter().find(|dial| dial.id == *id) else {
        let message = Bilingual::new(
            format!("aucun réglage ne s’appelle «\u{a0}{id}\u{a0}»"),
            format!("no dial is called `{id}`"),
        );
        let dials = spec.dials.iter().map(|dial| dial.id.as_str());
        findings.report(&CURRENT, at, message).suggest(id, dials);
        return;
    };
    if dial.ideal != spec.amps {
        let (ideal, amps) = (dial.ideal, spec.amps);
        let message = Bilingual::new(
            format!("l’idéal de «\u{a0}{id}\u{a0}» vaut {ideal}, mais «\u{a0}amps\u{a0}» vaut {amps}"),
            format!("the ideal of `{id}` is {ideal}, but `amps` is {amps}"),
        );
        findings.report(&CURRENT, at, message);
    } else if dial.range.0 <= 0.0 {
        let message = Bilingual::new(
            format!("«\u{a0}{id}\u{a0}» descend jusqu’à zéro\u{a0}: sans courant, pas d’arc"),
            format!("`{id}` goes down to zero: no current, no arc"),
        );
        findings.report(&CURRENT, at, message);
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let mut check = |name, value, unit, range| within((name, value, unit), &range, &LEVEL, at, findings);
    check("reach_mm", level.reach_mm, " mm", REACH_MM);
    check("magnet", level.magnet, "", 0.0..=1.0);
    check("cover_percent", level.cover_percent, " %", COVER_PERCENT);
    if PACE_MM_S.contains(&spec.pace_mm_s) {
        // To a tenth, as it will be read.
        let least = (PACE_SPARE * spec.pace_mm_s * 10.0).round() / 10.0;
        check("pace_max_mm_s", level.pace_max_mm_s, " mm/s", least..=1000.0);
    }
    if !possible(level.heat) {
        let (cold, hot) = level.heat;
        let message = Bilingual::new(
            format!("«\u{a0}heat\u{a0}» vaut ({cold}, {hot})\u{a0}: la chaleur du métier, 1, n’est pas entre les deux"),
            format!("`heat` is ({cold}, {hot}): the trade's own heat, 1, is not between the two"),
        );
        findings.report(&LEVEL, &at.field("heat"), message);
    }
    for (index, grading) in level.grades.iter().enumerate() {
        let lacks = match grading.measure {
            Measure::Current if spec.current_dial.is_none() => "current_dial",
            Measure::Settings if spec.dials.is_empty() => "dials",
            Measure::WeaveWidth | Measure::WeavePeriod if spec.weave.is_none() => "weave",
            _ => continue,
        };
        let message = Bilingual::new(
            format!("cette mesure demande un champ «\u{a0}{lacks}\u{a0}»"),
            format!("this measure asks for a field `{lacks}`"),
        );
        findings.report(&MEASURE, &at.field("grades").index(index).field("measure"), message);
    }
    grading::check(&level.grades, criteria, 0.0, &at.field("grades"), findings);
}

/// Whether the trade's own heat makes a sound bead.
fn possible((cold, hot): (f32, f32)) -> bool {
    (0.0..1.0).contains(&cold) && hot > 1.0 && hot <= 10.0
}

/// What asks less of the hand than at the level before.
fn looser(easy: &LevelSpec, hard: &LevelSpec) -> Vec<(&'static str, bool)> {
    vec![
        ("reach_mm", hard.reach_mm > easy.reach_mm),
        ("magnet", hard.magnet > easy.magnet),
        (
            "heat",
            possible(easy.heat) && possible(hard.heat) && (hard.heat.0 < easy.heat.0 || hard.heat.1 > easy.heat.1),
        ),
        ("holes", easy.holes && !hard.holes),
        ("cover_percent", hard.cover_percent < easy.cover_percent),
    ]
}

/// Where the hand plays: seam and dials, metres.
pub fn places(spec: &Spec, anchors: &Anchors) -> Vec<Vec3> {
    let seam = seam::nodes(&spec.seam, anchors).into_iter().map(|(_, node)| node);
    let dials = spec
        .dials
        .iter()
        .filter_map(|dial| anchors.get(&format!("dial.{}", dial.id)));
    seam.chain(dials).map(|anchor| anchor.translation).collect()
}

/// Gestures after which a demonstration that has not won never will.
const GESTURES_MAX: usize = 12;
/// Metal has cooled after this long, seconds.
const WAIT_SECS: f32 = 4.0;

/// Whether the demonstration, performed as a finger would from `eye` (metres), welds the seam.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let Some(task) = Task::new(spec, level, anchors) else {
        return false;
    };
    let mut state = State::new(&task);
    (0..GESTURES_MAX).any(|_| perform(&task, &mut state, eye).is_some_and(|()| state.is_done()))
}

/// Performs the next gesture to its end and waits until the metal is cool; `None` if it cannot be performed.
pub(super) fn perform(task: &Task, state: &mut State, eye: Vec3) -> Option<()> {
    let gesture = demonstrate(task, state)?;
    let ray = |share| Some(Ray::through(eye, gesture.tip(share).filter(|tip| tip.is_finite())?));
    let first = ray(0.0).filter(|ray| ray.origin.is_finite())?;
    let on = touched(task, first)?;
    rules::apply(task, state, Input::Press { on, ray: first });
    let steps = (gesture.secs / STEP_SECS).ceil().max(1.0);
    for step in 0..=steps as u32 {
        let ray = ray(step as f32 / steps)?;
        rules::apply(task, state, Input::Move { ray });
        rules::apply(task, state, Input::Tick);
    }
    rules::apply(task, state, Input::Release);
    for _ in 0..(WAIT_SECS / STEP_SECS) as u32 {
        rules::apply(task, state, Input::Tick);
    }
    Some(())
}

/// What a finger finds; `None` where two dials are too near each other to tell.
fn touched(task: &Task, ray: Ray) -> Option<Touched> {
    let near = |index: &usize| ray.distance_to(task.dials[*index].at) < ON_DIAL;
    match (0..task.dials.len()).filter(near).collect::<Vec<_>>()[..] {
        [] => Some(Touched::Seam),
        [dial] => Some(Touched::Dial(dial)),
        _ => None,
    }
}

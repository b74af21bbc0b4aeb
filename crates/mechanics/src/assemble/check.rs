//! Checks of an `assemble` step: parts, the start and their nodes, numbers of each level, and that it can be won.

use std::collections::BTreeSet;

use glam::Vec3;

use super::{
    LevelSpec, Measure, Spec, Start, demonstration,
    rules::{self, Effect, Input, Place, State, Task, Touched},
};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{Anchors, Level, Ray, STEP_SECS, checking, grading};

pub const PART_COUNT: Code = Code::error("K410", "nombre de pièces\u{a0}: de 1 à 12");
pub const ITEM_TWICE: Code = Code::error("K411", "deux pièces ou leurres portent le même identifiant");
pub const ITEM_ID: Code = Code::error("K412", "identifiant de pièce mal écrit");
pub const NO_HOME: Code = Code::error("K413", "le nœud «\u{a0}part.…\u{a0}» manque dans le modèle");
pub const NO_SOCKET: Code = Code::error("K414", "le nœud «\u{a0}socket.…\u{a0}» manque dans le modèle");
pub const SNAP: Code = Code::error("K415", "«\u{a0}snap_mm\u{a0}» hors de 20 à 2000");
pub const DECOY_COUNT: Code = Code::error("K416", "plus de leurres demandés qu’il n’y en a");
pub const LOOSER: Code = Code::warning("K417", "un niveau est plus facile que le précédent");
pub const NO_WAY: Code = Code::error("K418", "une pièce est déjà à sa place au départ");

pub const NO_START: Code = Code::error("K419", "le nœud «\u{a0}start.…\u{a0}» manque dans le modèle");
pub const FORGOTTEN: Code = Code::error(
    "K424",
    "«\u{a0}forgotten\u{a0}» nomme une pièce absente, ou deux fois la même",
);
pub const MEASURE: Code = Code::error("K425", "mesure d’un oubli que l’étape ne connaît pas");

pub const CODES: &[Code] = &[
    PART_COUNT,
    ITEM_TWICE,
    ITEM_ID,
    NO_HOME,
    NO_SOCKET,
    SNAP,
    DECOY_COUNT,
    LOOSER,
    NO_WAY,
    NO_START,
    FORGOTTEN,
    MEASURE,
];

/// Homes nearer to each other than this, as seen from the eye, cannot be told apart; metres.
const APART: f32 = 0.02;

const PARTS: std::ops::RangeInclusive<usize> = 1..=12;
const SNAP_MM: std::ops::RangeInclusive<f32> = 20.0..=2000.0;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_items(spec, at, findings);
    if let Some(start) = &spec.start {
        check_forgotten(spec, start, &at.field("start").field("forgotten"), findings);
    }
    if let Some(anchors) = anchors {
        check_nodes(spec, anchors, at, findings);
    }
    for (name, numbers) in spec.levels.iter() {
        check_level(spec, numbers, criteria, &at.field("levels").field(name), findings);
    }
    grading::check_order(&spec.levels, looser, &LOOSER, &at.field("levels"), findings);
}

/// Parts, then decoys, each with its field and its id.
fn items<'a>(spec: &'a Spec, at: &FieldPath) -> Vec<(FieldPath, &'a str)> {
    let parts = spec.parts.iter().map(|part| part.id.as_str()).enumerate();
    let decoys = spec.decoys.iter().map(|decoy| decoy.id.as_str()).enumerate();
    let (parts_at, decoys_at) = (at.field("parts"), at.field("decoys"));
    let parts = parts.map(|(index, id)| (parts_at.index(index).field("id"), id));
    parts
        .chain(decoys.map(|(index, id)| (decoys_at.index(index).field("id"), id)))
        .collect()
}

/// The start with its field and its id.
fn start<'a>(spec: &'a Spec, at: &FieldPath) -> Option<(FieldPath, &'a str)> {
    let start = spec.start.as_ref()?;
    Some((at.field("start").field("id"), &start.id))
}

fn check_items(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let count = spec.parts.len();
    if !PARTS.contains(&count) {
        let message = Bilingual::new(
            format!("nombre de pièces\u{a0}: {count}, au lieu de 1 à 12"),
            format!("{count} parts to place instead of 1 to 12"),
        );
        findings.report(&PART_COUNT, &at.field("parts"), message);
    }
    let mut known = BTreeSet::new();
    for (field, id) in items(spec, at).into_iter().chain(start(spec, at)) {
        checking::check_identifier(id, &ITEM_ID, &field, findings);
        if !known.insert(id) {
            let message = Bilingual::new(
                format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris dans cette étape"),
                format!("identifier `{id}` is already taken in this step"),
            );
            findings.report(&ITEM_TWICE, &field, message);
        }
    }
}

fn check_forgotten(spec: &Spec, start: &Start, at: &FieldPath, findings: &mut Findings) {
    let mut known = BTreeSet::new();
    for (index, forgotten) in start.forgotten.iter().enumerate() {
        let id = forgotten.part.as_str();
        let field = at.index(index).field("part");
        let parts = spec.parts.iter().map(|part| part.id.as_str());
        if !parts.clone().any(|part| part == id) {
            let message = Bilingual::new(
                format!("aucune pièce ne s’appelle «\u{a0}{id}\u{a0}»"),
                format!("no part is called `{id}`"),
            );
            findings.report(&FORGOTTEN, &field, message).suggest(id, parts);
        } else if !known.insert(id) {
            let message = Bilingual::new(
                format!("l’oubli de «\u{a0}{id}\u{a0}» est déjà expliqué"),
                format!("forgetting `{id}` is already explained"),
            );
            findings.report(&FORGOTTEN, &field, message);
        }
    }
}

fn check_nodes(spec: &Spec, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    for (field, id) in items(spec, at) {
        checking::need_node(anchors, &format!("part.{id}"), &NO_HOME, &field, findings);
    }
    if let Some((field, id)) = start(spec, at) {
        checking::need_node(anchors, &format!("start.{id}"), &NO_START, &field, findings);
    }
    for (index, part) in spec.parts.iter().enumerate() {
        let (field, socket) = (
            at.field("parts").index(index).field("id"),
            format!("socket.{}", part.id),
        );
        checking::need_node(anchors, &socket, &NO_SOCKET, &field, findings);
        let places = anchors.get(&format!("part.{}", part.id)).zip(anchors.get(&socket));
        let Some((home, socket)) = places else { continue };
        let distance_mm = home.translation.distance(socket.translation) * 1000.0;
        if spec
            .levels
            .iter()
            .any(|(_, level)| SNAP_MM.contains(&level.snap_mm) && distance_mm <= level.snap_mm)
        {
            let message = Bilingual::new(
                format!(
                    "«\u{a0}{}\u{a0}» est dès le départ à {distance_mm:.0} mm de sa place\u{a0}: moins que «\u{a0}snap_mm\u{a0}»",
                    part.id
                ),
                format!(
                    "`{}` starts {distance_mm:.0} mm from its place: less than `snap_mm`",
                    part.id
                ),
            );
            findings.report(&NO_WAY, &field, message).help(Bilingual::new(
                "éloigner la pièce dans Blender, ou réduire «\u{a0}snap_mm\u{a0}»",
                "move the part away in Blender, or reduce `snap_mm`",
            ));
        }
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    if !SNAP_MM.contains(&level.snap_mm) {
        let snap = level.snap_mm;
        let message = Bilingual::new(
            format!("«\u{a0}snap_mm\u{a0}» vaut {snap}, au lieu de 20 à 2000 millimètres"),
            format!("`snap_mm` is {snap} instead of 20 to 2000 millimetres"),
        );
        findings.report(&SNAP, &at.field("snap_mm"), message);
    }
    let (asked, there) = (level.decoys, spec.decoys.len());
    if asked > there {
        let message = Bilingual::new(
            format!("nombre de leurres\u{a0}: {asked}, mais la liste «\u{a0}decoys\u{a0}» en compte {there}"),
            format!("{asked} decoys asked for, but the list `decoys` holds {there}"),
        );
        findings.report(&DECOY_COUNT, &at.field("decoys"), message);
    }
    for (index, grading) in level.grades.iter().enumerate() {
        let forgets = spec.start.as_ref().is_some_and(|start| !start.forgotten.is_empty());
        if grading.measure == Measure::Forgotten && !forgets {
            let message = Bilingual::new(
                "cette mesure demande un champ «\u{a0}start\u{a0}» et sa liste «\u{a0}forgotten\u{a0}»",
                "this measure asks for a field `start` and its list `forgotten`",
            );
            findings.report(&MEASURE, &at.field("grades").index(index).field("measure"), message);
        }
    }
    grading::check(&level.grades, criteria, 0.0, &at.field("grades"), findings);
}

/// What asks less of the hand than at the level before.
fn looser(easy: &LevelSpec, hard: &LevelSpec) -> Vec<(&'static str, bool)> {
    let possible = SNAP_MM.contains(&easy.snap_mm) && SNAP_MM.contains(&hard.snap_mm);
    vec![
        ("snap_mm", possible && hard.snap_mm > easy.snap_mm),
        ("decoys", hard.decoys < easy.decoys),
        ("ordered", easy.ordered && !hard.ordered),
    ]
}

/// Where the hand plays: homes, sockets and the start, metres.
pub fn places(anchors: &Anchors) -> Vec<Vec3> {
    ["part.", "socket.", "start."]
        .into_iter()
        .flat_map(|family| anchors.with_prefix(family))
        .map(|(_, anchor)| anchor.translation)
        .collect()
}

/// Whether the demonstration, performed as a finger would from `eye` (metres), places every part and begins the work.
pub fn plays_out(spec: &Spec, level: Level, anchors: &Anchors, eye: Vec3) -> bool {
    let Some(task) = Task::new(spec, level, anchors) else {
        return false;
    };
    let mut state = State::new(&task);
    // One gesture for each thing to do, and as many again for good measure.
    (0..2 * state.progress(&task).1).any(|_| perform(&task, &mut state, eye))
}

/// Performs the next gesture to its end and waits until nothing drifts; whether all is done.
fn perform(task: &Task, state: &mut State, eye: Vec3) -> bool {
    let Some(gesture) = demonstration::demonstrate(task, state) else {
        return false;
    };
    let (Some(&first), Some(&last)) = (gesture.path.first(), gesture.path.last()) else {
        return false;
    };
    if [first, last, eye].iter().any(|point| !point.is_finite()) {
        return false;
    }
    let Some(touch) = touched(task, state, Ray::through(eye, first)) else {
        return false;
    };
    let mut effects = rules::apply(task, state, touch);
    for &point in &gesture.path {
        effects.extend(rules::apply(
            task,
            state,
            Input::Move {
                ray: Ray::through(eye, point),
            },
        ));
        effects.extend(rules::apply(task, state, Input::Tick));
    }
    effects.extend(rules::apply(task, state, Input::Release));
    let drift_ticks = (rules::DRIFT_SECS / STEP_SECS).ceil() as usize + 1;
    effects.extend((0..drift_ticks).flat_map(|_| rules::apply(task, state, Input::Tick)));
    effects.contains(&Effect::Done)
}

/// What a finger finds: the start or the free item whose home its ray meets; `None` where two are too near each other to
/// tell.
fn touched(task: &Task, state: &State, ray: Ray) -> Option<Input> {
    let free = (0..task.items.len()).filter(|&item| state.place(item) == Place::Home);
    let items = free.map(|item| {
        (
            task.items[item].home,
            Input::Press {
                on: Touched::Item(item),
                ray,
            },
        )
    });
    let start = task.start.iter().map(|start| {
        (
            start.at,
            Input::Press {
                on: Touched::Start,
                ray,
            },
        )
    });
    let near = items.chain(start).filter(|(at, _)| ray.distance_to(*at) < APART);
    match near.map(|(_, touch)| touch).collect::<Vec<_>>()[..] {
        [touch] => Some(touch),
        _ => None,
    }
}

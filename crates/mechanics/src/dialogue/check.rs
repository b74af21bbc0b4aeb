//! Checks of a `dialogue` step: who speaks and where, what leads where, that all is heard and every way ends.

use std::{collections::BTreeSet, ops::RangeInclusive};

use glam::Vec3;

use super::{LevelSpec, Line, Measure, Reply, Spec, graph::Graph, rules};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors, Level,
    checking::{check_identifier, need_node},
    grading,
};

pub const COUNT: Code = Code::error("K580", "trop ou trop peu de jauges, de répliques ou de réponses");
pub const TWICE: Code = Code::error(
    "K581",
    "deux jauges, répliques, réponses ou fins portent le même identifiant",
);
pub const ID: Code = Code::error("K582", "identifiant de dialogue mal écrit");
pub const UNKNOWN: Code = Code::error("K583", "réplique ou jauge inconnue");
pub const LEADS: Code = Code::error("K584", "réplique ou réponse qui ne mène nulle part, ou à deux endroits");
pub const UNHEARD: Code = Code::error("K585", "réplique que personne n’entend");
pub const NO_END: Code = Code::error("K586", "conversation qui n’a pas de fin, ou pas de bonne fin");
pub const NO_NODE: Code = Code::error("K587", "un nœud du dialogue manque dans le modèle");
pub const NUMBER: Code = Code::error("K588", "nombre d’un dialogue hors de son intervalle");
pub const LOOSER: Code = Code::warning("K589", "un niveau de dialogue est plus facile que le précédent");

pub const CODES: &[Code] = &[
    COUNT, TWICE, ID, UNKNOWN, LEADS, UNHEARD, NO_END, NO_NODE, NUMBER, LOOSER,
];

const GAUGES: RangeInclusive<usize> = 1..=3;
const LINES: RangeInclusive<usize> = 2..=40;
const REPLIES: RangeInclusive<usize> = 2..=4;
const START: RangeInclusive<f32> = 0.0..=100.0;
const DELTA: RangeInclusive<f32> = -50.0..=50.0;
const PITCH_HZ: RangeInclusive<f32> = 80.0..=320.0;
const PATIENCE_SECS: RangeInclusive<f32> = 8.0..=120.0;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_person(spec, at, findings);
    check_counts(spec, at, findings);
    check_names(spec, at, findings);
    for (index, line) in spec.lines.iter().enumerate() {
        check_line(spec, line, &at.field("lines").index(index), findings);
    }
    let lines = spec.lines.iter().map(|line| line.id.as_str());
    need_known(&spec.opening, lines, &at.field("opening"), "réplique", "line", findings);
    for (index, gauge) in spec.gauges.iter().enumerate() {
        let field = at.field("gauges").index(index).field("start");
        check_number("start", gauge.start as f32, &START, &field, findings);
    }
    for (name, level) in spec.levels.iter() {
        check_level(spec, level, criteria, &at.field("levels").field(name), findings);
    }
    check_ways(spec, at, findings);
    if let Some(anchors) = anchors {
        check_nodes(spec, anchors, at, findings);
    }
    grading::check_order(&spec.levels, easier, &LOOSER, &at.field("levels"), findings);
}

fn check_person(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let at = at.field("person");
    check_identifier(&spec.person.id, &ID, &at.field("id"), findings);
    let pitch = at.field("pitch_hz");
    check_number("pitch_hz", spec.person.pitch_hz, &PITCH_HZ, &pitch, findings);
}

fn check_counts(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let mut count = |count: usize, range: RangeInclusive<usize>, fr: &str, en: &str, field: FieldPath| {
        if range.contains(&count) {
            return;
        }
        let (low, high) = (range.start(), range.end());
        let message = Bilingual::new(
            format!("nombre de {fr}\u{a0}: {count}, au lieu de {low} à {high}"),
            format!("{count} {en} instead of {low} to {high}"),
        );
        findings.report(&COUNT, &field, message);
    };
    count(spec.gauges.len(), GAUGES, "jauges", "gauges", at.field("gauges"));
    count(spec.lines.len(), LINES, "répliques", "lines", at.field("lines"));
    for (index, line) in spec.lines.iter().enumerate() {
        if !line.replies.is_empty() {
            let field = at.field("lines").index(index).field("replies");
            count(line.replies.len(), REPLIES, "réponses", "replies", field);
        }
    }
}

/// Every identifier, with its field, by what must be told apart.
fn check_names(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let (gauges_at, lines_at) = (at.field("gauges"), at.field("lines"));
    let gauges = spec.gauges.iter().enumerate();
    let gauges = gauges.map(|(index, gauge)| (gauges_at.index(index).field("id"), gauge.id.as_str()));
    check_apart(gauges, findings);
    let lines = spec.lines.iter().enumerate();
    let lines = lines.map(|(index, line)| (lines_at.index(index), line));
    check_apart(
        lines.clone().map(|(at, line)| (at.field("id"), line.id.as_str())),
        findings,
    );
    let ends = lines
        .clone()
        .filter_map(|(at, line)| Some((at.field("ends").field("id"), line.ends.as_ref()?.id.as_str())));
    check_apart(ends, findings);
    for (at, line) in lines {
        let replies = line.replies.iter().enumerate();
        let replies = replies.map(|(index, reply)| (at.field("replies").index(index).field("id"), reply.id.as_str()));
        check_apart(replies, findings);
    }
}

fn check_apart<'a>(ids: impl Iterator<Item = (FieldPath, &'a str)>, findings: &mut Findings) {
    let mut known = BTreeSet::new();
    for (field, id) in ids {
        check_identifier(id, &ID, &field, findings);
        if !known.insert(id) {
            let message = Bilingual::new(
                format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris"),
                format!("identifier `{id}` is already taken"),
            );
            findings.report(&TWICE, &field, message);
        }
    }
}

fn need_known<'a>(
    id: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    field: &FieldPath,
    fr: &str,
    en: &str,
    findings: &mut Findings,
) {
    if known.clone().any(|other| other == id) {
        return;
    }
    let message = Bilingual::new(
        format!("aucune {fr} ne s’appelle «\u{a0}{id}\u{a0}»"),
        format!("no {en} is called `{id}`"),
    );
    findings.report(&UNKNOWN, field, message).suggest(id, known);
}

fn check_line(spec: &Spec, line: &Line, at: &FieldPath, findings: &mut Findings) {
    let lines = spec.lines.iter().map(|line| line.id.as_str());
    let ways = ways(line);
    if ways != 1 {
        let message = Bilingual::new(
            format!(
                "après «\u{a0}{}\u{a0}»\u{a0}: un seul de «\u{a0}replies\u{a0}», «\u{a0}then\u{a0}» et «\u{a0}ends\u{a0}», au lieu de {ways}",
                line.id
            ),
            format!(
                "after `{}`: one of `replies`, `then` and `ends` instead of {ways}",
                line.id
            ),
        );
        findings.report(&LEADS, at, message);
    }
    if let Some(then) = &line.then {
        need_known(then, lines.clone(), &at.field("then"), "réplique", "line", findings);
    }
    for (index, reply) in line.replies.iter().enumerate() {
        let at = at.field("replies").index(index);
        check_reply(spec, reply, &at, findings);
        if let Some(to) = &reply.to {
            need_known(to, lines.clone(), &at.field("to"), "réplique", "line", findings);
        }
    }
}

fn check_reply(spec: &Spec, reply: &Reply, at: &FieldPath, findings: &mut Findings) {
    if reply.to.is_some() == reply.critical.is_some() {
        let message = Bilingual::new(
            format!(
                "la réponse «\u{a0}{}\u{a0}» demande «\u{a0}to\u{a0}» ou «\u{a0}critical\u{a0}», l’un des deux",
                reply.id
            ),
            format!("reply `{}` asks for `to` or `critical`, one of them", reply.id),
        );
        findings.report(&LEADS, at, message);
    }
    for (index, gain) in reply.gauges.iter().enumerate() {
        let at = at.field("gauges").index(index);
        let gauges = spec.gauges.iter().map(|gauge| gauge.id.as_str());
        need_known(&gain.id, gauges, &at.field("id"), "jauge", "gauge", findings);
        check_number("delta", gain.delta as f32, &DELTA, &at.field("delta"), findings);
    }
}

fn check_number(name: &str, value: f32, range: &RangeInclusive<f32>, field: &FieldPath, findings: &mut Findings) {
    if range.contains(&value) {
        return;
    }
    let (low, high) = (range.start(), range.end());
    let message = Bilingual::new(
        format!("«\u{a0}{name}\u{a0}» vaut {value}, au lieu de {low} à {high}"),
        format!("`{name}` is {value} instead of {low} to {high}"),
    );
    findings.report(&NUMBER, field, message);
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let range = *REPLIES.start() as f32..=*REPLIES.end() as f32;
    check_number("replies", level.replies as f32, &range, &at.field("replies"), findings);
    if let Some(patience) = level.patience_secs {
        check_number(
            "patience_secs",
            patience,
            &PATIENCE_SECS,
            &at.field("patience_secs"),
            findings,
        );
    }
    let grades = at.field("grades");
    for (index, grading) in level.grades.iter().enumerate() {
        if let Measure::Gauge(id) = &grading.measure {
            let gauges = spec.gauges.iter().map(|gauge| gauge.id.as_str());
            need_known(
                id,
                gauges,
                &grades.index(index).field("measure"),
                "jauge",
                "gauge",
                findings,
            );
        }
    }
    grading::check(&level.grades, criteria, 0.0, &grades, findings);
}

/// Every line may be heard at some level, and from every line that is heard an end can be reached at every level. Nothing
/// is said where a way leads to something unknown: that is told already.
fn check_ways(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let place = |id: &str| spec.lines.iter().position(|line| line.id == id);
    let Some(opening) = place(&spec.opening).filter(|_| spec.lines.iter().all(|line| is_whole(spec, line))) else {
        return;
    };
    let lines_at = at.field("lines");
    let mut heard_once = vec![false; spec.lines.len()];
    let mut stuck = BTreeSet::new();
    let mut ends_well = true;
    for level in Level::ALL {
        let (name, word) = (level.field(), level.word());
        let graph = Graph::new(spec, spec.levels.get(level).replies);
        let heard = graph.heard(opening);
        for (index, far) in graph.far().into_iter().enumerate().filter(|(index, _)| heard[*index]) {
            heard_once[index] = true;
            if far.is_none() && stuck.insert(index) {
                let id = &spec.lines[index].id;
                let message = Bilingual::new(
                    format!("au niveau {}, rien ne mène à une fin après «\u{a0}{id}\u{a0}»", word.fr),
                    format!("at level {}, nothing leads to an end after `{id}`", word.en),
                );
                findings.report(&NO_END, &lines_at.index(index), message);
            }
        }
        let is_good = |index: usize| spec.lines[index].ends.as_ref().is_some_and(|end| end.good);
        if ends_well && !(0..spec.lines.len()).any(|index| heard[index] && is_good(index)) {
            ends_well = false;
            let message = Bilingual::new(
                format!("au niveau {}, rien ne mène à une bonne fin (good: true)", word.fr),
                format!("at level {}, nothing leads to a good end (good: true)", word.en),
            );
            findings.report(&NO_END, &at.field("levels").field(name), message);
        }
    }
    for (index, line) in spec.lines.iter().enumerate().filter(|(index, _)| !heard_once[*index]) {
        let message = Bilingual::new(
            format!("rien ne mène à «\u{a0}{}\u{a0}», à aucun niveau", line.id),
            format!("nothing leads to `{}` at any level", line.id),
        );
        findings.report(&UNHEARD, &lines_at.index(index).field("id"), message);
    }
}

/// Whether a line and its replies each lead to one thing that is there, by a name of their own.
fn is_whole(spec: &Spec, line: &Line) -> bool {
    let called = |id: &str| spec.lines.iter().filter(|line| line.id == id).count() == 1;
    let replies_lead = line.replies.iter().all(|reply| match (&reply.to, &reply.critical) {
        (Some(to), None) => called(to),
        (None, Some(_)) => true,
        _ => false,
    });
    called(&line.id) && ways(line) == 1 && replies_lead && line.then.iter().all(|then| called(then))
}

/// How many of `replies`, `then` and `ends` a line has.
fn ways(line: &Line) -> usize {
    usize::from(!line.replies.is_empty()) + usize::from(line.then.is_some()) + usize::from(line.ends.is_some())
}

fn check_nodes(spec: &Spec, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let person = &spec.person.id;
    let id = at.field("person").field("id");
    need_node(anchors, &rules::speaks_node(person), &NO_NODE, &id, findings);
    let most = spec.lines.iter().map(|line| line.replies.len()).max().unwrap_or(0);
    for slot in 0..most.min(*REPLIES.end()) {
        need_node(anchors, &rules::slot_node(slot), &NO_NODE, &at.field("lines"), findings);
    }
    let mut known = BTreeSet::new();
    for (index, line) in spec.lines.iter().enumerate() {
        if known.insert(line.mood) {
            let field = at.field("lines").index(index).field("mood");
            need_node(
                anchors,
                &rules::mood_node(line.mood, person),
                &NO_NODE,
                &field,
                findings,
            );
        }
    }
}

/// Fields, and whether a level asks less of the visitor there than the one before it.
fn easier(before: &LevelSpec, level: &LevelSpec) -> Vec<(&'static str, bool)> {
    let forever = PATIENCE_SECS.end() + 1.0;
    let patience = |level: &LevelSpec| level.patience_secs.unwrap_or(forever);
    vec![
        ("replies", level.replies < before.replies),
        ("gauges", level.gauges && !before.gauges),
        ("patience_secs", patience(level) > patience(before)),
    ]
}

/// Where the hand plays: the cards, and where the words come from, metres.
pub fn places(anchors: &Anchors) -> Vec<Vec3> {
    ["reply.", "speaks."]
        .into_iter()
        .flat_map(|family| anchors.with_prefix(family))
        .map(|(_, anchor)| anchor.translation)
        .collect()
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

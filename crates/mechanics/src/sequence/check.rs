//! Checks of a `sequence` step: acts, what comes before what, their nodes, what each level asks.

use std::{collections::BTreeSet, ops::RangeInclusive};

use glam::Vec3;

use super::{Act, Hand, LevelSpec, Measure, Spec, task::Thing};
use etabli_finding::{Code, FieldPath, Findings};
use etabli_language::Bilingual;

use crate::{
    Anchors,
    checking::{check_identifier, need_node},
    grading,
};

pub const ACT_COUNT: Code = Code::error("K570", "nombre d’actes\u{a0}: de 2 à 12");
pub const ACT_ID: Code = Code::error("K571", "identifiant d’acte mal écrit ou déjà pris");
pub const MEASURE: Code = Code::error("K572", "mesure de ce que la suite d’actes ne connaît pas");
pub const NO_ACT: Code = Code::error("K573", "le nœud «\u{a0}act.…\u{a0}» manque dans le modèle");
pub const NO_DID: Code = Code::error("K574", "le nœud «\u{a0}did.…\u{a0}» manque dans le modèle");
pub const WAY: Code = Code::error(
    "K575",
    "geste trop court pour un doigt, ou qui fait plus d’un demi-tour",
);
pub const AFTER: Code = Code::error("K576", "ordre impossible («\u{a0}after\u{a0}», «\u{a0}critical\u{a0}»)");
pub const DECOY_COUNT: Code = Code::error("K577", "plus d’actes leurres demandés qu’il n’y en a");
pub const LOOSER: Code = Code::warning("K578", "un niveau de suite d’actes est plus facile que le précédent");
pub const HOLD: Code = Code::error("K579", "«\u{a0}hold_secs\u{a0}» hors de 0.5 à 5");

pub const CODES: &[Code] = &[
    ACT_COUNT,
    ACT_ID,
    MEASURE,
    NO_ACT,
    NO_DID,
    WAY,
    AFTER,
    DECOY_COUNT,
    LOOSER,
    HOLD,
];

const ACTS: RangeInclusive<usize> = 2..=12;
const HOLD_SECS: RangeInclusive<f32> = 0.5..=5.0;
/// What a finger follows is at least this long, millimetres in the diorama.
const SHORTEST_MM: f32 = 80.0;
/// Beyond, the shortest way round is the other way.
const WIDEST_DEG: f32 = 175.0;

/// Reports everything that cannot work; `at` is the spec's own field. Without `anchors` (a diorama that cannot be read)
/// nothing is said about nodes.
pub fn check(spec: &Spec, anchors: Option<&Anchors>, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    check_acts(spec, at, findings);
    check_order(spec, &at.field("acts"), findings);
    if let Some(anchors) = anchors {
        for (field, id, hand) in things(spec, at) {
            check_nodes(id, hand, anchors, &field.field("id"), findings);
        }
    }
    for (name, numbers) in spec.levels.iter() {
        check_level(spec, numbers, criteria, &at.field("levels").field(name), findings);
    }
    grading::check_order(&spec.levels, looser, &LOOSER, &at.field("levels"), findings);
}

/// Acts, then decoys, each with its field, its id and its hand.
fn things<'a>(spec: &'a Spec, at: &FieldPath) -> Vec<(FieldPath, &'a str, Hand)> {
    let (acts_at, decoys_at) = (at.field("acts"), at.field("decoys"));
    let acts = spec.acts.iter().enumerate();
    let acts = acts.map(|(index, act)| (acts_at.index(index), act.id.as_str(), act.hand));
    let decoys = spec.decoys.iter().enumerate();
    let decoys = decoys.map(|(index, decoy)| (decoys_at.index(index), decoy.id.as_str(), decoy.hand));
    acts.chain(decoys).collect()
}

fn check_acts(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    let count = spec.acts.len();
    if !ACTS.contains(&count) {
        let message = Bilingual::new(
            format!("nombre d’actes\u{a0}: {count}, au lieu de 2 à 12"),
            format!("{count} acts to do instead of 2 to 12"),
        );
        findings.report(&ACT_COUNT, &at.field("acts"), message);
    }
    let mut known = BTreeSet::new();
    for (field, id, _) in things(spec, at) {
        check_identifier(id, &ACT_ID, &field.field("id"), findings);
        if !known.insert(id) {
            let message = Bilingual::new(
                format!("l’identifiant «\u{a0}{id}\u{a0}» est déjà pris dans cette étape"),
                format!("identifier `{id}` is already taken in this step"),
            );
            findings.report(&ACT_ID, &field.field("id"), message);
        }
    }
    for (index, act) in spec.acts.iter().enumerate() {
        let secs = act.hold_secs;
        if act.hand == Hand::Hold && !HOLD_SECS.contains(&secs) {
            let message = Bilingual::new(
                format!("«\u{a0}hold_secs\u{a0}» vaut {secs}, au lieu de 0.5 à 5 secondes"),
                format!("`hold_secs` is {secs} instead of 0.5 to 5 seconds"),
            );
            findings.report(&HOLD, &at.field("acts").index(index).field("hold_secs"), message);
        }
    }
}

fn check_order(spec: &Spec, at: &FieldPath, findings: &mut Findings) {
    for (index, act) in spec.acts.iter().enumerate() {
        let at = at.index(index);
        for (number, id) in act.after.iter().enumerate() {
            check_before(spec, act, number, id, &at.field("after").index(number), findings);
        }
        if act.critical.is_some() && act.after.is_empty() {
            let message = Bilingual::new(
                format!(
                    "rien ne vient avant «\u{a0}{}\u{a0}»\u{a0}: cet acte n’est jamais fait trop tôt",
                    act.id
                ),
                format!("nothing comes before `{}`: this act is never too early", act.id),
            );
            findings.report(&AFTER, &at.field("critical"), message);
        }
    }
    if let Some(index) = stuck(&spec.acts) {
        let id = &spec.acts[index].id;
        let message = Bilingual::new(
            format!("«\u{a0}{id}\u{a0}» attend des actes qui l’attendent à leur tour"),
            format!("`{id}` waits for acts that wait for it in turn"),
        );
        findings.report(&AFTER, &at.index(index).field("after"), message);
    }
}

fn check_before(spec: &Spec, act: &Act, number: usize, id: &str, at: &FieldPath, findings: &mut Findings) {
    let others = spec.acts.iter().map(|other| other.id.as_str());
    if !others.clone().any(|other| other == id) {
        let message = Bilingual::new(
            format!("aucun acte ne s’appelle «\u{a0}{id}\u{a0}»"),
            format!("no act is called `{id}`"),
        );
        findings.report(&AFTER, at, message).suggest(id, others);
    } else if act.after[..number].iter().any(|other| other == id) {
        let message = Bilingual::new(
            format!("«\u{a0}{id}\u{a0}» est déjà dans cette liste"),
            format!("`{id}` is already in this list"),
        );
        findings.report(&AFTER, at, message);
    }
}

/// The first act whose turn never comes because it waits, through others or not, for itself; unknown names aside.
fn stuck(acts: &[Act]) -> Option<usize> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let known = |id: &String| acts.iter().any(|act| act.id == *id);
    loop {
        let may = |act: &&Act| {
            let waits = |id: &&String| known(id) && !done.contains(id.as_str());
            !done.contains(act.id.as_str()) && !act.after.iter().any(|id| waits(&id))
        };
        match acts.iter().find(may) {
            Some(act) => done.insert(&act.id),
            None => break,
        };
    }
    acts.iter().position(|act| !done.contains(act.id.as_str()))
}

fn check_nodes(id: &str, hand: Hand, anchors: &Anchors, field: &FieldPath, findings: &mut Findings) {
    need_node(anchors, &format!("act.{id}"), &NO_ACT, field, findings);
    if !hand.moves() {
        return;
    }
    need_node(anchors, &format!("did.{id}"), &NO_DID, field, findings);
    let Some(thing) = Thing::new(id, hand, anchors) else {
        return;
    };
    let mm = thing.length() * 1000.0;
    let (_, angle) = thing.rest.turn(&thing.did);
    if angle.to_degrees() > WIDEST_DEG {
        let message = Bilingual::new(
            format!("«\u{a0}{id}\u{a0}» fait un demi-tour ou plus\u{a0}: le sens ne se devine pas"),
            format!("`{id}` turns half-way round or more: which way is anyone’s guess"),
        );
        findings.report(&WAY, field, message);
    } else if mm.is_nan() || mm < SHORTEST_MM {
        let message = Bilingual::new(
            format!(
                "de «\u{a0}act.{id}\u{a0}» à «\u{a0}did.{id}\u{a0}», la main fait {mm:.0} mm, au lieu de 80 au moins"
            ),
            format!("from `act.{id}` to `did.{id}` the hand goes {mm:.0} mm instead of 80 or more"),
        );
        findings.report(&WAY, field, message).help(Bilingual::new(
            "éloigner «\u{a0}did\u{a0}», le tourner davantage, ou prendre plus loin de l’axe avec «\u{a0}grip\u{a0}»",
            "move `did` away, turn it further, or take hold further from the axis with `grip`",
        ));
    }
}

fn check_level(spec: &Spec, level: &LevelSpec, criteria: &[&str], at: &FieldPath, findings: &mut Findings) {
    let (asked, there) = (level.decoys, spec.decoys.len());
    if asked > there {
        let message = Bilingual::new(
            format!("nombre de leurres\u{a0}: {asked}, mais la liste «\u{a0}decoys\u{a0}» en compte {there}"),
            format!("{asked} decoys asked for, but the list `decoys` holds {there}"),
        );
        findings.report(&DECOY_COUNT, &at.field("decoys"), message);
    }
    for (index, grading) in level.grades.iter().enumerate() {
        let mut early = spec.acts.iter().filter(|act| !act.after.is_empty());
        let (known, fr, en) = match grading.measure {
            Measure::Critical => (
                early.any(|act| act.critical.is_some()),
                "cette mesure demande un acte qui a un champ «\u{a0}critical\u{a0}»",
                "this measure asks for an act with a field `critical`",
            ),
            Measure::Slips => (
                early.any(|act| act.critical.is_none()),
                "cette mesure demande un acte qui a un champ «\u{a0}after\u{a0}» et n’est pas critique",
                "this measure asks for an act with a field `after` that is not critical",
            ),
            Measure::Decoys => (
                level.decoys > 0,
                "cette mesure demande des leurres à ce niveau",
                "this measure asks for decoys at this level",
            ),
            Measure::Inversions | Measure::Secs => continue,
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
    vec![("lit", hard.lit && !easy.lit), ("decoys", hard.decoys < easy.decoys)]
}

/// Where the hand plays: things before and after their acts, and where they are held, metres.
pub fn places(anchors: &Anchors) -> Vec<Vec3> {
    ["act.", "did.", "grip."]
        .into_iter()
        .flat_map(|family| anchors.with_prefix(family))
        .map(|(_, anchor)| anchor.translation)
        .collect()
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;

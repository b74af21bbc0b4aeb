//! What is told at the end: three or four criteria of the trade, safety among them, each really measured.

use std::collections::BTreeSet;

use super::{Subject, is_identifier};
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
    mechanics::Level,
};

const COUNT: Code = Code::error("K601", "nombre de critères\u{a0}: 3 ou 4");
const TWICE: Code = Code::error("K602", "deux critères portent le même identifiant");
const SAFETY: Code = Code::error("K603", "aucun critère de sécurité");
const UNGRADED: Code = Code::error("K604", "critère qu’aucune étape ne note");
const ID: Code = Code::error("K605", "identifiant de critère mal écrit");
const NO_NEXT: Code = Code::error("K606", "aucune suite proposée («\u{a0}next_steps\u{a0}»)");
const SHOWS: Code = Code::error("K607", "le bilan montre une étape inconnue («\u{a0}shows\u{a0}»)");

pub(super) const CODES: &[Code] = &[COUNT, TWICE, SAFETY, UNGRADED, ID, NO_NEXT, SHOWS];

/// What it does: three or four criteria, one at least of safety, each graded by some step at every level; somewhere to
/// go next; and the step whose work is shown is a step of this kit.
/// Why: fewer tell nothing, more are not read; a criterion nobody measured would be shown empty.
/// Example: a criterion « Sécurité » that no `grades` mentions at level `expert`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let (debrief, at) = (&subject.kit.debrief, FieldPath::root().field("debrief"));
    let criteria = at.field("criteria");
    let count = debrief.criteria.len();
    if !(3..=4).contains(&count) {
        let message = Bilingual::new(
            format!("critères\u{a0}: {count}, au lieu de 3 ou 4"),
            format!("criteria: {count}, instead of 3 or 4"),
        );
        findings.report(&COUNT, &criteria, message);
    }
    if !debrief.criteria.iter().any(|criterion| criterion.safety) {
        let message = Bilingual::new("aucun critère ne porte sur la sécurité", "no criterion is about safety");
        findings.report(&SAFETY, &criteria, message).help(Bilingual::new(
            "ajouter «\u{a0}safety: true\u{a0}» à l’un d’eux",
            "add `safety: true` to one of them",
        ));
    }
    let mut known = BTreeSet::new();
    for (index, criterion) in debrief.criteria.iter().enumerate() {
        let (at, id) = (criteria.index(index).field("id"), criterion.id.as_str());
        if !is_identifier(id) {
            let message = Bilingual::new(
                format!("identifiant de critère «\u{a0}{id}\u{a0}» mal écrit"),
                format!("badly written criterion identifier `{id}`"),
            );
            findings.report(&ID, &at, message);
        }
        if !known.insert(id) {
            let message = Bilingual::new(
                format!("un autre critère s’appelle déjà «\u{a0}{id}\u{a0}»"),
                format!("another criterion is called `{id}` already"),
            );
            findings.report(&TWICE, &at, message);
            continue;
        }
        check_graded(subject, id, &at, findings);
    }
    if debrief.next_steps.is_empty() {
        let message = Bilingual::new("aucune suite n’est proposée", "nowhere to go next is proposed");
        findings.report(&NO_NEXT, &at.field("next_steps"), message);
    }
    check_shows(subject, &at.field("shows"), findings);
}

fn check_shows(subject: &Subject, at: &FieldPath, findings: &mut Findings) {
    let Some(shows) = &subject.kit.debrief.shows else {
        return;
    };
    let mut steps = subject.kit.steps.iter().map(|step| step.id.as_str());
    if steps.any(|id| id == shows) {
        return;
    }
    let message = Bilingual::new(
        format!("aucune étape ne s’appelle «\u{a0}{shows}\u{a0}»"),
        format!("no step is called `{shows}`"),
    );
    let steps = subject.kit.steps.iter().map(|step| step.id.as_str());
    findings.report(&SHOWS, at, message).suggest(shows, steps);
}

fn check_graded(subject: &Subject, id: &str, at: &FieldPath, findings: &mut Findings) {
    let graded = |level: Level| {
        subject
            .kit
            .steps
            .iter()
            .any(|step| step.mechanic.rules().graded(level).contains(&id))
    };
    let missing: Vec<Bilingual> = Level::ALL
        .into_iter()
        .filter(|level| !graded(*level))
        .map(Level::word)
        .collect();
    if missing.is_empty() {
        return;
    }
    let (french, english): (Vec<_>, Vec<_>) = missing.into_iter().map(|word| (word.fr, word.en)).unzip();
    let message = Bilingual::new(
        format!("aucune étape ne note «\u{a0}{id}\u{a0}» (niveau {})", french.join(", ")),
        format!("no step grades `{id}` (level {})", english.join(", ")),
    );
    findings.report(&UNGRADED, at, message);
}

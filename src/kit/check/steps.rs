//! The steps of the kit: how many, what they are called, from where they are seen, what their mechanic says of them.

use std::collections::BTreeSet;

use super::{Subject, is_identifier};
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::raw,
    language::Bilingual,
};

const COUNT: Code = Code::error("K401", "nombre d’étapes\u{a0}: de 1 à 5");
const FEW: Code = Code::note("K402", "moins de 3 étapes");
const TWICE: Code = Code::error("K403", "deux étapes portent le même identifiant");
const ID: Code = Code::error("K404", "identifiant d’étape mal écrit");
const CAMERA: Code = Code::error("K405", "la caméra manque dans le modèle");

pub(super) const CODES: &[Code] = &[COUNT, FEW, TWICE, ID, CAMERA];

const STEPS_MAX: usize = 5;
/// A whole trade is not told in fewer.
const STEPS_WANTED: usize = 3;

/// What it does: one to five steps with identifiers of their own, each seen by a camera of its diorama; the mechanic
/// checks the rest.
/// Why: the visit lasts 2 to 4 minutes; statistics name the steps.
/// Example: `camera: "camera.equipper"` where the node is called `camera.equiper`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    check_count(subject.kit.steps.len(), findings);
    let criteria: Vec<&str> = subject
        .kit
        .debrief
        .criteria
        .iter()
        .map(|criterion| criterion.id.as_str())
        .collect();
    let mut known = BTreeSet::new();
    for (at, step) in subject.steps() {
        check_id(&step.id, &at.field("id"), findings);
        if !known.insert(step.id.as_str()) {
            let message = Bilingual::new(
                format!("une autre étape s’appelle déjà «\u{a0}{}\u{a0}»", step.id),
                format!("another step is called `{}` already", step.id),
            );
            findings.report(&TWICE, &at.field("id"), message);
        }
        check_camera(subject, step, &at.field("camera"), findings);
        step.mechanic
            .rules()
            .check(subject.anchors(step), &criteria, &at.field("mechanic"), findings);
    }
}

fn check_count(count: usize, findings: &mut Findings) {
    let at = FieldPath::root().field("steps");
    if count == 0 || count > STEPS_MAX {
        let message = Bilingual::new(
            format!("nombre d’étapes\u{a0}: {count}, au lieu de 1 à 5"),
            format!("{count} steps instead of 1 to 5"),
        );
        findings.report(&COUNT, &at, message);
    } else if count < STEPS_WANTED {
        let message = Bilingual::new(
            format!("nombre d’étapes\u{a0}: {count}\u{202f}; un kit achevé en compte de 3 à 5"),
            format!("number of steps: {count}; a finished kit has 3 to 5"),
        );
        findings.report(&FEW, &at, message);
    }
}

fn check_id(id: &str, at: &FieldPath, findings: &mut Findings) {
    if is_identifier(id) {
        return;
    }
    let message = Bilingual::new(
        format!("identifiant d’étape «\u{a0}{id}\u{a0}» mal écrit"),
        format!("badly written step identifier `{id}`"),
    );
    findings.report(&ID, at, message).help(Bilingual::new(
        "minuscules sans accent, chiffres, «\u{a0}_\u{a0}» et «\u{a0}-\u{a0}» seulement",
        "lower-case letters, digits, `_` and `-` only",
    ));
}

fn check_camera(subject: &Subject, step: &raw::Step, at: &FieldPath, findings: &mut Findings) {
    let Some(anchors) = subject.anchors(step) else { return };
    if anchors.get(&step.camera).is_some() {
        return;
    }
    let message = Bilingual::new(
        format!(
            "«\u{a0}{}\u{a0}» n’a pas de nœud «\u{a0}{}\u{a0}»",
            step.diorama, step.camera
        ),
        format!("`{}` has no node `{}`", step.diorama, step.camera),
    );
    let cameras = anchors.names().filter(|name| name.starts_with("camera."));
    findings.report(&CAMERA, at, message).suggest(&step.camera, cameras);
}

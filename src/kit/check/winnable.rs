//! Every level of every step can be won by its own demonstration.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::raw,
    language::Bilingual,
    mechanics::{Anchors, Level},
};

const STUCK: Code = Code::error("K406", "un niveau ne peut pas être gagné par sa propre démonstration");

pub(super) const CODES: &[Code] = &[STUCK];

/// What it does: plays each level as the ghost hand would, seen from the step's camera and from its portrait camera.
/// Why: the hint « montre-moi », the attract screen and the robot all rest on it; nobody may be stuck.
/// Example: two parts lying on the same spot, a camera that looks along both sockets.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    // What a step lacks is told by its own rules; only sound steps are played.
    let is_sound = |at: &FieldPath| {
        let about = at.to_string();
        !findings.iter().any(|finding| {
            finding.severity == crate::finding::Severity::Error && finding.path.to_string().starts_with(&about)
        })
    };
    let sound: Vec<(FieldPath, &raw::Step)> = subject.steps().filter(|(at, _)| is_sound(at)).collect();
    for (at, step) in sound {
        if let Some(anchors) = subject.anchors(step) {
            check_step(step, anchors, &at.field("mechanic").field("levels"), findings);
        }
    }
}

fn check_step(step: &raw::Step, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let cameras = [step.camera.clone(), format!("{}.portrait", step.camera)];
    for camera in cameras {
        let Some(eye) = anchors.get(&camera) else { continue };
        for level in Level::ALL {
            if step.mechanic.plays_out(level, anchors, eye.translation) {
                continue;
            }
            let word = level.word();
            let message = Bilingual::new(
                format!(
                    "le niveau {} ne peut pas être gagné, vu de «\u{a0}{camera}\u{a0}»",
                    word.fr
                ),
                format!("level {} cannot be won, seen from `{camera}`", word.en),
            );
            findings
                .report(&STUCK, &at.field(level.field()), message)
                .help(Bilingual::new(
                    "vu de la caméra, écarter les pièces les unes des autres et les places les unes des autres",
                    "as seen from the camera, set parts apart from each other, and sockets too",
                ));
        }
    }
}

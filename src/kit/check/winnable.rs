//! Every level of every step can be won by its own demonstration.

use glam::{Quat, Vec3};

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings, Severity},
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
        let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        !errors.any(|finding| finding.path.to_string().starts_with(&about))
    };
    let sound: Vec<(FieldPath, &raw::Step)> = subject.steps().filter(|(at, _)| is_sound(at)).collect();
    for (at, step) in sound {
        if let Some(anchors) = subject.anchors(step) {
            check_step(step, anchors, &at.field("mechanic").field("levels"), findings);
        }
    }
}

/// The kiosk takes the direction of a camera from its node and stands where the screen's shape wants it: so far away, in
/// radii of what is played with.
const DISTANCES: [f32; 3] = [2.0, 3.5, 6.0];
/// Least radius, metres: a single part would otherwise be looked at from within.
const RADIUS_MIN: f32 = 0.5;

fn check_step(step: &raw::Step, anchors: &Anchors, at: &FieldPath, findings: &mut Findings) {
    let cameras = [step.camera.clone(), format!("{}.portrait", step.camera)];
    for camera in cameras {
        let Some(node) = anchors.get(&camera) else { continue };
        for level in Level::ALL {
            if eyes(node.rotation, &step.mechanic.rules().places(anchors))
                .iter()
                .all(|eye| step.mechanic.rules().plays_out(level, anchors, *eye))
            {
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
                    "vu de la caméra, écarter les unes des autres les choses à toucher, et leurs places de même",
                    "as seen from the camera, set things to touch apart from each other, and their places too",
                ));
        }
    }
}

/// Where a visitor's eye may be for a camera turned like this, playing at `points` (metres).
fn eyes(stage_from_camera: Quat, points: &[Vec3]) -> Vec<Vec3> {
    let centre = points.iter().sum::<Vec3>() / points.len().max(1) as f32;
    let radius = points
        .iter()
        .map(|point| point.distance(centre))
        .fold(RADIUS_MIN, f32::max);
    // A camera looks along its −Z.
    DISTANCES
        .map(|distance| centre + stage_from_camera * Vec3::Z * radius * distance)
        .to_vec()
}

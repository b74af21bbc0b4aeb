//! Numbers the branch has not validated yet.

use super::Subject;
use crate::{
    finding::{Code, Findings},
    language::Bilingual,
    mechanics::Source,
};

pub const TO_VALIDATE: Code = Code::note("K901", "nombre à valider par la branche");

pub(super) const CODES: &[Code] = &[TO_VALIDATE];

/// What it does: lists every number whose source is `AValider`.
/// Why: such numbers are played, and the branch has to look at each before the kit is called done.
/// Example: `source: AValider`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for (at, step) in subject.steps() {
        for (at, source) in step.mechanic.rules().sources(&at.field("mechanic")) {
            if *source == Source::AValider {
                let message = Bilingual::new("nombres à valider par la branche", "numbers for the branch to validate");
                findings.report(&TO_VALIDATE, &at, message);
            }
        }
    }
}

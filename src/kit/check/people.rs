//! Real persons in pictures and recordings.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::raw::People,
    language::Bilingual,
};

const NO_CONSENT: Code = Code::error("K554", "personnes reconnaissables dont l’accord n’est pas noté");
const UNSAID: Code = Code::warning(
    "K555",
    "photo ou enregistrement qui ne dit pas si des personnes s’y reconnaissent",
);

pub(super) const CODES: &[Code] = &[NO_CONSENT, UNSAID];

/// How a source says that something was photographed, filmed or recorded.
const TAKEN: [&str; 8] = [
    "photo",
    "film",
    "vidéo",
    "video",
    "voix",
    "enregistr",
    "interview",
    "portrait",
];

/// What it does: an agreement says how it was given; what was photographed, filmed or recorded says whether persons can
/// be recognised.
/// Why: nobody is shown in public without having agreed, and the paper must be found the day it is asked for.
/// Example: `people: Accord("")`, a credit whose source is « photo prise à l’atelier ».
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let at = FieldPath::root().field("credits");
    for (index, credit) in subject.kit.credits.iter().enumerate() {
        let (at, file) = (at.index(index), &credit.file);
        match &credit.people {
            Some(People::Accord(agreement)) if agreement.trim().is_empty() => {
                let message = Bilingual::new(
                    format!("«\u{a0}{file}\u{a0}»\u{a0}: l’accord des personnes n’est pas décrit"),
                    format!("`{file}`: the persons’ agreement is not described"),
                );
                findings
                    .report(&NO_CONSENT, &at.field("people"), message)
                    .help(Bilingual::new(
                        "dire lequel, sa date et qui le garde\u{a0}: Accord(\"accord écrit du 12 mars 2026, gardé par la branche\")",
                        "say which, its date and who keeps it: Accord(\"written agreement of 12 March 2026, kept by the branch\")",
                    ));
            }
            None if was_taken(&credit.source) => {
                let message = Bilingual::new(
                    format!("«\u{a0}{file}\u{a0}»\u{a0}: des personnes s’y reconnaissent-elles\u{202f}?"),
                    format!("`{file}`: can persons be recognised in it?"),
                );
                findings
                    .report(&UNSAID, &at.field("source"), message)
                    .help(Bilingual::new(
                        "ajouter «\u{a0}people: Aucune\u{a0}», ou «\u{a0}people: Accord(\"…\")\u{a0}» avec leur accord",
                        "add `people: Aucune`, or `people: Accord(\"…\")` with their agreement",
                    ));
            }
            Some(_) | None => {}
        }
    }
}

fn was_taken(source: &str) -> bool {
    let source = source.to_lowercase();
    TAKEN.iter().any(|word| source.contains(word))
}

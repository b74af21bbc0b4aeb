//! The trade in the official list (ROME), where one was given.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings, did_you_mean},
    language::Bilingual,
};

const UNKNOWN: Code = Code::error("K220", "code ROME absent de la liste officielle");
const NAMES: Code = Code::warning("K221", "noms du métier absents des appellations de son code ROME");

pub(super) const CODES: &[Code] = &[UNKNOWN, NAMES];

/// Appellations of a code that are told as examples.
const EXAMPLES: usize = 3;

/// What it does: the code is one of the official list; both names of the trade are in one of its appellations.
/// Why: the code joins the kit to training, job offers and statistics; a wrong one joins it to another trade.
/// Example: `rome: "H2931"`, two digits swapped.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let Some(rome) = subject.rome else { return };
    let (metier, at) = (&subject.kit.metier, FieldPath::root().field("metier"));
    let code = metier.rome.as_str();
    if rome.label(code).is_none() {
        let message = Bilingual::new(
            format!("le code ROME «\u{a0}{code}\u{a0}» n’est pas dans la liste officielle"),
            format!("ROME code `{code}` is not in the official list"),
        );
        findings.report(&UNKNOWN, &at.field("rome"), message).help = did_you_mean(code, rome.codes());
        return;
    }
    let Some(appellations) = rome.appellations(code) else {
        return;
    };
    let names = [&metier.feminine.fr, &metier.masculine.fr].map(|name| name.to_lowercase());
    let has_both = |appellation: &String| {
        let appellation = appellation.to_lowercase();
        names.iter().all(|name| appellation.contains(name.as_str()))
    };
    if appellations.iter().any(has_both) {
        return;
    }
    let (feminine, masculine) = (&metier.feminine.fr, &metier.masculine.fr);
    let label = rome.label(code).unwrap_or_default();
    let message = Bilingual::new(
        format!(
            "«\u{a0}{feminine}\u{a0}», «\u{a0}{masculine}\u{a0}»\u{a0}: aucune appellation du code {code} ({label})"
        ),
        format!("`{feminine}`, `{masculine}`: no appellation of code {code} ({label})"),
    );
    let some: Vec<&str> = appellations.iter().take(EXAMPLES).map(String::as_str).collect();
    let finding = findings.report(&NAMES, &at.field("feminine").field("fr"), message);
    if !some.is_empty() {
        finding.help(Bilingual::new(
            format!("par exemple\u{a0}: {}", some.join("\u{202f}; ")),
            format!("for example: {}", some.join("; ")),
        ));
    }
}

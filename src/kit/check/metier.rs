//! The trade: its two names, its card, its place in the ROME.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const NAME: Code = Code::error("K201", "le nom du métier manque au féminin ou au masculin");
const ROME: Code = Code::error("K203", "code ROME qui n’est pas une lettre et quatre chiffres");
const NUMBER: Code = Code::error("K204", "numéro de carte nul");

pub(super) const CODES: &[Code] = &[NAME, ROME, NUMBER];

/// What it does: both forms of the name are there; the ROME code is a letter from A to N and four digits; the card has
/// a number.
/// Why: every trade is for everyone and says so; the ROME code joins the kit to public data.
/// Example: `rome: "H29"`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let (metier, at) = (&subject.kit.metier, FieldPath::root().field("metier"));
    for (field, name) in [("feminine", &metier.feminine), ("masculine", &metier.masculine)] {
        if name.fr.trim().is_empty() {
            let message = Bilingual::new("le nom du métier manque", "the trade's name is missing");
            findings
                .report(&NAME, &at.field(field).field("fr"), message)
                .help(Bilingual::new(
                    "écrire les deux formes, même si elles sont égales",
                    "write both forms, even if they are the same",
                ));
        }
    }
    let rome = metier.rome.as_bytes();
    if !matches!(rome, [b'A'..=b'N', digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit)) {
        let message = Bilingual::new(
            format!("code ROME «\u{a0}{}\u{a0}» mal écrit", metier.rome),
            format!("badly written ROME code `{}`", metier.rome),
        );
        findings.report(&ROME, &at.field("rome"), message).help(Bilingual::new(
            "une lettre de A à N puis quatre chiffres, par exemple \"H2913\"",
            "a letter from A to N, then four digits, e.g. \"H2913\"",
        ));
    }
    if metier.number == 0 {
        let message = Bilingual::new("les cartes se numérotent à partir de 1", "cards are numbered from 1");
        findings.report(&NUMBER, &at.field("number"), message);
    }
}

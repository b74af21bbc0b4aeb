//! Names written out in full.

use super::{Subject, texts};
use crate::{
    finding::{Code, Findings},
    language::{Bilingual, Language},
};

const SHORT: Code = Code::error(
    "K202",
    "forme abrégée\u{a0}: point médian, «\u{a0}(e)\u{a0}», «\u{a0}/se\u{a0}»",
);

pub(super) const CODES: &[Code] = &[SHORT];

const DOTS: [char; 4] = ['·', '•', '‧', '∙'];
/// Endings that follow a slash or stand in parentheses in abbreviated forms.
const ENDINGS: [&str; 20] = [
    "e", "s", "es", "se", "ses", "euse", "euses", "eure", "rice", "trice", "trices", "ice", "ère", "ière", "ne", "nes",
    "ienne", "iennes", "le", "lle",
];

/// What it does: refuses abbreviated double forms in any text.
/// Why: they break speech synthesis and easy reading. Both forms are written out, feminine first.
/// Example: « soudeur(se) », « soudeur/se », « soudeur·se ».
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for texts::Reading { at, text, .. } in texts::all(subject) {
        for language in Language::ALL {
            let Some(form) = short_form(text.get(language)) else {
                continue;
            };
            let message = Bilingual::new(
                format!("forme abrégée «\u{a0}{form}\u{a0}»"),
                format!("abbreviated form `{form}`"),
            );
            findings
                .report(&SHORT, &at.field(language.code()), message)
                .help(Bilingual::new(
                    "écrire les deux formes en entier, le féminin d’abord\u{a0}: «\u{a0}soudeuse, soudeur\u{a0}»",
                    "write both forms in full, feminine first: “soudeuse, soudeur”",
                ));
        }
    }
}

/// The first word that abbreviates two.
fn short_form(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| {
        let dotted = word.contains(DOTS) && word.trim_matches(DOTS).contains(DOTS);
        dotted || in_parentheses(word) || after_slash(word)
    })
}

fn is_ending(text: &str) -> bool {
    ENDINGS.contains(&text)
}

fn ends_in_letter(text: &str) -> bool {
    text.ends_with(char::is_alphabetic)
}

fn in_parentheses(word: &str) -> bool {
    let Some((before, rest)) = word.split_once('(') else {
        return false;
    };
    rest.split_once(')')
        .is_some_and(|(inside, _)| ends_in_letter(before) && is_ending(inside.trim_start_matches('-')))
}

/// « soudeur/se » and « soudeur/soudeuse », not « km/h » or « et/ou ».
fn after_slash(word: &str) -> bool {
    let Some((before, after)) = word.split_once('/') else {
        return false;
    };
    let after = after.trim_end_matches(|character: char| !character.is_alphabetic());
    let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    ends_in_letter(before) && before.chars().count() > 2 && (is_ending(after.trim_start_matches('-')) || same >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_found_and_units_are_not() {
        for text in [
            "un·e pro",
            "Soudeur(se)",
            "le soudeur/se",
            "soudeur/soudeuse.",
            "technicien(ne),",
            "Ajusteur/-euse",
        ] {
            assert!(short_form(text).is_some(), "{text}");
        }
        for text in [
            "30 km/h",
            "et/ou",
            "un métier (calme)",
            "l’arc (2 000 A)",
            "mm/s",
            "soudeuse, soudeur",
        ] {
            assert_eq!(short_form(text), None, "{text}");
        }
    }
}

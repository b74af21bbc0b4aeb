//! French as it is printed.

use super::{Subject, texts};
use crate::{
    finding::{Code, Findings, Fix},
    language::Bilingual,
};

const TYPOGRAPHY: Code = Code::warning(
    "K303",
    "typographie française\u{a0}: espaces insécables, apostrophe, guillemets",
);

pub(super) const CODES: &[Code] = &[TYPOGRAPHY];

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

/// What it does: compares each French text with its careful typesetting.
/// Why: with plain spaces, a mark ends alone at the start of a line.
/// Example: « Quel est ce métier ? » with a plain space, « l'arc » with a straight apostrophe.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for texts::Reading { at, text, .. } in texts::all(subject) {
        let careful = typeset(&text.fr);
        // An empty text is told by its own rule.
        if careful.is_empty() || careful == text.fr {
            continue;
        }
        let message = Bilingual::new(
            "espace insécable, apostrophe ou guillemets à revoir",
            "no-break spaces, apostrophes or quotes to mend",
        );
        let finding = findings.report(&TYPOGRAPHY, &at.field("fr"), message);
        finding.fix = Some(Fix::replace(&text.fr, &careful));
        finding.help(Bilingual::new(
            format!("écrire (à copier)\u{a0}: {careful}"),
            format!("write (copy it): {careful}"),
        ));
    }
}

/// The text with no-break spaces before double marks (narrow before `?`, `!`, `;`), curly apostrophes, one space
/// between words.
pub fn typeset(text: &str) -> String {
    let characters: Vec<char> = text.trim().chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (index, &character) in characters.iter().enumerate() {
        let next = characters.get(index + 1).copied();
        let ends_word = next.is_none_or(|next| is_space(next) || "»)?!".contains(next));
        match character {
            '?' | '!' | ';' => space_before(&mut out, &[NARROW, WIDE]),
            ':' if ends_word => space_before(&mut out, &[WIDE, NARROW]),
            '»' => space_before(&mut out, &[WIDE, NARROW]),
            _ => {}
        }
        match character {
            '\'' => out.push('’'),
            ' ' if out.ends_with([' ', NARROW, WIDE, '«']) => {}
            _ => out.push(character),
        }
        if character == '«' && next.is_none_or(|next| next != NARROW && next != WIDE) {
            out.push(WIDE);
        }
    }
    out
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | NARROW | WIDE)
}

/// Leaves one of the `right` spaces before what comes next: the one that is there, else the first of them.
fn space_before(out: &mut String, right: &[char]) {
    let word = out.trim_end_matches(is_space);
    if out.ends_with(right) || word.is_empty() || word.ends_with(['?', '!', ';', ':', '«', '(']) {
        return;
    }
    while out.ends_with(is_space) {
        out.pop();
    }
    out.extend(right.first());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_keep_to_their_words() {
        let cases = [
            ("Quel est ce métier ?", "Quel est ce métier\u{202f}?"),
            ("Vraiment?!", "Vraiment\u{202f}?!"),
            ("L'arc : calme", "L’arc\u{a0}: calme"),
            ("Dire « oui »", "Dire «\u{a0}oui\u{a0}»"),
            ("à 10:30 sur https://a.fr", "à 10:30 sur https://a.fr"),
            ("deux  mots ", "deux mots"),
            ("Fin\u{a0}!", "Fin\u{a0}!"),
        ];
        for (written, careful) in cases {
            assert_eq!(typeset(written), careful);
        }
    }

    proptest! {
        #[test]
        fn careful_text_is_left_alone(text in "[a-z «»?!;:'’\u{202f}\u{a0}.]{0,30}") {
            let careful = typeset(&text);
            prop_assert_eq!(typeset(&careful), careful);
        }
    }
}

//! What visitors read: there in both languages, short enough for its place, in words that fit.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    language::{Bilingual, Language},
    mechanics::RoomedText,
};

const EMPTY: Code = Code::error("K301", "texte français vide");
const NO_ENGLISH: Code = Code::error("K302", "texte anglais vide");
const MISSION: Code = Code::error("K304", "mission de plus de 12 mots");
const INTRO: Code = Code::error("K305", "introduction de plus de 25 mots");
const LONG: Code = Code::warning("K306", "texte trop long pour sa place à l’écran");
const WORD: Code = Code::error("K307", "mot à ne pas montrer");
const CHARACTERS: Code = Code::warning("K309", "texte de trop de caractères pour sa place à l’écran");
const INVISIBLE: Code = Code::error("K308", "caractère invisible dans un texte");

pub(super) const CODES: &[Code] = &[EMPTY, NO_ENGLISH, MISSION, INTRO, LONG, WORD, INVISIBLE, CHARACTERS];

const MISSION_WORDS: usize = 12;
const INTRO_WORDS: usize = 25;
const FINALE_WORDS: usize = 12;
const INVITE_WORDS: usize = 8;
/// Room for a word and the space after it, characters: names of trades and fields have long ones.
const WORD_CHARS: usize = 8;
/// Texts that are the same in both languages, characters.
const DIPLOMA_CHARS: usize = 110;
const UNIT_CHARS: usize = 8;

/// Words that hurt, and what to say instead.
const FORBIDDEN: [(&str, &str); 2] = [
    ("décroch", "dire «\u{a0}droit au retour en formation\u{a0}»"),
    ("dropout", "say “right to return to training”"),
];

/// A text that a visitor reads.
pub(super) struct Reading<'a> {
    pub at: FieldPath,
    pub text: &'a Bilingual,
    /// What there is room for.
    words_max: usize,
    /// What it is told when it has more.
    too_long: &'static Code,
}

/// Every text of the kit that a visitor reads.
pub(super) fn all<'a>(subject: &'a Subject) -> Vec<Reading<'a>> {
    let (kit, root) = (subject.kit, FieldPath::root());
    let (metier, debrief) = (root.field("metier"), root.field("debrief"));
    let mut texts: Vec<RoomedText> = vec![
        (root.field("branch").field("name"), &kit.branch.name, 10),
        (metier.field("feminine"), &kit.metier.feminine, 6),
        (metier.field("masculine"), &kit.metier.masculine, 6),
        (root.field("mystery").field("text"), &kit.mystery.text, 25),
        (debrief.field("done"), &kit.debrief.done, 30),
        (debrief.field("beyond"), &kit.debrief.beyond, 30),
    ];
    for (index, fact) in kit.metier.facts.iter().enumerate() {
        texts.push((metier.field("facts").index(index).field("text"), &fact.text, 30));
    }
    for (index, criterion) in kit.debrief.criteria.iter().enumerate() {
        texts.push((debrief.field("criteria").index(index).field("name"), &criterion.name, 5));
    }
    for (index, next) in kit.debrief.next_steps.iter().enumerate() {
        texts.push((debrief.field("next_steps").index(index), next, 20));
    }
    if let Some(finale) = &kit.finale {
        let finale_at = root.field("finale");
        let invite = finale.invite.as_ref();
        texts.extend(invite.map(|invite| (finale_at.field("invite"), invite, INVITE_WORDS)));
        texts.push((finale_at.field("text"), &finale.text, FINALE_WORDS));
    }
    for (at, step) in subject.steps() {
        texts.extend(step.mechanic.rules().texts(&at.field("mechanic")));
    }
    let usual = texts.into_iter().map(|(at, text, words_max)| Reading {
        at,
        text,
        words_max,
        too_long: &LONG,
    });
    let intro = Reading {
        at: root.field("intro").field("text"),
        text: &kit.intro.text,
        words_max: INTRO_WORDS,
        too_long: &INTRO,
    };
    let missions = subject.steps().map(|(at, step)| Reading {
        at: at.field("mission"),
        text: &step.mission,
        words_max: MISSION_WORDS,
        too_long: &MISSION,
    });
    usual.chain([intro]).chain(missions).collect()
}

/// What it does: each text is there in French and English and has no more words and characters than its place.
/// Why: what is longer is not read in five seconds, or is cut.
/// Example: a mission of thirteen words.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for reading in all(subject) {
        for language in Language::ALL {
            let (at, text) = (reading.at.field(language.code()), reading.text.get(language));
            if text.trim().is_empty() {
                report_empty(&at, language, findings);
                continue;
            }
            check_length(text, &reading, &at, findings);
            check_characters(text, reading.words_max * WORD_CHARS, &at, findings);
            check_words(text, &at, findings);
        }
    }
    let diplomas = FieldPath::root().field("metier").field("diplomas");
    for (index, diploma) in subject.kit.metier.diplomas.iter().enumerate() {
        let at = diplomas.index(index).field("name");
        check_characters(&diploma.name, DIPLOMA_CHARS, &at, findings);
    }
    for (at, step) in subject.steps() {
        for (at, unit) in step.mechanic.rules().units(&at.field("mechanic")) {
            check_characters(unit, UNIT_CHARS, &at, findings);
        }
    }
}

fn report_empty(at: &FieldPath, language: Language, findings: &mut Findings) {
    let (code, message) = match language {
        // The métier's own rule tells its missing names.
        Language::French if ["metier.feminine.fr", "metier.masculine.fr"].contains(&at.to_string().as_str()) => return,
        Language::French => (&EMPTY, Bilingual::new("ce texte est vide", "this text is empty")),
        Language::English => (
            &NO_ENGLISH,
            Bilingual::new("le texte anglais manque", "the English text is missing"),
        ),
    };
    findings.report(code, at, message);
}

/// Words as a reader counts them: marks standing alone are none.
pub(super) fn count_words(text: &str) -> usize {
    let is_blank = |character: char| character.is_whitespace() || "\u{a0}\u{202f}".contains(character);
    text.split(is_blank)
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

fn check_length(text: &str, reading: &Reading, at: &FieldPath, findings: &mut Findings) {
    let (count, most) = (count_words(text), reading.words_max);
    if count > most {
        let message = Bilingual::new(
            format!("{count} mots, au lieu de {most} au plus"),
            format!("{count} words, at most {most}"),
        );
        findings.report(reading.too_long, at, message);
    }
}

/// Few words may still be long ones.
fn check_characters(text: &str, most: usize, at: &FieldPath, findings: &mut Findings) {
    let count = text.chars().count();
    if count > most {
        let message = Bilingual::new(
            format!("{count} caractères, au lieu de {most} au plus"),
            format!("{count} characters, at most {most}"),
        );
        findings.report(&CHARACTERS, at, message);
    }
}

fn check_words(text: &str, at: &FieldPath, findings: &mut Findings) {
    let lower = text.to_lowercase();
    for (word, instead) in FORBIDDEN.iter().filter(|(word, _)| lower.contains(word)) {
        let message = Bilingual::new(
            format!("«\u{a0}{word}…\u{a0}»\u{a0}: mot à ne pas employer"),
            format!("`{word}…` is not to be shown"),
        );
        findings
            .report(&WORD, at, message)
            .help(Bilingual::new(*instead, *instead));
    }
    // Direction marks, zero-width characters, line breaks: invisible in an editor, visible on a screen.
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if let Some(found) = text.chars().find(|character| invisible(*character)) {
        let number = u32::from(found);
        let message = Bilingual::new(
            format!("caractère invisible U+{number:04X} dans ce texte"),
            format!("invisible character U+{number:04X} in this text"),
        );
        findings.report(&INVISIBLE, at, message).help(Bilingual::new(
            "retaper le texte sur une seule ligne",
            "type the text again, on one line",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words() {
        assert_eq!(
            count_words("Quel est ce métier\u{202f}? «\u{a0}souder\u{a0}» – l’arc"),
            6
        );
        assert_eq!(count_words(" … "), 0);
    }
}

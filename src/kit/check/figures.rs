//! The numbers in texts: those the step is played with, the same in both languages.

use super::{Subject, texts};
use crate::{
    finding::{Code, FieldPath, Findings},
    language::{Bilingual, Language},
};

const STRANGER: Code = Code::warning("K310", "nombre d’un texte que l’étape ne connaît pas");
const DIFFERENT: Code = Code::warning("K311", "nombres différents en français et en anglais");

pub(super) const CODES: &[Code] = &[STRANGER, DIFFERENT];

/// What it does: a number in a text of a step is one of the step's parameters, elsewhere one of any step's; both
/// languages give the same numbers. Facts have a source of their own, and what follows the visit is not played.
/// Why: a text that says « 3 mm » beside a plate of 4 mm teaches something wrong.
/// Example: « Régler le courant pour 5 mm » where `plate_mm` is 3.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let steps: Vec<(String, Vec<f32>)> = subject
        .steps()
        .map(|(at, step)| (at.to_string(), step.mechanic.rules().numbers()))
        .collect();
    for texts::Reading { at, text, .. } in texts::all(subject) {
        let numbers = Language::ALL.map(|language| written(text.get(language), language));
        let path = at.to_string();
        let is_sourced = path.starts_with("metier.") || path.starts_with("debrief.next_steps");
        if !is_sourced {
            let of_step = steps.iter().find(|(step, _)| path.starts_with(step.as_str()));
            let known: Vec<f32> = match of_step {
                Some((_, known)) => known.clone(),
                None => steps.iter().flat_map(|(_, known)| known.iter().copied()).collect(),
            };
            for (language, numbers) in Language::ALL.into_iter().zip(&numbers) {
                check_known(numbers, &known, &at.field(language.code()), findings);
            }
        }
        check_same(&numbers, &at, findings);
    }
}

fn check_known(numbers: &[String], known: &[f32], at: &FieldPath, findings: &mut Findings) {
    for number in numbers {
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        // « environ 33 ampères par millimètre » says 33.3 well enough.
        if known
            .iter()
            .any(|known| format!("{:.decimals$}", known.abs()) == *number)
        {
            continue;
        }
        let message = Bilingual::new(
            format!("«\u{a0}{number}\u{a0}» n’est aucun des nombres de l’étape"),
            format!("`{number}` is none of the numbers of the step"),
        );
        findings.report(&STRANGER, at, message).help(Bilingual::new(
            "reprendre un nombre de l’étape (réglage, intervalle, quantité), ou dire la chose sans nombre",
            "use a number of the step (a setting, a range, a count), or say it without a number",
        ));
    }
}

fn check_same([french, english]: &[Vec<String>; 2], at: &FieldPath, findings: &mut Findings) {
    let sorted = |numbers: &[String]| {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        numbers
    };
    if sorted(french) == sorted(english) {
        return;
    }
    let list = |numbers: &[String], none: &str| {
        if numbers.is_empty() {
            none.to_owned()
        } else {
            numbers.join(", ")
        }
    };
    let message = Bilingual::new(
        format!(
            "nombres en français\u{a0}: {}\u{202f}; en anglais\u{a0}: {}",
            list(french, "aucun"),
            list(english, "aucun")
        ),
        format!(
            "numbers in French: {}; in English: {}",
            list(french, "none"),
            list(english, "none")
        ),
    );
    findings.report(&DIFFERENT, at, message);
}

/// The numbers of a text as `f32` writes them: `0.5`, `1500`. What belongs to a name (« ISO 6520 », « 3D », « A4 ») is
/// no number.
fn written(text: &str, language: Language) -> Vec<String> {
    let (point, groups): (char, &[char]) = match language {
        Language::French => (',', &['\u{202f}', '\u{a0}']),
        Language::English => ('.', &[',', '\u{202f}', '\u{a0}']),
    };
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let mut number = String::new();
        let mut end = start;
        loop {
            let digits = leading_digits(&text[end..]);
            number.push_str(&text[end..end + digits]);
            end += digits;
            let Some(mark) = text[end..].chars().next() else { break };
            let next = leading_digits(&text[end + mark.len_utf8()..]);
            if mark == point && next > 0 && !number.contains('.') {
                number.push('.');
            } else if !(groups.contains(&mark) && next == 3) {
                break;
            }
            end += mark.len_utf8();
        }
        at = end;
        if !is_of_a_name(&text[..start], &text[end..]) {
            numbers.push(number);
        }
    }
    numbers
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_of_a_name(before: &str, after: &str) -> bool {
    let last_word = before.trim_end().rsplit([' ', '\u{a0}', '\u{202f}']).next();
    let is_sign = |word: &str| word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '-');
    before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
        || after.starts_with(char::is_alphabetic)
        || last_word.is_some_and(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_each_language_writes_them() {
        let french = |text| written(text, Language::French).join(" ");
        let english = |text| written(text, Language::English).join(" ");
        assert_eq!(french("de 1,5 à 3 mm, puis 2\u{202f}000 A."), "1.5 3 2000");
        assert_eq!(english("from 1.5 to 3 mm, then 2,000 A."), "1.5 3 2000");
        assert_eq!(french("Norme ISO 6520-1, en 3D, au format A4, la 2e fois"), "");
        assert_eq!(french("À 12, 14 et 16"), "12 14 16");
        assert_eq!(french(""), "");
    }
}

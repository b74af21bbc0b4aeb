//! The last line of a check: how many kits, how much there is to mend in them.

use crate::{
    finding::{Finding, Severity},
    language::Bilingual,
};

/// Numbers that the branch has not validated yet are counted apart from other notes.
const TO_VALIDATE: &str = "K901";

/// « 1 kit vérifié : 0 erreur, 2 avertissements, 9 nombres à valider »; other notes only where there are some.
pub(super) fn summary(kits: usize, findings: &[Finding]) -> Bilingual {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let (errors, warnings) = (of(Severity::Error).count(), of(Severity::Warning).count());
    let numbers = of(Severity::Note).filter(|finding| finding.code == TO_VALIDATE).count();
    let remarks = of(Severity::Note).count() - numbers;
    // In French nought is singular, in English plural.
    let fr = |count: usize, one: &str, many: &str| format!("{count} {}", if count < 2 { one } else { many });
    let en = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut french = vec![
        fr(errors, "erreur", "erreurs"),
        fr(warnings, "avertissement", "avertissements"),
        fr(numbers, "nombre à valider", "nombres à valider"),
    ];
    let mut english = vec![
        en(errors, "error", "errors"),
        en(warnings, "warning", "warnings"),
        en(numbers, "number to validate", "numbers to validate"),
    ];
    if remarks > 0 {
        french.push(fr(remarks, "remarque", "remarques"));
        english.push(en(remarks, "remark", "remarks"));
    }
    Bilingual::new(
        format!(
            "{}\u{a0}: {}",
            fr(kits, "kit vérifié", "kits vérifiés"),
            french.join(", ")
        ),
        format!("{}: {}", en(kits, "kit checked", "kits checked"), english.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::FieldPath, kit};

    fn finding(code: &'static str, severity: Severity) -> Finding {
        let (file, path, message) = ("kit.ron".to_owned(), FieldPath::root(), Bilingual::default());
        Finding {
            code,
            severity,
            file,
            path,
            place: None,
            message,
            help: None,
            fix: None,
        }
    }

    #[test]
    fn the_summary_counts_in_both_languages() {
        let none = summary(1, &[]);
        assert_eq!(
            none.fr,
            "1 kit vérifié\u{a0}: 0 erreur, 0 avertissement, 0 nombre à valider"
        );
        assert_eq!(none.en, "1 kit checked: 0 errors, 0 warnings, 0 numbers to validate");
        let list = [
            finding("K001", Severity::Error),
            finding("K300", Severity::Warning),
            finding("K300", Severity::Warning),
            finding(TO_VALIDATE, Severity::Note),
            finding("K208", Severity::Note),
        ];
        let some = summary(2, &list);
        assert_eq!(
            some.fr,
            "2 kits vérifiés\u{a0}: 1 erreur, 2 avertissements, 1 nombre à valider, 1 remarque"
        );
        assert_eq!(
            some.en,
            "2 kits checked: 1 error, 2 warnings, 1 number to validate, 1 remark"
        );
    }

    #[test]
    fn the_code_counted_apart_is_one_of_the_format() {
        let codes = kit::check::codes();
        assert!(
            codes
                .iter()
                .any(|code| code.id == TO_VALIDATE && code.severity == Severity::Note)
        );
    }
}

//! The two names of the trade are really two.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const MIXED_UP: Code = Code::warning("K214", "nom au féminin écrit comme un masculin, ou l’inverse");

pub(super) const CODES: &[Code] = &[MIXED_UP];

/// Endings that name one gender only, in the first word of the name.
const MASCULINE: [&str; 4] = ["eur", "ier", "ien", "er"];
const FEMININE: [&str; 6] = ["euse", "trice", "ière", "ienne", "ère", "eure"];

/// What it does: looks at how the feminine and the masculine name end.
/// Why: a name copied twice tells half of the visitors that the trade is not for them.
/// Example: `feminine: (fr: "Soudeur")`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let (metier, at) = (&subject.kit.metier, FieldPath::root().field("metier"));
    let names = [
        ("feminine", &metier.feminine.fr, &MASCULINE[..]),
        ("masculine", &metier.masculine.fr, &FEMININE[..]),
    ];
    for (field, name, others) in names {
        let first = name.split([' ', '-']).next().unwrap_or_default();
        if !others.iter().any(|ending| first.ends_with(ending)) {
            continue;
        }
        let [fr, en] = match field {
            "feminine" => [
                format!("«\u{a0}{name}\u{a0}» est un masculin"),
                format!("`{name}` is masculine"),
            ],
            _ => [
                format!("«\u{a0}{name}\u{a0}» est un féminin"),
                format!("`{name}` is feminine"),
            ],
        };
        findings
            .report(&MIXED_UP, &at.field(field).field("fr"), Bilingual::new(fr, en))
            .help(Bilingual::new(
                "«\u{a0}feminine\u{a0}» et «\u{a0}masculine\u{a0}»\u{a0}: «\u{a0}Soudeuse\u{a0}», «\u{a0}Soudeur\u{a0}»",
                "`feminine` and `masculine`: “Soudeuse”, “Soudeur”",
            ));
    }
}

//! The ways into the trade.

use jiff::{ToSpan, civil::Date};

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::raw::Diploma,
    language::Bilingual,
};

const RNCP: Code = Code::error("K205", "numéro RNCP invraisemblable");
const UNTIL: Code = Code::error("K206", "date de fin d’enregistrement illisible");
const EXPIRED: Code = Code::warning(
    "K207",
    "diplôme dont l’enregistrement est échu\u{a0}: il ne sera pas montré",
);
const NO_APPRENTICESHIP: Code = Code::note("K208", "aucun diplôme ouvert à l’apprentissage");
const UNVERIFIED: Code = Code::note("K215", "diplôme qui n’a pas été vérifié depuis plus d’un an");
const NAME: Code = Code::error("K209", "diplôme sans nom");

pub(super) const CODES: &[Code] = &[RNCP, UNTIL, EXPIRED, NO_APPRENTICESHIP, UNVERIFIED, NAME];

/// Numbers of the register to this day have two to five digits; some room is left.
const RNCP_NUMBERS: std::ops::RangeInclusive<u32> = 10..=199_999;

/// What it does: each diploma has a name, a plausible number in the national register and the day its registration
/// ends; those that ended are not shown, those nobody looked up for a year are listed, and one at least should be open
/// to apprentices.
/// Why: nobody may be sent to a diploma that no longer exists; apprenticeship stands beside school.
/// Example: `valid_until: "31/08/2028"`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let at = FieldPath::root().field("metier").field("diplomas");
    let diplomas = &subject.kit.metier.diplomas;
    for (index, diploma) in diplomas.iter().enumerate() {
        let at = at.index(index);
        if diploma.name.trim().is_empty() {
            let message = Bilingual::new("ce diplôme n’a pas de nom", "this diploma has no name");
            findings.report(&NAME, &at.field("name"), message);
        }
        if !RNCP_NUMBERS.contains(&diploma.rncp) {
            let message = Bilingual::new(
                format!("{} n’est pas un numéro du RNCP", diploma.rncp),
                format!("{} is not a number of the national register", diploma.rncp),
            );
            findings.report(&RNCP, &at.field("rncp"), message);
        }
        check_verified(diploma, &at.field("source").field("date"), subject.today, findings);
        check_until(&diploma.valid_until, &at.field("valid_until"), subject.today, findings);
    }
    if !diplomas.iter().any(|diploma| diploma.apprenticeship) {
        let message = Bilingual::new(
            "aucun diplôme n’est ouvert à l’apprentissage",
            "no diploma is open to apprentices",
        );
        findings.report(&NO_APPRENTICESHIP, &at, message).help(Bilingual::new(
            "en citer un si le métier s’apprend ainsi",
            "name one if the trade can be learnt that way",
        ));
    }
}

fn check_verified(diploma: &Diploma, at: &FieldPath, today: Option<Date>, findings: &mut Findings) {
    let looked_up = diploma.source.date.parse::<Date>().ok();
    let until = looked_up.and_then(|day| day.checked_add(1.year()).ok());
    if until.zip(today).is_some_and(|(until, today)| until < today) {
        let message = Bilingual::new(
            format!("vérifié pour la dernière fois le {}", diploma.source.date),
            format!("last looked up on {}", diploma.source.date),
        );
        findings.report(&UNVERIFIED, at, message).help(Bilingual::new(
            format!(
                "revoir la fiche RNCP{} sur francecompetences.fr, puis noter le jour",
                diploma.rncp
            ),
            format!(
                "look up RNCP{} on francecompetences.fr again, then note the day",
                diploma.rncp
            ),
        ));
    }
}

fn check_until(text: &str, at: &FieldPath, today: Option<Date>, findings: &mut Findings) {
    match text.parse::<Date>() {
        Err(_) => {
            let message = Bilingual::new(
                format!("date «\u{a0}{text}\u{a0}» illisible"),
                format!("`{text}` cannot be read as a date"),
            );
            findings.report(&UNTIL, at, message).help(Bilingual::new(
                "année-mois-jour, par exemple \"2028-08-31\"",
                "year-month-day, e.g. \"2028-08-31\"",
            ));
        }
        Ok(until) if today.is_some_and(|today| until < today) => {
            let message = Bilingual::new(
                format!("enregistrement échu le {text}\u{a0}: ce diplôme ne sera pas montré"),
                format!("registration ended on {text}: this diploma will not be shown"),
            );
            findings.report(&EXPIRED, at, message).help(Bilingual::new(
                "chercher son successeur sur francecompetences.fr",
                "look for its successor on francecompetences.fr",
            ));
        }
        Ok(_) => {}
    }
}

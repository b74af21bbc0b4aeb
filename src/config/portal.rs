//! `config/portal.ron`: who answers for the visitor's pages, and what visitors agree to when they register. A line that is
//! absent or wrong is not shown to anyone; what is still to be written is listed for the agency.

use std::{io, path::Path};

use jiff::civil::Date;
use serde::Deserialize;

use super::fields::{self, read_date};
use crate::{
    agency::portal::{Accessibility, Notice, Party, Registration},
    finding::{Code, FieldPath, Findings, RonCodes},
    language::Bilingual,
};

const SYNTAX: Code = Code::error("C701", "le fichier des mentions est mal écrit");
const ENCODING: Code = Code::error("C702", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C703", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C704", "le fichier ne peut pas être ouvert");
const UNKNOWN_FIELD: Code = Code::error("C705", "ce champ n’existe pas");
const MISSING_FIELD: Code = Code::error("C706", "un champ manque");
const DUPLICATE_FIELD: Code = Code::error("C707", "un champ est écrit deux fois");
const WRONG_TYPE: Code = Code::error("C708", "la valeur n’est pas de la sorte attendue");
const TO_FILL: Code = Code::warning("C710", "une mention est à compléter par l’agence");
const BAD_DATE: Code = Code::error("C711", "cette date n’existe pas");
const BAD_EMAIL: Code = Code::error("C712", "ce n’est pas une adresse e-mail");
const BAD_VERSION: Code = Code::error("C713", "ce n’est pas une version d’accord");
const BAD_DAYS: Code = Code::error("C714", "cette durée est trop courte ou trop longue");
const NO_FORM: Code = Code::warning("C715", "l’inscription reste fermée");

/// Everything that can be said about `portal.ron`.
pub const CODES: [Code; 14] = [
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNREADABLE,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    TO_FILL,
    BAD_DATE,
    BAD_EMAIL,
    BAD_VERSION,
    BAD_DAYS,
    NO_FORM,
];

const RON_CODES: RonCodes = RonCodes {
    too_big: TOO_BIG,
    encoding: ENCODING,
    syntax: SYNTAX,
    unknown_field: UNKNOWN_FIELD,
    missing_field: MISSING_FIELD,
    duplicate_field: DUPLICATE_FIELD,
    unknown_variant: WRONG_TYPE,
    wrong_type: WRONG_TYPE,
    out_of_range: WRONG_TYPE,
    too_deep: SYNTAX,
    bytes_max: super::BYTES_MAX,
};

/// Shortest and longest time a registration may be kept, days.
const KEPT_DAYS: std::ops::RangeInclusive<u16> = 7..=1095;

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    agency: RawParty,
    officer: RawParty,
    publisher: Option<String>,
    host: RawParty,
    counting_basis: Option<Bilingual>,
    recipients: Option<Bilingual>,
    accessibility: Option<RawAccessibility>,
    registration: Option<RawRegistration>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawParty {
    name: Option<String>,
    address: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAccessibility {
    state: Bilingual,
    audited: String,
    #[serde(default)]
    gaps: Option<Bilingual>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegistration {
    version: String,
    text: Bilingual,
    child_text: Bilingual,
    kept_days: u16,
}

/// Reads the notice at `path`, and what registering means if it is filled in.
pub fn load_portal(path: &Path, findings: &mut Findings) -> (Notice, Option<Registration>) {
    let file = super::file_name(path);
    match super::read(path) {
        Ok(bytes) => parse_portal(&file, &bytes, findings),
        Err(error) => {
            let mut unread = Findings::default();
            if error.kind() == io::ErrorKind::NotFound {
                to_fill(&Notice::default(), &mut unread);
            } else {
                let message = Bilingual::new(
                    format!("ce fichier ne peut pas être ouvert ({error})\u{a0}: aucune mention n’est montrée"),
                    format!("cannot open this file ({error}): no notice is shown"),
                );
                unread.report(&UNREADABLE, &FieldPath::root(), message);
            }
            unread.locate(&file, |_| None);
            findings.extend(unread);
            (Notice::default(), None)
        }
    }
}

/// Reads the text of a `portal.ron`; `file` is the name findings carry.
pub fn parse_portal(file: &str, bytes: &[u8], findings: &mut Findings) -> (Notice, Option<Registration>) {
    fields::checked(file, bytes, &RON_CODES, findings, |raw: Raw, found| check(raw, found)).unwrap_or_default()
}

fn check(raw: Raw, findings: &mut Findings) -> (Notice, Option<Registration>) {
    let root = FieldPath::root();
    let notice = Notice {
        agency: party(raw.agency, &root.field("agency"), findings),
        officer: party(raw.officer, &root.field("officer"), findings),
        publisher: written(raw.publisher),
        host: party(raw.host, &root.field("host"), findings),
        counting_basis: told(raw.counting_basis),
        recipients: told(raw.recipients),
        accessibility: raw
            .accessibility
            .and_then(|raw| accessibility(raw, &root.field("accessibility"), findings)),
    };
    to_fill(&notice, findings);
    let at = root.field("registration");
    let registration = raw.registration.and_then(|raw| registration(raw, &at, findings));
    // Nobody can agree to data being kept by someone who is not named and cannot be reached.
    let reachable = notice.agency.name.is_some() && notice.agency.email.is_some();
    if registration.is_some() && !reachable {
        let message = Bilingual::new(
            "sans le nom et l’e-mail de l’agence, le formulaire n’est pas proposé",
            "without the agency's name and e-mail the form is not offered",
        );
        findings.report(&NO_FORM, &at, message);
    }
    (notice, registration.filter(|_| reachable))
}

fn to_fill(notice: &Notice, findings: &mut Findings) {
    for name in notice.missing() {
        let message = Bilingual::new(
            format!("à compléter par l’agence\u{a0}: «\u{a0}{name}\u{a0}» (rien n’est montré à sa place)"),
            format!("to be filled in by the agency: `{name}` (nothing is shown in its place)"),
        );
        findings.report(&TO_FILL, &FieldPath::root(), message);
    }
}

fn written(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn told(text: Option<Bilingual>) -> Option<Bilingual> {
    text.filter(|text| !text.fr.trim().is_empty() && !text.en.trim().is_empty())
}

fn party(raw: RawParty, at: &FieldPath, findings: &mut Findings) -> Party {
    let email = written(raw.email).filter(|email| {
        let good = is_email(email);
        if !good {
            let message = Bilingual::new("ce n’est pas une adresse e-mail", "this is no e-mail address");
            findings.report(&BAD_EMAIL, &at.field("email"), message);
        }
        good
    });
    Party {
        name: written(raw.name),
        address: written(raw.address),
        email,
        phone: written(raw.phone),
    }
}

fn is_email(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>()?&%,;:\\".contains(&byte);
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
        && text.bytes().all(plain)
}

fn accessibility(raw: RawAccessibility, at: &FieldPath, findings: &mut Findings) -> Option<Accessibility> {
    let audited = date(&raw.audited, &at.field("audited"), findings)?;
    Some(Accessibility {
        state: told(Some(raw.state))?,
        audited,
        gaps: told(raw.gaps),
    })
}

fn registration(raw: RawRegistration, at: &FieldPath, findings: &mut Findings) -> Option<Registration> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let good = (1..=32).contains(&raw.version.len()) && raw.version.bytes().all(plain);
    if !good {
        let message = Bilingual::new("ce n’est pas une version d’accord", "this is no version of a consent");
        let help = Bilingual::new(
            "par exemple le mois\u{a0}: \"2026-11\"",
            "for instance the month: \"2026-11\"",
        );
        findings.report(&BAD_VERSION, &at.field("version"), message).help(help);
    }
    let lasts = KEPT_DAYS.contains(&raw.kept_days);
    if !lasts {
        let (least, most) = (KEPT_DAYS.start(), KEPT_DAYS.end());
        let message = Bilingual::new(
            format!("entre {least} et {most} jours"),
            format!("between {least} and {most} days"),
        );
        findings.report(&BAD_DAYS, &at.field("kept_days"), message);
    }
    let (text, child_text) = (told(Some(raw.text))?, told(Some(raw.child_text))?);
    (good && lasts).then_some(Registration {
        consent: raw.version,
        text,
        child_text,
        kept_days: raw.kept_days,
    })
}

fn date(text: &str, at: &FieldPath, findings: &mut Findings) -> Option<Date> {
    let date = read_date(text);
    if date.is_none() {
        let message = Bilingual::new(
            format!("«\u{a0}{text}\u{a0}» n’est pas une date (année-mois-jour)"),
            format!("`{text}` is not a date (year-month-day)"),
        );
        findings.report(&BAD_DATE, at, message);
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const FORM: &str = "registration: (version: \"2026-11\", text: (fr: \"a\", en: \"b\"), child_text: (fr: \"c\", en: \"d\"), kept_days: 180)";

    fn parse(text: &str) -> (Notice, Option<Registration>, Vec<String>) {
        let mut findings = Findings::default();
        let (notice, registration) = parse_portal("p", text.as_bytes(), &mut findings);
        let told = findings
            .sorted()
            .into_iter()
            .map(|finding| finding.headline(Language::French));
        (
            notice,
            registration,
            told.filter(|line| !line.contains("C710")).collect(),
        )
    }

    #[test]
    fn the_form_needs_someone_who_answers_for_it() {
        let (_, open, findings) = parse(&format!("(agency: (name: \"A\", email: \"a@a.fr\"), {FORM})"));
        assert_eq!((open.map(|open| open.kept_days), findings.len()), (Some(180), 0));
        let (_, open, findings) = parse(&format!("(agency: (name: \"A\"), {FORM})"));
        assert!(open.is_none() && findings[0].contains("C715"), "{findings:?}");
        let (_, open, findings) = parse("(agency: (name: \"A\", email: \"a@a.fr\"))");
        assert!(open.is_none() && findings.is_empty());
    }

    #[test]
    fn what_is_wrong_or_empty_is_as_if_it_were_absent() {
        let agency = "agency: (name: \"A\", email: \"a@a.fr\")";
        for (text, code) in [
            ("(officer: (email: \"dpo\"))".to_owned(), "C712"),
            ("(officer: (email: \"a@b.fr?subject=x\"))".to_owned(), "C712"),
            (
                "(accessibility: (state: (fr: \"a\", en: \"b\"), audited: \"hier\"))".to_owned(),
                "C711",
            ),
            (format!("({agency}, {})", FORM.replace("2026-11", "nov. 2026")), "C713"),
            (format!("({agency}, {})", FORM.replace("180", "5000")), "C714"),
            ("(editor: \"x\")".to_owned(), "C705"),
        ] {
            let (notice, open, findings) = parse(&text);
            assert!(
                findings.len() == 1 && findings[0].contains(code),
                "{text}: {findings:?}"
            );
            assert!(open.is_none() && notice.officer.email.is_none() && notice.accessibility.is_none());
        }
        assert_eq!(parse("(publisher: \"  \")").0.publisher, None);
    }

    #[test]
    fn the_shipped_file_is_right_and_lists_what_the_agency_has_to_write() {
        let mut findings = Findings::default();
        let (_, open) = parse_portal("p", include_bytes!("../../config/portal.ron"), &mut findings);
        assert!(open.is_none(), "closed until the agency is named");
        let codes: Vec<_> = findings
            .iter()
            .map(|finding| finding.code)
            .filter(|code| *code != "C715")
            .collect();
        assert!(
            codes.len() >= 8 && codes.iter().all(|code| *code == "C710"),
            "{codes:?}"
        );
    }
}

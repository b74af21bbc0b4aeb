//! `config/next_steps.ron`: where visitors can go from here. What is wrong in an entry costs that entry, since a visitor
//! sent to the wrong place is worse off than one who is not sent.

use std::{collections::BTreeMap, io, path::Path};

use jiff::civil::Date;
use serde::Deserialize;

use super::fields::{self, read_date};
use crate::{
    agency::portal::{Kind, NextSteps, Phone, Reference, Step, is_public_link},
    finding::{Code, FieldPath, Findings, RonCodes, did_you_mean},
    language::Bilingual,
};

const SYNTAX: Code = Code::error("C901", "le fichier des suites est mal écrit");
const ENCODING: Code = Code::error("C902", "le fichier n’est pas enregistré en UTF-8");
const TOO_BIG: Code = Code::error("C903", "le fichier est trop gros");
const UNREADABLE: Code = Code::error("C904", "le fichier ne peut pas être ouvert");
const UNKNOWN_FIELD: Code = Code::error("C905", "ce champ n’existe pas");
const MISSING_FIELD: Code = Code::error("C906", "un champ manque");
const DUPLICATE_FIELD: Code = Code::error("C907", "un champ est écrit deux fois");
const WRONG_TYPE: Code = Code::error("C908", "la valeur n’est pas de la sorte attendue");
const BAD_DATE: Code = Code::error("C911", "cette date n’existe pas");
const DATES_ORDER: Code = Code::error("C912", "une suite finit avant de commencer");
const BAD_LINK: Code = Code::error("C913", "ce n’est pas une adresse https");
const EMPTY_TEXT: Code = Code::error("C914", "un texte est vide");
const BAD_NUMBER: Code = Code::error("C915", "ce n’est pas un numéro de téléphone");
const UNKNOWN_KIT: Code = Code::error("C916", "ce kit n’existe pas");
const ENDED: Code = Code::warning("C917", "une suite est passée et n’est plus montrée");
const SOURCE_TO_COME: Code = Code::error("C918", "une source est datée de demain ou plus tard");

/// Everything that can be said about `next_steps.ron`.
pub const CODES: [Code; 16] = [
    SYNTAX,
    ENCODING,
    TOO_BIG,
    UNREADABLE,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    DUPLICATE_FIELD,
    WRONG_TYPE,
    BAD_DATE,
    DATES_ORDER,
    BAD_LINK,
    EMPTY_TEXT,
    BAD_NUMBER,
    UNKNOWN_KIT,
    ENDED,
    SOURCE_TO_COME,
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

/// The file as it is written; dates are `YYYY-MM-DD`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    phone: Option<RawPhone>,
    apprenticeship: Vec<RawStep>,
    immersion: Vec<RawStep>,
    ambassadors: Vec<RawStep>,
    events: Vec<RawStep>,
    formations: Vec<RawStep>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhone {
    number: String,
    text: Bilingual,
    until: String,
    source: RawSource,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    title: Bilingual,
    #[serde(default)]
    text: Option<Bilingual>,
    /// Folders of the kits it is for; none: all.
    #[serde(default)]
    kits: Option<Vec<String>>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    from: Option<String>,
    until: String,
    source: RawSource,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    title: String,
    #[serde(default)]
    url: Option<String>,
    date: String,
}

/// Reads the next steps at `path`; no file is no steps. `kits` are the numbers of the métiers by kit folder, `today` tells
/// what has ended.
pub fn load_next_steps(path: &Path, kits: &BTreeMap<String, u16>, today: Date, findings: &mut Findings) -> NextSteps {
    let file = super::file_name(path);
    match super::read(path) {
        Ok(bytes) => parse_next_steps(&file, &bytes, kits, today, findings),
        Err(error) if error.kind() == io::ErrorKind::NotFound => NextSteps::default(),
        Err(error) => {
            let mut unread = Findings::default();
            let message = Bilingual::new(
                format!("ce fichier ne peut pas être ouvert ({error})\u{a0}: aucune suite n’est montrée"),
                format!("cannot open this file ({error}): no next step is shown"),
            );
            unread.report(&UNREADABLE, &FieldPath::root(), message);
            unread.locate(&file, |_| None);
            findings.extend(unread);
            NextSteps::default()
        }
    }
}

/// Reads the text of a `next_steps.ron`; `file` is the name findings carry.
pub fn parse_next_steps(
    file: &str,
    bytes: &[u8],
    kits: &BTreeMap<String, u16>,
    today: Date,
    findings: &mut Findings,
) -> NextSteps {
    let check = |raw: Raw, findings: &mut Findings| Checks { kits, today, findings }.file(raw);
    fields::checked(file, bytes, &RON_CODES, findings, check).unwrap_or_default()
}

struct Checks<'a> {
    kits: &'a BTreeMap<String, u16>,
    today: Date,
    findings: &'a mut Findings,
}

impl Checks<'_> {
    fn file(&mut self, raw: Raw) -> NextSteps {
        let root = FieldPath::root();
        let phone = raw.phone.and_then(|phone| self.phone(phone, &root.field("phone")));
        let lists = [
            ("apprenticeship", Kind::Apprenticeship, raw.apprenticeship),
            ("immersion", Kind::Immersion, raw.immersion),
            ("ambassadors", Kind::Ambassador, raw.ambassadors),
            ("events", Kind::Event, raw.events),
            ("formations", Kind::Formation, raw.formations),
        ];
        let mut steps = Vec::new();
        for (name, kind, list) in lists {
            for (index, step) in list.into_iter().enumerate() {
                steps.extend(self.step(kind, step, &root.field(name).index(index)));
            }
        }
        NextSteps { phone, steps }
    }

    fn phone(&mut self, raw: RawPhone, path: &FieldPath) -> Option<Phone> {
        const DIGITS: std::ops::RangeInclusive<usize> = 4..=15;
        let digits = raw.number.bytes().filter(u8::is_ascii_digit).count();
        let plain = |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '+');
        let good = DIGITS.contains(&digits) && raw.number.chars().all(plain);
        if !good {
            let message = Bilingual::new(
                format!("«\u{a0}{}\u{a0}» n’est pas un numéro de téléphone", raw.number),
                format!("`{}` is no phone number", raw.number),
            );
            let help = Bilingual::new("des chiffres et des espaces", "digits and spaces");
            self.findings
                .report(&BAD_NUMBER, &path.field("number"), message)
                .help(help);
        }
        let told = self.text(&raw.text, &path.field("text"));
        let until = self.until(&raw.until, &path.field("until"));
        let source = self.source(raw.source, &path.field("source"));
        (good && told).then_some(())?;
        Some(Phone {
            number: raw.number,
            text: raw.text,
            until: until?,
            source: source?,
        })
    }

    fn step(&mut self, kind: Kind, raw: RawStep, path: &FieldPath) -> Option<Step> {
        let mut good = self.text(&raw.title, &path.field("title"));
        if let Some(text) = &raw.text {
            good &= self.text(text, &path.field("text"));
        }
        let metiers = self.kits(raw.kits.as_deref(), path);
        good &= self.link(raw.url.as_deref(), &path.field("url"));
        let until = self.until(&raw.until, &path.field("until"));
        let from = raw.from.as_deref().map(|from| self.date(from, &path.field("from")));
        let source = self.source(raw.source, &path.field("source"));
        let from = match from {
            None => None,
            Some(from) => Some(from?),
        };
        let (until, source) = (until?, source?);
        if from.is_some_and(|from| from > until) {
            let message = Bilingual::new("la fin est avant le début", "the end is before the beginning");
            self.findings.report(&DATES_ORDER, &path.field("until"), message);
            good = false;
        }
        let metiers = metiers?;
        good.then_some(Step {
            kind,
            title: raw.title,
            text: raw.text,
            metiers,
            url: raw.url,
            from,
            until,
            source,
        })
    }

    /// Numbers of the kits that are named, empty for all; `None` if names were given and none is known.
    fn kits(&mut self, named: Option<&[String]>, path: &FieldPath) -> Option<Vec<u16>> {
        let Some(named) = named else { return Some(Vec::new()) };
        let mut numbers = Vec::new();
        for (index, name) in named.iter().enumerate() {
            if let Some(number) = self.kits.get(name) {
                numbers.push(*number);
                continue;
            }
            let message = Bilingual::new(
                format!("kit inconnu «\u{a0}{name}\u{a0}»"),
                format!("unknown kit `{name}`"),
            );
            let known: Vec<&str> = self.kits.keys().map(String::as_str).collect();
            let all = known.join(", ");
            let help = did_you_mean(name, known)
                .unwrap_or_else(|| Bilingual::new(format!("connus\u{a0}: {all}"), format!("known: {all}")));
            let at = path.field("kits").index(index);
            self.findings.report(&UNKNOWN_KIT, &at, message).help(help);
        }
        (!numbers.is_empty()).then_some(numbers)
    }

    fn source(&mut self, raw: RawSource, path: &FieldPath) -> Option<Reference> {
        let titled = !raw.title.trim().is_empty();
        if !titled {
            self.empty(&path.field("title"));
        }
        let linked = self.link(raw.url.as_deref(), &path.field("url"));
        let date = self.date(&raw.date, &path.field("date"))?;
        if date > self.today {
            let message = Bilingual::new(
                format!("cette source aurait été lue le {date}, qui n’est pas encore venu"),
                format!("this source would have been read on {date}, which is still to come"),
            );
            self.findings.report(&SOURCE_TO_COME, &path.field("date"), message);
        }
        (titled && linked && date <= self.today).then_some(Reference {
            title: raw.title,
            url: raw.url,
            date,
        })
    }

    fn until(&mut self, written: &str, path: &FieldPath) -> Option<Date> {
        let until = self.date(written, path)?;
        if until < self.today {
            let message = Bilingual::new(
                format!("passé depuis le {until}\u{a0}: ce n’est plus montré"),
                format!("over since {until}: no longer shown"),
            );
            let help = Bilingual::new(
                "vérifier que c’est encore vrai, puis reporter la date\u{202f}; sinon effacer l’entrée",
                "check whether it still holds and move the date, or delete the entry",
            );
            self.findings.report(&ENDED, path, message).help(help);
        }
        Some(until)
    }

    fn date(&mut self, written: &str, path: &FieldPath) -> Option<Date> {
        let date = read_date(written);
        if date.is_none() {
            let message = Bilingual::new(
                format!("«\u{a0}{written}\u{a0}» n’est pas une date"),
                format!("`{written}` is not a date"),
            );
            let help = Bilingual::new(
                "écrire année-mois-jour, par exemple \"2027-03-12\"",
                "write year-month-day, for instance \"2027-03-12\"",
            );
            self.findings.report(&BAD_DATE, path, message).help(help);
        }
        date
    }

    fn link(&mut self, url: Option<&str>, path: &FieldPath) -> bool {
        let good = url.is_none_or(is_public_link);
        if !good {
            let message = Bilingual::new("ce n’est pas une adresse https", "this is no https address");
            let help = Bilingual::new(
                "une adresse entière qui commence par https://, sans espace",
                "a whole address that begins with https://, no space",
            );
            self.findings.report(&BAD_LINK, path, message).help(help);
        }
        good
    }

    fn text(&mut self, text: &Bilingual, path: &FieldPath) -> bool {
        let mut good = true;
        for (name, written) in [("fr", &text.fr), ("en", &text.en)] {
            if written.trim().is_empty() {
                self.empty(&path.field(name));
                good = false;
            }
        }
        good
    }

    fn empty(&mut self, path: &FieldPath) {
        let message = Bilingual::new("ce texte est vide", "this text is empty");
        self.findings.report(&EMPTY_TEXT, path, message);
    }
}

#[cfg(test)]
#[path = "next_steps_tests.rs"]
mod tests;

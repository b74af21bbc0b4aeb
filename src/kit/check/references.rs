//! What is claimed as true has a source and the day it was read.

use jiff::civil::Date;

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
    mechanics::{Source, band::Reference},
};

const TITLE: Code = Code::error("K210", "source sans titre");
const DATE: Code = Code::error("K211", "date de source illisible");
const FUTURE: Code = Code::error("K212", "source lue à une date à venir");
const ADDRESS: Code = Code::error("K213", "adresse de source qui ne commence pas par https://");

pub(super) const CODES: &[Code] = &[TITLE, DATE, FUTURE, ADDRESS];

/// What it does: every source (of facts, diplomas, numbers) has a title and a readable date that is not yet to come.
/// Why: what is shown as true can be verified; without a source it is not shown.
/// Example: `source: (title: "", date: "hier")`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let metier = FieldPath::root().field("metier");
    let facts = subject.kit.metier.facts.iter().map(|fact| &fact.source).enumerate();
    let diplomas = subject
        .kit
        .metier
        .diplomas
        .iter()
        .map(|diploma| &diploma.source)
        .enumerate();
    for (list, sources) in [("facts", facts.collect::<Vec<_>>()), ("diplomas", diplomas.collect())] {
        for (index, source) in sources {
            check_one(
                source,
                &metier.field(list).index(index).field("source"),
                subject.today,
                findings,
            );
        }
    }
    for (at, step) in subject.steps() {
        for (at, source) in step.mechanic.rules().sources(&at.field("mechanic")) {
            if let Source::Published(reference) = source {
                check_one(reference, &at, subject.today, findings);
            }
        }
    }
}

fn check_one(reference: &Reference, at: &FieldPath, today: Option<Date>, findings: &mut Findings) {
    if reference.title.trim().is_empty() {
        let message = Bilingual::new("cette source n’a pas de titre", "this source has no title");
        findings.report(&TITLE, &at.field("title"), message);
    }
    let date = &reference.date;
    match date.parse::<Date>() {
        Err(_) => {
            let message = Bilingual::new(
                format!("date «\u{a0}{date}\u{a0}» illisible"),
                format!("`{date}` cannot be read as a date"),
            );
            findings.report(&DATE, &at.field("date"), message).help(Bilingual::new(
                "le jour où la source a été lue\u{a0}: année-mois-jour, par exemple \"2026-11-23\"",
                "the day the source was read: year-month-day, e.g. \"2026-11-23\"",
            ));
        }
        Ok(read) if today.is_some_and(|today| read > today) => {
            let message = Bilingual::new(
                format!("le {date} est encore à venir"),
                format!("{date} is yet to come"),
            );
            findings
                .report(&FUTURE, &at.field("date"), message)
                .help(Bilingual::new(
                    "corriger la date\u{202f}; si elle est juste, c’est l’horloge de cet ordinateur qui retarde",
                    "correct the date; if it is right, the clock of this computer is slow",
                ));
        }
        Ok(_) => {}
    }
    if let Some(url) = reference.url.as_ref().filter(|url| !url.starts_with("https://")) {
        let message = Bilingual::new(
            format!("adresse «\u{a0}{url}\u{a0}» incomplète"),
            format!("incomplete address `{url}`"),
        );
        findings
            .report(&ADDRESS, &at.field("url"), message)
            .help(Bilingual::new(
                "écrire l’adresse entière, avec https://",
                "write the whole address, with https://",
            ));
    }
}

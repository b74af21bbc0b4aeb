//! Author, source and licence of everything shown or heard.

use std::collections::BTreeSet;

use super::{Subject, files};
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::files::{is_in_asset_folder, is_inside},
    language::Bilingual,
};

const UNCREDITED: Code = Code::error("K550", "fichier sans crédit");
const NOTHING: Code = Code::error("K551", "crédit d’un fichier qui n’est pas dans le kit");
const INCOMPLETE: Code = Code::error("K552", "crédit sans auteur, source ou licence");
const TWICE: Code = Code::error("K553", "fichier crédité deux fois");

pub(super) const CODES: &[Code] = &[UNCREDITED, NOTHING, INCOMPLETE, TWICE];

/// What it does: every file of models/, images/ and sounds/ has exactly one credit, complete, and every credit a file.
/// Why: nothing is shown in public without the right to show it.
/// Example: a picture found on the web, without licence.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let at = FieldPath::root().field("credits");
    let used: BTreeSet<String> = {
        let listed = subject
            .files
            .names()
            .map(str::to_owned)
            .filter(|name| is_in_asset_folder(name));
        let there = listed.filter(|name| matches!(subject.files.get(name), Some(Ok(_))));
        there.collect()
    };
    let mut credited = BTreeSet::new();
    for (index, credit) in subject.kit.credits.iter().enumerate() {
        let (at, file) = (at.index(index), credit.file.as_str());
        if !credited.insert(file) {
            let message = Bilingual::new(
                format!("«\u{a0}{file}\u{a0}» est crédité deux fois"),
                format!("`{file}` is credited twice"),
            );
            findings.report(&TWICE, &at.field("file"), message);
        } else if !used.contains(file) && is_inside(file) && !named_elsewhere(subject, file) {
            let message = Bilingual::new(
                format!("«\u{a0}{file}\u{a0}» n’est pas dans le kit"),
                format!("`{file}` is not in the kit"),
            );
            findings
                .report(&NOTHING, &at.field("file"), message)
                .suggest(file, used.iter().map(String::as_str));
        }
        for (field, text) in [
            ("author", &credit.author),
            ("licence", &credit.licence),
            ("source", &credit.source),
        ] {
            if text.trim().is_empty() {
                let message = Bilingual::new(
                    format!("«\u{a0}{file}\u{a0}»\u{a0}: «\u{a0}{field}\u{a0}» est vide"),
                    format!("`{file}`: `{field}` is empty"),
                );
                findings.report(&INCOMPLETE, &at.field(field), message);
            }
        }
    }
    for file in used.iter().filter(|file| !credited.contains(file.as_str())) {
        let message = Bilingual::new(
            format!("«\u{a0}{file}\u{a0}» n’a pas de crédit"),
            format!("`{file}` has no credit"),
        );
        findings.report(&UNCREDITED, &at, message).help(Bilingual::new(
            format!("ajouter (file: \"{file}\", author: \"…\", licence: \"…\", source: \"…\")"),
            format!("add (file: \"{file}\", author: \"…\", licence: \"…\", source: \"…\")"),
        ));
    }
}

/// A missing file is told once, where it is used.
fn named_elsewhere(subject: &Subject, file: &str) -> bool {
    let used = [files::models(subject), files::pictures(subject), files::sounds(subject)];
    used.iter().flatten().any(|(_, name)| *name == file)
}

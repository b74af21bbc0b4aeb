//! Names of files that mean the same one file on every system, inside the kit and nowhere else.

use std::collections::BTreeMap;

use super::{limits, quoted};
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

pub(super) const OUTSIDE: Code = Code::error("K710", "archive\u{a0}: chemin qui sort du kit");
pub(super) const UNFIT: Code = Code::error("K711", "nom de fichier qui ne convient pas à tous les systèmes");
pub(super) const NO_FILE: Code = Code::error("K712", "lien ou dossier là où seuls des fichiers sont admis");
pub(super) const TWICE: Code = Code::error("K713", "archive\u{a0}: deux fichiers du même nom");
pub(super) const CASE: Code = Code::error("K714", "deux noms qui ne diffèrent que par les majuscules");

pub(super) const CODES: &[Code] = &[OUTSIDE, UNFIT, NO_FILE, TWICE, CASE];

/// An archive made to annoy is not told in full.
const TOLD_MAX: usize = 20;

/// Characters no file can have in its name under Windows.
const FORBIDDEN: [char; 7] = ['<', '>', ':', '"', '|', '?', '*'];

/// What Windows takes for a device, whatever follows the first dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// What is wrong with one name: its code and the reason.
type Problem = (&'static Code, Bilingual);

/// Reports every name that is unfit, given twice, or too like another. `names` are paths with `/` between folders.
pub(super) fn check<'a>(names: impl IntoIterator<Item = &'a str>, findings: &mut Findings) {
    // Every file and every folder above one, by how it reads without case.
    let mut seen: BTreeMap<String, (&str, Kind)> = BTreeMap::new();
    let mut told = 0;
    for name in names {
        let problem = problem(name).or_else(|| {
            let parts = prefixes(name)
                .map(|folder| (folder, Kind::Folder))
                .chain([(name, Kind::File)]);
            parts
                .into_iter()
                .find_map(|(path, kind)| match seen.insert(path.to_lowercase(), (path, kind)) {
                    Some(known) => clash((path, kind), known),
                    None => None,
                })
        });
        if let Some((code, why)) = problem {
            told += 1;
            if told <= TOLD_MAX {
                report(code, name, why, findings);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
}

fn clash((path, kind): (&str, Kind), (known, known_kind): (&str, Kind)) -> Option<Problem> {
    let [fr, en] = quoted(known);
    if path != known {
        return Some((
            &CASE,
            Bilingual::new(
                format!("ne diffère de {fr} que par les majuscules"),
                format!("differs from {en} in case only"),
            ),
        ));
    }
    match (kind, known_kind) {
        (Kind::Folder, Kind::Folder) => None,
        (Kind::File, Kind::File) => Some((&TWICE, Bilingual::new("est là deux fois", "is there twice"))),
        _ => Some((
            &TWICE,
            Bilingual::new("est à la fois un fichier et un dossier", "is both a file and a folder"),
        )),
    }
}

pub(super) fn report(code: &Code, name: &str, why: Bilingual, findings: &mut Findings) {
    let [fr, en] = quoted(name);
    let message = Bilingual::new(format!("{fr} {}", why.fr), format!("{en} {}", why.en));
    findings.report(code, &FieldPath::root(), message).help(help(code));
}

/// How to mend it: an author renames a file; an archive with such a name was not made by this program.
fn help(code: &Code) -> Bilingual {
    if code.id == OUTSIDE.id {
        Bilingual::new(
            "n’installer que des archives faites par «\u{a0}etabli kit pack\u{a0}»\u{202f}; celle-ci cherche à écrire ailleurs",
            "install only archives made by `etabli kit pack`; this one tries to write elsewhere",
        )
    } else if code.id == NO_FILE.id {
        Bilingual::new(
            "mettre le fichier lui-même à sa place, puis refaire l’archive avec «\u{a0}etabli kit pack\u{a0}»",
            "put the file itself in its place, then make the archive again with `etabli kit pack`",
        )
    } else {
        Bilingual::new(
            "renommer le fichier (lettres, chiffres, «\u{a0}_\u{a0}» et «\u{a0}-\u{a0}»), puis refaire l’archive",
            "rename the file (letters, digits, `_` and `-`), then make the archive again",
        )
    }
}

/// The folders above a file, outermost first.
fn prefixes(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').map(|(at, _)| &name[..at])
}

/// What is wrong with a name by itself.
fn problem(name: &str) -> Option<Problem> {
    let outside = |fr: &str, en: &str| Some((&OUTSIDE, Bilingual::new(fr, en)));
    let bytes = name.as_bytes();
    if name.is_empty() {
        return outside("n’est pas un nom", "is no name");
    }
    if name.contains('\\') {
        return outside("contient une barre oblique inversée", "contains a backslash");
    }
    if bytes[0] == b'/' {
        return outside("est un chemin absolu", "is an absolute path");
    }
    if bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' {
        return outside("commence par une lettre de lecteur", "begins with a drive letter");
    }
    if name.split('/').any(|part| part == "..") {
        return outside("remonte hors du kit", "climbs out of the kit");
    }
    if name.split('/').any(|part| part.is_empty() || part == ".") {
        return outside("a une partie vide", "has an empty part");
    }
    unfit(name).map(|why| (&UNFIT, why))
}

/// What would not work on every system.
fn unfit(name: &str) -> Option<Bilingual> {
    let both = |fr: &str, en: &str| Some(Bilingual::new(fr, en));
    if name.len() > limits::PATH_BYTES_MAX {
        return both("est un chemin trop long", "is too long a path");
    }
    if prefixes(name).count() > limits::DEPTH_MAX {
        return both("est dans trop de dossiers", "is in too many folders");
    }
    if name.chars().any(|c| c.is_control() || FORBIDDEN.contains(&c)) {
        return both(
            "contient un caractère que Windows refuse",
            "contains a character that Windows refuses",
        );
    }
    if name.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)) {
        return both(
            "contient un accent détaché de sa lettre, qui se lit autrement d’un système à l’autre",
            "contains an accent apart from its letter, which reads differently from system to system",
        );
    }
    for part in name.split('/') {
        if part.starts_with('.') {
            return both(
                "est caché (il commence par un point)",
                "is hidden (it begins with a dot)",
            );
        }
        if part.ends_with(['.', ' ']) || part.starts_with(' ') {
            return both(
                "commence par une espace, ou finit par une espace ou un point",
                "begins with a space, or ends in a space or a dot",
            );
        }
        if is_device(part) {
            return both(
                "est le nom d’un appareil sous Windows",
                "is the name of a device under Windows",
            );
        }
    }
    None
}

/// Whether Windows takes `part`, one part of a path, for a device.
pub(super) fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let number = stem.strip_prefix(port).and_then(|rest| {
            let mut rest = rest.chars();
            rest.next().filter(|_| rest.next().is_none())
        });
        number.is_some_and(|number| matches!(number, '0'..='9' | '¹' | '²' | '³'))
    });
    numbered || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[&str]) -> Vec<String> {
        let mut findings = Findings::default();
        check(names.iter().copied(), &mut findings);
        findings
            .iter()
            .map(|finding| format!("{} {}", finding.code, finding.message.en))
            .collect()
    }

    #[test]
    fn what_kits_are_made_of_is_fit() {
        let names = [
            "kit.ron",
            "models/a.glb",
            "models/a.glb.source",
            "images/été.png",
            "source/con_1/lpt10.py",
            "a b",
        ];
        assert_eq!(told(&names), [""; 0]);
    }

    #[test]
    fn nothing_leads_out() {
        for name in [
            "",
            "/a",
            "//a",
            "a\\b",
            "\\\\server\\a",
            "C:a",
            "c:/a",
            "..",
            "../a",
            "a/../../b",
            "a/..",
            "a//b",
            "a/",
            "./a",
            "a/./b",
        ] {
            let told = told(&[name]);
            assert!(told.len() == 1 && told[0].starts_with("K710"), "{name}: {told:?}");
        }
    }

    #[test]
    fn what_windows_or_a_mac_would_change_is_unfit() {
        let (long, deep) = ("a".repeat(201), "a/".repeat(9) + "a");
        for name in [
            "ab:c",
            "a?",
            "a*",
            "a<b",
            "a\"b",
            "a|b",
            "a\0b",
            "a\nb",
            "\u{7f}",
            "CON",
            "con.txt",
            "models/Aux.glb",
            "nul .x",
            "COM1",
            "lpt9.ron",
            "com¹",
            "conin$",
            "a.",
            "a ",
            " a",
            "a./b",
            ".git",
            "a/.b",
            "e\u{301}te",
            &long,
            &deep,
        ] {
            let told = told(&[name]);
            assert!(told.len() == 1 && told[0].starts_with("K711"), "{name}: {told:?}");
        }
    }

    #[test]
    fn names_are_apart_on_every_system() {
        assert_eq!(told(&["a", "b", "a"]), ["K713 `a` is there twice"]);
        assert_eq!(told(&["a", "a/b"]), ["K713 `a/b` is both a file and a folder"]);
        assert_eq!(told(&["a/b", "a"]), ["K713 `a` is both a file and a folder"]);
        assert_eq!(
            told(&["images/a.png", "images/A.png"]),
            ["K714 `images/A.png` differs from `images/a.png` in case only"]
        );
        assert_eq!(told(&["É/a", "é/b"]), ["K714 `é/b` differs from `É` in case only"]);
    }

    #[test]
    fn a_flood_is_told_in_part() {
        let names: Vec<String> = (0..1000).map(|number| format!("../{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(told(&names).len(), TOLD_MAX);
    }
}

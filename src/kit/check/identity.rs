//! Which kit this is, and of which version.

use super::{Subject, is_identifier};
use crate::{
    finding::{Code, FieldPath, Findings},
    language::Bilingual,
};

const FOLDER: Code = Code::error("K101", "«\u{a0}id\u{a0}» différent du nom du dossier");
const ID: Code = Code::error("K102", "«\u{a0}id\u{a0}» mal écrit");
const VERSION: Code = Code::error("K103", "«\u{a0}version\u{a0}» qui n’est pas de la forme 1.2.3");

pub(super) const CODES: &[Code] = &[FOLDER, ID, VERSION];

/// Longest id, characters: it becomes a folder and a part of addresses.
const ID_CHARS: usize = 40;

/// `id` written as a kit's is.
pub fn is_kit_id(id: &str) -> bool {
    is_identifier(id) && id.len() <= ID_CHARS
}

/// `major.minor.patch`, no number with a nought before it.
pub(super) fn version(text: &str) -> Option<[u32; 3]> {
    let number = |part: &str| {
        let digits = (1..=6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let plain = part == "0" || !part.starts_with('0');
        (digits && plain).then(|| part.parse().ok()).flatten()
    };
    let numbers: Option<Vec<u32>> = text.split('.').map(number).collect();
    numbers?.try_into().ok()
}

/// What it does: `id` is an identifier and the folder's name; `version` is `major.minor.patch`.
/// Why: kits are found by their folder, and statistics of two kits must never mix.
/// Example: `id: "Soudure"` in the folder `soudure`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let (kit, root) = (subject.kit, FieldPath::root());
    let id = kit.id.as_str();
    if !is_kit_id(id) {
        let message = Bilingual::new(
            format!("identifiant de kit «\u{a0}{id}\u{a0}» mal écrit"),
            format!("badly written kit identifier `{id}`"),
        );
        findings.report(&ID, &root.field("id"), message).help(Bilingual::new(
            format!("minuscules sans accent, chiffres, «\u{a0}_\u{a0}» et «\u{a0}-\u{a0}», {ID_CHARS} au plus"),
            format!("lower-case letters, digits, `_` and `-`, at most {ID_CHARS}"),
        ));
    }
    if let Some(folder) = subject.folder.filter(|folder| *folder != id) {
        let message = Bilingual::new(
            format!("l’identifiant «\u{a0}{id}\u{a0}» n’est pas le nom du dossier, «\u{a0}{folder}\u{a0}»"),
            format!("identifier `{id}` is not the folder's name, `{folder}`"),
        );
        findings
            .report(&FOLDER, &root.field("id"), message)
            .help(Bilingual::new(
                format!("écrire «\u{a0}id: \"{folder}\"\u{a0}» ou renommer le dossier"),
                format!("write `id: \"{folder}\"` or rename the folder"),
            ));
    }
    if version(&kit.version).is_none() {
        let message = Bilingual::new(
            format!("version «\u{a0}{}\u{a0}» mal écrite", kit.version),
            format!("badly written version `{}`", kit.version),
        );
        findings
            .report(&VERSION, &root.field("version"), message)
            .help(Bilingual::new(
                "trois nombres séparés par des points, par exemple \"1.0.0\"",
                "three numbers with dots between, e.g. \"1.0.0\"",
            ));
    }
}

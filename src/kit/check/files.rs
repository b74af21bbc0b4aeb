//! The files a kit names: paths that work everywhere, files that are there, a kit that is not too heavy.

use super::Subject;
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::files::{FileProblem, KIT_BYTES_MAX, is_in_asset_folder, is_inside},
    language::Bilingual,
};

const PATH: Code = Code::error("K501", "chemin qui sort du kit ou ne marche pas partout");
pub(super) const EXTENSION: Code = Code::error(
    "K502",
    "fichier d’une autre sorte que models/*.glb, images/*.png, sounds/*.ogg",
);
const MISSING: Code = Code::error("K503", "fichier absent");
const UNREADABLE: Code = Code::error("K504", "fichier illisible ou hors du kit");
const OTHER_CASE: Code = Code::error("K505", "majuscules et minuscules différentes du nom du fichier");
const HEAVY: Code = Code::error("K540", "kit de plus de 20 Mo");

pub(super) const CODES: &[Code] = &[PATH, EXTENSION, MISSING, UNREADABLE, OTHER_CASE, HEAVY];

const MEGABYTE: u64 = 1024 * 1024;

/// A path in the kit and the field that names it.
type Named<'a> = (FieldPath, &'a str);

/// Fields that name models and pictures, each path once.
pub(super) fn models<'a>(subject: &'a Subject) -> Vec<Named<'a>> {
    let steps = subject
        .steps()
        .map(|(at, step)| (at.field("diorama"), step.diorama.as_str()));
    let finale = subject.kit.finale.as_ref();
    let finale = finale.map(|finale| {
        (
            FieldPath::root().field("finale").field("diorama"),
            finale.diorama.as_str(),
        )
    });
    once(steps.chain(finale))
}

pub(super) fn pictures<'a>(subject: &'a Subject) -> Vec<Named<'a>> {
    let (kit, root) = (subject.kit, FieldPath::root());
    let cover = (root.field("intro").field("cover"), kit.intro.cover.as_str());
    let mystery = (root.field("mystery").field("image"), kit.mystery.image.as_str());
    once([cover, mystery].into_iter())
}

/// What is heard all around, and sounds that only the credits name.
pub(super) fn sounds<'a>(subject: &'a Subject) -> Vec<Named<'a>> {
    let (kit, root) = (subject.kit, FieldPath::root());
    let around = [
        (root.field("ambience"), kit.ambience.as_ref()),
        (
            root.field("finale").field("ambience"),
            kit.finale.as_ref().and_then(|finale| finale.ambience.as_ref()),
        ),
    ];
    let around = around
        .into_iter()
        .filter_map(|(at, ambience)| Some((at, ambience?.file()?)));
    let credited = credited(subject)
        .into_iter()
        .filter(|(_, name)| name.starts_with("sounds/"));
    once(around.chain(credited))
}

fn credited<'a>(subject: &'a Subject) -> Vec<Named<'a>> {
    let at = FieldPath::root().field("credits");
    let credits = subject.kit.credits.iter().enumerate();
    credits
        .map(|(index, credit)| (at.index(index).field("file"), credit.file.as_str()))
        .collect()
}

fn once<'a>(named: impl Iterator<Item = Named<'a>>) -> Vec<Named<'a>> {
    let mut list: Vec<Named> = Vec::new();
    for (at, name) in named {
        if !list.iter().any(|(_, known)| *known == name) {
            list.push((at, name));
        }
    }
    list
}

/// What it does: each path stays inside the kit, is written to the letter like the file, has the right ending and
/// leads to a readable file; all assets together weigh at most 20 MB.
/// Why: kits are made on Windows, shown on Debian, carried on a USB stick.
/// Example: `cover: "Images/Cover.PNG"`, `diorama: "..\models\a.glb"`.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    let kinds = [
        (models(subject), "models/", ".glb"),
        (pictures(subject), "images/", ".png"),
        (sounds(subject), "sounds/", ".ogg"),
    ];
    let named = kinds
        .iter()
        .flat_map(|(list, folder, ending)| list.iter().map(|(at, name)| (at, *name, *folder, *ending)));
    for (at, name, folder, ending) in named {
        if !is_inside(name) {
            report_path(name, at, findings);
            continue;
        }
        if !name.starts_with(folder) || !name.ends_with(ending) {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}»\u{a0}: un fichier {ending} du dossier {folder} est attendu"),
                format!("`{name}`: a {ending} file of the folder {folder} is expected"),
            );
            findings.report(&EXTENSION, at, message);
        }
        check_there(subject, name, at, findings);
    }
    for (at, name) in credited(subject).into_iter().filter(|(_, name)| !is_inside(name)) {
        report_path(name, &at, findings);
    }
    let bytes = subject.files.asset_bytes();
    if bytes > KIT_BYTES_MAX {
        let (size, most) = (bytes.div_ceil(MEGABYTE), KIT_BYTES_MAX / MEGABYTE);
        let message = Bilingual::new(
            format!("le kit pèse {size} Mo, au lieu de {most} Mo au plus"),
            format!("the kit has {size} MB, at most {most} MB"),
        );
        findings.report(&HEAVY, &FieldPath::root(), message);
    }
}

fn report_path(name: &str, at: &FieldPath, findings: &mut Findings) {
    let message = Bilingual::new(
        format!("chemin «\u{a0}{name}\u{a0}» refusé"),
        format!("path `{name}` refused"),
    );
    findings.report(&PATH, at, message).help(Bilingual::new(
        "un chemin dans le dossier du kit, avec «\u{a0}/\u{a0}», par exemple \"images/cover.png\"",
        "a path inside the kit's folder, with `/`, e.g. \"images/cover.png\"",
    ));
}

fn check_there(subject: &Subject, name: &str, at: &FieldPath, findings: &mut Findings) {
    let Some(Err(problem)) = subject.files.get(name) else {
        if subject.files.get(name).is_none() {
            findings.report(&MISSING, at, missing(name));
        }
        return;
    };
    match problem {
        FileProblem::Missing => {
            let others = subject.files.names().filter(|other| is_in_asset_folder(other));
            let there = others.filter(|other| matches!(subject.files.get(other), Some(Ok(_))));
            findings.report(&MISSING, at, missing(name)).suggest(name, there);
        }
        FileProblem::OtherCase(actual) => {
            let message = Bilingual::new(
                format!("le fichier s’appelle «\u{a0}{actual}\u{a0}», et non «\u{a0}{name}\u{a0}»"),
                format!("the file is called `{actual}`, not `{name}`"),
            );
            findings.report(&OTHER_CASE, at, message).help(Bilingual::new(
                "Debian distingue majuscules et minuscules\u{a0}: écrire le nom exact",
                "Debian tells upper from lower case: write the exact name",
            ));
        }
        FileProblem::TooBig(bytes) => {
            let size = bytes.div_ceil(MEGABYTE);
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}» pèse {size} Mo\u{a0}: plus qu’un kit entier"),
                format!("`{name}` has {size} MB: more than a whole kit"),
            );
            findings.report(&HEAVY, at, message);
        }
        FileProblem::Outside => {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}» est un lien qui sort du dossier du kit"),
                format!("`{name}` is a link that leads out of the kit's folder"),
            );
            findings.report(&UNREADABLE, at, message);
        }
        FileProblem::Unreadable(error) => {
            let message = Bilingual::new(
                format!("«\u{a0}{name}\u{a0}» ne se lit pas ({error})"),
                format!("`{name}` cannot be read ({error})"),
            );
            findings.report(&UNREADABLE, at, message);
        }
    }
}

fn missing(name: &str) -> Bilingual {
    Bilingual::new(
        format!("le fichier «\u{a0}{name}\u{a0}» n’est pas dans le kit"),
        format!("the file `{name}` is not in the kit"),
    )
}

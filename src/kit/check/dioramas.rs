//! The models: readable, light enough, with names that mean one node.

use std::collections::{BTreeMap, BTreeSet};

use super::{Depth, Subject, files};
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::{
        KitFiles,
        models::{self, Model, ModelError},
        raw,
    },
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K510", "modèle .glb qui ne peut pas être montré");
const TRIANGLES: Code = Code::error("K513", "modèle de plus de 50\u{202f}000 triangles");
const DOUBLE: Code = Code::warning("K515", "deux nœuds du modèle portent le même nom");

pub(super) const CODES: &[Code] = &[DAMAGED, TRIANGLES, DOUBLE];

const TRIANGLES_MAX: u64 = 50_000;

/// Families of nodes that the kiosk looks for by name.
const FAMILIES: [&str; 10] = [
    "part.", "socket.", "placed.", "turn.", "target.", "camera.", "surface.", "life.", "emit.", "light.",
];

/// Reads each diorama that is there, once.
pub(super) fn read<'a>(kit: &'a raw::Kit, files: &KitFiles) -> BTreeMap<&'a str, Result<Model, ModelError>> {
    let paths: BTreeSet<&str> = kit.dioramas().map(String::as_str).collect();
    paths
        .into_iter()
        .filter_map(|path| Some((path, models::read(files.get(path)?.ok()?))))
        .collect()
}

/// What it does: reads each .glb as the kiosk does, counts its triangles, looks for names borne twice; in full also
/// follows every number in it to its data.
/// Why: a file that was cut while it was copied must be found at home, not at the fair.
/// Example: an export with its textures in separate files.
pub(super) fn check(subject: &Subject, findings: &mut Findings) {
    for (at, path) in files::models(subject) {
        let (Some(read), Some(Ok(bytes))) = (subject.models.get(path), subject.files.get(path)) else {
            continue;
        };
        if let Ok(model) = read {
            check_model(path, model, &at, findings);
        }
        let drawn = match (read, subject.depth) {
            (Err(error), _) => Err(error.clone()),
            (Ok(_), Depth::Quick) => Ok(()),
            (Ok(_), Depth::Full) => models::check_pictures(bytes),
        };
        if let Err(error) = drawn {
            let told = error.tell();
            let message = Bilingual::new(
                format!("«\u{a0}{path}\u{a0}»\u{a0}: {}", told.fr),
                format!("`{path}`: {}", told.en),
            );
            findings.report(&DAMAGED, &at, message).help(Bilingual::new(
                "exporter à nouveau depuis Blender\u{a0}: «\u{a0}glTF binaire (.glb)\u{a0}», images en PNG",
                "export it from Blender again: “glTF Binary (.glb)”, images as PNG",
            ));
        }
    }
}

fn check_model(path: &str, model: &Model, at: &FieldPath, findings: &mut Findings) {
    let count = model.triangles;
    if count > TRIANGLES_MAX {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}»\u{a0}: {count} triangles, au lieu de {TRIANGLES_MAX} au plus"),
            format!("`{path}`: {count} triangles, at most {TRIANGLES_MAX}"),
        );
        findings.report(&TRIANGLES, at, message);
    }
    let looked_for = |name: &&String| FAMILIES.iter().any(|family| name.starts_with(family));
    for name in model.doubles.iter().filter(looked_for) {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}»\u{a0}: plusieurs nœuds s’appellent «\u{a0}{name}\u{a0}»"),
            format!("`{path}`: several nodes are called `{name}`"),
        );
        findings.report(&DOUBLE, at, message);
    }
}

//! The models: readable, light enough, with names that mean one node.

use std::collections::{BTreeMap, BTreeSet};

use super::{Depth, Subject, files};
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::{
        KitFiles,
        models::{self, Model, ModelError},
        pictures::SIDE_MAX,
        raw,
    },
    language::Bilingual,
};

const DAMAGED: Code = Code::error("K510", "modèle .glb qui ne peut pas être montré");
const EXTENSION: Code = Code::error("K511", "modèle qui demande une extension glTF que la borne ne lit pas");
const IGNORED: Code = Code::warning("K512", "extension glTF sans effet sur la borne");
const TRIANGLES: Code = Code::error("K513", "modèle de plus de 50\u{202f}000 triangles");
const TEXTURES: Code = Code::error(
    "K514",
    "textures d’un modèle trop grandes\u{a0}: 4096 pixels de côté, 16 millions de pixels en tout",
);
const DOUBLE: Code = Code::warning("K515", "deux nœuds du modèle portent le même nom");

pub(super) const CODES: &[Code] = &[DAMAGED, EXTENSION, IGNORED, TRIANGLES, TEXTURES, DOUBLE];

const TRIANGLES_MAX: u64 = 50_000;
/// All textures of a diorama together, pixels: 64 MB on the graphics card.
const PIXELS_MAX: u64 = 4096 * 4096;

/// Families of nodes that the kiosk looks for by name.
const FAMILIES: [&str; 18] = [
    "part.", "socket.", "placed.", "turn.", "target.", "camera.", "surface.", "life.", "emit.", "light.", "act.",
    "did.", "grip.", "done.", "result.", "gone.", "moves.", "moved.",
];

/// Reads each diorama that is there, once.
pub(super) fn read<'a>(kit: &'a raw::Kit, files: &KitFiles) -> BTreeMap<&'a str, Result<Model, ModelError>> {
    let paths: BTreeSet<&str> = kit.dioramas().map(String::as_str).collect();
    paths
        .into_iter()
        .filter_map(|path| Some((path, models::read(files.get(path)?.ok()?))))
        .collect()
}

/// What it does: reads each .glb as the kiosk does, counts its triangles and the pixels of its textures, looks for
/// extensions and for names borne twice; in full also decodes every picture in it.
/// Why: a file that was cut while it was copied must be found at home, not at the fair; so must Draco compression.
/// Example: an export with its textures in separate files, or in WebP.
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
            (Ok(_), Depth::Full) => subject.decode_once(bytes, || models::check_pictures(bytes)),
        };
        if let Err(error) = drawn {
            let told = error.tell();
            let message = Bilingual::new(
                format!("«\u{a0}{path}\u{a0}»\u{a0}: {}", told.fr),
                format!("`{path}`: {}", told.en),
            );
            if let ModelError::Extension(_) = error {
                findings.report(&EXTENSION, &at, message).help(Bilingual::new(
                    "exporter à nouveau depuis Blender sans compression, images en PNG",
                    "export it from Blender again without compression, images as PNG",
                ));
                continue;
            }
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
    check_textures(path, model, at, findings);
    for name in &model.ignored {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}»\u{a0}: l’extension glTF {name} est sans effet sur la borne"),
            format!("`{path}`: the glTF extension {name} changes nothing on the kiosk"),
        );
        findings.report(&IGNORED, at, message).help(Bilingual::new(
            "dans Blender, remplacer ce que cette extension décrit, ou l’écarter à l’export",
            "in Blender, replace what this extension describes, or leave it out of the export",
        ));
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

fn check_textures(path: &str, model: &Model, at: &FieldPath, findings: &mut Findings) {
    let mut tell = |french: String, english: String| {
        let message = Bilingual::new(
            format!("«\u{a0}{path}\u{a0}»\u{a0}: {french}"),
            format!("`{path}`: {english}"),
        );
        findings.report(&TEXTURES, at, message).help(Bilingual::new(
            "réduire les images dans Blender, puis exporter à nouveau",
            "make the pictures smaller in Blender, then export again",
        ));
    };
    let mut pixels = 0_u64;
    for (name, (width, height)) in &model.textures {
        pixels = pixels.saturating_add(u64::from(*width) * u64::from(*height));
        if width.max(height) > &SIDE_MAX {
            tell(
                format!("texture «\u{a0}{name}\u{a0}» de {width} × {height} pixels, au lieu de {SIDE_MAX} au plus"),
                format!("texture `{name}` of {width} × {height} pixels, at most {SIDE_MAX}"),
            );
        }
    }
    if pixels > PIXELS_MAX {
        tell(
            format!("textures de {pixels} pixels en tout, au lieu de {PIXELS_MAX} au plus"),
            format!("textures of {pixels} pixels in all, at most {PIXELS_MAX}"),
        );
    }
}

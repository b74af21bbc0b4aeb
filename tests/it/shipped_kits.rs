//! Every kit and template that ships loads without error or warning, and what was made from scripts is not older than
//! they are.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use etabli::{
    finding::{Severity, render_text},
    kit::{self, Depth},
    language::Language,
};
use sha2::{Digest, Sha256};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Folders of `kits/`, and the templates, sorted.
fn kits() -> Vec<PathBuf> {
    let inside = |folder: &str| fs::read_dir(root().join(folder)).expect("a folder of kits");
    let entries = inside("kits").chain(inside("assets/templates")).filter_map(Result::ok);
    // Beside the templates of kits there are those of events.
    let is_kit = |path: &PathBuf| path.is_dir() && !path.ends_with("evenements");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_kit).collect();
    folders.sort();
    folders
}

#[test]
fn every_shipped_kit_loads_with_neither_error_nor_warning() {
    assert!(!kits().is_empty(), "no kit ships");
    for folder in kits() {
        let (kit, findings) = kit::kit_from_folder(&folder, Depth::Full);
        let mut told = findings.sorted();
        told.retain(|finding| finding.severity > Severity::Note);
        assert!(
            told.is_empty() && kit.is_some(),
            "{}",
            render_text(&told, Language::French)
        );
    }
}

#[test]
fn the_kiosk_accepts_what_the_command_accepts() {
    for folder in kits() {
        let (kit, findings) = kit::kit_from_folder(&folder, Depth::Quick);
        assert!(kit.is_some(), "{}", render_text(&findings.sorted(), Language::French));
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|found| found == extension));
    found.sort();
    found
}

/// The same as `source_hash` of `assets/source/etabli_art/bake.py`: name, zero, contents, zero, sorted by name.
fn source_hash(script: &Path) -> String {
    let mut sources = files(&root().join("assets/source/etabli_art"), "py");
    sources.push(script.to_owned());
    sources.sort_by_key(|path| path.file_name().map(ToOwned::to_owned));
    let mut digest = Sha256::new();
    for path in sources {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        digest.update(name.as_bytes());
        digest.update([0]);
        digest.update(fs::read(&path).expect("a script"));
        digest.update([0]);
    }
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("memory");
        text
    })
}

#[test]
fn models_and_images_are_as_new_as_their_scripts() {
    for folder in kits() {
        // Only what says that it was made by a script of the kit can be stale.
        let stamps = ["models", "images"]
            .map(|inside| files(&folder.join(inside), "source"))
            .concat();
        let hashes: Vec<String> = files(&folder.join("source"), "py")
            .iter()
            .map(|script| source_hash(script))
            .collect();
        for stamp in stamps {
            let stated = fs::read_to_string(&stamp).expect("a stamp");
            assert!(
                hashes.iter().any(|hash| hash == stated.trim()),
                "{} was made by older scripts: run the kit's script again",
                stamp.display()
            );
        }
    }
}

//! Kits as files that are handed over: made, distrusted, installed, cut off in the middle.

mod command;
pub mod cuts;
mod forge;
mod fuzz;
mod hand_over;
mod installing;
mod kiosk;
mod refusals;
mod round_trip;

use std::{
    collections::BTreeMap,
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};

use etabli::{
    finding::Findings,
    kit::{
        self,
        pack::{self, Archive, Publisher, SecretKey, folder},
    },
    language::Language,
};

use crate::{bad_kits, house};

/// The key of the one publisher these kiosks trust.
const SEED: [u8; 32] = [7; 32];
/// Somebody else's.
const OTHER_SEED: [u8; 32] = [9; 32];

fn key() -> SecretKey {
    SecretKey::from_seed(SEED)
}

fn publisher(seed: [u8; 32], name: &str) -> Publisher {
    Publisher {
        name: name.to_owned(),
        key: SecretKey::from_seed(seed).public(),
    }
}

/// A folder with the sound kit `base` in this version, below `folder`.
fn base_kit(folder: &Path, version: &str) -> PathBuf {
    let kit = folder.join(version).join("base");
    bad_kits::write_search(&kit);
    let path = kit.join("kit.ron");
    let text = fs::read_to_string(&path).expect("the kit");
    fs::write(&path, text.replacen("\"1.2.3\"", &format!("\"{version}\""), 1)).expect("the kit");
    kit
}

/// The archive of the kit in `folder`, signed with `key`.
fn packed(folder: &Path, key: Option<&SecretKey>) -> Vec<u8> {
    let contents = folder::read(folder).expect("files");
    let (kit, _) = kit::parse("kit.ron", &contents["kit.ron"]).expect("a kit");
    pack::pack(&kit, &contents, key, true).expect("an archive").bytes
}

/// The files of the sound kit `base`, version 1.2.3.
fn base_files(name: &str) -> BTreeMap<String, Vec<u8>> {
    let scratch = house::scratch(name);
    let files = folder::read(&base_kit(&scratch, "1.2.3")).expect("files");
    fs::remove_dir_all(scratch).expect("cleaned up");
    files
}

fn open(bytes: &[u8]) -> Result<Archive<Cursor<&[u8]>>, Findings> {
    Archive::open(Cursor::new(bytes))
}

/// Findings as `code message`, in French.
fn told(findings: Findings) -> Vec<String> {
    let told = findings.sorted();
    for finding in &told {
        assert!(
            finding.help.is_some(),
            "{} says nothing of how to mend it",
            finding.code
        );
        assert!(!finding.message.en.is_empty(), "{} has no English", finding.code);
    }
    told.iter()
        .map(|finding| format!("{} {}", finding.code, finding.message.get(Language::French)))
        .collect()
}

#[test]
fn the_documentation_lists_every_code_with_its_meaning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/kit-format.md")).expect("docs/kit-format.md");
    let codes = [
        pack::codes(),
        kit::store::codes(),
        kit::proof::codes(),
        kit::templates::codes(),
    ]
    .concat();
    let missing: Vec<String> = codes
        .iter()
        .map(|code| {
            let severity = code.severity.word(Language::French);
            format!("| {} | {severity} | {} |", code.id, code.about)
        })
        .filter(|row| !text.contains(row.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/kit-format.md lacks these lines:\n{}",
        missing.join("\n")
    );
    let mut ids: Vec<&str> = codes.iter().chain(&kit::check::codes()).map(|code| code.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "one code, one meaning");
}

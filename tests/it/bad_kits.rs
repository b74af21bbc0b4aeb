//! Every rule of the kit format has a kit that breaks it, and the findings its author would read.
//!
//! A case is the base kit with one change; `bad_kits/rule_<name>/expected.txt` holds what the check says beyond what it
//! says of the base kit. `ETABLI_BLESS=1` rewrites the expected texts: read them before they are committed.

mod assets;
mod cases;

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process,
};

use etabli::{
    finding::{Code, Finding},
    kiosk::service,
    kit::{self, Depth, Examination, rome::Rome},
    language::Language,
};
use jiff::civil::date;

use cases::{Case, Change};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bad_kits")
}

/// A folder of the system's temporary ones, removed with its value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("etabli-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind is the system's to clean.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes the base kit with `changes` and tells what the check says about it.
fn findings(name: &str, changes: &[Change]) -> Vec<Finding> {
    let scratch = Scratch::new(name);
    let folder = scratch.0.join("base");
    write(&folder, changes);
    let rome = official_list();
    let how = Examination {
        depth: Depth::Full,
        today: Some(date(2026, 11, 24)),
        rome: Some(&rome),
        decoded: None,
    };
    kit::kit_from_folder(&folder, how).1.sorted()
}

/// A list like the official one, of three trades.
fn official_list() -> Rome {
    let read = |name: &str| fs::read(fixtures().join(name)).expect("a list");
    let rome = Rome::read(&read("rome_codes.csv")).expect("codes");
    rome.with_appellations(&read("rome_appellations.csv"))
        .expect("appellations")
}

/// The smallest kit with a seam, for whoever wants to play it.
pub fn write_trace(folder: &Path) {
    write(folder, &cases::trace::base());
}

/// The smallest kit with a crane, for whoever wants to drive it.
pub fn write_steer(folder: &Path) {
    write(folder, &cases::steer::base());
}

/// The smallest kit in which something is poured, for whoever wants to pour it.
pub fn write_dose(folder: &Path) {
    write(folder, &cases::dose::base());
}

/// The smallest kit with a surface to cover, for whoever wants to cover it.
pub fn write_coverage(folder: &Path) {
    write(folder, &cases::coverage::base());
}

/// Writes a kit without any fault whose one step is a search into `folder`, which must be called `base`.
pub fn write_search(folder: &Path) {
    write(folder, &cases::inspect::sound());
}

/// Writes a kit without any fault whose one step is a conversation into `folder`, which must be called `base`.
pub fn write_dialogue(folder: &Path) {
    write(folder, &cases::dialogue::sound());
}

/// Writes a kit without any fault whose one step is a sequence of acts into `folder`, which must be called `base`.
pub fn write_sequence(folder: &Path) {
    write(folder, &cases::sequence::sound());
}

/// Writes the base kit with `changes`.
fn write(folder: &Path, changes: &[Change]) {
    let mut text = fs::read_to_string(fixtures().join("base/kit.ron")).expect("the base kit");
    let mut files: Vec<(String, Option<Vec<u8>>)> = assets::all()
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), Some(bytes)))
        .collect();
    let mut links = Vec::new();
    for change in changes {
        match change {
            Change::File(file, bytes) => {
                files.retain(|(known, _)| known != file);
                files.push(((*file).to_owned(), bytes()));
            }
            Change::LinkOutside(file) => {
                files.retain(|(known, _)| known != file);
                links.push(*file);
            }
            change => text = change.rewrite(&text),
        }
    }
    files.push(("kit.ron".to_owned(), Some(text.into_bytes())));
    for (file, bytes) in files {
        let path = folder.join(&file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        if let Some(bytes) = bytes {
            fs::write(path, bytes).expect("a file");
        }
    }
    for file in links {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(fixtures().join("base/kit.ron"), path).expect("a link");
    }
}

/// One line: `severity code path: message`, in French.
fn line(finding: &Finding) -> String {
    let severity = finding.severity.word(Language::French);
    let help = finding
        .help
        .as_ref()
        .map(|help| format!(" ({})", help.get(Language::French)))
        .unwrap_or_default();
    format!(
        "{severity} {} {}: {}{help}",
        finding.code,
        finding.path,
        finding.message.get(Language::French)
    )
}

fn lines(name: &str, changes: &[Change]) -> Vec<String> {
    findings(name, changes).iter().map(line).collect()
}

fn bless() -> bool {
    env::var_os("ETABLI_BLESS").is_some()
}

/// What is different from the stored text; `None` if nothing is.
fn compare(case: &str, found: &[String]) -> Option<String> {
    let path = fixtures().join(case).join("expected.txt");
    let found: String = found.iter().map(|line| format!("{line}\n")).collect();
    if bless() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, found).expect("the expected text");
        return None;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    (expected != found).then(|| format!("{case}\n  expected:\n{expected}  found:\n{found}"))
}

#[test]
fn the_base_kit_has_neither_errors_nor_warnings() {
    let base = lines("base", &[]);
    assert!(base.iter().all(|line| line.starts_with("note ")), "{base:#?}");
    assert_eq!(compare("base", &base), None);
}

#[test]
fn the_base_kit_of_another_mechanic_has_no_more_to_say() {
    assert_eq!(lines("base_trace", &cases::trace::base()), lines("base_plain", &[]));
}

#[test]
fn a_sound_search_is_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(lines("search", &cases::inspect::sound()), lines("base_search", &[]));
}

#[test]
fn a_sound_conversation_is_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(
        lines("dialogue", &cases::dialogue::sound()),
        lines("base_dialogue", &[])
    );
}

#[test]
fn a_sound_sequence_is_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(
        lines("sequence", &cases::sequence::sound()),
        lines("base_sequence", &[])
    );
}

#[test]
fn a_sound_crane_is_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(lines("crane", &cases::steer::base()), lines("base_crane", &[]));
}

#[test]
fn sound_doses_are_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(lines("dose", &cases::dose::base()), lines("base_dose", &[]));
}

#[test]
fn a_sound_surface_is_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(lines("cover", &cases::coverage::base()), lines("base_cover", &[]));
}

#[test]
fn a_sound_start_is_told_nothing_that_the_base_kit_is_not() {
    assert_eq!(lines("start", &cases::start::sound()), lines("base_start", &[]));
}

#[test]
fn every_bad_kit_is_told_as_expected() {
    let base: BTreeSet<String> = lines("base_again", &[]).into_iter().collect();
    let mut wrong = Vec::new();
    for Case { name, changes } in cases::all() {
        let mut found = lines(name, &changes);
        found.retain(|line| !base.contains(line));
        if found.is_empty() {
            wrong.push(format!("{name}: the check has nothing to say"));
        }
        wrong.extend(compare(&format!("rule_{name}"), &found));
    }
    assert!(
        wrong.is_empty(),
        "{} cases differ (ETABLI_BLESS=1 rewrites)\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_fixture_has_its_case_and_no_case_comes_twice() {
    let mut known = BTreeSet::new();
    for case in cases::all() {
        assert!(known.insert(format!("rule_{}", case.name)), "{} twice", case.name);
    }
    let there = fs::read_dir(fixtures()).expect("the fixtures").filter_map(Result::ok);
    for name in there
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with("rule_"))
    {
        assert!(known.contains(&name), "{name} has no case");
    }
}

/// Codes in the first column of the stored findings.
fn told_codes() -> BTreeSet<String> {
    let entries = fs::read_dir(fixtures()).expect("the fixtures").filter_map(Result::ok);
    let is_ours = |path: &PathBuf| path.ends_with("base") || path.to_string_lossy().contains("/rule_");
    let folders = entries.map(|entry| entry.path()).filter(is_ours);
    let texts = folders.filter_map(|folder| fs::read_to_string(folder.join("expected.txt")).ok());
    texts
        .flat_map(|text| {
            text.lines()
                .filter_map(|line| Some(line.split(' ').nth(1)?.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Codes of files that cannot be read at all: their fixtures are with the tests of the syntax.
fn is_of_syntax(code: &str) -> bool {
    code.starts_with("K00") || code.starts_with("K01")
}

#[test]
fn every_code_has_a_kit_that_is_told_it() {
    let told = told_codes();
    let codes = kit::check::codes();
    let rules = codes.iter().map(|code| code.id).filter(|code| !is_of_syntax(code));
    let missing: Vec<&str> = rules.filter(|code| !told.contains(*code)).collect();
    assert!(missing.is_empty(), "no bad kit for {missing:?}");
    let known: BTreeSet<&str> = codes.iter().map(|code| code.id).collect();
    assert_eq!(known.len(), codes.len(), "one code, one meaning");
    let strange: Vec<&String> = told.iter().filter(|code| !known.contains(code.as_str())).collect();
    assert!(
        strange.is_empty(),
        "codes in expected texts that no rule has: {strange:?}"
    );
}

#[test]
fn the_documentation_lists_every_code_with_its_meaning() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/kit-format.md");
    let text = fs::read_to_string(path).expect("docs/kit-format.md");
    let row = |code: &Code| {
        format!(
            "| {} | {} | {} |",
            code.id,
            code.severity.word(Language::French),
            code.about
        )
    };
    let missing: Vec<String> = kit::check::codes()
        .iter()
        .chain([&kit::library::NOT_LOADED, &service::QUARANTINED, &service::UNPROVEN])
        .map(row)
        .filter(|row| !text.contains(row.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/kit-format.md lacks these lines:\n{}",
        missing.join("\n")
    );
}

#[test]
fn the_example_of_the_documentation_is_the_base_kit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/kit-format.md")).expect("docs/kit-format.md");
    let example = text
        .split_once("```ron\n")
        .and_then(|(_, rest)| rest.split_once("```"))
        .expect("an example")
        .0;
    let base = fs::read_to_string(fixtures().join("base/kit.ron")).expect("the base kit");
    // Its first line tells what the tests do with it.
    assert_eq!(Some(example), base.split_once('\n').map(|(_, kit)| kit));
}

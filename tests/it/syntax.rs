//! A `kit.ron` that cannot be read is told in exactly one finding, at its place, in plain French.
//!
//! `bad_kits/syntax_<name>/` holds such a `kit.ron` and what its author would read of it, in both languages.
//! `ETABLI_BLESS=1` rewrites the expected texts: read them before they are committed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use etabli::{
    finding::{Finding, Severity, Texts, render_report},
    kit,
    language::Language,
};

/// Far above what refusing any file takes, even on a busy machine; far below what a visitor would wait.
const PATIENCE: Duration = Duration::from_secs(5);

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bad_kits")
}

/// The one finding about `bytes`.
fn refused(name: &str, bytes: &[u8]) -> Finding {
    let start = Instant::now();
    let Err(findings) = kit::parse("kit.ron", bytes) else {
        panic!("{name} can be read")
    };
    assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
    let mut list = findings.sorted();
    let finding = list.pop().unwrap_or_else(|| panic!("{name}: refused without a word"));
    assert!(list.is_empty(), "{name}: {} more findings", list.len());
    assert_eq!(finding.severity, Severity::Error, "{name}");
    finding
}

/// What the author reads, with the line it is about.
fn told(finding: Finding, bytes: &[u8]) -> String {
    let texts = Texts::from([("kit.ron".to_owned(), String::from_utf8_lossy(bytes).into_owned())]);
    let list = [finding];
    Language::ALL
        .map(|language| render_report(&list, &texts, language))
        .concat()
}

#[test]
fn every_unreadable_kit_is_told_as_expected() {
    let mut cases: Vec<PathBuf> = fs::read_dir(fixtures())
        .expect("the fixtures")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    cases.retain(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("syntax_"))
    });
    cases.sort();
    assert!(cases.len() >= 10, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let name = case
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let bytes = fs::read(case.join("kit.ron")).expect("a kit.ron");
        let found = told(refused(&name, &bytes), &bytes);
        let path = case.join("expected.txt");
        if env::var_os("ETABLI_BLESS").is_some() {
            fs::write(&path, &found).expect("the expected text");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            wrong.push(format!("{name}\n  expected:\n{expected}  found:\n{found}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases differ (ETABLI_BLESS=1 rewrites)\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn endless_brackets_neither_overflow_the_stack_nor_hang() {
    for open in [
        "(", "[", "{", "(steps:[", "(steps:(", "(branch:", "Some(", "/*", "r#", "\"(", "(id:'",
    ] {
        for before in ["", "(format: 1, steps: [(mechanic: Assemble(", "(unknown: "] {
            let text = format!("{before}{}", open.repeat(20_000));
            refused(&format!("{before}{open}…"), text.as_bytes());
        }
    }
}

#[test]
fn a_file_too_big_to_be_a_kit_is_not_even_read() {
    // Not UTF-8 either: size comes first.
    let big = vec![0xff; 1024 * 1024 + 1];
    let finding = refused("too big", &big);
    assert!(finding.message.fr.contains("1024"), "{}", finding.message.fr);
    assert_eq!(finding.place, None);
}

#[test]
fn the_shipped_kit_cut_anywhere_is_refused_and_told() {
    let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure/kit.ron")).expect("the kit");
    assert!(kit::parse("kit.ron", &whole).is_ok());
    let end = whole.iter().rposition(|byte| *byte == b')').expect("a parenthesis");
    for length in (0..=end).step_by(7).chain([end]) {
        let finding = refused(&format!("cut at {length}"), &whole[..length]);
        let french = &finding.message.fr;
        for english in ["Expected", "Unexpected", "Unclosed", "expected"] {
            assert!(!french.contains(english), "cut at {length}: {french}");
        }
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure/kit.ron")).expect("the kit");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (plain, _) = kit::parse("kit.ron", text.as_bytes()).expect("the kit");
    let (other, _) = kit::parse("kit.ron", windows.as_bytes()).expect("the kit from another system");
    assert_eq!(plain, other);
}

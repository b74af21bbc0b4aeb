//! `etabli kit check` as its user meets it: the program, its words and its exit code.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command, Output},
};

use serde_json::Value;

const CLEAN: i32 = 0;
const ERRORS: i32 = 1;
const FAILED: i32 = 2;

/// Runs `etabli kit check` from the root of the house.
fn check(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("ETABLI_HOME")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(["kit", "check"])
        .args(arguments);
    command.output().expect("the program")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// A folder of the system's temporary ones, removed with its value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("etabli-cli-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }

    /// Adds a kit whose file cannot be read.
    fn broken_kit(&self, id: &str) {
        let folder = self.0.join(id);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("kit.ron"), "(\n    format: 1,\n    idd: \"é\",\n)\n").expect("a file");
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left behind is the system's to clean.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn shipped_kits_pass_with_or_without_being_named() {
    for arguments in [
        &[][..],
        &["kits"],
        &["kits/"],
        &["kits/soudure"],
        &["kits/soudure/kit.ron", "kits"],
    ] {
        let output = check(arguments);
        assert_eq!(
            code(&output),
            Some(CLEAN),
            "{arguments:?}\n{}{}",
            out(&output),
            err(&output)
        );
        assert!(out(&output).contains("vérifié"), "{}", out(&output));
        // Files are named as whoever runs the command would name them.
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_string_lossy().into_owned();
        assert!(!out(&output).contains(&root), "{}", out(&output));
    }
}

#[test]
fn a_broken_kit_is_told_with_its_place_in_both_languages() {
    let scratch = Scratch::new("broken");
    scratch.broken_kit("forge");
    let french = check(&[scratch.path()]);
    assert_eq!(code(&french), Some(ERRORS), "{}", err(&french));
    let text = out(&french);
    assert!(text.contains("forge/kit.ron:3:5: erreur["), "{text}");
    assert!(
        text.contains("champ inconnu") && text.contains("vouliez-vous dire"),
        "{text}"
    );
    assert!(text.contains(" 3 | idd: \"é\"") && text.contains("   | ^"), "{text}");
    assert!(
        text.trim_end()
            .ends_with("1 kit vérifié\u{a0}: 1 erreur, 0 avertissement, 0 nombre à valider"),
        "{text}"
    );
    let english = out(&check(&["--lang", "en", scratch.path()]));
    assert!(
        english.contains("error[") && english.contains("did you mean `id`?"),
        "{english}"
    );
    assert!(english.contains("1 kit checked: 1 error, 0 warnings"), "{english}");
}

#[test]
fn a_collection_tells_all_its_kits_in_order_even_those_without_kit_ron() {
    let scratch = Scratch::new("collection");
    for id in ["zinguerie", "arbre"] {
        scratch.broken_kit(id);
    }
    fs::create_dir_all(scratch.0.join("menuiserie")).expect("a folder");
    fs::create_dir_all(scratch.0.join(".git")).expect("a folder");
    let output = check(&[scratch.path()]);
    assert_eq!(code(&output), Some(ERRORS));
    let text = out(&output);
    let place = |id: &str| {
        text.find(&format!("{id}/kit.ron"))
            .unwrap_or_else(|| panic!("{id} is not told: {text}"))
    };
    assert!(
        place("arbre") < place("menuiserie") && place("menuiserie") < place("zinguerie"),
        "{text}"
    );
    assert!(text.contains("3 kits vérifiés") && !text.contains(".git"), "{text}");
}

#[test]
fn json_is_stable_and_complete() {
    let scratch = Scratch::new("json");
    scratch.broken_kit("forge");
    let output = check(&["--format", "json", scratch.path()]);
    assert_eq!(code(&output), Some(ERRORS));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = json.as_array().and_then(|rows| rows.first()).expect("a finding");
    assert_eq!(
        (row["line"].as_u64(), row["column"].as_u64()),
        (Some(3), Some(5)),
        "{row}"
    );
    assert_eq!(row["severity"], "error");
    assert!(
        row["code"]
            .as_str()
            .is_some_and(|code| code.starts_with('K') && code.len() == 4),
        "{row}"
    );
    assert!(
        row["file"].as_str().is_some_and(|file| file.ends_with("forge/kit.ron")),
        "{row}"
    );
    for text in ["message", "help"] {
        for language in ["fr", "en"] {
            assert!(
                row[text][language].as_str().is_some_and(|text| !text.is_empty()),
                "{text}.{language}: {row}"
            );
        }
    }
    let shipped: Value = serde_json::from_slice(&check(&["--format", "json", "kits"]).stdout).expect("JSON");
    assert!(shipped.is_array(), "{shipped}");
}

#[test]
fn what_cannot_be_checked_is_a_failure_of_its_own() {
    let missing = check(&["kits/nowhere"]);
    assert_eq!(code(&missing), Some(FAILED));
    assert!(
        err(&missing).contains("kits/nowhere\u{a0}: ce dossier n’existe pas"),
        "{}",
        err(&missing)
    );
    let english = check(&["--lang", "en", "kits/nowhere"]);
    assert!(
        err(&english).contains("kits/nowhere: this folder does not exist"),
        "{}",
        err(&english)
    );
    let empty = check(&["config"]);
    assert_eq!(code(&empty), Some(FAILED));
    assert!(err(&empty).contains("aucun kit ici"), "{}", err(&empty));
    let file = check(&["Cargo.toml"]);
    assert_eq!(code(&file), Some(FAILED));
    assert!(
        err(&file).contains("Cargo.toml\u{a0}: ce n’est pas un dossier de kit"),
        "{}",
        err(&file)
    );
    // Failure outranks findings, and hides none.
    let both = check(&["kits/nowhere", "kits/soudure"]);
    assert_eq!(code(&both), Some(FAILED));
    assert!(out(&both).contains("1 kit vérifié"), "{}", out(&both));
    assert_eq!(code(&check(&["--home", "src"])), Some(FAILED));
    assert_eq!(code(&check(&["--format", "yaml"])), Some(FAILED));
}

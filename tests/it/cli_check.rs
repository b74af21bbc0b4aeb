//! What `etabli kit check` does beside telling: it mends, remembers, and looks trades up in the official list.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{bad_kits, house};

/// A kit without fault in a folder of the test's own.
fn kit(name: &str) -> PathBuf {
    let folder = house::scratch(name).join("base");
    bad_kits::write_trace(&folder);
    folder
}

/// Checks the kit; what is remembered lies beside it.
fn check(kit: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_etabli"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("XDG_CACHE_HOME", cache(kit))
        .args(["kit", "check"])
        .args(arguments)
        .arg(kit)
        .output()
        .expect("the program")
}

fn cache(kit: &Path) -> PathBuf {
    kit.with_file_name("cache")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Replaces one text in the kit.
fn change(kit: &Path, old: &str, new: &str) {
    let path = kit.join("kit.ron");
    let text = fs::read_to_string(&path).expect("the kit");
    assert!(text.contains(old), "{old}");
    fs::write(path, text.replacen(old, new, 1)).expect("written");
}

#[test]
fn what_is_sure_is_mended_and_told() {
    let kit = kit("fix");
    let sound = fs::read_to_string(kit.join("kit.ron")).expect("the kit");
    change(&kit, "format: 1,\n", "format: 1 // le premier\n");
    change(&kit, "seam: \"seam.toit\"", "seam: \"seam.toi\"");
    change(&kit, "Le toit attend.", "Le toit attend !");
    let told = check(&kit, &[]);
    assert_eq!(told.status.code(), Some(1), "{}", out(&told));
    assert!(out(&told).contains("une virgule manque ici"), "{}", out(&told));
    let mended = check(&kit, &["--fix"]);
    assert_eq!(mended.status.code(), Some(0), "{}{}", out(&mended), err(&mended));
    for line in [
        "corrigé[K010]\u{a0}: ajouté\u{a0}: «\u{a0},\u{a0}»",
        "«\u{a0}seam.toi\u{a0}» devient «\u{a0}seam.toit\u{a0}»",
        "corrigé[K303]",
        "0 erreur, 0 avertissement",
    ] {
        assert!(out(&mended).contains(line), "{line}: {}", out(&mended));
    }
    let meant = sound
        .replacen("format: 1,\n", "format: 1, // le premier\n", 1)
        .replacen("Le toit attend.", "Le toit attend\u{202f}!", 1);
    assert_eq!(fs::read_to_string(kit.join("kit.ron")).expect("the kit"), meant);
    change(&kit, "attend\u{202f}!", "attend !");
    let json = check(&kit, &["--fix", "--format", "json"]);
    assert!(err(&json).contains("corrigé[K303]"), "{}", err(&json));
    assert!(
        out(&json).starts_with('[') && !out(&json).contains("K303"),
        "{}",
        out(&json)
    );
    let again = out(&check(&kit, &["--fix", "--lang", "en"]));
    assert!(!again.contains("mended") && again.contains("0 errors"), "{again}");
}

#[test]
fn what_cannot_be_written_stays_and_is_told() {
    let kit = kit("fix-blocked");
    change(&kit, "format: 1,", "format: 1");
    let before = fs::read(kit.join("kit.ron")).expect("the kit");
    // A folder lies where the new file would be written.
    fs::create_dir_all(kit.join("kit.ron.new/x")).expect("a folder");
    let output = check(&kit, &["--fix"]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(err(&output).contains("rien n’est corrigé"), "{}", err(&output));
    assert_eq!(fs::read(kit.join("kit.ron")).expect("the kit"), before);
}

#[test]
fn what_is_remembered_is_what_would_be_found() {
    let kit = kit("remember");
    let first = check(&kit, &[]);
    let entries = || {
        let folder = fs::read_dir(cache(&kit).join("etabli/findings")).expect("the cache");
        folder
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect::<Vec<_>>()
    };
    assert!(!entries().is_empty());
    assert_eq!(out(&check(&kit, &[])), out(&first));
    assert_eq!(out(&check(&kit, &["--no-cache"])), out(&first));
    // A power cut or another program: nothing of it is believed.
    for entry in entries() {
        fs::write(entry, "half a fin").expect("written");
    }
    assert_eq!(out(&check(&kit, &[])), out(&first));
    change(&kit, "Le toit attend.", "Le toit attend !");
    assert!(out(&check(&kit, &[])).contains("K303"));
    // Where nothing can be remembered all is checked.
    fs::remove_dir_all(cache(&kit)).expect("removed");
    fs::write(cache(&kit), "no folder").expect("written");
    assert!(out(&check(&kit, &[])).contains("K303"));
}

#[test]
fn codes_are_looked_up_in_the_official_list() {
    let kit = kit("rome");
    let list = |name: &str| format!("{}/tests/it/bad_kits/{name}", env!("CARGO_MANIFEST_DIR"));
    let (codes, appellations) = (list("rome_codes.csv"), list("rome_appellations.csv"));
    let both = ["--rome", &codes, "--appellations", &appellations];
    assert_eq!(check(&kit, &both).status.code(), Some(0));
    change(&kit, "\"F1503\"", "\"F1530\"");
    assert_eq!(check(&kit, &[]).status.code(), Some(0));
    let unknown = check(&kit, &both);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(
        out(&unknown).contains("K220") && out(&unknown).contains("F1503"),
        "{}",
        out(&unknown)
    );
    change(&kit, "\"F1530\"", "\"F1501\"");
    assert!(!out(&check(&kit, &["--rome", &codes])).contains("K22"));
    assert!(out(&check(&kit, &both)).contains("K221"));
    let wrong = check(&kit, &["--rome", "Cargo.toml"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(err(&wrong).contains("ce n’est pas la liste du ROME"), "{}", err(&wrong));
    let english = check(&kit, &["--lang", "en", "--rome", "nowhere.csv"]);
    assert!(
        err(&english).contains("nowhere.csv: this file cannot be read"),
        "{}",
        err(&english)
    );
    assert_eq!(check(&kit, &["--appellations", &appellations]).status.code(), Some(2));
}

//! `etabli kit new`: every template becomes a whole kit, and nothing is ever half made or written over.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use etabli::{
    finding::{Severity, render_text},
    kit::{self, Depth, store::RealDisk, templates},
    language::Language,
};

use crate::{house, pack::cuts::Faulty};

const NAMES: [&str; 9] = [
    "assembler",
    "complet",
    "couvrir",
    "dialoguer",
    "doser",
    "enchainer",
    "inspecter",
    "piloter",
    "tracer",
];

fn shipped() -> PathBuf {
    house::home().join("assets/templates")
}

/// Runs `etabli kit new …` in `folder`: its exit code, what it says, what it complains of.
fn new(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command
        .current_dir(folder)
        .env("ETABLI_HOME", house::home())
        .args(["kit", "new"])
        .args(arguments);
    let Output { status, stdout, stderr } = command.output().expect("the program");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// What lies in a folder, sorted.
fn entries(folder: &Path) -> Vec<String> {
    let found = fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    let mut names: Vec<String> = found
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The check plays every level of every step as its demonstration would: a kit without findings can be won.
#[test]
fn every_template_becomes_a_kit_that_can_be_won() {
    let desk = house::scratch("new-kits");
    assert_eq!(templates::names(&shipped()).expect("templates"), NAMES);
    for name in NAMES {
        let id = format!("mon-{name}");
        let (code, out, err) = new(&desk, &[&id, "--from", name]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
        assert!(out.contains(&format!("etabli kit check {id}\u{a0}:")), "{out}");
        let (kit, findings) = kit::kit_from_folder(&desk.join(&id), Depth::Full);
        let mut told = findings.sorted();
        told.retain(|finding| finding.severity > Severity::Note);
        assert!(told.is_empty(), "{}", render_text(&told, Language::French));
        let kit = kit.expect("a kit without errors");
        assert_eq!((kit.id(), kit.version()), (id.as_str(), "0.1.0"));
        let left = entries(&desk.join(&id).join("models"));
        assert!(left.iter().all(|file| file.ends_with(".glb")), "{left:?}");
    }
    assert_eq!(entries(&desk).len(), NAMES.len());
}

#[test]
fn without_a_word_the_whole_template_is_copied_where_one_likes() {
    let desk = house::scratch("new-default");
    let (code, out, err) = new(&desk, &["charpente", "--in", "chez/nous", "--lang", "en"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(
        out.starts_with("chez/nous/charpente: a whole kit, made from the template `complet`."),
        "{out}"
    );
    let (kit, _) = kit::kit_from_folder(&desk.join("chez/nous/charpente"), Depth::Quick);
    assert_eq!(kit.map(|kit| kit.steps().len()), Some(3));
}

#[test]
fn what_cannot_be_made_is_told_and_changes_nothing() {
    let desk = house::scratch("new-refused");
    fs::create_dir(desk.join("bois")).expect("a folder");
    fs::write(desk.join("bois/kit.ron"), "à nous").expect("a file");
    let cases: [(&[&str], &[&str]); 4] = [
        (&["bois"], &["bois: erreur[K747]", "rien n’est remplacé", "--in"]),
        (
            &["Mon Kit"],
            &["erreur[K746]", "«\u{a0}Mon Kit\u{a0}» ne peut pas être", "minuscules"],
        ),
        (
            &["fer", "--from", "asembler"],
            &[
                "erreur[K745]",
                "vouliez-vous dire «\u{a0}assembler\u{a0}»",
                "Les modèles\u{a0}: assembler, complet, couvrir, dialoguer, doser, enchainer, inspecter, piloter, tracer",
            ],
        ),
        (
            &["fer", "--from", "../kits/soudure", "--lang", "en"],
            &["error[K745]", "The templates: assembler"],
        ),
    ];
    for (arguments, parts) in cases {
        let (code, out, err) = new(&desk, arguments);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{arguments:?}: {err}");
        for part in parts {
            assert!(err.contains(part), "« {part} » is not in:\n{err}");
        }
    }
    assert_eq!(entries(&desk), ["bois"]);
    assert_eq!(fs::read_to_string(desk.join("bois/kit.ron")).expect("a file"), "à nous");
}

#[test]
fn a_full_disk_is_told_and_keeps_nothing_of_the_copy() {
    let desk = house::scratch("new-full");
    for bytes in [0, 1000, 100_000] {
        let full = Faulty::full_after(bytes);
        let findings = templates::make(&full, &shipped(), "assembler", "bois", &desk).expect_err("no room");
        let told = render_text(&findings.sorted(), Language::French);
        assert!(told.contains("il n’y a plus de place sur le disque"), "{told}");
        assert!(entries(&desk).is_empty(), "{bytes} bytes: {:?}", entries(&desk));
    }
    templates::make(&RealDisk, &shipped(), "assembler", "bois", &desk).expect("room again");
}

#[test]
fn a_damaged_template_makes_no_kit() {
    let desk = house::scratch("new-damaged");
    let templates = desk.join("templates");
    fs::create_dir_all(templates.join("casse")).expect("a folder");
    fs::write(templates.join("casse/kit.ron"), "(format: 1,").expect("a file");
    let findings = templates::make(&RealDisk, &templates, "casse", "bois", &desk).expect_err("damaged");
    assert!(render_text(&findings.sorted(), Language::French).contains("K748"));
    assert_eq!(entries(&desk), ["templates"]);
    let findings = templates::make(&RealDisk, &desk.join("nowhere"), "casse", "bois", &desk).expect_err("no templates");
    assert!(render_text(&findings.sorted(), Language::French).contains("les modèles de kits ne se lisent pas"));
}

/// What is mended in a template is mended in the one that combines them.
#[test]
fn the_whole_template_has_the_models_and_scripts_of_the_others() {
    let read = |path: PathBuf| fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let combined = shipped().join("complet");
    for (name, scene) in [
        ("assembler", "tabouret"),
        ("tracer", "enseigne"),
        ("inspecter", "planche"),
    ] {
        for file in [format!("models/{scene}.glb"), format!("source/{scene}.py")] {
            let same = read(shipped().join(name).join(&file)) == read(combined.join(&file));
            assert!(same, "{file} of the template complet is not that of {name}");
        }
    }
}

//! The commands as their users meet them: the program, its words and its exit codes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use etabli::kit::store::{RealDisk, Store};

use super::base_kit;
use crate::house;

struct Desk {
    scratch: PathBuf,
}

impl Desk {
    /// A folder with an Établi that has no kits yet.
    fn new(name: &str) -> Self {
        let scratch = house::scratch(name);
        fs::create_dir_all(scratch.join("home/assets/images")).expect("a folder");
        fs::create_dir_all(scratch.join("home/config")).expect("a folder");
        fs::create_dir_all(scratch.join("home/kits")).expect("a folder");
        Self { scratch }
    }

    /// Runs `etabli kit …` in the folder; its exit code, what it says and what it complains of.
    fn kit(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
        command
            .current_dir(&self.scratch)
            .env("ETABLI_HOME", self.scratch.join("home"))
            .arg("kit")
            .args(arguments);
        let Output { status, stdout, stderr } = command.output().expect("the program");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (status.code(), text(stdout), text(stderr))
    }

    /// As if this kiosk had proven all that waits, and taken it in.
    fn tries_all(&self) {
        let mut store = Store::open(&self.scratch.join("home/kits"), &RealDisk).expect("the store");
        for candidate in store.candidates() {
            store.prove(&candidate.id, candidate.record.content).expect("proven");
        }
        assert!(store.catch_up().1.is_empty());
    }

    /// What a run that ends well says.
    fn says(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.kit(arguments);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}: {out}");
        out
    }

    /// What a run that is refused complains of.
    fn refused(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.kit(arguments);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{arguments:?}: {err}");
        err
    }
}

fn contains(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "« {part} » is not in:\n{text}");
    }
}

#[test]
fn from_a_folder_to_a_kiosk_and_back() {
    let desk = Desk::new("command-life");
    for version in ["1.0.0", "1.1.0"] {
        base_kit(&desk.scratch, version);
    }
    let made = desk.says(&["keygen", "--out", "bois", "--publisher", "Filière bois"]);
    contains(
        &made,
        &[
            "bois\u{a0}: la clé secrète",
            "bois.pub\u{a0}: la clé publique",
            "Empreinte",
        ],
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.scratch.join("bois"))
            .expect("the key")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = desk.refused(&["keygen", "--out", "bois"]);
    contains(&again, &["bois: erreur[K757]", "il n’est pas remplacé"]);

    let proof = desk.refused(&["pack", "1.0.0/base", "--key", "bois"]);
    contains(
        &proof,
        &["1.0.0/base: erreur[K753]", "n’a pas de preuve", "--without-proof"],
    );
    let public = desk.refused(&["pack", "1.0.0/base", "--key", "bois.pub", "--without-proof"]);
    contains(&public, &["bois.pub: erreur[K755]", "ceci est la clé publique"]);
    let packed = desk.says(&["pack", "1.0.0/base", "--key", "bois", "--without-proof"]);
    contains(&packed, &["base-1.0.0.kit\u{a0}:", "sans preuve", "signée, clé"]);
    desk.says(&[
        "pack",
        "1.0.0/base",
        "--key",
        "bois",
        "--without-proof",
        "--out",
        "again.kit",
    ]);
    let bytes = |name: &str| fs::read(desk.scratch.join(name)).expect("an archive");
    assert!(bytes("base-1.0.0.kit") == bytes("again.kit"));
    fs::remove_file(desk.scratch.join("again.kit")).expect("removed");

    let shown = desk.says(&["show", "base-1.0.0.kit"]);
    contains(
        &shown,
        &[
            "base 1.0.0\u{a0}: Charpentière, charpentier (en anglais\u{a0}: Carpenter)",
            "Signature\u{a0}: intacte, d’un éditeur que cette borne ne connaît pas",
            "Preuve\u{a0}: aucune",
            "(AValider)\u{a0}: ",
            "  images/cover.png\u{a0}: ",
        ],
    );
    contains(
        &desk.says(&["show", "base-1.0.0.kit", "--lang", "en"]),
        &["base 1.0.0: Carpenter", "Proof: none"],
    );

    let unknown = desk.refused(&["install", "base-1.0.0.kit"]);
    contains(&unknown, &["base-1.0.0.kit: erreur[K723]", "--trust NOM.pub"]);
    let installed = desk.says(&["install", "base-1.0.0.kit", "--trust", "bois.pub"]);
    contains(
        &installed,
        &[
            "Filière bois\u{a0}: éditeur reconnu désormais",
            "base 1.0.0 (Filière bois)\u{a0}: reçu, en attente d’un essai",
        ],
    );
    contains(
        &desk.says(&["show", "base-1.0.0.kit"]),
        &["Signature\u{a0}: Filière bois, reconnu par cette borne"],
    );
    contains(&desk.says(&["install", "base-1.0.0.kit"]), &["déjà reçu"]);
    contains(
        &desk.says(&["list"]),
        &["base\u{a0}: pas encore joué ici\u{202f}; à venir\u{a0}: 1.0.0, Filière bois, en attente"],
    );
    desk.tries_all();
    contains(&desk.says(&["install", "base-1.0.0.kit"]), &["déjà installé"]);

    // A stick: everything on it, the newest of each.
    desk.says(&["pack", "1.1.0/base", "--key", "bois", "--without-proof"]);
    contains(
        &desk.says(&["install", "."]),
        &["base 1.1.0 (Filière bois)\u{a0}: reçu pour remplacer 1.0.0"],
    );
    desk.tries_all();
    contains(
        &desk.says(&["list"]),
        &[
            "base (Charpentière, charpentier)\u{a0}: 1.1.0, Filière bois, éprouvé\u{202f}; version précédente\u{a0}: 1.0.0",
        ],
    );
    contains(
        &desk.refused(&["install", "base-1.0.0.kit"]),
        &["K734", "etabli kit rollback base"],
    );
    contains(
        &desk.says(&["rollback", "base"]),
        &["base\u{a0}: retour à la version 1.0.0, Filière bois, éprouvé"],
    );
    contains(
        &desk.says(&["remove", "base", "--lang", "en"]),
        &["base 1.0.0: removed"],
    );
    assert_eq!(desk.says(&["list"]), "");
    contains(&desk.refused(&["remove", "base"]), &["K738"]);
}

#[test]
fn what_cannot_be_done_says_why() {
    let desk = Desk::new("command-no");
    let folder = base_kit(&desk.scratch, "1.0.0");
    let (code, _, err) = desk.kit(&["show", "nowhere.kit"]);
    assert_eq!(code, Some(2));
    contains(&err, &["etabli kit show\u{a0}: nowhere.kit"]);
    contains(&desk.refused(&["install", "."]), &["K739", "aucune archive de kit ici"]);
    fs::write(desk.scratch.join("noise.kit"), "noise").expect("a file");
    contains(
        &desk.refused(&["install", "."]),
        &["noise.kit: erreur[K701]", "aide\u{a0}:"],
    );
    contains(
        &desk.refused(&["show", "noise.kit", "--lang", "en"]),
        &["error[K701]: this is no archive of a kit", "help:"],
    );
    contains(
        &desk.refused(&["install", ".", "--trust", "noise.kit"]),
        &["noise.kit: erreur[K756]"],
    );
    let text = fs::read_to_string(folder.join("kit.ron")).expect("the kit");
    fs::write(folder.join("kit.ron"), text.replacen("\"1.0.0\"", "\"1\"", 1)).expect("the kit");
    let errors = desk.refused(&["pack", "1.0.0/base", "--without-proof"]);
    contains(&errors, &["erreur[K103]", "il n’est pas emballé"]);
    assert!(!Path::new(&desk.scratch.join("base-1.0.0.kit")).exists());
}

#[test]
fn the_program_waits_for_nobody_who_installs() {
    let desk = Desk::new("command-busy");
    let kits = desk.scratch.join("home/kits");
    let _held = Store::open(&kits, &RealDisk).expect("the store");
    contains(
        &desk.refused(&["rollback", "base"]),
        &["K732", "attendre qu’elle finisse"],
    );
}

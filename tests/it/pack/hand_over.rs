//! From nothing to a kit that is played on another kiosk, as a branch and its staff do it: every command for real, the
//! robot's windows too. It takes minutes, so only `./test --long` does it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use etabli::kit::{
    proof::ProofFile,
    store::{self, Status},
};

use crate::house;

/// Runs `etabli`; its exit code and all it says.
#[expect(
    clippy::print_stdout,
    reason = "what each command said is read in the log of the run"
)]
fn etabli(folder: &Path, home: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
    command.current_dir(folder).env("ETABLI_HOME", home).args(arguments);
    // Nobody's screen is played on.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let output = command.output().expect("the program");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    println!("$ etabli {}\n{said}", arguments.join(" "));
    (output.status.code(), said)
}

/// Another kiosk: its own settings and an empty folder of kits.
fn kiosk(scratch: &Path) -> PathBuf {
    let home = scratch.join("kiosk");
    house::copy(&house::home().join("assets"), &home.join("assets"));
    house::copy(&house::home().join("config"), &home.join("config"));
    fs::create_dir_all(home.join("kits")).expect("a folder");
    home
}

#[test]
fn a_kit_is_made_proven_handed_over_proven_again_and_played() {
    if !house::is_long() {
        return;
    }
    let scratch = house::scratch("hand-over");
    let (here, there) = (house::home(), kiosk(&scratch));
    let maker = |arguments: &[&str]| etabli(&scratch, &here, arguments);
    let staff = |arguments: &[&str]| etabli(&scratch, &there, arguments);
    let clean = |(code, said): (Option<i32>, String)| {
        assert_eq!(code, Some(0), "{said}");
        said
    };

    clean(maker(&["kit", "new", "couvreuse", "--from", "assembler"]));
    clean(maker(&["kit", "check", "couvreuse"]));
    let (code, said) = maker(&["kit", "pack", "couvreuse"]);
    assert_eq!(code, Some(1), "no proof, no archive: {said}");
    clean(maker(&["kit", "prove", "couvreuse"]));
    let proof = fs::read(scratch.join("couvreuse/proof.json")).expect("a proof");
    let proof: ProofFile = serde_json::from_slice(&proof).expect("a proof");
    // One visit through all levels, two orientations in two languages, ten clumsy visits.
    let visits: Vec<u32> = proof.runs.iter().map(|run| run.visits).collect();
    assert_eq!(visits, [1, 1, 1, 1, 1, 10]);
    assert!(proof.pictures.len() >= 12, "{:?}", proof.pictures);
    for picture in &proof.pictures {
        assert!(scratch.join("couvreuse/proof").join(picture).is_file(), "{picture}");
    }
    clean(maker(&["kit", "keygen", "--out", "branche"]));
    clean(maker(&[
        "kit",
        "pack",
        "couvreuse",
        "--key",
        "branche",
        "--out",
        "couvreuse.kit",
    ]));
    let shown = clean(maker(&["kit", "show", "couvreuse.kit"]));
    assert!(
        shown.contains("joué jusqu’au bout") && shown.contains("visites de robot"),
        "{shown}"
    );

    let (code, said) = staff(&["kit", "install", "couvreuse.kit"]);
    assert_eq!(code, Some(1), "nobody knows this branch yet: {said}");
    clean(staff(&["kit", "install", "couvreuse.kit", "--trust", "branche.pub"]));
    assert!(
        !there.join("kits/couvreuse").exists(),
        "nobody plays what was not tried here"
    );
    clean(staff(&["kit", "prove", "--pending", "--untried", "--clumsy", "2"]));
    let state = store::look(&there.join("kits")).expect("a list");
    let live = state.kits["couvreuse"].live.as_ref().expect("taken in");
    assert_eq!(live.status, Status::Proven);
    let robot = [
        "play",
        "--robot",
        "--headless",
        "--speed",
        "0",
        "--exit",
        "--kit",
        "couvreuse",
    ];
    let played = clean(staff(&robot));
    assert!(played.contains("1 visite(s)"), "{played}");
}

#[test]
fn a_kit_that_cannot_be_played_here_is_refused_once_and_says_why() {
    if !house::is_long() {
        return;
    }
    let scratch = house::scratch("hand-over-refused");
    let home = kiosk(&scratch);
    let run = |arguments: &[&str]| etabli(&scratch, &home, arguments);
    run(&["kit", "new", "lent", "--from", "assembler"]);
    run(&["kit", "keygen", "--out", "branche"]);
    run(&[
        "kit",
        "pack",
        "lent",
        "--key",
        "branche",
        "--out",
        "lent.kit",
        "--without-proof",
    ]);
    run(&["kit", "install", "lent.kit", "--trust", "branche.pub"]);
    // On its way to the trial the disk loses a byte of its model.
    let model = home.join("kits/.etabli/waiting/lent/models");
    let model = fs::read_dir(model)
        .expect("models")
        .next()
        .expect("a model")
        .expect("a file")
        .path();
    let bytes = fs::read(&model).expect("a model");
    fs::write(&model, &bytes[..bytes.len() / 2]).expect("a file");
    let (code, said) = run(&["kit", "prove", "--pending", "--clumsy", "1"]);
    assert_eq!(code, Some(1), "{said}");
    let state = store::look(&home.join("kits")).expect("a list");
    let waiting = state.kits["lent"].waiting.as_ref().expect("it goes on waiting");
    assert!(
        matches!(&waiting.status, Status::Refused { why, .. } if !why.is_empty()),
        "{waiting:?}"
    );
    let (code, listed) = run(&["kit", "list"]);
    assert!(code == Some(0) && listed.contains("refusé à l’essai"), "{listed}");
    let (code, said) = run(&["kit", "prove", "--pending", "--untried"]);
    assert!(code == Some(0) && said.contains("aucun kit n’attend"), "{said}");
}

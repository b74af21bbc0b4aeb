//! Kits come in, go back and leave.

use std::{fs, path::Path};

use etabli::kit::{
    Library,
    pack::{Publisher, folder::content_of},
    store::{self, Ask, Change, Done, Playing, RealDisk, Received, State, Status, Store, look},
};

use super::{OTHER_SEED, SEED, base_files, base_kit, forge, key, open, packed, publisher, told};
use crate::house::{self, House};

/// Receives these bytes into `kits`; what is said otherwise.
fn receive(kits: &Path, bytes: &[u8], publisher: &Publisher) -> Result<Received, Vec<String>> {
    let mut archive = open(bytes).expect("a whole archive");
    let mut store = Store::open(kits, &RealDisk).map_err(told)?;
    store.receive(&mut archive, publisher, "a.kit").map_err(told)
}

/// As if this kiosk had proven all that waits, and nobody played; what was done.
fn prove_all(kits: &Path) -> Vec<(String, Done)> {
    let mut store = Store::open(kits, &RealDisk).expect("the store");
    for candidate in store.candidates() {
        store.prove(&candidate.id, candidate.record.content).expect("proven");
    }
    let (done, troubles) = store.catch_up();
    assert_eq!(told(troubles), [""; 0]);
    done
}

/// Receives, proves and takes in.
fn install(kits: &Path, bytes: &[u8], publisher: &Publisher) -> Result<Received, Vec<String>> {
    let received = receive(kits, bytes, publisher)?;
    prove_all(kits);
    Ok(received)
}

fn ours() -> Publisher {
    publisher(SEED, "Métallurgie")
}

fn version(kits: &Path) -> String {
    let text = fs::read_to_string(kits.join("base/kit.ron")).expect("the kit");
    let rest = text.split_once("version: \"").expect("a version").1;
    rest.split('"').next().expect("a version").to_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_kit_comes_in_is_replaced_goes_back_and_leaves() {
    let scratch = house::scratch("install-life");
    let kits = scratch.join("kits");
    let [one, two] = ["1.0.0", "1.10.0"].map(|version| packed(&base_kit(&scratch, version), Some(&key())));
    assert_eq!(install(&kits, &one, &ours()), Ok(Received::New));
    assert_eq!(install(&kits, &one, &ours()), Ok(Received::AlreadyThere));
    assert_eq!(
        install(&kits, &two, &ours()),
        Ok(Received::ToReplace("1.0.0".to_owned()))
    );
    assert_eq!(version(&kits), "1.10.0");
    assert_eq!(names(&kits), [".etabli", "base"]);
    assert_eq!(
        names(&kits.join(".etabli")),
        ["installed.ron", "lock", "previous", "waiting"]
    );
    let shelf = look(&kits).expect("a state").kits["base"].clone();
    let live = shelf.live.expect("played");
    assert_eq!((live.version.as_str(), live.status), ("1.10.0", Status::Proven));
    assert_eq!(
        live.publisher.map(|publisher| publisher.name).as_deref(),
        Some("Métallurgie")
    );
    assert_eq!(live.content, content_of(&kits.join("base")).expect("a hash"));

    let back = |id: &str| {
        Store::open(&kits, &RealDisk)
            .expect("the store")
            .rollback(id)
            .map_err(told)
    };
    assert_eq!(back("base").map(|record| record.version), Ok("1.0.0".to_owned()));
    assert_eq!(version(&kits), "1.0.0");
    assert_eq!(back("base").map(|record| record.version), Ok("1.10.0".to_owned()));
    assert_eq!(version(&kits), "1.10.0");
    let gone = Store::open(&kits, &RealDisk).expect("the store").remove("base");
    assert_eq!(
        gone.map(|record| record.map(|record| record.version)),
        Ok(Some("1.10.0".to_owned()))
    );
    assert_eq!(names(&kits), [".etabli"]);
    assert_eq!(names(&kits.join(".etabli/previous")), [""; 0]);
    assert_eq!(look(&kits), Ok(State::default()));
    assert_eq!(
        back("base"),
        Err(vec![
            "K738 le kit «\u{a0}base\u{a0}» n’a pas été installé avec «\u{a0}etabli kit install\u{a0}»".to_owned()
        ])
    );
}

#[test]
fn a_kit_copied_by_hand_is_replaced_and_can_be_gone_back_to() {
    let scratch = house::scratch("install-hand");
    let kits = scratch.join("kits");
    house::copy(&base_kit(&scratch, "1.0.0"), &kits.join("base"));
    let two = packed(&base_kit(&scratch, "2.0.0"), Some(&key()));
    assert_eq!(
        install(&kits, &two, &ours()),
        Ok(Received::ToReplace("1.0.0".to_owned()))
    );
    let record = Store::open(&kits, &RealDisk)
        .expect("the store")
        .rollback("base")
        .expect("the copy");
    assert_eq!((record.version.as_str(), record.publisher), ("1.0.0", None));
    assert_eq!(version(&kits), "1.0.0");
    // The same content, now signed.
    let one = packed(&base_kit(&scratch, "1.0.0"), Some(&key()));
    assert_eq!(install(&kits, &one, &ours()), Ok(Received::AlreadyThere));
    let live = look(&kits).expect("a state").kits["base"].live.clone().expect("played");
    assert!(live.publisher.is_some());
}

#[test]
fn no_step_back_and_no_stranger() {
    let scratch = house::scratch("install-order");
    let kits = scratch.join("kits");
    let [old, new] = ["1.9.0", "1.10.0"].map(|version| packed(&base_kit(&scratch, version), Some(&key())));
    assert_eq!(install(&kits, &new, &ours()), Ok(Received::New));
    let one = |text: &str| Err(vec![text.to_owned()]);
    assert_eq!(
        install(&kits, &old, &ours()),
        one("K734 la version 1.9.0 est plus ancienne que la 1.10.0, qui est installée")
    );
    let folder = base_kit(&scratch, "1.10.0");
    fs::write(folder.join("source.txt"), "changed").expect("a file");
    assert_eq!(
        install(&kits, &packed(&folder, Some(&key())), &ours()),
        one("K735 une autre version 1.10.0 de ce kit est déjà installée, avec un autre contenu")
    );
    let stranger = publisher(OTHER_SEED, "Bois");
    assert_eq!(
        install(&kits, &packed(&base_kit(&scratch, "3.0.0"), Some(&key())), &stranger),
        one(
            "K736 le kit «\u{a0}base\u{a0}» installé ici est de «\u{a0}Métallurgie\u{a0}», qui n’a pas signé cette archive"
        )
    );
    let nothing = Store::open(&kits, &RealDisk).expect("the store").rollback("base");
    assert_eq!(
        told(nothing.expect_err("no version before")),
        ["K737 le kit «\u{a0}base\u{a0}» n’a pas de version précédente"]
    );
    assert_eq!(version(&kits), "1.10.0");
}

#[test]
fn a_kit_with_errors_or_of_another_name_stays_out() {
    let scratch = house::scratch("install-errors");
    let kits = scratch.join("kits");
    let mut files = base_files("install-errors-files");
    let archive = |version: &str, files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let manifest = forge::manifest("base", version, files).to_string();
        forge::zip(&forge::entries(SEED, manifest.as_bytes(), files))
    };
    assert_eq!(
        install(&kits, &archive("9.9.9", &files), &ours()),
        Err(vec![
            "K730 l’archive dit «\u{a0}base 9.9.9\u{a0}», et le kit «\u{a0}base 1.2.3\u{a0}»".to_owned()
        ])
    );
    files.insert("kit.ron".to_owned(), b"(format: 1".to_vec());
    let bytes = archive("1.2.3", &files);
    let mut store = Store::open(&kits, &RealDisk).expect("the store");
    let found = store
        .receive(&mut open(&bytes).expect("whole"), &ours(), "usb/a.kit")
        .expect_err("no kit")
        .sorted();
    assert_eq!(found[0].file, "usb/a.kit/kit.ron");
    assert_eq!(names(&kits), [".etabli"]);
    assert_eq!(names(&kits.join(".etabli")), ["lock"]);
}

#[test]
fn two_cannot_install_at_once() {
    let scratch = house::scratch("install-two");
    let kits = scratch.join("kits");
    let one = packed(&base_kit(&scratch, "1.0.0"), Some(&key()));
    let first = Store::open(&kits, &RealDisk).expect("the store");
    assert_eq!(
        install(&kits, &one, &ours()),
        Err(vec!["K732 une autre installation est en cours".to_owned()])
    );
    // A kiosk that starts meanwhile does not wait and does not complain.
    assert_eq!(store::tidy(&kits), Ok(()));
    drop(first);
    assert_eq!(install(&kits, &one, &ours()), Ok(Received::New));
}

#[test]
fn a_list_that_cannot_be_read_is_told_and_nothing_is_touched() {
    let scratch = house::scratch("install-list");
    let kits = scratch.join("kits");
    let one = packed(&base_kit(&scratch, "1.0.0"), Some(&key()));
    assert_eq!(install(&kits, &one, &ours()), Ok(Received::New));
    fs::write(kits.join(".etabli/installed.ron"), "(kits: 3)").expect("a file");
    let told = Store::open(&kits, &RealDisk).map(drop).expect_err("damaged").sorted();
    assert_eq!(told[0].code, "K740");
    assert!(
        told[0]
            .help
            .as_ref()
            .is_some_and(|help| help.fr.contains("mettre ce fichier de côté"))
    );
    assert_eq!(version(&kits), "1.0.0");
}

#[test]
fn the_kiosk_sees_no_hidden_version_and_puts_a_cut_right_as_it_starts() {
    let scratch = house::scratch("install-kiosk");
    let kits = scratch.join("kits");
    let [one, two] = ["1.0.0", "2.0.0"].map(|version| packed(&base_kit(&scratch, version), Some(&key())));
    for bytes in [&one, &two] {
        install(&kits, bytes, &ours()).expect("installed");
    }
    // As a power cut between two renames leaves it: nothing in its place, the new version aside.
    let three = base_kit(&scratch, "3.0.0");
    house::copy(&three, &kits.join(".etabli/waiting/base"));
    fs::create_dir_all(kits.join(".etabli/replaced")).expect("a folder");
    fs::rename(kits.join("base"), kits.join(".etabli/replaced/base")).expect("moved");
    let mut state = look(&kits).expect("a state");
    let live = state.kits["base"].live.clone().expect("played");
    let record = store::Record {
        version: "3.0.0".to_owned(),
        content: content_of(&three).expect("a hash"),
        ..live.clone()
    };
    state.under_way = Some(Change::TakeIn {
        id: "base".to_owned(),
        record,
        replaces: Some(live),
    });
    state
        .write(&kits.join(".etabli/installed.ron"), &RealDisk)
        .expect("written");
    let mut house = House::with_kits(kits.clone());
    house.wait(2);
    house.until("the kits", |world| world.resource::<Library>().is_settled());
    let library = house.app.world().resource::<Library>();
    let seen: Vec<(&str, &str)> = library.playable().map(|kit| (kit.id(), kit.version())).collect();
    assert_eq!(seen, [("base", "3.0.0")]);
    assert_eq!(
        look(&kits).expect("a state").kits["base"]
            .previous
            .as_ref()
            .map(|record| record.version.as_str()),
        Some("2.0.0")
    );
    assert_eq!(
        names(&kits.join(".etabli")),
        ["installed.ron", "lock", "previous", "waiting"]
    );
}

/// The versions that are played, to go back to, and waiting.
fn versions(kits: &Path) -> [Option<String>; 3] {
    let state = look(kits).expect("a state");
    let shelf = state.kits.get("base").cloned().unwrap_or_default();
    [shelf.live, shelf.previous, shelf.waiting].map(|record| record.map(|record| record.version))
}

#[test]
fn a_version_waits_until_it_is_proven_and_the_one_before_is_played_meanwhile() {
    let scratch = house::scratch("install-waits");
    let kits = scratch.join("kits");
    let [one, two, three] =
        ["1.0.0", "2.0.0", "3.0.0"].map(|version| packed(&base_kit(&scratch, version), Some(&key())));
    assert_eq!(receive(&kits, &one, &ours()), Ok(Received::New));
    assert_eq!(receive(&kits, &one, &ours()), Ok(Received::WaitsAlready));
    assert_eq!(names(&kits), [".etabli"], "nothing is played before its trial");
    assert_eq!(store::catch_up(&kits).0, []);
    assert_eq!(prove_all(&kits).len(), 1);
    assert_eq!(version(&kits), "1.0.0");

    let text = |version: &str| Some(version.to_owned());
    assert_eq!(
        receive(&kits, &two, &ours()),
        Ok(Received::ToReplace("1.0.0".to_owned()))
    );
    assert_eq!(version(&kits), "1.0.0");
    assert_eq!(versions(&kits), [text("1.0.0"), None, text("2.0.0")]);
    // What waits is replaced by what is newer still, and nothing steps back behind it.
    assert_eq!(
        receive(&kits, &three, &ours()),
        Ok(Received::ToReplace("1.0.0".to_owned()))
    );
    assert!(receive(&kits, &two, &ours()).is_err_and(|told| told[0].starts_with("K734")));
    assert_eq!(versions(&kits), [text("1.0.0"), None, text("3.0.0")]);
    let done = prove_all(&kits);
    assert!(matches!(&done[..], [(_, Done::TakenIn(record))] if record.version == "3.0.0"));
    assert_eq!(version(&kits), "3.0.0");
    assert_eq!(versions(&kits), [text("3.0.0"), text("1.0.0"), None]);
}

#[test]
fn what_was_changed_since_its_trial_is_not_taken_in() {
    let scratch = house::scratch("install-changed");
    let kits = scratch.join("kits");
    let one = packed(&base_kit(&scratch, "1.0.0"), Some(&key()));
    receive(&kits, &one, &ours()).expect("received");
    let mut store = Store::open(&kits, &RealDisk).expect("the store");
    let content = store.candidates()[0].record.content;
    fs::write(kits.join(".etabli/waiting/base/source.txt"), "changed").expect("a file");
    assert_eq!(
        told(store.prove("base", content).expect_err("changed")),
        ["K733 les fichiers du kit «\u{a0}base\u{a0}» ont changé depuis son essai"]
    );
    assert_eq!(
        told(store.prove("other", content).expect_err("unknown")),
        ["K731 aucune version du kit «\u{a0}other\u{a0}» n’attend d’essai ici"]
    );
    assert_eq!(store.catch_up().0, []);
    drop(store);
    assert_eq!(names(&kits), [".etabli"]);
}

#[test]
fn what_is_asked_while_a_kiosk_plays_is_done_once_nobody_does() {
    let scratch = house::scratch("install-asked");
    let kits = scratch.join("kits");
    for version in ["1.0.0", "2.0.0"] {
        install(&kits, &packed(&base_kit(&scratch, version), Some(&key())), &ours()).expect("installed");
    }
    let kiosk = Playing::from(&kits);
    assert!(store::is_played(&kits));
    let ask = |ask: Ask| {
        Store::open(&kits, &RealDisk)
            .expect("the store")
            .ask("base", ask)
            .expect("asked");
    };
    ask(Ask::Rollback);
    assert_eq!(version(&kits), "2.0.0");
    let (done, _) = store::catch_up(&kits);
    assert!(matches!(&done[..], [(_, Done::RolledBack(record))] if record.version == "1.0.0"));
    assert_eq!(store::catch_up(&kits).0, [], "once is enough");
    ask(Ask::Remove);
    assert_eq!(store::catch_up(&kits).0, [("base".to_owned(), Done::Removed)]);
    assert_eq!(names(&kits), [".etabli"]);
    drop(kiosk);
}

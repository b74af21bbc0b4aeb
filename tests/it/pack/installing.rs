//! Kits come in, go back and leave.

use std::{fs, path::Path};

use etabli::kit::{
    Library,
    pack::{Publisher, folder::content_of},
    store::{Change, Installed, RealDisk, State, Status, Store, look},
};

use super::{OTHER_SEED, SEED, base_files, base_kit, forge, key, open, packed, publisher, told};
use crate::house::{self, House};

/// Installs these bytes into `kits`; what is said otherwise.
fn install(kits: &Path, bytes: &[u8], publisher: &Publisher) -> Result<Installed, Vec<String>> {
    let mut archive = open(bytes).expect("a whole archive");
    let mut store = Store::open(kits, &RealDisk).map_err(told)?;
    store.install(&mut archive, publisher, "a.kit").map_err(told)
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
    assert_eq!(install(&kits, &one, &ours()), Ok(Installed::New));
    assert_eq!(install(&kits, &one, &ours()), Ok(Installed::AlreadyThere));
    assert_eq!(
        install(&kits, &two, &ours()),
        Ok(Installed::InPlaceOf("1.0.0".to_owned()))
    );
    assert_eq!(version(&kits), "1.10.0");
    assert_eq!(names(&kits), [".etabli", "base"]);
    assert_eq!(names(&kits.join(".etabli")), ["installed.ron", "lock", "previous"]);
    let shelf = look(&kits).expect("a state").kits["base"].clone();
    assert_eq!(
        (shelf.live.version.as_str(), shelf.live.status),
        ("1.10.0", Status::EnAttente)
    );
    assert_eq!(
        shelf.live.publisher.map(|publisher| publisher.name).as_deref(),
        Some("Métallurgie")
    );
    assert_eq!(shelf.live.content, content_of(&kits.join("base")).expect("a hash"));

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
    assert_eq!(gone.map(|record| record.version), Ok("1.10.0".to_owned()));
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
        Ok(Installed::InPlaceOf("1.0.0".to_owned()))
    );
    let record = Store::open(&kits, &RealDisk)
        .expect("the store")
        .rollback("base")
        .expect("the copy");
    assert_eq!((record.version.as_str(), record.publisher), ("1.0.0", None));
    assert_eq!(version(&kits), "1.0.0");
    // The same content, now signed.
    let one = packed(&base_kit(&scratch, "1.0.0"), Some(&key()));
    assert_eq!(install(&kits, &one, &ours()), Ok(Installed::AlreadyThere));
    assert!(look(&kits).expect("a state").kits["base"].live.publisher.is_some());
}

#[test]
fn no_step_back_and_no_stranger() {
    let scratch = house::scratch("install-order");
    let kits = scratch.join("kits");
    let [old, new] = ["1.9.0", "1.10.0"].map(|version| packed(&base_kit(&scratch, version), Some(&key())));
    assert_eq!(install(&kits, &new, &ours()), Ok(Installed::New));
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
        .install(&mut open(&bytes).expect("whole"), &ours(), "usb/a.kit")
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
    assert_eq!(etabli::kit::store::tidy(&kits), Ok(()));
    drop(first);
    assert_eq!(install(&kits, &one, &ours()), Ok(Installed::New));
}

#[test]
fn a_list_that_cannot_be_read_is_told_and_nothing_is_touched() {
    let scratch = house::scratch("install-list");
    let kits = scratch.join("kits");
    let one = packed(&base_kit(&scratch, "1.0.0"), Some(&key()));
    assert_eq!(install(&kits, &one, &ours()), Ok(Installed::New));
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
    house::copy(&three, &kits.join(".etabli/incoming/base"));
    fs::create_dir_all(kits.join(".etabli/replaced")).expect("a folder");
    fs::rename(kits.join("base"), kits.join(".etabli/replaced/base")).expect("moved");
    let mut state = look(&kits).expect("a state");
    let live = state.kits["base"].live.clone();
    let record = etabli::kit::store::Record {
        version: "3.0.0".to_owned(),
        content: content_of(&three).expect("a hash"),
        ..live.clone()
    };
    state.under_way = Some(Change::Install {
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
    assert_eq!(names(&kits.join(".etabli")), ["installed.ron", "lock", "previous"]);
}

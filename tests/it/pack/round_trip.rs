//! What goes in comes out, and the same kit is the same archive wherever and whenever it is packed.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use etabli::kit::{
    self,
    pack::{self, Proof, folder},
};

use super::{base_kit, key, open, packed, told};
use crate::house;

#[test]
fn every_file_comes_out_as_it_went_in() {
    let scratch = house::scratch("pack-round");
    let folder = base_kit(&scratch, "1.2.3");
    fs::create_dir_all(folder.join("source/deep")).expect("a folder");
    fs::write(folder.join("source/deep/zeros.bin"), vec![0; 3_000_000]).expect("a file");
    fs::write(folder.join("source/empty"), "").expect("a file");
    fs::write(folder.join(".hidden"), "secret").expect("a file");
    let contents = folder::read(&folder).expect("files");
    assert!(contents.contains_key("source/deep/zeros.bin") && !contents.contains_key(".hidden"));
    let bytes = packed(&folder, Some(&key()));
    let mut archive = open(&bytes).expect("an archive");
    archive.verify().expect("every file");
    assert_eq!(archive.signed(), Some(key().public()));
    assert_eq!(archive.manifest().file_name(), "base-1.2.3.kit");
    let names: Vec<String> = archive
        .manifest()
        .files()
        .iter()
        .map(|file| file.path.clone())
        .collect();
    assert_eq!(names, contents.keys().cloned().collect::<Vec<_>>());
    for name in names {
        assert_eq!(
            archive.read(&name).expect("a file").as_ref(),
            contents.get(&name),
            "{name}"
        );
    }
    assert_eq!(
        archive.manifest().content(),
        folder::content_of(&folder).expect("a hash")
    );
    assert_eq!(archive.proof(), Ok(Proof::None));
    assert_eq!(open(&packed(&folder, None)).expect("an archive").signed(), None);
}

#[test]
fn the_same_kit_is_the_same_archive_byte_for_byte() {
    let scratch = house::scratch("pack-same");
    let folder = base_kit(&scratch, "1.2.3");
    let again = scratch.join("elsewhere/base");
    house::copy(&folder, &again);
    let then = SystemTime::now() - Duration::from_secs(1_000_000);
    let file = fs::File::options()
        .write(true)
        .open(again.join("kit.ron"))
        .expect("the kit");
    file.set_modified(then).expect("another date");
    fs::write(again.join(".DS_Store"), "noise").expect("a file");
    assert!(packed(&folder, Some(&key())) == packed(&again, Some(&key())));
    fs::write(again.join("source.txt"), "one more").expect("a file");
    assert!(packed(&folder, Some(&key())) != packed(&again, Some(&key())));
}

#[test]
fn an_archive_names_the_program_that_its_kit_needs() {
    let scratch = house::scratch("pack-since");
    let folder = base_kit(&scratch, "1.2.3");
    let text = fs::read_to_string(folder.join("kit.ron")).expect("the kit");
    for (named, expected) in [
        ("", "0.1.0"),
        ("etabli: \"0.0.9\",", "0.1.0"),
        ("etabli: \"0.3.0\",", "0.3.0"),
    ] {
        let changed = text.replacen("format: 1,", &format!("format: 1, {named}"), 1);
        assert!(named.is_empty() || changed != text);
        fs::write(folder.join("kit.ron"), changed).expect("the kit");
        let bytes = packed(&folder, None);
        assert_eq!(open(&bytes).expect("an archive").manifest().etabli(), expected);
    }
}

#[test]
fn a_proof_is_asked_for_and_counts_for_its_content_only() {
    let scratch = house::scratch("pack-proof");
    let folder = base_kit(&scratch, "1.2.3");
    let pack = || {
        let contents = folder::read(&folder).expect("files");
        let (kit, _) = kit::parse("kit.ron", &contents["kit.ron"]).expect("a kit");
        pack::pack(&kit, &contents, None, false).map(|packed| packed.proof)
    };
    let missing = "K753 ce kit n’a pas de preuve (proof.json)\u{a0}: rien ne montre encore qu’il se joue jusqu’au bout";
    assert_eq!(told(pack().expect_err("no proof")), [missing]);
    let content = folder::content_of(&folder).expect("a hash");
    fs::write(folder.join("proof.json"), format!("{{\"content\": \"{content}\"}}")).expect("a proof");
    assert_eq!(pack(), Ok(Proof::Valid));
    fs::write(folder.join("source.txt"), "changed").expect("a file");
    let stale = "K754 la preuve (proof.json) est celle d’un autre contenu\u{a0}: le kit a changé depuis";
    assert_eq!(told(pack().expect_err("another content")), [stale]);
}

#[test]
fn links_and_names_that_do_not_travel_are_not_packed() {
    let scratch = house::scratch("pack-names");
    let folder = base_kit(&scratch, "1.2.3");
    fs::create_dir_all(folder.join("source")).expect("a folder");
    fs::write(folder.join("source/con.py"), "").expect("a file");
    fs::write(folder.join("source/A.py"), "").expect("a file");
    fs::write(folder.join("source/a.py"), "").expect("a file");
    assert_eq!(
        told(folder::read(&folder).expect_err("names")),
        [
            "K711 «\u{a0}source/con.py\u{a0}» est le nom d’un appareil sous Windows",
            "K714 «\u{a0}source/a.py\u{a0}» ne diffère de «\u{a0}source/A.py\u{a0}» que par les majuscules",
        ]
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", folder.join("source/link")).expect("a link");
        assert_eq!(
            told(folder::read(&folder).expect_err("a link")),
            ["K712 «\u{a0}source/link\u{a0}» est un lien, et non un fichier"]
        );
    }
}

//! A kiosk goes onto a stick and comes off it, whatever the stick has been through.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{bring::Wishes, *};
use crate::{
    config,
    finding::Findings,
    kit::store::{self, Status},
};

/// A folder of this test's own with two kiosks and a stick.
struct Bench(PathBuf);

impl Bench {
    fn new(name: &str) -> Self {
        let bench = std::env::temp_dir().join(format!("etabli-clone-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&bench);
        let this = Self(bench);
        for kiosk in ["one", "spare"] {
            for folder in ["assets/images", "config/events", "kits"] {
                fs::create_dir_all(this.0.join(kiosk).join(folder)).expect("a folder");
            }
        }
        fs::create_dir_all(this.stick()).expect("a folder");
        let one = this.home("one");
        for (name, text) in [
            ("config/kiosk.ron", "// Lou\n(volume: 0.3, event: \"salon\")"),
            (
                "config/agency.ron",
                "(kiosk: \"borne-1\", xapi: \"https://a.example/xapi\", credentials: \"agence.secret\", ca: \"a.pem\", proxy: \"http://u:tres-secret@proxy:3128\")",
            ),
            ("config/agence.secret", "borne:tres-secret"),
            ("config/staff.ron", "(pin: \"$argon2id$tres-secret\")"),
            ("config/a.pem", "-----BEGIN CERTIFICATE-----"),
            ("config/trust.ron", "(publishers: [])"),
            (
                "config/events/salon.ron",
                include_str!("../../../config/events/exemple.ron"),
            ),
        ] {
            fs::write(one.join(name), text).expect("a file");
        }
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("kits/soudure");
        copy_folder(&shipped, &one.join("kits/soudure"));
        this
    }

    fn home(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn stick(&self) -> PathBuf {
        self.0.join("stick")
    }

    fn take(&self) -> String {
        let mut out = Vec::new();
        let now = "2026-11-26T19:00:00Z".parse().expect("a moment");
        take::take(&self.home("one"), &self.stick(), true, now, &mut out).expect("copied");
        String::from_utf8(out).expect("text")
    }

    fn bring(&self, answer: &str) -> Result<String> {
        let mut out = Vec::new();
        let wishes = Wishes {
            kits: true,
            kiosk: None,
        };
        bring::bring(
            &self.stick(),
            &self.home("spare"),
            &wishes,
            &mut answer.as_bytes(),
            &mut out,
        )?;
        Ok(String::from_utf8(out).expect("text"))
    }

    /// Every file below the spare kiosk, with what is in it.
    fn spare(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.home("spare"))
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            fs::copy(&path, to).expect("copied");
        }
    }
}

#[test]
fn a_spare_kiosk_has_it_all_but_the_secrets_and_keeps_its_name() {
    let bench = Bench::new("whole");
    let said = bench.take();
    assert!(said.contains("1 kit(s)") && said.contains("proxy"), "{said}");
    for (path, bytes) in files(&bench.stick()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !text.contains("tres-secret") && !text.contains("argon2"),
            "{}",
            path.display()
        );
    }
    let said = bench.bring("Borne 2\nborne-1\nborne-2\n").expect("brought");
    assert_eq!(said.matches("Nom de cette borne").count(), 3, "{said}");
    assert!(
        said.contains("soudure\u{a0}: copié, en attente") && said.contains("agence.secret"),
        "{said}"
    );
    let spare = bench.home("spare");
    let mut findings = Findings::default();
    let kiosk = config::load_kiosk(&spare.join("config/kiosk.ron"), &mut findings);
    assert_eq!((kiosk.volume, kiosk.event.as_deref()), (0.3, Some("salon")));
    assert!(
        fs::read_to_string(spare.join("config/kiosk.ron"))
            .expect("a file")
            .starts_with("// Lou")
    );
    assert!(config::load_event(&spare.join("config/events"), "salon", &mut findings).is_some());
    let agency = config::load_agency(&spare.join("config/agency.ron"), &mut findings);
    assert_eq!(
        (agency.kiosk.as_str(), agency.proxy.as_deref()),
        ("borne-2", Some("http://proxy:3128"))
    );
    assert!(agency.ca.is_some_and(|path| path.is_file()));
    assert!(findings.is_empty(), "{findings:?}");
    for absent in ["config/staff.ron", "config/agence.secret"] {
        assert!(!spare.join(absent).exists(), "{absent}");
    }
    // The kit is the same, and is to be tried here.
    let content = |home: &Path| crate::kit::pack::folder::content_of(&home.join("kits/soudure")).expect("a kit");
    assert_eq!(content(&spare), content(&bench.home("one")));
    let state = store::look(&spare.join("kits")).expect("a list");
    let live = state.kits["soudure"].live.clone().expect("a record");
    assert_eq!((live.status, live.publisher), (Status::EnAttente, None));
    assert_eq!(state.candidates(&spare.join("kits")).len(), 1);
    // Again: nobody is asked, nothing is lost.
    let said = bench.bring("").expect("brought");
    assert!(
        said.contains("soudure\u{a0}: déjà là") && said.contains("borne-2"),
        "{said}"
    );
}

#[test]
fn a_kit_that_is_there_in_another_version_stays() {
    let bench = Bench::new("other");
    bench.take();
    copy_folder(
        &bench.home("one").join("kits/soudure"),
        &bench.home("spare").join("kits/soudure"),
    );
    let kit = bench.home("spare").join("kits/soudure/kit.ron");
    let other = format!("// autre\n{}", fs::read_to_string(&kit).expect("a file"));
    fs::write(&kit, &other).expect("a file");
    let said = bench.bring("borne-2\n").expect("brought");
    assert!(said.contains("elle reste"), "{said}");
    assert_eq!(fs::read_to_string(&kit).expect("a file"), other);
}

/// Whatever is wrong with a copy, nothing of the spare kiosk changes.
#[test]
fn half_a_copy_changes_nothing() {
    let bench = Bench::new("half");
    let before = bench.spare();
    let refused = |why: &str| {
        let error = format!("{:#}", bench.bring("borne-2\n").expect_err(why));
        assert_eq!(bench.spare(), before, "{why}");
        error
    };
    assert!(refused("no copy").contains("aucune copie"));
    bench.take();
    let copy = bench.stick().join(FOLDER);
    let list = fs::read_to_string(copy.join("clone.json")).expect("a list");
    // The stick is pulled out: files are missing, or end too soon, from any of them on.
    for (path, bytes) in files(&copy)
        .into_iter()
        .filter(|(path, _)| !path.ends_with("clone.json"))
    {
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("a file");
        assert!(refused("cut").contains("abîmé"), "{}", path.display());
        fs::remove_file(&path).expect("removed");
        assert!(refused("gone").contains("abîmé"), "{}", path.display());
        fs::write(&path, &bytes).expect("a file");
    }
    for (from, to, why) in [
        ("\"format\": 1", "\"format\": 2", "plus récente"),
        ("config/kiosk.ron", "config/staff.ron", "rien à faire"),
        ("config/kiosk.ron", "config/../../kiosk.ron", "rien à faire"),
        ("{", "", "abîmée"),
    ] {
        fs::write(copy.join("clone.json"), list.replacen(from, to, 1)).expect("a list");
        let error = refused(why);
        assert!(error.contains(why), "{error}");
    }
    fs::write(copy.join("clone.json"), &list).expect("a list");
    // Nobody says what this kiosk is called.
    let error = format!("{:#}", bench.bring("").expect_err("no name"));
    assert!(error.contains("--kiosk"), "{error}");
    assert_eq!(bench.spare(), before);
    bench.bring("borne-2\n").expect("whole again");
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_place() {
    let bench = Bench::new("broken");
    fs::write(bench.home("one").join("config/kiosk.ron"), "(volume: 0,3)").expect("a file");
    let now = "2026-11-26T19:00:00Z".parse().expect("a moment");
    let taken = take::take(&bench.home("one"), &bench.stick(), true, now, &mut Vec::new());
    assert!(format!("{:#}", taken.expect_err("broken")).contains("kiosk.ron"));
    // The last good one goes in its place.
    fs::write(bench.home("one").join("config/kiosk.ron.bon"), "(volume: 0.4)").expect("a file");
    bench.take();
    bench.bring("borne-2\n").expect("brought");
    let kiosk = config::load_kiosk(&bench.home("spare").join("config/kiosk.ron"), &mut Findings::default());
    assert_eq!(kiosk.volume, 0.4);
}

#[test]
fn a_second_copy_takes_the_place_of_the_first() {
    let bench = Bench::new("twice");
    bench.take();
    fs::write(bench.home("one").join("config/kiosk.ron"), "(volume: 0.9)").expect("a file");
    // Left there by a stick that was pulled out in the middle.
    fs::create_dir_all(bench.stick().join("etabli-clone.en-cours/config")).expect("a folder");
    bench.take();
    let names: Vec<_> = fs::read_dir(bench.stick())
        .expect("the stick")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, [FOLDER]);
    bench.bring("borne-2\n").expect("brought");
    let kiosk = config::load_kiosk(&bench.home("spare").join("config/kiosk.ron"), &mut Findings::default());
    assert_eq!(kiosk.volume, 0.9);
}

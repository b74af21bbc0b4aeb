//! Whatever the bytes: no panic, no file outside the folder of kits, nothing installed that was not signed.

use std::{collections::BTreeMap, fs, io::Cursor, path::Path};

use etabli::kit::{
    pack::{Archive, Publisher, SecretKey, folder::content_of},
    store::{RealDisk, Store, look},
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{TestCaseError, TestRunner},
};

use super::{SEED, base_files, base_kit, forge, key, packed, publisher};
use crate::house;

/// Tries `check` on whatever `strategy` comes up with.
fn fuzz<S: Strategy>(name: &str, strategy: S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    house::endure(name, 1, |_| {
        let mut runner = TestRunner::new(ProptestConfig {
            cases: 192,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        runner
            .run(&strategy, &check)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    });
}

/// Opens these bytes and reads all there is.
fn read(bytes: &[u8]) -> bool {
    Archive::open(Cursor::new(bytes))
        .and_then(|mut archive| archive.verify())
        .is_ok()
}

/// Every file below `folder`.
fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    entries
        .map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 })
        .sum()
}

#[test]
fn bytes_that_begin_like_an_archive_do_no_harm() {
    fuzz("bytes as an archive", vec(any::<u8>(), 0..2000), |bytes| {
        let like = [b"PK\x03\x04".as_slice(), &bytes].concat();
        prop_assert!(!read(&like) && !read(&bytes));
        Ok(())
    });
}

#[test]
fn keys_and_lists_of_any_text_do_no_harm() {
    let anything = (any::<String>(), vec(any::<u8>(), 0..500));
    fuzz("text as a key or a list", anything, |(text, bytes)| {
        prop_assert!(SecretKey::from_text(&text).is_err());
        prop_assert!(Publisher::from_text(&text).is_err());
        let files = BTreeMap::new();
        for manifest in [text.as_bytes(), &bytes] {
            prop_assert!(!read(&forge::zip(&forge::entries(SEED, manifest, &files))));
        }
        Ok(())
    });
}

#[test]
fn a_changed_list_that_is_signed_is_this_kit_or_none() {
    let files = base_files("fuzz-list");
    let whole = forge::manifest("base", "1.2.3", &files).to_string().into_bytes();
    let change = (any::<Index>(), any::<u8>(), any::<Index>(), 0..3_u8);
    fuzz("a changed list", change, |change| {
        let manifest = changed(&whole, &change);
        let bytes = forge::zip(&forge::entries(SEED, &manifest, &files));
        if let Ok(mut archive) = Archive::open(Cursor::new(&bytes)) {
            prop_assert!(archive.verify().is_err() || archive.manifest().files().len() == files.len());
        }
        Ok(())
    });
}

#[test]
fn a_list_with_any_name_in_it_stays_inside() {
    fuzz("a name in a list", "[a-zA-Z./\\\\:\u{e9} ~-]{1,12}", |name| {
        let mut files = base_files("fuzz-name");
        files.insert(name, b"x".to_vec());
        let manifest = forge::manifest("base", "1.2.3", &files).to_string();
        let bytes = forge::zip(&forge::entries(SEED, manifest.as_bytes(), &files));
        if let Ok(mut archive) = Archive::open(Cursor::new(&bytes)) {
            let scratch = house::scratch("fuzz-inside");
            let kits = scratch.join("a/b/kits");
            let mut store = Store::open(&kits, &RealDisk).expect("the store");
            let _ = store.receive(&mut archive, &publisher(SEED, "a"), "a.kit");
            drop(store);
            prop_assert_eq!(count(&scratch), count(&kits));
        }
        Ok(())
    });
}

/// A place, a byte, another place and what is done there.
type Change = (Index, u8, Index, u8);

fn changed(whole: &[u8], (at, byte, other, kind): &Change) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let (at, other) = (at.index(bytes.len()), other.index(whole.len()));
    match kind {
        0 => bytes[at] = *byte,
        1 => bytes.truncate(at),
        // A piece of it in place of another.
        _ => {
            let piece = whole[other..whole.len().min(other + usize::from(*byte))].to_vec();
            let end = bytes.len().min(at + piece.len());
            bytes.splice(at..end, piece);
        }
    }
    bytes
}

#[test]
fn a_changed_archive_is_the_same_kit_or_none() {
    let scratch = house::scratch("fuzz-changed");
    let folder = base_kit(&scratch, "1.2.3");
    let whole = packed(&folder, Some(&key()));
    let content = content_of(&folder).expect("a hash");
    let change = (any::<Index>(), any::<u8>(), any::<Index>(), 0..3_u8);
    fuzz("a changed archive", change, |change| {
        let bytes = changed(&whole, &change);
        let Ok(mut archive) = Archive::open(Cursor::new(&bytes)) else {
            return Ok(());
        };
        let kits = scratch.join("outside/kits");
        let _ = fs::remove_dir_all(&kits);
        let signed = archive.signed();
        let received = Store::open(&kits, &RealDisk)
            .and_then(|mut store| store.receive(&mut archive, &publisher(SEED, "a"), "a.kit"));
        if received.is_ok() {
            prop_assert_eq!(signed, Some(key().public()));
            prop_assert_eq!(content_of(&kits.join(".etabli/waiting/base")).expect("a hash"), content);
        } else {
            prop_assert!(!kits.join(".etabli/waiting/base").exists());
            prop_assert!(look(&kits).expect("a state").kits.is_empty());
        }
        prop_assert_eq!(count(&scratch.join("outside")), count(&kits));
        Ok(())
    });
}

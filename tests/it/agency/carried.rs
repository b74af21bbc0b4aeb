//! Files carried by hand from a kiosk without network.

use ed25519_dalek::SigningKey;
use etabli::engagement::portable::{Taken, hex, public_key, read_receipt, write};

use super::*;

/// The value of a line that `etabli agency key` prints for config/agency.ron.
fn value<'a>(lines: &'a str, name: &str) -> &'a str {
    let line = lines.lines().find(|line| line.contains(name)).expect("the line");
    line.split('"').nth(1).expect("a value")
}

#[test]
fn a_file_is_taken_once_and_answered_with_a_receipt() {
    let folder = Scratch::new("carried");
    let (code, lines, told) = ran(&folder, &["key"]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(ran(&folder, &["key"]).1, lines, "keys are made once");
    let agency_key = value(&lines, "export_key").parse().expect("an age key");
    let kiosk = SigningKey::from_bytes(&[7; 32]);
    let statements = [frozen("scolaire", 42), frozen("adulte", 30)];
    let bytes = write("borne-3", &statements, &kiosk, &agency_key).expect("a file");
    let file = folder.path("etabli-borne-3.age");
    fs::write(&file, &bytes).expect("a file");
    let path = file.to_str().expect("UTF-8");

    let (code, _, told) = ran(&folder, &["import", path]);
    let key = hex(kiosk.verifying_key().as_bytes());
    assert!(code == Some(2) && told.contains(&format!("--trust {key}")), "{told}");
    for arguments in [&["import", path, "--trust", &key][..], &["import", path]] {
        let (code, out, told) = ran(&folder, arguments);
        assert!(
            code == Some(0) && out.contains("2 déclarations gardées"),
            "{out} {told}"
        );
        let receipt = fs::read(file.with_extension("recu")).expect("a receipt");
        let signer = public_key(value(&lines, "receipt_key")).expect("a key");
        let receipt = read_receipt(&receipt, &signer).expect("a receipt");
        assert_eq!(receipt.statements, statements.each_ref().map(|s| (s.id, Taken::Stored)));
    }
    let (_, table, _) = ran(&folder, &["export-csv"]);
    assert_eq!(table.matches(";Scolaires;42;").count(), 3, "{table}");

    let mut damaged = bytes;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&file, damaged).expect("a file");
    assert_eq!(ran(&folder, &["import", path]).0, Some(2));
}

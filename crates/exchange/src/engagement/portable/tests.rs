use age::x25519::Identity;
use ed25519_dalek::{SigningKey, VerifyingKey};
use uuid::Uuid;

use super::{PortableError, Receipt, Taken, open, public_key, read, read_receipt, secret_key, write, write_receipt};
use crate::engagement::statement::FrozenStatement;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn known(seeds: &[u8]) -> Vec<VerifyingKey> {
    seeds.iter().map(|seed| key(*seed).verifying_key()).collect()
}

/// Statements with spaces and numbers that another writer of JSON would write otherwise.
fn statements(count: u8) -> Vec<FrozenStatement> {
    let statement = |n| {
        let id = Uuid::from_bytes([n; 16]);
        let body = format!("{{\"id\": \"{id}\",  \"n\": {n}.0, \"é\":1e2}}").into_bytes();
        FrozenStatement { id, body }
    };
    (0..count).map(statement).collect()
}

fn exported(count: u8, agency: &Identity) -> Vec<u8> {
    write("borne-3", &statements(count), &key(1), &agency.to_public()).expect("encrypted")
}

#[test]
fn what_is_written_is_read_byte_for_byte() {
    let agency = Identity::generate();
    for count in [0, 1, 200] {
        let export = open(&exported(count, &agency), &agency, &known(&[2, 1])).expect("an export");
        assert_eq!(export.statements, statements(count));
        assert_eq!((export.kiosk.as_str(), export.key), ("borne-3", known(&[1])[0]));
    }
}

#[test]
fn nobody_else_can_read_it() {
    let agency = Identity::generate();
    let bytes = exported(3, &agency);
    assert!(!bytes.windows(7).any(|part| part == b"borne-3"));
    let other = Identity::generate();
    assert_eq!(read(&bytes, &other, &known(&[1])), Err(PortableError::WrongKey));
}

#[test]
fn only_known_kiosks_are_believed_and_the_key_is_told() {
    let agency = Identity::generate();
    let refused = read(&exported(3, &agency), &agency, &known(&[2])).expect_err("unknown");
    let PortableError::UnknownKiosk { kiosk, key } = &refused else {
        panic!("{refused:?}")
    };
    assert_eq!((kiosk.as_str(), public_key(key)), ("borne-3", Some(known(&[1])[0])));
    assert!(refused.told().fr.contains(key.as_str()));
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let agency = Identity::generate();
    let bytes = exported(20, &agency);
    for length in 0..bytes.len() {
        let refused = read(&bytes[..length], &agency, &known(&[1])).expect_err("cut");
        let told = matches!(
            refused,
            PortableError::Truncated | PortableError::Tampered | PortableError::NotAnExport
        );
        assert!(told, "{length}: {refused:?}");
    }
    // As a stick taken out too early leaves it.
    let half = read(&bytes[..bytes.len() - 1], &agency, &known(&[1]));
    assert_eq!(half, Err(PortableError::Tampered));
}

#[test]
fn a_file_changed_anywhere_is_refused() {
    let agency = Identity::generate();
    let bytes = exported(3, &agency);
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(read(&changed, &agency, &known(&[1])).is_err(), "byte {at}");
    }
}

/// The agency's public key is public: anyone can write a file for it.
#[test]
fn what_others_encrypt_to_the_agency_is_not_a_kiosk_s() {
    let agency = Identity::generate();
    let seal = |text: &[u8]| age::encrypt(&agency.to_public(), text).expect("encrypted");
    let honest = age::decrypt(&agency, &exported(3, &agency)).expect("decrypted");
    let text = String::from_utf8(honest).expect("text");
    let read = |text: &str| read(&seal(text.as_bytes()), &agency, &known(&[1]));
    assert!(read(&text).is_ok());
    let lines: Vec<&str> = text.lines().collect();
    let without_one = [&lines[..1], &lines[2..]].concat().join("\n") + "\n";
    let swapped = [lines[0], lines[2], lines[1], lines[3], lines[4]].join("\n") + "\n";
    for forged in [
        text.replace("\"n\": 1.0", "\"n\": 9.0"),
        text.replace("borne-3", "borne-4"),
        without_one,
        swapped,
    ] {
        assert_eq!(read(&forged), Err(PortableError::Tampered), "{forged}");
    }
    assert_eq!(read(&lines[..3].join("\n")), Err(PortableError::Truncated));
    assert_eq!(
        read(&text.replace("\"format\":1", "\"format\":2")),
        Err(PortableError::Newer(2))
    );
    assert_eq!(
        read(&text.replace("\"format\":1", "\"f\":1")),
        Err(PortableError::NotAnExport)
    );
    assert_eq!(
        super::read(b"PK\x03\x04", &agency, &known(&[1])),
        Err(PortableError::NotAnExport)
    );
}

#[test]
fn a_receipt_counts_only_as_the_agency_wrote_it() {
    let id = |n| Uuid::from_bytes([n; 16]);
    let receipt = Receipt {
        kiosk: "borne-3".to_owned(),
        statements: vec![(id(1), Taken::Stored), (id(2), Taken::Different)],
    };
    let (agency, other) = (key(5), key(6));
    let bytes = write_receipt(&receipt, &agency);
    assert_eq!(read_receipt(&bytes, &agency.verifying_key()), Ok(receipt));
    assert_eq!(
        read_receipt(&bytes, &other.verifying_key()),
        Err(PortableError::Tampered)
    );
    for at in 0..bytes.len() {
        assert!(
            read_receipt(&bytes[..at], &agency.verifying_key()).is_err(),
            "cut at {at}"
        );
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(read_receipt(&changed, &agency.verifying_key()).is_err(), "byte {at}");
    }
    assert_eq!(
        read_receipt(b"hello", &agency.verifying_key()),
        Err(PortableError::NotAReceipt)
    );
}

#[test]
fn a_key_is_made_once_for_its_owner_alone_and_never_replaced() {
    let path = std::env::temp_dir().join(format!("etabli-kiosk-{}.key", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let made = secret_key(&path).expect("a new key");
    assert_eq!(secret_key(&path).expect("the same key").to_bytes(), made.to_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(&path, "damaged").expect("a file");
    assert!(secret_key(&path).is_err());
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "damaged");
    std::fs::remove_file(&path).expect("cleaned up");
}

#[test]
fn a_key_that_signs_anything_is_no_key() {
    for text in [
        "",
        "00",
        &"0".repeat(64),
        &format!("01{}", "0".repeat(62)),
        &"Z".repeat(64),
    ] {
        assert_eq!(public_key(text), None, "{text}");
    }
}

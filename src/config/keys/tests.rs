use std::fs;

use jiff::civil::date;

use super::*;
use crate::{language::Language, tokens::secret_text};

fn secret(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn key(name: &str, seed: u8) -> PublicKey {
    PublicKey {
        role: KeyRole::Kiosk,
        name: name.to_owned(),
        event: "salon-2026".to_owned(),
        key: secret(seed).verifying_key(),
        since: date(2026, 11, 26),
        replaced: None,
        revoked: None,
    }
}

fn parse(text: &str) -> (PublicKeys, Vec<String>) {
    let mut findings = Findings::default();
    let keys = parse_keys("c", text.as_bytes(), &mut findings);
    let told = findings.sorted().into_iter();
    (keys, told.map(|finding| finding.headline(Language::French)).collect())
}

fn line(name: &str, seed: u8, more: &str) -> String {
    let key = hex(secret(seed).verifying_key().as_bytes());
    format!("(role: borne, name: \"{name}\", event: \"salon-2026\", key: \"{key}\", since: \"2026-11-26\"{more})")
}

#[test]
fn a_list_is_written_and_read() {
    let keys = PublicKeys::new(vec![
        PublicKey {
            role: KeyRole::Event,
            ..key("salon-2026", 9)
        },
        key("borne-1", 1),
        PublicKey {
            replaced: Some(date(2026, 11, 27)),
            ..key("borne-2", 2)
        },
        PublicKey {
            revoked: Some(date(2026, 11, 28)),
            ..key("borne-2", 3)
        },
        key("borne-2", 4),
    ]);
    let text = keys_text(&keys);
    assert_eq!(parse(&text), (keys, vec![]));
    assert_eq!(
        parse(&keys_text(&PublicKeys::default())),
        (PublicKeys::default(), vec![])
    );
    assert!(
        text.contains("role: evenement") && text.contains("revoked: Some(\"2026-11-28\")"),
        "{text}"
    );
}

#[test]
fn a_list_written_by_hand_may_leave_out_what_never_happened() {
    let (keys, told) = parse(&format!("[{}]", line("borne-1", 1, "")));
    assert_eq!((keys, told), (PublicKeys::new(vec![key("borne-1", 1)]), vec![]));
}

#[test]
fn a_wrong_line_believes_nobody_and_spares_the_others() {
    let good = line("borne-1", 1, "");
    for (wrong, code) in [
        (line("borne-2", 2, "").replace("key: \"", "key: \"0"), "C605"),
        (line("Borne 2", 2, ""), "C606"),
        (line("borne-2", 2, "").replace("salon-2026", ""), "C606"),
        (line("borne-2", 2, "").replace("11-26", "13-26"), "C607"),
        // Read as « never », it would believe a stolen kiosk.
        (line("borne-2", 2, ", revoked: Some(\"hier\")"), "C607"),
        (line("borne-2", 2, ", replaced: Some(\"\")"), "C607"),
        (line("borne-2", 1, ""), "C608"),
        (line("borne-1", 2, ""), "C609"),
    ] {
        let (keys, told) = parse(&format!("[{good}, {wrong}]"));
        assert!(told.len() == 1 && told[0].contains(code), "{wrong}: {told:?}");
        assert!(told[0].starts_with("c:1:"), "{told:?}");
        assert_eq!(keys, PublicKeys::new(vec![key("borne-1", 1)]), "{wrong}");
    }
}

#[test]
fn a_key_that_no_longer_signs_leaves_its_name_to_another() {
    for past in [", replaced: Some(\"2026-11-27\")", ", revoked: Some(\"2026-11-27\")"] {
        let (keys, told) = parse(&format!("[{}, {}]", line("borne-1", 1, past), line("borne-1", 2, "")));
        assert_eq!(told, [""; 0]);
        assert_eq!(keys.current(KeyRole::Kiosk, "borne-1"), Some(&key("borne-1", 2)));
    }
}

#[test]
fn what_cannot_be_read_believes_nobody() {
    let unknown = format!("[{}]", line("borne-1", 1, ", colour: 1"));
    let role = format!("[{}]", line("borne-1", 1, "").replace("borne,", "agence,"));
    for text in ["", "(", "()", "[(role: borne)]", &unknown, &role] {
        let (keys, told) = parse(text);
        assert!(told.len() == 1 && told[0].contains("C601"), "{text}: {told:?}");
        assert_eq!(keys, PublicKeys::default());
    }
    let mut findings = Findings::default();
    assert_eq!(
        load_keys(Path::new("/no/such/file"), &mut findings),
        PublicKeys::default()
    );
    assert_eq!(findings.sorted()[0].code, "C604");
}

#[test]
fn a_secret_key_is_read_only_where_nobody_else_can() {
    let folder = std::env::temp_dir().join(format!("etabli-secret-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = key_path(&folder, KeyRole::Kiosk, "borne-3");
    assert!(path.ends_with("borne-borne-3.key"));
    let read = || signing_key(&folder, KeyRole::Kiosk, "borne-3");
    assert!(matches!(read(), Err(SecretKeyError::Absent(_))));
    fs::write(&path, secret_text(&secret(3))).expect("a file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for mode in [0o644, 0o640, 0o604, 0o620] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("rights");
            let refused = read().expect_err("others may read it");
            assert!(matches!(refused, SecretKeyError::Open(_, told) if told == mode));
            assert!(refused.told().fr.contains("chmod 600"));
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("rights");
    }
    assert_eq!(read().expect("a key"), secret(3));
    for damaged in [&b""[..], b"00", b"\xff\xfe", &[b'0'; 5000]] {
        fs::write(&path, damaged).expect("a file");
        assert!(matches!(read(), Err(SecretKeyError::Damaged(_))));
    }
    fs::remove_dir_all(folder).expect("cleaned up");
}

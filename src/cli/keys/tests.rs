use std::{fs, path::PathBuf};

use clap::Parser;
use jiff::civil::{Date, date};

use super::*;
use crate::{
    config::{load_keys, signing_key},
    finding::Findings,
    tokens::{KeyRole, PublicKeys, Refused, VisitToken},
};

const TODAY: Date = date(2026, 11, 26);

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    keys: KeysArgs,
}

/// A folder of its own for each test, and what commands say there.
struct Bench(PathBuf);

impl Bench {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("etabli-keys-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn run(&self, line: &str, today: Date) -> Result<String, String> {
        let words = ["keys"].into_iter().chain(line.split(' '));
        let folder = self.0.to_str().expect("a path");
        let parsed = Line::try_parse_from(words.chain(["--keys", folder])).map_err(|error| error.to_string())?;
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let done = execute(&parsed.keys.command, today, &mut out, &mut err);
        let [out, err] = [out, err].map(|bytes| String::from_utf8(bytes).expect("text"));
        done.map(|()| out).map_err(|error| format!("{err}{error:#}"))
    }

    fn ok(&self, line: &str) -> String {
        self.run(line, TODAY).unwrap_or_else(|told| panic!("{line}: {told}"))
    }

    fn refused(&self, line: &str) -> String {
        self.run(line, TODAY).expect_err(line)
    }

    fn keys(&self) -> PublicKeys {
        let mut findings = Findings::default();
        let keys = load_keys(&self.0.join("cles.ron"), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        keys
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }

    /// A visit's token signed by the key that lies there now.
    fn token(&self, name: &str, day: Date) -> String {
        let key = signing_key(&self.0, KeyRole::Kiosk, name).expect("a key");
        VisitToken::new("salon", &key, day).expect("randomness").sign(&key)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn keys_are_made_for_their_owner_alone_and_listed() {
    let bench = Bench::new("made");
    bench.ok("event --event salon");
    let told = bench.ok("kiosk --name borne-3 --event salon");
    assert!(
        told.contains("borne-borne-3.key") && told.contains("cles.ron"),
        "{told}"
    );
    assert_eq!(bench.files(), ["borne-borne-3.key", "cles.ron", "evenement-salon.key"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| fs::metadata(bench.0.join(name)).expect("there").permissions().mode() & 0o777;
        assert_eq!(
            [mode(""), mode("borne-borne-3.key"), mode("evenement-salon.key")],
            [0o700, 0o600, 0o600]
        );
    }
    assert!(bench.keys().verify_visit(&bench.token("borne-3", TODAY), TODAY).is_ok());
    let list = bench.ok("list");
    assert!(
        list.contains("borne borne-3 · salon · en usage depuis le 26\u{a0}novembre\u{a0}2026 · la clé secrète est ici"),
        "{list}"
    );
    let text = fs::read_to_string(bench.0.join("cles.ron")).expect("the list");
    let secret = fs::read_to_string(bench.0.join("borne-borne-3.key")).expect("the key");
    assert!(!text.contains(secret.trim()) && !list.contains(secret.trim()));
}

#[test]
fn nothing_is_ever_overwritten() {
    let bench = Bench::new("kept");
    bench.ok("kiosk --name borne-3 --event salon");
    let before = fs::read_to_string(bench.0.join("borne-borne-3.key")).expect("the key");
    let told = bench.refused("kiosk --name borne-3 --event salon");
    assert!(told.contains("etabli keys rotate borne-3"), "{told}");
    // The list says it was revoked, the file came back from a backup.
    bench.ok("revoke borne-3");
    fs::copy(
        bench.0.join("borne-borne-3.key.revoquee"),
        bench.0.join("borne-borne-3.key"),
    )
    .expect("copied");
    assert!(
        bench
            .refused("kiosk --name borne-3 --event salon")
            .contains("existe déjà")
    );
    assert_eq!(
        fs::read_to_string(bench.0.join("borne-borne-3.key")).expect("the key"),
        before
    );
}

/// Cut off between the key's file and the list.
#[test]
fn a_key_that_the_list_does_not_know_is_taken() {
    let bench = Bench::new("cut");
    bench.ok("kiosk --name borne-3 --event salon");
    let key = signing_key(&bench.0, KeyRole::Kiosk, "borne-3").expect("a key");
    fs::remove_file(bench.0.join("cles.ron")).expect("removed");
    bench.ok("kiosk --name borne-3 --event salon");
    let known = bench.keys().current(KeyRole::Kiosk, "borne-3").cloned().expect("known");
    assert_eq!(known.key, key.verifying_key());
}

#[test]
fn a_lost_kiosk_is_believed_no_more_and_may_have_another_key() {
    let bench = Bench::new("lost");
    bench.ok("kiosk --name borne-3 --event salon");
    bench.ok("kiosk --name borne-4 --event salon");
    let [before, on_the_day] = [date(2026, 11, 27), date(2026, 11, 28)].map(|day| bench.token("borne-3", day));
    let other = bench.token("borne-4", date(2026, 11, 28));
    let told = bench.ok("revoke borne-3 --since 2026-11-28");
    assert!(told.contains("28\u{a0}novembre\u{a0}2026"), "{told}");
    let (keys, today) = (bench.keys(), date(2026, 11, 28));
    assert!(keys.verify_visit(&before, today).is_ok());
    assert_eq!(keys.verify_visit(&on_the_day, today), Err(Refused::Revoked));
    assert!(keys.verify_visit(&other, today).is_ok());
    assert!(bench.refused("revoke borne-3").contains("etabli keys list"));
    bench.ok("kiosk --name borne-3 --event salon");
    assert!(bench.keys().verify_visit(&bench.token("borne-3", today), today).is_ok());
    assert!(
        bench
            .ok("list")
            .contains("révoquée à partir du 28\u{a0}novembre\u{a0}2026")
    );
}

#[test]
fn a_rotated_key_leaves_valid_what_was_signed_before() {
    let bench = Bench::new("rotated");
    bench.ok("kiosk --name borne-3 --event salon");
    let later = date(2026, 12, 24);
    let [before, after] = [TODAY, later].map(|day| bench.token("borne-3", day));
    bench.ok("rotate borne-3");
    bench.ok("rotate borne-3");
    let keys = bench.keys();
    assert!(keys.verify_visit(&before, later).is_ok());
    assert_eq!(keys.verify_visit(&after, later), Err(Refused::OutOfTime));
    assert!(keys.verify_visit(&bench.token("borne-3", later), later).is_ok());
    let files = bench.files();
    assert_eq!(
        files,
        [
            "borne-borne-3.key",
            "borne-borne-3.key.remplacee",
            "borne-borne-3.key.remplacee-1",
            "cles.ron"
        ]
    );
    // A kiosk moves on to another fair; its passes are another event's.
    bench.ok("rotate borne-3 --event autre");
    assert_eq!(
        bench
            .keys()
            .current(KeyRole::Kiosk, "borne-3")
            .map(|key| key.event.clone()),
        Some("autre".to_owned())
    );
    bench.ok("event --event salon");
    assert!(
        bench
            .refused("rotate salon --event autre")
            .contains("keys event --event autre")
    );
}

#[test]
fn a_kiosk_and_an_event_of_one_name_are_told_apart() {
    let bench = Bench::new("same");
    bench.ok("event --event salon");
    bench.ok("kiosk --name salon --event salon");
    assert!(bench.refused("revoke salon").contains("--role borne"));
    bench.ok("revoke salon --role borne");
    assert!(bench.keys().current(KeyRole::Event, "salon").is_some());
    assert!(bench.keys().current(KeyRole::Kiosk, "salon").is_none());
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_written() {
    let bench = Bench::new("wrong");
    for line in [
        "kiosk --name ../x --event salon",
        "kiosk --name Borne --event salon",
        "event --event /etc",
        "rotate borne-3",
        "revoke borne-3",
    ] {
        bench.refused(line);
        assert!(!bench.0.exists(), "{line}");
    }
    bench.ok("kiosk --name borne-3 --event salon");
    assert!(bench.refused("revoke borne-3 --since hier").contains("hier"));
    // With a wrong line the list is not rewritten: the line would be lost.
    let list = bench.0.join("cles.ron");
    let broken = fs::read_to_string(&list)
        .expect("the list")
        .replace("borne-3", "Borne 3");
    fs::write(&list, &broken).expect("written");
    assert!(bench.refused("kiosk --name borne-4 --event salon").contains("C606"));
    assert_eq!(fs::read_to_string(&list).expect("the list"), broken);
    assert!(!bench.0.join("borne-borne-4.key").exists());
}

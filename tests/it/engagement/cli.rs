//! The commands as staff use them: `etabli engagement send`, `export`, `import`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use age::x25519::Identity;
use ed25519_dalek::SigningKey;
use etabli::{
    config::load_agency,
    engagement::{
        journal::{Database, open_database},
        portable::{self, Receipt, Taken, hex, public_key},
        upload::Uploading,
    },
    finding::Findings,
};

use super::{
    fake_store::{FakeStore, Fault, Kind},
    world::{State, TestClock, fill, on_this_thread, statements, states},
};

/// A kiosk's folders, removed in the end.
struct Kiosk {
    scratch: PathBuf,
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

impl Kiosk {
    /// With this `agency.ron` and so many statements that wait.
    async fn new(name: &str, agency: &str, count: u32) -> Self {
        let scratch = std::env::temp_dir().join(format!("etabli-send-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&scratch);
        for folder in ["home/assets/images", "home/config", "data", "stick"] {
            fs::create_dir_all(scratch.join(folder)).expect("a folder");
        }
        fs::write(scratch.join("home/config/agency.ron"), agency).expect("a file");
        let kiosk = Self { scratch };
        fill(&mut *kiosk.db().await, &statements(0..count)).await;
        kiosk
    }

    async fn db(&self) -> Database {
        open_database(&self.scratch.join("data")).await.expect("a database")
    }

    fn stick(&self) -> PathBuf {
        self.scratch.join("stick")
    }

    async fn count(&self, state: &State) -> usize {
        let states = states(&mut *self.db().await).await;
        states.values().filter(|known| *known == state).count()
    }

    /// Runs `etabli engagement` with these words: exit code and all that it says.
    async fn say(&self, words: &[&Path]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
        command.arg("engagement").args(words);
        command.arg("--home").arg(self.scratch.join("home"));
        command.arg("--data").arg(self.scratch.join("data"));
        command
            .env("ETABLI_LRS_USER", "bornes")
            .env("ETABLI_LRS_PASSWORD", "secret");
        // The store lives on this thread.
        let output = tokio::task::spawn_blocking(move || command.output()).await;
        let Output { status, stdout, stderr } = output.expect("a thread").expect("the program runs");
        let said = String::from_utf8_lossy(&stdout) + String::from_utf8_lossy(&stderr);
        assert!(!said.contains("secret"), "{said}");
        (
            status.code().expect("a code"),
            said.replace(['\u{a0}', '\u{202f}'], " "),
        )
    }
}

async fn store(count: u32) -> FakeStore {
    let store = FakeStore::open(Kind::Ralph, &TestClock::default()).await;
    let statements = statements(0..count).into_iter();
    store.inside().frozen = statements.map(|frozen| (frozen.id, frozen.body)).collect();
    store
}

fn words<const N: usize>(words: [&str; N]) -> [&Path; N] {
    words.map(Path::new)
}

#[test]
fn send_says_what_was_sent_and_what_is_in_the_way() {
    on_this_thread(async {
        let store = store(3).await;
        let agency = format!("(xapi: \"http://127.0.0.1:{}/xapi\")", store.port);
        let kiosk = Kiosk::new("send", &agency, 3).await;
        store.inside().faults = vec![Some(Fault::Portal)];
        let (code, said) = kiosk.say(&words(["send"])).await;
        assert!(code == 1 && said.contains("portail captif"), "{said}");
        assert!(said.contains("Rien n’est perdu : 3 totaux en attente"), "{said}");
        let (code, said) = kiosk.say(&words(["send"])).await;
        assert!(code == 0 && said.contains("3 totaux."), "{said}");
        let held = store.inside().held.len();
        assert_eq!((held, kiosk.count(&State::Sent).await), (3, 3));
        let (code, said) = kiosk.say(&words(["send"])).await;
        assert!(code == 0 && said.contains("aucun total n’attend"), "{said}");
    });
}

#[test]
fn send_sends_nothing_to_whom_nobody_named() {
    on_this_thread(async {
        let kiosk = Kiosk::new("nobody", "()", 3).await;
        let (code, said) = kiosk.say(&words(["send"])).await;
        assert!(code == 0 && said.starts_with("Rien n’est envoyé"), "{said}");
        let kiosk = Kiosk::new("plain", "(xapi: \"http://agence.example/xapi\")", 3).await;
        let (_, said) = kiosk.say(&words(["send"])).await;
        assert!(said.contains("C409") && said.contains("Rien n’est envoyé"), "{said}");
    });
}

#[test]
fn what_the_agency_has_otherwise_is_set_aside_and_told() {
    on_this_thread(async {
        let store = store(3).await;
        let id = statements(0..1)[0].id;
        store
            .inside()
            .held
            .insert(id, serde_json::json!({"id": id.to_string()}));
        let agency = format!("(xapi: \"http://127.0.0.1:{}/xapi\")", store.port);
        let kiosk = Kiosk::new("otherwise", &agency, 3).await;
        let (code, said) = kiosk.say(&words(["send"])).await;
        assert!(
            code == 1 && said.contains("2 totaux.") && said.contains("Mis de côté"),
            "{said}"
        );
        let set_aside = State::Quarantined("different".to_owned());
        assert_eq!(kiosk.count(&set_aside).await, 1);
    });
}

#[test]
fn a_stick_and_the_network_together_bring_each_statement_once() {
    on_this_thread(async {
        let store = store(5).await;
        let (agency, signs) = (Identity::generate(), SigningKey::from_bytes(&[5; 32]));
        let settings = format!(
            "(kiosk: \"borne-3\", xapi: \"http://127.0.0.1:{}/xapi\", export_key: \"{}\", receipt_key: \"{}\")",
            store.port,
            agency.to_public(),
            hex(signs.verifying_key().as_bytes())
        );
        let kiosk = Kiosk::new("stick", &settings, 5).await;
        let stick = kiosk.stick();
        let (code, said) = kiosk.say(&[Path::new("export"), &stick]).await;
        assert!(code == 0 && said.contains("5 totaux"), "{said}");
        assert_eq!(kiosk.count(&State::Waiting).await, 5);
        // A second one does not replace the first.
        assert_eq!(kiosk.say(&[Path::new("export"), &stick]).await.0, 0);
        let mut files: Vec<PathBuf> = fs::read_dir(&stick)
            .expect("the stick")
            .map(|file| file.expect("a file").path())
            .collect();
        files.sort_by_key(|file| file.as_os_str().len());
        assert_eq!(files.len(), 2);
        assert!(files[0].to_string_lossy().contains("etabli-borne-3-20"), "{files:?}");

        // At the agency, which knows the kiosk by the key that was told.
        let key = said.rsplit(' ').next().and_then(public_key).expect("the kiosk's key");
        let export = portable::open(&fs::read(&files[0]).expect("the file"), &agency, &[key]).expect("an export");
        assert_eq!(export.statements, statements(0..5));
        let taken = export.statements[..4]
            .iter()
            .map(|statement| (statement.id, Taken::Stored));
        let receipt = Receipt {
            kiosk: export.kiosk,
            statements: taken.collect(),
        };
        for statement in &export.statements[..4] {
            let value = serde_json::from_slice(&statement.body).expect("JSON");
            store.inside().held.insert(statement.id, value);
        }
        let path = stick.join("accuse.jsonl");
        let bytes = portable::write_receipt(&receipt, &signs);
        let mut forged = bytes.clone();
        forged[20] ^= 1;
        fs::write(&path, forged).expect("a file");
        let (code, _) = kiosk.say(&[Path::new("import"), &path]).await;
        assert_eq!((code, kiosk.count(&State::Waiting).await), (2, 5));

        fs::write(&path, bytes).expect("a file");
        let (code, said) = kiosk.say(&[Path::new("import"), &path]).await;
        assert!(code == 0 && said.contains("Reçu par l’agence : 4 totaux"), "{said}");
        let (code, said) = kiosk.say(&words(["send"])).await;
        assert!(code == 0 && said.contains("1 total."), "{said}");
        assert_eq!(kiosk.count(&State::Sent).await, 5);
        let (code, said) = kiosk.say(&[Path::new("import"), &path]).await;
        assert!(code == 0 && said.contains("ne change rien"), "{said}");
        // All that the network brought is what the stick had not.
        assert_eq!(store.inside().taken_in.len(), 1);
        assert_eq!(store.inside().held.len(), 5);
    });
}

#[test]
fn export_and_import_say_which_key_is_missing() {
    on_this_thread(async {
        let kiosk = Kiosk::new("keys", "()", 1).await;
        let stick = kiosk.stick();
        for (command, line) in [("export", "export_key"), ("import", "receipt_key")] {
            let (code, said) = kiosk.say(&[Path::new(command), &stick]).await;
            assert!(code == 2 && said.contains(line), "{said}");
        }
        assert_eq!(fs::read_dir(&stick).expect("the stick").count(), 0);
    });
}

/// As the app does it: a thread of its own, with the credentials of a file.
#[cfg(unix)]
#[test]
fn a_kiosk_that_runs_sends_by_itself_when_the_bell_rings_and_ends_at_once() {
    use std::os::unix::fs::PermissionsExt;
    on_this_thread(async {
        let store = store(6).await;
        let agency = format!(
            "(xapi: \"http://127.0.0.1:{}/xapi\", credentials: \"agence.secret\")",
            store.port
        );
        let kiosk = Kiosk::new("thread", &agency, 3).await;
        let config = kiosk.scratch.join("home/config");
        let secret = config.join("agence.secret");
        fs::write(&secret, "bornes:secret\n").expect("a file");
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).expect("for its owner alone");
        let agency = load_agency(&config.join("agency.ron"), &mut Findings::default());
        let uploading = Uploading::start(kiosk.scratch.join("data"), agency).expect("a thread");
        has(&store, &kiosk, 3).await;
        fill(&mut *kiosk.db().await, &statements(3..6)).await;
        uploading.ring();
        has(&store, &kiosk, 6).await;
        let start = Instant::now();
        drop(uploading);
        // It would else sleep for a minute.
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    });
}

/// Until the store has so many statements, and the kiosk knows.
async fn has(store: &FakeStore, kiosk: &Kiosk, count: usize) {
    for _ in 0..1000 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let held = store.inside().held.len();
        if held == count && kiosk.count(&State::Waiting).await == 0 {
            return;
        }
    }
    panic!("the store has {} statements", store.inside().held.len());
}

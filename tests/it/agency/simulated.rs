//! `etabli simulate` sends a whole fair to the agency's own server; what the server loses or changes is found.

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};

use super::*;

/// A server with credentials to write and to read.
struct Agency {
    server: Server,
    fleet: PathBuf,
    reader: PathBuf,
    // Removed last.
    folder: Scratch,
}

impl Agency {
    fn start(name: &str) -> Self {
        let folder = Scratch::new(name);
        let token = |name: &str, role: &str| {
            let (code, token, told) = ran(&folder, &["token", "add", name, "--role", role]);
            assert_eq!(code, Some(0), "{told}");
            let path = folder.path(name);
            fs::write(&path, token).expect("a file");
            owned(&path);
            path
        };
        let (fleet, reader) = (token("parc-1", "bornes"), token("lea", "lecture"));
        let server = Server::start(&folder, &[]);
        Self {
            server,
            fleet,
            reader,
            folder,
        }
    }

    /// Exit code, what is printed, what is said.
    fn simulate(&self, more: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etabli"));
        command.env_remove("ETABLI_LRS_USER").env_remove("ETABLI_LRS_PASSWORD");
        command.args(["simulate", "--to", &format!("{}/xapi", self.server.url)]);
        command
            .arg("--credentials")
            .arg(&self.fleet)
            .arg("--reader")
            .arg(&self.reader);
        let Output { status, stdout, stderr } = command.args(more).output().expect("the program");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (status.code(), text(stdout), text(stderr))
    }

    /// Makes the store do this by itself.
    fn with_trigger(&self, trigger: &str) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let url = format!("sqlite://{}", self.folder.path("agence.sqlite").display());
        runtime.expect("a runtime").block_on(async {
            let mut db = SqliteConnection::connect(&url).await.expect("the database");
            sqlx::raw_sql(sqlx::AssertSqlSafe(trigger.to_owned()))
                .execute(&mut db)
                .await
                .expect("a trigger");
            db.close().await.expect("closed");
        });
    }
}

#[cfg(unix)]
fn owned(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("its mode");
}

#[cfg(not(unix))]
fn owned(_: &Path) {}

#[test]
fn a_fair_with_outages_adds_up_and_every_line_of_it() {
    let agency = Agency::start("simulated");
    let words = [
        "--kiosks",
        "6",
        "--visitors",
        "700",
        "--outages",
        "--seed",
        "9",
        "--json",
    ];
    let (code, told, said) = agency.simulate(&words);
    assert_eq!(code, Some(0), "{told}{said}");
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["sha256_kiosks"], told["sha256_store"]);
    let lines = told["lines"].as_array().expect("lines");
    assert_eq!(lines.len(), 7);
    for line in lines {
        let figure = |name: &str| line[name].as_u64().expect("a count");
        let all = |names: &[&str]| names.iter().map(|name| figure(name)).sum::<u64>();
        assert_eq!(figure("came"), all(&["cut", "dropped", "visits"]), "{line}");
        assert_eq!(figure("visits"), all(&["opted_out", "recorded"]), "{line}");
        let recorded = all(&["sealed", "waiting", "suppressed", "late"]);
        assert_eq!(figure("recorded"), recorded, "{line}");
        assert_eq!(
            (figure("sealed"), figure("statements")),
            (figure("stored_visits"), figure("stored"))
        );
    }
    // It was no quiet fair.
    let total = &lines[6];
    for name in [
        "cut",
        "opted_out",
        "sealed",
        "suppressed",
        "late",
        "lost_before",
        "lost_after",
        "refused",
    ] {
        assert!(total[name].as_u64() > Some(0), "{name}: {total}");
    }
    assert_eq!((&total["waiting"], &total["conflicts"]), (&0.into(), &0.into()));
}

#[test]
fn a_fair_sealed_each_day_adds_up_and_is_told_in_french() {
    let agency = Agency::start("simulated-daily");
    let (code, told, said) = agency.simulate(&["--kiosks", "2", "--visitors", "400", "--daily", "--days", "2"]);
    assert_eq!(code, Some(0), "{told}{said}");
    assert!(told.contains("\nborne-002 ") && told.contains("\nen tout "), "{told}");
    assert!(told.ends_with("Tout tombe juste.\n"), "{told}");
    // Nothing was in the way, and each kiosk had something to send after each day.
    assert!(
        told.contains("4 envois de totaux\u{a0}: 4 confirmés, 0 perdus"),
        "{told}"
    );
}

#[test]
fn a_store_that_loses_or_changes_one_statement_is_found_out() {
    for (name, trigger, told_as) in [
        (
            "loses",
            "CREATE TRIGGER t AFTER INSERT ON statements WHEN (SELECT count(*) FROM statements) = 5
             BEGIN DELETE FROM statements WHERE id = NEW.id; END",
            "manque à l’agence",
        ),
        (
            "changes",
            "CREATE TRIGGER t AFTER INSERT ON statements WHEN (SELECT count(*) FROM statements) = 5
             BEGIN UPDATE statements SET body = replace(NEW.body, '/ext/visits\":', '/ext/visits\":1')
             WHERE id = NEW.id; END",
            "n’est pas à l’agence tel qu’il a été scellé",
        ),
    ] {
        let agency = Agency::start(&format!("simulated-{name}"));
        agency.with_trigger(trigger);
        let (code, told, said) = agency.simulate(&["--kiosks", "1", "--visitors", "300"]);
        assert_eq!(code, Some(1), "{told}{said}");
        assert!(told.contains("NE TOMBE PAS JUSTE") && told.contains(told_as), "{told}");
    }
}

#[test]
fn what_cannot_be_simulated_is_said() {
    let agency = Agency::start("simulated-refused");
    fs::create_dir_all(agency.folder.path("full/borne-001")).expect("a folder");
    let full = agency.folder.path("full");
    let (code, _, said) = agency.simulate(&["--data", full.to_str().expect("UTF-8")]);
    assert!(code == Some(2) && said.contains("n’est pas vide"), "{said}");
    let outages_over_https = Command::new(env!("CARGO_BIN_EXE_etabli"))
        .args(["simulate", "--outages", "--to", "https://127.0.0.1:9/xapi"])
        .output()
        .expect("the program");
    assert_eq!(outages_over_https.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&outages_over_https.stderr).contains("--outages"));
}

//! Tokens, the server, and what is made from what it received.

use super::*;

#[test]
fn from_a_token_to_a_report() {
    let folder = Scratch::new("report");
    let (code, fleet, told) = ran(&folder, &["token", "add", "parc-rouen"]);
    assert_eq!(code, Some(0), "{told}");
    let fleet = fleet.trim().to_owned();
    let (_, reader, _) = ran(&folder, &["token", "add", "lea", "--role", "lecture"]);
    let reader = reader.trim().to_owned();
    let server = Server::start(&folder, &[]);
    let statements = [frozen("scolaire", 42), frozen("adulte", 30)];
    for _ in 0..2 {
        let (status, ids) = server.ask("POST", "/xapi/statements", &fleet, Some(batch(&statements)));
        assert_eq!(status, 200, "{ids}");
        assert!(ids.contains(&statements[1].id.to_string()));
    }
    let (status, page) = server.ask("GET", "/", &reader, None);
    assert!(
        status == 200 && page.contains(">72<") && page.contains("masqué"),
        "{page}"
    );
    assert_eq!(server.ask("GET", "/", &fleet, None).0, 403);
    stopped_gently(server);

    let report = folder.path("rapport.html");
    let out = report.to_str().expect("UTF-8");
    let (code, _, told) = ran(&folder, &["report", "--event", "salon-2027", "--out", out]);
    assert_eq!(code, Some(0), "{told}");
    let report = text(&report);
    assert!(report.to_lowercase().contains("soud") && report.contains(">72<") && !report.contains("src="));
    let (code, _, told) = ran(&folder, &["report", "--event", "autre", "--out", out]);
    assert!(code == Some(1) && told.contains("rien de publié"), "{told}");
    let (code, table, _) = ran(&folder, &["export-csv"]);
    assert!(
        code == Some(0) && table.contains("salon-2027;") && table.contains(";Scolaires;42;10;"),
        "{table}"
    );
    let (code, _, told) = ran(&folder, &["risk-report", "--out", out]);
    assert!(code == Some(0) && told.contains("Aucune attaque n’a réussi"), "{told}");
}

/// As a service manager does it.
#[cfg(unix)]
fn stopped_gently(mut server: Server) {
    let id = server.child.id().to_string();
    let asked = Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    assert!(asked.success());
    assert_eq!(server.child.wait().expect("its end").code(), Some(0));
}

#[cfg(not(unix))]
fn stopped_gently(server: Server) {
    drop(server);
}

#[test]
fn another_store_is_read_instead_of_the_own_one() {
    let (far, near) = (Scratch::new("far"), Scratch::new("near"));
    let fleet = ran(&far, &["token", "add", "parc"]).1;
    let reader = ran(&far, &["token", "add", "lea", "--role", "lecture"]).1;
    let server = Server::start(&far, &[]);
    assert_eq!(
        server
            .ask(
                "POST",
                "/xapi/statements",
                fleet.trim(),
                Some(batch(&[frozen("scolaire", 42)]))
            )
            .0,
        200
    );
    let (url, out) = (format!("{}/xapi", server.url), near.path("r.html"));
    let arguments = ["report", "--lrs", &url, "--out", out.to_str().expect("UTF-8")];
    let (user, password) = reader.trim().split_once(':').expect("name:password");
    let with = |password: &str| {
        let mut command = agency(&near, &arguments);
        command
            .env("ETABLI_LRS_USER", user)
            .env("ETABLI_LRS_PASSWORD", password);
        command.output().expect("the program")
    };
    let read = with(password);
    assert!(read.status.success(), "{read:?}");
    assert!(text(&out).contains(">42<"));
    let refused = with("faux");
    let told = String::from_utf8(refused.stderr).expect("UTF-8");
    assert!(
        refused.status.code() == Some(2) && told.contains("401") && !told.contains("faux"),
        "{told}"
    );
    assert!(!near.path("agence.sqlite").exists());
}

#[test]
fn what_cannot_be_done_is_said_in_french() {
    let folder = Scratch::new("refused");
    for (arguments, told) in [
        (&["token", "list"][..], "ne s’ouvre pas"),
        (&["token", "add", "Été"], "minuscules"),
        (&["token", "list", "--database", "mysql://a"], "sqlite:CHEMIN"),
        (&["serve", "--listen", "0.0.0.0:0"], "--behind-proxy"),
        (
            &["report", "--lrs", "http://lrs.example/xapi", "--out", "x"],
            "https://",
        ),
        (&["import", "absent.age"], "ne peut pas être lu"),
    ] {
        let (code, _, err) = ran(&folder, arguments);
        assert!(code == Some(2) && err.contains(told), "{arguments:?}: {err}");
    }
    let first = ran(&folder, &["token", "add", "parc"]);
    let (code, password, told) = ran(&folder, &["token", "add", "parc"]);
    assert!(
        first.0 == Some(0) && code == Some(2) && password.is_empty() && told.contains("existe déjà"),
        "{told}"
    );
    assert_eq!(ran(&folder, &["token", "revoke", "parc"]).0, Some(0));
    assert_eq!(ran(&folder, &["token", "revoke", "parc"]).0, Some(2));
    let (_, list, _) = ran(&folder, &["token", "list"]);
    assert_eq!(list, "");
}

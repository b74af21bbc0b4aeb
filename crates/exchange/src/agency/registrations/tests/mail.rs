//! How mails go out, and what becomes of those that cannot.

use super::{fake_smtp::FakeSmtp, *};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

fn smtp(port: u16) -> Smtp {
    Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        login: None,
        ca: None,
    }
}

async fn hall_over_smtp(place: Place, port: u16) -> Hall {
    let outbox = env::temp_dir().join(format!("{}-courrier", fresh_name()));
    let sender = "Agence <inscriptions@agence.example>".parse().expect("a sender");
    let courier = Courier::over_smtp(&smtp(port), &sender, Outbox::new(outbox.clone()));
    Hall::with(place, outbox, courier.expect("a courier")).await
}

fn with_server<F: Future<Output = ()>>(test: impl Fn(Hall, FakeSmtp) -> F) {
    runtime().block_on(async {
        for place in places().await {
            let server = fake_smtp::start(0).await;
            test(hall_over_smtp(place, server.port).await, server).await;
        }
    });
}

fn received(server: &FakeSmtp) -> Vec<(String, String)> {
    let received = server.received.lock().expect("no panic");
    received.iter().map(|(to, mail)| (to.clone(), readable(mail))).collect()
}

async fn waiting(hall: &Hall) -> (i64, i64, i64) {
    let counts = hall.desk.setup.store.counts().await.expect("an answer");
    (counts.mails_waiting, counts.mails_failing, counts.mails_given_up)
}

#[test]
fn a_mail_arrives_in_its_language_and_says_what_it_must() {
    with_server(|hall, server| async move {
        hall.take(&hall.form(json!({ "wishes": ["immersion", "rappel"] })))
            .await
            .expect("taken");
        let english = json!({ "language": "en", "first_name": "Tom", "email": "tom@exemple.fr" });
        hall.take(&hall.form(english)).await.expect("taken");
        hall.send_all().await;
        let mails = received(&server);
        assert_eq!(mails.len(), 2);
        let (to, french) = &mails[0];
        assert_eq!(to, "lea@exemple.fr");
        let until = hall.desk.setup.rules.confirm_until(now_ms());
        let until = letter::day(until, crate::language::Language::French);
        for told in [
            "From: Agence <inscriptions@agence.example>",
            "To: lea@exemple.fr",
            "Auto-Submitted: auto-generated",
            "multipart/alternative",
            "Bonjour Léa,",
            "- être rappelé",
            "Agence régionale de l’orientation et des métiers garde ce prénom",
            "365\u{a0}jours au plus",
            "www.cnil.fr",
            &until,
        ] {
            assert!(french.contains(told), "{told}: {french}");
        }
        assert!(mails[1].1.contains("Hello Tom,") && mails[1].1.contains("Confirm your registration"));
        // Nothing about this machine, nothing that can be followed elsewhere.
        assert!(
            !french.contains("<img")
                && french.matches("https://").count() == french.matches("https://metiers.example").count()
        );
        assert_eq!(waiting(&hall).await, (0, 0, 0));
        assert!(hall.mails().is_empty());
    });
}

#[test]
fn a_refused_mail_waits_longer_and_longer_and_harms_no_other() {
    with_server(|hall, server| async move {
        let first = now_ms();
        server
            .answers
            .lock()
            .expect("no panic")
            .extend(["450 <lea@exemple.fr> later", "550 no such box"]);
        hall.take(&hall.form(json!({}))).await.expect("taken");
        assert_eq!(hall.desk.send_next(now_ms()).await.expect("an answer"), Turn::Failed);
        hall.take(&hall.form(json!({ "email": "tom@exemple.fr" })))
            .await
            .expect("taken");
        assert_eq!(hall.desk.send_next(now_ms()).await.expect("an answer"), Turn::Failed);
        hall.take(&hall.form(json!({ "email": "zoe@exemple.fr" })))
            .await
            .expect("taken");
        assert_eq!(hall.desk.send_next(now_ms()).await.expect("an answer"), Turn::Sent);
        assert_eq!(hall.desk.send_next(now_ms()).await.expect("an answer"), Turn::Nothing);
        assert_eq!(waiting(&hall).await, (2, 2, 0));
        let later = first + 3 * MINUTE_MS;
        assert_eq!(hall.desk.send_next(later).await.expect("an answer"), Turn::Sent);
        assert_eq!(hall.desk.send_next(later).await.expect("an answer"), Turn::Sent);
        let mut to: Vec<String> = received(&server).into_iter().map(|(to, _)| to).collect();
        // Which of the two that waited comes first is left to chance.
        to[1..].sort();
        assert_eq!(to, ["zoe@exemple.fr", "lea@exemple.fr", "tom@exemple.fr"]);
        assert_eq!(waiting(&hall).await, (0, 0, 0));
    });
}

#[test]
fn what_nobody_takes_is_given_up_in_time() {
    with_server(|hall, server| async move {
        let start = now_ms();
        hall.take(&hall.form(json!({}))).await.expect("taken");
        let mut now = start;
        let mut tries = 0;
        while now < start + 7 * DAY_MS {
            server.answers.lock().expect("no panic").extend(["550 no such box"]);
            tries += i32::from(hall.desk.send_next(now).await.expect("an answer") == Turn::Failed);
            server.answers.lock().expect("no panic").clear();
            now += 10 * MINUTE_MS;
        }
        assert!((20..100).contains(&tries), "{tries}");
        assert_eq!(waiting(&hall).await, (0, 0, 1));
        assert_eq!(received(&server), []);
    });
}

#[test]
fn a_server_that_is_away_loses_nothing_and_a_restart_neither() {
    runtime().block_on(async {
        for place in places().await {
            // A port where nobody listens.
            let port = fake_port().await;
            let hall = hall_over_smtp(place, port).await;
            for email in ["lea@exemple.fr", "tom@exemple.fr"] {
                hall.take(&hall.form(json!({ "email": email }))).await.expect("taken");
            }
            for _ in 0..5 {
                assert_eq!(hall.desk.send_next(now_ms()).await.expect("an answer"), Turn::Down);
            }
            // Nobody's place in the queue was lost to a server that was not there.
            assert_eq!(waiting(&hall).await, (2, 0, 0));
            hall.desk.close().await;
            let server = fake_smtp::start(port).await;
            let again = reopened(&hall, port).await;
            again.send_all().await;
            assert_eq!(received(&server).len(), 2);
            assert_eq!(waiting(&again).await, (0, 0, 0));
        }
    });
}

async fn fake_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listener.local_addr().expect("an address").port()
}

async fn reopened(hall: &Hall, port: u16) -> Hall {
    let place = hall.place.again();
    hall_over_smtp(place, port).await
}

#[test]
fn every_mail_that_was_sent_has_a_link_that_opens() {
    with_server(|hall, server| async move {
        let start = now_ms();
        hall.take(&hall.form(json!({}))).await.expect("taken");
        // The answer to the first was lost: as a server that hangs up after it has taken the mail.
        hall.desk.send_next(start).await.expect("an answer");
        let id = hall.desk.setup.store.ids().await.expect("an answer").remove(0);
        hall.desk.setup.store.queue_again(&id, start).await;
        hall.desk.send_next(now_ms()).await.expect("an answer");
        let mails = received(&server);
        let links: Vec<String> = mails.iter().map(|(_, mail)| link_in(mail)).collect();
        assert!(links.len() == 2 && links[0] != links[1], "{links:?}");
        for link in links {
            let code = code::Code::read(link.trim_start_matches("/inscription/")).expect("a code");
            assert!(hall.desk.setup.store.find(&code, 0).await.expect("an answer").is_some());
        }
    });
}

#[test]
fn a_mail_is_claimed_by_one_and_freed_if_that_one_is_gone() {
    run(|hall| async move {
        hall.take(&hall.form(json!({}))).await.expect("taken");
        let (store, now) = (&hall.desk.setup.store, now_ms());
        let next = async |now| {
            let code = code::Code::random().expect("randomness");
            store.next_mail(now, &code).await.expect("an answer").is_some()
        };
        assert!(next(now).await);
        assert!(!next(now).await);
        assert!(next(now + 6 * MINUTE_MS).await);
    });
}

#[cfg(unix)]
#[test]
fn the_outbox_is_its_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt;
    run(|hall| async move {
        hall.take(&hall.form(json!({}))).await.expect("taken");
        hall.send_all().await;
        let mode = |path: &std::path::Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&hall.outbox), 0o700);
        let file = fs::read_dir(&hall.outbox)
            .expect("a folder")
            .next()
            .expect("a file")
            .expect("an entry")
            .path();
        assert_eq!(
            (mode(&file), file.extension().and_then(|end| end.to_str())),
            (0o600, Some("eml"))
        );
        if let Database::Sqlite(path) = &hall.place.database {
            assert_eq!(mode(path), 0o600);
        }
    });
}

#[test]
fn without_encryption_only_this_machine_is_spoken_to() {
    let runtime = runtime();
    let _inside = runtime.enter();
    for (host, is_fine) in [
        ("127.0.0.1", true),
        ("localhost", true),
        ("smtp.exemple.fr", false),
        ("10.0.0.1", false),
    ] {
        let plain = Smtp {
            host: host.to_owned(),
            login: Some(("inscriptions".to_owned(), "tres-secret".to_owned())),
            ..smtp(25)
        };
        let courier = Courier::over_smtp(&plain, &Sender::default(), Outbox::new(PathBuf::new()));
        assert_eq!(courier.is_ok(), is_fine, "{host}");
        assert!(!format!("{plain:?}").contains("secret"));
    }
}

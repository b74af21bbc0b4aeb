//! What is forgotten, by itself and on request, and what is given out.

use jiff::{Timestamp, ToSpan as _};

use super::*;

async fn confirm_all(hall: &Hall) {
    let store = &hall.desk.setup.store;
    for id in store.ids().await.expect("an answer") {
        store.confirm(&id, now_ms()).await.expect("confirmed");
    }
}

#[test]
fn the_unconfirmed_go_after_a_week_and_the_others_after_a_year() {
    run(|hall| async move {
        hall.take(&hall.form(json!({}))).await.expect("taken");
        hall.send_all().await;
        confirm_all(&hall).await;
        hall.take(&hall.form(json!({ "email": "tom@exemple.fr" })))
            .await
            .expect("taken");
        hall.send_all().await;
        assert_eq!((hall.counts().await, hall.mails().len()), ((1, 1), 2));
        let after = async |hours: i64| {
            let now = Timestamp::now() + hours.hours();
            hall.desk.clean(now, today()).await.expect("cleaned");
            (hall.counts().await, hall.mails().len())
        };
        assert_eq!(after(7 * 24 - 1).await, ((1, 1), 2));
        assert_eq!(after(7 * 24 + 1).await, ((0, 1), 1));
        assert_eq!(after(365 * 24 - 1).await, ((0, 1), 1));
        assert_eq!(after(365 * 24 + 1).await, ((0, 0), 0));
    });
}

#[test]
fn used_tokens_are_remembered_as_long_as_they_could_come_back() {
    run(|hall| async move {
        hall.take(&hall.form(json!({}))).await.expect("taken");
        let used = async || hall.desk.setup.store.used_tokens().await.len();
        let clean = async |day| hall.desk.clean(Timestamp::now(), day).await.expect("cleaned");
        clean(day_after(62)).await;
        assert_eq!(used().await, 1);
        clean(day_after(63)).await;
        assert_eq!(used().await, 0);
    });
}

#[test]
fn a_person_is_forgotten_wherever_the_address_stands() {
    run(|hall| async move {
        for form in [
            json!({}),
            json!({ "email": "LEA@exemple.fr" }),
            json!({ "age": "moins-15", "email": null, "parent_email": "Lea@Exemple.fr" }),
            json!({ "email": "lea@exemple.fr.example" }),
            json!({ "email": "xlea@exemple.fr" }),
        ] {
            hall.take(&hall.form(form)).await.expect("taken");
        }
        // Two have their mail, the third still waits.
        for _ in 0..2 {
            hall.desk.send_next(now_ms()).await.expect("an answer");
        }
        let store = &hall.desk.setup.store;
        let forget = async |address| {
            store
                .forget(address, &Outbox::new(hall.outbox.clone()))
                .await
                .expect("an answer")
        };
        assert_eq!(forget("%").await, 0);
        assert_eq!(forget("' OR '1'='1").await, 0);
        assert_eq!(forget(" lea@EXEMPLE.fr ").await, 3);
        assert_eq!(forget("lea@exemple.fr").await, 0);
        assert!(hall.mails().is_empty());
        let counts = store.counts().await.expect("an answer");
        assert_eq!((counts.to_confirm, counts.mails_waiting, counts.used_tokens), (2, 2, 5));
        hall.send_all().await;
        assert_eq!(hall.mails().len(), 2);
    });
}

#[test]
fn nothing_of_the_erased_is_left_in_sqlite_s_files() {
    run(|hall| async move {
        let Database::Sqlite(path) = &hall.place.database else {
            return;
        };
        let canary = "canari-7f3a@exemple.fr";
        let young =
            json!({ "email": canary, "first_name": "Canarine", "formation": "Zymurgie", "wishes": ["formation"] });
        for _ in 0..20 {
            hall.take(&hall.form(young.clone())).await.expect("taken");
            hall.take(&hall.form(json!({}))).await.expect("taken");
        }
        let on_disk = || {
            let folder = fs::read_dir(path.parent().expect("a folder")).expect("readable");
            let files = folder.map(|entry| fs::read(entry.expect("an entry").path()).expect("a file"));
            files.collect::<Vec<_>>().concat()
        };
        let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(holds(&on_disk(), canary));
        hall.desk
            .setup
            .store
            .forget(canary, &Outbox::new(hall.outbox.clone()))
            .await
            .expect("forgotten");
        let left = on_disk();
        for text in [canary, "Canarine", "Zymurgie"] {
            assert!(!holds(&left, text), "{text}");
        }
        assert!(holds(&left, "lea@exemple.fr"));
    });
}

#[test]
fn the_table_holds_the_confirmed_and_no_formula() {
    run(|hall| async move {
        let hostile = json!({
            "wishes": ["formation", "rappel"], "formation": "=HYPERLINK(\"http://a\";\"b\")", "metiers": [7, 12],
        });
        hall.take(&hall.form(hostile)).await.expect("taken");
        confirm_all(&hall).await;
        hall.take(&hall.form(json!({ "email": "tom@exemple.fr" })))
            .await
            .expect("taken");
        let store = &hall.desk.setup.store;
        let table = csv(&store.confirmed(0).await.expect("an answer"));
        assert!(table.starts_with("\u{feff}prenom;courriel;"), "{table}");
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2);
        let day = today();
        let wanted = format!(
            "Léa;lea@exemple.fr;visiteur;15-17;rappel formation;\"'=HYPERLINK(\"\"http://a\"\";\"\"b\"\")\";7 12;fr;2026-11;{day};{day}"
        );
        assert_eq!(lines[1], wanted);
        assert_eq!(store.confirmed(now_ms() + 1_000).await.expect("an answer"), []);
    });
}

#[test]
fn the_statements_database_is_not_taken_for_this_one() {
    runtime().block_on(async {
        for place in places().await {
            Store::open(&place.database, true).await.expect("a fresh database");
            let refused = RegistrationStore::open(&place.database, true).await;
            assert!(matches!(refused, Err(StoreError::Migration(_))), "{refused:?}");
        }
    });
}

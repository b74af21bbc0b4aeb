//! What a mail's link leads to.

use super::*;

#[test]
fn a_link_is_looked_at_pressed_and_pressed_again() {
    run(|hall| async move {
        let served = served(hall, Patience::default()).await;
        let (status, body) = told(served.post(served.hall.form(json!({})).to_string())).await;
        assert_eq!((status, body.as_str()), (202, "{\"etat\":\"a-confirmer\"}"));
        let link = served.link().await;
        // Programs that look through mails follow links.
        for _ in 0..3 {
            let (status, page) = served.get(&link).await;
            assert!(
                status == 200 && page.contains("<form method=\"post\"") && page.contains("Je confirme"),
                "{page}"
            );
        }
        assert_eq!(served.hall.counts().await, (1, 0));
        for _ in 0..2 {
            let (status, page) = served.press(&link).await;
            assert!(status == 200 && page.contains("C’est confirmé"), "{page}");
        }
        assert_eq!(served.hall.counts().await, (0, 1));
        let (_, page) = served.get(&link).await;
        assert!(page.contains("C’est confirmé") && !page.contains("<form"), "{page}");
        let erase = format!("{link}/effacer");
        let (status, page) = served.get(&erase).await;
        assert!(
            status == 200 && page.contains("button") && served.hall.counts().await == (0, 1),
            "{page}"
        );
        let (status, page) = served.press(&erase).await;
        assert!(status == 200 && page.contains("Tout est effacé"), "{page}");
        assert_eq!(served.hall.counts().await, (0, 0));
        assert!(served.hall.mails().is_empty());
        for path in [&link, &erase] {
            let (status, page) = served.press(path).await;
            assert!(
                status == 404 && page.contains("n’ouvre plus rien") && page.contains("lang=\"en\""),
                "{page}"
            );
        }
    });
}

#[test]
fn under_15_the_parent_is_written_to_and_accepts() {
    run(|hall| async move {
        let form = hall.form(json!({
            "age": "moins-15", "email": null, "parent_email": "mere@exemple.fr", "metiers": [7, 99],
            "wishes": ["formation"], "formation": "<b>CAP</b>",
        }));
        let served = served(hall, Patience::default()).await;
        assert_eq!(told(served.post(form.to_string())).await.0, 202);
        let link = served.link().await;
        let mail = &served.hall.mails()[0];
        assert!(
            mail.contains("To: mere@exemple.fr") && mail.contains("Léa, qui dit avoir moins de 15"),
            "{mail}"
        );
        // What the child typed goes to nobody before someone has agreed to it.
        assert!(!mail.contains("CAP"), "{mail}");
        let (_, page) = served.get(&link).await;
        for told in [
            "J’accepte, en tant que parent",
            "Soudeuse ou soudeur",
            "n°\u{a0}99",
            "&lt;b&gt;CAP&lt;/b&gt;",
            "vous",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(!page.contains("<b>CAP"), "{page}");
        assert_eq!(served.press(&link).await.0, 200);
        assert_eq!(served.hall.counts().await, (0, 1));
    });
}

#[test]
fn pages_are_closed_to_whatever_is_foreign() {
    run(|hall| async move {
        hall.take(&hall.form(json!({ "language": "en" }))).await.expect("taken");
        hall.send_all().await;
        let served = served(hall, Patience::default()).await;
        let link = served.link().await;
        for path in [link.as_str(), "/inscription/AAAA", "/inscription.css"] {
            let response = served
                .client
                .get(format!("http://{}{path}", served.address))
                .send()
                .await;
            let response = response.expect("an answer");
            let policy = response.headers()["content-security-policy"]
                .to_str()
                .expect("text")
                .to_owned();
            assert!(
                policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"),
                "{policy}"
            );
            assert_eq!(response.headers()["referrer-policy"], "no-referrer");
            assert_eq!(response.headers().get("set-cookie"), None);
            let is_page = !path.ends_with(".css");
            assert_eq!(response.headers()["cache-control"] == "no-store", is_page);
            let body = response.text().await.expect("a text");
            assert!(
                !body.contains("http://") && !body.contains("https://") && !body.contains("style="),
                "{body}"
            );
        }
        let (_, page) = served.get(&link).await;
        assert!(
            page.contains("<html lang=\"en\">") && page.contains("I confirm"),
            "{page}"
        );
    });
}

#[test]
fn whoever_guesses_is_slowed_down_and_answered_kindly() {
    run(|hall| async move {
        hall.take(&hall.form(json!({}))).await.expect("taken");
        let served = served(hall, Patience::default()).await;
        let link = served.link().await;
        let mut kinds = std::collections::BTreeMap::new();
        for number in 0..80 {
            let wrong = format!("/inscription/{:022}", number);
            let path = if number % 2 == 0 {
                wrong
            } else {
                format!("/inscription/%00..%2f{number}")
            };
            let (status, page) = served.get(&path).await;
            *kinds.entry(status).or_insert(0) += 1;
            assert!(page.contains("lang=\"en\""), "{page}");
        }
        assert!(kinds[&404] >= 60 && kinds[&429] >= 10 && kinds.len() == 2, "{kinds:?}");
        // From another place the link still opens.
        let elsewhere = served.client.get(format!("http://{}{link}", served.address));
        let (status, _) = told(elsewhere.header("X-Forwarded-For", "192.0.2.7")).await;
        assert_eq!(status, 200);
        let (status, page) = served.get(&link).await;
        assert!(status == 429 && page.contains("rien n’est perdu"), "{status} {page}");
    });
}

#[test]
fn a_link_that_waited_too_long_opens_nothing_even_before_the_cleaning() {
    run(|hall| async move {
        let long_ago = now_ms() - 8 * 24 * 3600 * 1000;
        let form = hall.form(json!({})).to_string();
        hall.desk.take(form.as_bytes(), today(), long_ago).await.expect("taken");
        hall.desk.send_next(long_ago).await.expect("an answer");
        let code = hall.link();
        let code = code::Code::read(code.trim_start_matches("/inscription/")).expect("a code");
        let store = &hall.desk.setup.store;
        let oldest = hall.desk.setup.rules.unconfirmed_since_ms(now_ms());
        assert_eq!(store.find(&code, oldest).await.expect("an answer"), None);
        let found = store
            .find(&code, long_ago)
            .await
            .expect("an answer")
            .expect("still there");
        store.confirm(&found.id, now_ms()).await.expect("confirmed");
        assert!(store.find(&code, oldest).await.expect("an answer").is_some());
    });
}

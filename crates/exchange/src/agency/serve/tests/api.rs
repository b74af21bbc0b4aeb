//! What kiosks and programs may do.

use super::*;

#[test]
fn what_kiosks_send_is_kept_and_read_back() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let ids: Vec<String> = (0..50).map(|number| samples::id(number).to_string()).collect();
        for _ in 0..2 {
            let (status, text) = told(served.post(batch(0..50))).await;
            assert_eq!(
                (status, serde_json::from_str::<Vec<String>>(&text).expect("ids")),
                (200, ids.clone())
            );
        }
        let changed = batch(49..60).replacen("42", "44", 1);
        assert_eq!(told(served.post(changed)).await.0, 409);
        assert_eq!(served.count().await, 50);
        // One by its id, by the kiosk itself too.
        let one = format!("/xapi/statements?statementId={}", ids[3]);
        let (status, text) = told(served.get_as("parc", &one)).await;
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(status, 200);
        let sent = samples::kit(3);
        for (key, value) in sent.as_object().expect("an object") {
            assert_eq!(&read[key], value, "{key}");
        }
        assert_eq!(read["authority"]["account"]["name"], "parc");
        assert_eq!(
            told(served.get("/xapi/statements?statementId=00000000-0000-4000-8000-000000000000"))
                .await
                .0,
            404
        );
        pages(&served, &ids).await;
    });
}

async fn pages(served: &Served, ids: &[String]) {
    let mut address =
        "/xapi/statements?limit=20&ascending=true&verb=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Finteracted"
            .to_owned();
    let mut found = Vec::new();
    let mut turns = 0;
    while !address.is_empty() {
        let response = served.get(&address).send().await.expect("an answer");
        assert!(response.headers().contains_key("x-experience-api-consistent-through"));
        let page = response.text().await.expect("a text");
        let page: Value = serde_json::from_str(&page).expect("JSON");
        for statement in page["statements"].as_array().expect("a list") {
            found.push(statement["id"].as_str().expect("an id").to_owned());
        }
        address = page["more"].as_str().expect("an address").to_owned();
        turns += 1;
    }
    let mut sorted = ids.to_vec();
    sorted.sort();
    assert_eq!((turns, &found), (3, &sorted));
}

#[test]
fn doors_open_to_their_own_tokens_only() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let body = samples::kit(1).to_string();
        for (name, password, status) in [
            ("parc", "faux", 401),
            ("inconnu", "secret", 401),
            ("", "", 401),
            ("parc' OR '1'='1", "x", 401),
            ("analyse", "secret", 403),
        ] {
            assert_eq!(
                told(served.post_as(name, password, "application/json", body.clone()))
                    .await
                    .0,
                status,
                "{name}"
            );
        }
        let bare = served
            .client
            .get(format!("{}/xapi/statements", served.url))
            .header("X-Experience-API-Version", "1.0.3");
        let response = bare.send().await.expect("an answer");
        assert_eq!(response.status(), 401);
        assert!(
            response.headers()["www-authenticate"]
                .to_str()
                .expect("text")
                .starts_with("Basic")
        );
        assert_eq!(told(served.get_as("parc", "/xapi/statements")).await.0, 403);
        assert_eq!(served.count().await, 0);
        // Revoked: out after a moment, without a restart.
        served.bench.store.revoke_token("parc").await.expect("revoked");
        time::sleep(Duration::from_millis(2_100)).await;
        assert_eq!(told(served.post(body)).await.0, 401);
    });
}

#[test]
fn versions_and_parameters_are_checked() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        for (version, status) in [
            ("1.0", 200),
            ("1.0.0", 200),
            ("1.0.3", 200),
            ("2.0.0", 200),
            ("2.0", 200),
            ("0.95", 400),
            ("1.1.0", 400),
            ("1.0.x", 400),
            ("3", 400),
            ("", 400),
        ] {
            let request = served
                .client
                .get(format!("{}/xapi/statements", served.url))
                .basic_auth("analyse", Some("secret"));
            assert_eq!(
                told(request.header("X-Experience-API-Version", version)).await.0,
                status,
                "{version}"
            );
        }
        for (query, status) in [
            ("since=2027-03-28T12:00:00Z", 200),
            ("until=hier", 400),
            ("limit=-1", 400),
            ("ascending=oui", 400),
            ("cursor=x", 400),
            ("agent=%7B%7D", 400),
            ("registration=x", 400),
            ("related_activities=true", 400),
            ("related_activities=false&format=exact", 200),
            ("statementId=%27%20OR%201%3D1", 400),
            ("verb=%27%3B%20DROP%20TABLE%20statements%3B--", 200),
        ] {
            let (status_told, text) = told(served.get(&format!("/xapi/statements?{query}"))).await;
            assert_eq!(status_told, status, "{query}: {text}");
        }
        let about = served.client.get(format!("{}/xapi/about", served.url));
        assert!(told(about).await.1.contains("\"1.0.3\""));
    });
}

#[test]
fn signs_of_life_are_kept_and_carry_no_visits() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let good =
            json!({"kiosk": "borne-3", "version": "0.1.0", "waiting": 4, "quarantined": 0, "last_success": null});
        assert_eq!(told(served.beat("parc", good.to_string())).await.0, 204);
        for (key, value) in [
            ("visits", json!(12)),
            ("kiosk", json!("<b>")),
            ("waiting", json!(-1)),
            ("version", json!("")),
        ] {
            let mut bad = good.clone();
            bad[key] = value;
            assert_eq!(told(served.beat("parc", bad.to_string())).await.0, 400, "{key}");
        }
        assert_eq!(told(served.beat("analyse", good.to_string())).await.0, 403);
        assert_eq!(served.bench.store.kiosks().await.expect("an answer").len(), 1);
    });
}

#[test]
fn a_stop_lets_the_request_under_way_finish() {
    on_every_store(|bench| async move {
        let mut served = served(bench).await;
        let mut stream = TcpStream::connect(served.address).await.expect("a connection");
        let body = samples::kit(1).to_string();
        let head = format!(
            "POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: Basic cGFyYzpzZWNyZXQ=\r\n\
            X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("sent");
        time::sleep(Duration::from_millis(100)).await;
        served
            .stop
            .take()
            .expect("not stopped yet")
            .send(())
            .expect("still listening");
        time::sleep(Duration::from_millis(100)).await;
        stream.write_all(body.as_bytes()).await.expect("sent");
        assert!(first_line(&mut stream).await.contains("200"));
        let ended = time::timeout(Duration::from_secs(5), &mut served.task)
            .await
            .expect("in time");
        ended.expect("no panic").expect("a clean end");
    });
}

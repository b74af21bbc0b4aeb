//! Over HTTP: headers, languages, weight, what is not there.

use std::collections::BTreeSet;

use axum::http::header;

use super::*;
use crate::agency::{
    read::{Names, Source},
    serve::{Access, Agency, router},
    store::tests::run as on_every_store,
};

/// What a first visit may weigh in all, bytes.
const BUDGET: usize = 150 * 1000;

/// The whole server, and a client that follows nothing by itself.
async fn client(portal: Portal, bench: &crate::agency::store::tests::Bench) -> (String, reqwest::Client) {
    let source = Source::own(bench.store.clone());
    let agency = Agency::new(bench.store.clone(), source, Names::default(), Access::Readers)
        .await
        .expect("an agency");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let app = router(Arc::new(agency.with_portal(portal)));
    tokio::spawn(async move { axum::serve(listener, app).await });
    let _ = rustls::crypto::ring::default_provider().install_default();
    (url, reqwest::Client::builder().no_proxy().build().expect("a client"))
}

/// Paths between quotes that belong to this server.
fn paths(text: &str) -> BTreeSet<String> {
    let quoted = text
        .split(['"', '\'', '('])
        .filter(|part| part.starts_with('/') && !part.starts_with("//"));
    quoted
        .map(|part| part.trim_end_matches(')').to_owned())
        // What ends with a slash is the beginning of names.
        .filter(|path| !path.ends_with('/'))
        .filter(|path| {
            path.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte))
        })
        .collect()
}

#[test]
fn everything_the_pages_ask_for_is_here_and_carries_the_headers() {
    on_every_store(|bench| async move {
        let (url, client) = client(portal(), &bench).await;
        let mut asked: BTreeSet<String> = ["/c", "/donnees", "/mentions", "/catalogue.json", "/sw.js"]
            .map(str::to_owned)
            .into();
        let mut seen = BTreeSet::new();
        while let Some(path) = asked.pop_first() {
            if !seen.insert(path.clone()) || path == "/api/inscriptions" {
                continue;
            }
            let response = client.get(format!("{url}{path}")).send().await.expect("an answer");
            assert_eq!(response.status(), 200, "{path}");
            let headers = response.headers().clone();
            let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("a policy");
            assert!(
                policy.starts_with("default-src 'self';") && !policy.contains("unsafe"),
                "{path}"
            );
            assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
            assert_eq!(headers[header::REFERRER_POLICY], "no-referrer", "{path}");
            assert!(!headers.contains_key(header::SET_COOKIE), "{path}");
            let kind = headers[header::CONTENT_TYPE].to_str().expect("a kind").to_owned();
            if !kind.starts_with("text") && kind != "application/json" {
                continue;
            }
            let text = response.text().await.expect("a text");
            assert!(
                !text.contains("style=\"") && !text.contains(" onclick") && !text.contains("innerHTML"),
                "{path}"
            );
            asked.extend(paths(&text));
        }
        for known in [
            "/portail.js",
            "/portail/mots.js",
            "/portail/titre.woff2",
            "/metiers/1.jpg",
            "/etabli.svg",
        ] {
            assert!(seen.contains(known), "{known}: {seen:?}");
        }
        for absent in [
            "/c/",
            "/metiers/3.jpg",
            "/metiers/1.png",
            "/metiers/..%2f1.jpg",
            "/portail/x.js",
            "/portail/mots.js/x",
        ] {
            let status = client
                .get(format!("{url}{absent}"))
                .send()
                .await
                .expect("an answer")
                .status();
            assert_eq!(status, 404, "{absent}");
        }
        assert_eq!(
            client.get(&url).send().await.expect("an answer").status(),
            401,
            "the dashboard stays closed"
        );
    });
}

#[test]
fn a_copy_is_known_again_and_the_language_is_the_reader_s() {
    on_every_store(|bench| async move {
        let (url, client) = client(portal(), &bench).await;
        let page = async |query: &str, liked: &str| {
            let request = client
                .get(format!("{url}/c{query}"))
                .header(header::ACCEPT_LANGUAGE, liked);
            let response = request.send().await.expect("an answer");
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
            assert!(
                response.headers()[header::VARY]
                    .to_str()
                    .expect("names")
                    .contains("accept-language")
            );
            response.text().await.expect("a text")
        };
        assert!(page("", "fr-FR").await.contains("<html lang=\"fr\">"));
        assert!(page("", "en-GB,en;q=0.9").await.contains("<html lang=\"en\">"));
        assert!(page("?langue=fr", "en").await.contains(">Mon carnet<"));
        let first = client
            .get(format!("{url}/catalogue.json"))
            .send()
            .await
            .expect("an answer");
        let tag = first.headers()[header::ETAG].clone();
        let again = client
            .get(format!("{url}/catalogue.json"))
            .header(header::IF_NONE_MATCH, tag);
        let again = again.send().await.expect("an answer");
        assert_eq!(
            (again.status().as_u16(), again.bytes().await.expect("bytes").len()),
            (304, 0)
        );
        let zipped = client
            .get(format!("{url}/portail.css"))
            .header(header::ACCEPT_ENCODING, "gzip");
        assert_eq!(
            zipped.send().await.expect("an answer").headers()[header::CONTENT_ENCODING],
            "gzip"
        );
    });
}

#[test]
fn a_first_visit_weighs_less_than_150_kb() {
    let shelf = portal().shelf(date(2026, 11, 26));
    let weigh = |path: &str| {
        shelf
            .get(path, Language::French)
            .unwrap_or_else(|| panic!("{path}"))
            .weight()
    };
    let mut paths = vec!["/c", shelf::STYLE.0, shelf::WORDS, "/catalogue.json"];
    paths.extend(shelf::MODULES.map(|(path, _)| path));
    paths.extend(shelf::FACES.map(|(path, _)| path));
    // Two métiers were tried: more than most visitors do before they scan for the first time.
    paths.extend(["/metiers/1.jpg", "/metiers/2.jpg"]);
    let told: Vec<_> = paths.iter().map(|path| (*path, weigh(path))).collect();
    let sum: usize = told.iter().map(|(_, bytes)| bytes).sum();
    println!("{sum} bytes: {told:?}");
    assert!(sum <= BUDGET, "{sum} bytes: {told:?}");
    let plain: usize = paths
        .iter()
        .map(|path| shelf.get(path, Language::French).expect("a thing").plain().len())
        .sum();
    println!("{plain} bytes for a browser that takes nothing compressed");
}

#[test]
fn whatever_a_kit_says_stays_text() {
    let evil = "</script><img src=x onerror=alert(1)>\u{2028}\"'&";
    let mut catalogue = Catalogue::default();
    let mut metier = metiers::all().swap_remove(0).1;
    metier.feminine = Bilingual::new(evil, evil);
    metier.formations[0].name = evil.to_owned();
    metier.facts[0].source.url = Some("javascript:alert(1)".to_owned());
    catalogue.add(1, metier).expect("a free number");
    let mut notice = metiers::notice();
    notice.agency.name = Some(evil.to_owned());
    let portal = Portal::new(catalogue, metiers::next_steps(), notice, None);
    let shelf = portal.shelf(date(2026, 11, 26));
    let told: Value = serde_json::from_slice(
        shelf
            .get("/catalogue.json", Language::French)
            .expect("a catalogue")
            .plain(),
    )
    .expect("JSON");
    assert!(
        told["metiers"]["1"]["title"]["fr"]
            .as_str()
            .is_some_and(|title| title.starts_with("</script>"))
    );
    assert!(
        told["metiers"]["1"]["facts"][0]["source"]["url"].is_null(),
        "only https leads anywhere"
    );
    for path in ["/c", "/donnees", "/mentions"] {
        let page = String::from_utf8_lossy(shelf.get(path, Language::French).expect("a page").plain()).into_owned();
        assert!(!page.contains("<img"), "{path}");
    }
}

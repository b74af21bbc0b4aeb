//! A real server on the loopback, and everything a bad client can do to it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use super::*;
use crate::agency::{
    read::{Credentials, Lrs, LrsError, SealedFigures},
    statement::samples,
    store::{
        Digest,
        tests::{Bench, run as on_every_store},
    },
};

const PATIENCE: Patience = Patience {
    request: Duration::from_millis(600),
    idle: Duration::from_millis(900),
    connections_max: 60,
};

pub(super) struct Served {
    pub(super) url: String,
    address: std::net::SocketAddr,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<io::Result<()>>,
    bench: Bench,
}

async fn served(bench: Bench) -> Served {
    for (name, role) in [("parc", Role::Fleet), ("analyse", Role::Reader)] {
        let digest = Digest::of(b"secret");
        bench.store.add_token(name, role, digest).await.expect("a token");
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (source, names) = (Source::own(bench.store.clone()), Names::default());
    let agency = Agency::new(bench.store.clone(), source, names, Access::Readers).await;
    let agency = Arc::new(agency.expect("an agency"));
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(run(listener, PATIENCE, agency, async {
        let _ = stopped.await;
    }));
    let _ = rustls::crypto::ring::default_provider().install_default();
    Served {
        url: format!("http://{address}"),
        address,
        client: reqwest::Client::builder().no_proxy().build().expect("a client"),
        stop: Some(stop),
        task,
        bench,
    }
}

impl Served {
    fn post(&self, body: impl Into<reqwest::Body>) -> reqwest::RequestBuilder {
        self.post_as("parc", "secret", "application/json", body)
    }

    fn post_as(
        &self,
        name: &str,
        password: &str,
        kind: &str,
        body: impl Into<reqwest::Body>,
    ) -> reqwest::RequestBuilder {
        let request = self.client.post(format!("{}/xapi/statements", self.url));
        request
            .basic_auth(name, Some(password))
            .header("X-Experience-API-Version", "1.0.3")
            .header("Content-Type", kind)
            .body(body)
    }

    fn get(&self, address: &str) -> reqwest::RequestBuilder {
        self.get_as("analyse", address)
    }

    fn get_as(&self, name: &str, address: &str) -> reqwest::RequestBuilder {
        let request = self.client.get(format!("{}{address}", self.url));
        request
            .basic_auth(name, Some("secret"))
            .header("X-Experience-API-Version", "2.0.0")
    }

    fn beat(&self, name: &str, body: String) -> reqwest::RequestBuilder {
        let request = self.client.post(format!("{}/api/heartbeat", self.url));
        request.basic_auth(name, Some("secret")).body(body)
    }

    async fn count(&self) -> i64 {
        self.bench.store.pulse().await.expect("an answer").0
    }

    async fn is_well(&self) {
        let number = 1_000_000 + u64::try_from(self.count().await).expect("a count");
        let response = self
            .post(samples::kit(number).to_string())
            .send()
            .await
            .expect("an answer");
        assert_eq!(response.status(), 200);
    }
}

async fn told(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a text"))
}

fn batch(numbers: std::ops::Range<u64>) -> String {
    Value::from(numbers.map(samples::kit).collect::<Vec<_>>()).to_string()
}

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
fn bad_bodies_keep_nothing_and_harm_nobody() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let good = samples::kit(1).to_string();
        let nested = good.replacen("42", &("[".repeat(100_000) + &"]".repeat(100_000)), 1);
        let mut unknown = samples::kit(2);
        unknown["actor"]["mbox"] = json!("mailto:lea@exemple.fr");
        let hostile = good.replacen("salon-2027", "x'; DROP TABLE statements; --", 1);
        let cut = good[..good.len() - 9].to_owned();
        for (body, place) in [
            ("{".to_owned(), "JSON"),
            (cut, "JSON"),
            (String::new(), "JSON"),
            ("[]".to_owned(), "JSON"),
            ("null".to_owned(), "JSON"),
            ("[".repeat(1_000_000), "JSON"),
            (nested, "déclaration 0"),
            (format!("[{good},{unknown}]"), "déclaration 1"),
            (format!("[{good},{unknown}]"), "`mbox`"),
            (hostile, "grouping"),
        ] {
            let start: String = body.chars().take(40).collect();
            let (status, text) = told(served.post(body)).await;
            assert_eq!(status, 400, "{start}");
            assert!(text.contains(place), "{start}: {text}");
        }
        assert_eq!(
            told(served.post_as("parc", "secret", "text/plain", good.clone()))
                .await
                .0,
            400
        );
        let mut binary = good.into_bytes();
        binary[20] = 0xFF;
        assert_eq!(told(served.post(binary)).await.0, 400);
        assert_eq!(served.count().await, 0);
        served.is_well().await;
    });
}

#[test]
fn fifty_megabytes_are_refused_announced_or_not() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let mut stream = TcpStream::connect(served.address).await.expect("a connection");
        let head = "POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: Basic cGFyYzpzZWNyZXQ=\r\n\
            X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\n";
        let announced = format!("{head}Content-Length: 52428800\r\n\r\n");
        stream.write_all(announced.as_bytes()).await.expect("sent");
        assert!(first_line(&mut stream).await.contains("413"));
        let mut stream = TcpStream::connect(served.address).await.expect("a connection");
        let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
        stream.write_all(chunked.as_bytes()).await.expect("sent");
        let chunk = format!("100000\r\n{}\r\n", " ".repeat(0x10_0000));
        for _ in 0..50 {
            if stream.write_all(chunk.as_bytes()).await.is_err() {
                break;
            }
        }
        let answer = first_line(&mut stream).await;
        assert!(answer.contains("413") || answer.is_empty(), "{answer}");
        assert_eq!(served.count().await, 0);
        served.is_well().await;
        assert_eq!(told(served.beat("parc", " ".repeat(5_000))).await.0, 413);
    });
}

async fn first_line(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(Ok(read @ 1..)) = time::timeout(Duration::from_secs(5), stream.read(&mut buffer)).await {
        answer.extend_from_slice(&buffer[..read]);
        if answer.contains(&b'\n') {
            break;
        }
    }
    String::from_utf8_lossy(&answer)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn slow_clients_are_hung_up_on_and_leave_their_places() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        // As many as there are places: each sends a byte now and then, or nothing.
        let slow: Vec<_> = (0..PATIENCE.connections_max)
            .map(|number| {
                let address = served.address;
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(address).await.expect("a connection");
                    let start = Instant::now();
                    for byte in b"POST /xapi/statements HTTP/1.1\r\nHost: a\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                    {
                        if (number % 2 == 0 && stream.write_all(&[*byte]).await.is_err())
                            || start.elapsed().as_secs() > 5
                        {
                            break;
                        }
                        time::sleep(Duration::from_millis(50)).await;
                        let mut buffer = [0; 16];
                        if matches!(stream.try_read(&mut buffer), Ok(0)) {
                            break;
                        }
                    }
                    start.elapsed()
                })
            })
            .collect();
        time::sleep(Duration::from_millis(100)).await;
        let start = Instant::now();
        served.is_well().await;
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        for task in slow {
            let held = task.await.expect("no panic");
            assert!(held < Duration::from_secs(3), "{held:?}");
        }
        half_a_body(&served).await;
    });
}

async fn half_a_body(served: &Served) {
    let mut stream = TcpStream::connect(served.address).await.expect("a connection");
    let head = "POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: Basic cGFyYzpzZWNyZXQ=\r\n\
        X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n[{";
    stream.write_all(head.as_bytes()).await.expect("sent");
    let start = Instant::now();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
}

#[test]
fn ten_thousand_wrong_tokens_do_not_slow_the_others() {
    on_every_store(|bench| async move {
        let served = Arc::new(served(bench).await);
        let flooding = Arc::new(AtomicBool::new(true));
        let floods: Vec<_> = (0..10)
            .map(|_| {
                let served = Arc::clone(&served);
                tokio::spawn(async move {
                    for number in 0..1_000 {
                        let wrong = served.post_as("parc", &format!("faux-{number}"), "application/json", "[]");
                        assert_eq!(told(wrong).await.0, 401);
                    }
                })
            })
            .collect();
        let good = tokio::spawn({
            let (served, flooding) = (Arc::clone(&served), Arc::clone(&flooding));
            async move {
                let (mut slowest, mut sent) = (Duration::ZERO, 0_u64);
                while flooding.load(Ordering::Relaxed) {
                    let start = Instant::now();
                    assert_eq!(told(served.post(samples::kit(sent).to_string())).await.0, 200);
                    slowest = slowest.max(start.elapsed());
                    sent += 1;
                }
                (slowest, sent)
            }
        });
        for flood in floods {
            flood.await.expect("no panic");
        }
        flooding.store(false, Ordering::Relaxed);
        let (slowest, sent) = good.await.expect("no panic");
        assert!(
            sent > 10 && slowest < Duration::from_secs(2),
            "{sent} sent, slowest {slowest:?}"
        );
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
fn every_answer_forbids_what_is_foreign() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        for address in ["/", "/xapi/about", "/xapi/statements", "/nulle-part", "/api/heartbeat"] {
            let response = served.get(address).send().await.expect("an answer");
            let headers = response.headers();
            assert!(
                headers["content-security-policy"]
                    .to_str()
                    .expect("text")
                    .contains("default-src 'self'"),
                "{address}"
            );
            assert_eq!(headers["x-content-type-options"], "nosniff");
            assert_eq!(headers["referrer-policy"], "no-referrer");
        }
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

#[test]
fn pages_are_for_readers_and_show_what_arrived() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        assert_eq!(told(served.client.get(&served.url)).await.0, 401);
        assert_eq!(told(served.get_as("parc", "/")).await.0, 403);
        let (status, empty) = told(served.get("/")).await;
        assert!(
            status == 200 && empty.contains("Les premiers chiffres arriveront"),
            "{empty}"
        );
        assert_eq!(told(served.post(samples::kit(1).to_string())).await.0, 200);
        let (_, page) = told(served.get("/")).await;
        assert!(
            page.contains("soudure") && page.contains(">42<") && !page.contains("arriveront"),
            "{page}"
        );
        assert!(!page.contains("style=\"") && !page.contains("<script"), "{page}");
        // Whatever a page asks for comes from here.
        for address in page
            .split(['"', '\''])
            .filter(|text| text.starts_with('/') && text.len() > 1)
        {
            let address = address.replace("&amp;", "&");
            assert_eq!(told(served.get(&address)).await.0, 200, "{address}");
        }
        let stranger = page.split('"').filter(|text| text.starts_with("http"));
        assert_eq!(stranger.count(), 0);
        let (_, table) = told(served.get("/donnees.csv?annee=2027")).await;
        assert!(table.contains("salon-2027;") && table.contains("masqué"), "{table}");
        let (_, report) = told(served.get("/rapport?evenement=salon-2027")).await;
        assert!(
            report.contains("data:font/ttf") && !report.contains("url(\"/"),
            "self-contained"
        );
        let (_, nothing) = told(served.get("/?evenement=%3Cscript%3E")).await;
        assert!(nothing.contains("Rien ne correspond") && !nothing.contains("<script"));
    });
}

#[test]
fn an_agency_reads_another_one_as_any_lrs() {
    on_every_store(|bench| async move {
        let served = served(bench).await;
        let numbers: Vec<Value> = (0..230).map(samples::kit).collect();
        assert_eq!(told(served.post(Value::from(numbers).to_string())).await.0, 200);
        let read = async |password: &str, address: &str| {
            let credentials = Credentials {
                user: "analyse".into(),
                password: password.into(),
            };
            let lrs =
                Lrs::new(&format!("{}{address}", served.url), Some(credentials), "1.0.3", None).expect("an address");
            lrs.statements().await
        };
        for address in ["/xapi", "/xapi/", "/xapi/statements"] {
            let statements = read("secret", address).await.expect("statements");
            assert_eq!(SealedFigures::of(&statements).classes.len(), 230);
        }
        assert!(matches!(read("faux", "/xapi").await, Err(LrsError::Status(401, _))));
        assert!(matches!(
            read("secret", "/ailleurs").await,
            Err(LrsError::Status(404, _))
        ));
        assert!(matches!(
            Lrs::new("http://lrs.example/xapi", None, "1.0.3", None),
            Err(LrsError::Plain)
        ));
    });
}

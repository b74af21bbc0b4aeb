//! Everything a bad client or a bad moment can do.

use std::time::Instant;

use sqlx::{AnyPool, Executor};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::*;

const IMPATIENT: Patience = Patience {
    request: Duration::from_millis(600),
    idle: Duration::from_millis(900),
    connections_max: 40,
};

async fn first_line(stream: &mut TcpStream) -> String {
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut answer)).await;
    answer.truncate(read.map_or(0, |read| read.unwrap_or(0)));
    String::from_utf8_lossy(&answer)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn answers_are_those_of_the_contract() {
    run(|hall| async move {
        let form = hall.form(json!({}));
        let served = served(hall, Patience::default()).await;
        let with = |name: &str, value: Value| {
            let mut changed = form.clone();
            changed[name] = value;
            changed.to_string()
        };
        for (body, status, told_back) in [
            ("{".to_owned(), 400, "{\"champ\":\"\",\"erreur\":\"json\"}"),
            (
                with("email", "lea".into()),
                400,
                "{\"champ\":\"email\",\"erreur\":\"forme\"}",
            ),
            (with("<b>", 1.into()), 400, "{\"champ\":\"<b>\",\"erreur\":\"inconnu\"}"),
            (with("token", "AAAA".into()), 403, "{\"erreur\":\"jeton\"}"),
            (form.to_string(), 202, "{\"etat\":\"a-confirmer\"}"),
            (with("email", "tom@exemple.fr".into()), 409, "{\"erreur\":\"deja\"}"),
        ] {
            let (code, text) = told(served.post(body.clone())).await;
            assert_eq!((code, text.as_str()), (status, told_back), "{body}");
        }
        // A page of another site can send this without asking; it must not count.
        let plain = served
            .client
            .post(format!("http://{}/api/inscriptions", served.address));
        assert_eq!(
            told(plain.header("Content-Type", "text/plain").body(form.to_string()))
                .await
                .0,
            400
        );
        assert_eq!(served.get("/api/inscriptions").await.0, 405);
        served.hall.desk.set_keys(PublicKeys::default());
        let closed = told(served.post(served.hall.form(json!({})).to_string())).await;
        assert_eq!(closed, (503, "{\"erreur\":\"ferme\"}".to_owned()));
    });
}

#[test]
fn known_and_unknown_addresses_are_answered_alike() {
    run(|hall| async move {
        let served = served(hall, Patience::default()).await;
        let mut answers = Vec::new();
        for _ in 0..2 {
            let response = served
                .post(served.hall.form(json!({})).to_string())
                .send()
                .await
                .expect("an answer");
            let mut headers: Vec<_> = response
                .headers()
                .iter()
                .map(|(name, value)| format!("{name}: {value:?}"))
                .collect();
            headers.retain(|header| !header.starts_with("date"));
            answers.push((response.status(), headers, response.text().await.expect("a text")));
        }
        assert_eq!(answers[0], answers[1]);
    });
}

#[test]
fn ten_megabytes_are_refused_early_announced_or_not() {
    run(|hall| async move {
        let served = served(hall, Patience::default()).await;
        let head = "POST /api/inscriptions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
        let mut stream = TcpStream::connect(served.address).await.expect("a connection");
        let announced = format!("{head}Content-Length: 10485760\r\n\r\n");
        stream.write_all(announced.as_bytes()).await.expect("sent");
        assert!(first_line(&mut stream).await.contains("413"));
        let mut stream = TcpStream::connect(served.address).await.expect("a connection");
        stream
            .write_all(format!("{head}Transfer-Encoding: chunked\r\n\r\n").as_bytes())
            .await
            .expect("sent");
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x1_0000));
        let mut sent = 0;
        for _ in 0..160 {
            if stream.write_all(chunk.as_bytes()).await.is_err() {
                break;
            }
            sent += 1;
        }
        let answer = first_line(&mut stream).await;
        assert!(
            answer.contains("413") || (answer.is_empty() && sent < 160),
            "{answer} after {sent}"
        );
        let (status, _) = told(served.post(" ".repeat(17 * 1024))).await;
        assert_eq!((status, served.hall.counts().await), (413, (0, 0)));
        assert_eq!(told(served.post(served.hall.form(json!({})).to_string())).await.0, 202);
    });
}

#[test]
fn slow_clients_leave_their_places() {
    run(|hall| async move {
        let served = served(hall, IMPATIENT).await;
        let mut slow = Vec::new();
        for _ in 0..IMPATIENT.connections_max {
            let mut stream = TcpStream::connect(served.address).await.expect("a connection");
            let half = "POST /api/inscriptions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{";
            stream.write_all(half.as_bytes()).await.expect("sent");
            slow.push(stream);
        }
        let start = Instant::now();
        assert_eq!(told(served.post(served.hall.form(json!({})).to_string())).await.0, 202);
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    });
}

#[test]
fn a_burst_from_one_place_is_told_when_to_come_again() {
    run(|hall| async move {
        let served = served(hall, Patience::default()).await;
        let mut refused = 0;
        for _ in 0..340 {
            let response = served.post("{").send().await.expect("an answer");
            if response.status() == 429 {
                let wait: u64 = response.headers()["retry-after"]
                    .to_str()
                    .expect("text")
                    .parse()
                    .expect("seconds");
                assert!((1..60).contains(&wait));
                refused += 1;
            } else {
                assert_eq!(response.status(), 400);
            }
        }
        assert!(refused > 0);
        // Another school is not concerned.
        let form = served.hall.form(json!({})).to_string();
        let elsewhere = served.post(form).header("X-Forwarded-For", "192.0.2.7");
        assert_eq!(told(elsewhere).await.0, 202);
    });
}

#[test]
fn a_database_that_is_away_costs_nobody_a_registration() {
    run(|hall| async move {
        let served = served(hall, Patience::default()).await;
        let database = served.hall.place.database.clone();
        let forms: Vec<String> = (0..8)
            .map(|number| {
                served
                    .hall
                    .form(json!({ "email": format!("e{number}@exemple.fr") }))
                    .to_string()
            })
            .collect();
        assert_eq!(told(served.post(forms[0].clone())).await.0, 202);
        let away = Away::begin(&database).await;
        let mut refusals = 0;
        for form in &forms {
            let response = served.post(form.clone()).send().await.expect("an answer");
            let status = response.status().as_u16();
            assert!(status == 503, "{status}");
            assert_eq!(response.headers()["retry-after"], "10");
            refusals += 1;
            // One is enough to wait for SQLite's patience; PostgreSQL answers at once.
            if refusals == 2 {
                break;
            }
        }
        away.end().await;
        // Phones ask again, some twice.
        for form in forms.iter().chain(&forms) {
            let mut status = 503;
            for _ in 0..40 {
                status = told(served.post(form.clone())).await.0;
                if status != 503 {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            assert_eq!(status, 202);
        }
        assert_eq!(served.hall.counts().await, (8, 0));
    });
}

/// Keeps a database from answering.
struct Away {
    pool: AnyPool,
    held: Option<sqlx::pool::PoolConnection<sqlx::Any>>,
    name: Option<String>,
}

impl Away {
    async fn begin(database: &Database) -> Self {
        match database {
            Database::Sqlite(path) => {
                let pool =
                    AnyPool::connect(&format!("sqlite://{}", path.display().to_string().replace(' ', "%20"))).await;
                let pool = pool.expect("a second door");
                let mut held = pool.acquire().await.expect("a connection");
                held.execute("BEGIN IMMEDIATE").await.expect("the lock");
                Self {
                    pool,
                    held: Some(held),
                    name: None,
                }
            }
            Database::Postgres(url) => {
                let server = env::var("ETABLI_TEST_POSTGRES").expect("set, or this would not run");
                let pool = AnyPool::connect(&server).await.expect("the server");
                let name = url
                    .rsplit('/')
                    .next()
                    .and_then(|name| name.split('?').next())
                    .expect("a name")
                    .to_owned();
                let shut = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false");
                pool.execute(sqlx::AssertSqlSafe(shut)).await.expect("shut");
                let end =
                    format!("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
                pool.execute(sqlx::AssertSqlSafe(end)).await.expect("ended");
                Self {
                    pool,
                    held: None,
                    name: Some(name),
                }
            }
        }
    }

    async fn end(self) {
        if let Some(mut held) = self.held {
            held.execute("ROLLBACK").await.expect("let go");
        }
        if let Some(name) = self.name {
            let open = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true");
            self.pool.execute(sqlx::AssertSqlSafe(open)).await.expect("open");
        }
    }
}

#[test]
fn requests_under_way_end_well_when_the_server_stops() {
    run(|hall| async move {
        let mut served = served(hall, Patience::default()).await;
        assert_eq!(told(served.post(served.hall.form(json!({})).to_string())).await.0, 202);
        served.stop.take().expect("running").send(()).expect("heard");
        let task = std::mem::replace(&mut served.task, tokio::spawn(async { Ok(()) }));
        task.await.expect("no panic").expect("a good end");
        let again = RegistrationStore::open(&served.hall.place.database, false)
            .await
            .expect("opened again");
        assert_eq!(again.counts().await.expect("an answer").to_confirm, 1);
    });
}

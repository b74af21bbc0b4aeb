//! Everything a bad client can do.

use super::*;

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

#[test]
fn slow_clients_are_hung_up_on_and_leave_their_places() {
    on_every_store(|bench| async move {
        let source = Source::own(bench.store.clone());
        let served = served_from(bench, source, IMPATIENT).await;
        // As many as there are places: each sends a byte now and then, or nothing.
        let slow: Vec<_> = (0..IMPATIENT.connections_max)
            .map(|number| tokio::spawn(dribble(served.address, number % 2 == 0)))
            .collect();
        time::sleep(Duration::from_millis(100)).await;
        let start = Instant::now();
        served.is_well().await;
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        for task in slow {
            let held = task.await.expect("no panic");
            assert!(held < Duration::from_secs(5), "{held:?}");
        }
        half_a_body(&served).await;
    });
}

/// Sends a byte of an endless request now and then, or nothing; returns how long the server put up with it.
async fn dribble(address: std::net::SocketAddr, talks: bool) -> Duration {
    const LONGER_THAN_ANY_PATIENCE: Duration = Duration::from_secs(20);
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let start = Instant::now();
    let request = b"POST /xapi/statements HTTP/1.1\r\nHost: a\r\nX: ";
    for byte in request.iter().chain(std::iter::repeat(&b'a')) {
        if (talks && stream.write_all(&[*byte]).await.is_err()) || start.elapsed() > LONGER_THAN_ANY_PATIENCE {
            break;
        }
        time::sleep(Duration::from_millis(50)).await;
        if matches!(stream.try_read(&mut [0; 16]), Ok(0)) {
            break;
        }
    }
    start.elapsed()
}

async fn half_a_body(served: &Served) {
    let mut stream = TcpStream::connect(served.address).await.expect("a connection");
    let head = "POST /xapi/statements HTTP/1.1\r\nHost: a\r\nAuthorization: Basic cGFyYzpzZWNyZXQ=\r\n\
        X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n[{";
    stream.write_all(head.as_bytes()).await.expect("sent");
    let start = Instant::now();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
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
            sent > 10 && slowest < Duration::from_secs(5),
            "{sent} sent, slowest {slowest:?}"
        );
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

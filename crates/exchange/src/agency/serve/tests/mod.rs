//! A real server on the loopback, and everything a bad client can do to it.

mod api;
mod hostile;
mod reading;

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

/// For clients that are slow on purpose; the others have the patience of a real server, however loaded the machine.
const IMPATIENT: Patience = Patience {
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
    let source = Source::own(bench.store.clone());
    served_from(bench, source, Patience::default()).await
}

async fn served_from(bench: Bench, source: Source, patience: Patience) -> Served {
    for (name, role) in [("parc", Role::Fleet), ("analyse", Role::Reader)] {
        let digest = Digest::of(b"secret");
        bench.store.add_token(name, role, digest).await.expect("a token");
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let agency = Agency::new(bench.store.clone(), source, Names::default(), Access::Readers).await;
    let agency = Arc::new(agency.expect("an agency"));
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(run(listener, patience, agency, async {
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

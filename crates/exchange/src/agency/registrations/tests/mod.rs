//! A whole desk on a fresh database (SQLite, and PostgreSQL if `ETABLI_TEST_POSTGRES` names a server), its outbox in a
//! folder of its own, and a kiosk that signs visits.

mod fake_smtp;
mod hostile;
mod links;
mod load;
mod mail;
mod taking;
mod upkeep;

use std::{env, fs, path::PathBuf, sync::Arc, time::Duration};

use ed25519_dalek::SigningKey;
use jiff::{ToSpan, Zoned, civil::Date};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{
    api::Refusal,
    desk::Setup,
    post::{Courier, Outbox, Turn},
    *,
};
use crate::{
    agency::{
        read::{Names, Source},
        serve::{Access, Agency, Patience, run as serve},
        store::{
            Database, Store, StoreError, now_ms,
            tests::{Place, fresh_name, places},
        },
    },
    tokens::{KeyRole, PublicKey, PublicKeys, VisitToken, day_number},
};

const EVENT: &str = "salon-2026";

pub(super) struct Hall {
    desk: Arc<Desk>,
    kiosk: SigningKey,
    outbox: PathBuf,
    place: Place,
}

impl Drop for Hall {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.outbox);
    }
}

fn today() -> Date {
    Zoned::now().date()
}

fn day_after(days: i64) -> Date {
    today().checked_add(days.days()).expect("a date")
}

fn public(kiosk: &SigningKey, revoked: Option<Date>) -> PublicKeys {
    PublicKeys::new(vec![PublicKey {
        role: KeyRole::Kiosk,
        name: "borne-3".to_owned(),
        event: EVENT.to_owned(),
        key: kiosk.verifying_key(),
        since: day_after(-400),
        replaced: None,
        revoked,
    }])
}

impl Hall {
    async fn new(place: Place) -> Self {
        let outbox = env::temp_dir().join(format!("{}-courrier", fresh_name()));
        let courier = Courier::into_outbox(Outbox::new(outbox.clone()));
        Self::with(place, outbox, courier).await
    }

    async fn with(place: Place, outbox: PathBuf, courier: Courier) -> Self {
        let store = RegistrationStore::open(&place.database, true).await;
        let kiosk = SigningKey::from_bytes(&[7; 32]);
        let setup = Setup {
            store: store.expect("a fresh database"),
            rules: Rules::default(),
            courier,
            sender: "Agence <inscriptions@agence.example>".parse().expect("a sender"),
            portal: "https://metiers.example/".to_owned(),
            token_key: [9; 32],
            behind_proxy: false,
            trades: [(7, crate::language::Bilingual::new("Soudeuse ou soudeur", "Welder"))].into(),
        };
        let desk = Desk::new(setup, public(&kiosk, None)).expect("randomness");
        Self {
            desk: Arc::new(desk),
            kiosk,
            outbox,
            place,
        }
    }

    /// The token of a new visit on this day.
    fn token(&self, day: Date) -> String {
        let token = VisitToken::new(EVENT, &self.kiosk, day).expect("randomness");
        token.sign(&self.kiosk)
    }

    fn form(&self, changes: Value) -> Value {
        let mut form = json!({
            "token": self.token(today()), "first_name": "Léa", "email": "lea@exemple.fr", "age": "15-17",
            "wishes": ["rappel"], "consent": "2026-11", "language": "fr",
        });
        for (name, value) in changes.as_object().expect("an object") {
            form[name] = value.clone();
        }
        form
    }

    async fn take(&self, form: &Value) -> Result<(), Refusal> {
        self.desk.take(form.to_string().as_bytes(), today(), now_ms()).await
    }

    async fn counts(&self) -> (i64, i64) {
        let counts = self.desk.setup.store.counts().await.expect("an answer");
        (counts.to_confirm, counts.confirmed)
    }

    /// Sends what waits now.
    async fn send_all(&self) {
        while self.desk.send_next(now_ms()).await.expect("an answer") == Turn::Sent {}
    }

    /// The mails in the outbox.
    fn mails(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.outbox).into_iter().flatten();
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths
            .map(|path| readable(&fs::read_to_string(path).expect("a mail")))
            .collect()
    }

    /// The address in the one mail of the outbox.
    fn link(&self) -> String {
        let mails = self.mails();
        assert_eq!(mails.len(), 1, "{mails:?}");
        link_in(&mails[0])
    }
}

/// Quoted-printable undone, as far as these mails need it.
fn readable(mail: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = mail.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let hex = others.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match (first, hex) {
            (b'=', Some("\r\n")) => rest = &others[2..],
            (b'=', Some(pair)) if u8::from_str_radix(pair, 16).is_ok() => {
                bytes.push(u8::from_str_radix(pair, 16).expect("two digits"));
                rest = &others[2..];
            }
            _ => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The path of the link in a mail: `/inscription/CODE`.
fn link_in(mail: &str) -> String {
    let start = mail.find("https://metiers.example/inscription/").expect("a link");
    let link = &mail[start + "https://metiers.example".len()..];
    let end = link.find(|character: char| character.is_whitespace()).expect("its end");
    link[..end].to_owned()
}

fn run<F: Future<Output = ()>>(test: impl Fn(Hall) -> F) {
    runtime().block_on(async {
        for place in places().await {
            test(Hall::new(place).await).await;
        }
    });
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().expect("a runtime")
}

/// The desk behind a real server.
struct Served {
    hall: Hall,
    address: std::net::SocketAddr,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<std::io::Result<()>>,
    folder: PathBuf,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

async fn served(hall: Hall, patience: Patience) -> Served {
    let folder = env::temp_dir().join(fresh_name());
    let store = Store::open(&Database::Sqlite(folder.join("agence.sqlite")), true).await;
    let store = store.expect("a fresh database");
    let source = Source::own(store.clone());
    let agency = Agency::new(store, source, Names::default(), Access::Readers).await;
    let agency = agency.expect("an agency").with_registrations(Arc::clone(&hall.desk));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(serve(listener, patience, Arc::new(agency), async {
        let _ = stopped.await;
    }));
    let _ = rustls::crypto::ring::default_provider().install_default();
    Served {
        hall,
        address,
        client: reqwest::Client::builder().no_proxy().build().expect("a client"),
        stop: Some(stop),
        task,
        folder,
    }
}

impl Served {
    fn post(&self, body: impl Into<reqwest::Body>) -> reqwest::RequestBuilder {
        let request = self.client.post(format!("http://{}/api/inscriptions", self.address));
        request.header("Content-Type", "application/json").body(body)
    }

    async fn get(&self, path: &str) -> (u16, String) {
        told(self.client.get(format!("http://{}{path}", self.address))).await
    }

    async fn press(&self, path: &str) -> (u16, String) {
        told(self.client.post(format!("http://{}{path}", self.address))).await
    }

    /// The link of the one mail, once it has gone.
    async fn link(&self) -> String {
        for _ in 0..200 {
            if !self.hall.mails().is_empty() {
                return self.hall.link();
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("no mail came");
    }
}

async fn told(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a text"))
}

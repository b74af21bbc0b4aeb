//! A learning record store on a real port of this machine that behaves as Ralph 5.1.0 or as LaRS 0.1.21, as measured
//! (`engagement::upload::policy`), and goes wrong on demand in every way there is.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use etabli::engagement::upload::{BATCH_MAX, Clock};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};
use uuid::Uuid;

use super::world::TestClock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ralph,
    Lars,
}

impl Kind {
    /// The version it wants to hear.
    pub fn version(self) -> &'static str {
        match self {
            Self::Ralph => "1.0.3",
            Self::Lars => "2.0.0",
        }
    }
}

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Done, and the connection cut before the reply.
    LostAnswer,
    /// Done, and the reply cut after so many bytes.
    CutAnswer(usize),
    /// The connection cut after so many bytes of the request: nothing done.
    CutRequest(usize),
    /// No one answers.
    Down,
    /// Nothing done, and this status.
    Before(u16),
    /// Done, and this status all the same.
    After(u16),
    /// Nothing done: « come back in so many seconds ».
    BusySecs(u16, u64),
    /// The same, as a date by the store's own clock.
    BusyUntil(u16, u64),
    /// Done, and only half of the ids in the reply.
    HalfIds,
    /// The hall's network answers with its own page.
    Portal,
    /// The hall's network sends us to its own page, at this port of this machine.
    Redirect(u16),
    /// Something that is no HTTP at all.
    Noise,
    /// Done, and the kiosk killed before it knows.
    Kill,
}

/// A request as it came.
#[derive(Clone, Debug)]
struct Request {
    method: String,
    target: String,
    /// Lower-case names.
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// All that the store knows, and how it is to behave.
pub struct Inside {
    pub kind: Kind,
    pub held: BTreeMap<Uuid, Value>,
    /// How often each statement was taken in: once, or something is wrong.
    pub taken_in: BTreeMap<Uuid, u32>,
    /// It does not take these as statements.
    pub bad: BTreeSet<Uuid>,
    /// The exact bytes in which each may come.
    pub frozen: BTreeMap<Uuid, Vec<u8>>,
    /// What each next request meets; none left: nothing goes wrong.
    pub faults: Vec<Option<Fault>>,
    /// Until then no request is let in, as with wrong credentials; on the clock.
    pub locked_until: Duration,
    /// Until then nothing answers; on the clock.
    pub down_until: Duration,
    /// It shows nothing to the kiosk.
    pub write_only: bool,
    /// More statements at once are too many.
    pub batch_max: usize,
    pub requests: usize,
    /// Method and address of each.
    pub targets: Vec<String>,
    /// When each came, on the clock.
    pub times: Vec<Duration>,
    pub beats: Vec<Value>,
    pub password: String,
}

/// The store, which listens until it is dropped.
pub struct FakeStore {
    pub port: u16,
    inside: Arc<Mutex<Inside>>,
    kill: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Drop for FakeStore {
    fn drop(&mut self) {
        self.task.abort();
    }
}

enum Reply {
    Whole(Vec<u8>),
    Part(Vec<u8>, usize),
    Nothing,
    Killed,
}

impl FakeStore {
    pub async fn open(kind: Kind, clock: &TestClock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let inside = Arc::new(Mutex::new(Inside::new(kind)));
        let kill = Arc::new(Notify::new());
        let (shared, killer, clock) = (inside.clone(), kill.clone(), clock.clone());
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                // One after the other: a kiosk has one connection, or waits.
                let serving = serve(stream, shared.clone(), killer.clone(), clock.clone());
                tokio::spawn(async move {
                    // Who hangs up has hung up.
                    let _ = serving.await;
                });
            }
        });
        Self {
            port,
            inside,
            kill,
            task,
        }
    }

    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().expect("no test has failed in there")
    }

    /// Until a fault says that the kiosk is killed.
    pub async fn killed(&self) {
        self.kill.notified().await;
    }
}

async fn serve(
    mut stream: TcpStream,
    inside: Arc<Mutex<Inside>>,
    kill: Arc<Notify>,
    clock: TestClock,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut read = Vec::new();
    loop {
        // The fault is known before the request is, since it may cut it.
        if read.is_empty() && stream.read_buf(&mut read).await? == 0 {
            return Ok(());
        }
        let fault = {
            let mut inside = inside.lock().expect("no test has failed in there");
            inside.times.push(clock.elapsed());
            inside.next_fault(clock.elapsed())
        };
        let limit = match fault {
            Some(Fault::Down) => return Ok(()),
            Some(Fault::CutRequest(bytes)) => bytes,
            _ => usize::MAX,
        };
        let Some(request) = request(&mut stream, &mut read, limit).await? else {
            return Ok(());
        };
        let reply = {
            let mut inside = inside.lock().expect("no test has failed in there");
            inside.answer(&request, fault, clock.elapsed(), &clock)
        };
        match reply {
            Reply::Whole(bytes) => stream.write_all(&bytes).await?,
            Reply::Part(bytes, length) => return stream.write_all(&bytes[..length.min(bytes.len() - 1)]).await,
            Reply::Nothing => return Ok(()),
            Reply::Killed => {
                kill.notify_one();
                return Ok(());
            }
        }
    }
}

/// One request; `None` if the connection ends first, or after `limit` bytes.
async fn request(stream: &mut TcpStream, read: &mut Vec<u8>, limit: usize) -> io::Result<Option<Request>> {
    loop {
        if read.len() >= limit {
            return Ok(None);
        }
        if let Some((request, length)) = parse(read) {
            if length > limit {
                return Ok(None);
            }
            read.drain(..length);
            return Ok(Some(request));
        }
        if stream.read_buf(read).await? == 0 {
            return Ok(None);
        }
    }
}

/// The request at the beginning of `bytes`, if it is whole, and its length.
fn parse(bytes: &[u8]) -> Option<(Request, usize)> {
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).expect("a head in ASCII");
    let mut lines = head.split("\r\n");
    let mut first = lines.next().expect("a first line").split(' ');
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |length| length.parse().expect("a length"));
    let body = bytes.get(end + 4..end + 4 + length)?.to_vec();
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let request = Request {
        method,
        target,
        headers,
        body,
    };
    Some((request, end + 4 + length))
}

fn http(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = if status == 204 {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", body.len())
    };
    format!("HTTP/1.1 {status} X\r\n{length}{headers}\r\n{body}").into_bytes()
}

fn http_json(status: u16, value: &Value) -> Vec<u8> {
    http(status, "Content-Type: application/json\r\n", &value.to_string())
}

impl Inside {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            held: BTreeMap::new(),
            taken_in: BTreeMap::new(),
            bad: BTreeSet::new(),
            frozen: BTreeMap::new(),
            faults: vec![],
            locked_until: Duration::ZERO,
            down_until: Duration::ZERO,
            write_only: false,
            batch_max: usize::MAX,
            requests: 0,
            targets: vec![],
            times: vec![],
            beats: vec![],
            // bornes:secret
            password: "Basic Ym9ybmVzOnNlY3JldA==".to_owned(),
        }
    }

    fn next_fault(&mut self, now: Duration) -> Option<Fault> {
        if now < self.down_until {
            return Some(Fault::Down);
        }
        self.faults.pop().flatten()
    }

    fn answer(&mut self, request: &Request, fault: Option<Fault>, now: Duration, clock: &TestClock) -> Reply {
        self.requests += 1;
        self.targets.push(format!("{} {}", request.method, request.target));
        let date = |secs: u64| {
            let instant = clock.now() + Duration::from_secs(secs);
            instant.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
        };
        match fault {
            None => Reply::Whole(self.obey(request, now)),
            Some(Fault::Down | Fault::CutRequest(_)) => Reply::Nothing,
            Some(Fault::LostAnswer) => {
                self.obey(request, now);
                Reply::Nothing
            }
            Some(Fault::Kill) => {
                self.obey(request, now);
                Reply::Killed
            }
            Some(Fault::CutAnswer(length)) => Reply::Part(self.obey(request, now), length),
            Some(Fault::Before(status)) => Reply::Whole(http(status, "", "out of order")),
            Some(Fault::After(status)) => {
                self.obey(request, now);
                Reply::Whole(http(status, "", "out of order"))
            }
            Some(Fault::BusySecs(status, secs)) => Reply::Whole(http(status, &format!("Retry-After: {secs}\r\n"), "")),
            Some(Fault::BusyUntil(status, secs)) => {
                let headers = format!("Date: {}\r\nRetry-After: {}\r\n", date(0), date(secs));
                Reply::Whole(http(status, &headers, ""))
            }
            Some(Fault::HalfIds) => Reply::Whole(half_ids(self.obey(request, now))),
            Some(Fault::Portal) => Reply::Whole(http(
                200,
                "Content-Type: text/html\r\n",
                "<html>Bienvenue au parc des expositions</html>",
            )),
            Some(Fault::Redirect(port)) => {
                let headers = format!("Location: http://127.0.0.1:{port}/xapi/statements\r\n");
                Reply::Whole(http(307, &headers, ""))
            }
            Some(Fault::Noise) => Reply::Whole(b"\x15\x03\x01\x00\x02\x02\x16 not for you \r\n\r\n".to_vec()),
        }
    }

    /// As the real store would.
    fn obey(&mut self, request: &Request, now: Duration) -> Vec<u8> {
        if request.target == "/api/heartbeat" {
            self.beats.push(serde_json::from_slice(&request.body).expect("JSON"));
            return http(204, "", "");
        }
        let header = |name: &str| request.headers.get(name).map(String::as_str);
        if header("authorization") != Some(self.password.as_str()) || now < self.locked_until {
            return match self.kind {
                Kind::Ralph => http_json(401, &json!({"detail": "Invalid authentication credentials"})),
                Kind::Lars => http_json(400, &json!({"error": "no credentials"})),
            };
        }
        let version = header("x-experience-api-version").unwrap_or_default();
        if self.kind == Kind::Lars && !version.starts_with("2.") {
            return http_json(400, &json!({"error": "version"}));
        }
        match (request.method.as_str(), request.target.split_once("?statementId=")) {
            ("POST", None) if request.target == "/xapi/statements" => self.store(&request.body),
            ("GET", Some(("/xapi/statements", id))) => self.show(id.parse().expect("an id")),
            _ => http(404, "", ""),
        }
    }

    fn store(&mut self, body: &[u8]) -> Vec<u8> {
        let statements: Vec<Value> = serde_json::from_slice(body).expect("a whole body of JSON");
        let ids: Vec<Uuid> = statements.iter().map(id_of).collect();
        self.check_bytes(body, &ids);
        if ids.len() > self.batch_max {
            return http(413, "", "");
        }
        if ids.iter().any(|id| self.bad.contains(id)) {
            return match self.kind {
                Kind::Ralph => http_json(422, &json!({"detail": []})),
                Kind::Lars => http_json(400, &json!({"error": "statement"})),
            };
        }
        for (id, statement) in ids.iter().zip(&statements) {
            if self.held.get(id).is_some_and(|held| !self.is_same(held, statement)) {
                return http_json(
                    409,
                    &json!({"detail": "Differing statements already exist with the same ID"}),
                );
            }
        }
        let mut new = vec![];
        for (id, statement) in ids.into_iter().zip(statements) {
            if self.held.insert(id, statement).is_none() {
                *self.taken_in.entry(id).or_default() += 1;
                new.push(id.to_string());
            }
        }
        if new.is_empty() {
            http(204, "", "")
        } else {
            http_json(200, &json!(new))
        }
    }

    /// A statement never comes in other bytes than the frozen ones, nor in a larger batch than agreed.
    fn check_bytes(&self, body: &[u8], ids: &[Uuid]) {
        assert!(ids.len() <= BATCH_MAX, "{} statements at once", ids.len());
        let bodies: Vec<&[u8]> = ids.iter().map(|id| self.frozen[id].as_slice()).collect();
        assert_eq!(body, [b"[", bodies.join(&b","[..]).as_slice(), b"]"].concat());
    }

    fn is_same(&self, held: &Value, statement: &Value) -> bool {
        let without_time = |value: &Value| {
            let mut value = value.clone();
            value.as_object_mut().expect("an object").remove("timestamp");
            value
        };
        match self.kind {
            Kind::Ralph => held == statement,
            Kind::Lars => without_time(held) == without_time(statement),
        }
    }

    fn show(&self, id: Uuid) -> Vec<u8> {
        if self.write_only {
            return http_json(403, &json!({"detail": "Insufficient scope"}));
        }
        // Ralph shows a page, whatever is asked.
        let Some(held) = self.held.get(&id) else {
            return match self.kind {
                Kind::Ralph => http_json(200, &json!({"statements": []})),
                Kind::Lars => http(404, "", ""),
            };
        };
        let mut shown = held.clone();
        shown["stored"] = json!("2027-03-29T00:00:00.000Z");
        shown["authority"] = json!({"objectType": "Agent", "account": {"name": "k", "homePage": "https://a"}});
        match self.kind {
            Kind::Ralph => http_json(200, &json!({"statements": [shown]})),
            Kind::Lars => {
                shown["version"] = json!("2.0.0");
                shown["timestamp"] = json!("2027-03-28T12:00:00Z");
                http_json(200, &shown)
            }
        }
    }
}

fn id_of(statement: &Value) -> Uuid {
    statement["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

/// The reply with the first half of its ids only.
fn half_ids(reply: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(reply).expect("text");
    let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    match serde_json::from_str::<Vec<String>>(body) {
        Ok(ids) => http_json(200, &json!(ids[..ids.len() / 2])),
        Err(_) => text.into_bytes(),
    }
}

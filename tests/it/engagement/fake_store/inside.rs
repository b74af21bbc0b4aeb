//! What the store knows, and what it answers: as the real one would, or as a fault has it.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use etabli::engagement::upload::{BATCH_MAX, Clock};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Fault, Kind, Reply, Request};
use crate::engagement::world::TestClock;

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

impl Inside {
    pub(super) fn new(kind: Kind) -> Self {
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

    pub(super) fn next_fault(&mut self, now: Duration) -> Option<Fault> {
        if now < self.down_until {
            return Some(Fault::Down);
        }
        self.faults.pop().flatten()
    }

    pub(super) fn answer(
        &mut self,
        request: &Request,
        fault: Option<Fault>,
        now: Duration,
        clock: &TestClock,
    ) -> Reply {
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

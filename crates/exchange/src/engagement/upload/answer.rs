//! What the store's reply to a request means: which of all the ways there are in which things go well or wrong.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::{retry_after, same::is_same, trouble::Trouble};

/// A whole reply, as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub content_type: Option<String>,
    pub retry_after: Option<String>,
    /// The store's own clock: the kiosk's may be wrong by a year.
    pub date: Option<String>,
    pub body: Vec<u8>,
}

/// To a request that sends statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has all of them, whichever ids it names.
    Stored,
    /// It has something else under an id of these.
    Conflict,
    /// It does not take one of these, or none from us.
    Refused(Trouble),
    /// Not from us.
    Denied(Trouble),
    /// Not so many at once.
    TooLarge,
    /// Nothing is known of them: perhaps stored, perhaps not.
    Later(Trouble, Option<Duration>),
}

/// To a request for one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It has exactly this one.
    Same,
    /// It has something else under this id.
    Different,
    Absent,
    /// It does not show it to us.
    Denied(Trouble),
    /// It does not understand us.
    Refused(Trouble),
    Later(Trouble, Option<Duration>),
}

impl Reply {
    fn is_json(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
    }

    fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok().filter(|_| self.is_json())
    }

    /// A page for people where a program should answer: the hall's network wants a click, or the address is wrong.
    fn is_page(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let start = self.body.trim_ascii_start();
        kind.to_ascii_lowercase().contains("html") || start.starts_with(b"<")
    }

    /// What is left when the status says no more.
    fn trouble(&self) -> Trouble {
        match self.status {
            200..300 if self.is_page() => Trouble::Portal,
            // A portal answers with the way to its own page, or says what it is.
            300..400 | 511 => Trouble::Portal,
            408 | 425 | 429 | 500.. => Trouble::Busy(self.status),
            _ => Trouble::NotAStore(self.status),
        }
    }

    fn later(&self, now: Timestamp) -> (Trouble, Option<Duration>) {
        let wait = self.retry_after.as_deref();
        let wait = wait.and_then(|wait| retry_after::parse(wait, self.date.as_deref(), now));
        (self.trouble(), wait)
    }
}

impl Answer {
    /// The meaning of a reply that came at `now`, by the kiosk's clock.
    pub fn of(reply: &Reply, now: Timestamp) -> Self {
        match reply.status {
            // A portal's page, or half of a reply, is no success.
            200 if matches!(reply.json(), Some(Value::Array(_))) => Self::Stored,
            204 if reply.body.is_empty() => Self::Stored,
            409 => Self::Conflict,
            400 | 422 => Self::Refused(Trouble::Refused(reply.status)),
            401 | 403 | 407 => Self::Denied(Trouble::denied(reply.status)),
            413 => Self::TooLarge,
            _ => {
                let (trouble, wait) = reply.later(now);
                Self::Later(trouble, wait)
            }
        }
    }
}

impl Reading {
    /// The meaning of a reply that came at `now`, where `ours` is what the kiosk has under this id.
    pub fn of(reply: &Reply, id: Uuid, ours: &[u8], now: Timestamp) -> Self {
        match reply.status {
            200 => match reply.json().as_ref().and_then(|shown| only(shown, id)) {
                Some(Some(theirs)) if is_same(ours, theirs) => Self::Same,
                Some(Some(_)) => Self::Different,
                Some(None) => Self::Absent,
                None => Self::Later(Trouble::NotAStore(200), None),
            },
            404 if !reply.is_page() => Self::Absent,
            400 | 422 => Self::Refused(Trouble::Refused(reply.status)),
            401 | 403 | 407 => Self::Denied(Trouble::denied(reply.status)),
            _ => {
                let (trouble, wait) = reply.later(now);
                Self::Later(trouble, wait)
            }
        }
    }
}

/// The statement with this id in what a store shows: the statement itself, or, as Ralph does, a page that holds it or
/// nothing. `None` if it is no answer to the question.
fn only(shown: &Value, id: Uuid) -> Option<Option<&Value>> {
    let is_it = |statement: &Value| statement["id"].as_str().and_then(|id| id.parse().ok()) == Some(id);
    match shown["statements"].as_array().map(Vec::as_slice) {
        Some([]) => Some(None),
        Some([statement]) if is_it(statement) => Some(Some(statement)),
        Some(_) => None,
        None => is_it(shown).then_some(Some(shown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, content_type: &str, body: &str) -> Reply {
        Reply {
            status,
            content_type: Some(content_type.to_owned()).filter(|kind| !kind.is_empty()),
            body: body.into(),
            ..Reply::default()
        }
    }

    fn answer(status: u16, content_type: &str, body: &str) -> Answer {
        Answer::of(&reply(status, content_type, body), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn only_a_store_says_that_it_has_stored() {
        let json = "application/json; charset=utf-8";
        for (status, kind, body) in [(200, json, "[]"), (200, "Application/JSON", "[\"x\"]"), (204, "", "")] {
            assert_eq!(answer(status, kind, body), Answer::Stored, "{status} {kind} {body}");
        }
        for (status, kind, body, trouble) in [
            (200, "text/html", "<html>Bienvenue</html>", Trouble::Portal),
            (200, "text/html", "[]", Trouble::Portal),
            (200, json, "<html>", Trouble::Portal),
            (200, json, "[\"6f8c9a52", Trouble::NotAStore(200)),
            (200, json, "{\"ok\":true}", Trouble::NotAStore(200)),
            (200, "", "[]", Trouble::NotAStore(200)),
            (204, "", "x", Trouble::NotAStore(204)),
            (202, json, "[]", Trouble::NotAStore(202)),
            (302, "", "", Trouble::Portal),
            (511, "text/html", "", Trouble::Portal),
            (404, "text/html", "<html>", Trouble::NotAStore(404)),
            (500, json, "{}", Trouble::Busy(500)),
            (429, "", "", Trouble::Busy(429)),
        ] {
            assert_eq!(
                answer(status, kind, body),
                Answer::Later(trouble, None),
                "{status} {kind} {body}"
            );
        }
    }

    #[test]
    fn both_stores_ways_to_refuse_are_told_apart() {
        assert_eq!(answer(409, "", ""), Answer::Conflict);
        assert_eq!(answer(413, "text/html", "<h1>"), Answer::TooLarge);
        for status in [400, 422] {
            assert_eq!(answer(status, "", ""), Answer::Refused(Trouble::Refused(status)));
        }
        assert_eq!(answer(401, "", ""), Answer::Denied(Trouble::Credentials(401)));
        assert_eq!(answer(407, "", ""), Answer::Denied(Trouble::Proxy));
    }

    #[test]
    fn a_store_that_shows_another_statement_has_not_answered() {
        let id = Uuid::from_bytes([7; 16]);
        let ours = format!("{{\"id\":\"{id}\",\"n\":1}}");
        let read = |status, kind, body: &str| {
            Reading::of(&reply(status, kind, body), id, ours.as_bytes(), Timestamp::UNIX_EPOCH)
        };
        let json = "application/json";
        assert_eq!(read(200, json, &ours), Reading::Same);
        assert_eq!(read(200, json, &ours.replace("\"n\":1", "\"n\":2")), Reading::Different);
        let page = |statements: &str| format!("{{\"statements\":[{statements}]}}");
        let another = "{\"id\":\"07070707-0707-0707-0707-070707070708\",\"n\":1}";
        assert_eq!(read(200, json, &page(&ours)), Reading::Same);
        assert_eq!(read(200, json, &page("")), Reading::Absent);
        for other in ["{}", "[]", another, &page(another), &page(&format!("{ours},{another}"))] {
            let nothing = Reading::Later(Trouble::NotAStore(200), None);
            assert_eq!(read(200, json, other), nothing, "{other}");
        }
        assert_eq!(read(404, json, "{}"), Reading::Absent);
        assert!(matches!(read(404, "text/html", "<html>"), Reading::Later(..)));
    }

    #[test]
    fn the_store_says_when_to_come_back() {
        let busy = Reply {
            status: 429,
            retry_after: Some("7".to_owned()),
            ..Reply::default()
        };
        let wait = Some(Duration::from_secs(7));
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(Answer::of(&busy, now), Answer::Later(Trouble::Busy(429), wait));
    }
}

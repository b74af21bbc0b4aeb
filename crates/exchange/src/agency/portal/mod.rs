//! The page on the visitor's phone: « Mon carnet », what may come next, what becomes of their data. The carnet itself
//! never comes here: it stands in the part of the address that browsers keep to themselves, and is read by `web/`.

mod answer;
mod catalogue;
mod next_steps;
mod notice;
mod pages;
mod shelf;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};
use jiff::{Zoned, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

pub use catalogue::{Catalogue, Criterion, Fact, Formation, Metier, PICTURE_BYTES_MAX, Picture, Reference};
pub use next_steps::{Kind, NextSteps, Phone, Step};
pub use notice::{Accessibility, Notice, Party};
use shelf::Shelf;

use super::serve::Denial;
use crate::language::{Bilingual, Language};

/// What a visitor agrees to when registering; the server that takes registrations checks the version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// `2026-11`: changes with the text.
    pub consent: String,
    /// What the box says.
    pub text: Bilingual,
    /// What it says to a child under 15, whose parent is asked as well.
    pub child_text: Bilingual,
    /// Days until a registration is deleted by itself.
    pub kept_days: u16,
}

/// Everything the visitor's pages are made of.
pub struct Portal {
    catalogue: Catalogue,
    next_steps: NextSteps,
    notice: Notice,
    /// Without it the form is not there.
    registration: Option<Registration>,
    /// What is served today; made anew when the day changes, since entries expire.
    shelf: Mutex<Option<Arc<Shelf>>>,
}

impl Portal {
    pub fn new(
        catalogue: Catalogue,
        next_steps: NextSteps,
        notice: Notice,
        registration: Option<Registration>,
    ) -> Self {
        Self {
            catalogue,
            next_steps,
            notice,
            registration,
            shelf: Mutex::default(),
        }
    }

    /// Everything there is to serve on `day`.
    fn shelf(&self, day: Date) -> Arc<Shelf> {
        let mut kept = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_ref().filter(|shelf| shelf.day() == day) {
            Some(shelf) => Arc::clone(shelf),
            None => Arc::clone(kept.insert(Arc::new(Shelf::of(self, day)))),
        }
    }

    /// What the page resolves a carnet's numbers against: `{day, metiers: {"1": …}, next_steps, registration}`. Nothing
    /// that has ended before `day`; what ends later says when, for copies that are read without network.
    fn json(&self, day: Date) -> Value {
        let registration = self.registration.as_ref().map(|open| {
            json!({
                "consent": open.consent,
                "text": both(&open.text),
                "child_text": both(&open.child_text),
                "kept_days": open.kept_days,
            })
        });
        json!({
            "day": day.to_string(),
            "agency": self.notice.agency.name,
            "metiers": self.catalogue.json(day),
            "next_steps": self.next_steps.json(day),
            "registration": registration,
        })
    }
}

/// The visitor's addresses, all of them open to everyone.
pub fn routes(portal: Arc<Portal>) -> Router {
    Router::new()
        .route("/c", get(serve))
        .route("/donnees", get(serve))
        .route("/mentions", get(serve))
        .route("/catalogue.json", get(serve))
        .route("/sw.js", get(serve))
        .route("/portail.css", get(serve))
        .route("/portail.js", get(serve))
        .route("/portail/{name}", get(serve))
        .route("/metiers/{name}", get(serve))
        .with_state(portal)
}

async fn serve(State(portal): State<Arc<Portal>>, uri: Uri, headers: HeaderMap) -> Result<Response, Denial> {
    let shelf = portal.shelf(today());
    let wished = answer::language(uri.query(), &headers);
    let found = shelf.get(uri.path(), wished).ok_or(Denial::NotFound)?;
    Ok(found.response(&headers))
}

/// The day it is for those who made the entries.
fn today() -> Date {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    Zoned::now().with_time_zone(zone).date()
}

/// `{"fr": …, "en": …}`.
fn both(text: &Bilingual) -> Value {
    json!({ "fr": text.get(Language::French), "en": text.get(Language::English) })
}

/// An address a visitor may be sent to: https, and nothing that could end a tag or a line.
pub fn is_public_link(url: &str) -> bool {
    const LENGTH_MAX: usize = 300;
    let host = url
        .strip_prefix("https://")
        .and_then(|rest| rest.split(['/', '?', '#']).next());
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\`@".contains(&byte);
    host.is_some_and(|host| host.contains('.') && !host.starts_with('.') && !host.ends_with('.'))
        && url.len() <= LENGTH_MAX
        && url.bytes().all(plain)
}

#[cfg(test)]
mod tests;

//! `POST /api/inscriptions`: a form from the portal.
//!
//! | answer | when |
//! | --- | --- |
//! | 202 `{"etat":"a-confirmer"}` | kept; the same whether the address is known or not |
//! | 400 `{"erreur":CODE,"champ":NAME}` | a field is wrong |
//! | 403 `{"erreur":"jeton"}` | not a genuine, recent visit |
//! | 409 `{"erreur":"deja"}` | this visit has registered |
//! | 413 | longer than any form |
//! | 503 `{"erreur":"ferme"}` | this agency knows no kiosk's key, so that nobody can register yet |
//! | 429 `{"erreur":"trop"}`, 503 `{"erreur":"indisponible"}` | come again after `Retry-After` seconds: nothing was kept |

use std::{sync::Arc, time::Instant};

use axum::{
    body::Bytes,
    extract::State,
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Zoned, civil::Date};
use rand::{
    TryRng,
    rngs::{SysError, SysRng},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    client,
    desk::Desk,
    form::{self, FieldError, Posted},
    store::Taken,
    visit::{TOKEN_DAYS_MAX, Visit},
};
use crate::{
    agency::{
        serve::chain,
        store::{StoreError, now_ms},
    },
    tokens::{Refused, VisitToken, day_number},
};

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the form does not come as JSON")]
    ContentType,
    #[error(transparent)]
    Field(#[from] FieldError),
    #[error("registrations are closed")]
    Closed,
    #[error("the visit's token does not count")]
    Token(#[from] Refused),
    #[error("the visit was too long ago")]
    TooLongAgo,
    #[error("the visit has registered before")]
    Used,
    #[error("too many requests from one place")]
    TooMany { wait_secs: u64 },
    #[error(transparent)]
    Store(#[from] Arc<StoreError>),
    #[error(transparent)]
    Random(#[from] SysError),
}

/// Answers are for whoever asked, and for now.
pub(super) const NOT_KEPT: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
/// What a phone waits before it asks again because the database did not answer, seconds.
const PAUSE_SECS: u64 = 10;
/// What it waits before it asks whether registrations have opened, seconds.
const CLOSED_SECS: u64 = 3600;

pub(super) async fn register(
    State(desk): State<Arc<Desk>>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let place = client::prefix(&extensions, &headers, desk.setup.behind_proxy);
    let wait = desk.forms.take(place, Instant::now());
    wait.map_err(|wait_secs| Refusal::TooMany { wait_secs })?;
    // Other sites' pages can send forms and plain text here, but not JSON.
    if !is_json(&headers) {
        return Err(Refusal::ContentType);
    }
    desk.take(&body, Zoned::now().date(), now_ms()).await?;
    let told = json!({ "etat": "a-confirmer" }).to_string();
    Ok((StatusCode::ACCEPTED, [JSON, NOT_KEPT], told).into_response())
}

impl Desk {
    /// Keeps what was posted, once.
    ///
    /// # Errors
    /// Why it was not kept.
    pub(super) async fn take(&self, body: &[u8], today: Date, now_ms: i64) -> Result<(), Refusal> {
        let Posted { token, form } = form::parse(body)?;
        let keys = self.keys();
        if keys.iter().next().is_none() {
            return Err(Refusal::Closed);
        }
        let token = keys.verify_visit(&token, today)?;
        if is_too_old(&token, today) {
            return Err(Refusal::TooLongAgo);
        }
        let consents = &self.setup.rules.consents;
        if !consents.is_empty() && !consents.contains(&form.consent) {
            let (code, field) = ("version", "consent".to_owned());
            return Err(FieldError { code, field }.into());
        }
        let visit = Visit::new(&token, body, &self.setup.token_key);
        match self.setup.store.take(visit, random_id()?, form, now_ms).await? {
            Taken::New => self.bell.notify_one(),
            Taken::Again => {}
            Taken::Used => return Err(Refusal::Used),
        }
        Ok(())
    }
}

fn random_id() -> Result<Uuid, SysError> {
    let mut bytes = [0; 16];
    SysRng.try_fill_bytes(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn is_too_old(token: &VisitToken, today: Date) -> bool {
    let today = i64::from(day_number(today).unwrap_or(u16::MAX));
    today - i64::from(token.day) > TOKEN_DAYS_MAX
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/json")
}

const JSON: (HeaderName, HeaderValue) = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let plain = |code: &str| json!({ "erreur": code });
        let (status, told, wait_secs) = match self {
            Self::ContentType => (StatusCode::BAD_REQUEST, json!({ "erreur": "json", "champ": "" }), None),
            Self::Field(FieldError { code, field }) => {
                (StatusCode::BAD_REQUEST, json!({ "erreur": code, "champ": field }), None)
            }
            // Not a word against the visit: phones throw away what was refused.
            Self::Closed => (StatusCode::SERVICE_UNAVAILABLE, plain("ferme"), Some(CLOSED_SECS)),
            Self::Token(_) | Self::TooLongAgo => (StatusCode::FORBIDDEN, plain("jeton"), None),
            Self::Used => (StatusCode::CONFLICT, plain("deja"), None),
            Self::TooMany { wait_secs } => (StatusCode::TOO_MANY_REQUESTS, plain("trop"), Some(wait_secs)),
            Self::Store(error) => {
                tracing::error!("base des inscriptions\u{a0}: {}", chain(&*error));
                (StatusCode::SERVICE_UNAVAILABLE, plain("indisponible"), Some(PAUSE_SECS))
            }
            Self::Random(error) => {
                tracing::error!("hasard indisponible\u{a0}: {error}");
                (StatusCode::SERVICE_UNAVAILABLE, plain("indisponible"), Some(PAUSE_SECS))
            }
        };
        let mut response = (status, [JSON, NOT_KEPT], told.to_string()).into_response();
        if let Some(wait_secs) = wait_secs {
            response.headers_mut().insert(header::RETRY_AFTER, wait_secs.into());
        }
        response
    }
}

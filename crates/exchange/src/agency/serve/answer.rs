//! What clients are told when something is refused: a status, a sentence in French, never the insides of the house.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::agency::{statement::Refused, store::StoreError};

/// Why there is no better answer.
#[derive(Debug, thiserror::Error)]
pub enum Denial {
    #[error("identifiant ou mot de passe inconnu")]
    Unknown,
    #[error("ce jeton ne donne pas ce droit")]
    Forbidden,
    #[error("l’en-tête X-Experience-API-Version manque ou n’est ni 1.0.x ni 2.0.x")]
    Version,
    #[error("le corps doit être annoncé par Content-Type: application/json")]
    ContentType,
    #[error("paramètre «\u{a0}{0}\u{a0}»\u{a0}: {1}")]
    Parameter(String, &'static str),
    #[error(transparent)]
    Statement(#[from] Refused),
    #[error("le signe de vie n’a pas la forme prévue")]
    Heartbeat,
    #[error("rien ici")]
    NotFound,
    #[error("les données ne sont pas accessibles pour l’instant")]
    Source,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Denial {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Version | Self::ContentType | Self::Parameter(..) | Self::Statement(_) | Self::Heartbeat => {
                StatusCode::BAD_REQUEST
            }
            Self::Source => StatusCode::BAD_GATEWAY,
            Self::Store(StoreError::Conflict(_)) => StatusCode::CONFLICT,
            Self::Store(StoreError::TooManyKiosks) => StatusCode::TOO_MANY_REQUESTS,
            // The client keeps what it has and tries again later.
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Denial {
    fn into_response(self) -> Response {
        let status = self.status();
        if let (Self::Store(error), true) = (&self, status.is_server_error()) {
            tracing::error!("base de données\u{a0}: {}", chain(error));
        }
        let told = json!({ "error": self.to_string() }).to_string();
        let mut response = (status, [(header::CONTENT_TYPE, JSON)], told).into_response();
        let headers = response.headers_mut();
        match status {
            StatusCode::UNAUTHORIZED => {
                let realm = HeaderValue::from_static("Basic realm=\"etabli\", charset=\"UTF-8\"");
                headers.insert(header::WWW_AUTHENTICATE, realm);
            }
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
            }
            _ => {}
        }
        response
    }
}

pub const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// On every answer: nothing from elsewhere runs, frames or learns anything.
pub const SECURITY_HEADERS: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// An error and its causes in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        told = format!("{told}\u{a0}: {inner}");
        cause = inner.source();
    }
    told
}

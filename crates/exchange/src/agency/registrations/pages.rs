//! Where a mail's link leads. Programs that look through mails follow links too, so that opening one only shows a
//! button; pressing it acts.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{Path, State},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::Markup;

use super::{
    api::NOT_KEPT,
    client,
    code::Code,
    desk::{Desk, Setup},
    page,
    store::{Registration, State as Stage},
};
use crate::agency::{
    serve::chain,
    store::{StoreError, now_ms},
};

/// Why a link shows nothing of a registration.
pub(super) enum DeadEnd {
    /// Wrong, erased or too late: nobody can tell which.
    Nothing,
    TooMany {
        wait_secs: u64,
    },
    Store(StoreError),
}

impl From<StoreError> for DeadEnd {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

pub(super) async fn ask_to_confirm(
    State(desk): State<Arc<Desk>>,
    Path(code): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, DeadEnd> {
    let found = find(&desk, &code, &extensions, &headers).await?;
    Ok(html(StatusCode::OK, &page::confirm(&found, &code, &desk.setup)))
}

pub(super) async fn confirm(
    State(desk): State<Arc<Desk>>,
    Path(code): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, DeadEnd> {
    let mut found = find(&desk, &code, &extensions, &headers).await?;
    if found.state == Stage::ToConfirm {
        let at_ms = now_ms();
        desk.setup.store.confirm(&found.id, at_ms).await?;
        found.state = Stage::Confirmed { at_ms };
    }
    Ok(html(StatusCode::OK, &page::confirm(&found, &code, &desk.setup)))
}

pub(super) async fn ask_to_erase(
    State(desk): State<Arc<Desk>>,
    Path(code): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, DeadEnd> {
    let found = find(&desk, &code, &extensions, &headers).await?;
    Ok(html(StatusCode::OK, &page::erase(&found, &code, &desk.setup)))
}

pub(super) async fn erase(
    State(desk): State<Arc<Desk>>,
    Path(code): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, DeadEnd> {
    let found = find(&desk, &code, &extensions, &headers).await?;
    let Setup { store, courier, .. } = &desk.setup;
    let mail = courier.outbox.forget(std::slice::from_ref(&found.id));
    mail.map_err(StoreError::from)?;
    store.erase(&found.id).await?;
    Ok(html(StatusCode::OK, &page::erased(found.language, found.age)))
}

/// The registration behind a link.
async fn find(desk: &Desk, text: &str, extensions: &Extensions, headers: &HeaderMap) -> Result<Registration, DeadEnd> {
    let place = client::prefix(extensions, headers, desk.setup.behind_proxy);
    let wait = desk.wrong_codes.look(place, Instant::now());
    wait.map_err(|wait_secs| DeadEnd::TooMany { wait_secs })?;
    // A text of another form is looked for all the same: it takes as long as a code that is merely wrong.
    let code = Code::read(text).unwrap_or_default();
    let oldest_ms = desk.setup.rules.unconfirmed_since_ms(now_ms());
    let found = desk.setup.store.find(&code, oldest_ms).await?;
    found.ok_or_else(|| {
        // Whoever has none left is turned away at the next one.
        let _ = desk.wrong_codes.take(place, Instant::now());
        DeadEnd::Nothing
    })
}

pub(super) async fn style() -> Response {
    const KIND: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");
    const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
    (
        [(header::CONTENT_TYPE, KIND), (header::CACHE_CONTROL, A_DAY)],
        page::STYLE,
    )
        .into_response()
}

fn html(status: StatusCode, page: &Markup) -> Response {
    const HTML: (HeaderName, HeaderValue) = (
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    (status, [HTML, NOT_KEPT], page.0.clone()).into_response()
}

impl IntoResponse for DeadEnd {
    fn into_response(self) -> Response {
        let (status, page, wait_secs) = match self {
            Self::Nothing => (StatusCode::NOT_FOUND, page::nothing(), None),
            Self::TooMany { wait_secs } => (StatusCode::TOO_MANY_REQUESTS, page::later(), Some(wait_secs)),
            Self::Store(error) => {
                tracing::error!("base des inscriptions\u{a0}: {}", chain(&error));
                (StatusCode::SERVICE_UNAVAILABLE, page::later(), Some(30))
            }
        };
        let mut response = html(status, &page);
        if let Some(wait_secs) = wait_secs {
            response.headers_mut().insert(header::RETRY_AFTER, wait_secs.into());
        }
        response
    }
}

//! Pages for people: the dashboard, its table and its report.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Path, Query as UrlQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;

use super::{
    Agency,
    answer::{Denial, chain},
};
use crate::agency::{
    page::{self, View},
    read::{SealedFigures, Selection},
};

type Parameters = UrlQuery<BTreeMap<String, String>>;

/// Figures are for those who asked, and for now.
const NOT_KEPT: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
const A_DAY: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));

pub async fn dashboard(
    State(agency): State<Arc<Agency>>,
    headers: HeaderMap,
    UrlQuery(parameters): Parameters,
) -> Result<Response, Denial> {
    agency.admit_reader(&headers).await?;
    let kiosks = agency.store.kiosks().await?;
    // The kiosks' health is worth showing even if the figures cannot be had.
    let (figures, trouble) = match agency.source.figures().await {
        Ok(figures) => (figures, None),
        Err(error) => {
            tracing::error!("chiffres\u{a0}: {}", chain(&error));
            (Arc::default(), Some(chain(&error)))
        }
    };
    let selection = Selection::of(&parameters);
    let view = view(&agency, &figures, &selection);
    Ok(html(page::dashboard(&view, &kiosks, trouble.as_deref()).into_string()))
}

pub async fn wall(
    State(agency): State<Arc<Agency>>,
    headers: HeaderMap,
    UrlQuery(parameters): Parameters,
) -> Result<Response, Denial> {
    agency.admit_reader(&headers).await?;
    let kiosks = agency.store.kiosks().await?;
    let figures = figures(&agency).await?;
    let selection = Selection::of(&parameters);
    Ok(html(
        page::wall(&view(&agency, &figures, &selection), &kiosks).into_string(),
    ))
}

pub async fn table(
    State(agency): State<Arc<Agency>>,
    headers: HeaderMap,
    UrlQuery(parameters): Parameters,
) -> Result<Response, Denial> {
    agency.admit_reader(&headers).await?;
    let figures = figures(&agency).await?;
    let table = page::csv(&view(&agency, &figures, &Selection::of(&parameters)));
    let kind = (
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    let name = HeaderValue::from_static("attachment; filename=\"etabli.csv\"");
    Ok(([kind, NOT_KEPT, (header::CONTENT_DISPOSITION, name)], table).into_response())
}

/// The report as a file that stands alone: its style and its faces are inside, which the policy of the other pages
/// would not let through.
pub async fn report(
    State(agency): State<Arc<Agency>>,
    headers: HeaderMap,
    UrlQuery(parameters): Parameters,
) -> Result<Response, Denial> {
    const POLICY: HeaderValue = HeaderValue::from_static(
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; frame-ancestors 'none'",
    );
    agency.admit_reader(&headers).await?;
    let figures = figures(&agency).await?;
    let report = page::report(&view(&agency, &figures, &Selection::of(&parameters)));
    let mut response = html(report.into_string());
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}

pub async fn style() -> Response {
    asset("text/css; charset=utf-8", page::STYLE.as_bytes())
}

pub async fn icon() -> Response {
    asset("image/svg+xml", page::ICON.as_bytes())
}

pub async fn font(Path(name): Path<String>) -> Result<Response, Denial> {
    let found = page::FONTS.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, bytes)| asset("font/ttf", bytes)).ok_or(Denial::NotFound)
}

async fn figures(agency: &Agency) -> Result<Arc<SealedFigures>, Denial> {
    agency.source.figures().await.map_err(|error| {
        tracing::error!("chiffres\u{a0}: {}", chain(&error));
        Denial::Source
    })
}

fn view<'a>(agency: &'a Agency, figures: &'a SealedFigures, selection: &'a Selection) -> View<'a> {
    View {
        figures,
        names: &agency.names,
        selection,
        now: Timestamp::now(),
    }
}

fn html(page: String) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), NOT_KEPT], page).into_response()
}

fn asset(kind: &'static str, bytes: &'static [u8]) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), A_DAY], bytes).into_response()
}

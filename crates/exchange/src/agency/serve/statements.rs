//! `/xapi/statements`: the part of xAPI 1.0.3 and 2.0 that kiosks and readers need.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::Bytes,
    extract::{Query as UrlQuery, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::{
    Agency,
    answer::{Denial, JSON},
};
use crate::agency::{
    statement,
    store::{Cursor, Query, Role, Stored},
};

const VERSION: HeaderName = HeaderName::from_static("x-experience-api-version");
const CONSISTENT_THROUGH: HeaderName = HeaderName::from_static("x-experience-api-consistent-through");
/// The path readers go on with.
const PATH: &str = "/xapi/statements";

/// Keeps a batch whole or not at all. All ids come back, also of statements that were there already: 200 means
/// « these are stored ».
pub async fn post(State(agency): State<Arc<Agency>>, headers: HeaderMap, body: Bytes) -> Result<Response, Denial> {
    let version = version(&headers)?;
    let fleet = agency.admit(&headers, &[Role::Fleet]).await?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_none_or(|kind| !kind.trim_start().starts_with("application/json")) {
        return Err(Denial::ContentType);
    }
    let batch = statement::receive(&body)?;
    agency.store.add(&fleet, &batch).await?;
    let ids: Vec<String> = batch.iter().map(|statement| statement.id.to_string()).collect();
    Ok((
        StatusCode::OK,
        [(VERSION, version)],
        [(header::CONTENT_TYPE, JSON)],
        json!(ids).to_string(),
    )
        .into_response())
}

/// One statement by its id, for kiosks and readers; lists, for readers.
pub async fn get(
    State(agency): State<Arc<Agency>>,
    headers: HeaderMap,
    UrlQuery(parameters): UrlQuery<BTreeMap<String, String>>,
) -> Result<Response, Denial> {
    let version = version(&headers)?;
    let by_id = parameters.get("statementId");
    let roles: &[Role] = if by_id.is_some() {
        &[Role::Fleet, Role::Reader]
    } else {
        &[Role::Reader]
    };
    agency.admit(&headers, roles).await?;
    // Whatever was stored by now is in the answer: one writer, and its batches become visible in their order.
    let through = HeaderValue::from_str(&iso(Timestamp::now().as_millisecond()));
    let through = through.expect("an instant is ASCII");
    let body = match by_id {
        Some(id) => {
            plain_only(&parameters, &["statementId"])?;
            let id =
                Uuid::parse_str(id).map_err(|_| Denial::Parameter("statementId".into(), "ce n’est pas un UUID"))?;
            enriched(&agency.store.get(id).await?.ok_or(Denial::NotFound)?)
        }
        None => list(&agency, &parameters).await?,
    };
    let told = [
        (VERSION, version),
        (CONSISTENT_THROUGH, through),
        (header::CONTENT_TYPE, JSON),
    ];
    Ok((StatusCode::OK, told, body).into_response())
}

/// `/xapi/about`: open to all, as the standard asks.
pub async fn about() -> Response {
    let about = json!({ "version": ["2.0.0", "1.0.3", "1.0.2", "1.0.1", "1.0.0"] });
    ([(header::CONTENT_TYPE, JSON)], about.to_string()).into_response()
}

async fn list(agency: &Agency, parameters: &BTreeMap<String, String>) -> Result<String, Denial> {
    let query = query(parameters)?;
    let page = agency.store.find(&query).await?;
    let statements: Vec<String> = page.statements.iter().map(enriched).collect();
    let more = page.more.map(|cursor| further(parameters, cursor)).unwrap_or_default();
    // Joined by hand: what was received goes out as it came in.
    Ok(format!(
        "{{\"statements\":[{}],\"more\":{}}}",
        statements.join(","),
        json!(more)
    ))
}

/// What the standard lets the client ask and this store can tell apart.
fn query(parameters: &BTreeMap<String, String>) -> Result<Query, Denial> {
    plain_only(
        parameters,
        &["since", "until", "limit", "ascending", "verb", "activity", "cursor"],
    )?;
    let wrong = |name: &str, why| Denial::Parameter(name.to_owned(), why);
    let instant = |name: &str| match parameters.get(name).map(|text| text.parse::<Timestamp>()) {
        None => Ok(None),
        Some(Ok(instant)) => Ok(Some(instant.as_millisecond())),
        Some(Err(_)) => Err(wrong(name, "ce n’est pas un instant ISO 8601")),
    };
    let limit = parameters.get("limit").map_or(Ok(0), |limit| limit.parse());
    let after = parameters
        .get("cursor")
        .map(|cursor| cursor.parse::<Cursor>())
        .transpose();
    Ok(Query {
        since_ms: instant("since")?,
        until_ms: instant("until")?,
        verb: parameters.get("verb").cloned(),
        activity: parameters.get("activity").cloned(),
        ascending: match parameters.get("ascending").map(String::as_str) {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(wrong("ascending", "écrire true ou false")),
        },
        limit: limit.map_err(|_| wrong("limit", "ce n’est pas un nombre"))?,
        after: after.map_err(|()| wrong("cursor", "ce n’est pas la suite d’une page"))?,
    })
}

/// # Errors
/// If another parameter than these, or those that change nothing here, is there: a filter that is silently ignored
/// would answer another question.
fn plain_only(parameters: &BTreeMap<String, String>, known: &[&str]) -> Result<(), Denial> {
    let harmless = |name: &str, value: &str| {
        matches!(
            (name, value),
            ("format", "exact") | ("attachments" | "related_activities" | "related_agents", "false")
        )
    };
    let foreign = parameters
        .iter()
        .find(|(name, value)| !known.contains(&name.as_str()) && !harmless(name, value));
    match foreign {
        Some((name, _)) => Err(Denial::Parameter(brief(name), "n’est pas pris en charge")),
        None => Ok(()),
    }
}

/// The relative address of the next page.
fn further(parameters: &BTreeMap<String, String>, cursor: Cursor) -> String {
    let mut address = format!("{PATH}?cursor={cursor}");
    for (name, value) in parameters.iter().filter(|(name, _)| *name != "cursor") {
        address += &format!("&{name}={}", crate::agency::url_escaped(value));
    }
    address
}

/// The statement with what the standard wants a store to add, and nothing else changed.
fn enriched(stored: &Stored) -> String {
    let authority = json!({
        "objectType": "Agent",
        "account": {"homePage": "https://etabli.invalid/parcs", "name": stored.fleet},
    });
    let inside = stored.body.strip_prefix('{').unwrap_or(&stored.body);
    let stored = iso(stored.stored_ms);
    format!("{{\"stored\":\"{stored}\",\"version\":\"1.0.0\",\"authority\":{authority},{inside}")
}

fn iso(ms: i64) -> String {
    let instant = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{instant:.3}")
}

/// The version to answer with.
fn version(headers: &HeaderMap) -> Result<HeaderValue, Denial> {
    let asked = headers.get(VERSION).and_then(|version| version.to_str().ok());
    let family = |family: &str| asked.is_some_and(|asked| asked == family || patch_of(asked, family));
    if family("1.0") {
        Ok(HeaderValue::from_static("1.0.3"))
    } else if family("2.0") {
        Ok(HeaderValue::from_static("2.0.0"))
    } else {
        Err(Denial::Version)
    }
}

fn patch_of(version: &str, family: &str) -> bool {
    let patch = version.strip_prefix(family).and_then(|rest| rest.strip_prefix('.'));
    patch.is_some_and(|patch| (1..=3).contains(&patch.len()) && patch.bytes().all(|byte| byte.is_ascii_digit()))
}

fn brief(name: &str) -> String {
    const SHOWN_MAX: usize = 40;
    name.chars().filter(|c| !c.is_control()).take(SHOWN_MAX).collect()
}

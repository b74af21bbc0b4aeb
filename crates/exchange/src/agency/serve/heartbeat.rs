//! `/api/heartbeat`: a kiosk says that it lives; `/api/health`: so does the agency.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};

use super::{Agency, answer::Denial};
use crate::agency::store::{Heartbeat, Role};

/// Largest body, bytes.
pub const BODY_MAX: usize = 4 * 1024;

pub async fn post(State(agency): State<Arc<Agency>>, headers: HeaderMap, body: Bytes) -> Result<StatusCode, Denial> {
    let fleet = agency.admit(&headers, &[Role::Fleet]).await?;
    let heartbeat: Heartbeat = serde_json::from_slice(&body).map_err(|_| Denial::Heartbeat)?;
    if !heartbeat.is_plausible() {
        return Err(Denial::Heartbeat);
    }
    agency.store.hear(&fleet, &heartbeat).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// For whoever watches over the machine; says nothing but yes.
pub async fn health(State(agency): State<Arc<Agency>>) -> Result<StatusCode, Denial> {
    agency.store.pulse().await?;
    Ok(StatusCode::NO_CONTENT)
}

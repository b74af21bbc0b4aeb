//! The sign of life of a kiosk: that it runs, and how much waits. No count of visits.

use serde_json::json;

/// What the agency's own server is told every few minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beat<'a> {
    pub kiosk: &'a str,
    /// Statements, not visits.
    pub waiting: i64,
    pub quarantined: i64,
    /// When the store last took something, seconds since 1970.
    pub last_success: Option<i64>,
}

impl Beat<'_> {
    pub fn to_json(&self) -> String {
        let Self {
            kiosk,
            waiting,
            quarantined,
            last_success,
        } = self;
        json!({
            "kiosk": kiosk,
            "version": env!("CARGO_PKG_VERSION"),
            "waiting": waiting,
            "quarantined": quarantined,
            "last_success": last_success,
        })
        .to_string()
    }
}

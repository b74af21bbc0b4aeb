//! What this kiosk has counted, as `etabli engagement status` tells it.

use serde_json::Value;

use crate::staff::errand::{self, Places};

/// The counters of all events of the journal together, and what waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub visits: u64,
    pub opted_out: u64,
    pub recorded: u64,
    pub sealed: u64,
    pub waiting: u64,
    pub suppressed: u64,
    pub late: u64,
    pub dropped: u64,
    /// Sealed totals that wait to be sent.
    pub queued: u64,
    /// Seconds since 1970.
    pub last_success: Option<i64>,
    /// What held the last sending up, in French; `None`: nothing did.
    pub trouble: Option<String>,
    /// Tries of today by kit.
    pub today: Vec<(String, u64)>,
    pub bytes: u64,
}

impl Counts {
    /// visits = opted out + recorded; recorded = sealed + waiting + suppressed + late.
    pub fn adds_up(&self) -> bool {
        let parts = self.sealed + self.waiting + self.suppressed + self.late;
        self.visits == self.opted_out + self.recorded && self.recorded == parts
    }
}

/// `None` where nothing was ever counted, or the journal cannot be read.
pub fn look(places: &Places) -> Option<Counts> {
    read(&errand::json(&["engagement", "status", "--json"], places)?)
}

fn read(status: &Value) -> Option<Counts> {
    let outbox = &status["outbox"];
    let mut counts = Counts {
        queued: outbox["waiting"].as_u64()?,
        last_success: status["last_success"].as_i64(),
        trouble: status["trouble"].as_str().map(str::to_owned),
        bytes: outbox["bytes"].as_u64().unwrap_or_default(),
        ..Counts::default()
    };
    for event in status["events"].as_array()? {
        for (sum, name) in [
            (&mut counts.visits, "visits"),
            (&mut counts.opted_out, "opted_out"),
            (&mut counts.recorded, "recorded"),
            (&mut counts.sealed, "sealed"),
            (&mut counts.waiting, "waiting"),
            (&mut counts.suppressed, "suppressed"),
            (&mut counts.late, "late"),
            (&mut counts.dropped, "dropped"),
        ] {
            *sum += event[name].as_u64()?;
        }
    }
    let today = status["today"].as_object().into_iter().flatten();
    counts.today = today
        .filter_map(|(kit, tries)| Some((kit.clone(), tries.as_u64()?)))
        .collect();
    Some(counts)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn events_add_up() {
        let event = json!({
            "event": "salon", "visits": 12, "opted_out": 2, "recorded": 10, "sealed": 4, "waiting": 3, "suppressed": 2,
            "late": 1, "dropped": 1, "adds_up": true,
        });
        let status = json!({
            "events": [event, event], "outbox": { "waiting": 5, "bytes": 900 }, "last_success": 1_700_000_000,
            "trouble": "le réseau est coupé", "today": { "soudure": 7 },
        });
        let counts = read(&status).expect("a status");
        assert_eq!(
            (counts.visits, counts.recorded, counts.queued, counts.dropped),
            (24, 20, 5, 2)
        );
        assert_eq!(counts.today, [("soudure".to_owned(), 7)]);
        assert_eq!(read(&json!({ "events": [], "outbox": null })), None);
    }
}

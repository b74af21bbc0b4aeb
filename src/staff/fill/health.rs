//! « Santé »: how the machine is, and what happened to the player.

use std::time::Duration;

use etabli_staff::view::{FrameTimes, HealthView, Restart};
use etabli_upkeep::restarts::{Record, What};

use super::data::at;
use crate::{kiosk::frames::Frames, staff::facts::Facts};

/// kiosk-numbers: in play.
const MEMORY_MAX: u64 = 350 * 1024 * 1024;
/// What a frame should take on the weakest machines that are supported, ms.
const WANTED_MS: f32 = 33.3;
/// Lines of the list.
const RESTARTS_MAX: usize = 12;

/// What the panel itself knows beside what was gathered.
pub(super) fn view(frames: &Frames, facts: &Facts, up: Duration, own: HealthView) -> HealthView {
    let times = frames.quantile_ms(0.5).zip(frames.quantile_ms(0.95));
    HealthView {
        frames: times.map(|(p50_ms, p95_ms)| FrameTimes {
            p50_ms,
            p95_ms,
            wanted_ms: WANTED_MS,
        }),
        memory_bytes: facts.machine.memory_bytes,
        memory_bytes_max: MEMORY_MAX,
        temperature_celsius: facts.machine.celsius,
        machine_uptime_secs: facts.machine.uptime_secs,
        player_uptime_secs: up.as_secs(),
        restarts: restarts(&facts.restarts),
        log_tail: facts.log_tail.clone(),
        ..own
    }
}

/// What became of each player, the newest first; how long it took until visitors could play again stands with it.
fn restarts(records: &[Record]) -> Vec<Restart> {
    let told = records.iter().enumerate().rev().filter_map(|(index, record)| {
        let (why, is_fault) = words(record)?;
        let back = records[index..].iter().find(|later| later.event.what == What::Ready);
        let back_after_ms = back.map(|ready| ready.at.duration_since(record.at).as_millis().max(0));
        Some(Restart {
            at: at(record.at.as_second()),
            why,
            is_fault,
            back_after_ms: back_after_ms.and_then(|ms| u32::try_from(ms).ok()),
        })
    });
    told.take(RESTARTS_MAX).collect()
}

fn words(record: &Record) -> Option<(String, bool)> {
    let event = &record.event;
    let during = event
        .kit
        .as_ref()
        .map(|kit| format!(" pendant le kit {kit}"))
        .unwrap_or_default();
    let detail = event
        .detail
        .as_ref()
        .map(|detail| format!(" ({detail})"))
        .unwrap_or_default();
    let (what, is_fault) = match event.what {
        What::Crash => ("Arrêt brutal", true),
        What::Frozen => ("Image figée", true),
        What::Asked => ("Redémarrage demandé", false),
        What::Stop => ("Arrêt demandé", false),
        What::Safe => ("La borne se ménage", true),
        What::OutOfOrder => ("Hors service", true),
        What::Quarantine => ("Kit mis en quarantaine", true),
        What::Start | What::Ready => return None,
    };
    Some((format!("{what}{during}{detail}"), is_fault))
}

#[cfg(test)]
mod tests {
    use etabli_upkeep::restarts::Event;
    use jiff::Timestamp;

    use super::*;

    fn record(at: i64, what: What) -> Record {
        Record {
            at: Timestamp::from_second(at).expect("a moment"),
            event: Event::new(what),
        }
    }

    #[test]
    fn a_fault_tells_when_visitors_could_play_again() {
        let records = [
            record(100, What::Start),
            record(102, What::Ready),
            record(200, What::Crash),
            record(201, What::Start),
            record(204, What::Ready),
            record(300, What::Frozen),
        ];
        let told = restarts(&records);
        let told: Vec<_> = told
            .iter()
            .map(|it| (it.why.as_str(), it.is_fault, it.back_after_ms))
            .collect();
        assert_eq!(told, [("Image figée", true, None), ("Arrêt brutal", true, Some(4000))]);
    }
}

//! How often the player stopped in each kit, and which kits it is better off without.

use std::time::Duration;

use super::Limits;

/// Stops in kits that are not forgotten yet.
#[derive(Clone, Debug, Default)]
pub(super) struct KitStops {
    /// The kit, and when its stop is forgotten.
    stops: Vec<(String, Duration)>,
    /// Kits in quarantine, and until when that has to have helped.
    quarantined: Vec<(String, Duration)>,
}

/// A kit was put in quarantine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) crashes: usize,
    /// Its stops say nothing of the rest of the kiosk. Not twice in a row: a kit that goes on stopping the player is
    /// still shown, for whatever reason.
    pub(super) is_forgiven: bool,
}

impl KitStops {
    /// `history`: the kit of each stop before, and how long ago it was.
    pub(super) fn new(history: &[(String, Duration)], limits: &Limits) -> Self {
        let known = history.iter().filter_map(|(kit, age)| {
            let left = limits.kit_memory.checked_sub(*age)?;
            Some((kit.clone(), left))
        });
        Self {
            stops: known.collect(),
            quarantined: Vec::new(),
        }
    }

    /// The player stopped in this kit; what is to be done about the kit, if anything.
    pub(super) fn add(&mut self, now: Duration, kit: &str, limits: &Limits) -> Option<Verdict> {
        self.stops.retain(|(_, until)| *until > now);
        self.stops.push((kit.to_owned(), now + limits.kit_memory));
        let crashes = self.stops.iter().filter(|(stopped, _)| stopped == kit).count();
        if crashes < limits.kit_crashes {
            return None;
        }
        self.stops.retain(|(stopped, _)| stopped != kit);
        self.quarantined.retain(|(_, until)| *until > now);
        let is_forgiven = self.quarantined.iter().all(|(known, _)| known != kit);
        if is_forgiven {
            self.quarantined.push((kit.to_owned(), now + limits.within));
        }
        Some(Verdict { crashes, is_forgiven })
    }
}

//! What happened, in order: for tests, for the robot's hash, later for the journal. Holds nothing about the person.

use bevy::prelude::*;
use sha2::{Digest, Sha256};

/// Something a visit did.
#[derive(Clone, Debug, PartialEq)]
pub enum VisitEvent {
    Screen(&'static str),
    /// A control was used.
    Control(String),
    StepStarted {
        kit: String,
        step: String,
        level: &'static str,
    },
    /// A rule's effect, as the mechanic names it.
    Effect(String),
    StepDone {
        marks: Vec<(String, f32)>,
        helped: bool,
    },
    /// Nobody touched any more.
    TimedOut,
    /// A pass was shown, and believed or not.
    Pass(bool),
    /// A system failed; the visit was ended for it.
    Failed,
    Ended,
}

/// Running log of the app; keeps the hash of all and the text of the visit under way only.
#[derive(Resource, Default)]
pub struct EventLog {
    hash: Sha256,
    /// As it was when the last visit ended.
    hash_of_visits: String,
    visits: u32,
    current: Vec<VisitEvent>,
    /// Game time since the app started, steps of 1/60 s while nothing was loading.
    clock: u64,
}

impl EventLog {
    pub fn push(&mut self, event: VisitEvent) {
        debug!("{} {event:?}", self.clock);
        self.hash.update(format!("{} {event:?}\n", self.clock).as_bytes());
        if event == VisitEvent::Ended {
            self.visits += 1;
            self.hash_of_visits = hexadecimal(&self.hash);
            self.current.clear();
        } else {
            self.current.push(event);
        }
    }

    /// One step of game time passed while nothing was loading.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    pub fn clock(&self) -> u64 {
        self.clock
    }

    /// Visits ended so far.
    pub fn visits(&self) -> u32 {
        self.visits
    }

    /// Events of the visit under way.
    pub fn current(&self) -> &[VisitEvent] {
        &self.current
    }

    /// SHA-256 of everything logged so far, hexadecimal.
    pub fn hash(&self) -> String {
        hexadecimal(&self.hash)
    }

    /// The same when the last visit ended, empty before: what happens on the attract screen after it, for as long as
    /// nobody comes, does not count.
    pub fn hash_of_visits(&self) -> &str {
        &self.hash_of_visits
    }
}

fn hexadecimal(hash: &Sha256) -> String {
    let bytes = hash.clone().finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_events_have_the_same_hash_and_time_counts() {
        let run = |wait: u32| {
            let mut log = EventLog::default();
            log.push(VisitEvent::Screen("attract"));
            (0..wait).for_each(|_| log.tick());
            log.push(VisitEvent::Ended);
            let ended = log.hash();
            log.push(VisitEvent::Screen("attract"));
            assert_eq!(log.hash_of_visits(), ended);
            assert_ne!(log.hash(), ended);
            ended
        };
        assert_eq!(run(3), run(3));
        assert_ne!(run(3), run(4));
    }

    #[test]
    fn an_ended_visit_leaves_nothing_readable() {
        let mut log = EventLog::default();
        log.push(VisitEvent::Control("lycee".into()));
        log.push(VisitEvent::Ended);
        assert_eq!((log.current().len(), log.visits()), (0, 1));
    }
}

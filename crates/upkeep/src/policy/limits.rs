//! The numbers of the policy, all in one place, so that tests can have their own.

use std::time::Duration;

/// How patient a supervisor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the start of a player to its first frame.
    pub first_frame: Duration,
    /// Without a new frame after that: frozen.
    pub frozen: Duration,
    /// Before the first restart, the second…; the last goes on.
    pub delays: Vec<Duration>,
    /// A player that showed frames for so long was well: the delays begin anew.
    pub healthy: Duration,
    /// After so many restarts `within` this time in one mode, the next mode is tried.
    pub restarts: usize,
    pub within: Duration,
    /// A kit in which the player stopped so often is put in quarantine.
    pub kit_crashes: usize,
    /// A stop in a kit is forgotten after this.
    pub kit_memory: Duration,
    /// Safe mode ends after so long without a stop, at the next moment nobody plays.
    pub calm: Duration,
    /// Out of order, safe mode is tried again after this.
    pub pause: Duration,
    /// From the word to end until it is meant.
    pub ending: Duration,
    /// A player that asks to be started again sooner than this is one that stops.
    pub asked_after: Duration,
    /// If nobody looked for so long, it was the supervisor (or the machine) that stood still, not the player.
    pub stood_still: Duration,
    /// A player that is not gone so long after it was killed is beyond what a supervisor can do.
    pub undead: Duration,
}

const HOUR: Duration = Duration::from_secs(3600);

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_frame: Duration::from_secs(20),
            // Beats come four times a second and are looked at ten times: noticed within 5 s of the last frame.
            frozen: Duration::from_millis(4800),
            delays: [0, 1, 2, 5, 10, 30].map(Duration::from_secs).to_vec(),
            healthy: Duration::from_secs(600),
            restarts: 8,
            within: HOUR,
            kit_crashes: 3,
            kit_memory: 24 * HOUR,
            calm: HOUR,
            pause: Duration::from_secs(600),
            ending: Duration::from_secs(5),
            asked_after: Duration::from_secs(3),
            stood_still: Duration::from_secs(2),
            undead: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// Before the restart with this number, from 0.
    pub(super) fn delay(&self, attempt: usize) -> Duration {
        let last = self.delays.len().saturating_sub(1);
        self.delays.get(attempt.min(last)).copied().unwrap_or_default()
    }
}

//! A kiosk's clocks in a simulation: they go on when they are told to, and the one on the wall may be wrong.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use crate::engagement::{journal::Clocks, upload::Clock};

const DAY_SECS: i64 = 24 * 3600;

/// Wrong by what it was set wrong, and by what it gains or loses each day.
#[derive(Debug)]
pub struct KioskClock {
    /// When the simulation of this kiosk began: of the true time, seconds since 1970, and of this machine's.
    began: i64,
    base: Instant,
    /// True time, seconds since 1970.
    now: AtomicI64,
    /// Seconds ahead of the true time; behind, if negative.
    ahead: AtomicI64,
    /// Seconds that it gains in a day.
    gains: i64,
}

impl KioskClock {
    pub fn new(began: i64, gains: i64) -> Self {
        Self {
            began,
            base: Instant::now(),
            now: AtomicI64::new(began),
            ahead: AtomicI64::new(0),
            gains,
        }
    }

    /// It is now so late; a clock never goes back by this.
    pub fn go_to(&self, now: i64) {
        self.now.fetch_max(now, Ordering::Relaxed);
    }

    /// True time, seconds since 1970.
    pub fn truth(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// From now on it shows so many seconds more than it would.
    pub fn set_ahead(&self, secs: i64) {
        self.ahead.store(secs, Ordering::Relaxed);
    }
}

impl Clocks for KioskClock {
    fn wall(&self) -> i64 {
        let passed = self.truth() - self.began;
        self.truth() + self.ahead.load(Ordering::Relaxed) + passed * self.gains / DAY_SECS
    }

    fn steady(&self) -> Instant {
        self.base + self.elapsed()
    }
}

impl Clock for KioskClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.wall()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.truth() - self.began).unwrap_or_default())
    }

    async fn sleep(&self, wait: Duration) {
        // Less than a second is one, or time would stand still.
        let secs = i64::try_from(wait.as_secs().max(1)).unwrap_or(i64::MAX);
        self.go_to(self.truth().saturating_add(secs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_on_the_wall_drifts_and_jumps_and_the_other_does_not() {
        let clock = KioskClock::new(1_000_000, 20);
        clock.go_to(1_000_000 + DAY_SECS / 2);
        assert_eq!(clock.wall(), 1_000_000 + DAY_SECS / 2 + 10);
        clock.set_ahead(-3600);
        assert_eq!(clock.wall(), 1_000_000 + DAY_SECS / 2 + 10 - 3600);
        assert_eq!(clock.elapsed(), Duration::from_secs(12 * 3600));
        clock.go_to(5);
        assert_eq!(clock.truth(), 1_000_000 + DAY_SECS / 2);
    }
}

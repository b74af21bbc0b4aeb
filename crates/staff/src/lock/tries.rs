//! How long the pad stays deaf after codes that were wrong.

use serde::{Deserialize, Serialize};

/// Wrong codes without a wait.
pub const FREE_TRIES: u32 = 3;
/// After each further one, seconds; the last one stays. Ten thousand codes then take more than a month of trying,
/// and staff who come after a bored visitor wait five minutes at most.
const DELAYS_SECS: [u32; 4] = [10, 30, 60, 300];

/// What must survive a restart, lest pulling the plug be a way in: the app stores it whenever it changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// Wrong codes since the last right one.
    pub failures: u32,
    /// Seconds since 1970 at which the pad listens again.
    pub deaf_until_unix_secs: i64,
}

impl Tries {
    /// Counts a wrong code.
    pub fn failed(&mut self, now_unix_secs: i64) {
        self.failures = self.failures.saturating_add(1);
        self.deaf_until_unix_secs = now_unix_secs.saturating_add(i64::from(self.delay_secs()));
    }

    /// Until the pad listens; 0: it does.
    pub fn wait_secs(&mut self, now_unix_secs: i64) -> u32 {
        // A kiosk whose clock was set back, or starts in 1970, waits no longer than it would have.
        let latest = now_unix_secs.saturating_add(i64::from(self.delay_secs()));
        self.deaf_until_unix_secs = self.deaf_until_unix_secs.min(latest);
        let left = self.deaf_until_unix_secs.saturating_sub(now_unix_secs).max(0);
        u32::try_from(left).unwrap_or(u32::MAX)
    }

    fn delay_secs(&self) -> u32 {
        let Some(beyond) = self.failures.checked_sub(FREE_TRIES + 1) else {
            return 0;
        };
        let last = DELAYS_SECS.len() - 1;
        DELAYS_SECS[usize::try_from(beyond).unwrap_or(last).min(last)]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_are_free_then_each_waits_longer() {
        let mut tries = Tries::default();
        let mut waits = Vec::new();
        for _ in 0..9 {
            tries.failed(1000);
            waits.push(tries.wait_secs(1000));
        }
        assert_eq!(waits, [0, 0, 0, 10, 30, 60, 300, 300, 300]);
        assert_eq!(tries.wait_secs(1299), 1);
        assert_eq!(tries.wait_secs(1300), 0);
    }

    #[test]
    fn it_survives_a_restart() {
        let mut tries = Tries::default();
        (0..5).for_each(|_| tries.failed(1000));
        let text = serde_json::to_string(&tries).unwrap();
        let mut again: Tries = serde_json::from_str(&text).unwrap();
        assert_eq!(again.wait_secs(1010), 20);
    }

    proptest! {
        /// Wherever the clock jumps, the wait ends after its own length at most.
        #[test]
        fn no_clock_locks_staff_out(failures in 0u32..50, then in any::<i64>(), now in -1_000_000_000_000i64..1_000_000_000_000) {
            let mut tries = Tries { failures, deaf_until_unix_secs: then };
            let wait = tries.wait_secs(now);
            prop_assert!(wait <= 300);
            prop_assert_eq!(tries.wait_secs(now + i64::from(wait)), 0);
        }
    }
}

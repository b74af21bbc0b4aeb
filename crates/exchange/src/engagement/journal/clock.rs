//! Whether the kiosk's clock can be believed: a period that was closed by a wrong clock stays closed.
//!
//! Kiosks are offline, and their batteries get old. Rows are kept whatever the clock shows: a quarter hour only has to be
//! told from another, and days outside the event count for its nearest day. But nothing is sealed or deleted for its age
//! by a clock that
//! - shows a year before this program was made: it was never set; or
//! - leapt ahead by more than a week, within this run or since the last one: then only after it has gone on steadily for
//!   an hour, in which staff, the network or the machine may have put it right.
//!
//! A clock that was put back closes nothing by itself: no period has ended by it. Staff can always seal by hand.

use std::time::{Duration, Instant};

/// 2026-01-01T00:00:00Z, seconds since 1970. No kiosk ran before.
const FLOOR: i64 = 1_767_225_600;

/// A fair's nights and a long week-end are no leap, seconds.
const LEAP_SECS: i64 = 7 * 24 * 3600;

/// How long a clock has to go on after a leap.
const STEADY: Duration = Duration::from_secs(3600);

/// Watches the wall clock beside one that only goes on.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    /// Both clocks when last looked at; before that, when the last run ended, which has no other clock.
    wall: Option<i64>,
    steady: Option<Instant>,
    leapt: Option<Instant>,
}

impl Watch {
    /// `last_seen`: what the clock showed in the last run, seconds since 1970.
    pub fn new(last_seen: Option<i64>) -> Self {
        Self {
            wall: last_seen,
            steady: None,
            leapt: None,
        }
    }

    /// Looks at both clocks; the wall clock's seconds since 1970 if it can be believed.
    pub fn look(&mut self, wall: i64, steady: Instant) -> Option<i64> {
        let passed = self.steady.map_or(0, |before| {
            i64::try_from(steady.saturating_duration_since(before).as_secs()).unwrap_or(i64::MAX)
        });
        let ahead = self
            .wall
            .map_or(0, |before| wall.saturating_sub(before).saturating_sub(passed));
        if ahead > LEAP_SECS {
            self.leapt = Some(steady);
        } else if ahead < -LEAP_SECS {
            // Back where it came from, or leapt back: either way not ahead.
            self.leapt = None;
        }
        (self.wall, self.steady) = (Some(wall), Some(steady));
        let settled = self
            .leapt
            .is_none_or(|leapt| steady.saturating_duration_since(leapt) >= STEADY);
        (wall >= FLOOR && settled).then_some(wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAIR: i64 = FLOOR + 100 * 86_400;
    const YEAR: i64 = 365 * 86_400;

    /// Looks at these instants: wall clock, and seconds since the run began.
    fn believed(last_seen: Option<i64>, looks: &[(i64, u64)]) -> Vec<bool> {
        let (mut watch, start) = (Watch::new(last_seen), Instant::now());
        let look = |(wall, secs): &(i64, u64)| watch.look(*wall, start + Duration::from_secs(*secs)).is_some();
        looks.iter().map(look).collect()
    }

    #[test]
    fn a_clock_that_goes_on_is_believed_at_once() {
        assert_eq!(believed(None, &[(FAIR, 0), (FAIR + 60, 60)]), [true, true]);
        let night = FAIR + 14 * 3600;
        assert_eq!(believed(Some(FAIR), &[(night, 0)]), [true]);
        // Weeks in one run are no leap.
        assert_eq!(believed(None, &[(FAIR, 0), (FAIR + YEAR, YEAR as u64)]), [true, true]);
    }

    #[test]
    fn a_clock_that_was_never_set_is_not_believed() {
        assert_eq!(
            believed(None, &[(FLOOR - 60, 0), (FLOOR - 1, 59), (FLOOR, 60)]),
            [false, false, true]
        );
        // From 1970 to today is a leap like any other.
        assert_eq!(
            believed(None, &[(0, 0), (FAIR, 60), (FAIR + 3600, 3660)]),
            [false, false, true]
        );
    }

    #[test]
    fn a_leap_of_a_year_is_believed_after_an_hour() {
        let ahead = FAIR + YEAR;
        let looks = [(FAIR, 0), (ahead, 60), (ahead + 3000, 3060), (ahead + 3600, 3660)];
        assert_eq!(believed(None, &looks), [true, false, false, true]);
        assert_eq!(believed(Some(FAIR), &[(ahead, 0), (ahead + 3600, 3600)]), [false, true]);
    }

    #[test]
    fn a_clock_that_comes_back_is_believed_at_once() {
        assert_eq!(
            believed(None, &[(FAIR, 0), (FAIR + YEAR, 60), (FAIR + 120, 120)]),
            [true, false, true]
        );
        assert_eq!(believed(Some(FAIR), &[(FAIR - YEAR / 4, 0)]), [true]);
    }
}

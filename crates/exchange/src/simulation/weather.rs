//! What becomes of each request on its way to the store and back, drawn by a seed.

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Pass,
    /// The store never hears of it.
    LostBefore,
    /// The store has done it; the kiosk never hears.
    LostAfter,
    /// The store has done it; of its answer comes a part.
    Half,
    /// The store has done it, and says that it failed.
    FailedAfter,
    /// Not today.
    Busy {
        status: u16,
        retry_after_secs: Option<u32>,
    },
    /// The hall's network answers, with a page and 200.
    Portal,
}

/// The fates of a kiosk's requests, one after the other.
#[derive(Debug)]
pub struct Weather {
    /// `None`: all pass.
    random: Option<ChaCha8Rng>,
}

impl Weather {
    pub fn fair() -> Self {
        Self { random: None }
    }

    pub fn foul(seed: u64) -> Self {
        Self {
            random: Some(ChaCha8Rng::seed_from_u64(seed)),
        }
    }

    pub fn next_fate(&mut self) -> Fate {
        let Some(random) = &mut self.random else {
            return Fate::Pass;
        };
        match random.random_range(0..100) {
            0..45 => Fate::Pass,
            45..60 => Fate::LostBefore,
            60..75 => Fate::LostAfter,
            75..79 => Fate::Half,
            79..85 => Fate::FailedAfter,
            85..91 => Fate::Busy {
                status: 503,
                retry_after_secs: random.random_bool(0.5).then_some(120),
            },
            91..96 => Fate::Busy {
                status: 429,
                retry_after_secs: Some(random.random_range(1..600)),
            },
            _ => Fate::Portal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fates(mut weather: Weather) -> Vec<Fate> {
        (0..300).map(|_| weather.next_fate()).collect()
    }

    #[test]
    fn a_seed_draws_the_same_weather_and_foul_weather_knows_every_fate() {
        assert!(fates(Weather::fair()).iter().all(|fate| *fate == Fate::Pass));
        let foul = fates(Weather::foul(3));
        assert_eq!(foul, fates(Weather::foul(3)));
        assert_ne!(foul, fates(Weather::foul(4)));
        for fate in [
            Fate::Pass,
            Fate::LostBefore,
            Fate::LostAfter,
            Fate::Half,
            Fate::FailedAfter,
            Fate::Portal,
        ] {
            assert!(foul.contains(&fate), "{fate:?}");
        }
        let busy = |status| {
            foul.iter()
                .any(|fate| matches!(fate, Fate::Busy { status: told, .. } if *told == status))
        };
        assert!(busy(503) && busy(429));
    }
}

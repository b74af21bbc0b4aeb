//! What a kiosk of a simulated fair lives through, from the first morning until it is back in the workshop: pure, and the
//! same for the same seed.

use jiff::{
    ToSpan,
    civil::{Date, date},
    tz::TimeZone,
};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::{power, visitors};
use crate::engagement::{
    plan::{ClassLevel, EventPlan, PeriodKind, SealingPlan},
    row::Mode,
};

/// A Friday; the clocks go forward in the night to the third day.
const FIRST_DAY: Date = date(2027, 3, 26);
const OPENING_HOUR: i8 = 9;
const OPEN_SECS: i64 = 9 * 3600;
/// A hall is cleared by then, whoever still waits.
const CLEARED_SECS: i64 = 12 * 3600;
const ROUND_SECS: i64 = 15 * 60;
/// From one try to the next at the same kiosk: to read, to choose, to make room.
const BETWEEN_SECS: i64 = 40;

/// With more kits, groups of visitors are too small to be told apart.
const KITS_BY_GROUP_MAX: usize = 10;

/// A fair to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// Name of the event in statements: the store is asked for these in the end.
    pub event: String,
    pub kiosks: u32,
    pub days: u32,
    /// In all.
    pub visitors: u32,
    /// So many of [`super::TRADES`].
    pub kits: usize,
    pub period: PeriodKind,
    pub has_outages: bool,
    pub seed: u64,
}

/// What a cut falls into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Record,
    KeepHouse,
    Send,
}

/// Something that a kiosk lives through.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    PowerOn,
    PowerOff,
    Try(Box<visitors::Try>),
    /// The modes of a visitor who is counted.
    Modes(Vec<Mode>),
    /// The kiosk looks after its journal, and sends.
    Round,
    Network {
        is_up: bool,
    },
    /// Its clock is set wrong by so many seconds.
    Clock {
        ahead_secs: i64,
    },
    /// The journal's share of the disk is used up, or is not any more.
    JournalFull(bool),
    OutboxFull(bool),
    /// The next time it does this, its power fails after so many steps, and comes back.
    Cut {
        op: Op,
        steps: u32,
    },
}

/// The life of a kiosk.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    pub kiosk: String,
    /// True time, seconds since 1970, and what happens then; in order. After the last, it stands in the workshop with
    /// power, network and the right time.
    pub moments: Vec<(i64, Happening)>,
    /// Seconds that its clock gains in a day.
    pub gains: i64,
    /// Draws the fates of its requests.
    pub seed: u64,
    /// Visitors who found the queue too long and never touched the kiosk.
    pub turned_away: u32,
}

impl Setup {
    /// How the fair is sealed: as Établi advises for so many kits.
    pub fn plan(&self) -> EventPlan {
        let level = if self.kits > KITS_BY_GROUP_MAX {
            ClassLevel::Kit
        } else {
            ClassLevel::KitGroup
        };
        EventPlan {
            event: self.event.clone(),
            first_day: FIRST_DAY,
            last_day: self.day(self.days.saturating_sub(1)),
            // A machine without the table of time zones simulates a fair in Greenwich.
            zone: TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC),
            sealing: SealingPlan {
                period: self.period,
                level,
            },
        }
    }

    fn day(&self, index: u32) -> Date {
        FIRST_DAY.saturating_add(i64::from(index).days())
    }

    /// When the doors open on a day, seconds since 1970.
    fn opening(&self, index: u32, zone: &TimeZone) -> i64 {
        let opening = self.day(index).at(OPENING_HOUR, 0, 0, 0);
        let instant = zone.to_ambiguous_zoned(opening).compatible();
        instant.map_or(0, |instant| instant.timestamp().as_second())
    }

    /// How many come to each kiosk: some stand in a better place.
    fn shares(&self) -> Vec<u32> {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        let places: Vec<f64> = (0..self.kiosks).map(|_| random.random_range(0.6..1.4)).collect();
        let all: f64 = places.iter().sum();
        let (mut before, mut given) = (0.0, 0);
        let share = |place: &f64| {
            before += place;
            let until = (before / all * f64::from(self.visitors)).round() as u32;
            let share = until.min(self.visitors) - given;
            given += share;
            share
        };
        places.iter().map(share).collect()
    }
}

/// The life of kiosk number `index`, from 0.
pub fn timeline(setup: &Setup, index: u32) -> Timeline {
    let zone = setup.plan().zone;
    // Not the neighbour's numbers, whatever the seed.
    let mut random = ChaCha8Rng::seed_from_u64(setup.seed);
    random.set_stream(u64::from(index) + 1);
    let share = setup.shares().get(index as usize).copied().unwrap_or_default();
    let mut moments = Vec::new();
    let mut turned_away = 0;
    let mut days = Vec::new();
    for day in 0..setup.days {
        let coming = share * (day + 1) / setup.days - share * day / setup.days;
        let is_family_day = setup.days > 1 && day + 1 == setup.days;
        let opening = setup.opening(day, &zone);
        let coming = visitors::of_day(coming, is_family_day, setup.kits, &mut random);
        let (end, away) = play(coming, opening, &mut moments);
        turned_away += away;
        let (on, off) = (opening - 30 * 60, end.max(opening + OPEN_SECS) + 5 * 60);
        moments.push((on, Happening::PowerOn));
        moments.extend(
            (on..off)
                .step_by(ROUND_SECS as usize)
                .skip(1)
                .map(|at| (at, Happening::Round)),
        );
        moments.push((off, Happening::PowerOff));
        days.push((opening, off));
    }
    // The morning after, in the workshop.
    let home = setup.opening(setup.days, &zone);
    moments.push((home, Happening::PowerOn));
    let gains = if setup.has_outages {
        random.random_range(-30..=30)
    } else {
        0
    };
    if setup.has_outages {
        power::failures(&days, home, &mut moments, &mut random);
    }
    // What was pushed first comes first.
    moments.sort_by_key(|(at, _)| *at);
    Timeline {
        kiosk: format!("borne-{:03}", index + 1),
        moments,
        gains,
        seed: random.random(),
        turned_away,
    }
}

/// One after the other, as visitors play; when the last is done, and how many gave up waiting.
fn play(visitors: Vec<visitors::Visitor>, opening: i64, moments: &mut Vec<(i64, Happening)>) -> (i64, u32) {
    let (mut free, mut away) = (opening, 0);
    for visitor in visitors {
        let mut now = free.max(opening + visitor.arrives);
        if now > opening + CLEARED_SECS {
            away += 1;
            continue;
        }
        let is_counted = visitor.tries.iter().all(|one| !one.is_opted_out);
        for one in visitor.tries {
            now += i64::from(one.visit.secs) + BETWEEN_SECS;
            moments.push((now, Happening::Try(Box::new(one))));
        }
        if is_counted && !visitor.modes.is_empty() {
            moments.push((now, Happening::Modes(visitor.modes)));
        }
        free = now;
    }
    (free, away)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup() -> Setup {
        Setup {
            event: "simulation".to_owned(),
            kiosks: 20,
            days: 3,
            visitors: 3000,
            kits: 6,
            period: PeriodKind::Event,
            has_outages: true,
            seed: 5,
        }
    }

    fn tries(timeline: &Timeline) -> Vec<i64> {
        let tries = timeline
            .moments
            .iter()
            .filter(|(_, what)| matches!(what, Happening::Try(_)));
        tries.map(|(at, _)| *at).collect()
    }

    #[test]
    fn the_same_seed_is_the_same_fair_and_another_is_not() {
        let all = |setup: &Setup| {
            (0..setup.kiosks)
                .map(|kiosk| timeline(setup, kiosk))
                .collect::<Vec<_>>()
        };
        let fair = all(&setup());
        assert_eq!(fair, all(&setup()));
        assert_ne!(fair[0].moments, fair[1].moments);
        assert_ne!(fair, all(&Setup { seed: 6, ..setup() }));
    }

    #[test]
    fn every_visitor_comes_to_one_kiosk_and_nobody_plays_at_night() {
        let setup = setup();
        assert_eq!(setup.shares().iter().sum::<u32>(), setup.visitors);
        let zone = setup.plan().zone;
        for kiosk in 0..setup.kiosks {
            let timeline = timeline(&setup, kiosk);
            assert_eq!(timeline.turned_away, 0);
            let mut is_on = false;
            let mut before = 0;
            for (at, what) in &timeline.moments {
                assert!(*at >= before);
                before = *at;
                match what {
                    Happening::PowerOn => is_on = true,
                    Happening::PowerOff => is_on = false,
                    Happening::Try(_) => assert!(is_on, "{at}"),
                    _ => {}
                }
            }
            assert!(is_on, "in the workshop");
            let hours = tries(&timeline).into_iter().map(|at| {
                let instant = jiff::Timestamp::from_second(at).expect("an instant");
                zone.to_datetime(instant).hour()
            });
            assert!(hours.clone().all(|hour| (9..22).contains(&hour)), "{:?}", hours.max());
        }
    }

    #[test]
    fn a_kiosk_that_is_too_much_wanted_turns_visitors_away() {
        let setup = Setup {
            kiosks: 1,
            days: 1,
            visitors: 2000,
            ..setup()
        };
        let timeline = timeline(&setup, 0);
        assert!(timeline.turned_away > 1000 && tries(&timeline).len() > 150);
    }

    #[test]
    fn without_outages_nothing_fails() {
        let timeline = timeline(
            &Setup {
                has_outages: false,
                ..setup()
            },
            3,
        );
        let fails = |what: &Happening| {
            use Happening::{Modes, PowerOff, PowerOn, Round, Try};
            !matches!(what, PowerOn | PowerOff | Try(_) | Modes(_) | Round)
        };
        assert!(!timeline.moments.iter().any(|(_, what)| fails(what)) && timeline.gains == 0);
    }

    #[test]
    fn many_sealed_kits_are_not_told_apart_by_group() {
        let level = |kits| Setup { kits, ..setup() }.plan().sealing.level;
        assert_eq!((level(10), level(11)), (ClassLevel::KitGroup, ClassLevel::Kit));
    }
}

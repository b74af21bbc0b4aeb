//! Half hours: when a kiosk was busy, without what was tried and by whom. Pure, and fixed in advance like all rules here.
//!
//! What is told of a half hour is a band: « 10 to 14 visits », « 15 to 19 »…, and only of those with at least [`K`]. That alone
//! would not hide the others: who knows the day's total, to which sealed classes add up, could subtract the bands from it
//! and see what is left for a half hour that is not told. So the least that the bands leave open has to reach what any half
//! hour that is not told may hold, `K - 1`; where it does not, the latest half hour that could be told is not. Then for
//! every half hour that is not told, each number from none to nine is as possible as any other: see `rules_tests`.
//!
//! Two looks give no more than one: a half hour is told only once it is over, nothing is ever added to it afterwards, and what
//! was told of it once is told ever after (the journal holds to that: `journal::half_hours`).

use std::collections::BTreeMap;

use crate::engagement::plan::K;

/// Visits of a band: from its lowest number, so many numbers. What a half hour's band hides keeps others from being guessed.
pub const BAND: u32 = 5;

/// A half hour of which something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfHour {
    /// Half hours since 1970.
    pub at: i64,
    /// It had so many visits or up to [`BAND`] `- 1` more: [`K`] or more, a multiple of [`BAND`].
    pub at_least: u32,
}

impl HalfHour {
    /// The most visits it may have had.
    pub fn at_most(self) -> u32 {
        self.at_least + (BAND - 1)
    }
}

/// What may be told of a day. `visits` has all of its visits by half hour, in half hours since 1970; `is_over`: nothing is
/// added to this half hour any more.
pub fn half_hours(visits: &BTreeMap<i64, u32>, is_over: impl Fn(i64) -> bool) -> Vec<HalfHour> {
    let many = visits.iter().filter(|(at, n)| **n >= K && is_over(**at));
    let mut told: Vec<HalfHour> = many
        .map(|(at, n)| HalfHour {
            at: *at,
            at_least: n / BAND * BAND,
        })
        .collect();
    let whole: u64 = visits.values().copied().map(u64::from).sum();
    let in_bands: u64 = told.iter().map(|half| u64::from(half.at_least)).sum();
    if whole < in_bands + u64::from(K - 1) {
        // Those told before it stay told.
        told.pop();
    }
    told
}

#[cfg(test)]
mod tests {
    use proptest::{collection::btree_map, prelude::*};

    use super::*;

    const FROM: i64 = 1_003_360;
    const HALF_HOURS_OF_A_DAY: i64 = 48;

    /// A day from hour to hour, quiet ones and busy ones.
    fn day() -> impl Strategy<Value = BTreeMap<i64, u32>> {
        let n = prop_oneof![3 => 0_u32..10, 2 => 8_u32..30];
        btree_map(FROM..FROM + HALF_HOURS_OF_A_DAY, n, 0..24)
    }

    fn told(visits: &BTreeMap<i64, u32>) -> Vec<HalfHour> {
        half_hours(visits, |_| true)
    }

    /// Another day with the same total and the same bands, in which `at` had `n` visits.
    fn other_day(visits: &BTreeMap<i64, u32>, at: i64, n: u32) -> Option<BTreeMap<i64, u32>> {
        let bands = told(visits);
        let mut other = BTreeMap::from([(at, n)]);
        let mut left = visits.values().sum::<u32>().checked_sub(n)?;
        for half in &bands {
            other.insert(half.at, half.at_least);
            left = left.checked_sub(half.at_least)?;
        }
        let mut fill = |at: i64, most: u32| {
            let n = left.min(most);
            *other.entry(at).or_default() += n;
            left -= n;
        };
        (FROM..FROM + HALF_HOURS_OF_A_DAY)
            .filter(|free| *free != at && bands.iter().all(|half| half.at != *free))
            .for_each(|free| fill(free, K - 1));
        bands.iter().for_each(|half| fill(half.at, BAND - 1));
        (left == 0).then_some(other)
    }

    proptest! {
        #[test]
        fn bands_hold_the_count_and_begin_at_ten(visits in day()) {
            for half in told(&visits) {
                let n = visits[&half.at];
                prop_assert!(half.at_least >= K && half.at_least % BAND == 0);
                prop_assert!((half.at_least..=half.at_most()).contains(&n), "{n} is not in {half:?}");
            }
        }

        /// The guarantee: whoever has the bands and the day's total cannot tell apart the counts of what is not told.
        #[test]
        fn a_half_hour_that_is_not_told_may_have_any_count_below_ten(
            visits in day(), at in FROM..FROM + HALF_HOURS_OF_A_DAY, n in 0..K,
        ) {
            let bands = told(&visits);
            let total: u32 = visits.values().sum();
            prop_assume!(bands.iter().all(|half| half.at != at) && (n <= total));
            // With nothing told, the total alone is known: that is the balance's business.
            prop_assume!(!bands.is_empty());
            let other = other_day(&visits, at, n);
            let other = other.ok_or_else(|| TestCaseError::fail(format!("{at} cannot have {n}: it was below that")))?;
            prop_assert_eq!(other.values().sum::<u32>(), total);
            prop_assert_eq!(told(&other), bands);
        }

        /// One more visit, into a half hour that goes on: no other half hour shows anything it did not have.
        #[test]
        fn one_visit_more_takes_nothing_back_and_shows_nothing_small(visits in day(), open in 0..HALF_HOURS_OF_A_DAY) {
            let now = FROM + open;
            let mut more = visits.clone();
            more.retain(|at, _| *at <= now);
            let before = half_hours(&more, |at| at < now);
            *more.entry(now).or_default() += 1;
            let after = half_hours(&more, |at| at < now);
            prop_assert!(before.iter().all(|half| after.contains(half)));
            prop_assert!(after.iter().all(|half| more[&half.at] >= K && half.at < now));
            // And once that half hour is over, too.
            let later = half_hours(&more, |at| at <= now);
            prop_assert!(after.iter().all(|half| later.contains(half)), "{after:?} {later:?}");
        }
    }

    #[test]
    fn a_day_that_would_give_itself_away_keeps_its_latest_half_hour() {
        // Ten and two: the total of twelve would leave two.
        let visits = BTreeMap::from([(1, 10), (2, 2)]);
        assert_eq!(told(&visits), []);
        let visits = BTreeMap::from([(1, 10), (2, 9)]);
        assert_eq!(told(&visits), [HalfHour { at: 1, at_least: 10 }]);
        let visits = BTreeMap::from([(1, 14), (2, 12), (3, 1)]);
        assert_eq!(told(&visits), [HalfHour { at: 1, at_least: 10 }]);
    }
}

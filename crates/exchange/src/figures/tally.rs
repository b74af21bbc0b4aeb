//! Histograms of many classes taken together without undoing what was done to protect them: a merged bin stays
//! merged, a masked histogram stays masked.

use std::collections::BTreeMap;

use super::{Class, Measure, Shape};

/// Counts of one measure over some classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub measure: Measure,
    /// Codes counted together, in the order of the measure, and their visits; no empty ones.
    pub bins: Vec<(Vec<String>, u64)>,
    /// Visits of classes whose histogram is masked.
    pub masked: u64,
}

/// A share that merged bins leave open, from and to, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    pub low: f64,
    pub high: f64,
}

impl Tally {
    /// Adds up what these classes tell of `measure`.
    pub fn of<'a>(measure: Measure, classes: impl IntoIterator<Item = &'a Class>) -> Self {
        let mut bins: BTreeMap<Vec<usize>, (Vec<String>, u64)> = BTreeMap::new();
        let mut masked = 0;
        for class in classes {
            match class.histograms.get(&measure) {
                Some(Shape::Masked) => masked += u64::from(class.visits),
                Some(Shape::Bins(found)) => {
                    for bin in found.iter().filter(|bin| bin.n > 0) {
                        let ranks = bin.of.iter().map(|code| measure.rank(code)).collect();
                        bins.entry(ranks).or_insert_with(|| (bin.of.clone(), 0)).1 += u64::from(bin.n);
                    }
                }
                None => {}
            }
        }
        let bins = bins.into_values().collect();
        Self { measure, bins, masked }
    }

    /// Visits whose bin is told.
    pub fn told(&self) -> u64 {
        self.bins.iter().map(|(_, n)| n).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.told() + self.masked == 0
    }

    /// Visits in exactly this code's bin.
    pub fn exactly(&self, code: &str) -> u64 {
        let alone = |codes: &[String]| codes.len() == 1 && codes[0] == code;
        self.bins.iter().filter(|(codes, _)| alone(codes)).map(|(_, n)| n).sum()
    }

    /// Visits that may be in this code's bin: those that are, and those of merged bins with it.
    pub fn at_most(&self, code: &str) -> u64 {
        let with_it = |codes: &[String]| codes.iter().any(|known| known == code);
        self.bins
            .iter()
            .filter(|(codes, _)| with_it(codes))
            .map(|(_, n)| n)
            .sum()
    }

    /// Bins that hold more than one code.
    pub fn merged(&self) -> impl Iterator<Item = &(Vec<String>, u64)> {
        self.bins.iter().filter(|(codes, _)| codes.len() > 1)
    }

    /// Share of `codes` among the visits that are told apart from `without`; `None` if there are none.
    pub fn share(&self, codes: &[&str], without: &[&str]) -> Option<Share> {
        let all_in = |bin: &[String], set: &[&str]| bin.iter().all(|code| set.contains(&code.as_str()));
        let any_in = |bin: &[String], set: &[&str]| bin.iter().any(|code| set.contains(&code.as_str()));
        let base: u64 = self
            .bins
            .iter()
            .filter(|(bin, _)| !all_in(bin, without))
            .map(|(_, n)| n)
            .sum();
        let (mut low, mut high) = (0, 0);
        for (bin, n) in &self.bins {
            low += if all_in(bin, codes) { *n } else { 0 };
            high += if any_in(bin, codes) { *n } else { 0 };
        }
        (base > 0).then(|| Share {
            low: low as f64 / base as f64,
            high: high as f64 / base as f64,
        })
    }

    /// Codes between which the middle visit lies, the same twice if it is known; `None` if nothing is told. Codes that
    /// measure nothing (« none ») do not count.
    pub fn median(&self) -> Option<(&'static str, &'static str)> {
        let codes: Vec<&'static str> = self
            .measure
            .codes()
            .iter()
            .map(|(code, _)| *code)
            .filter(|c| *c != "none")
            .collect();
        let place = |code: &String| codes.iter().position(|known| known == code);
        let mut ranges = Vec::new();
        for (bin, n) in &self.bins {
            let places: Vec<usize> = bin.iter().filter_map(place).collect();
            if let (Some(first), Some(last)) = (places.first(), places.last()) {
                ranges.push((*first, *last, *n));
            }
        }
        let total: u64 = ranges.iter().map(|(_, _, n)| n).sum();
        // As if every merged bin lay at its lower end, then at its upper end.
        let middle = |place: &dyn Fn(&(usize, usize, u64)) -> usize| {
            let mut below = 0;
            codes.iter().enumerate().find_map(|(at, code)| {
                below += ranges
                    .iter()
                    .filter(|range| place(range) == at)
                    .map(|(_, _, n)| n)
                    .sum::<u64>();
                (below * 2 >= total).then_some(*code)
            })
        };
        if total == 0 {
            return None;
        }
        Some((middle(&|range| range.0)?, middle(&|range| range.1)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{agency::statement::samples, figures::Bin};

    fn class(measure: Measure, bins: &[(&[&str], u32)]) -> Class {
        let mut class = Class::of(&samples::kit(1)).expect("one of ours");
        let bin = |(of, n): &(&[&str], u32)| Bin {
            of: of.iter().map(|code| (*code).to_owned()).collect(),
            n: *n,
        };
        class
            .histograms
            .insert(measure, Shape::Bins(bins.iter().map(bin).collect()));
        class
    }

    #[test]
    fn merged_and_masked_stay_what_they_are() {
        let mut masked = class(Measure::Liked, &[]);
        masked.histograms.insert(Measure::Liked, Shape::Masked);
        let classes = [
            class(
                Measure::Liked,
                &[(&["yes"], 20), (&["so_so"], 5), (&["no"], 0), (&["none"], 4)],
            ),
            class(Measure::Liked, &[(&["yes"], 10), (&["so_so", "no"], 6), (&["none"], 3)]),
            masked,
        ];
        let tally = Tally::of(Measure::Liked, &classes);
        assert_eq!((tally.told(), tally.masked), (48, 42));
        assert_eq!(
            (tally.exactly("so_so"), tally.exactly("no"), tally.merged().count()),
            (5, 0, 1)
        );
        // Among the 41 who answered: so-so are 5, or up to 11.
        let share = tally.share(&["so_so"], &["none"]).expect("a share");
        assert!((share.low - 5.0 / 41.0).abs() < 1e-9 && (share.high - 11.0 / 41.0).abs() < 1e-9);
        assert_eq!(Tally::of(Measure::Liked, &classes[2..]).share(&["yes"], &[]), None);
    }

    #[test]
    fn a_median_is_as_open_as_its_bins() {
        let sharp = [class(
            Measure::Duration,
            &[(&["0-59"], 3), (&["60-119"], 9), (&["240+"], 3)],
        )];
        assert_eq!(
            Tally::of(Measure::Duration, &sharp).median(),
            Some(("60-119", "60-119"))
        );
        let open = [class(
            Measure::Duration,
            &[(&["0-59"], 3), (&["60-119", "120-179"], 9), (&["240+"], 3)],
        )];
        assert_eq!(
            Tally::of(Measure::Duration, &open).median(),
            Some(("60-119", "120-179"))
        );
        let unmeasured = [class(Measure::Score, &[(&["none"], 30), (&["75-100"], 5)])];
        assert_eq!(
            Tally::of(Measure::Score, &unmeasured).median(),
            Some(("75-100", "75-100"))
        );
        assert_eq!(Tally::of(Measure::Score, &[]).median(), None);
    }
}

//! Counts one thing over the visits of a class, and blurs what would single somebody out.

use super::class::{Bin, Histogram, HistogramKind};
use crate::engagement::{
    plan::{BIN_MIN, SHARE_MAX_PERCENT},
    row::{KitVisit, Liked, Outcome},
};

/// Where the next score begins, out of 100; before the first bin, those of whom nothing was measured: beside the
/// lowest, with which they are merged if they are few.
const SCORES_FROM: [u32; 3] = [25, 50, 75];

/// Where the next duration begins, seconds: a kit is made to take two to four minutes.
const DURATIONS_FROM_SECS: [u32; 4] = [60, 120, 180, 240];

/// Codes of a histogram's bins, in order.
pub fn codes_of(kind: HistogramKind) -> &'static [&'static str] {
    match kind {
        HistogramKind::Outcome => &["finished", "abandoned"],
        HistogramKind::Score => &["none", "0-24", "25-49", "50-74", "75-100"],
        HistogramKind::Duration => &["0-59", "60-119", "120-179", "180-239", "240+"],
        HistogramKind::Help => &["none", "hint", "ghost", "one_touch"],
        // No kit has more.
        HistogramKind::StepReached => &["1", "2", "3", "4", "5"],
        HistogramKind::Liked => &["yes", "so_so", "no", "none"],
        HistogramKind::Language => &["fr", "en"],
    }
}

/// Index of the bin that a visit falls into, in [`codes_of`].
fn bin_of(kind: HistogramKind, visit: &KitVisit) -> usize {
    let band = |starts: &[u32], value: u32| starts.iter().filter(|start| **start <= value).count();
    match kind {
        HistogramKind::Outcome => usize::from(visit.outcome != Outcome::Finished),
        HistogramKind::Score => visit.mean_score().map_or(0, |score| 1 + band(&SCORES_FROM, score)),
        HistogramKind::Duration => band(&DURATIONS_FROM_SECS, visit.secs),
        HistogramKind::StepReached => {
            let last = codes_of(kind).len();
            usize::from(visit.step_reached()).clamp(1, last) - 1
        }
        HistogramKind::Liked => match visit.liked {
            Some(Liked::Yes) => 0,
            Some(Liked::SoSo) => 1,
            Some(Liked::No) => 2,
            None => 3,
        },
        HistogramKind::Help => visit.help as usize,
        HistogramKind::Language => visit.language as usize,
    }
}

/// The histogram of one kind, as it may be released.
pub fn histogram(kind: HistogramKind, visits: &[&KitVisit]) -> Histogram {
    let codes = codes_of(kind).iter().map(|code| Bin {
        of: vec![(*code).to_owned()],
        n: 0,
    });
    let mut bins: Vec<Bin> = codes.collect();
    for visit in visits {
        bins[bin_of(kind, visit)].n += 1;
    }
    merge(&mut bins);
    if is_masked(&bins) {
        Histogram::Masked
    } else {
        Histogram::Bins(bins)
    }
}

/// Merges bins until each has no visit or at least [`BIN_MIN`].
///
/// The first bin that has too few is merged with the nearest bin that has any, on either side, and with the empty ones
/// between them: the nearest keeps most of the order, and an empty neighbour would hide nothing. If both are as near,
/// with the one that has fewer visits, so that big bins stay told; if they have as many, with the one before. Then again
/// from the start. Nothing but the histogram's own counts decides.
fn merge(bins: &mut Vec<Bin>) {
    while let Some(small) = bins.iter().position(|bin| (1..BIN_MIN).contains(&bin.n)) {
        let before = bins[..small].iter().rposition(|bin| bin.n > 0);
        let after = bins[small + 1..].iter().position(|bin| bin.n > 0);
        let after = after.map(|distance| small + 1 + distance);
        let (first, last) = match (before, after) {
            (Some(before), Some(after)) => {
                let (left, right) = ((small - before, bins[before].n), (after - small, bins[after].n));
                if left <= right { (before, small) } else { (small, after) }
            }
            (Some(before), None) => (before, small),
            (None, Some(after)) => (small, after),
            // Fewer than `BIN_MIN` visits in all: no class has so few, and one bin tells nothing of them.
            (None, None) => (0, bins.len() - 1),
        };
        if first == last {
            return;
        }
        let merged = bins.drain(first..=last).reduce(|mut all, next| {
            all.of.extend(next.of);
            all.n += next.n;
            all
        });
        bins.splice(first..first, merged);
    }
}

/// Whether one bin has more than [`SHARE_MAX_PERCENT`] of the visits.
fn is_masked(bins: &[Bin]) -> bool {
    let all: u32 = bins.iter().map(|bin| bin.n).sum();
    let is_most = |bin: &Bin| u64::from(bin.n) * 100 > u64::from(all) * u64::from(SHARE_MAX_PERCENT);
    bins.iter().any(is_most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        engagement::row::{Audience, Help, Level},
        language::Language,
    };

    fn visit() -> KitVisit {
        KitVisit {
            event: "salon".into(),
            kit: "soudure".into(),
            kit_version: "1.0.0".into(),
            level: Level::Discovery,
            audience: Some(Audience::Lycee),
            language: Language::French,
            slot: 0,
            outcome: Outcome::Finished,
            secs: 100,
            steps: 4,
            scores: Vec::new(),
            help: Help::None,
            liked: None,
        }
    }

    /// Code of the bin this visit falls into.
    fn code(kind: HistogramKind, change: impl FnOnce(&mut KitVisit)) -> &'static str {
        let mut visit = visit();
        change(&mut visit);
        codes_of(kind)[bin_of(kind, &visit)]
    }

    #[test]
    fn bins_begin_where_their_codes_say() {
        for (secs, wanted) in [
            (0, "0-59"),
            (59, "0-59"),
            (60, "60-119"),
            (239, "180-239"),
            (240, "240+"),
            (u32::MAX, "240+"),
        ] {
            assert_eq!(code(HistogramKind::Duration, |visit| visit.secs = secs), wanted);
        }
        for (scores, wanted) in [
            (&[][..], "none"),
            (&[0], "0-24"),
            (&[24, 25], "0-24"),
            (&[25], "25-49"),
            (&[100, 0], "50-74"),
            (&[75], "75-100"),
            (&[100], "75-100"),
        ] {
            let scores: Vec<_> = scores.iter().map(|score| ("geste".to_owned(), *score)).collect();
            assert_eq!(
                code(HistogramKind::Score, |visit| visit.scores = scores.clone()),
                wanted,
                "{scores:?}"
            );
        }
        for (outcome, wanted) in [
            (Outcome::Finished, "4"),
            (Outcome::Abandoned { step: 0 }, "1"),
            (Outcome::Abandoned { step: 3 }, "3"),
            (Outcome::Abandoned { step: 9 }, "5"),
        ] {
            assert_eq!(
                code(HistogramKind::StepReached, |visit| visit.outcome = outcome),
                wanted
            );
        }
        assert_eq!(
            code(HistogramKind::Outcome, |visit| visit.outcome =
                Outcome::Abandoned { step: 1 }),
            "abandoned"
        );
        for help in Help::ALL {
            assert_eq!(code(HistogramKind::Help, |visit| visit.help = help), help.code());
        }
        for liked in Liked::ALL {
            assert_eq!(
                code(HistogramKind::Liked, |visit| visit.liked = Some(liked)),
                liked.code()
            );
        }
        for language in Language::ALL {
            assert_eq!(
                code(HistogramKind::Language, |visit| visit.language = language),
                language.code()
            );
        }
    }

    fn bins(counts: &[u32]) -> Vec<Bin> {
        let bin = |(index, n): (usize, &u32)| Bin {
            of: vec![index.to_string()],
            n: *n,
        };
        counts.iter().enumerate().map(bin).collect()
    }

    /// `01:7 2:0`: the codes of each bin and its count.
    fn told(counts: &[u32]) -> String {
        let mut bins = bins(counts);
        merge(&mut bins);
        let told: Vec<_> = bins
            .iter()
            .map(|bin| format!("{}:{}", bin.of.concat(), bin.n))
            .collect();
        told.join(" ")
    }

    #[test]
    fn a_small_bin_goes_to_its_nearest_neighbour_and_empty_ones_stay() {
        for (counts, wanted) in [
            (&[10, 0, 3, 0, 20][..], "0:10 1:0 2:3 3:0 4:20"),
            // The nearer one.
            (&[10, 2, 0, 0, 20], "01:12 2:0 3:0 4:20"),
            (&[20, 0, 0, 2, 10], "0:20 1:0 2:0 34:12"),
            (&[10, 0, 2, 0, 0], "012:12 3:0 4:0"),
            // As near: the smaller one; as small: the one before.
            (&[10, 2, 9, 0, 0], "0:10 12:11 3:0 4:0"),
            (&[9, 2, 9, 0, 0], "01:11 2:9 3:0 4:0"),
            // Two small ones help each other, or need a third.
            (&[10, 1, 2, 0, 9], "0:10 12:3 3:0 4:9"),
            (&[1, 1, 0, 0, 9], "01234:11"),
            (&[1, 1, 0, 0, 0], "01234:2"),
        ] {
            assert_eq!(told(counts), wanted, "{counts:?}");
        }
    }

    #[test]
    fn what_nearly_everyone_did_is_masked() {
        assert!(!is_masked(&bins(&[90, 10])));
        assert!(is_masked(&bins(&[91, 9])));
        assert!(is_masked(&bins(&[0, 10])));
    }

    proptest! {
        #[test]
        fn merged_bins_are_empty_or_big_enough_and_lose_nobody(counts in proptest::collection::vec(0_u32..8, 2..7)) {
            let mut merged = bins(&counts);
            merge(&mut merged);
            let all: u32 = counts.iter().sum();
            prop_assert_eq!(merged.iter().map(|bin| bin.n).sum::<u32>(), all);
            if all >= BIN_MIN {
                prop_assert!(merged.iter().all(|bin| bin.n == 0 || bin.n >= BIN_MIN), "{:?}", merged);
            }
            let order: Vec<String> = merged.into_iter().flat_map(|bin| bin.of).collect();
            let wanted: Vec<String> = (0..counts.len()).map(|index| index.to_string()).collect();
            prop_assert_eq!(order, wanted);
        }
    }
}

//! Which reply leads to the best end: what the demonstration takes. Pure.

use std::{
    cmp::Ordering,
    collections::{BTreeSet, VecDeque},
};

use super::task::{Next, Task};

/// No more moments of a conversation than this are thought through.
const MOMENTS: usize = 4000;

/// A moment that is thought through.
struct Moment {
    line: usize,
    gauges: Vec<i32>,
    /// The reply with which the way there began, and how many it took.
    first: Option<usize>,
    replies: usize,
}

/// An end, and how much it is worth.
struct Found {
    first: usize,
    good: bool,
    marks: f32,
    gauges: i32,
    replies: usize,
}

impl Found {
    /// A good end first, then the marks, what the person feels, the shorter way.
    fn compare(&self, other: &Self) -> Ordering {
        self.good
            .cmp(&other.good)
            .then(self.marks.total_cmp(&other.marks))
            .then(self.gauges.cmp(&other.gauges))
            .then(other.replies.cmp(&self.replies))
    }
}

/// What each gauge is after a reply, 0 to 100.
pub(super) fn raised(gauges: &[i32], gains: &[i32]) -> Vec<i32> {
    let after = gauges.iter().zip(gains);
    after
        .map(|(gauge, gain)| gauge.saturating_add(*gain).clamp(0, 100))
        .collect()
}

/// The reply to `line` that leads to the best end; `is_said` tells what was said already and changes nothing more.
/// `None` where nothing may be answered.
pub(super) fn best(
    task: &Task,
    line: usize,
    gauges: &[i32],
    is_said: impl Fn(usize, usize) -> bool + Copy,
) -> Option<usize> {
    let kind = think(task, line, gauges, is_said, false);
    kind.or_else(|| think(task, line, gauges, is_said, true))
        .or_else(|| shortest(task, line))
}

/// The reply to `line` that leads to the nearest end.
pub(super) fn shortest(task: &Task, line: usize) -> Option<usize> {
    let far = |to: Option<usize>| task.lines[to?].far;
    let replies = task.replies(line).iter().enumerate();
    replies
        .filter_map(|(index, reply)| Some((index, far(reply.to)?)))
        .min_by_key(|(_, far)| *far)
        .map(|(index, _)| index)
}

fn think(
    task: &Task,
    line: usize,
    gauges: &[i32],
    is_said: impl Fn(usize, usize) -> bool,
    hurts: bool,
) -> Option<usize> {
    let mut known = BTreeSet::new();
    let mut waiting = VecDeque::from([Moment {
        line,
        gauges: gauges.to_vec(),
        first: None,
        replies: 0,
    }]);
    let mut best: Option<Found> = None;
    while let Some(moment) = waiting.pop_front().filter(|_| known.len() < MOMENTS) {
        if !known.insert((moment.line, moment.gauges.clone())) {
            continue;
        }
        match &task.lines[moment.line].next {
            Next::Ends { good } => {
                let Some(first) = moment.first else { continue };
                let found = worth(task, first, *good, &moment);
                if best.as_ref().is_none_or(|known| found.compare(known).is_gt()) {
                    best = Some(found);
                }
            }
            Next::Then(to) => waiting.push_back(Moment { line: *to, ..moment }),
            Next::Asks(replies) => {
                for (index, reply) in replies.iter().enumerate() {
                    let Some(to) = reply.to.filter(|_| hurts || !reply.is_bad()) else {
                        continue;
                    };
                    let gauges = if is_said(moment.line, index) {
                        moment.gauges.clone()
                    } else {
                        raised(&moment.gauges, &reply.gains)
                    };
                    waiting.push_back(Moment {
                        line: to,
                        gauges,
                        first: moment.first.or(Some(index)),
                        replies: moment.replies + 1,
                    });
                }
            }
        }
    }
    best.map(|found| found.first)
}

fn worth(task: &Task, first: usize, good: bool, moment: &Moment) -> Found {
    let marks = task.graded.iter().map(|(gauge, band)| {
        let value = moment.gauges.get(*gauge).copied().unwrap_or(0);
        band.mark(value as f32) * band.weight
    });
    Found {
        first,
        good,
        marks: marks.sum(),
        gauges: moment.gauges.iter().sum(),
        replies: moment.replies,
    }
}

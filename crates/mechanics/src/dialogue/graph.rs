//! A conversation as a graph: what leads where at a level, what is heard, how far the end is. Pure.

use std::collections::{BTreeMap, VecDeque};

use super::{Line, Spec};

/// Lines by their index, and where each may lead.
pub(super) struct Graph {
    ways: Vec<Way>,
}

/// What comes of a line: lines, by index; what is not in the list leads nowhere.
enum Way {
    /// By a reply, those that must never be said left out.
    Asks(Vec<Option<usize>>),
    Then(Option<usize>),
    Ends,
}

impl Graph {
    /// The conversation when so many replies of a line are there.
    pub(super) fn new(spec: &Spec, replies: usize) -> Self {
        let mut index = BTreeMap::new();
        for (at, line) in spec.lines.iter().enumerate() {
            index.entry(line.id.as_str()).or_insert(at);
        }
        let way = |line: &Line| {
            if line.ends.is_some() {
                Way::Ends
            } else if let Some(then) = &line.then {
                Way::Then(index.get(then.as_str()).copied())
            } else {
                let shown = line.replies.iter().take(replies);
                let said = shown.filter_map(|reply| reply.to.as_deref());
                Way::Asks(said.map(|to| index.get(to).copied()).collect())
            }
        };
        Self {
            ways: spec.lines.iter().map(way).collect(),
        }
    }

    fn next(&self, line: usize) -> Vec<usize> {
        match &self.ways[line] {
            Way::Asks(to) => to.iter().flatten().copied().collect(),
            Way::Then(to) => to.iter().copied().collect(),
            Way::Ends => Vec::new(),
        }
    }

    /// Whether each line may be heard after `opening`.
    pub(super) fn heard(&self, opening: usize) -> Vec<bool> {
        let mut heard = vec![false; self.ways.len()];
        let mut waiting = vec![opening];
        while let Some(line) = waiting.pop() {
            if !std::mem::replace(&mut heard[line], true) {
                waiting.extend(self.next(line));
            }
        }
        heard
    }

    /// How many replies, and how many lines, are between each line and the nearest end; `None` where there is no end.
    pub(super) fn far(&self) -> Vec<Option<Far>> {
        let mut far: Vec<Option<Far>> = self
            .ways
            .iter()
            .map(|way| matches!(way, Way::Ends).then_some(Far::default()))
            .collect();
        let mut changed: VecDeque<usize> = (0..far.len()).filter(|&line| far[line].is_some()).collect();
        // Conversations are short: a line that came nearer is told to all others.
        while let Some(nearer) = changed.pop_front() {
            let Some(from) = far[nearer] else { continue };
            for (line, known) in far.iter_mut().enumerate() {
                if !self.next(line).contains(&nearer) {
                    continue;
                }
                let asks = matches!(self.ways[line], Way::Asks(_));
                let way = Far {
                    replies: from.replies + usize::from(asks),
                    lines: from.lines + 1,
                };
                if known.is_none_or(|known| way < known) {
                    *known = Some(way);
                    changed.push_back(line);
                }
            }
        }
        far
    }
}

/// Between a line and an end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Far {
    pub(super) replies: usize,
    pub(super) lines: usize,
}

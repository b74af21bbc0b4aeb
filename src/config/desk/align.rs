//! Which elements of a list stay, change, go and come, so that as many as possible stay where they are.

use super::value::Value;

/// What becomes of a list, element by element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Element `old` becomes the one that is to be number `new`.
    Change {
        old: usize,
        new: usize,
    },
    Remove {
        old: usize,
    },
    /// The one that is to be number `new` comes before element `before` of the old list.
    Insert {
        before: usize,
        new: usize,
    },
}

/// More elements than this, old times new, are changed one after the other: no list that people write is so long.
const PAIRS_MAX: usize = 4_000_000;

/// The steps from `old` to `new`, in the order of the old list.
pub(super) fn align(old: &[Value], new: &[Value]) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (kept, becomes) in kept(old, new).into_iter().chain([(old.len(), new.len())]) {
        // Between two that stay, those that go make room for those that come.
        let (leaving, coming) = (kept - from, becomes - to);
        let both = leaving.min(coming);
        steps.extend((0..both).map(|step| Step::Change {
            old: from + step,
            new: to + step,
        }));
        steps.extend((from + both..kept).map(|old| Step::Remove { old }));
        steps.extend((to + both..becomes).map(|new| Step::Insert { before: kept, new }));
        (from, to) = (kept + 1, becomes + 1);
    }
    steps
}

/// Numbers, old and new, of the longest row of elements that both lists have in the same order.
fn kept(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > PAIRS_MAX {
        return Vec::new();
    }
    // Length of the longest row in what follows each pair.
    let width = new.len() + 1;
    let mut longest = vec![0_usize; (old.len() + 1) * width];
    for from in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            longest[from * width + to] = if old[from] == new[to] {
                longest[(from + 1) * width + to + 1] + 1
            } else {
                longest[(from + 1) * width + to].max(longest[from * width + to + 1])
            };
        }
    }
    let (mut from, mut to, mut kept) = (0, 0, Vec::new());
    while from < old.len() && to < new.len() {
        if old[from] == new[to] {
            kept.push((from, to));
            (from, to) = (from + 1, to + 1);
        } else if longest[(from + 1) * width + to] >= longest[from * width + to + 1] {
            from += 1;
        } else {
            to += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(words: &str) -> Vec<Value> {
        words.chars().map(Value::word).collect()
    }

    #[test]
    fn what_is_the_same_stays() {
        assert_eq!(align(&words("abc"), &words("abc")), []);
        assert_eq!(align(&words("abc"), &words("ac")), [Step::Remove { old: 1 }]);
        assert_eq!(align(&words("ac"), &words("abc")), [Step::Insert { before: 1, new: 1 }]);
        assert_eq!(align(&words("abc"), &words("axc")), [Step::Change { old: 1, new: 1 }]);
    }

    proptest! {
        #[test]
        fn the_steps_lead_from_one_list_to_the_other(old in "[abc]{0,8}", new in "[abcd]{0,8}") {
            let (old, new) = (words(&old), words(&new));
            let mut list = old.clone();
            for step in align(&old, &new).into_iter().rev() {
                match step {
                    Step::Change { old, new: wanted } => list[old] = new[wanted].clone(),
                    Step::Remove { old } => drop(list.remove(old)),
                    Step::Insert { before, new: wanted } => list.insert(before, new[wanted].clone()),
                }
            }
            prop_assert_eq!(list, new);
        }
    }
}

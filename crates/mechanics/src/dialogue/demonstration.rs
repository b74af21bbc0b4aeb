//! What hint, ghost and robot do: listen, then touch the card of the best answer. Pure.

use super::rules::{State, Task};
use crate::Gesture;

/// A demonstrated touch of a card lasts so long, seconds.
const TOUCH_SECS: f32 = 0.4;

/// The gesture that advances the step: a tap on the reply that leads to the best end. `None` when all is done, while the
/// person speaks (it goes on by itself) and while a finger is down.
pub fn demonstrate(task: &Task, state: &State) -> Option<Gesture> {
    if state.is_touched() || !state.is_asking() {
        return None;
    }
    let (_, slot) = meant(task, state)?;
    Some(Gesture {
        path: vec![task.slots[slot]; 2],
        secs: TOUCH_SECS,
        even: false,
    })
}

/// The card that the demonstration touches: reply and slot.
pub(super) fn meant(task: &Task, state: &State) -> Option<(usize, usize)> {
    let cards = state.cards(task);
    let best = cards.iter().find(|(reply, _)| Some(*reply) == state.best);
    best.or(cards.first()).copied()
}

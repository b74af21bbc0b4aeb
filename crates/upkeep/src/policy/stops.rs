//! How often the player stopped lately, in the modes that are left for it.

use std::{collections::VecDeque, time::Duration};

use super::{Limits, Mode};

/// When the player stopped, and in which kit.
type Window = VecDeque<(Duration, Option<String>)>;

#[derive(Clone, Debug, Default)]
pub(super) struct Stops {
    normal: Window,
    safe: Window,
}

impl Stops {
    fn window(&mut self, mode: Mode) -> Option<&mut Window> {
        match mode {
            Mode::Normal => Some(&mut self.normal),
            Mode::Safe => Some(&mut self.safe),
            Mode::OutOfOrder(_) => None,
        }
    }

    pub(super) fn add(&mut self, now: Duration, mode: Mode, kit: Option<String>, limits: &Limits) {
        if let Some(window) = self.window(mode) {
            window.push_back((now, kit));
            window.retain(|(at, _)| now.saturating_sub(*at) < limits.within);
        }
    }

    /// What stopped it was this kit, which is not played any more.
    pub(super) fn forgive(&mut self, mode: Mode, kit: &str) {
        if let Some(window) = self.window(mode) {
            window.retain(|(_, stopped)| stopped.as_deref() != Some(kit));
        }
    }

    /// The mode that is left to try, if this one has had its chances.
    pub(super) fn worse(&mut self, mode: Mode, trouble: super::Trouble, limits: &Limits) -> Option<Mode> {
        let stops = self.window(mode)?.len();
        let worse = match mode {
            Mode::Normal => Mode::Safe,
            Mode::Safe | Mode::OutOfOrder(_) => Mode::OutOfOrder(trouble),
        };
        // As many restarts as the limit says, and then one stop more.
        (stops > limits.restarts).then_some(worse)
    }
}

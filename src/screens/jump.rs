//! Places of a kit that can be gone to without the way there.

use bevy::prelude::*;

use super::Screen;
use crate::mechanics::Level;

/// Brings the visit to a place of a kit without the way there: for whoever makes the kit.
#[derive(Message, Clone, Debug)]
pub struct Jump {
    pub kit: String,
    pub level: Level,
    pub place: Place,
}

/// A place of a kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Intro,
    /// A step from its beginning, by its index.
    Step(usize),
    Finale,
    Debrief,
}

impl Place {
    pub fn screen(self) -> Screen {
        match self {
            Self::Intro => Screen::Intro,
            Self::Step(_) => Screen::Play,
            Self::Finale => Screen::Finale,
            Self::Debrief => Screen::Debrief,
        }
    }
}

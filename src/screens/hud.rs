//! What the play screen shows besides the diorama.

use bevy::prelude::*;

use crate::{language::Bilingual, mechanics::Mark, theme::tokens};

/// What the play screen shows besides the diorama.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Hud {
    pub progress: Option<(usize, usize)>,
    /// The last thing said.
    pub said: Option<Remark>,
    /// What is left to do, said whenever nothing else is.
    pub invite: Option<Remark>,
    /// What the freeze-frame explains.
    pub stop: Option<(Bilingual, Bilingual)>,
    /// « Montre-moi » is offered.
    pub help_offered: bool,
    /// « Montre-moi » is finishing the step.
    pub helped: bool,
    /// The marks of a finished step while it is looked at.
    pub finished: Option<Vec<Mark>>,
    /// The finished work has been looked at.
    pub(super) admired: bool,
}

/// Something said in passing: what it is about, if it has a name, and a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub name: Option<Bilingual>,
    pub words: Words,
    pub tone: Tone,
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What was done is right.
    Praises,
    Explains,
    /// Something is left to touch.
    Invites,
}

impl Tone {
    /// The pictogram beside it, and its colour.
    pub(super) fn icon(self) -> (&'static str, Color) {
        match self {
            Self::Praises => ("coche", tokens::LEAF),
            Self::Explains => ("aide", tokens::EMBER),
            Self::Invites => ("main", tokens::EMBER),
        }
    }
}

/// A kit's words or the interface's.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    Kit(Bilingual),
    Interface(&'static str),
}

impl Hud {
    pub(super) fn ask_for_help(&mut self) {
        self.helped = true;
        self.help_offered = false;
    }

    /// The marks, once the finished work has been looked at.
    pub(super) fn take_finished(&mut self) -> Option<Vec<Mark>> {
        if self.admired { self.finished.take() } else { None }
    }
}

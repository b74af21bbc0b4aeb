//! What the policy hears and says.

use super::Trouble;
use crate::{
    heartbeat::Beat,
    restarts::{Event, What},
};

/// The player asks to be started again.
pub const EXIT_AGAIN: i32 = 75;

/// How a player is to play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    #[default]
    Normal,
    /// Proven kits only, at the low tier.
    Safe,
    /// Only the screen that says so, with this trouble's code.
    OutOfOrder(Trouble),
}

/// How a player ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct End {
    pub code: Option<i32>,
    pub signal: Option<i32>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Time went by.
    Tick,
    Beat(Beat),
    /// The player is gone.
    Ended(End),
    /// The player that was to be started was not, and this is why, in French.
    NotStarted(String),
    /// The supervisor is to end.
    Stop,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Start a player; there is none.
    Start(Mode),
    /// Ask the player to end.
    Terminate,
    /// End the player, whatever state it is in.
    Kill,
    Quarantine {
        kit: String,
        crashes: usize,
    },
    /// Keep a line about it.
    Record(Event),
    /// The supervisor's work is done; there is no player.
    Quit,
}

impl Mode {
    /// For staff, in French.
    pub fn told(self) -> String {
        match self {
            Self::Normal => "mode normal".to_owned(),
            Self::Safe => "mode sans échec".to_owned(),
            Self::OutOfOrder(trouble) => format!("hors service, {}", trouble.code()),
        }
    }

    /// The line that is kept when it had to come to this.
    pub(super) fn worsening(self) -> Event {
        match self {
            Self::OutOfOrder(trouble) => Event {
                detail: Some(trouble.code().to_owned()),
                ..Event::new(What::OutOfOrder)
            },
            Self::Normal | Self::Safe => Event::new(What::Safe),
        }
    }
}

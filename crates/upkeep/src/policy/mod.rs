//! What to do about a player: pure, so that a year of bad days can be lived through in a second.
//!
//! Time is a `Duration` on a clock that only goes on, from when the supervisor began. Whoever holds the policy tells it
//! what happened, in order, and carries out what it decides; between events it is to be ticked several times a second.
//!
//! Normal → safe (proven kits, low tier) → out of order (a screen with a code), and back: safe mode ends after a calm
//! hour, and out of order tries safe mode again after a pause. No mode is the end.

mod endings;
mod kits;
mod limits;
#[cfg(test)]
mod properties;
mod stops;
#[cfg(test)]
mod tests;
mod trouble;
mod words;
#[cfg(test)]
mod world;

use std::time::Duration;

use self::{kits::KitStops, stops::Stops};
pub use self::{
    limits::Limits,
    trouble::Trouble,
    words::{Decision, EXIT_AGAIN, End, Input, Mode},
};
use crate::{
    heartbeat::{Beat, Place},
    restarts::{Event, What},
};

/// Why a player that runs is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Trouble(Trouble),
    Mode(Mode),
    Stop,
}

#[derive(Clone, Debug)]
enum Phase {
    /// No player; one is to start then.
    Waiting {
        until: Duration,
    },
    Running(Run),
    /// The player was told to end, and is not gone yet.
    Ending {
        run: Run,
        why: Why,
        since: Duration,
        /// When it was told last, and whether that was meant.
        told: Duration,
    },
    Over,
}

#[derive(Clone, Debug)]
struct Run {
    started: Duration,
    /// When it showed its first frame.
    ready: Option<Duration>,
    /// When it showed its last.
    alive: Duration,
    frame: u64,
    place: Place,
}

/// The supervisor's mind.
#[derive(Clone, Debug)]
pub struct Policy {
    limits: Limits,
    mode: Mode,
    /// When the mode began.
    mode_since: Duration,
    phase: Phase,
    /// Restarts in a row, for the delay.
    attempt: usize,
    stops: Stops,
    last_stop: Option<Duration>,
    kits: KitStops,
    seen: Duration,
}

impl Policy {
    /// Starts a player at its first tick. `history`: the kit of each stop before this supervisor, and how long ago it was.
    pub fn new(limits: Limits, history: &[(String, Duration)]) -> Self {
        Self {
            kits: KitStops::new(history, &limits),
            limits,
            mode: Mode::Normal,
            mode_since: Duration::ZERO,
            phase: Phase::Waiting { until: Duration::ZERO },
            attempt: 0,
            stops: Stops::default(),
            last_stop: None,
            seen: Duration::ZERO,
        }
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Where the player was last, if there is one that showed a frame.
    pub fn place(&self) -> Option<&Place> {
        match &self.phase {
            Phase::Running(run) => run.ready.map(|_| &run.place),
            _ => None,
        }
    }

    /// How long until a player is started, if there is none.
    pub fn waits(&self, now: Duration) -> Option<Duration> {
        match self.phase {
            Phase::Waiting { until } => Some(until.saturating_sub(now)),
            _ => None,
        }
    }

    /// False once a player was told to die and does not: only the system can help then.
    pub fn is_well(&self, now: Duration) -> bool {
        match self.phase {
            Phase::Ending { since, .. } => now.saturating_sub(since) < self.limits.undead,
            _ => true,
        }
    }

    /// Takes in what happened at `now`, and says what is to be done about it.
    pub fn step(&mut self, now: Duration, input: Input) -> Vec<Decision> {
        let gap = now.saturating_sub(self.seen);
        self.seen = now;
        if gap >= self.limits.stood_still {
            self.forgive_standing_still(gap);
        }
        match input {
            Input::Tick => self.tick(now),
            Input::Beat(beat) => self.beat(now, beat),
            Input::Ended(end) => self.ended(now, end),
            Input::NotStarted(why) => self.not_started(now, why),
            Input::Stop => self.stop(now),
        }
    }

    /// Nobody heard what the player said meanwhile.
    fn forgive_standing_still(&mut self, gap: Duration) {
        if let Phase::Running(run) = &mut self.phase {
            run.alive += gap;
        }
    }

    fn tick(&mut self, now: Duration) -> Vec<Decision> {
        match &mut self.phase {
            Phase::Waiting { until } if now >= *until => self.start(now),
            Phase::Running(run) => {
                let (patience, trouble) = match run.ready {
                    Some(_) => (self.limits.frozen, Trouble::Frozen),
                    None => (self.limits.first_frame, Trouble::NoFrame),
                };
                if now.saturating_sub(run.alive) >= patience {
                    // A frozen loop does not hear a word.
                    return self.end(now, Why::Trouble(trouble), Decision::Kill);
                }
                self.try_better_mode(now)
            }
            Phase::Ending { told, .. } if now.saturating_sub(*told) >= self.limits.ending => {
                *told = now;
                vec![Decision::Kill]
            }
            Phase::Waiting { .. } | Phase::Ending { .. } | Phase::Over => Vec::new(),
        }
    }

    fn start(&mut self, now: Duration) -> Vec<Decision> {
        let waited_out = matches!(self.mode, Mode::OutOfOrder(_)) && now >= self.mode_since + self.limits.pause;
        if waited_out {
            self.enter(now, Mode::Safe);
        }
        self.phase = Phase::Running(Run {
            started: now,
            ready: None,
            alive: now,
            frame: 0,
            place: Place::default(),
        });
        let mut event = Event::new(What::Start);
        event.detail = Some(self.mode.told());
        vec![Decision::Record(event), Decision::Start(self.mode)]
    }

    fn beat(&mut self, now: Duration, beat: Beat) -> Vec<Decision> {
        let Phase::Running(run) = &mut self.phase else {
            return Vec::new();
        };
        run.place = beat.place;
        // The first counts whatever its number; then only one that is higher.
        let is_first = run.ready.is_none() && beat.frame > 0;
        if !is_first && beat.frame <= run.frame {
            return Vec::new();
        }
        run.frame = beat.frame;
        run.alive = now;
        if !is_first {
            return self.try_better_mode(now);
        }
        run.ready = Some(now);
        let mut event = Event::new(What::Ready);
        event.detail = Some(run.place.screen.clone());
        event.ready_ms = u64::try_from((now - run.started).as_millis()).ok();
        vec![Decision::Record(event)]
    }

    /// Leaves safe mode once it has been calm and nobody plays, and out of order after the pause.
    fn try_better_mode(&mut self, now: Duration) -> Vec<Decision> {
        let Phase::Running(run) = &self.phase else {
            return Vec::new();
        };
        let better = match self.mode {
            Mode::Normal => return Vec::new(),
            Mode::Safe => {
                let since = self.last_stop.unwrap_or_default().max(self.mode_since);
                let is_calm = now >= since + self.limits.calm;
                (is_calm && run.place.is_attract()).then_some(Mode::Normal)
            }
            Mode::OutOfOrder(_) => (now >= self.mode_since + self.limits.pause).then_some(Mode::Safe),
        };
        match better {
            Some(mode) => self.end(now, Why::Mode(mode), Decision::Terminate),
            None => Vec::new(),
        }
    }

    /// Tells the player that runs to end.
    fn end(&mut self, now: Duration, why: Why, how: Decision) -> Vec<Decision> {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Running(run) => {
                self.phase = Phase::Ending {
                    run,
                    why,
                    since: now,
                    told: now,
                };
                vec![how]
            }
            other => {
                self.phase = other;
                Vec::new()
            }
        }
    }

    fn stop(&mut self, now: Duration) -> Vec<Decision> {
        match &mut self.phase {
            Phase::Waiting { .. } => {
                self.phase = Phase::Over;
                vec![Decision::Record(Event::new(What::Stop)), Decision::Quit]
            }
            Phase::Running(_) => self.end(now, Why::Stop, Decision::Terminate),
            Phase::Ending { why, .. } => {
                *why = Why::Stop;
                Vec::new()
            }
            Phase::Over => Vec::new(),
        }
    }
}

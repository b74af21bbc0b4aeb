//! A machine on which the policy's decisions are carried out in no time: players that live by a script.

use std::time::Duration;

use super::{Decision, End, Input, Limits, Mode, Policy};
use crate::{
    heartbeat::{Beat, Place},
    restarts::{Event, What},
};

/// How often the world looks, as a supervisor does.
pub(super) const LOOK: Duration = Duration::from_millis(250);

/// How a player's life ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Ends(End),
    /// Says nothing any more and hears nothing.
    Freezes,
    /// It cannot even be started.
    Unborn,
}

pub(super) const ABORTS: Fate = Fate::Ends(End {
    code: None,
    signal: Some(6),
});

pub(super) fn exits(code: i32) -> Fate {
    Fate::Ends(End {
        code: Some(code),
        signal: None,
    })
}

/// A player's life. Times are from its start.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) first_frame: Duration,
    /// From the first frame to its fate; none: it goes on.
    pub(super) fate: Option<(Duration, Fate)>,
    pub(super) screen: &'static str,
    pub(super) kit: Option<&'static str>,
}

impl Life {
    pub(super) fn calling() -> Self {
        Self {
            first_frame: Duration::from_secs(1),
            fate: None,
            screen: "attract",
            kit: None,
        }
    }

    pub(super) fn until(secs: u64, fate: Fate) -> Self {
        Self {
            fate: Some((Duration::from_secs(secs), fate)),
            ..Self::calling()
        }
    }

    pub(super) fn in_kit(self, kit: &'static str) -> Self {
        Self {
            screen: "play",
            kit: Some(kit),
            ..self
        }
    }

    fn fate_at(&self, age: Duration) -> Option<Fate> {
        let (after, fate) = self.fate?;
        (age >= self.first_frame + after).then_some(fate)
    }
}

struct Player {
    life: Life,
    born: Duration,
    frame: u64,
    /// It was told to end.
    told: Option<Decision>,
}

pub(super) struct World {
    pub(super) policy: Policy,
    pub(super) now: Duration,
    player: Option<Player>,
    pub(super) starts: Vec<(Duration, Mode)>,
    pub(super) records: Vec<(Duration, Event)>,
    pub(super) quarantined: Vec<&'static str>,
    pub(super) is_over: bool,
    /// The longest time without a player, and the longest that one said nothing.
    pub(super) longest_gap: Duration,
    pub(super) longest_silence: Duration,
    gone: Duration,
    heard: Duration,
}

impl World {
    pub(super) fn new(limits: Limits, history: &[(String, Duration)]) -> Self {
        Self {
            policy: Policy::new(limits, history),
            now: Duration::ZERO,
            player: None,
            starts: Vec::new(),
            records: Vec::new(),
            quarantined: Vec::new(),
            is_over: false,
            longest_gap: Duration::ZERO,
            longest_silence: Duration::ZERO,
            gone: Duration::ZERO,
            heard: Duration::ZERO,
        }
    }

    /// Lives on for this many seconds; each player that is started has the next life.
    pub(super) fn live(&mut self, secs: u64, mut next: impl FnMut(Mode) -> Life) {
        let end = self.now + Duration::from_secs(secs);
        while self.now < end && !self.is_over {
            let heard = self.look();
            for input in heard.into_iter().chain([Input::Tick]) {
                if !self.is_over {
                    self.tell(input, &mut next);
                }
            }
            self.now += LOOK;
        }
    }

    pub(super) fn tell(&mut self, input: Input, next: &mut impl FnMut(Mode) -> Life) {
        assert!(!self.is_over, "nothing is decided after the end");
        for decision in self.policy.step(self.now, input) {
            self.carry_out(decision, next);
        }
    }

    /// What the player does, if there is one.
    fn look(&mut self) -> Option<Input> {
        let Some(player) = &mut self.player else {
            self.longest_gap = self.longest_gap.max(self.now - self.gone);
            return None;
        };
        let age = self.now - player.born;
        let fate = player.life.fate_at(age);
        let is_frozen = fate == Some(Fate::Freezes);
        let end = match (&player.told, fate) {
            (Some(Decision::Kill), _) => Some(End {
                code: None,
                signal: Some(9),
            }),
            (Some(Decision::Terminate), _) if !is_frozen => Some(End {
                code: Some(0),
                signal: None,
            }),
            (_, Some(Fate::Ends(end))) => Some(end),
            _ => None,
        };
        if let Some(end) = end {
            self.player = None;
            self.gone = self.now;
            return Some(Input::Ended(end));
        }
        if is_frozen || age < player.life.first_frame {
            self.longest_silence = self.longest_silence.max(self.now - self.heard);
            return None;
        }
        self.heard = self.now;
        player.frame += 15;
        let place = Place {
            screen: player.life.screen.to_owned(),
            kit: player.life.kit.map(str::to_owned),
            step: None,
        };
        let frame = player.frame;
        Some(Input::Beat(Beat { frame, place }))
    }

    fn carry_out(&mut self, decision: Decision, next: &mut impl FnMut(Mode) -> Life) {
        match decision {
            Decision::Start(mode) => {
                assert!(self.player.is_none(), "two players");
                self.starts.push((self.now, mode));
                let life = next(mode);
                if matches!(life.fate, Some((_, Fate::Unborn))) {
                    self.gone = self.now;
                    self.tell(Input::NotStarted("pas de programme".to_owned()), next);
                    return;
                }
                self.heard = self.now;
                self.player = Some(Player {
                    life,
                    born: self.now,
                    frame: 0,
                    told: None,
                });
            }
            Decision::Terminate | Decision::Kill => {
                let player = self.player.as_mut().expect("somebody to end");
                player.told = Some(decision);
            }
            Decision::Quarantine { kit, .. } => self.quarantined.push(String::leak(kit)),
            Decision::Record(event) => self.records.push((self.now, event)),
            Decision::Quit => {
                assert!(self.player.is_none(), "a player is left behind");
                self.is_over = true;
            }
        }
    }

    /// What was recorded, in order.
    pub(super) fn story(&self) -> Vec<What> {
        self.records.iter().map(|(_, event)| event.what).collect()
    }

    /// Seconds between a player's end and the start of the next.
    pub(super) fn delays(&self) -> Vec<u64> {
        let mut delays = Vec::new();
        let mut end = None;
        for (at, event) in &self.records {
            match event.what {
                What::Crash | What::Frozen | What::Asked => end = Some(*at),
                What::Start => delays.extend(end.take().map(|end| (*at - end).as_secs())),
                _ => {}
            }
        }
        delays
    }
}

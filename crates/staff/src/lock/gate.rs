//! The door itself: shut, a pad, a code to choose, open; and shut again when nobody touches it.

use super::{
    pin::{self, Pin, StaffPin},
    tries::Tries,
};
use crate::view::{Access, Refusal};

/// Without a touch the panel locks itself.
pub const LOCK_AFTER_SECS: u32 = 60;
/// Without a touch the pad goes away: a visitor who found it leaves it behind.
const PAD_AWAY_AFTER_SECS: u32 = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Visitors have the screen.
    Shut,
    Pad,
    MustChange,
    Open,
}

/// Where the door stands, who may pass and when it shuts. Times named `now_secs` are on a clock that never goes back.
#[derive(Clone, Debug)]
pub struct Gate {
    state: State,
    touched_secs: f64,
    refusal: Option<Refusal>,
    pin: StaffPin,
    tries: Tries,
}

impl Gate {
    pub fn new(pin: StaffPin, tries: Tries) -> Self {
        Self {
            state: State::Shut,
            touched_secs: 0.0,
            refusal: None,
            pin,
            tries,
        }
    }

    /// The hidden gesture was made: the pad comes.
    pub fn knock(&mut self, now_secs: f64) {
        if self.state == State::Shut {
            self.pass_to(State::Pad, now_secs);
        }
    }

    /// Somebody touches the panel or the pad.
    pub fn touched(&mut self, now_secs: f64) {
        self.touched_secs = now_secs;
    }

    /// Lets time pass; whether the door has just shut by itself.
    pub fn tick(&mut self, now_secs: f64) -> bool {
        let is_left = self.quiet_left_secs(now_secs) <= 0.0;
        let shuts = is_left && self.state != State::Shut;
        if shuts {
            self.shut();
        }
        shuts
    }

    pub fn shut(&mut self) {
        self.state = State::Shut;
        self.refusal = None;
    }

    /// A code was typed at the pad. Takes up to 150 ms where it is heard; store [`Self::tries`] afterwards.
    pub fn enter(&mut self, pin: &Pin, now_secs: f64, now_unix_secs: i64) {
        self.touched(now_secs);
        if self.state != State::Pad || self.tries.wait_secs(now_unix_secs) > 0 {
            return;
        }
        // Counted before it is known to be wrong: an interrupted try is a try.
        let before = self.tries;
        self.tries.failed(now_unix_secs);
        match self.pin.opens(pin) {
            Ok(true) => {
                self.tries = Tries::default();
                let next = if self.pin.must_change {
                    State::MustChange
                } else {
                    State::Open
                };
                self.pass_to(next, now_secs);
            }
            Ok(false) => self.refusal = Some(Refusal::Wrong),
            Err(_) => {
                self.tries = before;
                self.refusal = Some(Refusal::NotKept);
            }
        }
    }

    /// A new code is proposed; what is to be written to `config/staff.ron`, where it is good. The door opens with
    /// [`Self::chosen`], once it is written. Takes up to 150 ms.
    pub fn choose(&mut self, pin: &Pin, now_secs: f64) -> Option<StaffPin> {
        self.touched(now_secs);
        if !matches!(self.state, State::MustChange | State::Open) {
            return None;
        }
        let is_old = self.pin.opens(pin).unwrap_or(false);
        self.refusal = pin::refusal(pin).or(is_old.then_some(Refusal::Unchanged));
        if self.refusal.is_some() {
            return None;
        }
        match pin::hash(pin) {
            Ok(hash) => Some(StaffPin {
                hash: Some(hash),
                must_change: false,
            }),
            Err(_) => {
                self.refusal = Some(Refusal::NotKept);
                None
            }
        }
    }

    /// The new code is written, or could not be.
    pub fn chosen(&mut self, written: Option<StaffPin>, now_secs: f64) {
        match written {
            Some(pin) => {
                self.pin = pin;
                self.pass_to(State::Open, now_secs);
            }
            None => self.refusal = Some(Refusal::NotKept),
        }
    }

    /// `etabli staff reset-pin` has changed the file.
    pub fn replace(&mut self, pin: StaffPin) {
        self.pin = pin;
        self.shut();
    }

    /// What must survive a restart.
    pub fn tries(&self) -> Tries {
        self.tries
    }

    /// What the panel shows; `None`: visitors have the screen.
    pub fn access(&mut self, now_secs: f64, now_unix_secs: i64) -> Option<Access> {
        match self.state {
            State::Shut => None,
            State::Pad => Some(Access::Locked {
                wait_secs: self.tries.wait_secs(now_unix_secs),
                refusal: self.refusal,
                is_first_start: self.pin.is_first_start(),
            }),
            State::MustChange => Some(Access::MustChange { refusal: self.refusal }),
            State::Open => Some(Access::Open {
                locks_in_secs: self.quiet_left_secs(now_secs).ceil().max(0.0) as u32,
            }),
        }
    }

    fn pass_to(&mut self, state: State, now_secs: f64) {
        self.state = state;
        self.refusal = None;
        self.touched_secs = now_secs;
    }

    fn quiet_left_secs(&self, now_secs: f64) -> f64 {
        let limit_secs = if self.state == State::Pad {
            PAD_AWAY_AFTER_SECS
        } else {
            LOCK_AFTER_SECS
        };
        self.touched_secs + f64::from(limit_secs) - now_secs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIX: i64 = 1_800_000_000;

    fn pin(digits: &str) -> Pin {
        Pin::new(digits).unwrap()
    }

    fn at_the_pad() -> Gate {
        let mut gate = Gate::new(StaffPin::default(), Tries::default());
        gate.knock(0.0);
        gate
    }

    #[test]
    fn the_first_code_must_be_changed_before_the_door_opens() {
        let mut gate = at_the_pad();
        gate.enter(&pin("0000"), 1.0, UNIX);
        assert_eq!(gate.access(1.0, UNIX), Some(Access::MustChange { refusal: None }));
        for (proposal, refusal) in [
            ("12", Refusal::TooShort),
            ("0000", Refusal::TooEasy),
            ("2345", Refusal::TooEasy),
        ] {
            assert_eq!(gate.choose(&pin(proposal), 2.0), None);
            assert_eq!(
                gate.access(2.0, UNIX),
                Some(Access::MustChange { refusal: Some(refusal) })
            );
        }
        let chosen = gate.choose(&pin("4831"), 3.0);
        assert!(
            matches!(gate.access(3.0, UNIX), Some(Access::MustChange { .. })),
            "not yet written"
        );
        gate.chosen(chosen, 3.0);
        assert_eq!(gate.access(3.0, UNIX), Some(Access::Open { locks_in_secs: 60 }));
        gate.shut();
        gate.knock(4.0);
        gate.enter(&pin("0000"), 5.0, UNIX);
        assert!(matches!(
            gate.access(5.0, UNIX),
            Some(Access::Locked {
                refusal: Some(Refusal::Wrong),
                is_first_start: false,
                ..
            })
        ));
        gate.enter(&pin("4831"), 6.0, UNIX);
        assert!(matches!(gate.access(6.0, UNIX), Some(Access::Open { .. })));
    }

    #[test]
    fn the_right_code_is_not_heard_while_the_pad_is_deaf() {
        let mut gate = at_the_pad();
        (0..4).for_each(|_| gate.enter(&pin("9999"), 1.0, UNIX));
        gate.enter(&pin("0000"), 2.0, UNIX + 9);
        assert!(matches!(
            gate.access(2.0, UNIX + 9),
            Some(Access::Locked { wait_secs: 1, .. })
        ));
        // A restart changes nothing.
        let mut gate = Gate::new(StaffPin::default(), gate.tries());
        gate.knock(0.0);
        gate.enter(&pin("0000"), 0.0, UNIX + 9);
        assert!(matches!(
            gate.access(0.0, UNIX + 9),
            Some(Access::Locked { wait_secs: 1, .. })
        ));
        gate.enter(&pin("0000"), 1.0, UNIX + 10);
        assert!(matches!(gate.access(1.0, UNIX + 10), Some(Access::MustChange { .. })));
        assert_eq!(gate.tries(), Tries::default());
    }

    #[test]
    fn it_locks_itself_after_a_minute_without_a_touch() {
        let pin_of = StaffPin {
            must_change: false,
            ..StaffPin::default()
        };
        let mut gate = Gate::new(pin_of, Tries::default());
        gate.knock(0.0);
        gate.enter(&pin("0000"), 0.0, UNIX);
        assert!(!gate.tick(59.9));
        gate.touched(59.9);
        assert!(!gate.tick(119.8));
        assert!(gate.tick(119.9));
        assert_eq!(gate.access(120.0, UNIX), None);
        assert!(!gate.tick(300.0), "it shuts once");
    }

    #[test]
    fn a_pad_that_nobody_uses_goes_away() {
        let mut gate = at_the_pad();
        assert!(!gate.tick(19.0));
        assert!(gate.tick(20.0));
    }

    #[test]
    fn nothing_opens_from_behind_a_shut_door() {
        let mut gate = Gate::new(StaffPin::default(), Tries::default());
        gate.enter(&pin("0000"), 0.0, UNIX);
        assert_eq!(gate.choose(&pin("4831"), 0.0), None);
        assert_eq!(gate.access(0.0, UNIX), None);
    }
}

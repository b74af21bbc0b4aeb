//! What follows from a player's end.

use std::time::Duration;

use super::{Decision, EXIT_AGAIN, End, Mode, Phase, Policy, Run, Trouble, Why, stops::Stops};
use crate::restarts::{Event, What};

impl Policy {
    pub(super) fn ended(&mut self, now: Duration, end: End) -> Vec<Decision> {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Running(run) => match end.code {
                Some(0) => self.quit(end),
                Some(EXIT_AGAIN) if self.may_ask(now, &run) => self.asked(now, end),
                _ if run.ready.is_none() => self.stopped(now, Trouble::NoFrame, &run, end),
                _ => self.stopped(now, Trouble::Crash, &run, end),
            },
            Phase::Ending { run, why, .. } => match why {
                Why::Stop => self.quit(end),
                Why::Mode(mode) => {
                    self.enter(now, mode);
                    self.again(now, end, Some(format!("vers le {}", mode.told())))
                }
                Why::Trouble(trouble) => self.stopped(now, trouble, &run, end),
            },
            // Nobody was there to end.
            other => {
                self.phase = other;
                Vec::new()
            }
        }
    }

    fn may_ask(&self, now: Duration, run: &Run) -> bool {
        run.ready.is_some() && now.saturating_sub(run.started) >= self.limits.asked_after
    }

    fn quit(&mut self, end: End) -> Vec<Decision> {
        self.phase = Phase::Over;
        let event = Event {
            exit: end.code,
            signal: end.signal,
            ..Event::new(What::Stop)
        };
        vec![Decision::Record(event), Decision::Quit]
    }

    fn asked(&mut self, now: Duration, end: End) -> Vec<Decision> {
        if matches!(self.mode, Mode::OutOfOrder(_)) {
            // Staff stand before it and did something about it.
            self.enter(now, Mode::Normal);
            self.stops = Stops::default();
        }
        self.again(now, end, None)
    }

    /// The next player starts at once, and this is nobody's fault.
    fn again(&mut self, now: Duration, end: End, detail: Option<String>) -> Vec<Decision> {
        self.attempt = 0;
        self.phase = Phase::Waiting { until: now };
        let event = Event {
            detail,
            exit: end.code,
            signal: end.signal,
            ..Event::new(What::Asked)
        };
        vec![Decision::Record(event)]
    }

    pub(super) fn not_started(&mut self, now: Duration, why: String) -> Vec<Decision> {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::Running(run) => {
                let mut event = Event::new(What::Crash);
                event.detail = Some(why);
                self.after_stop(now, Trouble::NoProgram, &run, event)
            }
            // It was to end before it began.
            other => {
                self.phase = other;
                self.ended(now, End::default())
            }
        }
    }

    fn stopped(&mut self, now: Duration, trouble: Trouble, run: &Run, end: End) -> Vec<Decision> {
        let what = if trouble == Trouble::Frozen {
            What::Frozen
        } else {
            What::Crash
        };
        let event = Event {
            detail: Some(trouble.told().to_owned()),
            kit: run.place.played_kit().map(str::to_owned),
            exit: end.code,
            signal: end.signal,
            ..Event::new(what)
        };
        self.after_stop(now, trouble, run, event)
    }

    fn after_stop(&mut self, now: Duration, trouble: Trouble, run: &Run, event: Event) -> Vec<Decision> {
        let kit = event.kit.clone();
        let mut decisions = vec![Decision::Record(event)];
        self.last_stop = Some(now);
        if run
            .ready
            .is_some_and(|ready| run.alive.saturating_sub(ready) >= self.limits.healthy)
        {
            self.attempt = 0;
        }
        self.stops.add(now, self.mode, kit.clone(), &self.limits);
        if let Some(kit) = kit {
            decisions.extend(self.judge(now, kit));
        }
        if let Some(worse) = self.stops.worse(self.mode, trouble, &self.limits) {
            decisions.push(Decision::Record(worse.worsening()));
            self.enter(now, worse);
            self.attempt = 0;
        }
        let until = now + self.limits.delay(self.attempt);
        self.attempt += 1;
        self.phase = Phase::Waiting { until };
        decisions
    }

    fn judge(&mut self, now: Duration, kit: String) -> Vec<Decision> {
        let Some(verdict) = self.kits.add(now, &kit, &self.limits) else {
            return Vec::new();
        };
        if verdict.is_forgiven {
            self.stops.forgive(self.mode, &kit);
            self.attempt = 0;
        }
        let crashes = verdict.crashes;
        let mut event = Event::new(What::Quarantine);
        event.detail = Some(format!("{crashes}\u{a0}arrêts pendant ce kit"));
        event.kit = Some(kit.clone());
        vec![Decision::Quarantine { kit, crashes }, Decision::Record(event)]
    }

    pub(super) fn enter(&mut self, now: Duration, mode: Mode) {
        self.mode = mode;
        self.mode_since = now;
    }
}

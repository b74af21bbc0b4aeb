//! From the lines about the player to what staff want to know of it: when the kiosk did not play, why, and for how long.

use jiff::Timestamp;

/// What a player shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Normal,
    /// Proven kits only.
    Safe,
    /// Only the screen that says so.
    OutOfOrder,
}

/// What became of the player, as its supervisor wrote it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A player was started.
    Start(Mode),
    /// It showed its first frame.
    Ready,
    /// It ended by itself.
    Crash,
    /// It showed nothing any more and was ended.
    Frozen,
    /// It asked to be started again.
    Asked,
    /// Staff or the system ended it for good.
    Stop,
    /// From now on with proven kits only.
    Safe,
    /// From now on only the screen that says so.
    OutOfOrder,
    /// A kit is not shown any more.
    Quarantine,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub at: Timestamp,
    pub what: What,
    /// For staff, in French.
    pub detail: Option<String>,
    /// The kit that was played.
    pub kit: Option<String>,
    /// The code it ended with.
    pub exit: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// From its start to its first frame, ms.
    pub ready_ms: Option<u64>,
}

/// Why the kiosk did not play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Crash,
    Frozen,
    /// It was started again without having ended: the power was cut, or the machine went down.
    Cut,
    Asked,
    Stop,
}

impl Cause {
    /// Whether nobody wanted it.
    pub(super) fn is_unwanted(self) -> bool {
        matches!(self, Self::Crash | Self::Frozen | Self::Cut)
    }
}

/// A time without a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outage<'a> {
    /// The line that begins it; for a cut, that of the start after it.
    pub(super) line: &'a Happening,
    pub(super) cause: Cause,
    /// How often it ended again before it showed anything.
    pub(super) again: u32,
    /// Until it showed its first frame, ms; `None`: not yet, or nobody knows.
    pub(super) back_ms: Option<u64>,
}

/// What staff read about: outages, and the supervisor's decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Incident<'a> {
    Outage(Outage<'a>),
    /// [`What::Safe`], [`What::OutOfOrder`], [`What::Quarantine`].
    Decision(&'a Happening),
}

impl Incident<'_> {
    pub(super) fn line(&self) -> &Happening {
        match self {
            Self::Outage(outage) => outage.line,
            Self::Decision(line) => line,
        }
    }
}

/// The incidents of these lines, in order. Ends before a first frame are one outage with the one before.
pub(super) fn incidents(lines: &[Happening]) -> Vec<Incident<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Outage> = None;
    let mut plays = false;
    for line in lines {
        match line.what {
            What::Start(_) if plays => open = Some(begin(line, Cause::Cut)),
            What::Start(_) => {}
            What::Ready => {
                if let Some(outage) = open.take() {
                    let back_ms = back_ms(&outage, line);
                    found.push(Incident::Outage(Outage { back_ms, ..outage }));
                }
            }
            What::Crash => ended(&mut open, line, Cause::Crash),
            What::Frozen => ended(&mut open, line, Cause::Frozen),
            What::Asked => ended(&mut open, line, Cause::Asked),
            What::Stop => {
                // What went before it does not come back by itself any more.
                found.extend(open.take().map(Incident::Outage));
                found.push(Incident::Outage(begin(line, Cause::Stop)));
            }
            What::Safe | What::OutOfOrder | What::Quarantine => found.push(Incident::Decision(line)),
        }
        match line.what {
            What::Start(_) | What::Ready => plays = true,
            What::Crash | What::Frozen | What::Asked | What::Stop => plays = false,
            What::Safe | What::OutOfOrder | What::Quarantine => {}
        }
    }
    found.extend(open.map(Incident::Outage));
    // An outage is known when it ends, and stands where it began; clocks may have been put back in between.
    let place = |incident: &Incident| lines.iter().position(|line| std::ptr::eq(line, incident.line()));
    found.sort_by_cached_key(place);
    found
}

fn begin(line: &Happening, cause: Cause) -> Outage<'_> {
    Outage {
        line,
        cause,
        again: 0,
        back_ms: None,
    }
}

fn ended<'a>(open: &mut Option<Outage<'a>>, line: &'a Happening, cause: Cause) {
    match open {
        Some(outage) => outage.again += 1,
        None => *open = Some(begin(line, cause)),
    }
}

/// From the end to the first frame after it. The wall clock may have been set in between: then only the start is known.
fn back_ms(outage: &Outage, ready: &Happening) -> Option<u64> {
    if outage.cause == Cause::Cut {
        // Nobody knows since when there was no power.
        return ready.ready_ms;
    }
    let passed = u64::try_from(ready.at.duration_since(outage.line.at).as_millis()).ok();
    passed
        .filter(|passed| *passed >= ready.ready_ms.unwrap_or(0))
        .or(ready.ready_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: What = What::Start(Mode::Normal);

    fn line(secs: i64, what: What) -> Happening {
        Happening {
            at: Timestamp::from_second(secs).expect("an instant"),
            what,
            detail: None,
            kit: None,
            exit: None,
            signal: None,
            ready_ms: (what == What::Ready).then_some(1_500),
        }
    }

    /// Cause, how often again, and ms until it was back.
    fn outages(lines: &[(i64, What)]) -> Vec<(Cause, u32, Option<u64>)> {
        let lines: Vec<_> = lines.iter().map(|(secs, what)| line(*secs, *what)).collect();
        let outage = |incident: Incident| match incident {
            Incident::Outage(outage) => Some((outage.cause, outage.again, outage.back_ms)),
            Incident::Decision(_) => None,
        };
        incidents(&lines).into_iter().filter_map(outage).collect()
    }

    #[test]
    fn an_end_and_the_first_frame_after_it_are_an_outage() {
        use What::{Asked, Crash, Frozen, Ready, Stop};
        let day = [(0, START), (2, Ready)];
        assert_eq!(outages(&day), []);
        let crashed = [(0, START), (2, Ready), (100, Crash), (101, START), (104, Ready)];
        assert_eq!(outages(&crashed), [(Cause::Crash, 0, Some(4_000))]);
        let asked = [
            (0, START),
            (2, Ready),
            (50, Asked),
            (51, START),
            (53, Ready),
            (90, Frozen),
        ];
        assert_eq!(
            outages(&asked),
            [(Cause::Asked, 0, Some(3_000)), (Cause::Frozen, 0, None)]
        );
        let stubborn = [
            (0, START),
            (1, Crash),
            (3, START),
            (4, Crash),
            (8, START),
            (9, Frozen),
            (20, START),
            (22, Ready),
        ];
        assert_eq!(outages(&stubborn), [(Cause::Crash, 2, Some(21_000))]);
        let closed = [(0, START), (2, Ready), (9, Stop), (86_400, START), (86_402, Ready)];
        assert_eq!(outages(&closed), [(Cause::Stop, 0, None)]);
    }

    #[test]
    fn a_start_without_an_end_is_a_power_cut() {
        use What::{Crash, Ready};
        let cut = [(0, START), (2, Ready), (500, START), (502, Ready)];
        assert_eq!(outages(&cut), [(Cause::Cut, 0, Some(1_500))]);
        // Cut again before it showed anything, and the clock put back meanwhile.
        let back = [(500, START), (502, Ready), (600, Crash), (10, START), (12, Ready)];
        assert_eq!(outages(&back), [(Cause::Crash, 0, Some(1_500))]);
    }

    #[test]
    fn decisions_stand_where_they_fell() {
        use What::{Crash, Quarantine, Ready, Safe};
        let lines = [START, Ready, Crash, Quarantine, Safe, START, Ready];
        let lines: Vec<_> = (0..).zip(lines).map(|(secs, what)| line(secs, what)).collect();
        let found: Vec<What> = incidents(&lines).iter().map(|found| found.line().what).collect();
        assert_eq!(found, [Crash, Quarantine, Safe]);
        // Of one second, in the order of the lines.
        let at_once: Vec<_> = lines.iter().map(|found| line(0, found.what)).collect();
        let found: Vec<What> = incidents(&at_once).iter().map(|found| found.line().what).collect();
        assert_eq!(found, [Crash, Quarantine, Safe]);
    }
}

//! What an instrument tells, apart from how it is drawn: which dose, how much of it, from where to where. No ECS.

use super::{
    Instrument,
    play::Dosing,
    rules::{State, Task},
};

/// The instrument shows so many times the dose.
pub(super) const SPAN: f32 = 1.5;
/// What was judged stays on the instrument for so long, seconds.
const LOOKED_AT_SECS: f32 = 1.8;

/// What an instrument tells of one dose; shares of what it shows, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) dose: usize,
    pub(super) receiver: usize,
    /// What is written on it.
    pub(super) value: f32,
    pub(super) target: f32,
    pub(super) level: f32,
    /// With what still lies in the ladle.
    pub(super) with_load: f32,
    /// Lower and upper end of the tolerance, and the target itself.
    pub(super) band: (f32, f32),
    pub(super) goal: f32,
    pub(super) judged: bool,
}

impl Reading {
    /// What is read now: the dose under way, or the one just judged; `None` before there is any.
    pub(super) fn now(dosing: &Dosing) -> Option<Self> {
        let (task, state) = (&dosing.task, &dosing.state);
        let looked_at = dosing.verdict.filter(|_| {
            let lately = dosing.judged_secs().is_some_and(|secs| secs < LOOKED_AT_SECS);
            // Whoever goes on looks at what comes next.
            let goes_on = state.held().is_some() && state.waits(task).is_none();
            state.is_done() || state.waits(task).is_some() || (lately && !goes_on)
        });
        let dose = looked_at.map(|verdict| verdict.dose).or(state.dose())?;
        let instrument = dosing.spec.receivers[task.vessel(dose).into].instrument;
        Some(Self::of(task, state, instrument, dose, looked_at.is_some()))
    }

    fn of(task: &Task, state: &State, instrument: Instrument, dose: usize, judged: bool) -> Self {
        let (target, poured) = (task.doses[dose].target, state.poured(dose));
        let receiver = task.vessel(dose).into;
        let load = if judged { 0.0 } else { state.load() };
        // What is in the ladle is in the hand already: it is told with what was poured.
        let (before, value) = match instrument {
            Instrument::Level | Instrument::Scale => (0.0, poured + load),
            Instrument::Thermometer | Instrument::Gauge => {
                let reading = state.reading(task, receiver);
                (reading - poured, reading)
            }
        };
        let share = |value: f32| (value / (SPAN * target)).clamp(0.0, 1.0);
        Self {
            dose,
            receiver,
            value,
            target: before + target,
            level: share(poured),
            with_load: share(poured + load),
            band: (
                share(target * (1.0 - task.tolerance)),
                share(target * (1.0 + task.tolerance)),
            ),
            goal: share(target),
            judged,
        }
    }
}

/// A value with as many decimals as a dose of `target` needs.
pub(super) fn written(value: f32, target: f32) -> String {
    let decimals = if target < 2.0 {
        2
    } else if target < 12.0 {
        1
    } else {
        0
    };
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_as_many_decimals_as_its_dose_needs() {
        assert_eq!(written(397.4, 400.0), "397");
        assert_eq!(written(20.0, 20.0), "20");
        assert_eq!(written(4.53, 5.0), "4.5");
        assert_eq!(written(5.0, 5.0), "5");
        assert_eq!(written(0.25, 0.5), "0.25");
    }
}

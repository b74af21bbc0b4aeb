//! The rules of `dose`, apart from any engine: what a finger and time do to vessels and to what they hold.

pub use super::task::{Dose, Pose, Receiver, Task, Vessel};
use super::{
    Pouring,
    task::{SLACK_M, TILT_M},
};
use crate::{Ray, STEP_SECS, Touch};

/// A vessel holds so many times the dose: who never stops empties it, and that ends the dose too.
pub const MOST: f32 = 2.0;
/// A ladle is never lifted with less than this share of the dose: whoever only taps gets on.
const LEAST_LOAD: f32 = 0.25;
/// Nothing flows below this share of the full flow.
const LEAST_FLOW: f32 = 0.01;
/// The drops that fall once nothing flows any more, and the time from one to the next, steps of game time.
pub(super) const DROPS: u32 = 2;
const DROP_TICKS: u32 = 18;
/// A ladle that was lifted is over its receiver after this long, steps of game time.
pub const CARRY_TICKS: u32 = 30;
/// The instrument comes to rest and is read in this long, steps of game time.
const SETTLE_TICKS: u32 = 36;

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Index of the dose under way; how many there are when all is done.
    dose: usize,
    /// Of each dose, in its receiver's unit.
    pub(super) poured: Vec<f32>,
    /// 0 to 1: as a share of the full flow.
    flow: f32,
    held: Option<Held>,
    /// The ladle that was let go and pours itself out.
    ladle: Option<Ladle>,
    drops: u32,
    /// Steps of game time: to the next drop, since nothing moves any more, until the wait is over.
    drop_ticks: u32,
    still_ticks: u32,
    rest_ticks: u32,
    /// Whether this wait has been cut short already.
    rushed: bool,
    /// The last touch was taken away, which is nobody's mistake: what it lacked may be added.
    forgiven: bool,
    pub(super) counts: Counts,
    begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    meant: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// Steps of game time since the first touch.
    pub(super) ticks: u32,
    pub(super) rushed: u32,
    pub(super) top_ups: u32,
}

/// What the one finger holds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    vessel: usize,
    /// How high the finger came down, metres.
    from: Option<f32>,
    /// 0 to 1: how far the hand tilts it.
    tilt: f32,
    /// What a ladle has taken up, units.
    load: f32,
    /// What the dose was when it was taken, units.
    before: f32,
    /// It was taken while there was something to wait for: nothing comes of it.
    waits: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Ladle {
    load: f32,
    /// Steps of game time since it was lifted.
    ticks: u32,
}

/// What a vessel is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// It stands where it belongs.
    Stands,
    /// In the hand, tilted this far (0 to 1).
    Tilts(f32),
    /// It dips and fills.
    Dips,
    /// Lifted, on its way: 0 to 1.
    Carries(f32),
    /// It pours itself out.
    Empties,
}

/// What the hand, or time, does to a vessel (index in [`Task::vessels`]).
pub type Input = Touch<usize>;

/// What the stage has to show; vessels and doses are indices in the task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    Taken {
        vessel: usize,
    },
    /// Another vessel's turn.
    Other {
        vessel: usize,
    },
    /// Taken before the wait after this dose was over.
    TooSoon {
        dose: usize,
    },
    Flows,
    /// Nothing flows any more.
    Stops,
    /// A drop that came late.
    Dripped,
    /// The instrument has come to rest, and it is not enough yet.
    Short {
        dose: usize,
    },
    /// The instrument has come to rest: that is the dose.
    Dosed {
        dose: usize,
    },
    /// The wait after this dose is over.
    Rested {
        dose: usize,
    },
    Done,
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            dose: 0,
            poured: vec![0.0; task.doses.len()],
            flow: 0.0,
            held: None,
            ladle: None,
            drops: 0,
            drop_ticks: 0,
            still_ticks: 0,
            rest_ticks: 0,
            rushed: false,
            forgiven: false,
            counts: Counts::default(),
            begun: false,
            meant: false,
        }
    }

    /// Index of the dose under way, or of the one that is waited for; `None` when all is done.
    pub fn dose(&self) -> Option<usize> {
        (self.dose < self.poured.len()).then_some(self.dose)
    }

    /// What was poured of a dose, in its receiver's unit.
    pub fn poured(&self, dose: usize) -> f32 {
        self.poured.get(dose).copied().unwrap_or(0.0)
    }

    /// Doses done and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.dose, self.poured.len())
    }

    pub fn is_done(&self) -> bool {
        self.dose().is_none()
    }

    /// 0 to 1: as a share of the full flow.
    pub fn flow(&self) -> f32 {
        self.flow
    }

    /// Whether something is still on its way from the vessel, or about to drip.
    pub fn is_pouring(&self) -> bool {
        self.flow > 0.0 || self.drops > 0 || self.ladle.is_some()
    }

    /// Index of the vessel under the finger.
    pub fn held(&self) -> Option<usize> {
        self.held.map(|held| held.vessel)
    }

    /// What is left of the wait after the dose before, 0 to 1; `None` when nothing is waited for.
    pub fn waits(&self, task: &Task) -> Option<f32> {
        let all = task.doses.get(self.dose.checked_sub(1)?)?.rest_ticks;
        (self.rest_ticks > 0).then(|| self.rest_ticks as f32 / all.max(1) as f32)
    }

    /// What lies in the ladle, units.
    pub fn load(&self) -> f32 {
        let held = self.held.map_or(0.0, |held| held.load);
        self.ladle.map_or(held, |ladle| ladle.load)
    }

    pub fn act(&self, task: &Task, vessel: usize) -> Act {
        let is_next = self.dose().is_some_and(|dose| task.doses[dose].from == vessel);
        match (self.ladle, self.held) {
            (Some(ladle), _) if is_next && ladle.ticks < CARRY_TICKS => {
                Act::Carries(ladle.ticks as f32 / CARRY_TICKS as f32)
            }
            (Some(_), _) if is_next => Act::Empties,
            (None, Some(held)) if held.vessel == vessel && !held.waits => match task.vessels[vessel].hand {
                Pouring::Hold => Act::Tilts(1.0),
                Pouring::Tilt => Act::Tilts(held.tilt),
                Pouring::Tap => Act::Dips,
            },
            _ => Act::Stands,
        }
    }

    /// What the instrument of a receiver tells, in its unit, between its lowest and its highest value.
    pub fn reading(&self, task: &Task, receiver: usize) -> f32 {
        let into = |dose: &usize| task.vessel(*dose).into == receiver;
        let poured: f32 = (0..task.doses.len()).filter(into).map(|dose| self.poured(dose)).sum();
        let Receiver { range, start, .. } = &task.receivers[receiver];
        (start + poured).clamp(range.0, range.1)
    }

    /// Whether everything that was let go has come to rest and the next move is the hand's.
    pub(super) fn is_at_rest(&self, task: &Task) -> bool {
        let moves = self.held.is_some() || self.is_pouring();
        let judged = self.dose().is_some_and(|dose| self.poured(dose) < task.least(dose));
        !moves && judged && self.rest_ticks == 0
    }
}

/// The one way the state changes. An input that makes no sense in this state (a second press, a move of nothing, a ray
/// no camera casts) does nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press { on: vessel, ray } => press(task, state, vessel, ray),
        Input::Move { ray } => {
            moved(task, state, ray);
            Vec::new()
        }
        Input::Release => {
            let_go(task, state);
            Vec::new()
        }
        Input::Cancel => {
            cancel(state);
            Vec::new()
        }
        Input::Tick => tick(task, state),
    }
}

fn press(task: &Task, state: &mut State, vessel: usize, ray: Ray) -> Vec<Effect> {
    let Some(dose) = state.dose().filter(|_| state.held.is_none() && state.ladle.is_none()) else {
        return Vec::new();
    };
    let Some(taken) = task.vessels.get(vessel) else {
        return Vec::new();
    };
    let waits = state.rest_ticks > 0;
    if !waits && task.doses[dose].from != vessel {
        return vec![Effect::Other { vessel }];
    }
    state.begun = true;
    state.held = Some(Held {
        vessel,
        from: taken.height(ray),
        tilt: 0.0,
        load: 0.0,
        before: state.poured[dose],
        waits,
    });
    if waits {
        return vec![Effect::TooSoon { dose: dose - 1 }];
    }
    // What still hung at the spout stays there.
    state.drops = 0;
    vec![Effect::Taken { vessel }]
}

fn moved(task: &Task, state: &mut State, ray: Ray) {
    let Some(held) = &mut state.held else { return };
    if let Some(height) = task.vessels[held.vessel].height(ray) {
        let from = *held.from.get_or_insert(height);
        held.tilt = ((from - height - SLACK_M) / TILT_M).clamp(0.0, 1.0);
    }
}

/// The finger leaves: a jet dies away, a ladle is lifted and carried over.
fn let_go(task: &Task, state: &mut State) {
    let Some(held) = state.held.take() else { return };
    state.meant = true;
    if held.waits {
        state.counts.rushed += u32::from(!state.rushed);
        state.rushed = true;
        return;
    }
    let Some(dose) = state.dose() else { return };
    if task.vessels[held.vessel].hand == Pouring::Tap {
        let room = MOST * task.doses[dose].target - state.poured[dose];
        let load = held.load.max(LEAST_LOAD * task.doses[dose].target).min(room);
        state.ladle = Some(Ladle { load, ticks: 0 });
    }
    if held.before > 0.0 && !state.forgiven {
        state.counts.top_ups = state.counts.top_ups.saturating_add(1);
    }
    state.forgiven = false;
}

/// What was in the ladle goes back; what has flowed has flowed.
fn cancel(state: &mut State) {
    let Some(held) = state.held.take() else { return };
    state.forgiven |= !held.waits;
    if !state.meant && state.flow == 0.0 && state.poured.iter().all(|poured| *poured == 0.0) {
        // A palm that came first has not begun the step.
        (state.begun, state.counts.ticks) = (false, 0);
    }
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    let Some(dose) = state.dose() else { return Vec::new() };
    if state.begun {
        state.counts.ticks = state.counts.ticks.saturating_add(1);
    }
    if state.rest_ticks > 0 {
        return rest(task, state, dose);
    }
    dip(task, state, dose);
    let mut effects = flow(task, state, dose);
    effects.extend(drip(task, state, dose));
    if state.poured[dose] >= MOST * task.doses[dose].target {
        // The vessel is empty, whatever the hand does.
        state.poured[dose] = MOST * task.doses[dose].target;
        let_go(task, state);
        effects.extend((state.flow > 0.0).then_some(Effect::Stops));
        (state.flow, state.drops, state.ladle) = (0.0, 0, None);
    }
    effects.extend(settle(task, state, dose));
    effects
}

fn rest(task: &Task, state: &mut State, dose: usize) -> Vec<Effect> {
    state.rest_ticks -= 1;
    if state.rest_ticks > 0 {
        return Vec::new();
    }
    if state.held.is_some() {
        let_go(task, state);
    }
    state.rushed = false;
    vec![Effect::Rested { dose: dose - 1 }]
}

fn dip(task: &Task, state: &mut State, dose: usize) {
    let Some(held) = &mut state.held else { return };
    let vessel = &task.vessels[held.vessel];
    if vessel.hand == Pouring::Tap {
        let room = MOST * task.doses[dose].target - state.poured[dose];
        held.load = (held.load + vessel.rate * STEP_SECS).min(room);
    }
}

/// How much the hand wants to flow, 0 to 1.
fn wanted(task: &Task, state: &State) -> f32 {
    match (state.ladle, state.held) {
        (Some(ladle), _) => f32::from(u8::from(ladle.ticks >= CARRY_TICKS)),
        (None, Some(held)) => match task.vessels[held.vessel].hand {
            Pouring::Hold => 1.0,
            Pouring::Tilt => held.tilt,
            Pouring::Tap => 0.0,
        },
        (None, None) => 0.0,
    }
}

fn flow(task: &Task, state: &mut State, dose: usize) -> Vec<Effect> {
    let (vessel, before) = (task.vessel(dose), state.flow);
    let wanted = wanted(task, state);
    state.flow += (wanted - state.flow) * task.follows;
    if wanted == 0.0 && state.flow < LEAST_FLOW {
        state.flow = 0.0;
    }
    let amount = state.flow * vessel.rate * STEP_SECS;
    match (&mut state.ladle, vessel.hand) {
        (Some(ladle), _) => {
            ladle.ticks = ladle.ticks.saturating_add(1);
            let amount = amount.min(ladle.load);
            ladle.load -= amount;
            state.poured[dose] += amount;
            if ladle.load <= 0.0 {
                state.ladle = None;
            }
        }
        // A ladle that is empty pours nothing, though its last thread still falls.
        (None, Pouring::Tap) => {}
        (None, Pouring::Hold | Pouring::Tilt) => state.poured[dose] += amount,
    }
    match (before > 0.0, state.flow > 0.0) {
        (false, true) => vec![Effect::Flows],
        (true, false) => {
            if vessel.drips > 0.0 && vessel.hand != Pouring::Tap {
                (state.drops, state.drop_ticks) = (DROPS, DROP_TICKS);
            }
            vec![Effect::Stops]
        }
        _ => Vec::new(),
    }
}

fn drip(task: &Task, state: &mut State, dose: usize) -> Option<Effect> {
    if state.drops == 0 || state.held.is_some() {
        return None;
    }
    state.drop_ticks -= 1;
    if state.drop_ticks > 0 {
        return None;
    }
    (state.drops, state.drop_ticks) = (state.drops - 1, DROP_TICKS);
    state.poured[dose] += task.vessel(dose).drips / DROPS as f32;
    Some(Effect::Dripped)
}

/// Once nothing moves any more the instrument is read: enough, or not yet.
fn settle(task: &Task, state: &mut State, dose: usize) -> Vec<Effect> {
    let moves = state.held.is_some() || state.is_pouring();
    if moves || state.poured[dose] == 0.0 {
        // Only what flows puts it off: a finger that hammers does not.
        if state.flow > 0.0 || state.ladle.is_some() {
            state.still_ticks = 0;
        }
        return Vec::new();
    }
    state.still_ticks = state.still_ticks.saturating_add(1);
    if state.still_ticks != SETTLE_TICKS {
        return Vec::new();
    }
    if state.poured[dose] < task.least(dose) {
        return vec![Effect::Short { dose }];
    }
    state.dose += 1;
    (state.still_ticks, state.forgiven) = (0, false);
    let mut effects = vec![Effect::Dosed { dose }];
    if state.is_done() {
        effects.push(Effect::Done);
    } else {
        state.rest_ticks = task.doses[dose].rest_ticks;
    }
    effects
}

#[cfg(test)]
#[path = "rules_tests.rs"]
pub(crate) mod tests;

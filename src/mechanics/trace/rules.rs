//! The rules of `trace`, apart from any engine: what a finger does to dials, torch and seam.

use glam::Vec3;

use super::{
    Spec, Weave,
    bead::{Bead, Pool, Tolerance},
    dial::{Dial, Grip},
    seam::{self, Aim, Seam, Spot},
    weave::Swings,
};
use crate::mechanics::{Anchors, Level, Ray, STEP_SECS};

/// The torch follows the finger with a time constant of this much, seconds: the tremble of a finger on glass is gone,
/// the hand is still felt.
pub(super) const FOLLOW_SECS: f32 = 0.12;
/// The measured speed forgets with a time constant of this much, seconds.
const SPEED_SECS: f32 = 0.25;
/// The arc breaks when the finger is so many times its reach, and this much more (mm), away from the seam.
const BREAKS: (f32, f32) = (2.0, 10.0);
/// An arc that broke is lit again under the same finger no sooner than this, steps of game time.
const RELIGHT_TICKS: u32 = 30;
/// Slower than this share of the trade's pace the torch rests.
const RESTS: f32 = 0.3;
/// A new start is drawn to the end of the bead so that it overlaps it by this much, mm.
pub(super) const OVERLAP_MM: f32 = 5.0;

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub seam: Seam,
    pub pool: Pool,
    pub dials: Vec<Dial>,
    /// Index of the dial that sets the current.
    pub(super) current_dial: Option<usize>,
    /// Current of the trade, amperes.
    pub amps: f32,
    pub(super) weave: Option<Weave>,
    pub tolerance: Tolerance,
    /// Real millimetres.
    reach: f32,
    magnet: f32,
    /// Real millimetres per second.
    pace_max: f32,
    /// 0 to 1.
    pub(super) cover: f32,
}

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub(super) bead: Bead,
    /// Values of the dials, in the order of [`Task::dials`].
    pub(super) dials: Vec<f32>,
    hold: Option<Hold>,
    /// While the arc burns.
    torch: Option<Torch>,
    pub(super) counts: Counts,
    pub(super) swings: Swings,
    begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    meant: bool,
    /// The last arc was taken away, which is nobody's mistake: the next start costs nothing.
    forgiven: bool,
    done: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// Steps of game time since the first touch.
    pub(super) ticks: u32,
    pub(super) starts: u32,
    pub(super) holes: u32,
    /// Steps of game time the arc has burned.
    pub(super) arc_ticks: u32,
    /// Current summed over them, amperes.
    pub(super) amps: f32,
}

/// What the one finger holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hold {
    /// The torch; `dark`: steps of game time since its arc broke; `lit`: whether it ever burned under this finger.
    Torch {
        ray: Ray,
        dark: u32,
        lit: bool,
    },
    Dial {
        dial: usize,
        grip: Grip,
    },
}

/// The burning torch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Torch {
    pub spot: Spot,
    /// Along the seam, smoothed, real millimetres per second; negative when it goes back.
    pub speed: f32,
}

/// What a finger comes down on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The workpiece.
    Seam,
    /// Index in [`Task::dials`].
    Dial(usize),
}

/// What the hand, or time, does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    Press {
        on: Touched,
        ray: Ray,
    },
    /// The finger that holds moves.
    Move {
        ray: Ray,
    },
    /// The finger leaves the glass.
    Release,
    /// The touch was taken away (palm, system, screen left): nobody's mistake.
    Cancel,
    /// One step of game time passed ([`STEP_SECS`]).
    Tick,
}

/// What the stage has to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// The arc burns.
    Lit,
    /// The arc is out.
    Out,
    /// A finger came and went without ever being near enough to the seam.
    TooFar,
    /// A dial (index in [`Task::dials`]) stands at another value.
    Clicked {
        dial: usize,
        value: f32,
    },
    /// The metal fell through at a point of the seam.
    BurntThrough {
        point: usize,
    },
    Done,
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor is missing (a checked kit has them all).
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors) -> Option<Self> {
        let numbers = spec.levels.get(level);
        let dials = spec.dials.iter().map(|dial| Dial::new(dial, anchors));
        let current_dial = spec.current_dial.as_deref();
        Some(Self {
            seam: Seam::new(&seam::nodes(&spec.seam, anchors), spec.real_mm_per_m)?,
            pool: Pool::new(spec.plate_mm, spec.pace_mm_s),
            dials: dials.collect::<Option<_>>()?,
            current_dial: current_dial.and_then(|id| spec.dials.iter().position(|dial| dial.id == id)),
            amps: spec.amps,
            weave: spec.weave,
            tolerance: Tolerance {
                heat: numbers.heat,
                holes: numbers.holes,
            },
            reach: numbers.reach_mm,
            magnet: numbers.magnet,
            pace_max: numbers.pace_max_mm_s,
            cover: numbers.cover_percent / 100.0,
        })
    }

    /// Where the torch is drawn to when the finger aims there.
    fn guided(&self, aim: Aim) -> Spot {
        let offset = aim.spot.offset.clamp(-self.reach, self.reach);
        // The trade's own swing is left to the hand.
        let free = self.weave.map_or(0.0, |weave| weave.width_mm / 2.0);
        let beyond = (offset.abs() - free).max(0.0);
        Spot {
            along: aim.spot.along,
            offset: offset.signum() * (offset.abs().min(free) + beyond * (1.0 - self.magnet)),
        }
    }

    /// Where an arc is lit for a finger at `spot`: near an end of the bead it overlaps it.
    fn start(&self, state: &State, spot: Spot) -> Spot {
        let step = self.seam.step_mm();
        let ends = state.ends(self).into_iter().map(|(point, ahead)| {
            let end = point as f32 * step;
            if ahead { end - OVERLAP_MM } else { end + OVERLAP_MM }
        });
        let near = |along: &f32| (along - spot.along).abs() <= self.magnet * self.reach;
        let nearest = ends
            .filter(near)
            .min_by(|a, b| (a - spot.along).abs().total_cmp(&(b - spot.along).abs()));
        Spot {
            along: nearest.unwrap_or(spot.along).clamp(0.0, self.seam.length_mm()),
            ..spot
        }
    }
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            bead: Bead::new(&task.seam),
            dials: task.dials.iter().map(|dial| dial.start).collect(),
            hold: None,
            torch: None,
            counts: Counts::default(),
            swings: Swings::default(),
            begun: false,
            meant: false,
            forgiven: false,
            done: false,
        }
    }

    pub fn bead(&self) -> &Bead {
        &self.bead
    }

    /// While the arc burns.
    pub fn torch(&self) -> Option<Torch> {
        self.torch
    }

    /// Where the torch is carried while it does not burn, metres.
    pub fn carried(&self, task: &Task) -> Option<Vec3> {
        match self.hold {
            Some(Hold::Torch { ray, .. }) if self.torch.is_none() => {
                task.seam.aim(ray, None).map(|aim| task.seam.place(aim.spot))
            }
            _ => None,
        }
    }

    /// Whether a finger holds torch or dial.
    pub fn is_held(&self) -> bool {
        self.hold.is_some()
    }

    /// Whether anything was touched that was meant.
    pub fn is_begun(&self) -> bool {
        self.begun
    }

    /// Index of the dial under the finger.
    pub fn held_dial(&self) -> Option<usize> {
        match self.hold {
            Some(Hold::Dial { dial, .. }) => Some(dial),
            _ => None,
        }
    }

    /// Value of a dial, in its unit.
    pub fn dial(&self, dial: usize) -> f32 {
        self.dials[dial]
    }

    /// Amperes.
    pub fn amps(&self, task: &Task) -> f32 {
        task.current_dial.map_or(task.amps, |dial| self.dials[dial])
    }

    /// Share of the seam that is welded, 0 to 1.
    pub fn covered(&self, task: &Task) -> f32 {
        let points = task.seam.points().len();
        let covered = (0..points).filter(|&point| self.covers(task, point)).count();
        covered as f32 / points as f32
    }

    pub(super) fn covers(&self, task: &Task, point: usize) -> bool {
        self.bead.covers(&task.seam, &task.pool, point)
    }

    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Ends of the bead: the last welded point, and whether the open seam lies ahead of it.
    fn ends(&self, task: &Task) -> Vec<(usize, bool)> {
        let last = task.seam.points().len() - 1;
        let pairs = (0..last).map(|point| (point, self.covers(task, point), self.covers(task, point + 1)));
        pairs
            .filter_map(|(point, here, next)| match (here, next) {
                (true, false) => Some((point, true)),
                (false, true) => Some((point + 1, false)),
                _ => None,
            })
            .collect()
    }
}

/// The one way the state changes. An input that makes no sense in this state (a second press, a move of nothing, a ray
/// no camera casts) does nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press { on, ray } => press(task, state, on, ray),
        Input::Move { ray } => moved(task, state, ray),
        Input::Release => {
            state.meant |= state.hold.is_some();
            let too_far = matches!(state.hold, Some(Hold::Torch { lit: false, .. }));
            let mut effects = let_go(task, state);
            effects.extend(too_far.then_some(Effect::TooFar));
            effects
        }
        Input::Cancel => {
            state.forgiven |= matches!(state.hold, Some(Hold::Torch { .. }));
            let effects = let_go(task, state);
            if !state.meant {
                // A palm that came first has not begun the step.
                (state.begun, state.counts.ticks) = (false, 0);
            }
            effects
        }
        Input::Tick => tick(task, state),
    }
}

fn press(task: &Task, state: &mut State, on: Touched, ray: Ray) -> Vec<Effect> {
    if state.hold.is_some() || state.done {
        return Vec::new();
    }
    match on {
        Touched::Dial(dial) => {
            if let Some(grip) = task.dials.get(dial).map(|dial| Grip::new(dial, ray)) {
                state.begun = true;
                state.hold = Some(Hold::Dial { dial, grip });
            }
            Vec::new()
        }
        Touched::Seam => {
            let Some(aim) = task.seam.aim(ray, None) else {
                return Vec::new();
            };
            // From further away the torch is carried dark, and burns as soon as it is there.
            let near = aim.away <= task.reach;
            state.hold = Some(Hold::Torch {
                ray,
                dark: RELIGHT_TICKS,
                lit: near,
            });
            if near { light(task, state, aim) } else { Vec::new() }
        }
    }
}

fn light(task: &Task, state: &mut State, aim: Aim) -> Vec<Effect> {
    let spot = task.start(state, task.guided(aim));
    state.begun = true;
    state.counts.starts += u32::from(!state.forgiven);
    state.forgiven = false;
    state.torch = Some(Torch { spot, speed: 0.0 });
    vec![Effect::Lit]
}

fn moved(task: &Task, state: &mut State, ray: Ray) -> Vec<Effect> {
    match &mut state.hold {
        Some(Hold::Torch { ray: last, .. }) => {
            if ray.origin.is_finite() && ray.direction.is_finite() {
                *last = ray;
            }
            Vec::new()
        }
        Some(Hold::Dial { dial, grip }) => {
            let (index, turned) = (*dial, grip.turn(&task.dials[*dial], ray));
            let before = state.dials[index];
            let value = task.dials[index].clicked(before, turned);
            if value == before {
                return Vec::new();
            }
            state.dials[index] = value;
            vec![Effect::Clicked { dial: index, value }]
        }
        None => Vec::new(),
    }
}

fn let_go(task: &Task, state: &mut State) -> Vec<Effect> {
    state.hold = None;
    let mut effects = put_out(state);
    if !effects.is_empty() && state.covered(task) >= task.cover {
        state.done = true;
        effects.push(Effect::Done);
    }
    effects
}

fn put_out(state: &mut State) -> Vec<Effect> {
    state.swings.rest();
    state.torch.take().map(|_| Effect::Out).into_iter().collect()
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.begun && !state.done {
        state.counts.ticks = state.counts.ticks.saturating_add(1);
    }
    state.bead.cool();
    let Some(Hold::Torch { ray, dark, lit }) = state.hold else {
        return Vec::new();
    };
    let near = state.torch.map(|torch| torch.spot.along);
    let Some(aim) = task.seam.aim(ray, near) else {
        return Vec::new();
    };
    let Some(torch) = state.torch else {
        let dark = dark.saturating_add(1);
        let near = dark >= RELIGHT_TICKS && aim.away <= task.reach;
        state.hold = Some(Hold::Torch {
            ray,
            dark,
            lit: lit || near,
        });
        return if near { light(task, state, aim) } else { Vec::new() };
    };
    if aim.away > BREAKS.0 * task.reach + BREAKS.1 {
        state.hold = Some(Hold::Torch { ray, dark: 0, lit });
        return put_out(state);
    }
    weld(task, state, follow(task, torch, aim))
}

/// The torch a step of game time later, on its way to where the finger aims.
fn follow(task: &Task, torch: Torch, aim: Aim) -> Torch {
    let goal = task.guided(aim);
    let share = 1.0 - (-STEP_SECS / FOLLOW_SECS).exp();
    let most = task.pace_max * STEP_SECS;
    let advance = ((goal.along - torch.spot.along) * share).clamp(-most, most);
    let forgotten = 1.0 - (-STEP_SECS / SPEED_SECS).exp();
    Torch {
        spot: Spot {
            along: torch.spot.along + advance,
            offset: torch.spot.offset + (goal.offset - torch.spot.offset) * share,
        },
        speed: torch.speed + (advance / STEP_SECS - torch.speed) * forgotten,
    }
}

fn weld(task: &Task, state: &mut State, torch: Torch) -> Vec<Effect> {
    let amps = state.amps(task);
    state.torch = Some(torch);
    state.counts.arc_ticks = state.counts.arc_ticks.saturating_add(1);
    state.counts.amps += amps;
    state.swings.follow(torch.spot);
    state.bead.melt(&task.seam, &task.pool, torch.spot, amps / task.amps);
    let mut effects = Vec::new();
    if let Some(point) = state.bead.burn(&task.seam, &task.pool, task.tolerance) {
        state.counts.holes += 1;
        effects.push(Effect::BurntThrough { point });
    }
    if torch.speed.abs() < RESTS * task.pool.pace_mm_s && state.covered(task) >= 1.0 {
        // All is welded: whoever stays would only burn through.
        state.meant = true;
        effects.extend(let_go(task, state));
    }
    effects
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

//! The rules of `inspect`, apart from any engine: what a finger turns, lights and points at.

use glam::{Quat, Vec2, Vec3};

use super::{Measure, Spec};
pub use super::{
    demonstration::{demonstrate, nudge},
    task::{Spot, Task, View, node},
};
use crate::{Level, Mark, Ray, STEP_SECS, grading};

/// A press that lasts longer only looks, seconds.
pub const TAP_SECS: f32 = 0.6;
/// A press that moves further turns the piece, millimetres on the glass.
pub const TAP_MM: f32 = 6.0;
/// No glass is larger: a move of more is one of this length.
const MOVE_MM: f32 = 5000.0;
/// How far the piece turns for each millimetre on the glass, radians.
pub const TURN_PER_MM: f32 = 0.0085;
/// A piece that was let go turning has lost two thirds of its speed after this, seconds.
const SPIN_SECS: f32 = 0.35;
/// Slower than this it stands, faster it never turns, radians per second.
const SPIN: (f32, f32) = (0.03, 7.0);
/// How much the last step counts for the speed a piece is let go with.
const SPIN_MEMORY: f32 = 0.35;
/// Wrong taps that follow each other faster are one mistake, seconds: a hammering child has not looked ten times.
const HAMMER_SECS: f32 = 0.5;
/// Said when so much of the time is left, seconds.
const SHORT_SECS: f32 = 10.0;
/// The lamp comes to the finger with this delay, seconds.
const LAMP_SECS: f32 = 0.10;

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// How far the piece is turned, radians.
    yaw: f32,
    pitch: f32,
    /// How fast it turns, radians per second: yaw, pitch.
    spin: Vec2,
    /// Towards the lamp, unit length.
    lamp: Vec3,
    touch: Option<Touch>,
    /// Targets found and decoys explained, as in [`Task::spots`].
    known: Vec<bool>,
    false_hits: u32,
    /// Steps of game time since the last wrong tap.
    calm_ticks: u32,
    /// Steps of game time since the last find, touched or not.
    search_ticks: u32,
    /// Steps of game time since the first touch.
    ticks: u32,
    begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    meant: bool,
    out_of_time: bool,
}

/// The finger on the glass.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Touch {
    first: Ray,
    now: Ray,
    rad_per_mm: f32,
    on_piece: bool,
    /// From where it came down, millimetres on the glass.
    moved_mm: Vec2,
    turns: bool,
    /// Turned since the last step of game time, radians: yaw, pitch.
    fresh: Vec2,
    ticks: u32,
}

/// What the hand, or time, does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A finger comes down. `rad_per_mm`: the angle of a millimetre of glass as the eye sees it; `on_piece`: whether the
    /// piece is under it, as far as the caller can tell.
    Press { ray: Ray, rad_per_mm: f32, on_piece: bool },
    /// It moves, by so many millimetres on the glass; y points down.
    Move { ray: Ray, delta_mm: Vec2 },
    /// It leaves the glass.
    Release,
    /// The touch was taken away (palm, system, screen left): nobody's mistake.
    Cancel,
    /// One step of game time passed ([`STEP_SECS`]).
    Tick,
}

/// What the stage has to show; targets and decoys are indices in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Found {
        target: usize,
    },
    /// Nothing is wrong there.
    FalseHit {
        decoy: Option<usize>,
    },
    /// The piece begins to turn under the finger.
    Turned,
    /// A long look that points at nothing.
    Looked,
    /// Only [`SHORT_SECS`] are left.
    TimeShort,
    /// The piece leaves before all was found.
    OutOfTime,
    Done,
}

/// Game time in steps.
pub(super) fn steps(secs: f32) -> u32 {
    (secs / STEP_SECS).round() as u32
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            yaw: 0.0_f32.clamp(task.yaw.0, task.yaw.1),
            pitch: 0.0_f32.clamp(task.pitch.0, task.pitch.1),
            spin: Vec2::ZERO,
            lamp: task.first_light(),
            touch: None,
            known: vec![false; task.spots.len()],
            false_hits: 0,
            calm_ticks: u32::MAX,
            search_ticks: 0,
            ticks: 0,
            begun: false,
            meant: false,
            out_of_time: false,
        }
    }

    /// Stage rotation that takes the piece from the artist's pose to its pose now.
    pub fn turn(&self, task: &Task) -> Quat {
        task.turned(self.yaw, self.pitch)
    }

    /// How far the piece is turned, radians: yaw, pitch.
    pub(super) fn pose(&self) -> Vec2 {
        Vec2::new(self.yaw, self.pitch)
    }

    /// Whether a finger is on the glass or the piece still turns by itself.
    pub(super) fn is_busy(&self) -> bool {
        self.touch.is_some() || self.spin != Vec2::ZERO
    }

    /// Since the last find, or since the piece was put there, seconds.
    pub(super) fn search_secs(&self) -> f32 {
        self.search_ticks as f32 * STEP_SECS
    }

    /// Towards the lamp, unit length.
    pub fn lamp(&self) -> Vec3 {
        self.lamp
    }

    /// Since the finger came down, seconds; `None` while none is there.
    pub fn held_secs(&self) -> Option<f32> {
        self.touch.map(|touch| touch.ticks as f32 * STEP_SECS)
    }

    /// Whether a target was found, or a decoy explained.
    pub fn is_known(&self, spot: usize) -> bool {
        self.known[spot]
    }

    pub fn false_hits(&self) -> u32 {
        self.false_hits
    }

    fn found(&self, task: &Task) -> usize {
        task.targets().filter(|&target| self.known[target]).count()
    }

    /// Targets found and how many must be.
    pub fn progress(&self, task: &Task) -> (usize, usize) {
        (self.found(task), task.wanted)
    }

    pub fn is_done(&self, task: &Task) -> bool {
        self.out_of_time || self.found(task) >= task.wanted
    }

    /// Turns by yaw and pitch in radians as far as the bounds allow; by how much it did.
    fn turn_by(&mut self, task: &Task, angle: Vec2) -> Vec2 {
        let before = self.pose();
        self.yaw = (self.yaw + angle.x).clamp(task.yaw.0, task.yaw.1);
        self.pitch = (self.pitch + angle.y).clamp(task.pitch.0, task.pitch.1);
        self.pose() - before
    }
}

/// The one way the state changes. An input that makes no sense in this state (a second finger, a move of nothing) does
/// nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press {
            ray,
            rad_per_mm,
            on_piece,
        } => {
            if state.touch.is_none() {
                state.begun = true;
                // A hand on the piece stops it.
                state.spin = Vec2::ZERO;
                state.touch = Some(Touch {
                    first: ray,
                    now: ray,
                    rad_per_mm,
                    on_piece,
                    moved_mm: Vec2::ZERO,
                    turns: false,
                    fresh: Vec2::ZERO,
                    ticks: 0,
                });
            }
            Vec::new()
        }
        Input::Move { ray, delta_mm } => slide(task, state, ray, delta_mm),
        Input::Release => release(task, state),
        Input::Cancel => {
            if state.touch.take().is_some() {
                state.spin = Vec2::ZERO;
                if !state.meant {
                    // A palm that came first has not begun the step.
                    (state.begun, state.ticks) = (false, 0);
                }
            }
            Vec::new()
        }
        Input::Tick => tick(task, state),
    }
}

fn slide(task: &Task, state: &mut State, ray: Ray, delta_mm: Vec2) -> Vec<Effect> {
    let Some(mut touch) = state.touch.take() else {
        return Vec::new();
    };
    let delta_mm = if delta_mm.is_finite() {
        delta_mm.clamp_length_max(MOVE_MM)
    } else {
        Vec2::ZERO
    };
    touch.now = ray;
    touch.moved_mm += delta_mm;
    let begins = !touch.turns && touch.moved_mm.length() > TAP_MM;
    touch.turns |= begins;
    if touch.turns {
        // The way within which it could still have been a tap turns nothing: the piece does not jump.
        let way_mm = if begins {
            touch.moved_mm - touch.moved_mm.clamp_length_max(TAP_MM)
        } else {
            delta_mm
        };
        touch.fresh += state.turn_by(task, way_mm * TURN_PER_MM);
    }
    state.touch = Some(touch);
    Vec::from_iter(begins.then_some(Effect::Turned))
}

fn release(task: &Task, state: &mut State) -> Vec<Effect> {
    let Some(touch) = state.touch.take() else {
        return Vec::new();
    };
    state.meant = true;
    if touch.turns || state.is_done(task) {
        return Vec::new();
    }
    state.spin = Vec2::ZERO;
    if touch.ticks > steps(TAP_SECS) {
        return vec![Effect::Looked];
    }
    let view = View {
        eye: touch.first.origin,
        rad_per_mm: touch.rad_per_mm,
    };
    let is_found = |spot: usize| task.is_target(spot) && state.known[spot];
    match task.pointed_at(state.turn(task), touch.first, &view, is_found) {
        Some(target) if task.is_target(target) => find(task, state, target),
        Some(spot) => mistake(task, state, Some(spot)),
        None if touch.on_piece => mistake(task, state, None),
        None => Vec::new(),
    }
}

fn find(task: &Task, state: &mut State, target: usize) -> Vec<Effect> {
    if std::mem::replace(&mut state.known[target], true) {
        return Vec::new();
    }
    state.search_ticks = 0;
    let mut effects = vec![Effect::Found { target }];
    if state.is_done(task) {
        effects.push(Effect::Done);
    }
    effects
}

/// A tap on something sound: told each time, counted once for each decoy and once for each burst of taps.
fn mistake(task: &Task, state: &mut State, spot: Option<usize>) -> Vec<Effect> {
    let was_told = spot.is_some_and(|spot| std::mem::replace(&mut state.known[spot], true));
    if !was_told && state.calm_ticks >= steps(HAMMER_SECS) {
        state.false_hits = state.false_hits.saturating_add(1);
    }
    state.calm_ticks = 0;
    vec![Effect::FalseHit {
        decoy: spot.map(|spot| spot - task.targets().len()),
    }]
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    state.calm_ticks = state.calm_ticks.saturating_add(1);
    state.search_ticks = state.search_ticks.saturating_add(1);
    let turn = state.turn(task);
    if let Some(touch) = &mut state.touch {
        touch.ticks = touch.ticks.saturating_add(1);
        let speed = std::mem::take(&mut touch.fresh) / STEP_SECS;
        state.spin = state.spin.lerp(speed, SPIN_MEMORY).clamp_length_max(SPIN.1);
        if let Some(goal) = task.light_from(turn, touch.now) {
            let near = 1.0 - (-STEP_SECS / LAMP_SECS).exp();
            state.lamp = state.lamp.lerp(goal, near).normalize_or(goal);
        }
    } else if state.spin != Vec2::ZERO {
        let turned = state.turn_by(task, state.spin * STEP_SECS);
        // What meets a bound stops there.
        state.spin = turned / STEP_SECS * (-STEP_SECS / SPIN_SECS).exp();
        if state.spin.length() < SPIN.0 {
            state.spin = Vec2::ZERO;
        }
    }
    if !state.begun || state.is_done(task) {
        return Vec::new();
    }
    state.ticks = state.ticks.saturating_add(1);
    let left = task.limit_ticks.map(|limit| limit.saturating_sub(state.ticks));
    if left == Some(0) {
        state.out_of_time = true;
        return vec![Effect::OutOfTime, Effect::Done];
    }
    Vec::from_iter((left == Some(steps(SHORT_SECS))).then_some(Effect::TimeShort))
}

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, task: &Task, state: &State) -> Vec<Mark> {
    let (found, wanted) = state.progress(task);
    let measured = |measure| match measure {
        Measure::Found => found as f32,
        Measure::FalseHits => state.false_hits as f32,
        Measure::Missed => wanted.saturating_sub(found) as f32,
        Measure::Secs => state.ticks as f32 * STEP_SECS,
    };
    grading::marks(&spec.levels.get(level).grades, measured)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

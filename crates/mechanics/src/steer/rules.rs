//! The rules of `steer`, apart from any engine: what fingers, time and people do to a crane.

use glam::Vec2;

pub use super::task::{HANDS, LEVER_REACH, Lever, State, Task, told};
use super::{
    Does,
    columns::{Contact, meet},
    physics::{self, Command},
    task::{Hold, Rest},
    walk::{self, Walk},
};
use crate::Ray;

/// Taking and letting go lasts so long, steps of game time.
const LOCK_TICKS: u32 = 48;
/// After a knock the next one counts no sooner than this, steps of game time.
const CALM_TICKS: u32 = 40;
/// Slower than this a touch is no knock, real metres per second.
const GENTLE: f32 = 0.12;
/// A load this far above its goal comes down on it anew, real metres.
const CLEAR: f32 = 0.4;
/// What comes down too fast springs up by this share of its speed.
const BOUNCES: f32 = 0.35;
/// Levers spring back with this share of their lean left after a step of game time.
const SPRINGS: f32 = 0.78;
/// The crane draws the load to a finger this softly: real metres away for full speed, as a share of the braking way.
const DRAWS: f32 = 0.7;

/// What a finger comes down on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    Lever(Lever),
    Load,
    /// The big red button.
    Stop,
}

/// What the hands, or time, do. `hand`: below [`HANDS`], the same for one finger from its press to its release.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    Press {
        hand: usize,
        on: Touched,
        ray: Ray,
    },
    Move {
        hand: usize,
        ray: Ray,
    },
    /// The finger leaves the glass: its lever springs back.
    Release {
        hand: usize,
    },
    /// The touch was taken away (palm, system, screen left): nobody's mistake.
    Cancel {
        hand: usize,
    },
    /// One step of game time passed ([`crate::STEP_SECS`]).
    Tick,
}

/// Why the load could not be set down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Aside,
    Swinging,
    TooFast,
}

/// What the stage has to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// A finger took a lever, or the load.
    Gripped,
    /// The load stands on its goal (index in [`Task::targets`]) and is being taken or let go.
    Landed {
        target: usize,
        /// Real metres per second.
        speed: f32,
    },
    /// It is taken, or it stands for good.
    Reached {
        target: usize,
    },
    Refused {
        why: Refusal,
        speed: f32,
    },
    /// It ran into something, or came down on something that is no goal.
    Knocked {
        speed: f32,
    },
    /// Somebody comes (index in [`Task::ways`]).
    Comes {
        way: usize,
    },
    /// Somebody is in the zone: everything has to stand.
    Entered {
        way: usize,
    },
    /// The crane stands, in time.
    Stood {
        way: usize,
    },
    /// It did not stand in time; it is stopped now.
    TooLate {
        way: usize,
    },
    /// The zone is free again.
    Left {
        way: usize,
    },
    /// The big red button.
    Halted,
    /// The crane does not answer: somebody is in the zone.
    Waits,
    Done,
}

/// The one way the state changes. An input that makes no sense in this state (a third finger, a second one on the same
/// lever, a ray no camera casts) does nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press { hand, on, ray } => press(task, state, hand, on, ray),
        Input::Move { hand, ray } => {
            moved(task, state, hand, ray);
            Vec::new()
        }
        Input::Release { hand } => {
            state.meant |= state.holds(hand);
            let_go(state, hand);
            Vec::new()
        }
        Input::Cancel { hand } => {
            let_go(state, hand);
            if !state.meant && !state.is_held() && state.counts.moved == 0 {
                // A palm that came first has not begun the step.
                (state.begun, state.counts.ticks) = (false, 0);
            }
            Vec::new()
        }
        Input::Tick => tick(task, state),
    }
}

fn let_go(state: &mut State, hand: usize) {
    if let Some(hold) = state.hands.get_mut(hand) {
        *hold = None;
    }
}

fn press(task: &Task, state: &mut State, hand: usize, on: Touched, ray: Ray) -> Vec<Effect> {
    if state.done || hand >= HANDS || state.holds(hand) {
        return Vec::new();
    }
    let hold = match on {
        Touched::Stop => return halt(state),
        Touched::Lever(lever) => {
            if state.is_on(lever) || state.is_on_load() {
                return Vec::new();
            }
            let at = task.on_lever(lever, ray);
            at.map(|at| Hold::Lever { lever, from: at, at })
        }
        Touched::Load => {
            if state.is_held() {
                return Vec::new();
            }
            let to = state.motion.load();
            let at = task.plane.aim(ray);
            at.map(|at| Hold::Load { to, by: to - at })
        }
    };
    if hold.is_none() {
        return Vec::new();
    }
    state.hands[hand] = hold;
    state.begun = true;
    let waits = state.is_guarded(task).then_some(Effect::Waits);
    [Effect::Gripped].into_iter().chain(waits).collect()
}

/// Every finger is let go of: only who takes a lever anew moves it.
fn halt(state: &mut State) -> Vec<Effect> {
    state.hands = Default::default();
    if state.halted {
        return Vec::new();
    }
    (state.begun, state.meant, state.halted) = (true, true, true);
    vec![Effect::Halted]
}

fn moved(task: &Task, state: &mut State, hand: usize, ray: Ray) {
    match state.hands.get_mut(hand) {
        Some(Some(Hold::Lever { lever, at, .. })) => {
            *at = task.on_lever(*lever, ray).unwrap_or(*at);
        }
        Some(Some(Hold::Load { to, by })) => {
            *to = task.plane.aim(ray).map_or(*to, |at| at + *by);
        }
        _ => {}
    }
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    let mut wanted = [0.0; 2];
    for hold in state.hands.into_iter().flatten() {
        match hold {
            Hold::Lever { lever, from, at } => wanted[lever as usize] = task.lean(lever, from, at),
            Hold::Load { to, .. } => wanted = drawn(task, state, to),
        }
    }
    for (lean, wanted) in state.levers.iter_mut().zip(wanted) {
        // What nobody holds springs back.
        let springs = *lean * SPRINGS;
        *lean = if wanted == 0.0 && springs.abs() > 0.02 {
            springs
        } else {
            wanted
        };
    }
    let told = Command {
        trolley: told(wanted[0]),
        hoist: told(wanted[1]),
    };
    advance(task, state, told)
}

/// How the levers lean when the load is drawn to a place: as fast as it can still brake.
fn drawn(task: &Task, state: &State, to: Vec2) -> [f32; 2] {
    let motion = &state.motion;
    let lean = |drive: super::Drive, away: f32| {
        let speed = (2.0 * drive.ramp() * away.abs()).sqrt() * DRAWS;
        let told = (speed / drive.speed_m_s).min(away.abs()).min(1.0);
        super::task::lean_for(away.signum() * told)
    };
    let [along, below] = [to.x - motion.x, to.y - motion.cable].map(|away| if away.abs() < 0.05 { 0.0 } else { away });
    [lean(task.machine.trolley, along), lean(task.machine.hoist, below)]
}

/// One step of game time in which the motors are told this.
pub(super) fn advance(task: &Task, state: &mut State, told: Command) -> Vec<Effect> {
    if state.begun && !state.done {
        state.counts.ticks = state.counts.ticks.saturating_add(1);
    }
    state.calm = state.calm.saturating_sub(1);
    let mut effects = stroll(task, state, told == Command::default());
    if state.locking > 0 {
        effects.extend(lock(task, state));
        return effects;
    }
    let guarded = state.is_guarded(task) || state.done;
    let before = state.motion.load().y + task.hangs(state.carries).height_m;
    let wind = task.push * state.gust(task);
    state.motion = physics::step(&task.machine, &state.motion, told, guarded, wind);
    let stands = state.motion.stands(&task.machine);
    state.counts.moved += u32::from(!stands && !state.done);
    if stands && !state.is_in_danger(task) {
        state.halted = false;
    }
    for contact in meet(task, state, before) {
        effects.extend(answer(task, state, contact));
    }
    if state.rests == Some(Rest::Goal) && !state.done {
        effects.extend(land(task, state));
    } else if task.clearance(state) > CLEAR {
        state.refused = false;
    }
    effects
}

fn answer(task: &Task, state: &mut State, contact: Contact) -> Option<Effect> {
    let (_, _, fastest) = task.limits();
    match contact {
        Contact::Down { on: Rest::Goal, speed } => {
            if speed > GENTLE / 2.0 {
                state.counts.impact = state.counts.impact.max(speed);
            }
            if speed <= fastest {
                return None;
            }
            state.motion.sink = -BOUNCES * speed;
            state.rests = None;
            refuse(state, Refusal::TooFast, speed)
        }
        Contact::Down { speed, .. } | Contact::Side { speed } => {
            if speed < GENTLE || !calms(state) {
                return None;
            }
            state.counts.knocks += 1;
            Some(Effect::Knocked { speed })
        }
    }
}

/// Whether there was no knock just now.
fn calms(state: &mut State) -> bool {
    std::mem::replace(&mut state.calm, CALM_TICKS) == 0
}

/// The load stands on its goal: is it where it should be, and still?
fn land(task: &Task, state: &mut State) -> Option<Effect> {
    let (tolerance, swing, fastest) = task.limits();
    let target = &task.targets[state.next];
    let load = state.motion.load();
    let (offset, swings) = ((load.x - target.at.x).abs(), state.motion.swing());
    let speed = state.motion.sink.max(0.0);
    let why = if offset > tolerance {
        Refusal::Aside
    } else if swings > swing {
        Refusal::Swinging
    } else if speed > fastest {
        Refusal::TooFast
    } else {
        let counts = &mut state.counts;
        counts.offset = counts.offset.max(offset);
        counts.swing = counts.swing.max(swings);
        state.locking = LOCK_TICKS;
        return Some(Effect::Landed {
            target: state.next,
            speed: counts.impact,
        });
    };
    refuse(state, why, speed)
}

/// Said and counted once, until the load was up again.
fn refuse(state: &mut State, why: Refusal, speed: f32) -> Option<Effect> {
    let anew = !std::mem::replace(&mut state.refused, true);
    state.counts.retries += u32::from(anew);
    anew.then_some(Effect::Refused { why, speed })
}

/// Cones and pins draw the load to its place; then it is taken, or let go.
fn lock(task: &Task, state: &mut State) -> Vec<Effect> {
    let target = &task.targets[state.next];
    let motion = &mut state.motion;
    let share = 0.12;
    motion.x += (target.at.x - motion.x) * share;
    motion.cable += (target.at.y - motion.cable) * share;
    (motion.v, motion.sink, motion.turn) = (0.0, 0.0, 0.0);
    motion.angle *= 1.0 - share;
    state.locking -= 1;
    if state.locking > 0 {
        return Vec::new();
    }
    motion.x = target.at.x.clamp(0.0, task.machine.rail);
    motion.cable = target.at.y.clamp(task.machine.cable.0, task.machine.cable.1);
    motion.angle = 0.0;
    let mut effects = vec![Effect::Reached { target: state.next }];
    state.carries = target.does == Does::Take;
    state.next += 1;
    state.rests = None;
    if state.next >= task.targets.len() {
        state.done = true;
        state.hands = Default::default();
        effects.push(Effect::Done);
    }
    effects
}

/// Somebody comes, is in the zone, and has left it.
fn stroll(task: &Task, state: &mut State, idle: bool) -> Vec<Effect> {
    let Some(mut walk) = state.walk else {
        let number = state.walks;
        let comes = number < task.numbers.walks && !task.ways.is_empty() && !state.done && state.locking == 0;
        if !comes || state.counts.moved < walk::due(task.seed, number) {
            return Vec::new();
        }
        let way = number as usize % task.ways.len();
        state.walks += 1;
        let back = (number as usize / task.ways.len()) % 2 == 1;
        state.walk = Some(Walk::new(way, back));
        return vec![Effect::Comes { way }];
    };
    let Some(way) = task.ways.get(walk.way) else {
        state.walk = None;
        return Vec::new();
    };
    let was = walk.is_inside(way);
    walk.ticks += 1;
    let (is, index) = (walk.is_inside(way), walk.way);
    let mut effects = Vec::new();
    if is && !was {
        effects.push(Effect::Entered { way: index });
    }
    if is && !walk.stood && !walk.late {
        let stands = idle && state.motion.stands(&task.machine);
        if stands || state.locking > 0 {
            walk.stood = true;
            effects.push(Effect::Stood { way: index });
        } else {
            walk.moving += 1;
            state.counts.reaction = state.counts.reaction.max(walk.moving);
            if walk.moving > task.patience(way) {
                walk.late = true;
                effects.push(Effect::TooLate { way: index });
            }
        }
    }
    if was && !is {
        effects.push(Effect::Left { way: index });
    }
    state.walk = (!walk.is_over(way)).then_some(walk);
    effects
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

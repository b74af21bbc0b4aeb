//! What the load runs into: obstacles beside it and below it, the goal it is set down on. Pure.

use super::{
    physics::Motion,
    plane::Column,
    task::{Rest, State, Task},
};

/// What happened where the load met something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Contact {
    /// It came down on something, so fast (real metres per second).
    Down { on: Rest, speed: f32 },
    /// It ran into the side of something, so fast.
    Side { speed: f32 },
}

/// Nothing is pushed further aside in one step of game time, real metres.
const PUSH_MAX: f32 = 0.25;
/// From here on the trolley gives way too, radians.
const LEANS: f32 = 0.25;
/// The load springs back by this share of its speed.
const SPRINGS: f32 = 0.3;
/// The top of what is met is that deep at most, real metres.
const SKIN: f32 = 0.3;

impl Task {
    /// What stands under the goal that is next: as wide as what hangs there.
    pub(super) fn stand(&self, state: &State) -> Option<Column> {
        let target = self.targets.get(state.next)?;
        let hangs = self.hangs(state.carries);
        Some(Column {
            along: target.at.x,
            half: self.cargo.width_m.max(hangs.width_m) / 2.0,
            top: target.at.y + hangs.height_m,
        })
    }

    /// How far the load's underside is above its next goal's stand, real metres.
    pub(super) fn clearance(&self, state: &State) -> f32 {
        self.targets
            .get(state.next)
            .map_or(0.0, |target| target.at.y - state.motion.load().y)
    }

    /// The highest obstacle between two places of the load, below the rail, real metres; the longest cable's end where
    /// there is none. `spare`: so much more to either side.
    pub(super) fn highest(&self, state: &State, from: f32, to: f32, spare: f32) -> f32 {
        let half = self.hangs(state.carries).width_m / 2.0 + spare;
        let (low, high) = (from.min(to) - half, from.max(to) + half);
        let between = |column: &&Column| column.along + column.half > low && column.along - column.half < high;
        let blocks = self.blocks.iter().filter(between).map(|column| column.top);
        // The goal's own stand is no obstacle to who comes from above it.
        blocks.fold(self.machine.cable.1 + self.hangs(true).height_m, f32::min)
    }
}

/// Keeps the load out of what stands there, after a step from where its underside was at `before`.
pub(super) fn meet(task: &Task, state: &mut State, before: f32) -> Vec<Contact> {
    let hangs = task.hangs(state.carries);
    let mut contacts = Vec::new();
    state.rests = None;
    let stand = task.stand(state).map(|stand| (stand, Rest::Goal));
    let blocks = task.blocks.iter().map(|block| (*block, Rest::Block));
    for (column, on) in blocks.chain(stand) {
        let load = state.motion.load();
        let (under, beside) = (load.y + hangs.height_m, load.x - column.along);
        let overlap = column.half + hangs.width_m / 2.0 - beside.abs();
        if overlap <= 0.0 || under < column.top {
            continue;
        }
        let skin = SKIN + state.motion.sink.max(0.0) * task.machine.dt;
        if before <= column.top + skin && under - column.top <= skin + overlap.max(0.0) {
            contacts.extend(land(task, &mut state.motion, column.top - hangs.height_m, on));
            state.rests = Some(on);
        } else {
            let way = if beside < 0.0 { -1.0 } else { 1.0 };
            contacts.extend(push(task, &mut state.motion, way, overlap.min(PUSH_MAX)));
        }
    }
    if state.rests.is_none() && state.motion.cable >= task.machine.cable.1 - 1e-3 {
        state.rests = Some(Rest::Ground);
    }
    contacts
}

/// The load stands at this depth, or springs up from it.
fn land(task: &Task, motion: &mut Motion, depth: f32, on: Rest) -> Option<Contact> {
    let speed = motion.sink;
    let cable = depth / motion.angle.cos().max(0.5);
    motion.cable = cable.clamp(task.machine.cable.0, task.machine.cable.1);
    // What stands rubs, and swings no more.
    motion.turn *= 0.86;
    motion.angle *= 0.985;
    if speed <= 0.0 {
        return None;
    }
    motion.sink = 0.0;
    Some(Contact::Down { on, speed })
}

/// The load is pushed aside and springs back; a trolley that goes on pulling stands.
fn push(task: &Task, motion: &mut Motion, way: f32, by: f32) -> Option<Contact> {
    let speed = -motion.drift() * way;
    if motion.angle * way > LEANS {
        motion.x = (motion.x + way * by).clamp(0.0, task.machine.rail);
    } else {
        let sin = (motion.angle.sin() + way * by / motion.cable).clamp(-0.75, 0.75);
        motion.angle = sin.asin();
    }
    if motion.v * way < 0.0 {
        motion.v = 0.0;
    }
    if motion.turn * way < 0.0 {
        motion.turn *= -SPRINGS;
    }
    (speed > 0.0).then_some(Contact::Side { speed })
}

//! The rules of `assemble`, apart from any engine: what a touch does to parts and sockets.

use glam::Vec3;

use super::{Measure, Spec};
use crate::{Anchors, Level, Mark, Ray, STEP_SECS, Touch, grading};

/// A refused or dropped part needs this long to drift home, seconds.
pub const DRIFT_SECS: f32 = 0.55;

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Right parts in the trade's order, then the level's decoys.
    pub items: Vec<Item>,
    pub start: Option<Start>,
    /// Metres.
    snap: f32,
    ordered: bool,
}

/// What begins the work.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// Metres.
    pub at: Vec3,
    /// Parts without which it is not safe, the gravest first; indices in [`Task::items`].
    grave: Vec<usize>,
}

/// One thing that can be taken in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: String,
    pub home: Vec3,
    /// `None` for a decoy.
    pub socket: Option<Vec3>,
}

/// Where an item is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    Home,
    /// Under the finger, at this point.
    Carried(Vec3),
    /// On its way home from a point; `progress` goes from 0 to 1.
    Drifting {
        from: Vec3,
        progress: f32,
    },
    Placed,
}

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    places: Vec<Place>,
    held: Option<Held>,
    /// Whether the start was touched with everything in its place.
    started: bool,
    counts: Counts,
    /// Steps of game time since the first touch.
    ticks: u32,
    begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    meant: bool,
}

/// What is under the finger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Item(usize),
    Start,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    decoys: u32,
    wrong_sockets: u32,
    drops: u32,
    inversions: u32,
    forgotten: u32,
}

/// What a finger comes down on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Index in [`Task::items`].
    Item(usize),
    /// It counts when the finger leaves.
    Start,
}

/// What the hand, or time, does.
pub type Input = Touch<Touched>;

/// Why an item was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Decoy,
    WrongSocket,
    /// Right, but another part comes first.
    TooEarly,
}

/// What the stage has to show; items are indices in [`Task::items`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    Lifted {
        item: usize,
    },
    Snapped {
        item: usize,
    },
    Refused {
        item: usize,
        why: Refusal,
    },
    /// Let go away from any socket.
    Dropped {
        item: usize,
    },
    CameHome {
        item: usize,
    },
    /// Everything is in its place: the start may be touched.
    Ready,
    Pressed,
    /// The start was touched without this part, and that is not safe.
    Forgot {
        item: usize,
    },
    /// The start was touched before everything was in its place; nothing grave is missing.
    TooSoon,
    Done,
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor is missing (a checked kit has them all).
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors) -> Option<Self> {
        let numbers = spec.levels.get(level);
        let home = |id: &str| anchors.get(&format!("part.{id}")).map(|anchor| anchor.translation);
        let socket = |id: &str| anchors.get(&format!("socket.{id}")).map(|anchor| anchor.translation);
        let mut items = Vec::with_capacity(spec.parts.len() + numbers.decoys);
        for part in &spec.parts {
            items.push(Item {
                id: part.id.clone(),
                home: home(&part.id)?,
                socket: Some(socket(&part.id)?),
            });
        }
        for decoy in spec.decoys.iter().take(numbers.decoys) {
            items.push(Item {
                id: decoy.id.clone(),
                home: home(&decoy.id)?,
                socket: None,
            });
        }
        let start = match &spec.start {
            Some(start) => {
                let index = |id: &str| spec.parts.iter().position(|part| part.id == id);
                Some(Start {
                    at: anchors.get(&format!("start.{}", start.id))?.translation,
                    grave: start.forgotten.iter().filter_map(|grave| index(&grave.part)).collect(),
                })
            }
            None => None,
        };
        Some(Self {
            items,
            start,
            snap: numbers.snap_mm / 1000.0,
            ordered: numbers.ordered,
        })
    }

    /// Depth along `ray` at which a carried item floats: between the depths of its home and of the sockets, nearer to
    /// that of whatever the finger is nearest to, so that a part meets its socket wherever the camera stands.
    fn carry_point(&self, item: usize, ray: Ray) -> Vec3 {
        let sockets = self.items.iter().filter_map(|other| other.socket);
        let (mut sum, mut weights) = (0.0, 0.0);
        for point in sockets.chain([self.items[item].home]) {
            // 2 cm of softness keeps the weight finite when the finger is right on a point.
            let weight = 1.0 / (ray.distance_to(point) + 0.02).powi(2);
            sum += weight * ray.nearest(point);
            weights += weight;
        }
        ray.at(sum / weights)
    }

    /// The free socket nearest to the point, if it is near enough to catch: the item it belongs to.
    fn caught_by(&self, state: &State, point: Vec3) -> Option<usize> {
        self.items
            .iter()
            .enumerate()
            .filter(|(index, _)| state.places[*index] != Place::Placed)
            .filter_map(|(index, item)| Some((index, item.socket?.distance(point))))
            .filter(|(_, distance)| *distance <= self.snap)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(index, _)| index)
    }

    /// The right part that a tradesperson would take now.
    pub fn next(&self, state: &State) -> Option<usize> {
        (0..self.items.len()).find(|&index| self.items[index].socket.is_some() && state.places[index] != Place::Placed)
    }
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            places: vec![Place::Home; task.items.len()],
            held: None,
            started: false,
            counts: Counts::default(),
            ticks: 0,
            begun: false,
            meant: false,
        }
    }

    pub fn place(&self, item: usize) -> Place {
        self.places[item]
    }

    /// The item under the finger.
    pub fn carried(&self) -> Option<usize> {
        match self.held? {
            Held::Item(item) => Some(item),
            Held::Start => None,
        }
    }

    /// Whether the finger is on the start.
    pub fn is_pressing(&self) -> bool {
        self.held == Some(Held::Start)
    }

    /// Whether the finger is on anything.
    pub fn is_holding(&self) -> bool {
        self.held.is_some()
    }

    /// Where an item is drawn, metres.
    pub fn position(&self, task: &Task, item: usize) -> Vec3 {
        let Item { home, socket, .. } = task.items[item];
        match self.places[item] {
            Place::Home => home,
            Place::Carried(point) => point,
            Place::Drifting { from, progress } => from.lerp(home, ease_out(progress)),
            Place::Placed => socket.unwrap_or(home),
        }
    }

    /// What is done and how much there is to do: the parts to place, and the start if there is one.
    pub fn progress(&self, task: &Task) -> (usize, usize) {
        let placed = self.places.iter().filter(|place| **place == Place::Placed).count();
        let parts = task.items.iter().filter(|item| item.socket.is_some()).count();
        (
            placed + usize::from(self.started),
            parts + usize::from(task.start.is_some()),
        )
    }

    /// Whether everything is in its place and only the start is left to touch.
    pub fn is_ready(&self, task: &Task) -> bool {
        task.start.is_some() && task.next(self).is_none() && !self.started
    }

    pub fn is_done(&self, task: &Task) -> bool {
        task.next(self).is_none() && !self.is_ready(task)
    }
}

fn ease_out(progress: f32) -> f32 {
    1.0 - (1.0 - progress).powi(3)
}

/// The one way the state changes. An input that makes no sense in this state (a second grab, a move of nothing) does
/// nothing, so that no hammering hand can jam it.
pub fn apply(task: &Task, state: &mut State, input: Input) -> Vec<Effect> {
    match input {
        Input::Press {
            on: Touched::Item(item),
            ray,
        } => grab(task, state, item, ray),
        Input::Press { on: Touched::Start, .. } => press(task, state),
        Input::Move { ray } => {
            if let Some(item) = state.carried() {
                state.places[item] = Place::Carried(task.carry_point(item, ray));
            }
            Vec::new()
        }
        Input::Release => match state.held.take() {
            Some(Held::Item(item)) => let_go(task, state, item),
            Some(Held::Start) => begin_work(task, state),
            None => Vec::new(),
        },
        Input::Cancel => {
            if let Some(held) = state.held.take() {
                if let Held::Item(item) = held {
                    send_home(task, state, item);
                }
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

fn grab(task: &Task, state: &mut State, item: usize, ray: Ray) -> Vec<Effect> {
    let free = matches!(state.places.get(item), Some(Place::Home | Place::Drifting { .. }));
    if state.is_holding() || !free {
        return Vec::new();
    }
    state.begun = true;
    state.held = Some(Held::Item(item));
    state.places[item] = Place::Carried(task.carry_point(item, ray));
    vec![Effect::Lifted { item }]
}

fn press(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.is_holding() || task.start.is_none() || state.started {
        return Vec::new();
    }
    state.begun = true;
    state.held = Some(Held::Start);
    vec![Effect::Pressed]
}

/// The start was touched: the work begins, or what is missing is told. Nothing is lost either way.
fn begin_work(task: &Task, state: &mut State) -> Vec<Effect> {
    state.meant = true;
    if state.is_ready(task) {
        state.started = true;
        return vec![Effect::Done];
    }
    let mut grave = task.start.iter().flat_map(|start| start.grave.iter().copied());
    let Some(item) = grave.find(|&item| state.places[item] != Place::Placed) else {
        return vec![Effect::TooSoon];
    };
    state.counts.forgotten = state.counts.forgotten.saturating_add(1);
    vec![Effect::Forgot { item }]
}

fn let_go(task: &Task, state: &mut State, item: usize) -> Vec<Effect> {
    state.meant = true;
    let Some(owner) = task.caught_by(state, state.position(task, item)) else {
        let put_back = state.position(task, item).distance(task.items[item].home) <= task.snap;
        state.counts.drops += u32::from(!put_back);
        send_home(task, state, item);
        return vec![Effect::Dropped { item }];
    };
    let refusal = if task.items[item].socket.is_none() {
        state.counts.decoys += 1;
        Some(Refusal::Decoy)
    } else if owner != item {
        state.counts.wrong_sockets += 1;
        Some(Refusal::WrongSocket)
    } else if task.ordered && task.next(state) != Some(item) {
        state.counts.inversions += 1;
        Some(Refusal::TooEarly)
    } else {
        None
    };
    if let Some(why) = refusal {
        send_home(task, state, item);
        return vec![Effect::Refused { item, why }];
    }
    state.counts.inversions += u32::from(task.next(state) != Some(item));
    state.places[item] = Place::Placed;
    let mut effects = vec![Effect::Snapped { item }];
    if state.is_done(task) {
        effects.push(Effect::Done);
    } else if state.is_ready(task) {
        effects.push(Effect::Ready);
    }
    effects
}

fn send_home(task: &Task, state: &mut State, item: usize) {
    let from = state.position(task, item);
    state.places[item] = Place::Drifting { from, progress: 0.0 };
}

fn tick(task: &Task, state: &mut State) -> Vec<Effect> {
    if state.begun && !state.is_done(task) {
        state.ticks = state.ticks.saturating_add(1);
    }
    let mut effects = Vec::new();
    for (item, place) in state.places.iter_mut().enumerate() {
        if let Place::Drifting { progress, .. } = place {
            *progress += STEP_SECS / DRIFT_SECS;
            if *progress >= 1.0 {
                *place = Place::Home;
                effects.push(Effect::CameHome { item });
            }
        }
    }
    effects
}

/// Marks for what was measured, one for each grading of the level.
pub fn grade(spec: &Spec, level: Level, state: &State) -> Vec<Mark> {
    let measured = |measure| match measure {
        Measure::Decoys => state.counts.decoys as f32,
        Measure::WrongSockets => state.counts.wrong_sockets as f32,
        Measure::Drops => state.counts.drops as f32,
        Measure::Inversions => state.counts.inversions as f32,
        Measure::Forgotten => state.counts.forgotten as f32,
        Measure::Secs => state.ticks as f32 * STEP_SECS,
    };
    grading::marks(&spec.levels.get(level).grades, measured)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

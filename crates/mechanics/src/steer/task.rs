//! What a crane has to do and how far it has come: what the rules read and change. Pure.

use glam::{Vec2, Vec3};

use super::{
    Does, LevelSpec, Size, Spec,
    physics::{Machine, Motion},
    plane::{Column, Plane, meets},
    walk::{Walk, Way},
    wind,
};
use crate::{Anchors, Level, Ray, STEP_SECS};

/// So many fingers may hold something at once: one for each lever.
pub const HANDS: usize = 2;
/// A finger this far from where it came down has the lever at its end, metres of the stage.
pub const LEVER_REACH: f32 = 0.26;
/// So much of the lever's way does nothing: a finger that trembles moves no crane.
const DEAD: f32 = 0.14;

/// Whoever has crossed this share of the zone has walked past a crane that never stood.
const CROSSED: f32 = 0.85;

/// One of the two levers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lever {
    /// To either side: along the rail.
    Trolley,
    /// Up and down: the cable.
    Hoist,
}

impl Lever {
    pub const ALL: [Self; 2] = [Self::Trolley, Self::Hoist];

    /// Its node.
    pub fn node(self) -> &'static str {
        match self {
            Self::Trolley => "lever.trolley",
            Self::Hoist => "lever.hoist",
        }
    }
}

/// Where the load has to come.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub does: Does,
    /// Where the load's node then is: along the rail and below it, real metres.
    pub at: Vec2,
}

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub plane: Plane,
    pub machine: Machine,
    pub targets: Vec<Target>,
    pub blocks: Vec<Column>,
    pub ways: Vec<Way>,
    /// Where a finger takes the levers, stage coordinates, metres; in the order of [`Lever::ALL`].
    pub grips: [Vec3; 2],
    pub hook: Size,
    pub cargo: Size,
    pub(super) start: Motion,
    pub(super) seed: u32,
    /// What a full gust does, real m/s².
    pub(super) push: f32,
    pub(super) numbers: LevelSpec,
}

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub(super) motion: Motion,
    /// Index of the target that is next.
    pub(super) next: usize,
    pub(super) carries: bool,
    /// What each finger holds.
    pub(super) hands: [Option<Hold>; HANDS],
    /// How far the levers lean, −1 to 1, in the order of [`Lever::ALL`].
    pub(super) levers: [f32; 2],
    pub(super) walk: Option<Walk>,
    /// Number of people who have come.
    pub(super) walks: u32,
    /// The big red button was hit.
    pub(super) halted: bool,
    /// The load is being taken or let go: steps of game time left.
    pub(super) locking: u32,
    /// What the load rests on.
    pub(super) rests: Option<Rest>,
    /// A set-down was refused, and the load was not up again since.
    pub(super) refused: bool,
    /// Steps of game time until another knock is one.
    pub(super) calm: u32,
    pub(super) counts: Counts,
    pub(super) begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    pub(super) meant: bool,
    pub(super) done: bool,
}

/// What the load came down on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    Goal,
    Block,
    Ground,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// Steps of game time since the first touch.
    pub(super) ticks: u32,
    /// Steps of game time in which the crane moved.
    pub(super) moved: u32,
    pub(super) knocks: u32,
    pub(super) retries: u32,
    /// The worst so far: real metres, real metres per second, steps of game time.
    pub(super) swing: f32,
    pub(super) offset: f32,
    pub(super) impact: f32,
    pub(super) reaction: u32,
}

/// What a finger holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hold {
    /// Where on the lever's plane the finger came down, and where it is; stage coordinates, metres.
    Lever { lever: Lever, from: Vec3, at: Vec3 },
    /// Where the load's node is drawn to, in the plane; `by`: from the finger to it.
    Load { to: Vec2, by: Vec2 },
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor is missing (a checked kit has them all).
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors) -> Option<Self> {
        let numbers = spec.levels.get(level).clone();
        let plane = Plane::new(anchors, spec.real_m_per_m)?;
        let target = |id: &str, does| {
            let anchor = anchors.get(&format!("goal.{id}"))?;
            let at = plane.project(anchor.translation);
            Some(Target { does, at })
        };
        let targets = spec.goals.iter().map(|goal| target(&goal.id, goal.does));
        let load = plane.project(anchors.get("load")?.translation);
        let grip = |lever: Lever| anchors.get(lever.node()).map(|anchor| anchor.translation);
        let ways = spec.walkers.iter().map(|walker| Way::new(walker, anchors));
        anchors.get("trolley")?;
        anchors.get("cable")?;
        let (shortest, longest) = spec.cable_m;
        Some(Self {
            machine: Machine {
                trolley: spec.trolley,
                hoist: spec.hoist,
                rail: plane.length,
                cable: spec.cable_m,
                anti_sway: numbers.anti_sway.clamp(0.0, 1.0),
                dt: spec.haste * STEP_SECS,
            },
            targets: targets.collect::<Option<_>>()?,
            blocks: anchors
                .with_prefix("block.")
                .map(|(_, block)| plane.column(block))
                .collect(),
            ways: ways.collect::<Option<_>>()?,
            grips: [grip(Lever::Trolley)?, grip(Lever::Hoist)?],
            hook: spec.hook,
            cargo: spec.cargo,
            start: Motion {
                x: load.x.clamp(0.0, plane.length),
                v: 0.0,
                cable: load.y.max(shortest).min(longest),
                sink: 0.0,
                angle: 0.0,
                turn: 0.0,
            },
            seed: spec.seed,
            push: wind::push(numbers.wind_km_h),
            plane,
            numbers,
        })
    }

    /// How far a lever's own way goes on the stage for a lean of 1, metres: to the right, or down.
    pub(super) fn way(&self, lever: Lever) -> Vec3 {
        match lever {
            Lever::Trolley => self.plane.along * LEVER_REACH,
            Lever::Hoist => Vec3::NEG_Y * LEVER_REACH,
        }
    }

    /// Where a finger on a lever is, on the upright plane through its grip.
    pub(super) fn on_lever(&self, lever: Lever, ray: Ray) -> Option<Vec3> {
        meets(ray, self.grips[lever as usize], self.plane.normal())
    }

    /// How far a lever leans for a finger that came down at `from` and is at `at`, −1 to 1.
    pub(super) fn lean(&self, lever: Lever, from: Vec3, at: Vec3) -> f32 {
        let way = self.way(lever);
        ((at - from).dot(way) / way.length_squared()).clamp(-1.0, 1.0)
    }

    /// Size of all that hangs.
    pub fn hangs(&self, carries: bool) -> Size {
        if carries {
            Size {
                width_m: self.hook.width_m.max(self.cargo.width_m),
                height_m: self.hook.height_m + self.cargo.height_m,
            }
        } else {
            self.hook
        }
    }

    /// The crane has to stand after so many steps of game time, and before somebody has walked past.
    pub(super) fn patience(&self, way: &Way) -> u32 {
        let crosses = (way.inside.1 - way.inside.0) * way.ticks as f32;
        (self.numbers.reaction_secs / STEP_SECS).min(CROSSED * crosses) as u32
    }

    /// The level's limits: beside the goal (real metres), swing (real metres), coming down (real metres per second).
    pub fn limits(&self) -> (f32, f32, f32) {
        let numbers = &self.numbers;
        (
            numbers.tolerance_m,
            numbers.swing_max_cm / 100.0,
            numbers.impact_max_cm_s / 100.0,
        )
    }
}

/// What a lever's lean tells its motor.
pub fn told(lean: f32) -> f32 {
    let beyond = ((lean.abs() - DEAD) / (1.0 - DEAD)).clamp(0.0, 1.0);
    lean.signum() * beyond
}

/// The lean that tells a motor this.
pub(super) fn lean_for(told: f32) -> f32 {
    if told.abs() < 1e-3 {
        0.0
    } else {
        told.signum() * (DEAD + (1.0 - DEAD) * told.abs().min(1.0))
    }
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            motion: task.start,
            next: 0,
            carries: task.targets.first().is_some_and(|target| target.does == Does::Set),
            hands: [None; HANDS],
            levers: [0.0; 2],
            walk: None,
            walks: 0,
            halted: false,
            locking: 0,
            rests: None,
            refused: false,
            calm: 0,
            counts: Counts::default(),
            begun: false,
            meant: false,
            done: false,
        }
    }

    pub fn motion(&self) -> &Motion {
        &self.motion
    }

    /// Where the load's node is, stage coordinates, metres.
    pub fn load(&self, task: &Task) -> Vec3 {
        task.plane.place(self.motion.load())
    }

    /// Index of the target that is next.
    pub fn next(&self) -> usize {
        self.next
    }

    pub fn carries(&self) -> bool {
        self.carries
    }

    /// How far a lever leans, −1 to 1.
    pub fn lever(&self, lever: Lever) -> f32 {
        self.levers[lever as usize]
    }

    pub fn is_held(&self) -> bool {
        self.hands.iter().any(Option::is_some)
    }

    pub fn holds(&self, hand: usize) -> bool {
        self.hands.get(hand).is_some_and(Option::is_some)
    }

    /// Whether a finger is on this lever.
    pub fn is_on(&self, lever: Lever) -> bool {
        let on = |hold: &Hold| matches!(hold, Hold::Lever { lever: held, .. } if *held == lever);
        self.hands.iter().flatten().any(on)
    }

    pub fn is_on_load(&self) -> bool {
        self.hands
            .iter()
            .flatten()
            .any(|hold| matches!(hold, Hold::Load { .. }))
    }

    pub fn is_begun(&self) -> bool {
        self.begun
    }

    pub fn is_done(&self) -> bool {
        self.done
    }

    /// The load is being taken or let go.
    pub fn is_locking(&self) -> bool {
        self.locking > 0
    }

    pub fn is_resting(&self) -> bool {
        self.rests.is_some()
    }

    pub fn walk(&self) -> Option<&Walk> {
        self.walk.as_ref()
    }

    /// Where on the way (index in [`Task::ways`]) its walker is: 0 at its beginning, 1 at its end.
    pub fn walked(&self, task: &Task, way: usize) -> f32 {
        if let Some(walk) = self.walk.filter(|walk| walk.way == way) {
            return walk.share(&task.ways[way]);
        }
        let ways = task.ways.len().max(1);
        let walks = (self.walks as usize + ways - 1 - way) / ways;
        if walks % 2 == 1 { 1.0 } else { 0.0 }
    }

    /// Somebody is in the zone.
    pub fn is_in_danger(&self, task: &Task) -> bool {
        self.walk.is_some_and(|walk| walk.is_inside(&task.ways[walk.way]))
    }

    /// The crane answers no lever: somebody is in the zone, or the big red button was hit.
    pub fn is_guarded(&self, task: &Task) -> bool {
        let walk = self.walk.filter(|walk| walk.stood || walk.late);
        self.halted || walk.is_some_and(|walk| walk.is_inside(&task.ways[walk.way]))
    }

    /// Targets reached, and how many there are.
    pub fn progress(&self, task: &Task) -> (usize, usize) {
        (self.next.min(task.targets.len()), task.targets.len())
    }

    /// How strongly it blows now, −1 to 1.
    pub fn gust(&self, task: &Task) -> f32 {
        if task.push > 0.0 {
            wind::gust(task.seed, self.counts.ticks)
        } else {
            0.0
        }
    }
}

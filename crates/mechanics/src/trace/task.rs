//! What a seam asks for and how far it has come: what the rules read and change. Pure.

use glam::Vec3;

use super::{
    Spec, Weave,
    bead::{Bead, Pool, Tolerance},
    dial::{Dial, Grip},
    seam::{self, Aim, Seam, Spot},
    weave::Swings,
};
use crate::{Anchors, Level, Ray};

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
    pub(super) reach: f32,
    pub(super) magnet: f32,
    /// Real millimetres per second.
    pub(super) pace_max: f32,
    /// 0 to 1.
    pub(super) cover: f32,
}

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub(super) bead: Bead,
    /// Values of the dials, in the order of [`Task::dials`].
    pub(super) dials: Vec<f32>,
    pub(super) hold: Option<Hold>,
    /// While the arc burns.
    pub(super) torch: Option<Torch>,
    pub(super) counts: Counts,
    pub(super) swings: Swings,
    pub(super) begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    pub(super) meant: bool,
    /// The last arc was taken away, which is nobody's mistake: the next start costs nothing.
    pub(super) forgiven: bool,
    pub(super) done: bool,
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
pub(super) enum Hold {
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

impl Task {
    /// The right speed at a place, mm/s: slower where a gap asks for more metal.
    pub fn pace(&self, along: f32) -> f32 {
        self.pool.pace_mm_s / self.pool.demand(self.seam.point(along).gap_mm)
    }

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
    pub(super) fn guided(&self, aim: Aim) -> Spot {
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
    pub(super) fn start(&self, state: &State, spot: Spot) -> Spot {
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
    pub(super) fn ends(&self, task: &Task) -> Vec<(usize, bool)> {
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

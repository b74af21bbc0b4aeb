//! What the surfaces ask for and how far they have come: what the rules read and change. Pure.

use glam::{Vec2, Vec3};

use super::{
    LevelSpec, Spec, Tool,
    coat::{self, Coat, Grid},
    patch::{Aim, Patch},
};
use crate::{
    Anchors, Level, Ray,
    trace::dial::{Dial, Grip},
};

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub areas: Vec<Surface>,
    /// The dial that sets the gun's distance; `None` where the distance is right already.
    pub dial: Option<Dial>,
    /// Distance of the trade, mm; 0 for a tool that touches.
    pub distance_mm: f32,
    pub real_mm_per_m: f32,
    pub width_mm: f32,
    pub pace_mm_s: f32,
    pub coat_um: f32,
    pub run_um: f32,
    /// At least so thick is covered, µm.
    pub thin_um: f32,
    pub(super) magnet: f32,
    pub(super) steady: f32,
    pub(super) pace_max: f32,
    pub(super) runs: bool,
    /// 0 to 1.
    pub(super) cover: f32,
    /// What the pot holds, µm·mm²: when it is empty the step is over all the same.
    pub(super) pot: f32,
}

/// The pot holds what so many of the trade's coats need. A pencil lasts longer, and lays more beside its line.
const POT: f32 = 4.0;
const PENCIL: f32 = 16.0;

/// A surface to cover.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    pub id: String,
    pub patch: Patch,
    pub grid: Grid,
    pub passes: Passes,
    /// What leaves the tool so that even passes at the trade's pace leave its coat, µm·mm² each second.
    pub(super) flow: f32,
}

/// The trade's even passes over a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passes {
    /// They run along u (else along v).
    pub along_u: bool,
    /// One along the middle of a line; of a surface at least two: the first and the last run along the edges.
    pub count: usize,
    /// From one to the next, mm; of a line what a pass would have to itself, were it as thick all over as in its middle.
    pub spacing_mm: f32,
}

/// How far the step has come.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub(super) coats: Vec<Coat>,
    /// Share of each surface that is covered, 0 to 1.
    pub(super) covered: Vec<f32>,
    /// Which surfaces were praised.
    pub(super) told: Vec<bool>,
    /// Distance of the gun, mm.
    pub(super) distance_mm: f32,
    pub(super) hold: Option<Hold>,
    /// While it covers.
    pub(super) tool: Option<Held>,
    pub(super) counts: Counts,
    pub(super) begun: bool,
    /// Whether a touch was ever carried through: until then the clock may still be set back.
    pub(super) meant: bool,
    pub(super) done: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// Steps of game time since the first touch.
    pub(super) ticks: u32,
    /// Steps of game time the tool has covered.
    pub(super) on_ticks: u32,
    /// Since anything new was covered, steps of game time under the tool.
    pub(super) stale: u32,
    /// Summed over the steps of game time it covered: way (mm) and distance (mm).
    pub(super) way: f32,
    pub(super) distance: f32,
    /// What left the tool and what arrived, µm·mm².
    pub(super) used: f32,
    pub(super) arrived: f32,
}

/// What the one finger holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hold {
    /// The tool; `worked`: whether it ever covered under this finger.
    Tool {
        ray: Ray,
        worked: bool,
    },
    Dial(Grip),
}

/// The tool while it covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    pub area: usize,
    pub uv: Vec2,
    /// Smoothed, real millimetres per second.
    pub speed: f32,
    /// Share of the trade's flow that leaves it.
    pub flow: f32,
}

impl Passes {
    fn new(patch: &Patch, spec: &Spec) -> Self {
        let size = patch.lengths * spec.real_mm_per_m;
        let along_u = size.x >= size.y;
        if matches!(spec.tool, Tool::Draw) {
            return Self {
                along_u,
                count: 1,
                spacing_mm: coat::middle_mm(spec.width_mm),
            };
        }
        let across = if along_u { size.y } else { size.x };
        let spacing_mm = spec.width_mm * (1.0 - spec.overlap_percent / 100.0);
        let count = ((across / spacing_mm).round().max(1.0) as usize).min(40) + 1;
        Self {
            along_u,
            count,
            spacing_mm: across / (count - 1) as f32,
        }
    }

    /// Place at a share of a pass's length and a share of the way from the first pass to the last.
    pub fn uv(&self, along: f32, across: f32) -> Vec2 {
        if self.along_u {
            Vec2::new(along, across)
        } else {
            Vec2::new(across, along)
        }
    }

    /// Share of the way from the first pass to the last.
    pub fn across(&self, uv: Vec2) -> f32 {
        if self.along_u { uv.y } else { uv.x }
    }

    /// Share of a pass's length.
    pub fn along(&self, uv: Vec2) -> f32 {
        if self.along_u { uv.x } else { uv.y }
    }

    /// A pass, as a share of the way across.
    pub fn pass(&self, index: usize) -> f32 {
        match self.count {
            0 | 1 => 0.5,
            count => index.min(count - 1) as f32 / (count - 1) as f32,
        }
    }

    /// The pass nearest to a share of the way across, as such a share.
    pub fn nearest(&self, across: f32) -> f32 {
        let last = (self.count.max(1) - 1) as f32;
        self.pass((across * last).round().clamp(0.0, last) as usize)
    }
}

impl Surface {
    fn new(id: &str, spec: &Spec, anchors: &Anchors) -> Option<Self> {
        let patch = Patch::new(id, anchors)?;
        let passes = Passes::new(&patch, spec);
        Some(Self {
            id: id.to_owned(),
            grid: Grid::new(&patch, spec.real_mm_per_m, spec.width_mm),
            flow: spec.coat_um * spec.pace_mm_s * passes.spacing_mm,
            passes,
            patch,
        })
    }
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor is missing (a checked kit has them all).
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors) -> Option<Self> {
        let numbers: &LevelSpec = spec.levels.get(level);
        let areas = spec.areas.iter().map(|area| Surface::new(&area.id, spec, anchors));
        let areas: Vec<Surface> = areas.collect::<Option<_>>()?;
        let dial = match spec.dial().filter(|_| !numbers.holds_distance) {
            Some(dial) => Some(Dial::new(dial, anchors)?),
            None => None,
        };
        let need = spec.coat_um * areas.iter().map(|area| area.grid.area_mm2).sum::<f32>();
        Some(Self {
            pot: need * if spec.is_dry() { PENCIL } else { POT },
            areas,
            dial,
            distance_mm: spec.dial().map_or(0.0, |dial| dial.ideal),
            real_mm_per_m: spec.real_mm_per_m,
            width_mm: spec.width_mm,
            pace_mm_s: spec.pace_mm_s,
            coat_um: spec.coat_um,
            run_um: spec.run_um,
            thin_um: spec.coat_um * numbers.thin_percent / 100.0,
            magnet: numbers.magnet,
            steady: numbers.steady,
            pace_max: numbers.pace_max_mm_s,
            runs: numbers.runs,
            cover: numbers.cover_percent / 100.0,
        })
    }

    /// The surface a ray meets first, or else passes nearest by.
    pub(super) fn aim(&self, ray: Ray) -> Option<(usize, Aim)> {
        let aims = self.areas.iter().enumerate();
        let aims = aims.filter_map(|(index, area)| Some((index, area.patch.aim(ray)?)));
        let order = |aim: &Aim| (aim.beside, aim.distance);
        aims.min_by(|a, b| {
            let ((beside_a, far_a), (beside_b, far_b)) = (order(&a.1), order(&b.1));
            beside_a.total_cmp(&beside_b).then(far_a.total_cmp(&far_b))
        })
    }

    /// Where the tool is drawn to when the finger aims there.
    pub(super) fn guided(&self, area: usize, uv: Vec2) -> Vec2 {
        let passes = self.areas[area].passes;
        let across = passes.across(uv);
        let guided = across + (passes.nearest(across) - across) * self.magnet;
        passes.uv(passes.along(uv), guided)
    }

    /// Stage coordinates of a place on a surface, metres.
    pub fn place(&self, area: usize, uv: Vec2) -> Vec3 {
        self.areas[area].patch.place(uv)
    }

    /// Width of the band at a distance, mm.
    pub fn width_at(&self, distance_mm: f32) -> f32 {
        if self.distance_mm > 0.0 {
            self.width_mm * (distance_mm / self.distance_mm).clamp(0.2, 4.0)
        } else {
            self.width_mm
        }
    }
}

impl State {
    pub fn new(task: &Task) -> Self {
        Self {
            coats: task.areas.iter().map(|area| Coat::new(&area.grid)).collect(),
            covered: vec![0.0; task.areas.len()],
            told: vec![false; task.areas.len()],
            distance_mm: task.dial.as_ref().map_or(task.distance_mm, |dial| dial.start),
            hold: None,
            tool: None,
            counts: Counts::default(),
            begun: false,
            meant: false,
            done: false,
        }
    }

    pub fn coats(&self) -> &[Coat] {
        &self.coats
    }

    /// While it covers.
    pub fn tool(&self) -> Option<Held> {
        self.tool
    }

    /// Where the tool is carried while it does not cover: the surface, and the place on it or beside.
    pub fn carried(&self, task: &Task) -> Option<(usize, Vec2)> {
        match self.hold {
            Some(Hold::Tool { ray, .. }) if self.tool.is_none() => task.aim(ray).map(|(area, aim)| (area, aim.uv)),
            _ => None,
        }
    }

    pub fn is_held(&self) -> bool {
        self.hold.is_some()
    }

    pub fn holds_dial(&self) -> bool {
        matches!(self.hold, Some(Hold::Dial(_)))
    }

    /// Whether anything was touched that was meant.
    pub fn is_begun(&self) -> bool {
        self.begun
    }

    /// Distance of the gun, mm.
    pub fn distance_mm(&self) -> f32 {
        self.distance_mm
    }

    /// Share of all surfaces that is covered, 0 to 1.
    pub fn covered(&self, task: &Task) -> f32 {
        let of = |(area, covered): (&Surface, &f32)| area.grid.area_mm2 * covered;
        let whole: f32 = task.areas.iter().map(|area| area.grid.area_mm2).sum();
        task.areas.iter().zip(&self.covered).map(of).sum::<f32>() / whole
    }

    /// Share of one surface that is covered, 0 to 1.
    pub fn covered_of(&self, area: usize) -> f32 {
        self.covered[area]
    }

    /// Whether enough of every surface is covered.
    pub fn is_enough(&self, task: &Task) -> bool {
        self.covered.iter().all(|covered| *covered >= task.cover)
    }

    pub fn is_done(&self) -> bool {
        self.done
    }
}

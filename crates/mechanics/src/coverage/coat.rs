//! What the tool leaves on a surface: a thickness for each of its cells, and what runs down. Pure.
//!
//! The model is a simple one, made to be right in its directions and honest in its numbers, not to predict a paint:
//! - a pass lays a soft band, a bell of a quarter of its width to each side, so that passes which overlap by half leave
//!   one even coat; flow = coat × pace × (width × (1 − overlap)), so that the trade's own passes leave the trade's coat;
//! - the band widens with the distance; from further away than the trade's a part never arrives, in proportion;
//! - what is thicker than the running limit flows down the surface, gathers in threads and stays where it is thin enough.

use glam::{Vec2, Vec3};

use super::patch::Patch;
use crate::STEP_SECS;

/// Most cells along the longer and the shorter side, and fewest.
const CELLS: (usize, usize, usize) = (128, 64, 8);
/// A band is so many cells wide.
const FINE: f32 = 14.0;
/// The bell's half-width (standard deviation), as a share of the band, and how far it is followed.
const BELL: (f32, f32) = (0.25, 3.0);
/// No cell holds more than this many running limits.
const HOLDS: f32 = 3.0;
/// A thread takes this share of what hangs too thick each second, on a wall; and at most so much of the limit.
const SAGS: f32 = 2.2;
/// How unequal the running limit is from place to place: threads begin where it is lowest.
const UNEQUAL: f32 = 0.16;
/// Flatter than this nothing runs, as the slope's sine.
const FLAT: f32 = 0.05;

/// The cells of one surface, as the rules need them.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub across: usize,
    pub down: usize,
    cells: Vec<Place>,
    /// Area of all cells, mm².
    pub area_mm2: f32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    /// Real millimetres, from the diorama's origin.
    at: Vec3,
    normal: Vec3,
    area_mm2: f32,
    /// Steeper is faster, 0 to 1, and the cells below: straight and to each side.
    slope: f32,
    below: [usize; 3],
    /// Running limit here, as a share of the trade's.
    limit: f32,
}

/// What lies on one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    pub um: f32,
    /// Something ran down here.
    pub ran: bool,
}

/// The coat of one surface.
#[derive(Clone, Debug, PartialEq)]
pub struct Coat {
    pub cells: Vec<Cell>,
    /// Whether anything hangs that may run.
    hangs: bool,
}

/// What is laid at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Puff {
    /// Real millimetres, from the diorama's origin.
    pub at: Vec3,
    pub normal: Vec3,
    /// Width of the band, mm.
    pub width_mm: f32,
    /// What arrives, µm·mm².
    pub amount: f32,
}

/// How wide a band would be that is as thick all over as a pass of this width is in its middle, mm.
pub fn middle_mm(width_mm: f32) -> f32 {
    std::f32::consts::TAU.sqrt() * BELL.0 * width_mm
}

impl Grid {
    pub fn new(patch: &Patch, real_mm_per_m: f32, width_mm: f32) -> Self {
        let size = patch.lengths * real_mm_per_m;
        let most = |along: f32, other: f32| if along >= other { CELLS.0 } else { CELLS.1 };
        let count = |along: f32, other: f32| {
            let cells = along / width_mm * FINE;
            (cells.round().max(0.0) as usize).clamp(CELLS.2, most(along, other))
        };
        let (across, down) = (count(size.x, size.y), count(size.y, size.x));
        let uv = |u: usize, v: usize| Vec2::new((u as f32 + 0.5) / across as f32, (v as f32 + 0.5) / down as f32);
        let places = (0..down).flat_map(|v| (0..across).map(move |u| (u, v)));
        let cells: Vec<Place> = places
            .map(|(u, v)| {
                let (along_u, along_v) = patch.slopes(uv(u, v));
                let area = along_u.cross(along_v).length() * real_mm_per_m * real_mm_per_m / (across * down) as f32;
                let (slope, below) = downhill((along_u, along_v), (u, v), (across, down));
                Place {
                    at: patch.place(uv(u, v)) * real_mm_per_m,
                    normal: patch.normal(uv(u, v)),
                    area_mm2: area.max(1e-3),
                    slope,
                    below,
                    limit: 1.0 + UNEQUAL * (scatter(u, v) - 0.5),
                }
            })
            .collect();
        let area_mm2 = cells.iter().map(|cell| cell.area_mm2).sum();
        Self {
            across,
            down,
            cells,
            area_mm2,
        }
    }

    /// Area of a cell, mm².
    pub fn area(&self, cell: usize) -> f32 {
        self.cells[cell].area_mm2
    }

    /// Place of a cell's middle.
    pub fn uv(&self, cell: usize) -> Vec2 {
        let (u, v) = (cell % self.across, cell / self.across);
        Vec2::new(
            (u as f32 + 0.5) / self.across as f32,
            (v as f32 + 0.5) / self.down as f32,
        )
    }
}

/// How steep the surface is, and the three cells below one: straight down, and to each side of it.
fn downhill(slopes: (Vec3, Vec3), (u, v): (usize, usize), (across, down): (usize, usize)) -> (f32, [usize; 3]) {
    const AROUND: [(i32, i32); 8] = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];
    let here = v * across + u;
    let way = |(du, dv): (i32, i32)| slopes.0 * du as f32 / across as f32 + slopes.1 * dv as f32 / down as f32;
    let falls = |step: (i32, i32)| -way(step).normalize_or_zero().y;
    let steepest = (0..AROUND.len()).max_by(|a, b| falls(AROUND[*a]).total_cmp(&falls(AROUND[*b])));
    let Some(steepest) = steepest else {
        return (0.0, [here; 3]);
    };
    let cell = |turn: usize| {
        let (du, dv) = AROUND[(steepest + turn) % AROUND.len()];
        let (u, v) = (u as i32 + du, v as i32 + dv);
        let inside = (0..across as i32).contains(&u) && (0..down as i32).contains(&v);
        if inside { v as usize * across + u as usize } else { here }
    };
    (falls(AROUND[steepest]).max(0.0), [cell(0), cell(1), cell(7)])
}

/// The same number from 0 to 1 for the same place, always.
fn scatter(u: usize, v: usize) -> f32 {
    let mixed = (u as u32).wrapping_mul(0x9E37_79B1) ^ (v as u32 / 3).wrapping_mul(0x85EB_CA6B);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    ((mixed ^ (mixed >> 13)) & 0xFFFF) as f32 / 65535.0
}

impl Coat {
    pub fn new(grid: &Grid) -> Self {
        Self {
            cells: vec![Cell::default(); grid.cells.len()],
            hangs: false,
        }
    }

    /// Lays one puff; what arrived on this surface, µm·mm². Without `runs` no cell takes more than `run_um`.
    pub fn lay(&mut self, grid: &Grid, puff: Puff, run_um: f32, runs: bool) -> f32 {
        let bell = BELL.0 * puff.width_mm;
        let reach_2 = (BELL.1 * bell).powi(2);
        let peak = puff.amount / (std::f32::consts::TAU * bell * bell);
        let most = if runs { HOLDS * run_um } else { run_um };
        let mut arrived = 0.0;
        for (cell, place) in self.cells.iter_mut().zip(&grid.cells) {
            let away_2 = place.at.distance_squared(puff.at);
            if away_2 > reach_2 || place.normal.dot(puff.normal) < 0.2 {
                continue;
            }
            let laid = (peak * (-0.5 * away_2 / (bell * bell)).exp()).min((most - cell.um).max(0.0));
            cell.um += laid;
            self.hangs |= cell.um > run_um * (1.0 - UNEQUAL);
            arrived += laid * place.area_mm2;
        }
        arrived
    }

    /// One step of game time: what is too thick flows down. The cell where a thread has begun just now.
    pub fn sag(&mut self, grid: &Grid, run_um: f32) -> Option<usize> {
        if !self.hangs {
            return None;
        }
        let (mut begun, mut moving) = (None, false);
        for (here, place) in grid.cells.iter().enumerate() {
            let over = self.cells[here].um - run_um * place.limit;
            if over <= 0.0 || place.slope < FLAT {
                continue;
            }
            // A thread goes where one is already, or where the surface holds least.
            let wet = |cell: &usize| self.cells[*cell].um - run_um * grid.cells[*cell].limit;
            let aside = place.below.iter().copied().filter(|cell| *cell != here);
            let Some(to) = aside.max_by(|a, b| wet(a).total_cmp(&wet(b))) else {
                continue;
            };
            let share = (SAGS * place.slope * STEP_SECS).min(0.5);
            let flows = (over * share).min(HOLDS * run_um - self.cells[to].um).max(0.0);
            moving |= flows > 1e-3 * run_um;
            self.cells[here].um -= flows;
            self.cells[to].um += flows * place.area_mm2 / grid.cells[to].area_mm2;
            self.cells[to].um = self.cells[to].um.min(HOLDS * run_um);
            if over > 0.05 * run_um && !self.cells[to].ran {
                self.cells[to].ran = true;
                begun = (!self.cells[here].ran).then_some(to).or(begun);
            }
        }
        self.hangs = moving;
        begun
    }

    /// Share of the surface that is at least `um` thick, 0 to 1.
    pub fn covered(&self, grid: &Grid, um: f32) -> f32 {
        let covered = self.cells.iter().zip(&grid.cells).filter(|(cell, _)| cell.um >= um);
        covered.map(|(_, place)| place.area_mm2).sum::<f32>() / grid.area_mm2
    }
}

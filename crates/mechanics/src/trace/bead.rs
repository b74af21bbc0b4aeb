//! What the arc leaves on the seam: metal, heat and faults, point by point. Pure.
//!
//! The model is a simple one, made to be right in its directions and honest in its numbers, not to predict a weld:
//! - the arc lays down metal in proportion to current and time, spread along the seam over the length of its pool, so
//!   that a bead's section is (I ÷ I of the trade) × (v of the trade ÷ v) of the trade's own;
//! - the trade's own bead is as wide as the plate is thick plus 3 mm and a quarter as high (a usual fillet or cap on
//!   plates of 2 to 10 mm); any other keeps that shape, so its width goes with the root of its section;
//! - heat comes with the metal and leaves with a time constant of its own; 1 is what the trade's pace and current give,
//!   (I ÷ I of the trade) × (v of the trade ÷ v) near it;
//! - a root gap takes half its width times the plate's thickness of metal before a bead shows. That metal takes its
//!   share of the heat: the trade slows down there;
//! - more heat than the level allows undercuts, still more burns through, and sooner over a gap; less does not fuse.

use super::seam::{Seam, Spot};
use crate::STEP_SECS;

/// The bead of the trade: as wide as the plate plus this, mm, and so high as a share of its width.
const BEAD: (f32, f32) = (3.0, 0.25);
/// The pool reaches so far from its middle, as a share of the bead's width (standard deviation).
const POOL: f32 = 0.4;
/// The pool is followed to so many standard deviations.
const POOL_REACH: f32 = 3.0;
/// Heat falls to 37 % in this time, seconds.
const COOLING_SECS: f32 = 1.6;
/// Share of the trade's section from which a point counts as welded.
const COVERS: f32 = 0.3;
/// The bead may lie this far beside the seam and still bridge it, as a share of its width.
const BRIDGES: f32 = 0.6;
/// From here on a torch to one side undercuts, as a share of the bead's width.
const ASIDE: f32 = 0.33;
/// The bead takes on the place of the metal that comes last: this many times as fast as metal comes.
const SETTLES: f32 = 2.0;
/// No point holds more metal than this many sections of the trade's: the rest runs off.
const METAL_MAX: f32 = 3.0;
/// Burns through at so many times the most heat of a sound bead, and at so much less over a gap as wide as the plate.
const BURNS: (f32, f32) = (1.2, 0.35);
/// A hole opens as far as this to each side, as a share of the bead's width.
const HOLE: f32 = 0.4;
/// Share of the metal that stays on the edges of a hole, and the heat above which none does.
const HOLE_HOLDS: (f32, f32) = (0.6, 1.1);
/// Share of the heat that is left around a hole when the metal has fallen out.
const HOLE_HEAT: f32 = 0.4;
/// More current than this many times the trade's spatters.
const SPATTERS: f32 = 1.2;

/// The arc's pool for one joint.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    pub plate_mm: f32,
    pub pace_mm_s: f32,
    /// Width and height of the trade's bead, mm.
    pub width_mm: f32,
    pub height_mm: f32,
    /// Cross-section of the trade's bead, mm².
    pub section_mm2: f32,
    /// Half-length of the pool (standard deviation), mm.
    spread_mm: f32,
    /// Heat for each pool-weighted second under the arc, so that the trade's own pass peaks at 1.
    heating: f32,
}

impl Pool {
    pub fn new(plate_mm: f32, pace_mm_s: f32) -> Self {
        let width_mm = BEAD.0 + plate_mm;
        let height_mm = BEAD.1 * width_mm;
        let mut pool = Self {
            plate_mm,
            pace_mm_s,
            width_mm,
            height_mm,
            section_mm2: width_mm * height_mm * 2.0 / 3.0,
            spread_mm: POOL * width_mm,
            heating: 1.0,
        };
        pool.heating = 1.0 / pool.peak_of_a_pass();
        pool
    }

    /// Peak heat of one point that the arc passes at the trade's pace.
    fn peak_of_a_pass(&self) -> f32 {
        let (mut heat, mut peak) = (0.0_f32, 0.0_f32);
        let mut distance = -POOL_REACH * self.spread_mm;
        while distance < POOL_REACH * self.spread_mm {
            heat = heat * cooled() + self.density(distance) * STEP_SECS;
            peak = peak.max(heat);
            distance += self.pace_mm_s * STEP_SECS;
        }
        peak.max(f32::MIN_POSITIVE)
    }

    /// Share of the arc that each millimetre at this distance from its middle gets.
    fn density(&self, distance: f32) -> f32 {
        let away = distance / self.spread_mm;
        (-0.5 * away * away).exp() / (self.spread_mm * std::f32::consts::TAU.sqrt())
    }

    /// Metal that a root gap takes before a bead shows, mm².
    fn sink(&self, gap_mm: f32) -> f32 {
        0.5 * gap_mm * self.plate_mm
    }

    /// How many times the metal of a closed joint a gap asks for.
    pub fn demand(&self, gap_mm: f32) -> f32 {
        1.0 + self.sink(gap_mm) / self.section_mm2
    }
}

/// Share of the heat that is left after one step of game time.
fn cooled() -> f32 {
    (-STEP_SECS / COOLING_SECS).exp()
}

/// How much heat a level forgives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// Least and most heat of a sound bead.
    pub heat: (f32, f32),
    pub holes: bool,
}

/// The bead at one point of the seam.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Metal laid down, mm².
    metal: f32,
    /// Now; 1 is the peak of the trade's own pass.
    pub heat: f32,
    /// The most it ever was.
    pub peak: f32,
    /// Where the bead lies beside the seam, mm.
    pub offset: f32,
    /// Burnt through and not yet welded over.
    pub hole: bool,
    pub spattered: bool,
}

/// The bead along the whole seam, one cell for each of its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    cells: Vec<Cell>,
}

impl Bead {
    pub fn new(seam: &Seam) -> Self {
        Self {
            cells: vec![Cell::default(); seam.points().len()],
        }
    }

    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// One step of game time without the arc.
    pub fn cool(&mut self) {
        let left = cooled();
        for cell in &mut self.cells {
            cell.heat *= left;
            if cell.heat < 1e-4 {
                cell.heat = 0.0;
            }
        }
    }

    /// The same bead when all its heat has gone.
    pub fn cold(&self) -> Self {
        let cells = self.cells.iter().map(|cell| Cell { heat: 0.0, ..*cell });
        Self { cells: cells.collect() }
    }

    /// One step of game time under the arc at `spot`; `current`: as a share of the trade's.
    pub fn melt(&mut self, seam: &Seam, pool: &Pool, spot: Spot, current: f32) {
        let step = seam.step_mm();
        let reach = (POOL_REACH * pool.spread_mm / step).ceil();
        let middle = spot.along / step;
        let first = (middle - reach).max(0.0) as usize;
        let last = ((middle + reach) as usize).min(self.cells.len() - 1);
        let density = |index: usize| pool.density(index as f32 * step - spot.along);
        // Nothing flows past the ends of the plates: the pool is as full there as anywhere.
        let held: f32 = (first..=last).map(density).sum::<f32>() * step;
        for index in first..=last {
            let share = density(index) / held.max(f32::MIN_POSITIVE);
            let demand = pool.demand(seam.points()[index].gap_mm);
            let metal = current * pool.pace_mm_s * pool.section_mm2 * share * STEP_SECS;
            self.cells[index].take(metal, pool, demand, spot.offset);
            let cell = &mut self.cells[index];
            cell.heat += current * pool.heating * share * STEP_SECS / demand;
            cell.peak = cell.peak.max(cell.heat);
            cell.spattered |= current > SPATTERS && (index as f32 * step - spot.along).abs() < step;
            if cell.hole && cell.shown(pool, demand) >= COVERS * pool.section_mm2 {
                cell.hole = false;
            }
        }
    }

    /// Where there is too much heat the metal falls out: the point at which a hole has opened just now. One that only
    /// grows is no new one.
    pub fn burn(&mut self, seam: &Seam, pool: &Pool, tolerance: Tolerance) -> Option<usize> {
        if !tolerance.holes {
            return None;
        }
        let limit = |index: usize| {
            let gap = (seam.points()[index].gap_mm / pool.plate_mm).min(1.0);
            tolerance.heat.1 * BURNS.0 * (1.0 - BURNS.1 * gap)
        };
        // Most of the bead is cold: only what is hot enough for the widest gap is looked at more closely.
        let lowest = tolerance.heat.1 * BURNS.0 * (1.0 - BURNS.1);
        let hot = self.cells.iter().enumerate().filter(|(_, cell)| cell.heat > lowest);
        let over = hot.map(|(index, cell)| (index, cell.heat / limit(index)));
        let (worst, over) = over.max_by(|a, b| a.1.total_cmp(&b.1))?;
        if over <= 1.0 {
            return None;
        }
        let reach = (HOLE * pool.width_mm / seam.step_mm()) as usize;
        let around = worst.saturating_sub(reach)..=(worst + reach).min(self.cells.len() - 1);
        let grows = self.cells[around.clone()].iter().any(|cell| cell.hole);
        for cell in &mut self.cells[around] {
            cell.metal = 0.0;
            cell.hole = true;
            cell.heat *= HOLE_HEAT;
        }
        (!grows).then_some(worst)
    }

    /// Width and height of the bead at a point, mm.
    pub fn size(&self, seam: &Seam, pool: &Pool, index: usize) -> (f32, f32) {
        let cell = &self.cells[index];
        if cell.hole {
            return (0.0, 0.0);
        }
        let shown = cell.shown(pool, pool.demand(seam.points()[index].gap_mm));
        let scale = (shown / pool.section_mm2).sqrt();
        (pool.width_mm * scale, pool.height_mm * scale)
    }

    /// Whether the joint is closed at a point.
    pub fn covers(&self, seam: &Seam, pool: &Pool, index: usize) -> bool {
        let cell = &self.cells[index];
        let demand = pool.demand(seam.points()[index].gap_mm);
        !cell.hole
            && cell.shown(pool, demand) >= COVERS * pool.section_mm2
            && cell.offset.abs() <= BRIDGES * pool.width_mm
    }

    /// The hottest point's heat.
    pub fn hottest(&self) -> f32 {
        self.cells.iter().map(|cell| cell.heat).fold(0.0, f32::max)
    }
}

impl Cell {
    fn take(&mut self, metal: f32, pool: &Pool, demand: f32, offset: f32) {
        let metal = match (self.hole, self.heat > HOLE_HOLDS.1) {
            (true, true) => 0.0,
            (true, false) => metal * HOLE_HOLDS.0,
            (false, _) => metal,
        };
        let share = if self.metal > 0.0 {
            (SETTLES * metal / pool.section_mm2).min(1.0)
        } else {
            1.0
        };
        self.offset += (offset - self.offset) * share;
        self.metal = (self.metal + metal).min(METAL_MAX * pool.section_mm2 * demand);
    }

    /// What of the metal stands above the root gap, mm².
    fn shown(&self, pool: &Pool, demand: f32) -> f32 {
        (self.metal - (demand - 1.0) * pool.section_mm2).max(0.0)
    }

    pub fn is_undercut(&self, pool: &Pool, tolerance: Tolerance) -> bool {
        !self.hole && self.metal > 0.0 && (self.peak > tolerance.heat.1 || self.offset.abs() > ASIDE * pool.width_mm)
    }

    pub fn is_fused(&self, tolerance: Tolerance) -> bool {
        self.peak >= tolerance.heat.0
    }
}

#[cfg(test)]
mod tests {
    use glam::{Quat, Vec3};

    use super::*;
    use crate::Anchor;

    const TOLERANCE: Tolerance = Tolerance {
        heat: (0.7, 1.3),
        holes: true,
    };

    fn seam(gap: f32) -> Seam {
        let node = |x| Anchor {
            translation: Vec3::X * x,
            rotation: Quat::IDENTITY,
            scale: Vec3::splat(gap),
        };
        let (a, b) = (node(0.0), node(1.0));
        Seam::new(&[(0, &a), (1, &b)], 150.0).expect("a seam")
    }

    /// The bead of one even pass, and the holes it made.
    fn pass(seam: &Seam, pool: &Pool, pace: f32, current: f32, offset: f32) -> (Bead, usize) {
        let (mut bead, mut along, mut holes) = (Bead::new(seam), 0.0, 0);
        while along < seam.length_mm() {
            bead.cool();
            bead.melt(seam, pool, Spot { along, offset }, current);
            holes += usize::from(bead.burn(seam, pool, TOLERANCE).is_some());
            along += pace * STEP_SECS;
        }
        (bead, holes)
    }

    fn middle(bead: &Bead) -> Cell {
        bead.cells()[bead.cells().len() / 2]
    }

    #[test]
    fn the_trades_pass_is_the_trades_bead() {
        let (seam, pool) = (seam(1.0), Pool::new(4.0, 6.0));
        let (bead, holes) = pass(&seam, &pool, 6.0, 1.0, 0.0);
        let (width, height) = bead.size(&seam, &pool, bead.cells().len() / 2);
        assert!(
            (width - 7.0).abs() < 0.1 && (height - 1.75).abs() < 0.05,
            "{width} × {height}"
        );
        assert!((middle(&bead).peak - 1.0).abs() < 0.05, "{:?}", middle(&bead));
        assert_eq!(holes, 0);
        let faulty = bead
            .cells()
            .iter()
            .filter(|cell| !cell.is_fused(TOLERANCE) || cell.is_undercut(&pool, TOLERANCE));
        assert_eq!(faulty.count(), 0);
    }

    #[test]
    fn slower_and_stronger_is_wider_and_hotter() {
        let (seam, pool) = (seam(1.0), Pool::new(4.0, 6.0));
        let at = |pace, current| {
            let (bead, _) = pass(&seam, &pool, pace, current, 0.0);
            (bead.size(&seam, &pool, bead.cells().len() / 2).0, middle(&bead).peak)
        };
        let (trade, fast, strong) = (at(6.0, 1.0), at(12.0, 1.0), at(6.0, 1.4));
        assert!(fast.0 < trade.0 && fast.1 < 0.7, "{fast:?}");
        assert!(strong.0 > trade.0 && strong.1 > 1.3, "{strong:?}");
    }

    #[test]
    fn staying_in_one_place_burns_through_and_sooner_over_a_gap() {
        let pool = Pool::new(4.0, 6.0);
        let burns_after = |gap: f32| {
            let seam = seam(gap);
            let mut bead = Bead::new(&seam);
            let spot = Spot {
                along: 75.0,
                offset: 0.0,
            };
            (0..600).find(|_| {
                bead.cool();
                bead.melt(&seam, &pool, spot, 1.0);
                bead.burn(&seam, &pool, TOLERANCE).is_some()
            })
        };
        let closed = burns_after(1.0).expect("a hole");
        assert!((50..240).contains(&closed), "{closed} steps");
        // A gap of 2 mm takes metal and heat, but gives way earlier.
        assert!(burns_after(2.0 / 150.0).is_some());
    }

    #[test]
    fn a_gap_asks_for_a_slower_hand() {
        let (seam, pool) = (seam(1.0 / 150.0), Pool::new(4.0, 6.0));
        let (hasty, _) = pass(&seam, &pool, 6.0, 1.0, 0.0);
        let (calm, holes) = pass(&seam, &pool, 6.0 / pool.demand(1.0), 1.0, 0.0);
        let width = |bead: &Bead| bead.size(&seam, &pool, bead.cells().len() / 2).0;
        assert!(width(&hasty) < 0.9 * pool.width_mm && (width(&calm) - pool.width_mm).abs() < 0.1);
        assert_eq!(holes, 0);
    }
}

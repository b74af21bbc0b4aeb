//! How a bead is drawn: the shape and the colours of its surface, point by point of its seam. No ECS.
//!
//! All vertices exist from the beginning; only those are written whose point of the seam has changed.

use std::ops::Range;

use bevy::{
    asset::RenderAssetUsages,
    mesh::{Indices, PrimitiveTopology, VertexAttributeValues},
    prelude::*,
};

use super::{
    bead::{Bead, Pool, Tolerance},
    seam::Seam,
};
use crate::theme::tokens;

/// A bead as it is drawn: the look of each point of its seam.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing(Vec<Look>);

impl Drawing {
    /// Nothing lies on the seam yet.
    pub fn bare(seam: &Seam) -> Self {
        Self(vec![Look::default(); seam.points().len()])
    }

    /// A bead that lies already.
    pub fn of(seam: &Seam, pool: &Pool, tolerance: Tolerance, bead: &Bead) -> Self {
        let look = |point| look(seam, pool, tolerance, bead, point);
        Self((0..seam.points().len()).map(look).collect())
    }

    /// Looks at the bead again: the points of the seam that must be written anew; `None` if no eye would see a change.
    pub fn follow(&mut self, seam: &Seam, pool: &Pool, tolerance: Tolerance, bead: &Bead) -> Option<Range<usize>> {
        let mut changed: Option<Range<usize>> = None;
        for (point, drawn) in self.0.iter_mut().enumerate() {
            let look = look(seam, pool, tolerance, bead, point);
            if drawn.differs(&look) {
                *drawn = look;
                let first = changed.map_or(point, |changed| changed.start);
                changed = Some(first..point + 1);
            }
        }
        // A ring's slope depends on its neighbours'.
        changed.map(|changed| changed.start.saturating_sub(1)..(changed.end + 1).min(self.0.len()))
    }

    /// The mesh of the bead: `points × RING` vertices in stage coordinates, metres.
    pub fn mesh(&self, seam: &Seam) -> Mesh {
        let mut mesh = empty(seam);
        self.write(&mut mesh, seam, 0..self.0.len());
        mesh
    }

    /// Writes these points of the seam into the bead's mesh.
    pub fn write(&self, mesh: &mut Mesh, seam: &Seam, points: Range<usize>) {
        let rings: Vec<(usize, [Vertex; RING])> = points.map(|point| (point, ring(seam, &self.0, point))).collect();
        write(mesh, &rings);
    }
}

/// How the bead looks at one point of the seam.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Look {
    /// Real millimetres.
    width: f32,
    height: f32,
    offset: f32,
    /// 0 to 1 and a little more.
    heat: f32,
    /// Hotter than the trade's own, 0 to 1: temper colours.
    scorched: f32,
    undercut: bool,
    /// Metal lies there and is not one with the plate.
    cold: bool,
    hole: bool,
}

/// Vertices across the bead: where (1 is its edge), from the groove on one side to the groove on the other.
const ACROSS: [f32; 9] = [-1.22, -1.0, -0.72, -0.38, 0.0, 0.38, 0.72, 1.0, 1.22];
const RING: usize = ACROSS.len();
/// The ripples of the pool: from one to the next (real millimetres), how high as a share of the bead, and how far they
/// lag behind at the edges, in ripples.
const RIPPLES: (f32, f32, f32) = (3.6, 0.13, 0.45);
/// Above the plate, so that nothing flickers against it, real millimetres.
const ABOVE_MM: f32 = 0.15;
/// Heat that is hardly seen any more, and a change of it that is.
const DIM: f32 = 0.01;
const NOTICED: f32 = 0.012;
/// A hole is drawn this wide, as a share of the trade's bead.
const HOLE: f32 = 0.75;

/// All vertices of a bead, each point's on one spot: nothing is seen of it.
fn empty(seam: &Seam) -> Mesh {
    let points = seam.points();
    let rings = points.len() as u32;
    let spots = points.iter().flat_map(|point| [point.at.to_array(); RING]);
    let normals = points.iter().flat_map(|point| [point.normal.to_array(); RING]);
    let ring = RING as u32;
    let quads = (0..rings - 1).flat_map(|along| (0..ring - 1).map(move |across| along * ring + across));
    let indices = quads.flat_map(|corner| {
        let ahead = corner + ring;
        [corner, corner + 1, ahead, ahead, corner + 1, ahead + 1]
    });
    let usage = RenderAssetUsages::MAIN_WORLD | RenderAssetUsages::RENDER_WORLD;
    Mesh::new(PrimitiveTopology::TriangleList, usage)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, spots.collect::<Vec<_>>())
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, normals.collect::<Vec<_>>())
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, vec![[0.0_f32; 4]; points.len() * RING])
        .with_inserted_indices(Indices::U32(indices.collect()))
}

/// One vertex, as the mesh holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Vertex {
    position: [f32; 3],
    normal: [f32; 3],
    colour: [f32; 4],
}

fn write(mesh: &mut Mesh, rings: &[(usize, [Vertex; RING])]) {
    let vertices = || {
        let rings = rings.iter().flat_map(|(point, ring)| ring.iter().zip(point * RING..));
        rings.map(|(vertex, at)| (at, vertex))
    };
    if let Some(VertexAttributeValues::Float32x3(positions)) = mesh.attribute_mut(Mesh::ATTRIBUTE_POSITION) {
        for (at, vertex) in vertices() {
            positions[at] = vertex.position;
        }
    }
    if let Some(VertexAttributeValues::Float32x3(normals)) = mesh.attribute_mut(Mesh::ATTRIBUTE_NORMAL) {
        for (at, vertex) in vertices() {
            normals[at] = vertex.normal;
        }
    }
    if let Some(VertexAttributeValues::Float32x4(colours)) = mesh.attribute_mut(Mesh::ATTRIBUTE_COLOR) {
        for (at, vertex) in vertices() {
            colours[at] = vertex.colour;
        }
    }
}

fn look(seam: &Seam, pool: &Pool, tolerance: Tolerance, bead: &Bead, point: usize) -> Look {
    let cell = &bead.cells()[point];
    let (width, height) = bead.size(seam, pool, point);
    let hole_width = HOLE * pool.width_mm;
    Look {
        width: if cell.hole { hole_width } else { width },
        height,
        offset: cell.offset,
        heat: if cell.heat < DIM { 0.0 } else { cell.heat.min(1.4) },
        scorched: ((cell.peak - 1.0) / 0.8).clamp(0.0, 1.0),
        undercut: cell.is_undercut(pool, tolerance),
        cold: width > 0.0 && cell.heat < DIM && !cell.is_fused(tolerance),
        hole: cell.hole,
    }
}

impl Look {
    /// Whether an eye would see the difference.
    fn differs(&self, other: &Self) -> bool {
        let far = |a: f32, b: f32| (a - b).abs() > NOTICED;
        far(self.width, other.width)
            || far(self.height, other.height)
            || far(self.offset, other.offset)
            || far(self.heat, other.heat)
            || (self.heat > 0.0) != (other.heat > 0.0)
            || (self.undercut, self.cold, self.hole) != (other.undercut, other.cold, other.hole)
    }

    /// Height above the plate at `across`, in ripple number `ripple` (counted with its fraction) at the middle.
    fn rises(&self, across: f32, ripple: f32) -> f32 {
        let dome = (1.0 - across * across).max(0.0);
        let wave = ((ripple - RIPPLES.2 * across * across) * std::f32::consts::TAU).sin();
        self.height * dome * (1.0 + RIPPLES.1 * wave)
    }

    fn paint(&self, across: f32) -> [f32; 4] {
        let edge = across.abs();
        let colour = if self.hole {
            tokens::WELD_HOLE
        } else if edge > 1.1 && self.undercut {
            tokens::WELD_GROOVE
        } else if self.cold {
            tokens::WELD_COLD
        } else {
            // Straw and blue stay where the metal was too hot, most of all at the edges.
            let scorched = self.scorched * edge.min(1.0);
            tokens::WELD.mix(&tokens::WELD_SCORCHED, scorched)
        };
        let [red, green, blue, _] = colour.to_srgba().to_f32_array();
        // The edges cool first.
        let heat = if self.hole {
            0.0
        } else {
            self.heat * (1.15 - 0.45 * edge)
        };
        [red, green, blue, heat]
    }
}

/// The vertices of one point of the seam.
fn ring(seam: &Seam, looks: &[Look], point: usize) -> [Vertex; RING] {
    let (look, place) = (looks[point], &seam.points()[point]);
    let metres = 1.0 / seam.mm_per_m();
    let ripple = point as f32 * seam.step_mm() / RIPPLES.0;
    let half = look.width / 2.0;
    ACROSS.map(|across| {
        let height = if look.hole { 0.0 } else { look.rises(across, ripple) };
        // Outside its edge a bead runs out on the plate, or into its groove.
        let above = if look.width > 0.0 { ABOVE_MM + height } else { -ABOVE_MM };
        let sideways = look.offset + across * half;
        let at = place.at + (place.side() * sideways + place.normal * above) * metres;
        let normal = slope(looks, point, across, ripple, seam.step_mm());
        let [towards_side, up, ahead] = normal;
        let normal = place.side() * towards_side + place.normal * up + place.tangent * ahead;
        Vertex {
            position: at.to_array(),
            normal: normal.normalize_or(place.normal).to_array(),
            colour: look.paint(across),
        }
    })
}

/// Where the surface looks: to the side, up, ahead; not normalised.
fn slope(looks: &[Look], point: usize, across: f32, ripple: f32, step_mm: f32) -> [f32; 3] {
    let look = looks[point];
    if look.hole || look.width <= 0.0 {
        return [0.0, 1.0, 0.0];
    }
    let (before, after) = (looks[point.saturating_sub(1)], looks[(point + 1).min(looks.len() - 1)]);
    let step = step_mm / RIPPLES.0;
    let ahead = (after.rises(across, ripple + step) - before.rises(across, ripple - step)) / (2.0 * step_mm);
    let beside = -2.0 * across.clamp(-1.0, 1.0) * look.height / (look.width / 2.0);
    // The ripples are a little steeper to the light than they stand: they are what a welder looks at.
    [-beside, 1.0, -1.6 * ahead]
}

#[cfg(test)]
mod tests {
    use super::{super::seam::Spot, *};
    use crate::mechanics::Anchor;

    const SOUND: Look = Look {
        width: 7.0,
        height: 1.75,
        offset: 0.0,
        heat: 0.0,
        scorched: 0.0,
        undercut: false,
        cold: false,
        hole: false,
    };

    #[test]
    fn a_bead_stands_highest_in_its_middle_and_runs_out_at_its_edges() {
        assert!(SOUND.rises(0.0, 0.0) > SOUND.rises(0.5, 0.0));
        assert_eq!((SOUND.rises(1.0, 0.0), SOUND.rises(1.22, 0.0)), (0.0, 0.0));
    }

    #[test]
    fn heat_fades_and_is_drawn_until_it_is_gone() {
        let hot = Look { heat: 0.5, ..SOUND };
        assert!(hot.differs(&SOUND) && !hot.differs(&Look { heat: 0.505, ..SOUND }));
        assert!(hot.paint(0.0)[3] > hot.paint(1.0)[3] && SOUND.paint(0.0)[3] == 0.0);
        assert!(SOUND.differs(&Look { heat: 0.011, ..SOUND }));
    }

    #[test]
    fn only_what_an_eye_would_see_change_is_written_anew() {
        let node = |x| Anchor {
            translation: Vec3::X * x,
            rotation: Quat::IDENTITY,
            scale: Vec3::ONE,
        };
        let (from, to) = (node(0.0), node(1.0));
        let seam = Seam::new(&[(0, &from), (1, &to)], 150.0).expect("a seam");
        let (pool, tolerance) = (
            Pool::new(3.0, 7.0),
            Tolerance {
                heat: (0.35, 2.6),
                holes: true,
            },
        );
        let (mut bead, mut drawing) = (Bead::new(&seam), Drawing::bare(&seam));
        assert_eq!(drawing.follow(&seam, &pool, tolerance, &bead), None);
        for _ in 0..30 {
            bead.melt(
                &seam,
                &pool,
                Spot {
                    along: 75.0,
                    offset: 0.0,
                },
                1.0,
            );
        }
        let changed = drawing
            .follow(&seam, &pool, tolerance, &bead)
            .expect("metal lies there");
        let middle = (75.0 / seam.step_mm()) as usize;
        assert!(
            changed.contains(&middle) && changed.len() < seam.points().len() / 2,
            "{changed:?}"
        );
        assert_eq!(drawing.follow(&seam, &pool, tolerance, &bead), None);
        assert_eq!(drawing, Drawing::of(&seam, &pool, tolerance, &bead));
    }
}

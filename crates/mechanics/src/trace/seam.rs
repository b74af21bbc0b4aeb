//! The seam as the hand meets it: a smooth line through the artist's nodes, and where on it a finger points. Pure.

use glam::Vec3;

use crate::{Anchor, Anchors, Ray};

/// Distance between two points of the line, real millimetres: finer than any ripple of a bead.
const POINT_MM: f32 = 1.0;
/// Least and most points of a line, whatever its length.
const POINTS: (usize, usize) = (8, 1200);
/// Pieces each stretch between two nodes is measured in.
const PIECES: usize = 24;
/// A finger is looked for this far ahead of and behind the torch, real millimetres: a seam that comes back near itself
/// is not jumped across.
const AHEAD_MM: f32 = 60.0;
/// Below this slope between a finger's ray and the workpiece its plane says nothing.
const GRAZING: f32 = 0.05;

/// A line of evenly spread points.
#[derive(Clone, Debug, PartialEq)]
pub struct Seam {
    points: Vec<Point>,
    /// From one point to the next, real millimetres.
    step_mm: f32,
    mm_per_m: f32,
}

/// A point of the seam, stage coordinates (metres).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub at: Vec3,
    /// Along the seam, unit length.
    pub tangent: Vec3,
    /// Out of the workpiece, unit length.
    pub normal: Vec3,
    /// Root gap, real millimetres.
    pub gap_mm: f32,
}

impl Point {
    /// Across the seam, unit length.
    pub fn side(&self) -> Vec3 {
        self.tangent.cross(self.normal)
    }
}

/// A place on or beside the seam, real millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    pub along: f32,
    /// Positive on the side of [`Point::side`].
    pub offset: f32,
}

/// Where a finger points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    pub spot: Spot,
    /// Distance between the finger and the seam, its ends included, real millimetres.
    pub away: f32,
}

/// The nodes of a seam in their order: those named `<seam>.<number>`.
pub fn nodes<'a>(seam: &str, anchors: &'a Anchors) -> Vec<(u32, &'a Anchor)> {
    let prefix = format!("{seam}.");
    let numbered = anchors
        .names()
        .filter_map(|name| Some((name.strip_prefix(&prefix)?.parse().ok()?, anchors.get(name)?)));
    let mut nodes: Vec<(u32, &Anchor)> = numbered.collect();
    nodes.sort_by_key(|(number, _)| *number);
    nodes
}

/// From here on a scale is Blender's own 1, less what a turned node loses as its pose is taken apart.
const UNSCALED: f32 = 0.999;

/// What the author says with a node's scale: the root gap, metres of the diorama.
pub fn gap(anchor: &Anchor) -> f32 {
    let scale = anchor.scale.x.abs();
    if scale < UNSCALED { scale } else { 0.0 }
}

impl Seam {
    /// `None` without two nodes apart from each other.
    pub fn new(nodes: &[(u32, &Anchor)], mm_per_m: f32) -> Option<Self> {
        if nodes.len() < 2 {
            return None;
        }
        let fine: Vec<Point> = (0..=(nodes.len() - 1) * PIECES)
            .map(|piece| between(nodes, piece as f32 / PIECES as f32, mm_per_m))
            .collect();
        let mut lengths = vec![0.0];
        for pair in fine.windows(2) {
            lengths.push(lengths[lengths.len() - 1] + pair[0].at.distance(pair[1].at) * mm_per_m);
        }
        let length_mm = lengths[lengths.len() - 1];
        if !length_mm.is_finite() || length_mm < POINT_MM {
            return None;
        }
        let count = ((length_mm / POINT_MM) as usize).clamp(POINTS.0, POINTS.1);
        let step_mm = length_mm / (count - 1) as f32;
        let at = |index: usize| {
            let along = index as f32 * step_mm;
            let after = lengths
                .partition_point(|length| *length < along)
                .clamp(1, fine.len() - 1);
            let (from, to) = (lengths[after - 1], lengths[after]);
            let share = if to > from { (along - from) / (to - from) } else { 0.0 };
            mix(&fine[after - 1], &fine[after], share.clamp(0.0, 1.0))
        };
        let mut points: Vec<Point> = (0..count).map(at).collect();
        straighten(&mut points);
        Some(Self {
            points,
            step_mm,
            mm_per_m,
        })
    }

    pub fn points(&self) -> &[Point] {
        &self.points
    }

    pub fn step_mm(&self) -> f32 {
        self.step_mm
    }

    /// Real millimetres in a metre of the diorama.
    pub fn mm_per_m(&self) -> f32 {
        self.mm_per_m
    }

    pub fn length_mm(&self) -> f32 {
        self.step_mm * (self.points.len() - 1) as f32
    }

    /// The seam at a distance from its beginning, real millimetres.
    pub fn point(&self, along: f32) -> Point {
        let place = (along / self.step_mm).clamp(0.0, (self.points.len() - 1) as f32);
        let before = (place as usize).min(self.points.len() - 2);
        mix(&self.points[before], &self.points[before + 1], place - before as f32)
    }

    /// Stage coordinates of a place, metres.
    pub fn place(&self, spot: Spot) -> Vec3 {
        let point = self.point(spot.along);
        point.at + point.side() * spot.offset / self.mm_per_m
    }

    /// Where `ray` points, in the neighbourhood of `near` (real millimetres along the seam) if one is given; `None` for a
    /// ray no camera casts.
    pub fn aim(&self, ray: Ray, near: Option<f32>) -> Option<Aim> {
        if !ray.origin.is_finite() || !ray.direction.is_finite() {
            return None;
        }
        let last = self.points.len() - 1;
        let range = near.map_or(0..=last, |near| {
            let index = |along: f32| ((along / self.step_mm).max(0.0) as usize).min(last);
            index(near - AHEAD_MM)..=index(near + AHEAD_MM)
        });
        let distances = range.map(|index| (index, ray.distance_to(self.points[index].at)));
        let (nearest, _) = distances.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let point = &self.points[nearest];
        let slope = ray.direction.dot(point.normal);
        let met = if slope.abs() < GRAZING {
            ray.nearest(point.at)
        } else {
            (point.at - ray.origin).dot(point.normal) / slope
        };
        let from_point = (ray.at(met) - point.at) * self.mm_per_m;
        let wished = nearest as f32 * self.step_mm + from_point.dot(point.tangent);
        let along = wished.clamp(0.0, self.length_mm());
        let offset = from_point.dot(point.side());
        let away = offset.hypot(wished - along);
        away.is_finite().then_some(Aim {
            spot: Spot { along, offset },
            away,
        })
    }
}

/// The line at `place` nodes from its beginning: a Catmull-Rom spline through the nodes, normals and gaps mixed.
fn between(nodes: &[(u32, &Anchor)], place: f32, mm_per_m: f32) -> Point {
    let last = nodes.len() - 1;
    let before = (place as usize).min(last - 1);
    let share = place - before as f32;
    let at = |index: usize| nodes[index.min(last)].1.translation;
    let (b, c) = (at(before), at(before + 1));
    // The ends go on as they came.
    let a = before.checked_sub(1).map_or(2.0 * b - c, at);
    let d = if before + 2 <= last {
        at(before + 2)
    } else {
        2.0 * c - b
    };
    let curve = 2.0 * b
        + (c - a) * share
        + (2.0 * a - 5.0 * b + 4.0 * c - d) * share.powi(2)
        + (3.0 * (b - c) + d - a) * share.powi(3);
    let (here, next) = (nodes[before].1, nodes[before + 1].1);
    let up = (here.rotation * Vec3::Y).lerp(next.rotation * Vec3::Y, share);
    Point {
        at: curve / 2.0,
        tangent: c - b,
        normal: up.normalize_or(Vec3::Y),
        gap_mm: (gap(here) * (1.0 - share) + gap(next) * share) * mm_per_m,
    }
}

fn mix(a: &Point, b: &Point, share: f32) -> Point {
    Point {
        at: a.at.lerp(b.at, share),
        tangent: a.tangent.lerp(b.tangent, share).normalize_or(Vec3::X),
        normal: a.normal.lerp(b.normal, share).normalize_or(Vec3::Y),
        gap_mm: a.gap_mm + (b.gap_mm - a.gap_mm) * share,
    }
}

/// Tangents that follow the points, normals square to them.
fn straighten(points: &mut [Point]) {
    let last = points.len() - 1;
    for index in 0..=last {
        let ahead = points[(index + 1).min(last)].at - points[index.saturating_sub(1)].at;
        let tangent = ahead.normalize_or(points[index].tangent.normalize_or(Vec3::X));
        let normal = points[index].normal.reject_from_normalized(tangent);
        points[index].tangent = tangent;
        points[index].normal = normal.normalize_or(tangent.any_orthonormal_vector());
    }
}

#[cfg(test)]
mod tests {
    use glam::Quat;

    use super::*;

    fn anchor(x: f32, z: f32, scale: f32) -> Anchor {
        Anchor {
            translation: Vec3::new(x, 0.5, z),
            rotation: Quat::IDENTITY,
            scale: Vec3::splat(scale),
        }
    }

    fn corner() -> Seam {
        let nodes = [anchor(0.0, 0.0, 1.0), anchor(1.0, 0.0, 0.01), anchor(1.0, 1.0, 0.01)];
        let nodes: Vec<(u32, &Anchor)> = nodes.iter().zip(0..).map(|(node, number)| (number, node)).collect();
        Seam::new(&nodes, 100.0).expect("a seam")
    }

    #[test]
    fn points_are_evenly_spread_and_square() {
        let seam = corner();
        assert!((200.0..230.0).contains(&seam.length_mm()), "{}", seam.length_mm());
        for pair in seam.points().windows(2) {
            let step = pair[0].at.distance(pair[1].at) * 100.0;
            assert!((step - seam.step_mm()).abs() < 0.05, "{step}");
            assert!(pair[0].tangent.dot(pair[0].normal).abs() < 1e-4);
        }
    }

    #[test]
    fn a_scale_of_one_is_no_gap_and_a_smaller_one_is_the_gap() {
        let seam = corner();
        assert_eq!(seam.point(0.0).gap_mm, 0.0);
        assert!((seam.point(seam.length_mm()).gap_mm - 1.0).abs() < 1e-3);
        assert_eq!(gap(&anchor(0.0, 0.0, 1.0 - 1e-6)), 0.0, "a turned node");
    }

    #[test]
    fn a_finger_is_found_beside_the_seam_and_beyond_its_ends() {
        let seam = corner();
        let eye = Vec3::new(0.5, 4.0, 3.0);
        let aim = |point| seam.aim(Ray::through(eye, point), None).expect("a ray");
        let point = seam.point(30.0);
        let finger = point.at + point.side() * 0.05;
        let beside = aim(finger);
        let off = [beside.spot.along - 30.0, beside.spot.offset - 5.0, beside.away - 5.0];
        assert!(off.iter().all(|off| off.abs() < 0.3), "{beside:?}");
        let beyond = aim(Vec3::new(-0.2, 0.5, 0.0));
        assert!((beyond.spot.along, beyond.away > 19.0) == (0.0, true), "{beyond:?}");
        assert!(seam.place(beside.spot).distance(finger) < 0.01);
        let nowhere = Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        };
        assert_eq!(seam.aim(nowhere, Some(3.0)), None);
    }

    #[test]
    fn one_node_or_none_makes_no_seam() {
        let node = anchor(0.0, 0.0, 1.0);
        assert_eq!(Seam::new(&[(0, &node)], 100.0), None);
        assert_eq!(Seam::new(&[(0, &node), (1, &node)], 100.0), None);
    }
}

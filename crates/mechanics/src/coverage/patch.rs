//! A smooth surface through a grid of nodes: where a finger meets it, without any mesh. Pure.

use std::collections::BTreeMap;

use glam::{Vec2, Vec3};

use crate::{Anchors, Ray};

/// Between two nodes the surface is followed in so many straight pieces.
const PIECES: usize = 6;
/// A ray flatter than this to the surface does not point at it.
const GRAZING: f32 = 0.08;
/// Beside the surface a place is told no further than this, in widths of the surface.
const BESIDE: f32 = 0.6;

/// Nodes of an area, and whether each row has as many as the first.
pub fn nodes(id: &str, anchors: &Anchors) -> BTreeMap<(usize, usize), (Vec3, Vec3)> {
    let prefix = format!("cover.{id}.");
    let nodes = anchors.with_prefix(&prefix).filter_map(|(place, anchor)| {
        let mut digits = place.chars().map(|digit| digit.to_digit(10));
        let place = (digits.next()??, digits.next()??);
        let up = anchor.rotation * Vec3::Y;
        digits
            .next()
            .is_none()
            .then_some(((place.0 as usize, place.1 as usize), (anchor.translation, up)))
    });
    nodes.collect()
}

/// Rows and columns of a whole grid; `None` where a node is missing: which one is then told by [`missing`].
pub fn size<T>(nodes: &BTreeMap<(usize, usize), T>) -> (usize, usize) {
    let most = |of: fn(&(usize, usize)) -> usize| nodes.keys().map(of).max().map_or(0, |last| last + 1);
    (most(|place| place.0).max(2), most(|place| place.1).max(2))
}

/// The first node that is missing from a grid.
pub fn missing<T>(nodes: &BTreeMap<(usize, usize), T>) -> Option<(usize, usize)> {
    let (rows, cols) = size(nodes);
    let mut places = (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col)));
    places.find(|place| !nodes.contains_key(place))
}

/// A surface, ready to be pointed at. A place on it is `(u, v)`, each from 0 to 1: u along its rows, v from row to row.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    cols: usize,
    points: Vec<Vec3>,
    /// 1 or −1: which way the nodes' Y looks.
    side: f32,
    /// Corners of the pieces, and how many there are in a row.
    corners: Vec<Vec3>,
    across: usize,
    /// Length along u and v through the middle, metres.
    pub lengths: Vec2,
}

/// Where a ray meets a surface or passes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    pub uv: Vec2,
    /// How far beside the surface, metres; 0 on it.
    pub beside: f32,
    /// How far along the ray, metres.
    pub distance: f32,
}

impl Patch {
    /// `None` without a whole grid of finite nodes.
    pub fn new(id: &str, anchors: &Anchors) -> Option<Self> {
        let nodes = nodes(id, anchors);
        if nodes.is_empty() || missing(&nodes).is_some() {
            return None;
        }
        let (rows, cols) = size(&nodes);
        let points: Vec<Vec3> = nodes.values().map(|node| node.0).collect();
        let up: Vec3 = nodes.values().map(|node| node.1).sum();
        if points.iter().any(|point| !point.is_finite()) {
            return None;
        }
        let across = (cols - 1) * PIECES + 1;
        let down = (rows - 1) * PIECES + 1;
        let mut patch = Self {
            cols,
            points,
            side: 1.0,
            corners: Vec::new(),
            across,
            lengths: Vec2::ONE,
        };
        let share = |index: usize, count: usize| index as f32 / (count - 1) as f32;
        let corners = (0..down).flat_map(|v| (0..across).map(move |u| (u, v)));
        patch.corners = corners
            .map(|(u, v)| patch.place(Vec2::new(share(u, across), share(v, down))))
            .collect();
        patch.side = if patch.normal(Vec2::splat(0.5)).dot(up) < 0.0 {
            -1.0
        } else {
            1.0
        };
        let length = |way: fn(f32) -> Vec2| {
            let steps = (0..32_u8).map(|step| (f32::from(step) / 32.0, (f32::from(step) + 1.0) / 32.0));
            steps
                .map(|(from, to)| patch.place(way(from)).distance(patch.place(way(to))))
                .sum()
        };
        patch.lengths = Vec2::new(length(|u| Vec2::new(u, 0.5)), length(|v| Vec2::new(0.5, v)));
        Some(patch)
    }

    /// Stage coordinates of a place, metres. Beside the surface it goes straight on.
    pub fn place(&self, uv: Vec2) -> Vec3 {
        let on = uv.clamp(Vec2::ZERO, Vec2::ONE);
        let at = self.curved(on);
        if on == uv {
            return at;
        }
        let (along_u, along_v) = self.slopes(on);
        at + along_u * (uv.x - on.x) + along_v * (uv.y - on.y)
    }

    /// Which way the surface looks, unit length.
    pub fn normal(&self, uv: Vec2) -> Vec3 {
        let (along_u, along_v) = self.slopes(uv.clamp(Vec2::ZERO, Vec2::ONE));
        (along_u.cross(along_v) * self.side).normalize_or(Vec3::Y)
    }

    /// Metres for each unit of u and of v.
    pub fn slopes(&self, uv: Vec2) -> (Vec3, Vec3) {
        const STEP: f32 = 0.01;
        let slope = |way: Vec2| {
            let (from, to) = (
                (uv - way * STEP).clamp(Vec2::ZERO, Vec2::ONE),
                (uv + way * STEP).clamp(Vec2::ZERO, Vec2::ONE),
            );
            (self.curved(to) - self.curved(from)) / (to - from).dot(way)
        };
        (slope(Vec2::X), slope(Vec2::Y))
    }

    /// Catmull-Rom both ways.
    fn curved(&self, uv: Vec2) -> Vec3 {
        let rows = self.points.len() / self.cols;
        let row = |row: usize| spline(uv.x, self.cols, |col| self.points[row * self.cols + col]);
        spline(uv.y, rows, row)
    }

    /// Where a ray meets the surface, or passes beside it.
    pub fn aim(&self, ray: Ray) -> Option<Aim> {
        self.met(ray).or_else(|| self.passed(ray))
    }

    fn met(&self, ray: Ray) -> Option<Aim> {
        let down = self.corners.len() / self.across;
        let mut best: Option<(f32, Vec2)> = None;
        for v in 0..down - 1 {
            for u in 0..self.across - 1 {
                let corner = |du: usize, dv: usize| self.corners[(v + dv) * self.across + u + du];
                let (a, b, c, d) = (corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1));
                let one = hit(ray, a, b, c);
                let other = || hit(ray, d, c, b).map(|(t, s, r)| (t, 1.0 - s, 1.0 - r));
                if let Some((distance, s, t)) = one.or_else(other)
                    && best.is_none_or(|best| distance < best.0)
                {
                    let uv =
                        Vec2::new(u as f32 + s, v as f32 + t) / Vec2::new((self.across - 1) as f32, (down - 1) as f32);
                    best = Some((distance, uv));
                }
            }
        }
        best.map(|(distance, uv)| Aim {
            uv,
            beside: 0.0,
            distance,
        })
    }

    fn passed(&self, ray: Ray) -> Option<Aim> {
        let down = self.corners.len() / self.across;
        let corners = self.corners.iter().enumerate();
        let away = |corner: &Vec3| ray.distance_to(*corner);
        let (nearest, corner) = corners.min_by(|a, b| away(a.1).total_cmp(&away(b.1)))?;
        let (u, v) = (nearest % self.across, nearest / self.across);
        let at = Vec2::new(u as f32 / (self.across - 1) as f32, v as f32 / (down - 1) as f32);
        let normal = self.normal(at);
        let slope = ray.direction.dot(normal);
        if slope.abs() < GRAZING {
            return None;
        }
        let distance = (*corner - ray.origin).dot(normal) / slope;
        let off = ray.at(distance) - *corner;
        let (along_u, along_v) = self.slopes(at);
        let (uu, uv, vv) = (along_u.length_squared(), along_u.dot(along_v), along_v.length_squared());
        let det = uu * vv - uv * uv;
        let (du, dv) = (off.dot(along_u), off.dot(along_v));
        let moved = Vec2::new(du * vv - dv * uv, dv * uu - du * uv) / det;
        let uv = (at + moved).clamp(Vec2::splat(-BESIDE), Vec2::splat(1.0 + BESIDE));
        let beside = off.length();
        (distance > 0.0 && uv.is_finite() && beside.is_finite()).then_some(Aim { uv, beside, distance })
    }
}

/// The curve through `count` points at `share` (0 to 1) of its way.
fn spline(share: f32, count: usize, point: impl Fn(usize) -> Vec3) -> Vec3 {
    let place = share.clamp(0.0, 1.0) * (count - 1) as f32;
    let from = (place as usize).min(count - 2);
    let t = place - from as f32;
    let (b, c) = (point(from), point(from + 1));
    // Beyond its ends the curve would go on as it comes.
    let a = if from > 0 { point(from - 1) } else { 2.0 * b - c };
    let d = if from + 2 < count { point(from + 2) } else { 2.0 * c - b };
    let (slope_b, slope_c) = ((c - a) / 2.0, (d - b) / 2.0);
    let (t2, t3) = (t * t, t * t * t);
    b * (2.0 * t3 - 3.0 * t2 + 1.0) + slope_b * (t3 - 2.0 * t2 + t) + c * (3.0 * t2 - 2.0 * t3) + slope_c * (t3 - t2)
}

/// Where a ray meets a triangle: how far, and the shares of its two sides.
fn hit(ray: Ray, a: Vec3, b: Vec3, c: Vec3) -> Option<(f32, f32, f32)> {
    const EDGE: f32 = 1e-4;
    let (side, other) = (b - a, c - a);
    let p = ray.direction.cross(other);
    let det = side.dot(p);
    if det.abs() < 1e-12 {
        return None;
    }
    let from = (ray.origin - a) / det;
    let s = from.dot(p);
    let q = from.cross(side);
    let t = ray.direction.dot(q);
    let distance = other.dot(q);
    let inside = s >= -EDGE && t >= -EDGE && s + t <= 1.0 + EDGE;
    (inside && distance > 0.0 && distance.is_finite()).then_some((distance, s, t))
}

#[cfg(test)]
mod tests {
    use glam::Quat;
    use proptest::prelude::*;

    use super::*;
    use crate::Anchor;

    fn dome(height: f32) -> Patch {
        let places = (0..4_u8).flat_map(|row| (0..5_u8).map(move |col| (row, col)));
        let anchors: Anchors = places
            .map(|(row, col)| {
                let (x, z) = (f32::from(col) / 4.0 - 0.5, f32::from(row) / 3.0 - 0.5);
                let anchor = Anchor {
                    translation: Vec3::new(x, height * (1.0 - x * x - z * z), z),
                    rotation: Quat::IDENTITY,
                    scale: Vec3::ONE,
                };
                (format!("cover.dome.{row}{col}"), anchor)
            })
            .collect();
        Patch::new("dome", &anchors).expect("a whole grid")
    }

    proptest! {
        #[test]
        fn a_finger_on_the_surface_is_found_where_it_points(height in 0f32..0.4, u in 0f32..1.0, v in 0f32..1.0) {
            let (patch, uv) = (dome(height), Vec2::new(u, v));
            let aim = patch.aim(Ray::through(Vec3::new(0.3, 3.0, 1.5), patch.place(uv))).expect("a place");
            prop_assert!(aim.uv.distance(uv) < 0.03, "{:?} instead of {uv}", aim);
        }

        #[test]
        fn a_finger_beside_the_surface_is_told_so(height in 0f32..0.2, u in -0.4f32..1.4, v in 1.05f32..1.4) {
            let patch = dome(height);
            let aim = patch.aim(Ray::through(Vec3::new(0.3, 3.0, 1.5), patch.place(Vec2::new(u, v)))).expect("a place");
            prop_assert!(aim.beside > 0.0 && aim.uv.y > 1.0, "{:?}", aim);
        }

        #[test]
        fn no_ray_leads_to_a_place_that_is_none(
            from in prop::array::uniform3(-3f32..3.0), to in prop::array::uniform3(-1f32..1.0),
        ) {
            if let Some(aim) = dome(0.2).aim(Ray::through(Vec3::from(from), Vec3::from(to))) {
                prop_assert!(aim.uv.is_finite() && aim.uv.abs().max_element() < 2.0 && aim.beside.is_finite());
            }
        }
    }

    #[test]
    fn it_looks_where_its_nodes_look_and_goes_through_them() {
        let patch = dome(0.3);
        assert!(patch.normal(Vec2::splat(0.5)).y > 0.99);
        assert!(patch.place(Vec2::ZERO).distance(Vec3::new(-0.5, 0.15, -0.5)) < 1e-5);
    }
}

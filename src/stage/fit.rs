//! Where the eye must stand so that all that matters is seen in the part of the screen no panel covers. Pure.

use glam::{Quat, Vec2, Vec3};

/// The part of the screen left free by panels, as shares of width and height, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FreeRect {
    pub min: Vec2,
    pub max: Vec2,
}

impl FreeRect {
    pub const WHOLE: Self = Self {
        min: Vec2::ZERO,
        max: Vec2::ONE,
    };
}

/// Position of a camera that looks along `rotation` (−Z forward, Y up) with vertical field of view `fov` (radians) and
/// `aspect` (width / height), as near as it can be with every one of `points` (metres) inside `free`.
/// `None` without points.
pub fn eye(points: &[Vec3], rotation: Quat, fov: f32, aspect: f32, free: FreeRect) -> Option<Vec3> {
    if points.is_empty() {
        return None;
    }
    let half = Vec2::new((fov / 2.0).tan() * aspect, (fov / 2.0).tan());
    // Slopes of the free rectangle's edges as seen from the eye; up is positive.
    let (left, right) = ((2.0 * free.min.x - 1.0) * half.x, (2.0 * free.max.x - 1.0) * half.x);
    let (bottom, top) = ((1.0 - 2.0 * free.max.y) * half.y, (1.0 - 2.0 * free.min.y) * half.y);
    let seen: Vec<Vec3> = points.iter().map(|&point| rotation.inverse() * point).collect();
    // A point p is right of the left edge when p.x - eye.x >= left * (eye.z - p.z), and so on for the other edges:
    // linear in the eye's coordinates, so the nearest eye has a closed form for each axis.
    let bound = |axis: fn(&Vec3) -> f32, low: f32, high: f32| {
        let upper = seen.iter().map(|p| axis(p) + low * p.z).fold(f32::INFINITY, f32::min);
        let lower = seen
            .iter()
            .map(|p| axis(p) + high * p.z)
            .fold(f32::NEG_INFINITY, f32::max);
        (lower, upper, (lower - upper) / (high - low))
    };
    let (x_lower, x_upper, x_depth) = bound(|p| p.x, left, right);
    let (y_lower, y_upper, y_depth) = bound(|p| p.y, bottom, top);
    let nearest = seen.iter().map(|p| p.z).fold(f32::NEG_INFINITY, f32::max);
    let depth = x_depth.max(y_depth).max(nearest + 0.1);
    let middle = |lower: f32, upper: f32, low: f32, high: f32| ((lower - high * depth) + (upper - low * depth)) / 2.0;
    let eye = Vec3::new(
        middle(x_lower, x_upper, left, right),
        middle(y_lower, y_upper, bottom, top),
        depth,
    );
    Some(rotation * eye)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FOV: f32 = 0.5;

    /// Where a point is seen, as shares of width and height, y down.
    fn project(point: Vec3, eye: Vec3, rotation: Quat, aspect: f32) -> Vec2 {
        let seen = rotation.inverse() * (point - eye);
        let half = (FOV / 2.0).tan();
        Vec2::new(seen.x / -seen.z / half / aspect, -seen.y / -seen.z / half) / 2.0 + 0.5
    }

    #[test]
    fn nothing_to_see_needs_no_eye() {
        assert_eq!(eye(&[], Quat::IDENTITY, FOV, 1.0, FreeRect::WHOLE), None);
    }

    proptest! {
        #[test]
        fn every_point_is_seen_inside_the_free_part_and_one_touches_its_edge(
            points in prop::collection::vec((-3f32..3.0, 0f32..3.0, -3f32..3.0), 2..12),
            turn in -1f32..1.0, tilt in -0.9f32..0.0, aspect in 0.5f32..2.0,
            left in 0f32..0.4, top in 0f32..0.4, width in 0.3f32..0.6, height in 0.3f32..0.6,
        ) {
            let points: Vec<Vec3> = points.into_iter().map(Vec3::from).collect();
            let rotation = Quat::from_rotation_y(turn) * Quat::from_rotation_x(tilt);
            let free = FreeRect { min: Vec2::new(left, top), max: Vec2::new(left + width, top + height) };
            let eye = eye(&points, rotation, FOV, aspect, free).expect("there are points");
            let mut slack = f32::INFINITY;
            for &point in &points {
                let at = project(point, eye, rotation, aspect);
                let edges = [at.x - free.min.x, free.max.x - at.x, at.y - free.min.y, free.max.y - at.y];
                for edge in edges {
                    prop_assert!(edge > -1e-3, "{point} seen at {at}, outside {free:?}");
                    slack = slack.min(edge);
                }
            }
            // Unless something is right before the eye already.
            let nearest = points.iter().map(|&point| -(rotation.inverse() * (point - eye)).z).fold(f32::INFINITY, f32::min);
            prop_assert!(slack < 1e-2 || nearest < 0.11, "the eye could come nearer: {slack}");
        }
    }
}

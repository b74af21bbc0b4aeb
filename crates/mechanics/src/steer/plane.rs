//! The vertical plane the crane works in: real metres along the rail and below it, and where that is on the stage. Pure.

use glam::{Vec2, Vec3};

use crate::{Anchor, Anchors, Ray};

/// The plane through the rail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// The rail's start, stage coordinates, metres.
    pub origin: Vec3,
    /// Along the rail, horizontal, unit length.
    pub along: Vec3,
    /// Real metres.
    pub length: f32,
    /// Real metres for a metre of the stage.
    pub scale: f32,
}

/// What stands in the plane, seen from the side: from its top down to the ground. Real metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its middle, along the rail.
    pub along: f32,
    pub half: f32,
    /// Its top, below the rail.
    pub top: f32,
}

impl Plane {
    /// `None` without both ends of the rail, or where they are one above the other.
    pub fn new(anchors: &Anchors, scale: f32) -> Option<Self> {
        let (from, to) = (
            anchors.get("rail.start")?.translation,
            anchors.get("rail.end")?.translation,
        );
        let way = (to - from).with_y(0.0);
        let along = way.try_normalize()?;
        Some(Self {
            origin: from,
            along,
            length: way.length() * scale,
            scale,
        })
    }

    /// Out of the plane, unit length.
    pub fn normal(&self) -> Vec3 {
        self.along.cross(Vec3::Y)
    }

    /// A point of the plane (`x` along the rail, `y` below it, real metres) on the stage.
    pub fn place(&self, point: Vec2) -> Vec3 {
        self.origin + (self.along * point.x - Vec3::Y * point.y) / self.scale
    }

    /// Where a point of the stage is in the plane: `x` along the rail, `y` below it, real metres.
    pub fn project(&self, point: Vec3) -> Vec2 {
        let from = point - self.origin;
        Vec2::new(from.dot(self.along), -from.y) * self.scale
    }

    /// Where a ray meets the plane; `None` where it runs along it or away from it.
    pub fn aim(&self, ray: Ray) -> Option<Vec2> {
        meets(ray, self.origin, self.normal()).map(|point| self.project(point))
    }

    /// An empty whose scale is its half sizes.
    pub fn column(&self, anchor: &Anchor) -> Column {
        let middle = self.project(anchor.translation);
        let half = anchor.scale.abs();
        let reach = |axis: Vec3, half: f32| (anchor.rotation * axis).dot(self.along).abs() * half;
        let half_along = reach(Vec3::X, half.x) + reach(Vec3::Z, half.z);
        Column {
            along: middle.x,
            half: half_along * self.scale,
            top: middle.y - half.y * self.scale,
        }
    }
}

/// Where a ray meets the plane through `point` with this normal.
pub(super) fn meets(ray: Ray, point: Vec3, normal: Vec3) -> Option<Vec3> {
    let facing = ray.direction.dot(normal);
    let far = (point - ray.origin).dot(normal) / facing;
    let met = ray.at(far);
    (facing.abs() > 1e-3 && far > 0.0 && met.is_finite()).then_some(met)
}

//! A piece that turns as the eye sees it: what faces whom, what a fingertip covers, where the light grazes. Pure.

use glam::{Quat, Vec3};

use super::{Spec, rules::steps};
use crate::{Anchor, Anchors, Level, Ray};

/// A step of this mechanic, ready to be played: spec and anchors brought together for one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Targets as in the spec, then the level's decoys.
    pub spots: Vec<Spot>,
    /// How many of the spots are targets, and how many of these must be found.
    targets: usize,
    pub(super) wanted: usize,
    /// What the piece turns about, metres.
    pub pivot: Vec3,
    /// The picture's horizontal: the axis of pitch.
    pub(super) right: Vec3,
    /// Bounds, radians.
    pub(super) yaw: (f32, f32),
    pub(super) pitch: (f32, f32),
    hit_mm: f32,
    /// Height of the lamp over the surface, radians.
    lamp_rise: f32,
    pub(super) limit_ticks: Option<u32>,
}

/// From where the piece is looked at, and how large a millimetre of glass is from there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Stage coordinates, metres.
    pub eye: Vec3,
    /// The angle of one millimetre of glass, radians.
    pub rad_per_mm: f32,
}

/// A target or decoy on the piece, in the artist's pose.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub id: String,
    /// From the pivot, metres.
    place: Vec3,
    /// Half the area's two sides, metres.
    sides: [Vec3; 2],
    /// Out of the surface, unit length.
    normal: Vec3,
    /// Largest angle between normal and eye at which it can be made out, radians.
    seen_within: f32,
}

impl Spot {
    /// `visible_from` in degrees.
    fn new(id: &str, anchor: &Anchor, pivot: Vec3, visible_from: f32) -> Self {
        let axis = |unit: Vec3| anchor.rotation * unit;
        Self {
            id: id.to_owned(),
            place: anchor.translation - pivot,
            sides: [axis(Vec3::X) * anchor.scale.x, axis(Vec3::Z) * anchor.scale.z],
            normal: axis(Vec3::Y),
            seen_within: visible_from.to_radians(),
        }
    }
}

/// The node of a target or decoy.
pub fn node(id: &str) -> String {
    format!("target.{id}")
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor is missing (a checked kit has them all). `towards_eye`: from
    /// the piece to whoever looks at it, any length.
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors, towards_eye: Vec3) -> Option<Self> {
        let numbers = spec.levels.get(level);
        let pivot = anchors.get(&spec.turns)?.translation;
        let targets = spec.targets.iter().map(|target| (&target.id, target.visible_from));
        let decoys = spec.decoys.iter().map(|decoy| (&decoy.id, decoy.visible_from));
        let spots: Option<Vec<Spot>> = targets
            .chain(decoys.take(numbers.decoys))
            .map(|(id, visible_from)| Some(Spot::new(id, anchors.get(&node(id))?, pivot, visible_from)))
            .collect();
        let radians = |(low, high): (f32, f32)| (low.to_radians(), high.to_radians());
        Some(Self {
            spots: spots?,
            targets: spec.targets.len(),
            wanted: numbers.targets.min(spec.targets.len()),
            pivot,
            // Looked at from straight above, the artist's X is as good as any.
            right: Vec3::Y.cross(towards_eye).normalize_or(Vec3::X),
            yaw: radians(spec.orbit.yaw),
            pitch: radians(spec.orbit.pitch),
            hit_mm: numbers.hit_mm,
            lamp_rise: numbers.lamp_deg.to_radians(),
            limit_ticks: numbers.limit_secs.map(steps),
        })
    }

    /// Indices of the targets among the spots.
    pub fn targets(&self) -> std::ops::Range<usize> {
        0..self.targets
    }

    /// Whether a spot is a target, not a decoy.
    pub fn is_target(&self, spot: usize) -> bool {
        spot < self.targets
    }

    /// Stage rotation of the piece turned by so much, radians.
    pub(super) fn turned(&self, yaw: f32, pitch: f32) -> Quat {
        Quat::from_axis_angle(self.right, pitch) * Quat::from_rotation_y(yaw)
    }

    /// Middle of a spot while the piece is turned, metres.
    pub fn middle(&self, turn: Quat, spot: usize) -> Vec3 {
        self.pivot + turn * self.spots[spot].place
    }

    /// Angle between the way out of a spot's surface and the eye, as a share of the one at which it is lost.
    pub(super) fn turned_away(&self, turn: Quat, spot: usize, eye: Vec3) -> f32 {
        let normal = turn * self.spots[spot].normal;
        normal.angle_between(eye - self.middle(turn, spot)) / self.spots[spot].seen_within
    }

    /// Whether a spot can be made out from the eye.
    pub fn faces(&self, turn: Quat, spot: usize, eye: Vec3) -> bool {
        self.turned_away(turn, spot, eye) <= 1.0
    }

    /// How far beside a spot's area and beside its middle a finger is, millimetres on the glass; not a number for a ray
    /// no eye casts.
    pub(super) fn beside_mm(&self, turn: Quat, spot: usize, ray: Ray, rad_per_mm: f32) -> (f32, f32) {
        let from_eye = self.middle(turn, spot) - ray.origin;
        let (depth, ahead) = (from_eye.length(), from_eye.normalize_or(ray.direction));
        let straightness = ray.direction.dot(ahead);
        if straightness <= 0.0 {
            return (f32::INFINITY, f32::INFINITY);
        }
        // All on the plane of the glass, brought to the depth of the spot.
        let flat = |way: Vec3| way - ahead * way.dot(ahead);
        let finger = flat(ray.direction * (depth / straightness));
        let [a, b] = self.spots[spot].sides.map(|side| flat(turn * side));
        let share = |way: Vec3, side: Vec3| (way.dot(side) / side.length_squared().max(1e-12)).clamp(-1.0, 1.0);
        // Nearest point of the area, one side after the other: a few rounds bring it within a hair.
        let (mut along_a, mut along_b) = (0.0, 0.0);
        for _ in 0..12 {
            along_a = share(finger - b * along_b, a);
            along_b = share(finger - a * along_a, b);
        }
        let mm = depth * rad_per_mm;
        ((finger - a * along_a - b * along_b).length() / mm, finger.length() / mm)
    }

    /// What a tap means: the spot in reach that is nearest, among those that face the eye. A target that was found stands
    /// back for one that was not.
    pub(super) fn pointed_at(
        &self,
        turn: Quat,
        ray: Ray,
        view: &View,
        is_found: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let in_reach = (0..self.spots.len())
            .filter(|&spot| self.faces(turn, spot, view.eye))
            .map(|spot| (spot, self.beside_mm(turn, spot, ray, view.rad_per_mm)))
            .filter(|(_, (beside, _))| *beside <= self.hit_mm);
        let nearest = |found: bool| {
            in_reach
                .clone()
                .filter(|(spot, _)| !found || self.is_target(*spot) && !is_found(*spot))
                .min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
                .map(|(spot, _)| spot)
        };
        let pointed = nearest(false)?;
        if is_found(pointed) {
            nearest(true).or(Some(pointed))
        } else {
            Some(pointed)
        }
    }

    /// Mean of the surfaces that face the eye: what the lamp grazes.
    fn surface(&self, turn: Quat, eye: Vec3) -> Vec3 {
        let towards_eye = (eye - self.pivot).normalize_or(Vec3::Y);
        let normals = self.spots.iter().map(|spot| turn * spot.normal);
        let seen = normals.filter(|normal| normal.dot(towards_eye) > 0.0);
        seen.sum::<Vec3>().normalize_or(towards_eye)
    }

    /// Towards a lamp that a finger holds low over the surface, beside the piece's middle; `None` where the finger says
    /// nothing about it.
    pub(super) fn light_from(&self, turn: Quat, finger: Ray) -> Option<Vec3> {
        /// A finger nearer to the middle than this lights from no side in particular, metres.
        const MIDDLE: f32 = 1e-3;
        let surface = self.surface(turn, finger.origin);
        let slope = finger.direction.dot(surface);
        let at = finger.at((self.pivot - finger.origin).dot(surface) / slope);
        let aside = at - self.pivot;
        let aside = aside - surface * aside.dot(surface);
        if !(aside.is_finite() && aside.length() > MIDDLE) {
            return None;
        }
        self.grazing(surface, aside.normalize())
    }

    /// Before any finger came: from the left of the picture.
    pub(super) fn first_light(&self) -> Vec3 {
        let towards_eye = self.right.cross(Vec3::Y);
        let surface = self.surface(Quat::IDENTITY, self.pivot + towards_eye + Vec3::Y);
        let aside = -self.right + surface * self.right.dot(surface);
        self.grazing(surface, aside.normalize_or(-self.right))
            .unwrap_or(Vec3::Y)
    }

    fn grazing(&self, surface: Vec3, aside: Vec3) -> Option<Vec3> {
        let (sin, cos) = self.lamp_rise.sin_cos();
        (aside * cos + surface * sin).try_normalize()
    }
}

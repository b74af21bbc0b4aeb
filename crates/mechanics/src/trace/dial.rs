//! A dial under a finger: turned about its middle, it goes from click to click. Pure.

use std::f32::consts::{PI, TAU};

use glam::{Quat, Vec3};

use crate::{Anchors, Ray};

/// From the lowest value to the highest, radians.
pub const SWEEP: f32 = 1.5 * PI;
/// So near its middle a finger has no direction, metres.
const MIDDLE: f32 = 0.012;
/// Below this slope between a finger's ray and the dial its face says nothing.
const GRAZING: f32 = 0.05;

/// A dial of the machine, ready to be turned.
#[derive(Clone, Debug, PartialEq)]
pub struct Dial {
    pub id: String,
    /// Middle of its face, metres.
    pub at: Vec3,
    /// Local Y looks out of the machine.
    pub rotation: Quat,
    pub range: (f32, f32),
    pub step: f32,
    pub start: f32,
    pub ideal: f32,
}

/// How a finger holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    /// Direction of the finger from the middle, radians; `None` while it has none.
    angle: Option<f32>,
    /// Turned since the last click, radians; clockwise is positive.
    turned: f32,
}

impl Dial {
    /// `None` if its node is missing.
    pub fn new(spec: &super::Dial, anchors: &Anchors) -> Option<Self> {
        let node = anchors.get(&format!("dial.{}", spec.id))?;
        Some(Self {
            id: spec.id.clone(),
            at: node.translation,
            rotation: node.rotation,
            range: spec.range,
            step: spec.step,
            start: spec.start,
            ideal: spec.ideal,
        })
    }

    /// Radians from one click to the next.
    pub fn click(&self) -> f32 {
        SWEEP * self.step / (self.range.1 - self.range.0)
    }

    /// The value nearest to the trade's that a click can reach.
    pub fn goal(&self) -> f32 {
        self.clicked(self.start, ((self.ideal - self.start) / self.step).round())
    }

    /// The value so many clicks from another, within the range.
    pub fn clicked(&self, value: f32, clicks: f32) -> f32 {
        // Counted from the lowest value, so that no rounding gathers.
        let from_low = ((value - self.range.0) / self.step).round() + clicks;
        (self.range.0 + from_low * self.step).clamp(self.range.0, self.range.1)
    }

    /// How far it is turned from the middle of its range at `value`, radians, clockwise.
    pub fn turn_at(&self, value: f32) -> f32 {
        SWEEP * ((value - self.range.0) / (self.range.1 - self.range.0) - 0.5)
    }

    /// Where on its face the finger points, in the dial's own axes: `None` if nowhere.
    fn met(&self, ray: Ray) -> Option<Vec3> {
        let out = self.rotation * Vec3::Y;
        let slope = ray.direction.dot(out);
        if slope.abs() < GRAZING {
            return None;
        }
        let point = ray.at((self.at - ray.origin).dot(out) / slope) - self.at;
        let own = self.rotation.inverse() * point;
        own.is_finite().then_some(own)
    }

    /// Direction of the finger from the middle, clockwise as seen from outside; `None` if it has none.
    fn angle(&self, ray: Ray) -> Option<f32> {
        let own = self.met(ray)?;
        (own.x.hypot(own.z) > MIDDLE).then(|| own.z.atan2(own.x))
    }

    /// The way of a finger that turns it by `clicks` (negative: counter-clockwise): out of the middle, round, and no
    /// further.
    pub fn way(&self, clicks: f32, radius: f32) -> Vec<Vec3> {
        // Half a click beyond: as far from the last one as from the next.
        let sweep = (clicks + 0.5 * clicks.signum()) * self.click();
        let points = (sweep.abs() / 0.1).ceil().max(1.0);
        let start = -PI / 2.0 - sweep / 2.0;
        let on_face = |angle: f32| self.at + self.rotation * (Vec3::new(angle.cos(), 0.0, angle.sin()) * radius);
        let out = (0..4_u8).map(|part| self.at.lerp(on_face(start), f32::from(part) / 4.0));
        let round = (0..=points as u16).map(|point| on_face(start + sweep * f32::from(point) / points));
        out.chain(round).collect()
    }
}

impl Grip {
    pub fn new(dial: &Dial, ray: Ray) -> Self {
        Self {
            angle: dial.angle(ray),
            turned: 0.0,
        }
    }

    /// The finger is elsewhere now: so many clicks have passed.
    pub fn turn(&mut self, dial: &Dial, ray: Ray) -> f32 {
        let angle = dial.angle(ray);
        if let (Some(before), Some(now)) = (self.angle, angle) {
            self.turned += (now - before + PI).rem_euclid(TAU) - PI;
        }
        self.angle = angle;
        let clicks = (self.turned / dial.click()).trunc();
        self.turned -= clicks * dial.click();
        clicks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EYE: Vec3 = Vec3::new(0.3, 2.0, 3.0);

    fn dial() -> Dial {
        Dial {
            id: "courant".to_owned(),
            at: Vec3::new(0.5, 1.0, 0.0),
            rotation: Quat::from_rotation_x(1.2),
            range: (40.0, 160.0),
            step: 5.0,
            start: 60.0,
            ideal: 92.0,
        }
    }

    /// The value after a finger went that way.
    fn turned(dial: &Dial, way: &[Vec3]) -> f32 {
        let mut grip = Grip::new(dial, Ray::through(EYE, way[0]));
        way.iter().fold(dial.start, |value, point| {
            let clicks = grip.turn(dial, Ray::through(EYE, *point));
            dial.clicked(value, clicks)
        })
    }

    #[test]
    fn its_way_turns_it_by_as_many_clicks() {
        let dial = dial();
        for clicks in [-4.0_f32, -1.0, 1.0, 6.0, 20.0] {
            assert_eq!(turned(&dial, &dial.way(clicks, 0.08)), 60.0 + 5.0 * clicks);
        }
    }

    #[test]
    fn it_stops_at_the_ends_of_its_range() {
        let dial = dial();
        assert_eq!(turned(&dial, &dial.way(-30.0, 0.08)), 40.0);
        assert_eq!((dial.clicked(155.0, 9.0), dial.goal()), (160.0, 90.0));
    }

    #[test]
    fn clockwise_is_more() {
        let dial = Dial {
            rotation: Quat::from_rotation_x(PI / 2.0),
            ..dial()
        };
        // Its face looks at an eye on the Z axis: over the top from left to right is clockwise.
        let way: Vec<Vec3> = (0..=20_u8)
            .map(|point| PI - PI * f32::from(point) / 20.0)
            .map(|angle| dial.at + Vec3::new(angle.cos(), angle.sin(), 0.0) * 0.1)
            .collect();
        assert!(turned(&dial, &way) > dial.start);
    }

    #[test]
    fn a_finger_on_its_middle_or_nowhere_turns_nothing() {
        let dial = dial();
        let nowhere = Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        };
        let mut grip = Grip::new(&dial, nowhere);
        assert_eq!(grip.turn(&dial, Ray::through(EYE, dial.at)), 0.0);
        assert_eq!(grip.turn(&dial, nowhere), 0.0);
    }
}

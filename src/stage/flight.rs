//! The finale's flight: the eye leaves what was made, still glowing, and draws back until one sees what it serves.

use bevy::prelude::*;

use super::{Curtain, Glow, Stage};
use crate::AppSystems;

/// The eye stays near what was made for so long, then draws back for so long, seconds.
const STAY_SECS: f32 = 1.1;
const DRAW_BACK_SECS: f32 = 5.2;
/// While it waits for a hand no more of its time than this passes, seconds: nothing has opened yet.
const WAITS_SECS: f32 = 0.8;
/// What was made has lost its glow after so long, seconds.
const COOLING_SECS: f32 = 6.0;
/// From this share of the way on one sees what it is.
const SEEN: f32 = 0.82;

/// A place and a direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pose {
    pub at: Vec3,
    pub rotation: Quat,
}

/// The way of the eye over one diorama.
#[derive(Clone, Debug, PartialEq)]
pub struct Flight {
    /// Node where it begins.
    pub(super) from: String,
    /// Node that glows and cools.
    pub(super) glows: Option<String>,
    /// Since the diorama came on view.
    secs: f32,
    /// Whether the eye stays until a hand has brought out what is near.
    waits: bool,
}

impl Flight {
    pub(super) fn new(from: &str, glows: Option<&str>, waits: bool) -> Self {
        Self {
            waits,
            from: from.to_owned(),
            glows: glows.map(str::to_owned),
            secs: 0.0,
        }
    }

    /// Whether the eye stays until a hand has brought out what is near.
    pub fn waits(&self) -> bool {
        self.waits
    }

    pub(super) fn set_off(&mut self) {
        self.waits = false;
    }

    /// Whether time passes for it, and what it passes by.
    pub(super) fn is_under_way(&self) -> bool {
        !self.waits && self.secs > 0.0 && self.secs < Self::SECS
    }

    /// How long it takes in all, seconds.
    pub(super) const SECS: f32 = STAY_SECS + DRAW_BACK_SECS;

    /// Share of its time that is over, 0 to 1.
    pub(super) fn time_share(&self) -> f32 {
        (self.secs / Self::SECS).clamp(0.0, 1.0)
    }

    /// Share of the way behind the eye, 0 to 1: it sets off and arrives softly.
    pub(super) fn share(&self) -> f32 {
        let along = ((self.secs - STAY_SECS) / DRAW_BACK_SECS).clamp(0.0, 1.0);
        along * along * along * (along * (along * 6.0 - 15.0) + 10.0)
    }

    #[cfg(test)]
    pub(super) fn after(secs: f32) -> Self {
        Self {
            secs,
            ..Self::new("camera.a", None, false)
        }
    }

    fn glow(&self) -> f32 {
        (1.0 - self.secs / COOLING_SECS).clamp(0.0, 1.0)
    }

    /// Whether one sees what the work was for.
    pub fn has_shown(&self) -> bool {
        self.share() >= SEEN
    }

    /// Whether nothing of it moves any more.
    fn is_over(&self) -> bool {
        self.secs > COOLING_SECS.max(Self::SECS)
    }
}

/// Where the eye is after a `share` (0 to 1) of its way from the one pose to the other: each part of the way makes what
/// it leaves smaller by the same ratio, as when one walks away from it.
pub(super) fn between(from: Pose, to: Pose, share: f32) -> Pose {
    /// The eye begins so near to what it leaves, metres; the ratio of the two ends is counted from here.
    const NEAR: f32 = 1.2;
    let ratio = 1.0 + from.at.distance(to.at) / NEAR;
    let along = (ratio.powf(share) - 1.0) / (ratio - 1.0).max(1e-6);
    Pose {
        at: from.at.lerp(to.at, along),
        rotation: from.rotation.slerp(to.rotation, along),
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, fly.in_set(AppSystems::Feedback));
}

/// Time passes for the flight once its diorama is on view; what it leaves cools.
fn fly(
    mut commands: Commands,
    mut stage: ResMut<Stage>,
    curtain: Res<Curtain>,
    time: Res<Time<Virtual>>,
    mut glows: Query<&mut Glow>,
) {
    let Some(flight) = stage.flight().filter(|flight| !flight.is_over()) else {
        return;
    };
    if !curtain.open || !stage.is_ready() {
        return;
    }
    let node = flight.glows.as_ref().and_then(|glows| stage.node(glows));
    let glow = Glow(flight.glow());
    if let Some(node) = node {
        match glows.get_mut(node) {
            Ok(mut current) => {
                current.set_if_neq(glow);
            }
            Err(_) => {
                commands.entity(node).try_insert(glow);
            }
        }
    }
    if let Some(flight) = stage.flight_mut() {
        let secs = flight.secs + time.delta_secs();
        flight.secs = if flight.waits { secs.min(WAITS_SECS) } else { secs };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pose(z: f32, turn: f32) -> Pose {
        Pose {
            at: Vec3::Z * z,
            rotation: Quat::from_rotation_y(turn),
        }
    }

    fn after(secs: f32) -> Flight {
        Flight::after(secs)
    }

    #[test]
    fn the_eye_stays_a_while_and_has_arrived_when_it_is_over() {
        assert_eq!((after(0.0).share(), after(STAY_SECS).share()), (0.0, 0.0));
        assert!(!after(STAY_SECS + DRAW_BACK_SECS / 2.0).has_shown());
        let end = after(STAY_SECS + DRAW_BACK_SECS);
        assert!(end.has_shown() && (end.share() - 1.0).abs() < 1e-5);
        assert!(after(0.5).is_under_way() && !after(0.0).is_under_way() && !after(7.0).is_under_way());
        assert!(after(7.0).is_over() && after(7.0).glow() == 0.0 && after(0.0).glow() == 1.0);
    }

    #[test]
    fn it_draws_back_slowly_at_first() {
        let (from, to) = (pose(1.0, 0.0), pose(9.0, 0.0));
        let gone = |share| between(from, to, share).at.z - from.at.z;
        assert!(gone(0.5) < 0.35 * gone(1.0), "{}", gone(0.5));
    }

    proptest! {
        #[test]
        fn every_flight_begins_and_ends_where_it_should_and_never_turns_back(
            near in -3f32..3.0, far in -20f32..20.0, turn in -1f32..1.0, a in 0f32..1.0, b in 0f32..1.0,
        ) {
            let (from, to) = (pose(near, 0.0), pose(far, turn));
            let close = |x: Pose, y: Pose| x.at.distance(y.at) < 1e-3 && x.rotation.angle_between(y.rotation) < 2e-2;
            prop_assert!(close(between(from, to, 0.0), from) && close(between(from, to, 1.0), to));
            let gone = |share| between(from, to, share).at.distance(from.at);
            prop_assert!(gone(a.min(b)) <= gone(a.max(b)) + 1e-4);
        }
    }
}

//! The ghost's hand: performs a demonstration's gesture on the glass, really touching (attract, « montre-moi ») or only
//! showing (the hint after a hesitation). A real touch goes down the same path as a finger: a pointer of its own.

use bevy::{
    camera::NormalizedRenderTarget,
    picking::{
        PickingSystems,
        pointer::{Location, PointerAction, PointerButton, PointerId, PointerInput, PointerLocation},
    },
    prelude::*,
    window::{PrimaryWindow, WindowRef},
};
use uuid::Uuid;

use super::eye::Eye;
use crate::mechanics::{Gesture, STEP_SECS};

/// The ghost's own pointer.
pub const GHOST: PointerId = PointerId::Custom(Uuid::from_u128(0x0e7a_b115_0000_4000_8000_0000_0000_0001));
/// The hand rests this long before it presses and after it lets go, seconds.
const REST_SECS: f32 = 0.45;

/// What the ghost is doing.
#[derive(Resource, Default)]
pub struct Ghost {
    act: Option<Act>,
}

struct Act {
    gesture: Gesture,
    touches: bool,
    /// How much faster than an unhurried hand.
    pace: f32,
    elapsed: f32,
    pressed: bool,
    window: Option<Entity>,
}

/// How the hand looks now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HandPose {
    /// Stage coordinates of the fingertip, metres.
    pub tip: Vec3,
    pub pressed: bool,
    /// 0 to 1: fades in and out at rest.
    pub visible: f32,
}

impl Ghost {
    /// Performs `gesture` once; ignored while another is under way. `touches`: presses really, or only shows. `pace`:
    /// how much faster than an unhurried hand, where the gesture may be hurried at all.
    pub fn perform(&mut self, gesture: Gesture, touches: bool, pace: f32) {
        if self.act.is_none() && gesture.path.len() > 1 {
            let pace = if gesture.even { 1.0 } else { pace };
            self.act = Some(Act {
                gesture,
                touches,
                pace,
                elapsed: 0.0,
                pressed: false,
                window: None,
            });
        }
    }

    pub fn is_busy(&self) -> bool {
        self.act.is_some()
    }

    /// Takes the hand away; what it carried is let go as a cancelled touch by [`play`].
    pub fn stop(&mut self) {
        if let Some(act) = &mut self.act {
            act.elapsed = f32::INFINITY;
        }
    }

    pub fn pose(&self) -> Option<HandPose> {
        let act = self.act.as_ref().filter(|act| act.elapsed.is_finite())?;
        let (arriving, leaving) = (act.elapsed / REST_SECS, (act.total() - act.elapsed) / REST_SECS);
        Some(HandPose {
            tip: act.tip()?,
            pressed: act.down(),
            visible: arriving.min(leaving).clamp(0.0, 1.0),
        })
    }
}

impl Act {
    fn total(&self) -> f32 {
        self.gesture.secs / self.pace + 2.0 * REST_SECS
    }

    fn down(&self) -> bool {
        (REST_SECS..self.total() - REST_SECS).contains(&self.elapsed)
    }

    fn tip(&self) -> Option<Vec3> {
        self.gesture
            .tip((self.elapsed - REST_SECS) * self.pace / self.gesture.secs)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Ghost>()
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn((GHOST, PointerLocation::default()));
        })
        .add_systems(First, play.in_set(PickingSystems::Input));
}

fn play(
    mut ghost: ResMut<Ghost>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    window: Option<Single<Entity, With<PrimaryWindow>>>,
    time: Res<Time<Virtual>>,
    mut inputs: MessageWriter<PointerInput>,
    mut last: Local<Vec2>,
) {
    let Some(act) = ghost.bypass_change_detection().act.as_mut() else {
        return;
    };
    let Some(target) = window.and_then(|window| {
        act.window = Some(*window);
        bevy::camera::RenderTarget::Window(WindowRef::Primary).normalize(Some(*window))
    }) else {
        return;
    };
    let (camera, transform) = *eye;
    let at = act.tip().and_then(|tip| camera.world_to_viewport(transform, tip).ok());
    let mut send = |action, position| {
        inputs.write(pointer_input(target.clone(), position, action));
    };
    if act.touches {
        match at {
            Some(position) if act.elapsed.is_finite() => {
                if *last != position {
                    send(
                        PointerAction::Move {
                            delta: position - *last,
                        },
                        position,
                    );
                    *last = position;
                }
                if act.down() != act.pressed {
                    act.pressed = act.down();
                    let button = PointerButton::Primary;
                    let action = if act.pressed {
                        PointerAction::Press(button)
                    } else {
                        PointerAction::Release(button)
                    };
                    send(action, position);
                }
            }
            // Stopped, or out of sight: nobody's mistake.
            _ if act.pressed => {
                act.pressed = false;
                send(PointerAction::Cancel, *last);
            }
            _ => {}
        }
    }
    act.elapsed += time.delta_secs().min(4.0 * STEP_SECS);
    if act.elapsed >= act.total() && !act.pressed {
        ghost.act = None;
    }
}

fn pointer_input(target: NormalizedRenderTarget, position: Vec2, action: PointerAction) -> PointerInput {
    PointerInput::new(GHOST, Location { target, position }, action)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ghost() -> Ghost {
        let mut ghost = Ghost::default();
        ghost.perform(
            Gesture {
                path: vec![Vec3::ZERO, Vec3::X, Vec3::X * 2.0],
                secs: 1.0,
                even: false,
            },
            true,
            1.0,
        );
        ghost
    }

    fn pose_at(secs: f32) -> HandPose {
        let mut ghost = ghost();
        ghost.act.as_mut().expect("performing").elapsed = secs;
        ghost.pose().expect("performing")
    }

    #[test]
    fn the_hand_rests_presses_carries_and_rests() {
        assert_eq!(pose_at(0.1).tip, Vec3::ZERO);
        assert!(!pose_at(0.1).pressed && pose_at(REST_SECS + 0.01).pressed);
        assert_eq!(pose_at(REST_SECS + 0.5).tip, Vec3::X);
        assert_eq!(pose_at(REST_SECS + 1.0).tip, Vec3::X * 2.0);
        assert!(!pose_at(REST_SECS + 1.01).pressed);
    }

    #[test]
    fn a_gesture_of_the_trade_is_never_hurried() {
        let mut ghost = Ghost::default();
        ghost.perform(
            Gesture {
                path: vec![Vec3::ZERO, Vec3::X],
                secs: 4.0,
                even: true,
            },
            true,
            2.0,
        );
        ghost.act.as_mut().expect("performing").elapsed = REST_SECS + 1.0;
        assert_eq!(ghost.pose().expect("performing").tip, Vec3::X * 0.25);
    }

    #[test]
    fn a_second_gesture_waits_for_the_first() {
        let mut ghost = ghost();
        ghost.perform(
            Gesture {
                path: vec![Vec3::ONE; 2],
                secs: 9.0,
                even: false,
            },
            false,
            1.0,
        );
        assert!(ghost.act.is_some_and(|act| act.touches));
    }
}

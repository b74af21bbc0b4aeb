//! What every mechanic tells the house while it is played, and what the house may ask of it.

use bevy::{
    picking::{
        events::{Pointer, Press},
        pointer::{PointerAction, PointerButton, PointerId, PointerInput},
    },
    prelude::*,
};

use super::{Gesture, Level, Mark, Ray, STEP_SECS, Touch};
use crate::{
    AppSystems,
    language::Bilingual,
    stage::{Showing, Stands, ghost::GHOST, touch::Touchable},
};

/// Begins the step that stands on the stage.
#[derive(Message, Clone, Debug)]
pub struct BeginStep {
    pub kit: String,
    pub step: usize,
    pub level: Level,
}

/// Exhibits the step that stands on the stage: as the visit left it, finished, with nothing to touch.
#[derive(Message, Clone, Debug)]
pub struct ExhibitStep {
    pub kit: String,
    /// `None`: what stands is no step's, and nothing of any is to be seen.
    pub step: Option<usize>,
}

/// All that had to be done is done.
#[derive(Message, Clone, Debug)]
pub struct StepDone {
    pub marks: Vec<Mark>,
}

/// So many of so many: the progress of the step under way.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progressed {
    pub done: usize,
    pub total: usize,
}

/// Something a visitor should know about what they just did.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum Said {
    /// A part is in its place, and why it is needed.
    Praise { name: Bilingual, why: Bilingual },
    /// What was pointed at is sound after all, and why.
    Explain { name: Bilingual, why: Bilingual },
    /// A freeze-frame: what was taken is not safe, and why.
    Stop { name: Bilingual, why: Bilingual },
    /// What is left to do, said for as long as it is.
    Invite { name: Bilingual, what: Bilingual },
    /// A kind word in passing; the key of an interface text.
    Hint(&'static str),
}

/// A rule's effect worth logging.
#[derive(Message, Clone, Debug)]
pub struct Happened(pub String);

/// The gesture that would advance the step now; `None` while nothing can be shown.
#[derive(Resource, Default, Debug)]
pub struct NextGesture(pub Option<Gesture>);

/// What the ghost shows after a hesitation where the next gesture would give the answer away; `None`: the next gesture.
#[derive(Resource, Default, Debug)]
pub struct Nudge(pub Option<Gesture>);

/// Whose touches on the stage are for the mechanic.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Live {
    /// An overlay or a panel holds the scene still; game time of the rules stands.
    #[default]
    Nobody,
    /// The attract screen: a visitor's touch means something else there.
    Ghost,
    Everyone,
}

impl Live {
    pub fn is_running(self) -> bool {
        self != Self::Nobody
    }

    fn admits(self, pointer: PointerId) -> bool {
        match self {
            Self::Nobody => false,
            Self::Ghost => !is_visitor(pointer),
            Self::Everyone => true,
        }
    }
}

/// What a finger does to things on the stage, in the order it happened. Window pixels.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum Finger {
    /// Came down on `thing`.
    Down {
        thing: Entity,
        at: Vec2,
        by: PointerId,
    },
    Moved {
        at: Vec2,
        by: PointerId,
    },
    Up {
        by: PointerId,
    },
    /// Taken away by the system, a palm, a screen left behind.
    Lost {
        by: PointerId,
    },
}

impl Finger {
    pub fn by(&self) -> PointerId {
        match *self {
            Self::Down { by, .. } | Self::Moved { by, .. } | Self::Up { by } | Self::Lost { by } => by,
        }
    }
}

/// The one finger a mechanic listens to: the first that comes down, until it leaves. All others are ignored.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneFinger {
    by: Option<PointerId>,
    /// Since it was last heard of, seconds of game time.
    silent_secs: f32,
}

/// What the one finger does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Heard {
    Down { thing: Entity, at: Vec2 },
    Moved { at: Vec2 },
    Up,
    Lost,
}

/// A finger that holds and is not heard of for this long has lost its end somewhere, seconds.
const FORGOTTEN_SECS: f32 = 10.0;

impl OneFinger {
    /// What `finger` means if it is the one; nothing of any other.
    pub fn hear(&mut self, finger: &Finger) -> Option<Heard> {
        if self.by == Some(finger.by()) {
            self.silent_secs = 0.0;
        }
        match *finger {
            Finger::Down { thing, at, by } if self.by.is_none() => {
                (self.by, self.silent_secs) = (Some(by), 0.0);
                Some(Heard::Down { thing, at })
            }
            _ if self.by != Some(finger.by()) => None,
            Finger::Moved { at, .. } => Some(Heard::Moved { at }),
            // The same pointer pressing again has lost its release somewhere.
            Finger::Lost { .. } | Finger::Down { .. } => {
                self.by = None;
                Some(Heard::Lost)
            }
            Finger::Up { .. } => {
                self.by = None;
                Some(Heard::Up)
            }
        }
    }

    /// One step of game time passed.
    pub fn tick(&mut self) {
        self.silent_secs += STEP_SECS;
    }

    /// Listens to nobody; whether there was somebody.
    pub fn let_go(&mut self) -> bool {
        self.by.take().is_some()
    }

    /// Lets go of a finger that nothing was heard of for too long, or that may not play any more; whether there was one.
    pub fn let_go_unless(&mut self, live: Live) -> bool {
        (!live.is_running() || self.silent_secs > FORGOTTEN_SECS) && self.let_go()
    }
}

/// What the one finger does to things of a step, as its rules take it; `on` tells which thing it came down on. One that
/// came down on nothing of the step is let go.
pub fn touch<On>(
    one: &mut OneFinger,
    finger: &Finger,
    (camera, eye): (&Camera, &GlobalTransform),
    on: impl FnOnce(Entity) -> Option<On>,
) -> Option<Touch<On>> {
    match one.hear(finger)? {
        Heard::Down { thing, at } => {
            let touched = on(thing).zip(ray(camera, eye, at));
            if touched.is_none() {
                one.let_go();
            }
            touched.map(|(on, ray)| Touch::Press { on, ray })
        }
        Heard::Moved { at } => ray(camera, eye, at).map(|ray| Touch::Move { ray }),
        Heard::Up => Some(Touch::Release),
        Heard::Lost => Some(Touch::Cancel),
    }
}

/// The ray that a finger at `at` (window pixels) casts from the eye.
pub fn ray(camera: &Camera, eye: &GlobalTransform, at: Vec2) -> Option<Ray> {
    let ray = camera.viewport_to_world(eye, at).ok()?;
    Some(Ray {
        origin: ray.origin,
        direction: *ray.direction,
    })
}

/// Presses on touchable things since the fingers were last read: picking says what was hit, once a frame.
#[derive(Resource, Default)]
struct Pressed(Vec<(PointerId, Entity)>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<NextGesture>()
        .init_resource::<Nudge>()
        .init_resource::<Pressed>()
        .init_resource::<Live>()
        .add_message::<BeginStep>()
        .add_message::<ExhibitStep>()
        .add_message::<StepDone>()
        .add_message::<Progressed>()
        .add_message::<Said>()
        .add_message::<Happened>()
        .add_message::<Finger>()
        .add_observer(note_press)
        .add_systems(Update, (read_fingers, exhibit).in_set(AppSystems::Input));
}

/// What stands to be looked at is exhibited, and nobody is shown how to go on with it.
fn exhibit(
    mut stands: MessageReader<Stands>,
    mut exhibits: MessageWriter<ExhibitStep>,
    mut next: ResMut<NextGesture>,
    mut nudge: ResMut<Nudge>,
) {
    let looked_at = |stands: &Stands| match stands.showing {
        Showing::Exhibited(step) => Some((stands.kit.clone(), Some(step))),
        Showing::Finale => Some((stands.kit.clone(), None)),
        Showing::Played(_) => None,
    };
    if let Some((kit, step)) = stands.read().filter_map(looked_at).last() {
        (next.0, nudge.0) = (None, None);
        exhibits.write(ExhibitStep { kit, step });
    }
}

fn note_press(press: On<Pointer<Press>>, things: Query<(), With<Touchable>>, mut pressed: ResMut<Pressed>) {
    if press.button == PointerButton::Primary && things.contains(press.entity) {
        pressed.0.push((press.pointer_id, press.entity));
    }
}

/// Raw pointer inputs, in order, joined with what picking found under each press. Moves, ends and cancels are taken
/// from the raw inputs because they must arrive wherever the finger is by then.
fn read_fingers(
    mut inputs: MessageReader<PointerInput>,
    mut pressed: ResMut<Pressed>,
    live: Res<Live>,
    mut fingers: MessageWriter<Finger>,
) {
    for input in inputs.read() {
        let (by, at) = (input.pointer_id, input.location.position);
        match input.action {
            PointerAction::Press(PointerButton::Primary) => {
                let known = pressed.0.iter().position(|(pointer, _)| *pointer == by);
                if let Some((_, thing)) = known.map(|index| pressed.0.remove(index))
                    && live.admits(by)
                {
                    fingers.write(Finger::Down { thing, at, by });
                }
            }
            PointerAction::Move { .. } => {
                fingers.write(Finger::Moved { at, by });
            }
            PointerAction::Release(PointerButton::Primary) => {
                fingers.write(Finger::Up { by });
            }
            PointerAction::Cancel => {
                fingers.write(Finger::Lost { by });
            }
            _ => {}
        }
    }
    pressed.0.clear();
}

/// Whether a pointer belongs to a person.
pub fn is_visitor(pointer: PointerId) -> bool {
    pointer != GHOST
}

#[cfg(test)]
mod tests {
    use super::*;

    const THING: Entity = Entity::PLACEHOLDER;

    fn down(by: u64) -> Finger {
        Finger::Down {
            thing: THING,
            at: Vec2::ZERO,
            by: PointerId::Touch(by),
        }
    }

    #[test]
    fn only_the_first_finger_is_heard_until_it_leaves() {
        let mut one = OneFinger::default();
        assert!(matches!(one.hear(&down(1)), Some(Heard::Down { .. })));
        assert_eq!(one.hear(&down(2)), None);
        let moved = |by| Finger::Moved {
            at: Vec2::ONE,
            by: PointerId::Touch(by),
        };
        assert_eq!(
            (one.hear(&moved(2)), one.hear(&moved(1))),
            (None, Some(Heard::Moved { at: Vec2::ONE }))
        );
        let by = PointerId::Touch(1);
        assert_eq!(one.hear(&Finger::Up { by }), Some(Heard::Up));
        assert!(matches!(one.hear(&down(2)), Some(Heard::Down { .. })));
    }

    #[test]
    fn a_finger_that_is_not_heard_of_is_let_go() {
        let mut one = OneFinger::default();
        one.hear(&down(1));
        assert!(!one.let_go_unless(Live::Everyone));
        for _ in 0..=(FORGOTTEN_SECS / STEP_SECS) as u32 {
            one.tick();
        }
        assert!(one.let_go_unless(Live::Everyone) && !one.let_go_unless(Live::Everyone));
    }
}

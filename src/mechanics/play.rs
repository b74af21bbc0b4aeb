//! What every mechanic tells the house while it is played, and what the house may ask of it.

use bevy::{
    picking::{
        events::{Pointer, Press},
        pointer::{PointerAction, PointerButton, PointerId, PointerInput},
    },
    prelude::*,
};

use super::{Gesture, Level, Mark};
use crate::{
    AppSystems,
    language::Bilingual,
    stage::{ghost::GHOST, touch::Touchable},
};

/// Begins the step that stands on the stage.
#[derive(Message, Clone, Debug)]
pub struct BeginStep {
    pub kit: String,
    pub step: usize,
    pub level: Level,
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

/// Presses on touchable things since the fingers were last read: picking says what was hit, once a frame.
#[derive(Resource, Default)]
struct Pressed(Vec<(PointerId, Entity)>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<NextGesture>()
        .init_resource::<Nudge>()
        .init_resource::<Pressed>()
        .init_resource::<Live>()
        .add_message::<BeginStep>()
        .add_message::<StepDone>()
        .add_message::<Progressed>()
        .add_message::<Said>()
        .add_message::<Happened>()
        .add_message::<Finger>()
        .add_observer(note_press)
        .add_systems(Update, read_fingers.in_set(AppSystems::Input));
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

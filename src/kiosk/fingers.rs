//! Forgets fingers that have left the glass, and those whose leaving was never reported.
//!
//! Every touch is a pointer with a number of its own, and picking keeps what it knew of each for ever: a few hundred
//! touches a visit, two hundred visits a day, would fill the memory of a kiosk in a week. A digitiser that loses the end
//! of a touch now and then leaves a pointer that is looked at in every frame.

use std::time::Duration;

use bevy::{
    input::touch::{TouchInput, TouchPhase},
    picking::{
        events::PointerState,
        hover::{HoverMap, PreviousHoverMap},
        pointer::PointerId,
    },
    platform::collections::HashMap,
    prelude::*,
    window::WindowEvent,
};

/// A finger of which nothing is reported for so long has left: nobody holds so still, and mechanics have let go of it
/// long before.
const SILENT: Duration = Duration::from_secs(30);

/// Touches whose end was not reported yet, each with its last report and when that came.
#[derive(Resource, Default)]
struct Down(HashMap<u64, (TouchInput, Duration)>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Down>()
        // What is told to have left here is heard with the next frame's touches.
        .add_systems(Last, miss)
        // After picking has told of their leaving; their entities go in `Last`.
        .add_systems(PostUpdate, forget);
}

/// Reports the end of touches that have fallen silent.
fn miss(
    time: Res<Time<Real>>,
    mut down: ResMut<Down>,
    mut touches: ParamSet<(MessageReader<TouchInput>, MessageWriter<TouchInput>)>,
    mut events: MessageWriter<WindowEvent>,
) {
    let now = time.elapsed();
    for touch in touches.p0().read() {
        match touch.phase {
            TouchPhase::Started | TouchPhase::Moved => {
                down.0.insert(touch.id, (*touch, now));
            }
            TouchPhase::Ended | TouchPhase::Canceled => {
                down.0.remove(&touch.id);
            }
        }
    }
    let silent: Vec<TouchInput> = down
        .0
        .values()
        .filter(|(_, heard)| now.saturating_sub(*heard) > SILENT)
        .map(|(touch, _)| *touch)
        .collect();
    for touch in silent {
        down.0.remove(&touch.id);
        let end = TouchInput {
            phase: TouchPhase::Canceled,
            ..touch
        };
        events.write(WindowEvent::TouchInput(end));
        touches.p1().write(end);
    }
}

fn forget(
    on_glass: Query<&PointerId>,
    mut state: ResMut<PointerState>,
    mut hover: ResMut<HoverMap>,
    mut before: ResMut<PreviousHoverMap>,
) {
    let is_here = |pointer: &PointerId| on_glass.iter().any(|here| here == pointer);
    state
        .bypass_change_detection()
        .pointer_buttons
        .retain(|(pointer, _), _| is_here(pointer));
    hover.bypass_change_detection().0.retain(|pointer, _| is_here(pointer));
    before.bypass_change_detection().0.retain(|pointer, _| is_here(pointer));
}

//! Forgets fingers that have left the glass.
//!
//! Every touch is a pointer with a number of its own, and picking keeps what it knew of each for ever: a few hundred
//! touches a visit, two hundred visits a day, would fill the memory of a kiosk in a week.

use bevy::{
    picking::{
        events::PointerState,
        hover::{HoverMap, PreviousHoverMap},
        pointer::PointerId,
    },
    prelude::*,
};

pub(super) fn plugin(app: &mut App) {
    // After picking has told of their leaving; their entities go in `Last`.
    app.add_systems(PostUpdate, forget);
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

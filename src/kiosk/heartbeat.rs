//! Tells the supervisor that frames are shown, and what is being played: a loop that freezes falls silent.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use bevy::{
    prelude::*,
    render::{Render, RenderApp, RenderSystems},
};
use etabli_upkeep::heartbeat::Pulse;

use crate::{screens::Screen, visitor::Visit};

/// Frames that the renderer has handed to the screen.
#[derive(Resource, Clone, Default)]
struct Shown(Arc<AtomicU64>);

#[derive(Resource)]
struct Life(Pulse);

/// For a player that a supervisor has started.
pub fn plugin(app: &mut App, pulse: Pulse) {
    let shown = Shown::default();
    app.insert_resource(Life(pulse))
        .insert_resource(shown.clone())
        .add_systems(Last, beat);
    match app.get_sub_app_mut(RenderApp) {
        Some(renderer) => {
            renderer
                .insert_resource(shown)
                .add_systems(Render, count.in_set(RenderSystems::PostCleanup));
        }
        // Nothing is ever drawn: a frame of the app counts as one.
        None => {
            app.add_systems(Last, count.before(beat));
        }
    }
}

fn count(shown: Res<Shown>) {
    shown.0.fetch_add(1, Ordering::Relaxed);
}

fn beat(mut life: ResMut<Life>, shown: Res<Shown>, screen: Res<State<Screen>>, visit: Res<Visit>) {
    let frame = shown.0.load(Ordering::Relaxed);
    let step = (*screen.get() == Screen::Play).then_some(visit.step);
    life.0
        .beat(Instant::now(), frame, screen.get().name(), visit.kit.as_deref(), step);
}

//! Keeps a robot's rendered run at `--speed` times life, where the machine is fast enough.

use std::time::{Duration, Instant};

use bevy::prelude::*;

use crate::mechanics::STEP_SECS;

#[derive(Resource)]
struct Pace {
    frame: Duration,
    next: Instant,
}

pub fn plugin(app: &mut App, speed: f32) {
    let frame = Duration::from_secs_f32(STEP_SECS / speed);
    app.insert_resource(Pace {
        frame,
        next: Instant::now(),
    })
    .add_systems(Last, wait);
}

fn wait(mut pace: ResMut<Pace>) {
    let now = Instant::now();
    if let Some(early) = pace.next.checked_duration_since(now) {
        std::thread::sleep(early);
    }
    // A slow frame is not caught up with: the next ones would come too fast to be watched.
    pace.next = pace.next.max(now) + pace.frame;
}

//! A kind word while the tool works, when something has been wrong for a while; never two at once.

use bevy::prelude::*;

use super::play::Covering;
use crate::{
    mechanics::{
        STEP_SECS,
        play::{Live, Said},
    },
    stage::Curtain,
};

/// What a colleague would say; the key of an interface text.
type Advice = &'static str;

/// How long something must be wrong before it is said, and how long silence is kept after, seconds.
const PATIENCE_SECS: f32 = 1.5;
const SILENCE_SECS: f32 = 5.0;
/// From here on the pace is too slow or too fast, as shares of the trade's.
const PACES: (f32, f32) = (0.4, 2.0);
/// From here on the gun is too near or too far, as shares of the trade's distance.
const DISTANCES: (f32, f32) = (0.75, 1.4);

#[derive(Resource, Debug, Default)]
struct Coach {
    sees: Option<Advice>,
    for_secs: f32,
    silent_secs: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Coach>()
        .add_systems(FixedUpdate, watch.run_if(resource_exists::<Covering>));
}

fn watch(
    covering: Res<Covering>,
    live: Res<Live>,
    curtain: Res<Curtain>,
    mut coach: ResMut<Coach>,
    mut said: MessageWriter<Said>,
) {
    if !live.is_running() || !curtain.open {
        return;
    }
    let sees = advice(&covering);
    coach.silent_secs += STEP_SECS;
    coach.for_secs = if sees.is_some() && sees == coach.sees {
        coach.for_secs + STEP_SECS
    } else {
        0.0
    };
    coach.sees = sees;
    if let Some(advice) = sees
        && coach.for_secs >= PATIENCE_SECS
        && coach.silent_secs >= SILENCE_SECS
    {
        coach.silent_secs = 0.0;
        said.write(Said::Hint(advice));
    }
}

/// What is wrong now, the gravest first.
fn advice(covering: &Covering) -> Option<Advice> {
    let (task, state) = (&covering.task, &covering.state);
    let tool = state.tool()?;
    let pace = tool.speed / task.pace_mm_s;
    if task.distance_mm > 0.0 {
        let distance = state.distance_mm() / task.distance_mm;
        if distance < DISTANCES.0 {
            return Some("coverage-too-near");
        }
        if distance > DISTANCES.1 {
            return Some("coverage-too-high");
        }
    }
    if covering.spec.is_dry() {
        return (pace > PACES.1).then_some("coverage-line-slower");
    }
    if pace > PACES.1 {
        Some("coverage-slower")
    } else if pace < PACES.0 {
        Some("coverage-faster")
    } else {
        None
    }
}

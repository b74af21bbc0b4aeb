//! A kind word while the arc burns, when something has been wrong for a while; never two at once.

use bevy::prelude::*;

use super::{
    play::Welding,
    rules::{State, Task},
};
use crate::{
    mechanics::{
        STEP_SECS,
        play::{Live, Said},
    },
    stage::Curtain,
};

/// What a colleague would say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Advice {
    Slower,
    Faster,
    Nearer,
}

/// How long something must be wrong before it is said, and how long silence is kept after, seconds.
const PATIENCE_SECS: f32 = 1.2;
const SILENCE_SECS: f32 = 5.0;
/// From here on the pace is too slow or too fast, as shares of the trade's.
const PACES: (f32, f32) = (0.45, 1.9);
/// From here on the torch is beside the seam, as a share of the bead's width.
const ASIDE: f32 = 0.5;

#[derive(Resource, Debug, Default)]
struct Coach {
    sees: Option<Advice>,
    for_secs: f32,
    silent_secs: f32,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Coach>()
        .add_systems(FixedUpdate, watch.run_if(resource_exists::<Welding>));
}

fn watch(
    welding: Res<Welding>,
    live: Res<Live>,
    curtain: Res<Curtain>,
    mut coach: ResMut<Coach>,
    mut said: MessageWriter<Said>,
) {
    if !live.is_running() || !curtain.open {
        return;
    }
    let sees = advice(&welding.task, &welding.state);
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
        said.write(Said::Hint(match advice {
            Advice::Slower => "trace-slower",
            Advice::Faster => "trace-faster",
            Advice::Nearer => "trace-nearer",
        }));
    }
}

/// What is wrong now, the gravest first.
fn advice(task: &Task, state: &State) -> Option<Advice> {
    let torch = state.torch()?;
    let gap = task.seam.point(torch.spot.along).gap_mm;
    let pace = torch.speed.abs() * task.pool.demand(gap) / task.pool.pace_mm_s;
    if torch.spot.offset.abs() > ASIDE * task.pool.width_mm {
        Some(Advice::Nearer)
    } else if pace > PACES.1 {
        Some(Advice::Slower)
    } else if pace < PACES.0 {
        Some(Advice::Faster)
    } else {
        None
    }
}

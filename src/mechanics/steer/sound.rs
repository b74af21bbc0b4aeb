//! What is heard of a crane: its motors, its beeper, its cable, and the wind.

use bevy::prelude::*;

use super::play::Driving;
use crate::{
    AppSystems,
    audio::{self, SetVoice, Voice},
    mechanics::play::Live,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, hum.in_set(AppSystems::Feedback));
}

/// The crane is heard for as long as it moves, as it moves.
fn hum(driving: Option<Res<Driving>>, live: Res<Live>, mut voices: MessageWriter<SetVoice>, mut sounding: Local<bool>) {
    let heard = driving.filter(|driving| live.is_running() && !driving.state.is_done());
    let is_heard = heard.is_some();
    if let Some(driving) = heard {
        let (task, motion) = (&driving.task, driving.state.motion());
        let share = |speed: f32, most: f32| (speed / most).abs().min(1.0);
        let crane = audio::Crane {
            travel: share(motion.v, task.machine.trolley.speed_m_s),
            hoist: share(motion.sink, task.machine.hoist.speed_m_s),
            swing: (motion.swing() / 3.0).min(1.0),
            wind: driving.state.gust(task).abs(),
        };
        voices.write(SetVoice::to(Voice::Crane, crane.drive()));
    } else if *sounding {
        voices.write(SetVoice::end(Voice::Crane));
    }
    *sounding = is_heard;
}

//! What is heard of pouring: the higher, the fuller what it falls into.

use bevy::prelude::*;

use super::{play::Dosing, reading::Reading};
use crate::{
    AppSystems,
    audio::{self, SetVoice, Voice},
    mechanics::play::Live,
};

/// A thin thread is heard too, this loud.
const LEAST: f32 = 0.18;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, murmur.in_set(AppSystems::Feedback));
}

/// It is heard for as long as it flows, as it flows.
fn murmur(
    dosing: Option<Res<Dosing>>,
    live: Res<Live>,
    mut voices: MessageWriter<SetVoice>,
    mut sounding: Local<bool>,
) {
    let flows = dosing.filter(|dosing| live.is_running() && dosing.thread.arrives() > 0.0);
    let is_heard = flows.is_some();
    if let Some(dosing) = flows {
        let pouring = audio::Pouring {
            flow: LEAST + (1.0 - LEAST) * dosing.thread.arrives(),
            full: Reading::now(&dosing).map_or(0.5, |reading| reading.level),
        };
        voices.write(SetVoice::to(Voice::Pouring, pouring.drive()));
    } else if *sounding {
        voices.write(SetVoice::end(Voice::Pouring));
    }
    *sounding = is_heard;
}

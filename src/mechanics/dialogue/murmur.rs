//! The person's voice: a murmur without words, as high as the person and as bright as the mood, while they speak.

use bevy::prelude::*;

use super::{Mood, play::Talking, rules::Phase};
use crate::{
    AppSystems,
    audio::{Drive, SetVoice, Voice},
    mechanics::play::Live,
};

/// Hertz at no intensity and at full: the voice's own.
const PITCH_HZ: (f32, f32) = (80.0, 320.0);
/// Soft: it is the words that are read.
const VOLUME: f32 = 0.5;
/// The last words fade, as a share of the line.
const FADES: f32 = 0.06;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, murmur.in_set(AppSystems::Feedback));
}

fn murmur(
    talking: Option<Res<Talking>>,
    live: Res<Live>,
    mut voices: MessageWriter<SetVoice>,
    mut sounding: Local<bool>,
) {
    let speaks = talking.filter(|talking| {
        live.is_running() && talking.state.phase() == Phase::Speaks && talking.state.spoken(&talking.task) < 1.0 - FADES
    });
    if let Some(talking) = &speaks {
        let drive = drive(talking.spec.person.pitch_hz, talking.mood());
        voices.write(SetVoice::to(Voice::Murmur, drive).at_volume(VOLUME));
    } else if *sounding {
        voices.write(SetVoice::end(Voice::Murmur));
    }
    *sounding = speaks.is_some();
}

/// How a mood sounds: semitones from the person's own pitch, brightness, liveliness.
fn drive(pitch_hz: f32, mood: Mood) -> Drive {
    let (semitones, brightness, liveliness) = match mood {
        Mood::Calm => (0.0, 0.45, 0.35),
        Mood::Happy => (2.5, 0.75, 0.7),
        Mood::Worried => (1.5, 0.5, 0.8),
        Mood::Sad => (-2.0, 0.2, 0.2),
        Mood::Surprised => (4.0, 0.8, 0.9),
        Mood::Tired => (-2.5, 0.15, 0.1),
    };
    let octaves = (pitch_hz / PITCH_HZ.0).max(1.0).log2() + semitones / 12.0;
    Drive {
        intensity: octaves / (PITCH_HZ.1 / PITCH_HZ.0).log2(),
        brightness,
        crackle: liveliness,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_happy_voice_is_higher_and_brighter_than_a_tired_one() {
        let (happy, tired) = (drive(190.0, Mood::Happy), drive(190.0, Mood::Tired));
        assert!(happy.intensity > tired.intensity && happy.brightness > tired.brightness);
        for mood in Mood::ALL {
            let range = 0.0..=1.0;
            assert!(range.contains(&drive(190.0, mood).intensity), "{mood:?}");
        }
    }
}

//! What features ask of the sound.

use bevy::prelude::*;

use super::cue::Cue;
use super::voices::{Drive, Voice};

/// Plays a sound once.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct PlayCue {
    pub cue: Cue,
    /// Linear gain, 0..=1. The shipped cues are mixed to be played at 1.
    pub volume: f32,
    /// 1 as recorded; 2 an octave higher and twice as fast. Kept within 0.25..=4.
    pub pitch: f32,
}

impl PlayCue {
    /// As recorded, at full volume.
    pub fn new(cue: Cue) -> Self {
        Self {
            cue,
            volume: 1.0,
            pitch: 1.0,
        }
    }

    /// At a linear gain of 0..=1.
    pub fn at_volume(self, volume: f32) -> Self {
        Self { volume, ..self }
    }

    /// At another pitch and pace; see [`PlayCue::pitch`].
    pub fn at_pitch(self, pitch: f32) -> Self {
        Self { pitch, ..self }
    }
}

impl From<Cue> for PlayCue {
    fn from(cue: Cue) -> Self {
        Self::new(cue)
    }
}

/// Fades, within 1.5 s, to a loop or to none. It plays until the next such message, through screens and kits.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct SetAmbience {
    pub cue: Option<Cue>,
    /// Linear gain, 0..=1, before [`super::AudioSettings::ambience`].
    pub level: f32,
}

impl SetAmbience {
    /// Loops `cue` at full level.
    pub fn to(cue: Cue) -> Self {
        Self {
            cue: Some(cue),
            level: 1.0,
        }
    }

    /// Fades to no ambience.
    pub fn none() -> Self {
        Self { cue: None, level: 0.0 }
    }

    /// At a linear gain of 0..=1.
    pub fn at_level(self, level: f32) -> Self {
        Self { level, ..self }
    }
}

/// Lets a synthesised voice sound like this, or end. Write it every frame for as long as the voice shall sound: one that
/// nothing drives any more ends by itself within 0.3 s. Of several in one frame the last counts.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub struct SetVoice {
    pub voice: Voice,
    pub drive: Option<Drive>,
    /// Linear gain, 0..=1.
    pub volume: f32,
}

impl SetVoice {
    /// Sounds like this, at full volume.
    pub fn to(voice: Voice, drive: Drive) -> Self {
        Self {
            voice,
            drive: Some(drive),
            volume: 1.0,
        }
    }

    /// Dies away within 0.12 s.
    pub fn end(voice: Voice) -> Self {
        Self {
            voice,
            drive: None,
            volume: 1.0,
        }
    }

    /// At a linear gain of 0..=1.
    pub fn at_volume(self, volume: f32) -> Self {
        Self { volume, ..self }
    }
}

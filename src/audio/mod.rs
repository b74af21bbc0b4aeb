//! The sounds of Établi: features write cues as messages, this module alone knows how they are heard.

pub(crate) mod asset;
mod bank;
mod cue;
#[cfg(not(target_arch = "wasm32"))]
mod device;
mod messages;
mod mixer;
mod ogg;
mod output;
mod playback;
#[cfg(not(target_arch = "wasm32"))]
mod recorder;
mod samples;
mod voices;

use bevy::prelude::*;

pub use self::asset::Sound;
use self::bank::Bank;
pub use self::bank::{AudioError, MAX_BYTES, MAX_SECS, RATES_HZ, decode};
pub use self::cue::Cue;
pub use self::messages::{PlayCue, SetAmbience, SetVoice};
use self::mixer::Command;
pub use self::output::{AudioOptions, AudioOutput};
pub use self::samples::Samples;
pub use self::voices::{Crane, Drive, Pouring, Spraying, Voice, Welding};
use crate::{AppSystems, config};

/// What staff and visitors set; the audio module only reads it.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct AudioSettings {
    pub muted: bool,
    /// How loud, 0..=1, in equal steps for the ear ([`config::gain`]).
    pub volume: f32,
    /// Position of the ambience slider, 0..=1.
    pub ambience: f32,
}

impl Default for AudioSettings {
    fn default() -> Self {
        Self {
            muted: false,
            volume: 0.9,
            ambience: 0.7,
        }
    }
}

impl AudioSettings {
    fn master_gain(&self) -> f32 {
        if self.muted { 0.0 } else { config::gain(self.volume) }
    }
}

/// The square: half-way sounds about half as loud, where half the amplitude would hardly sound quieter.
fn gain_of_slider(position: f32) -> f32 {
    position * position
}

/// The ambience asked for last.
#[derive(Resource, Default)]
struct Ambience(Option<(Cue, f32)>);

#[derive(Resource)]
struct Sounds(Bank);

pub fn plugin(app: &mut App) {
    let options = app.world_mut().get_resource_or_init::<AudioOptions>().clone();
    app.insert_resource(AudioOutput::open(&options))
        .insert_resource(Sounds(Bank::decode_shipped()))
        .init_resource::<AudioSettings>()
        .init_resource::<Ambience>()
        .add_message::<PlayCue>()
        .add_message::<SetAmbience>()
        .add_message::<SetVoice>()
        .add_systems(
            Update,
            (keep_ambience, follow_settings, play_cues, drive_voices)
                .chain()
                // Whatever asked for a sound in this frame is heard in this frame.
                .after(AppSystems::Feedback)
                .before(AppSystems::Record),
        )
        .add_systems(FixedUpdate, record_step);
}

fn keep_ambience(mut wishes: MessageReader<SetAmbience>, mut ambience: ResMut<Ambience>) {
    if let Some(SetAmbience { cue, level }) = wishes.read().last() {
        ambience.0 = cue.clone().map(|cue| (cue, *level));
    }
}

/// Tells the mix what lasts, whenever it changed and whenever a new stream begins.
fn follow_settings(
    settings: Res<AudioSettings>,
    ambience: Res<Ambience>,
    sounds: Res<Sounds>,
    mut output: ResMut<AudioOutput>,
    mut told_stream: Local<Option<u32>>,
) {
    let stream = output.stream();
    let is_new = stream != *told_stream;
    if !is_new && !settings.is_changed() && !ambience.is_changed() {
        return;
    }
    *told_stream = stream;
    output.send(Command::Master(settings.master_gain()));
    let bed = ambience.0.as_ref().and_then(|(cue, level)| {
        let samples = sounds.0.samples(cue)?;
        Some((samples, level * gain_of_slider(settings.ambience)))
    });
    output.send(Command::Ambience(bed));
}

fn play_cues(mut cues: MessageReader<PlayCue>, sounds: Res<Sounds>, mut output: ResMut<AudioOutput>) {
    for PlayCue { cue, volume, pitch } in cues.read() {
        if let Some(samples) = sounds.0.samples(cue) {
            output.send(Command::Play {
                samples,
                volume: *volume,
                pitch: *pitch,
            });
        }
    }
}

/// Nothing is kept of what was said: a new stream learns a voice from the next frame's message.
fn drive_voices(mut orders: MessageReader<SetVoice>, mut output: ResMut<AudioOutput>) {
    let mut newest = [None; Voice::ALL.len()];
    for order in orders.read() {
        newest[order.voice as usize] = Some(*order);
    }
    for SetVoice { voice, drive, volume } in newest.into_iter().flatten() {
        output.send(Command::Voice { voice, drive, volume });
    }
}

fn record_step(mut output: ResMut<AudioOutput>) {
    output.step();
}

#[cfg(test)]
mod bead_tests;

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use bevy::time::TimeUpdateStrategy;

    use super::samples::constant;
    use super::*;

    const STEP: Duration = Duration::from_nanos(1_000_000_000 / 60);

    /// An app whose every update is exactly one fixed step, recorded into `path`.
    pub fn recording_app(path: &Path) -> App {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .insert_resource(TimeUpdateStrategy::ManualDuration(STEP))
            .insert_resource(Time::<Fixed>::from_duration(STEP))
            .insert_resource(AudioOptions {
                record: Some(path.to_owned()),
                device: true,
            })
            .add_plugins(plugin);
        app
    }

    /// What 20 steps recorded, left side only, after `act` has had its way with the app.
    fn recorded(name: &str, act: impl FnOnce(&mut App)) -> Vec<f32> {
        let path = std::env::temp_dir().join(format!("etabli-{}-app-{name}.wav", std::process::id()));
        let mut app = recording_app(&path);
        act(&mut app);
        for _ in 0..20 {
            app.update();
        }
        drop(app);
        let reader = hound::WavReader::open(&path).unwrap();
        let samples: Vec<i16> = reader.into_samples().map(Result::unwrap).collect();
        std::fs::remove_file(path).unwrap();
        samples
            .iter()
            .step_by(2)
            .map(|&sample| f32::from(sample) / f32::from(i16::MAX))
            .collect()
    }

    fn last(samples: &[f32]) -> f32 {
        *samples.last().unwrap()
    }

    #[test]
    fn a_cue_is_recorded_frame_for_frame() {
        let samples = recorded("cue", |app| {
            app.world_mut().write_message(PlayCue::new(Cue::Pose));
        });
        // The first update of an app has no duration yet.
        assert_eq!(samples.len(), 19 * 735);
        assert!(samples.iter().any(|sample| sample.abs() > 0.1));
    }

    #[test]
    fn a_kits_own_sound_follows_its_volume_and_the_slider() {
        let samples = recorded("kit", |app| {
            app.insert_resource(AudioSettings {
                volume: 0.5,
                ..AudioSettings::default()
            });
            let own = Cue::Kit(constant(0.8, 44_100, 1, 44_100));
            app.world_mut().write_message(PlayCue::new(own).at_volume(0.5));
        });
        assert!(
            (last(&samples) - 0.8 * 0.5 * config::gain(0.5)).abs() < 1e-3,
            "{}",
            last(&samples)
        );
    }

    #[test]
    fn muted_is_silent_and_ambience_is_heard_at_its_level() {
        let ambience = |muted| {
            move |app: &mut App| {
                app.insert_resource(AudioSettings {
                    muted,
                    volume: 1.0,
                    ambience: 1.0,
                });
                let bed = Cue::Kit(constant(0.5, 44_100, 2, 44_100));
                app.world_mut().write_message(SetAmbience::to(bed).at_level(0.1));
            }
        };
        // A fifteenth of the full fade takes a tenth of its 1.5 s: the level is reached within these 20 steps.
        assert!((last(&recorded("ambience", ambience(false))) - 0.05).abs() < 1e-3);
        assert_eq!(last(&recorded("muted", ambience(true))), 0.0);
    }

    #[test]
    fn an_app_without_device_or_file_is_silent() {
        let mut app = App::new();
        app.add_plugins(MinimalPlugins)
            .insert_resource(AudioOptions {
                record: None,
                device: false,
            })
            .add_plugins(plugin);
        app.world_mut().write_message(PlayCue::from(Cue::Touche).at_pitch(1.2));
        app.world_mut().write_message(SetAmbience::none());
        app.update();
        assert_eq!(app.world().resource::<AudioOutput>().stream(), None);
    }
}

//! The software mixer: the one path from cues to samples, whether a device, a file or nothing listens.
//!
//! rodio's own mixer was weighed and left: it has no bound on sounds, no stealing, no limiter that keeps its word and no
//! ramps, and it ends when nothing sounds. Here the same commands give the same samples, everywhere.

use std::sync::Arc;

use super::playback::{Bed, Ramp, Shot};
use super::samples::Samples;
use super::voices::{Drive, Singer, Voice};

/// Frames per second of all that is rendered.
pub const RATE_HZ: u32 = 44_100;
/// One-shot sounds at once; beyond, the oldest makes way.
pub const MAX_SHOTS: usize = 24;

const MASTER_RAMP_SECS: f32 = 0.02;
/// Shots still fading after having been stolen are not counted; this bounds them too.
const MAX_SHOTS_AND_STOLEN: usize = 2 * MAX_SHOTS;
/// The limiter's ceiling, -1.1 dBFS: what a speaker rebuilds between two samples can be a little louder than both.
const CEILING: f32 = 0.88;
const LIMITER_RELEASE_SECS: f32 = 0.08;

/// What the frame loop asks of the mixer.
#[derive(Clone, Debug)]
pub enum Command {
    /// Play once. `volume` is a linear gain of 0..=1; `pitch` 2 is an octave up and twice as fast.
    Play {
        samples: Arc<Samples>,
        volume: f32,
        pitch: f32,
    },
    /// Fade to this loop and linear level, or to none.
    Ambience(Option<(Arc<Samples>, f32)>),
    /// Let a voice sound like this, at a linear gain of 0..=1, or end. Said again every frame: see [`Singer`].
    Voice {
        voice: Voice,
        drive: Option<Drive>,
        volume: f32,
    },
    /// Overall linear gain 0..=1, reached within 20 ms.
    Master(f32),
}

/// Mixes shots, voices and the ambience to stereo.
pub struct Mixer {
    /// Oldest first.
    shots: Vec<Shot>,
    beds: Vec<Bed>,
    /// One for each of [`Voice::ALL`].
    singers: [Singer; Voice::ALL.len()],
    master: Ramp,
    /// Recent peak, falling slowly.
    envelope: f32,
    release: f32,
}

impl Default for Mixer {
    fn default() -> Self {
        Self {
            shots: Vec::with_capacity(MAX_SHOTS_AND_STOLEN),
            beds: Vec::new(),
            singers: Voice::ALL.map(Singer::new),
            master: Ramp::new(1.0, MASTER_RAMP_SECS),
            envelope: 0.0,
            release: (-1.0 / (LIMITER_RELEASE_SECS * RATE_HZ as f32)).exp(),
        }
    }
}

impl Mixer {
    /// Takes a command; what it changes is heard from the next frame on.
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Play { samples, volume, pitch } => self.play(samples, unit(volume), pitch),
            Command::Ambience(bed) => self.set_ambience(bed),
            Command::Voice { voice, drive, volume } => self.singers[voice as usize].set(drive, volume),
            Command::Master(gain) => self.master.target = unit(gain),
        }
    }

    fn play(&mut self, samples: Arc<Samples>, volume: f32, pitch: f32) {
        let sounding = self.shots.iter().filter(|shot| !shot.is_stolen()).count();
        if sounding >= MAX_SHOTS
            && let Some(oldest) = self.shots.iter_mut().find(|shot| !shot.is_stolen())
        {
            oldest.steal();
        }
        if self.shots.len() >= MAX_SHOTS_AND_STOLEN {
            self.shots.remove(0);
        }
        self.shots.push(Shot::new(samples, volume, pitch));
    }

    fn set_ambience(&mut self, wanted: Option<(Arc<Samples>, f32)>) {
        for bed in &mut self.beds {
            bed.level.target = 0.0;
        }
        let Some((samples, level)) = wanted else {
            return;
        };
        let playing = self.beds.iter_mut().find(|bed| Arc::ptr_eq(&bed.samples, &samples));
        if let Some(bed) = playing {
            bed.level.target = unit(level);
        } else {
            self.beds.push(Bed::new(samples, unit(level)));
        }
    }

    /// Fills `out` with interleaved stereo at [`RATE_HZ`], every sample within -1..=1.
    pub fn render(&mut self, out: &mut [f32]) {
        for frame in out.chunks_exact_mut(2) {
            let mut sum = [0.0; 2];
            let shots = self.shots.iter_mut().map(Shot::next);
            let singers = self.singers.iter_mut().filter(|singer| !singer.is_silent());
            for [left, right] in shots
                .chain(self.beds.iter_mut().map(Bed::next))
                .chain(singers.map(Singer::next))
            {
                sum[0] += left;
                sum[1] += right;
            }
            let gain = self.master.next();
            frame.copy_from_slice(&self.limited(sum.map(|sample| sample * gain)));
            self.shots.retain(|shot| !shot.is_over());
        }
        self.beds.retain(|bed| !bed.level.is_silent());
    }

    /// Turns both sides down at once when the louder would pass the ceiling, and lets go slowly.
    fn limited(&mut self, frame: [f32; 2]) -> [f32; 2] {
        let peak = frame[0].abs().max(frame[1].abs());
        self.envelope = peak.max(self.envelope * self.release);
        if self.envelope <= CEILING {
            return frame;
        }
        // Divided first: never a rounding above the ceiling.
        frame.map(|sample| sample / self.envelope * CEILING)
    }
}

/// A number within 0..=1; what is none is 0.
pub(super) fn unit(gain: f32) -> f32 {
    if gain.is_nan() { 0.0 } else { gain.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::super::samples::constant;
    use super::*;

    fn play(samples: &Arc<Samples>, volume: f32, pitch: f32) -> Command {
        let samples = samples.clone();
        Command::Play { samples, volume, pitch }
    }

    fn rendered(mixer: &mut Mixer, frames: usize) -> Vec<f32> {
        let mut out = vec![9.0; frames * 2];
        mixer.render(&mut out);
        out
    }

    fn peak(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    fn largest_step(samples: &[f32]) -> f32 {
        let left: Vec<f32> = samples.iter().step_by(2).copied().collect();
        left.windows(2)
            .fold(0.0, |step, pair| step.max((pair[1] - pair[0]).abs()))
    }

    #[test]
    fn nothing_playing_is_exact_silence() {
        assert!(rendered(&mut Mixer::default(), 100).iter().all(|&sample| sample == 0.0));
    }

    #[test]
    fn mute_ramps_to_exact_zero_without_a_step_and_back() {
        let mut mixer = Mixer::default();
        mixer.apply(play(&constant(0.5, 44_100, 2, RATE_HZ), 1.0, 1.0));
        rendered(&mut mixer, 100);
        mixer.apply(Command::Master(0.0));
        let ramp = rendered(&mut mixer, 1_000);
        assert!(largest_step(&ramp) < 0.001, "{}", largest_step(&ramp));
        assert!(rendered(&mut mixer, 1_000).iter().all(|&sample| sample == 0.0));
        mixer.apply(Command::Master(1.0));
        assert!(largest_step(&rendered(&mut mixer, 1_000)) < 0.001);
        assert_eq!(peak(&rendered(&mut mixer, 10)), 0.5);
    }

    #[test]
    fn volume_scales_and_both_sides_hear_a_mono_sound() {
        for volume in [0.0, 0.25, 1.0] {
            let mut mixer = Mixer::default();
            mixer.apply(play(&constant(0.8, 1_000, 1, RATE_HZ), volume, 1.0));
            for sample in rendered(&mut mixer, 500) {
                // Kept in steps of 1/32768.
                assert!((sample - 0.8 * volume).abs() < 4e-5);
            }
        }
    }

    #[test]
    fn pitch_and_source_rate_set_the_length() {
        for (rate_hz, pitch, wanted) in [(RATE_HZ, 1.0, 1_000), (RATE_HZ, 2.0, 500), (22_050, 1.0, 2_000)] {
            let mut mixer = Mixer::default();
            mixer.apply(play(&constant(0.5, 1_000, 1, rate_hz), 1.0, pitch));
            let sounding = rendered(&mut mixer, 3_000)
                .iter()
                .step_by(2)
                .filter(|&&sample| sample > 0.0)
                .count();
            assert!(sounding.abs_diff(wanted) <= 2, "{rate_hz} Hz at {pitch}: {sounding}");
            assert!(mixer.shots.is_empty());
        }
    }

    #[test]
    fn twenty_four_loud_sounds_stay_within_full_scale() {
        let mut mixer = Mixer::default();
        for _ in 0..MAX_SHOTS {
            mixer.apply(play(&constant(1.0, 10_000, 2, RATE_HZ), 1.0, 1.0));
        }
        let loud = peak(&rendered(&mut mixer, 9_000));
        assert!((0.85..=CEILING).contains(&loud), "{loud}");
    }

    #[test]
    fn the_oldest_shot_is_stolen_without_a_click() {
        let mut mixer = Mixer::default();
        let oldest = constant(0.02, 44_100, 1, RATE_HZ);
        mixer.apply(play(&oldest, 1.0, 1.0));
        rendered(&mut mixer, 10);
        let other = constant(0.0, 44_100, 1, RATE_HZ);
        for _ in 0..MAX_SHOTS {
            mixer.apply(play(&other, 1.0, 1.0));
        }
        assert!(largest_step(&rendered(&mut mixer, 500)) < 0.001);
        assert_eq!(mixer.shots.len(), MAX_SHOTS);
        assert!(mixer.shots.iter().all(|shot| Arc::ptr_eq(&shot.samples, &other)));
        // Even a burst within one block stays bounded.
        for _ in 0..1_000 {
            mixer.apply(play(&other, 1.0, 1.0));
        }
        assert!(mixer.shots.len() <= MAX_SHOTS_AND_STOLEN);
    }

    #[test]
    fn ambience_fades_in_loops_evenly_and_fades_out() {
        let mut mixer = Mixer::default();
        let bed = constant(0.4, 10_000, 2, RATE_HZ);
        mixer.apply(Command::Ambience(Some((bed.clone(), 0.5))));
        assert!(peak(&rendered(&mut mixer, 100)) < 0.01);
        rendered(&mut mixer, RATE_HZ as usize);
        // Several turns of the loop: the level never moves.
        for sample in rendered(&mut mixer, 30_000) {
            assert!((sample - 0.2).abs() < 1e-5);
        }
        mixer.apply(Command::Ambience(Some((bed, 0.25))));
        assert_eq!(mixer.beds.len(), 1, "the same bed only changes its level");
        mixer.apply(Command::Ambience(None));
        rendered(&mut mixer, RATE_HZ as usize);
        assert!(rendered(&mut mixer, 10).iter().all(|&sample| sample == 0.0));
        assert!(mixer.beds.is_empty());
    }

    const WILD: Drive = Drive {
        intensity: 1.0,
        brightness: 1.0,
        crackle: 1.0,
    };

    fn arc(drive: Option<Drive>) -> Command {
        Command::Voice {
            voice: Voice::Arc,
            drive,
            volume: 1.0,
        }
    }

    #[test]
    fn every_voice_has_its_own_singer() {
        for (place, voice) in Voice::ALL.into_iter().enumerate() {
            assert_eq!(voice as usize, place);
        }
    }

    #[test]
    fn a_voice_is_mixed_in_obeys_the_master_and_leaves_exact_silence() {
        let mut mixer = Mixer::default();
        mixer.apply(arc(Some(WILD)));
        assert!(peak(&rendered(&mut mixer, 4_000)) > 0.1);
        mixer.apply(Command::Master(0.0));
        rendered(&mut mixer, 1_000);
        assert_eq!(peak(&rendered(&mut mixer, 1_000)), 0.0, "muted");
        mixer.apply(Command::Master(1.0));
        mixer.apply(arc(Some(WILD)));
        assert!(peak(&rendered(&mut mixer, 4_000)) > 0.1);
        mixer.apply(arc(None));
        rendered(&mut mixer, RATE_HZ as usize / 5);
        assert_eq!(peak(&rendered(&mut mixer, 1_000)), 0.0, "ended");
    }

    #[test]
    fn a_mix_that_begins_in_the_middle_of_a_bead_sounds_from_the_next_frame_on() {
        let mut mixers = [Mixer::default(), Mixer::default()];
        for frame in 0..20 {
            // The device is lost and opened again: the second mix knows nothing of the first ten frames.
            let mixer = &mut mixers[frame / 10];
            mixer.apply(arc(Some(WILD)));
            let loud = peak(&rendered(mixer, 735));
            assert!(loud > 0.1, "{frame}: {loud}");
        }
    }

    #[test]
    fn voices_at_every_drive_over_loud_cues_stay_below_one_decibel_under_full_scale() {
        for corner in 0..27 {
            let level = |place: u32| (corner / 3_u32.pow(place) % 3) as f32 / 2.0;
            let mut mixer = Mixer::default();
            let drive = Drive {
                intensity: level(0),
                brightness: level(1),
                crackle: level(2),
            };
            let cue = constant(0.708, 4_000, 2, RATE_HZ);
            let mut loud = 0.0_f32;
            for step in 0..30 {
                mixer.apply(arc(Some(drive)));
                if step % 10 == 5 {
                    mixer.apply(play(&cue, 1.0, 1.0));
                }
                loud = loud.max(peak(&rendered(&mut mixer, 735)));
            }
            assert!(loud <= 0.89, "{drive:?}: {loud}");
        }
    }

    #[test]
    fn nonsense_gains_are_harmless() {
        let mut mixer = Mixer::default();
        let sound = constant(1.0, 1_000, 1, RATE_HZ);
        mixer.apply(play(&sound, f32::NAN, f32::NAN));
        mixer.apply(play(&sound, f32::INFINITY, 0.0));
        mixer.apply(Command::Master(7.0));
        assert!(peak(&rendered(&mut mixer, 2_000)) <= 1.0);
    }
}

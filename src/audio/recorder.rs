//! Writes the mix into a WAV file, one fixed step of game time after the other.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use bevy::log::warn;

use super::mixer::{Command, Mixer, RATE_HZ};

/// Fixed steps of game time per second.
const STEPS_PER_SEC: u32 = 60;
/// Stereo frames in one fixed step.
pub const STEP_FRAMES: usize = (RATE_HZ / STEPS_PER_SEC) as usize;
/// The header is brought up to date this often: whoever kills the app loses less than half a second.
const STEPS_PER_FLUSH: u32 = 30;

/// Renders the mix into a 16-bit stereo WAV file.
pub struct Recorder {
    /// `None` after an error.
    writer: Option<hound::WavWriter<BufWriter<File>>>,
    mixer: Mixer,
    block: Vec<f32>,
    steps_since_flush: u32,
}

impl Recorder {
    /// Creates or replaces the file. Without it the app goes on, the error logged.
    pub fn create(path: &Path) -> Self {
        let spec = hound::WavSpec {
            channels: 2,
            sample_rate: RATE_HZ,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let opened = hound::WavWriter::create(path, spec).and_then(|mut writer| {
            // The bare header at once: also a recording killed in its first step is a WAV file.
            writer.flush()?;
            Ok(writer)
        });
        let writer = opened
            .inspect_err(|error| warn!("no sound is recorded, {} cannot be written: {error}", path.display()))
            .ok();
        Self {
            writer,
            mixer: Mixer::default(),
            block: vec![0.0; STEP_FRAMES * 2],
            steps_since_flush: 0,
        }
    }

    /// Passes a command to the mix.
    pub fn send(&mut self, command: Command) {
        self.mixer.apply(command);
    }

    /// Renders and writes one fixed step, [`STEP_FRAMES`] frames. The first error ends the recording and is logged.
    pub fn step(&mut self) {
        self.mixer.render(&mut self.block);
        let Some(writer) = &mut self.writer else {
            return;
        };
        let mut written = self
            .block
            .iter()
            .try_for_each(|sample| writer.write_sample(to_i16(*sample)));
        self.steps_since_flush += 1;
        if written.is_ok() && self.steps_since_flush >= STEPS_PER_FLUSH {
            self.steps_since_flush = 0;
            written = writer.flush();
        }
        if let Err(error) = written {
            warn!("the sound recording stops here: {error}");
            self.writer = None;
        }
    }
}

fn to_i16(sample: f32) -> i16 {
    (sample * f32::from(i16::MAX)).round() as i16
}

#[cfg(test)]
mod tests {
    use super::super::samples::constant;
    use super::*;

    fn scratch_file(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("etabli-{}-{name}.wav", std::process::id()))
    }

    #[test]
    fn the_file_holds_every_step_and_the_sound() {
        let path = scratch_file("whole");
        let mut recorder = Recorder::create(&path);
        recorder.step();
        let samples = constant(0.5, STEP_FRAMES, 2, RATE_HZ);
        recorder.send(Command::Play {
            samples,
            volume: 1.0,
            pitch: 1.0,
        });
        for _ in 1..100 {
            recorder.step();
        }
        drop(recorder);
        let reader = hound::WavReader::open(&path).unwrap();
        assert_eq!(reader.duration() as usize, 100 * 735);
        let samples: Vec<i16> = reader.into_samples().map(Result::unwrap).collect();
        let (before, rest) = samples.split_at(735 * 2);
        let (sound, after) = rest.split_at(735 * 2);
        assert!(before.iter().chain(after).all(|&sample| sample == 0));
        // The very last frame already leans towards the silence that follows.
        assert!(sound[..734 * 2].iter().all(|&sample| sample == 16_384));
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_killed_recording_is_still_a_wav_file() {
        let path = scratch_file("killed");
        let mut recorder = Recorder::create(&path);
        assert_eq!(hound::WavReader::open(&path).unwrap().duration(), 0);
        for _ in 0..STEPS_PER_FLUSH + 7 {
            recorder.step();
        }
        // As a kill would: nothing is finished.
        std::mem::forget(recorder);
        let reader = hound::WavReader::open(&path).unwrap();
        assert_eq!(reader.duration() as usize, STEPS_PER_FLUSH as usize * STEP_FRAMES);
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn what_cannot_be_written_is_let_go() {
        let mut recorder = Recorder::create(Path::new("/no such folder/sound.wav"));
        recorder.step();
        assert!(recorder.writer.is_none());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_ends_the_recording_only() {
        let mut recorder = Recorder::create(Path::new("/dev/full"));
        for _ in 0..100 {
            recorder.step();
        }
        assert!(recorder.writer.is_none());
    }
}

//! A decoded sound in memory.

#[cfg(test)]
use std::sync::Arc;

use super::bank::AudioError;

/// What a file says of itself before it is decoded.
pub(super) struct Outline {
    pub channels: u16,
    pub rate_hz: u32,
    /// Samples per channel.
    pub frames: u64,
}

/// A decoded sound: one or two interleaved channels of samples in -1..=1.
#[derive(PartialEq)]
pub struct Samples {
    /// In steps of 1/[`FULL_SCALE`], as on a CD: half the memory, and noise nobody hears (-98 dBFS).
    interleaved: Box<[i16]>,
    channels: usize,
    rate_hz: u32,
}

/// Steps to a sample of 1. A power of two, so that round levels stay what they are; 1 itself is one step less.
const FULL_SCALE: f32 = 32_768.0;

/// One frame at full scale is a peak; so many in a row are a wave whose top was cut off.
const CLIPPED_FRAMES: usize = 3;

impl Samples {
    /// `interleaved` is cut to whole frames and its samples to -1..=1.
    pub(super) fn new(mut interleaved: Vec<f32>, outline: &Outline) -> Result<Self, AudioError> {
        let channels = usize::from(outline.channels);
        interleaved.truncate(interleaved.len() / channels * channels);
        if interleaved.is_empty() {
            return Err(AudioError::Empty);
        }
        if interleaved.iter().any(|sample| !sample.is_finite()) {
            return Err(AudioError::Damaged("a sample is not a number".to_owned()));
        }
        let steps = interleaved
            .iter()
            .map(|sample| (sample.clamp(-1.0, 1.0) * FULL_SCALE).round() as i16);
        Ok(Self {
            interleaved: steps.collect(),
            channels,
            rate_hz: outline.rate_hz,
        })
    }

    /// Samples per channel.
    pub fn frames(&self) -> usize {
        self.interleaved.len() / self.channels
    }

    /// Length in seconds.
    pub fn secs(&self) -> f32 {
        self.frames() as f32 / self.rate_hz as f32
    }

    /// Frames per second.
    pub fn rate_hz(&self) -> u32 {
        self.rate_hz
    }

    /// Largest absolute sample, 0..=1.
    pub fn peak(&self) -> f32 {
        let peak = self.interleaved.iter().map(|sample| sample.unsigned_abs()).max();
        f32::from(peak.unwrap_or_default()) / FULL_SCALE
    }

    /// How often a channel stays at full scale for [`CLIPPED_FRAMES`] frames or longer.
    pub fn clipped(&self) -> usize {
        let is_full = |sample: &&i16| sample.unsigned_abs() >= i16::MAX.unsigned_abs();
        let runs_of = |channel: usize| {
            let mut samples = self.interleaved.iter().skip(channel).step_by(self.channels);
            let mut runs = 0;
            while let Some(sample) = samples.next() {
                if !is_full(&sample) {
                    continue;
                }
                let more = samples.by_ref().take_while(is_full).count();
                runs += usize::from(more + 1 >= CLIPPED_FRAMES);
            }
            runs
        };
        (0..self.channels).map(runs_of).sum()
    }

    /// Left and right at a frame; silence beyond the end.
    pub(super) fn frame(&self, index: usize) -> [f32; 2] {
        let at = index * self.channels;
        match self.interleaved.get(at..at + self.channels) {
            Some(&[both]) => [f32::from(both) / FULL_SCALE; 2],
            Some(&[left, right]) => [left, right].map(|sample| f32::from(sample) / FULL_SCALE),
            _ => [0.0, 0.0],
        }
    }
}

impl std::fmt::Debug for Samples {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Samples({:.3} s, {} ch, {} Hz)",
            self.secs(),
            self.channels,
            self.rate_hz
        )
    }
}

/// A constant sound, for tests.
#[cfg(test)]
pub(super) fn constant(level: f32, frames: usize, channels: u16, rate_hz: u32) -> Arc<Samples> {
    let outline = Outline {
        channels,
        rate_hz,
        frames: frames as u64,
    };
    let interleaved = vec![level; frames * usize::from(channels)];
    Arc::new(Samples::new(interleaved, &outline).expect("the test asks for a sound"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tops_that_were_cut_off_are_counted_in_each_channel() {
        let outline = Outline {
            channels: 2,
            rate_hz: 48_000,
            frames: 8,
        };
        let left = [0.0, 1.0, 1.0, 1.2, 0.5, -1.0, -1.0, 0.0];
        let right = [0.0, 1.0, 0.9, 1.0, -1.0, -1.0, -1.0, -1.0];
        let interleaved = left.iter().zip(&right).flat_map(|(left, right)| [*left, *right]);
        let samples = Samples::new(interleaved.collect(), &outline).expect("a sound");
        // The right one goes from the top to the bottom without a sample between: one run.
        assert_eq!(samples.clipped(), 2);
        assert_eq!(constant(0.9, 100, 1, 48_000).clipped(), 0);
    }
}

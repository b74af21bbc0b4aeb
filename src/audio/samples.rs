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
    interleaved: Box<[f32]>,
    channels: usize,
    rate_hz: u32,
}

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
        for sample in &mut interleaved {
            *sample = sample.clamp(-1.0, 1.0);
        }
        Ok(Self {
            interleaved: interleaved.into(),
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
        self.interleaved.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    /// Left and right at a frame; silence beyond the end.
    pub(super) fn frame(&self, index: usize) -> [f32; 2] {
        let at = index * self.channels;
        match self.interleaved.get(at..at + self.channels) {
            Some(&[both]) => [both, both],
            Some(&[left, right]) => [left, right],
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

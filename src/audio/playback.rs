//! What sounds in the mixer: a sound played once, a loop, and the ramps that keep both from clicking.

use std::sync::Arc;

use super::mixer::RATE_HZ;
use super::samples::Samples;

/// A loop's last frames cross-fade into its first (as many as `assets/source/sons.py` repeats): 20 ms.
const LOOP_OVERLAP_FRAMES: usize = 882;
/// Slower and faster than this, a sound is no longer itself.
const PITCH: std::ops::RangeInclusive<f32> = 0.25..=4.0;
const AMBIENCE_FADE_SECS: f32 = 1.5;
/// A stolen shot is taken away this quickly: no click, no wait.
const STEAL_SECS: f32 = 0.005;

/// A gain that moves to its target in a straight line.
pub(super) struct Ramp {
    value: f32,
    pub target: f32,
    step: f32,
}

impl Ramp {
    pub fn new(value: f32, full_scale_secs: f32) -> Self {
        let step = 1.0 / (full_scale_secs * RATE_HZ as f32);
        Self {
            value,
            target: value,
            step,
        }
    }

    pub fn next(&mut self) -> f32 {
        self.value += (self.target - self.value).clamp(-self.step, self.step);
        self.value
    }

    pub fn is_silent(&self) -> bool {
        self.value == 0.0 && self.target == 0.0
    }
}

/// The sample between two frames, by linear interpolation.
fn interpolated(samples: &Samples, position: f64) -> [f32; 2] {
    let index = position as usize;
    let part = (position - index as f64) as f32;
    let (from, to) = (samples.frame(index), samples.frame(index + 1));
    [0, 1].map(|side| from[side] + (to[side] - from[side]) * part)
}

fn frames_per_output_frame(samples: &Samples, pitch: f32) -> f64 {
    f64::from(samples.rate_hz()) / f64::from(RATE_HZ) * f64::from(pitch)
}

/// A sound played once.
pub(super) struct Shot {
    pub samples: Arc<Samples>,
    /// In frames of `samples`.
    position: f64,
    step: f64,
    volume: f32,
    /// 1 until the shot is stolen.
    presence: Ramp,
}

impl Shot {
    /// `volume` is a linear gain; a `pitch` that makes no sense is brought to the nearest that does.
    pub fn new(samples: Arc<Samples>, volume: f32, pitch: f32) -> Self {
        let pitch = if pitch.is_finite() { pitch } else { 1.0 };
        Self {
            step: frames_per_output_frame(&samples, pitch.clamp(*PITCH.start(), *PITCH.end())),
            samples,
            position: 0.0,
            volume,
            presence: Ramp::new(1.0, STEAL_SECS),
        }
    }

    /// Fades the shot out within a few milliseconds.
    pub fn steal(&mut self) {
        self.presence.target = 0.0;
    }

    pub fn next(&mut self) -> [f32; 2] {
        let gain = self.volume * self.presence.next();
        let frame = interpolated(&self.samples, self.position);
        self.position += self.step;
        frame.map(|sample| sample * gain)
    }

    pub fn is_stolen(&self) -> bool {
        self.presence.target == 0.0
    }

    pub fn is_over(&self) -> bool {
        self.presence.is_silent() || self.position >= self.samples.frames() as f64
    }
}

/// A loop with its fade.
pub(super) struct Bed {
    pub samples: Arc<Samples>,
    position: f64,
    step: f64,
    pub level: Ramp,
}

impl Bed {
    /// Silent at first, on its way to `level`.
    pub fn new(samples: Arc<Samples>, level: f32) -> Self {
        let mut fade = Ramp::new(0.0, AMBIENCE_FADE_SECS);
        fade.target = level;
        Self {
            step: frames_per_output_frame(&samples, 1.0),
            samples,
            position: 0.0,
            level: fade,
        }
    }

    pub fn next(&mut self) -> [f32; 2] {
        let frames = self.samples.frames();
        let overlap = LOOP_OVERLAP_FRAMES.min(frames / 4);
        let joint = (frames - overlap) as f64;
        if self.position >= frames as f64 {
            self.position -= joint;
        }
        let mut frame = interpolated(&self.samples, self.position);
        if self.position > joint {
            let back = self.position - joint;
            let part = (back / overlap as f64) as f32;
            let start = interpolated(&self.samples, back);
            frame = [0, 1].map(|side| frame[side] + (start[side] - frame[side]) * part);
        }
        self.position += self.step;
        let gain = self.level.next();
        frame.map(|sample| sample * gain)
    }
}

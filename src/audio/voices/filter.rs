//! The few filters that shape noise into a sound. All run at the mixer's rate; their constants are worked out once.

use std::f32::consts::TAU;

use crate::audio::mixer::RATE_HZ;

/// The share of the way covered in one frame by what follows its target with this time constant.
pub fn share_per_frame(secs: f32) -> f32 {
    1.0 - (-1.0 / (secs * RATE_HZ as f32)).exp()
}

/// First order: lets pass what is slower than its corner, and so gives what is quicker too.
#[derive(Clone, Copy)]
pub struct Slow {
    value: f32,
    share: f32,
}

impl Slow {
    pub fn below(corner_hz: f32) -> Self {
        Self::within(1.0 / (TAU * corner_hz))
    }

    /// By its time constant.
    pub fn within(secs: f32) -> Self {
        Self {
            value: 0.0,
            share: share_per_frame(secs),
        }
    }

    pub fn next(&mut self, input: f32) -> f32 {
        self.value += (input - self.value) * self.share;
        self.value
    }

    /// Where it is now.
    pub fn value(&self) -> f32 {
        self.value
    }
}

/// Second order band-pass, 0 dB in its middle (the "constant 0 dB peak gain" of R. Bristow-Johnson's Audio EQ Cookbook).
#[derive(Clone, Copy)]
pub struct Band {
    gain: f32,
    back: [f32; 2],
    inputs: [f32; 2],
    outputs: [f32; 2],
}

impl Band {
    /// `quality`: the middle divided by the width.
    pub fn around(middle_hz: f32, quality: f32) -> Self {
        let angle = TAU * middle_hz / RATE_HZ as f32;
        let alpha = angle.sin() / (2.0 * quality);
        Self {
            gain: alpha / (1.0 + alpha),
            back: [-2.0 * angle.cos() / (1.0 + alpha), (1.0 - alpha) / (1.0 + alpha)],
            inputs: [0.0; 2],
            outputs: [0.0; 2],
        }
    }

    pub fn next(&mut self, input: f32) -> f32 {
        let output =
            self.gain * (input - self.inputs[1]) - self.back[0] * self.outputs[0] - self.back[1] * self.outputs[1];
        self.inputs = [input, self.inputs[0]];
        self.outputs = [output, self.outputs[0]];
        output
    }
}

/// The loudness of something struck: up within a fraction of a millisecond, down at leisure. Strikes add up.
#[derive(Clone, Copy)]
pub struct Strike {
    energy: f32,
    kept: f32,
    heard: Slow,
}

impl Strike {
    pub fn new(rise_secs: f32, fall_secs: f32) -> Self {
        Self {
            energy: 0.0,
            kept: 1.0 - share_per_frame(fall_secs),
            heard: Slow::within(rise_secs),
        }
    }

    pub fn hit(&mut self, force: f32) {
        self.energy += force;
    }

    pub fn next(&mut self) -> f32 {
        self.energy *= self.kept;
        self.heard.next(self.energy)
    }
}

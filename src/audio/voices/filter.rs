//! What shapes noise into a sound. All of it runs at the mixer's rate; its constants are worked out once.

use std::f32::consts::TAU;

use super::noise::Noise;
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
pub struct Strike {
    energy: f32,
    heard: f32,
    kept: f32,
    rise: f32,
}

impl Strike {
    /// -120 dB: rest. Numbers much smaller cost a processor a hundred times what others do.
    const INAUDIBLE: f32 = 1e-6;

    pub fn new(rise_secs: f32, fall_secs: f32) -> Self {
        Self {
            energy: 0.0,
            heard: 0.0,
            kept: 1.0 - share_per_frame(fall_secs),
            rise: share_per_frame(rise_secs),
        }
    }

    pub fn hit(&mut self, force: f32) {
        self.energy += force;
    }

    pub fn next(&mut self) -> f32 {
        self.energy *= self.kept;
        self.heard += (self.energy - self.heard) * self.rise;
        if self.energy + self.heard < Self::INAUDIBLE {
            self.energy = 0.0;
            self.heard = 0.0;
        }
        self.heard
    }
}

/// A bang or a crackle: band noise that is struck.
pub struct Burst {
    strike: Strike,
    band: Band,
}

impl Burst {
    /// As wide as three quarters of its middle allow: a colour, not a note.
    const QUALITY: f32 = 0.75;

    pub fn new(rise_secs: f32, fall_secs: f32, middle_hz: f32) -> Self {
        Self {
            strike: Strike::new(rise_secs, fall_secs),
            band: Band::around(middle_hz, Self::QUALITY),
        }
    }

    /// Bursts (again), this loud.
    pub fn hit(&mut self, force: f32) {
        self.strike.hit(force);
    }

    pub fn next(&mut self, noise: &mut Noise) -> f32 {
        self.band.next(noise.white()) * self.strike.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loudness of a tone after a filter, once that has settled.
    fn passed(hz: f32, mut filter: impl FnMut(f32) -> f32) -> f32 {
        let tone = |i: u32| (TAU * hz * i as f32 / RATE_HZ as f32).sin();
        let after: Vec<f32> = (0..RATE_HZ).map(|i| filter(tone(i))).collect();
        after[RATE_HZ as usize / 2..]
            .iter()
            .fold(0.0, |peak, x| peak.max(x.abs()))
    }

    #[test]
    fn slow_halves_the_power_at_its_corner() {
        for (hz, wanted) in [(10.0, 1.0), (500.0, 0.707), (5_000.0, 0.1)] {
            let mut slow = Slow::below(500.0);
            let loud = passed(hz, |x| slow.next(x));
            assert!((loud - wanted).abs() < 0.03, "{hz} Hz: {loud}");
        }
    }

    #[test]
    fn a_band_passes_its_middle_whole_and_its_edges_at_half_the_power() {
        for (hz, wanted) in [
            (100.0, 0.05),
            (905.0, 0.707),
            (1_000.0, 1.0),
            (1_105.0, 0.707),
            (8_000.0, 0.025),
        ] {
            let mut band = Band::around(1_000.0, 5.0);
            let loud = passed(hz, |x| band.next(x));
            assert!((loud - wanted).abs() < 0.04, "{hz} Hz: {loud}");
        }
    }

    #[test]
    fn a_strike_rises_smoothly_falls_by_e_and_adds_up() {
        let mut strike = Strike::new(0.000_2, 0.01);
        strike.hit(1.0);
        let heard: Vec<f32> = (0..2_000).map(|_| strike.next()).collect();
        assert!(heard[0] < 0.15 && heard[40] > 0.85, "{} {}", heard[0], heard[40]);
        assert!((heard[941] / heard[500] - 1.0 / std::f32::consts::E).abs() < 0.01);
        assert!(
            (0..RATE_HZ).map(|_| strike.next()).last() == Some(0.0),
            "it comes to rest"
        );
        strike.hit(1.0);
        strike.hit(1.0);
        assert!(strike.next() < 0.3 && (0..40).map(|_| strike.next()).fold(0.0, f32::max) > 1.7);
    }
}

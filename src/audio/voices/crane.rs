//! A crane at work: an electric motor whose whine climbs with its speed, the beeper that warns of travel, a cable that
//! creaks when the load swings, and the wind.
//!
//! A squirrel-cage motor on a frequency converter sings at the slots that pass its teeth: a tone that follows the speed,
//! its octave, and the hum of the converter beside it.

use std::f32::consts::TAU;

use super::{
    Drive, Synth, between,
    filter::{Band, Slow},
    noise::Noise,
};
use crate::audio::mixer::RATE_HZ;

const SEED: u32 = 0x3C7A_91E5;

/// Pitch of the motor at rest and at full speed, hertz.
const WHINE_HZ: (f32, f32) = (52.0, 210.0);
/// The motor follows its lever like this, seconds.
const GLIDE_SECS: f32 = 0.09;
/// The beeper: its tone, and how often it sounds a second.
const BEEP_HZ: f32 = 980.0;
const BEEPS_PER_SEC: f32 = 1.6;
/// Below this there is no travel to warn of.
const TRAVELS: f32 = 0.08;
/// The cable's creak.
const CREAK_HZ: f32 = 310.0;
const CREAKS_PER_SEC: f32 = 5.0;
/// What is heard of the wind.
const WIND_HZ: f32 = 420.0;

/// How loud each part is.
const WHINE: f32 = 0.16;
const BEEP: f32 = 0.035;
const CREAK: f32 = 0.9;
const WIND: f32 = 0.55;

/// What a crane does, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crane {
    /// Speed of the trolley.
    pub travel: f32,
    /// Speed of the cable.
    pub hoist: f32,
    /// How far the load swings.
    pub swing: f32,
    pub wind: f32,
}

impl Crane {
    pub fn drive(self) -> Drive {
        Drive {
            intensity: self.travel.max(0.85 * self.hoist),
            brightness: self.travel,
            crackle: (0.6 * self.swing).max(self.wind),
        }
    }
}

/// The crane's machinery.
pub struct CraneMotors {
    noise: Noise,
    phase: f32,
    beep: f32,
    rhythm: f32,
    speed: Slow,
    beeps: Slow,
    strain: Slow,
    soft: Slow,
    creak: Band,
    jerk: f32,
    wind: [Band; 2],
}

impl CraneMotors {
    pub fn new() -> Self {
        Self {
            noise: Noise::new(SEED),
            phase: 0.0,
            beep: 0.0,
            rhythm: 0.0,
            speed: Slow::within(GLIDE_SECS),
            beeps: Slow::within(0.012),
            strain: Slow::within(0.25),
            soft: Slow::below(900.0),
            creak: Band::around(CREAK_HZ, 9.0),
            jerk: 0.0,
            wind: [Band::around(WIND_HZ, 1.2), Band::around(WIND_HZ * 1.6, 2.0)],
        }
    }

    fn whine(&mut self, speed: f32) -> f32 {
        self.phase = (self.phase + between(WHINE_HZ, speed) / RATE_HZ as f32).fract();
        let turn = self.phase * TAU;
        let tone = turn.sin() + 0.5 * (2.0 * turn).sin() + 0.28 * (5.0 * turn).sin() + 0.12 * (8.0 * turn).sin();
        // A motor that stands is silent.
        self.soft.next(tone) * WHINE * (speed * 6.0).min(1.0)
    }

    fn beep(&mut self, travel: f32) -> f32 {
        let frame = 1.0 / RATE_HZ as f32;
        self.rhythm = (self.rhythm + BEEPS_PER_SEC * frame).fract();
        self.beep = (self.beep + BEEP_HZ * frame).fract();
        let sounds = travel > TRAVELS && self.rhythm < 0.4;
        self.beeps.next(if sounds { BEEP } else { 0.0 }) * (self.beep * TAU).sin()
    }

    fn creak(&mut self, strain: f32) -> f32 {
        if self.noise.unit() * (RATE_HZ as f32) < CREAKS_PER_SEC * strain * strain {
            self.jerk = 1.0;
        }
        self.jerk *= 0.997;
        let grain = self.jerk * self.noise.white();
        self.creak.next(grain) * CREAK * strain
    }

    fn wind(&mut self, strain: f32) -> f32 {
        let air = self.noise.white();
        let [low, high] = &mut self.wind;
        (low.next(air) * 0.4 + high.next(air) * 0.6 * strain) * WIND * strain * strain
    }
}

impl Synth for CraneMotors {
    fn begin(&mut self) {
        self.rhythm = 0.0;
    }

    fn next(&mut self, drive: Drive, on: bool) -> [f32; 2] {
        let open = if on { 1.0 } else { 0.0 };
        let speed = self.speed.next(drive.intensity * open);
        let strain = self.strain.next(drive.crackle * open);
        let sample = self.whine(speed) + self.beep(drive.brightness * open) + self.creak(strain) + self.wind(strain);
        let sample = sample.clamp(-0.9, 0.9);
        [sample, sample]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(drive: Drive) -> Vec<f32> {
        let mut crane = CraneMotors::new();
        crane.begin();
        (0..RATE_HZ as usize).map(|_| crane.next(drive, true)[0]).collect()
    }

    fn power(samples: &[f32]) -> f32 {
        samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32
    }

    const MOVES: Crane = Crane {
        travel: 1.0,
        hoist: 0.0,
        swing: 0.0,
        wind: 0.0,
    };

    #[test]
    fn a_crane_that_stands_is_silent_and_one_that_moves_is_heard() {
        let still = Crane { travel: 0.0, ..MOVES };
        assert!(power(&heard(still.drive())) < 1e-6);
        assert!(power(&heard(MOVES.drive())).sqrt() > 0.03);
    }

    #[test]
    fn nothing_clips() {
        for wind in [0.0, 0.5, 1.0] {
            let wild = Crane {
                wind,
                swing: 1.0,
                ..MOVES
            };
            let peak = heard(wild.drive())
                .iter()
                .fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            assert!(peak < 0.9, "{wind}: {peak}");
        }
    }
}

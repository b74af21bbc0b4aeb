//! Something liquid that is poured: bubbles that sing, a splash, and the air over the surface that is the shorter, and
//! sounds the higher, the fuller the vessel is.
//!
//! A bubble rings at a pitch that only its size gives (Minnaert, 1933), climbs a little as it rises, and is gone within
//! some hundredths of a second (van den Doel, "Physically based models for liquid sounds", 2005). The air column is a
//! pipe closed below: 440 Hz at 20 cm, an octave more at half of it.

use std::f32::consts::TAU;

use super::{Drive, Synth, between, filter::Slow, noise::Noise};
use crate::audio::mixer::RATE_HZ;

const SEED: u32 = 0x5B1D_77C3;

/// The note of the air, from an empty vessel to a full one, hertz; and how narrow it is.
const AIR_HZ: (f32, f32) = (260.0, 1_050.0);
const AIR_WIDTH: f32 = 0.10;
/// Bubbles at once, new ones a second in a thin thread and in a full jet.
const BUBBLES: usize = 6;
const BUBBLES_PER_SEC: (f32, f32) = (16.0, 95.0);
/// Pitch of large and small bubbles, hertz; how quickly they fade (a second) and climb (a second, as a share).
const BUBBLE_HZ: (f32, f32) = (420.0, 2_400.0);
const FADES: f32 = 55.0;
const CLIMBS: f32 = 6.0;

/// How loud each part is.
const AIR: f32 = 0.50;
const BUBBLE: f32 = 0.20;
const SPLASH: f32 = 0.02;

/// What is poured, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pouring {
    pub flow: f32,
    /// How full it is where it falls.
    pub full: f32,
}

impl Pouring {
    pub fn drive(self) -> Drive {
        Drive {
            intensity: self.flow,
            brightness: self.full,
            // It falls the deeper, and splashes the more, the emptier it is.
            crackle: self.flow * (1.0 - 0.3 * self.full.clamp(0.0, 1.0)),
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Bubble {
    hz: f32,
    phase: f32,
    loud: f32,
}

/// What is heard where a jet arrives.
pub struct PouredLiquid {
    noise: Noise,
    bubbles: [Bubble; BUBBLES],
    next: usize,
    /// State of the air's resonance: band and low.
    air: [f32; 2],
    full: Slow,
    flow: Slow,
    hiss: Slow,
}

impl PouredLiquid {
    pub fn new() -> Self {
        Self {
            noise: Noise::new(SEED),
            bubbles: [Bubble::default(); BUBBLES],
            next: 0,
            air: [0.0; 2],
            full: Slow::within(0.08),
            flow: Slow::within(0.03),
            hiss: Slow::below(2_600.0),
        }
    }

    /// A state variable filter (Chamberlin, 1985), whose pitch may move.
    fn air(&mut self, input: f32, full: f32) -> f32 {
        let pitch = 2.0 * (std::f32::consts::PI * between(AIR_HZ, full * full) / RATE_HZ as f32).sin();
        let [band, low] = &mut self.air;
        *low += pitch * *band;
        let high = input - *low - AIR_WIDTH * *band;
        *band += pitch * high;
        *band
    }

    fn bubble(&mut self, flow: f32, full: f32) {
        let chance = self.noise.unit() * RATE_HZ as f32;
        if flow < 0.01 || chance >= between(BUBBLES_PER_SEC, flow) * flow.sqrt() {
            return;
        }
        // Most are small; a full vessel takes no large ones any more.
        let small = self.noise.unit().sqrt();
        self.bubbles[self.next] = Bubble {
            hz: between(BUBBLE_HZ, (0.5 * small + 0.5 * full).min(1.0)),
            phase: 0.0,
            loud: (0.35 + 0.65 * self.noise.unit()) * (1.2 - small),
        };
        self.next = (self.next + 1) % BUBBLES;
    }

    fn bubbles(&mut self) -> f32 {
        let frame = 1.0 / RATE_HZ as f32;
        let sing = |bubble: &mut Bubble| {
            if bubble.loud < 1e-4 {
                bubble.loud = 0.0;
                return 0.0;
            }
            bubble.phase = (bubble.phase + bubble.hz * frame).fract();
            bubble.hz *= 1.0 + CLIMBS * frame;
            bubble.loud *= 1.0 - FADES * frame;
            bubble.loud * (bubble.phase * TAU).sin()
        };
        self.bubbles.iter_mut().map(sing).sum()
    }
}

impl Synth for PouredLiquid {
    fn begin(&mut self) {
        self.air = [0.0; 2];
        self.bubbles = [Bubble::default(); BUBBLES];
    }

    /// Once nothing falls any more, the last bubbles ring out.
    fn next(&mut self, drive: Drive, on: bool) -> [f32; 2] {
        let flow = self.flow.next(if on { drive.intensity } else { 0.0 });
        let full = self.full.next(drive.brightness);
        self.bubble(flow, full);
        let white = self.noise.white();
        let hiss = self.hiss.next(white) * flow;
        let air = self.air(hiss * 0.12, full) * AIR;
        let splash = (white * flow - hiss) * SPLASH * drive.crackle;
        let sample = air + self.bubbles() * BUBBLE + splash;
        let sample = sample.clamp(-0.9, 0.9);
        [sample, sample]
    }
}

#[cfg(test)]
mod tests {
    use super::{super::spectrum::centroid_hz, *};

    fn heard(pouring: Pouring) -> Vec<f32> {
        let mut liquid = PouredLiquid::new();
        liquid.begin();
        let drive = pouring.drive();
        let sound = (0..RATE_HZ as usize * 2).map(|_| liquid.next(drive, true)[0]);
        sound.skip(RATE_HZ as usize / 4).collect()
    }

    fn loudness(samples: &[f32]) -> f32 {
        (samples.iter().map(|x| x * x).sum::<f32>() / samples.len() as f32).sqrt()
    }

    #[test]
    fn the_fuller_the_higher() {
        let middles = [0.0, 0.35, 0.7, 1.0].map(|full| centroid_hz(&heard(Pouring { flow: 0.8, full })));
        assert!(middles.windows(2).all(|pair| pair[0] < pair[1]), "{middles:?}");
    }

    #[test]
    fn more_is_louder_and_nothing_is_silent() {
        let loud = [0.0, 0.3, 0.6, 1.0].map(|flow| loudness(&heard(Pouring { flow, full: 0.4 })));
        assert!(
            loud[0] < 1e-4 && loud.windows(2).all(|pair| pair[0] < pair[1]),
            "{loud:?}"
        );
        // A bed, not a wall.
        assert!((0.02..0.16).contains(&loud[3]), "{loud:?}");
    }

    #[test]
    fn it_never_clips_and_dies_away() {
        let mut liquid = PouredLiquid::new();
        liquid.begin();
        let drive = Pouring { flow: 1.0, full: 1.0 }.drive();
        let peak = (0..RATE_HZ)
            .map(|_| liquid.next(drive, true)[0].abs())
            .fold(0.0, f32::max);
        assert!(peak < 0.9, "{peak}");
        let last = (0..RATE_HZ).map(|_| liquid.next(drive, false)[0].abs()).last();
        assert!(last.is_some_and(|last| last < 1e-3), "{last:?}");
    }
}

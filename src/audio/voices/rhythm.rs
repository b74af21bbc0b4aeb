//! When the welding wire touches the pool and when the arc strikes again: the pulse of the short arc.

use super::{Drive, between, noise::Noise};
use crate::audio::mixer::RATE_HZ;

/// Short circuits a second, at no current and at full.
const BEATS_HZ: (f32, f32) = (60.0, 200.0);
/// How long a regular short circuit lasts, in seconds, but no more than this share of the beat.
const SHORT_SECS: f32 = 0.0032;
const MOST_OF_BEAT: f32 = 0.4;
/// Deviation of a beat's logarithm, in a steady arc and in a wild one: of its length, and of its force.
const UNEVEN_LENGTH: (f32, f32) = (0.12, 0.5);
const UNEVEN_FORCE: (f32, f32) = (0.16, 0.45);
/// The pool rocks and the hand is alive: the beat drifts by this share, steady and wild, with this time constant.
const DRIFT: (f32, f32) = (0.06, 0.25);
const DRIFT_SECS: f32 = 0.25;
/// In a wild arc, the share of beats in which the wire stubs into the pool, and in which the drop hangs on.
const STUBS: f32 = 0.12;
const HANGS: f32 = 0.12;
/// How long these last, in seconds.
const STUB_SECS: (f32, f32) = (0.010, 0.040);
const HANG_SECS: (f32, f32) = (0.020, 0.070);
/// The current stops climbing: no strike is harder.
const MOST_FORCE: f32 = 3.2;
/// An arc just lit beats as unevenly as one this wild, and settles with this time constant.
const FIRST_WILDNESS: f32 = 0.6;
const SETTLE_SECS: f32 = 0.08;
/// The wire comes down on cold metal: this long until the first strike, the hardest.
const FIRST_SECS: f32 = 0.006;

/// What the wire just did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beat {
    /// It touched the pool and the arc went out.
    Touched,
    /// The bridge of metal burst and the arc burns again, a regular one with force 1.
    Struck { force: f32 },
}

/// Short circuit, arc, short circuit, arc.
pub struct Rhythm {
    burns: bool,
    /// Until the next beat.
    secs_left: f32,
    /// The next short circuit: its length in seconds, and the force of the strike that ends it.
    short_secs: f32,
    force: f32,
    drift: f32,
    /// 1 when just lit, 0 once steady.
    unrest: f32,
}

impl Rhythm {
    /// An arc about to be lit.
    pub fn new() -> Self {
        Self {
            burns: false,
            secs_left: FIRST_SECS,
            short_secs: 0.0,
            force: MOST_FORCE,
            drift: 0.0,
            unrest: 1.0,
        }
    }

    /// One frame on.
    pub fn next(&mut self, drive: Drive, noise: &mut Noise) -> Option<Beat> {
        self.secs_left -= 1.0 / RATE_HZ as f32;
        if self.secs_left > 0.0 {
            return None;
        }
        if self.burns {
            self.burns = false;
            self.secs_left += self.short_secs;
            return Some(Beat::Touched);
        }
        let force = self.force;
        self.burns = true;
        self.secs_left += self.plan(drive, noise);
        Some(Beat::Struck { force })
    }

    /// Draws how long the arc burns now, which it returns in seconds, and the short circuit after it.
    fn plan(&mut self, drive: Drive, noise: &mut Noise) -> f32 {
        let wild = drive.crackle + (1.0 - drive.crackle) * self.unrest * FIRST_WILDNESS;
        let beat_secs = 1.0 / (BEATS_HZ.0 * (BEATS_HZ.1 / BEATS_HZ.0).powf(drive.intensity));
        let uneven = (between(UNEVEN_LENGTH, wild) * noise.bell()).exp();
        let length_secs = beat_secs * (1.0 + self.drift) * uneven;
        let usual_secs = SHORT_SECS.min(MOST_OF_BEAT * beat_secs);
        self.short_secs = (usual_secs * (0.5 + 0.5 * uneven)).min(MOST_OF_BEAT * length_secs);
        self.force = (between(UNEVEN_FORCE, wild) * noise.bell()).exp();
        let mut burn_secs = length_secs - self.short_secs;
        if noise.unit() < STUBS * wild * wild {
            self.short_secs = between(STUB_SECS, noise.unit());
            self.force *= 2.0;
        } else if noise.unit() < HANGS * wild * wild {
            burn_secs += between(HANG_SECS, noise.unit());
        }
        self.force = self.force.min(MOST_FORCE);
        self.rest(burn_secs + self.short_secs, wild, noise);
        burn_secs
    }

    /// Lets the drift and the first unrest go on by the length of a beat.
    fn rest(&mut self, secs: f32, wild: f32, noise: &mut Noise) {
        let part = (secs / DRIFT_SECS).min(1.0);
        // The square root keeps the spread of the drift the same whatever the beat.
        self.drift += (between(DRIFT, wild) * noise.bell() * (2.0 * part).sqrt()) - self.drift * part;
        self.drift = self.drift.clamp(-0.5, 0.5);
        self.unrest *= (-secs / SETTLE_SECS).exp();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The time between strikes, in seconds, and their forces, over ten seconds.
    fn strikes(intensity: f32, crackle: f32) -> (Vec<f32>, Vec<f32>) {
        let drive = Drive {
            intensity,
            brightness: 0.5,
            crackle,
        };
        let (mut rhythm, mut noise) = (Rhythm::new(), Noise::new(5));
        let (mut gaps, mut forces, mut last) = (Vec::new(), Vec::new(), 0);
        for frame in 0..10 * RATE_HZ {
            if let Some(Beat::Struck { force }) = rhythm.next(drive, &mut noise) {
                gaps.push((frame - last) as f32 / RATE_HZ as f32);
                forces.push(force);
                last = frame;
            }
        }
        (gaps, forces)
    }

    fn mean_and_spread(numbers: &[f32]) -> (f32, f32) {
        let mean = numbers.iter().sum::<f32>() / numbers.len() as f32;
        let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / numbers.len() as f32;
        (mean, variance.sqrt() / mean)
    }

    #[test]
    fn more_current_beats_faster() {
        for (intensity, wanted_hz) in [(0.0, 60.0), (0.5, 110.0), (1.0, 200.0)] {
            let beats_hz = strikes(intensity, 0.0).0.len() as f32 / 10.0;
            assert!((beats_hz / wanted_hz - 1.0).abs() < 0.08, "{intensity}: {beats_hz} Hz");
        }
    }

    #[test]
    fn a_steady_arc_keeps_its_beat_and_a_wild_one_loses_it() {
        let spreads = [0.0, 0.3, 0.6, 1.0].map(|crackle| mean_and_spread(&strikes(0.5, crackle).0).1);
        assert!(spreads.is_sorted(), "{spreads:?}");
        assert!(spreads[0] < 0.25 && spreads[3] > 0.8, "{spreads:?}");
    }

    #[test]
    fn the_first_strike_is_soon_and_hard_and_none_is_beyond_bounds() {
        for crackle in [0.0, 0.5, 1.0] {
            let (gaps, forces) = strikes(0.5, crackle);
            assert!(gaps[0] < 0.01 && forces[0] == MOST_FORCE);
            assert!(forces.iter().all(|force| (0.1..=MOST_FORCE).contains(force)));
            assert!(gaps.iter().all(|gap| (0.001..0.2).contains(gap)), "{gaps:?}");
        }
    }

    #[test]
    fn the_arc_goes_out_before_it_strikes() {
        let (mut rhythm, mut noise) = (Rhythm::new(), Noise::new(5));
        let wild = Drive {
            intensity: 0.5,
            brightness: 0.5,
            crackle: 1.0,
        };
        let beats: Vec<Beat> = (0..RATE_HZ).filter_map(|_| rhythm.next(wild, &mut noise)).collect();
        for pair in beats.chunks_exact(2) {
            assert!(matches!(pair, [Beat::Struck { .. }, Beat::Touched]), "{pair:?}");
        }
    }
}

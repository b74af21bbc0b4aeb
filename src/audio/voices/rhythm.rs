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
const MOST_FORCE: f32 = 2.6;
/// An arc just lit beats as unevenly as one this wild, and settles with this time constant.
const FIRST_WILDNESS: f32 = 0.6;
const SETTLE_SECS: f32 = 0.08;
/// The wire comes down on cold metal: this long until the first strike, which is this hard.
const FIRST_SECS: f32 = 0.006;
const FIRST_FORCE: f32 = 2.6;

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
            force: FIRST_FORCE,
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

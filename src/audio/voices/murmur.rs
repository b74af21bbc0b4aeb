//! A murmur: somebody speaks in the next room. Syllables without words, one vowel gliding into the next.
//!
//! A source of pulses, as the vocal folds give, goes through three resonances, as the mouth has (Fant, Acoustic Theory of
//! Speech Production, 1960). Their middles are those of French vowels, as an adult speaks them.

use super::{
    Drive, Synth, between,
    filter::{Band, Slow},
    noise::Noise,
};
use crate::audio::mixer::RATE_HZ;

const SEED: u32 = 0x51B1_73E5;

/// Pitch at no intensity and at full, hertz: what [`Drive::intensity`] means here.
const PITCH_HZ: (f32, f32) = (80.0, 320.0);
/// Vowels: the middles of their first two resonances, hertz.
const VOWELS: [(f32, f32); 6] = [
    (700.0, 1_350.0),
    (480.0, 1_900.0),
    (330.0, 2_150.0),
    (420.0, 900.0),
    (560.0, 1_550.0),
    (360.0, 1_500.0),
];
/// A third resonance, and the same for all.
const THIRD_HZ: f32 = 2_600.0;
/// How narrow the resonances are.
const QUALITY: f32 = 6.0;
/// A syllable lasts so long at least and at most, seconds, and is closed for this share of it.
const SYLLABLE_SECS: (f32, f32) = (0.13, 0.27);
const CLOSED: f32 = 0.22;
/// One syllable in so many is a breath.
const BREATH: f32 = 0.14;
/// How far the pitch wanders from syllable to syllable, as a share, dull and lively.
const MELODY: (f32, f32) = (0.03, 0.17);
/// The mouth opens and closes this quickly, and the pitch glides, seconds.
const MOUTH_SECS: f32 = 0.022;
const GLIDE_SECS: f32 = 0.05;
/// Corner of what is heard, at no brightness and at full, hertz.
const CORNER_HZ: (f32, f32) = (650.0, 2_600.0);
/// Air beside the tone.
const AIR: f32 = 0.05;
const LOUDNESS: f32 = 1.5;

/// Somebody who speaks.
pub struct Murmur {
    noise: Noise,
    /// Where in its period the voice is, 0 to 1.
    phase: f32,
    /// Until the next syllable, and how long this one is in all, frames.
    left: u32,
    length: u32,
    /// How far this syllable's pitch is from the voice's own, and its loudness.
    bend: f32,
    loud: f32,
    pitch: Slow,
    mouth: Slow,
    /// One set of resonances for each vowel, and how much each is heard.
    vowels: [[Band; 2]; VOWELS.len()],
    shares: [Slow; VOWELS.len()],
    vowel: usize,
    third: Band,
    dull: Slow,
    sharp: Slow,
}

impl Murmur {
    pub fn new() -> Self {
        Self {
            noise: Noise::new(SEED),
            phase: 0.0,
            left: 0,
            length: 1,
            bend: 1.0,
            loud: 0.0,
            pitch: Slow::within(GLIDE_SECS),
            mouth: Slow::within(MOUTH_SECS),
            vowels: VOWELS.map(|(first, second)| [Band::around(first, QUALITY), Band::around(second, QUALITY)]),
            shares: [Slow::within(MOUTH_SECS); VOWELS.len()],
            vowel: 0,
            third: Band::around(THIRD_HZ, QUALITY),
            dull: Slow::below(CORNER_HZ.0),
            sharp: Slow::below(CORNER_HZ.1),
        }
    }

    /// Draws the next syllable.
    fn syllable(&mut self, drive: Drive) {
        let secs = between(SYLLABLE_SECS, self.noise.unit());
        self.length = (secs * RATE_HZ as f32) as u32;
        self.left = self.length;
        self.vowel = ((self.noise.unit() * VOWELS.len() as f32) as usize).min(VOWELS.len() - 1);
        self.bend = (between(MELODY, drive.crackle) * self.noise.bell())
            .clamp(-0.4, 0.4)
            .exp();
        self.loud = if self.noise.unit() < BREATH {
            0.0
        } else {
            0.7 + 0.3 * self.noise.unit()
        };
    }

    /// Pulses of the vocal folds, with a little air.
    fn folds(&mut self, pitch_hz: f32) -> f32 {
        self.phase += pitch_hz / RATE_HZ as f32;
        self.phase -= self.phase.floor();
        // They open slowly and close quickly; the mean is taken away.
        let open = 0.6;
        let pulse = if self.phase < open {
            let part = self.phase / open;
            part * part * (3.0 - 2.0 * part)
        } else {
            ((1.0 - self.phase) / (1.0 - open)).powi(3)
        };
        pulse - 0.4 + AIR * self.noise.bell()
    }

    fn mouth(&mut self, source: f32) -> f32 {
        let mut heard = 0.0;
        for (index, (bands, share)) in self.vowels.iter_mut().zip(&mut self.shares).enumerate() {
            let open = share.next(if index == self.vowel { 1.0 } else { 0.0 });
            let [first, second] = bands;
            heard += open * (first.next(source) + 0.55 * second.next(source));
        }
        heard + 0.18 * self.third.next(source)
    }
}

impl Synth for Murmur {
    fn begin(&mut self) {
        self.left = 0;
    }

    fn next(&mut self, drive: Drive, on: bool) -> [f32; 2] {
        if self.left == 0 {
            self.syllable(drive);
        }
        self.left = self.left.saturating_sub(1);
        let own = PITCH_HZ.0 * (PITCH_HZ.1 / PITCH_HZ.0).powf(drive.intensity);
        let pitch = self.pitch.next(own * self.bend).max(PITCH_HZ.0 / 2.0);
        let closed = (self.left as f32) < CLOSED * self.length as f32;
        let open = self.mouth.next(if on && !closed { self.loud } else { 0.0 });
        let source = self.folds(pitch);
        let voice = self.mouth(source) * open;
        let (dull, sharp) = (self.dull.next(voice), self.sharp.next(voice));
        let sample = (between((dull, sharp), drive.brightness) * LOUDNESS).clamp(-1.0, 1.0);
        [sample, sample]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: Drive = Drive {
        intensity: 0.6,
        brightness: 0.5,
        crackle: 0.4,
    };

    fn spoken(drive: Drive, secs: f32) -> Vec<f32> {
        let mut murmur = Murmur::new();
        murmur.begin();
        (0..(secs * RATE_HZ as f32) as usize)
            .map(|_| murmur.next(drive, true)[0])
            .collect()
    }

    fn power(samples: &[f32]) -> f32 {
        samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32
    }

    #[test]
    fn it_is_heard_and_never_clips() {
        for intensity in [0.0, 0.3, 0.7, 1.0] {
            for brightness in [0.0, 1.0] {
                let heard = spoken(
                    Drive {
                        intensity,
                        brightness,
                        ..EVEN
                    },
                    3.0,
                );
                let peak = heard.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
                assert!(peak < 0.95, "{intensity} {brightness}: {peak}");
                assert!(
                    power(&heard).sqrt() > 0.015,
                    "{intensity} {brightness}: {}",
                    power(&heard).sqrt()
                );
            }
        }
    }

    #[test]
    fn it_has_syllables() {
        let heard = spoken(EVEN, 4.0);
        let windows: Vec<f32> = heard.chunks(RATE_HZ as usize / 50).map(power).collect();
        let loud = windows.iter().copied().fold(0.0, f32::max);
        let crossings = windows
            .windows(2)
            .filter(|pair| (pair[0] > loud * 0.1) != (pair[1] > loud * 0.1));
        let per_second = crossings.count() as f32 / 2.0 / 4.0;
        assert!((2.0..12.0).contains(&per_second), "{per_second} syllables a second");
    }

    #[test]
    fn nonsense_gives_numbers() {
        let wild = Drive {
            intensity: 1.0,
            brightness: 1.0,
            crackle: 1.0,
        };
        assert!(spoken(wild, 1.0).iter().all(|sample| sample.is_finite()));
    }
}

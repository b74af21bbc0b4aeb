//! The paint gun: air through a ring of small holes tears the paint into drops, which is a broad hiss around 4 kHz; behind
//! it the rush of the air, and drops that spit where the hand dwells.

use super::{
    Drive, Synth, between,
    filter::{Band, Burst, Slow},
    noise::Noise,
    space::Space,
};
use crate::audio::mixer::RATE_HZ;

const SEED: u32 = 0x51AB_7E09;
/// Middles of the rush of the air and of the hiss at the nozzle.
const RUSH_HZ: f32 = 900.0;
const HISS_HZ: (f32, f32) = (3_400.0, 7_000.0);
/// Gains of the rush, the dull and the sharp hiss at no brightness and at full.
const RUSH: (f32, f32) = (0.55, 0.25);
const DULL: (f32, f32) = (0.35, 0.30);
const SHARP: (f32, f32) = (0.06, 0.40);
/// Drops that spit, a second, of a gun that dwells.
const SPITS_PER_SEC: f32 = 60.0;
const SPIT: f32 = 0.5;
/// Air flutters: this slow and this much.
const FLUTTER_HZ: f32 = 9.0;
const FLUTTER: f32 = 0.5;
const LOUDNESS: f32 = 0.55;
/// The trigger opens and closes like this, seconds.
const TRIGGER_SECS: f32 = 0.035;

/// Everything that sounds at the nozzle.
pub struct SprayGun {
    noise: Noise,
    rush: Band,
    hiss: [Band; 2],
    spit: Burst,
    flutter: Slow,
    opened: Slow,
    space: Space,
}

impl SprayGun {
    pub fn new() -> Self {
        Self {
            noise: Noise::new(SEED),
            rush: Band::around(RUSH_HZ, 0.5),
            hiss: [Band::around(HISS_HZ.0, 0.7), Band::around(HISS_HZ.1, 0.8)],
            spit: Burst::new(0.000_1, 0.001_2, 4_200.0),
            flutter: Slow::below(FLUTTER_HZ),
            opened: Slow::within(TRIGGER_SECS),
            space: Space::new(),
        }
    }
}

impl Synth for SprayGun {
    fn begin(&mut self) {
        self.opened = Slow::within(TRIGGER_SECS);
        self.space.clear();
    }

    fn next(&mut self, drive: Drive, on: bool) -> [f32; 2] {
        let open = self.opened.next(if on { drive.intensity } else { 0.0 });
        // Slow noise, made as large as it was before it was slowed.
        let flutter = 1.0 + FLUTTER * (self.flutter.next(self.noise.white()) * 20.0).clamp(-0.6, 0.6);
        if self.noise.unit() * (RATE_HZ as f32) < SPITS_PER_SEC * drive.crackle * open {
            self.spit.hit(0.3 + self.noise.unit());
        }
        let white = self.noise.white();
        let air = self.rush.next(white) * between(RUSH, drive.brightness);
        let dull = self.hiss[0].next(white) * between(DULL, drive.brightness);
        let sharp = self.hiss[1].next(white) * between(SHARP, drive.brightness);
        let spit = self.spit.next(&mut self.noise) * SPIT;
        self.space
            .next(((air + dull + sharp) * flutter + spit) * open * LOUDNESS)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::spectrum::centroid_hz, *};

    /// A second of the gun, left side, the first tenth left out.
    fn spraying(drive: Drive) -> Vec<f32> {
        let mut gun = SprayGun::new();
        gun.begin();
        let sound = (0..RATE_HZ).map(|_| gun.next(drive, true)[0]);
        sound.skip(RATE_HZ as usize / 10).collect()
    }

    fn loudness(sound: &[f32]) -> f32 {
        (sound.iter().map(|x| x * x).sum::<f32>() / sound.len() as f32).sqrt()
    }

    #[test]
    fn it_is_louder_with_more_flow_sharper_when_near_and_stays_within_bounds() {
        let drive = |intensity, brightness| Drive {
            intensity,
            brightness,
            crackle: 0.3,
        };
        assert!(loudness(&spraying(drive(0.3, 0.5))) < loudness(&spraying(drive(0.9, 0.5))));
        assert!(centroid_hz(&spraying(drive(0.5, 0.1))) < centroid_hz(&spraying(drive(0.5, 0.9))));
        assert!(spraying(drive(1.0, 1.0)).iter().all(|x| x.abs() < 1.0));
    }
}

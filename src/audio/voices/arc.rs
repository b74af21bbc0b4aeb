//! The welding arc: MAG with a short arc, which sounds like frying bacon when it is set right.
//!
//! The wire touches the pool sixty to two hundred times a second. Each touch is a short circuit: the arc goes out, the
//! current climbs until the bridge of molten metal bursts, and the arc strikes again with a crack. What is heard is the
//! change of the arc's power (Drouet and Nadeau, J. Phys. E, 1982): the crack of each strike, a faint knock at each
//! touch, the hiss of the plasma in between; most of it around 2 kHz (Poopat and Warinsiriruk, 2006). The rhythm is
//! steady at the right setting only (Hermans and den Ouden, Welding Journal, 1999): beside it the wire stubs into the
//! pool and blows off, or a drop hangs on and falls late, and spatter crackles.

use std::f32::consts::TAU;

use super::{
    Drive, Synth, between,
    filter::{Band, Burst, Slow, Strike},
    noise::Noise,
    rhythm::{Beat, Rhythm},
    space::Space,
};
use crate::audio::mixer::RATE_HZ;

const SEED: u32 = 0x0A2C_51D3;

/// Power of the arc that has burnt a while, and of the short circuit, as parts of its peak at a regular strike.
const BASE_POWER: f32 = 0.45;
const SHORT_POWER: f32 = 0.08;
/// The current falls from its peak like this once the arc burns.
const SETTLE_SECS: f32 = 0.0025;
/// The arc goes out, and comes, this quickly.
const QUICK_SECS: f32 = 0.000_09;

/// A strike harder than this bursts drops.
const HARD: f32 = 1.5;
/// Grains of spatter a second, in a steady arc and in a wild one.
const SPITS_PER_SEC: (f32, f32) = (12.0, 170.0);
/// Drops that burst, a second, in a wild arc.
const POPS_PER_SEC: f32 = 10.0;
/// The rectifier of the power source, both half waves.
const HUM_HZ: f32 = 100.0;

/// How loud each part is.
const CRACK: f32 = 0.55;
const BLAST: f32 = 1.0;
const SPIT: f32 = 1.0;
const POP: f32 = 1.6;
const PLASMA: f32 = 0.30;
const RING: f32 = 0.45;
const GAS: f32 = 0.02;
const HUM: f32 = 0.008;
/// All of it, with little current and with much.
const LOUDNESS: (f32, f32) = (0.7, 1.1);

/// Where the dull third of the sound ends and the sharp one begins.
const DULL_HZ: f32 = 900.0;
const SHARP_HZ: f32 = 4_200.0;
/// Gains of both, at no brightness and at full.
const DULL_GAIN: (f32, f32) = (1.7, 0.7);
const SHARP_GAIN: (f32, f32) = (0.12, 1.35);

/// Everything that sounds around the tip of the wire.
pub struct WeldingArc {
    noise: Noise,
    rhythm: Rhythm,
    burns: bool,
    /// Current above the base.
    surge: Strike,
    power: Slow,
    /// The bang of a strike, deep and shallow.
    blasts: [Burst; 2],
    spit: Burst,
    pop: Burst,
    plasma_band: Band,
    /// The workpiece rings.
    plate: [Band; 2],
    /// A vector that turns a hundred times a second, and the sine and cosine of its turn in a frame.
    hum: [f32; 2],
    hum_turn: (f32, f32),
    /// What is below [`DULL_HZ`], and below [`SHARP_HZ`].
    dull: Slow,
    blunt: Slow,
    space: Space,
}

impl WeldingArc {
    pub fn new() -> Self {
        Self {
            noise: Noise::new(SEED),
            rhythm: Rhythm::new(),
            burns: false,
            surge: Strike::new(QUICK_SECS, SETTLE_SECS),
            power: Slow::within(QUICK_SECS),
            blasts: [
                Burst::new(0.000_1, 0.001_9, 1_500.0),
                Burst::new(0.000_1, 0.001_4, 3_000.0),
            ],
            spit: Burst::new(0.000_08, 0.000_6, 5_600.0),
            pop: Burst::new(0.000_3, 0.007, 750.0),
            plasma_band: Band::around(3_000.0, 0.45),
            plate: [Band::around(640.0, 7.0), Band::around(1_730.0, 6.0)],
            hum: [1.0, 0.0],
            hum_turn: (TAU * HUM_HZ / RATE_HZ as f32).sin_cos(),
            dull: Slow::below(DULL_HZ),
            blunt: Slow::below(SHARP_HZ),
            space: Space::new(),
        }
    }

    fn beat(&mut self, drive: Drive) {
        match self.rhythm.next(drive, &mut self.noise) {
            Some(Beat::Touched) => self.burns = false,
            Some(Beat::Struck { force }) => {
                self.burns = true;
                self.surge.hit(force * (1.0 - BASE_POWER));
                // No two bridges of metal are alike: some burst deep, some shallow.
                let shallow = self.noise.unit();
                for (blast, share) in self.blasts.iter_mut().zip([1.0 - shallow, shallow]) {
                    blast.hit(force * share.sqrt());
                }
                // What bursts after a long short circuit throws drops about.
                self.pop.hit((force - HARD).max(0.0));
            }
            None => {}
        }
    }

    /// Grains and drops that burst in this frame.
    fn spatter(&mut self, drive: Drive) {
        let chance = self.noise.unit() * RATE_HZ as f32;
        let spits = between(SPITS_PER_SEC, drive.crackle);
        if chance < spits {
            // Few grains are large: the cube of an even chance.
            self.spit.hit(0.15 + 1.3 * self.noise.unit().powi(3));
        } else if chance < spits + POPS_PER_SEC * drive.crackle * drive.crackle {
            self.pop.hit(0.5 + 0.8 * self.noise.unit());
            self.spit.hit(1.0);
        }
    }

    fn arc(&mut self) -> f32 {
        let surge = self.surge.next();
        let wanted = if self.burns { BASE_POWER + surge } else { SHORT_POWER };
        let before = self.power.value();
        let power = self.power.next(wanted);
        let hiss = self.plasma_band.next(self.noise.white()) * power * PLASMA;
        let blast: f32 = self.blasts.iter_mut().map(|blast| blast.next(&mut self.noise)).sum();
        (power - before) * CRACK + hiss + blast * BLAST
    }

    fn drops(&mut self) -> f32 {
        self.spit.next(&mut self.noise) * SPIT + self.pop.next(&mut self.noise) * POP
    }

    /// 100 Hz and its second harmonic, by turning a vector a little further each frame.
    fn hum(&mut self) -> f32 {
        let (sin, cos) = self.hum_turn;
        let [x, y] = self.hum;
        let (x, y) = (x * cos - y * sin, x * sin + y * cos);
        // Rounding would let it swell or fade within the hour.
        let keep = 1.5 - 0.5 * (x * x + y * y);
        self.hum = [x * keep, y * keep];
        y + x * y
    }

    fn tilted(&mut self, sound: f32, brightness: f32) -> f32 {
        let dull = self.dull.next(sound);
        let blunt = self.blunt.next(sound);
        dull * between(DULL_GAIN, brightness) + (blunt - dull) + (sound - blunt) * between(SHARP_GAIN, brightness)
    }
}

impl Synth for WeldingArc {
    /// Brings the wire down on cold metal. Chance goes on where it was: no two ignitions are alike.
    fn begin(&mut self) {
        self.rhythm = Rhythm::new();
        self.burns = false;
        self.space.clear();
    }

    /// Once it is off, the arc is out, and the last spatter falls among the echoes.
    fn next(&mut self, drive: Drive, on: bool) -> [f32; 2] {
        if on {
            self.beat(drive);
        } else {
            self.burns = false;
        }
        self.spatter(drive);
        let arc = self.arc() + self.drops();
        let ring: f32 = self.plate.iter_mut().map(|mode| mode.next(arc)).sum();
        let sound = arc + ring * RING + self.noise.white() * GAS + self.hum() * HUM;
        let sound = self.tilted(sound, drive.brightness);
        self.space.next(sound * between(LOUDNESS, drive.intensity))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Welding,
        spectrum::{centroid_hz, evenness},
    };
    use super::*;

    const GOOD: Drive = Drive {
        intensity: 0.5,
        brightness: 0.5,
        crackle: 0.1,
    };

    /// Two seconds of a steady arc, left side, the first tenth of a second left out.
    fn burning(drive: Drive) -> Vec<f32> {
        let mut arc = WeldingArc::new();
        arc.begin();
        let frames = RATE_HZ as usize * 21 / 10;
        let sound = (0..frames).map(|_| arc.next(drive, true)[0]);
        sound.skip(RATE_HZ as usize / 10).collect()
    }

    fn loudness(sound: &[f32]) -> f32 {
        (sound.iter().map(|x| x * x).sum::<f32>() / sound.len() as f32).sqrt()
    }

    #[test]
    fn the_middle_of_the_spectrum_rises_with_brightness() {
        let middles = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0].map(|brightness| {
            let bright = Drive { brightness, ..GOOD };
            centroid_hz(&burning(bright))
        });
        assert!(middles.windows(2).all(|pair| pair[0] * 1.05 < pair[1]), "{middles:?}");
    }

    #[test]
    fn the_middle_of_the_spectrum_follows_the_speed_of_the_torch() {
        let middles = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0].map(|speed| {
            let work = Welding {
                speed,
                current: 1.0,
                stray: 0.0,
            };
            centroid_hz(&burning(work.drive()))
        });
        assert!(middles.is_sorted(), "{middles:?}");
        assert!(middles[6] > 1.5 * middles[0], "{middles:?}");
    }

    #[test]
    fn more_current_is_louder() {
        let loud = [0.0, 0.25, 0.5, 0.75, 1.0].map(|intensity| loudness(&burning(Drive { intensity, ..GOOD })));
        assert!(loud.windows(2).all(|pair| pair[0] * 1.1 < pair[1]), "{loud:?}");
        // Beside the cues, whose peaks lie between -9 and -4 dBFS, an arc at work is a bed, not a wall.
        assert!((0.06..0.1).contains(&loud[2]), "{}", loud[2]);
    }

    #[test]
    fn a_good_setting_sizzles_evenly_and_a_bad_one_spits() {
        let even = [0.0, 0.1, 0.5, 0.9].map(|crackle| evenness(&burning(Drive { crackle, ..GOOD })));
        assert!(even.windows(2).all(|pair| pair[0] > pair[1]), "{even:?}");
        assert!(even[1] > 0.9 && even[3] < 0.8, "{even:?}");
    }

    #[test]
    fn an_arc_that_is_cut_dies_within_its_echoes() {
        let mut arc = WeldingArc::new();
        arc.begin();
        let mut render = |on, frames| -> Vec<f32> { (0..frames).map(|_| arc.next(GOOD, on)[0]).collect() };
        let burning = loudness(&render(true, 44_100));
        render(false, 1_000);
        let echoes = loudness(&render(false, 2_000));
        render(false, 8_000);
        let gas = loudness(&render(false, 2_000));
        assert!(
            echoes < 0.5 * burning && gas < 0.3 * burning,
            "{burning} {echoes} {gas}"
        );
    }
}

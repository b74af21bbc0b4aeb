//! The welding arc: MAG with a short arc, which sounds like frying bacon when it is set right.
//!
//! The wire touches the pool sixty to two hundred times a second. Each touch is a short circuit: the arc goes out, the
//! current climbs until the bridge of molten metal bursts, and the arc strikes again with a crack. What is heard is the
//! change of the arc's power (Drouet and Nadeau, J. Phys. E, 1982): the crack of each strike, a faint knock at each
//! touch, the hiss of the plasma in between. The rhythm is steady at the right setting only (Hermans and den Ouden,
//! Welding Journal, 1999): beside it the wire stubs into the pool and blows off, or a drop hangs on and falls late,
//! and spatter crackles.

use std::f32::consts::TAU;

use super::{
    Drive, Synth, between,
    filter::{Band, Slow, Strike},
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
const LOUDNESS: (f32, f32) = (0.62, 1.0);

/// Where the dull third of the sound ends and the sharp one begins.
const DULL_HZ: f32 = 900.0;
const SHARP_HZ: f32 = 4_200.0;
/// Gains of both, at no brightness and at full.
const DULL_GAIN: (f32, f32) = (1.7, 0.7);
const SHARP_GAIN: (f32, f32) = (0.12, 1.35);

/// A voice of its own: see the file's head.
pub struct WeldingArc {
    noise: Noise,
    rhythm: Rhythm,
    burns: bool,
    /// Current above the base.
    surge: Strike,
    power: Slow,
    /// The bang of a strike, deep and shallow.
    blasts: [(Strike, Band); 2],
    spit: Strike,
    spit_band: Band,
    pop: Strike,
    pop_band: Band,
    plasma_band: Band,
    plate: [Band; 2],
    hum: [f32; 2],
    hum_turn: (f32, f32),
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
            blasts: [(0.001_9, 1_500.0), (0.001_4, 3_000.0)]
                .map(|(secs, hz)| (Strike::new(0.000_1, secs), Band::around(hz, 0.8))),
            spit: Strike::new(0.000_08, 0.000_6),
            spit_band: Band::around(5_600.0, 0.8),
            pop: Strike::new(0.000_3, 0.007),
            pop_band: Band::around(750.0, 0.7),
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
                for ((blast, _), share) in self.blasts.iter_mut().zip([1.0 - shallow, shallow]) {
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
        let noise = &mut self.noise;
        let bang = |(blast, band): &mut (Strike, Band)| band.next(noise.white()) * blast.next();
        let blast: f32 = self.blasts.iter_mut().map(bang).sum();
        (power - before) * CRACK + hiss + blast * BLAST
    }

    fn drops(&mut self) -> f32 {
        let spit = self.spit_band.next(self.noise.white()) * self.spit.next();
        let pop = self.pop_band.next(self.noise.white()) * self.pop.next();
        spit * SPIT + pop * POP
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

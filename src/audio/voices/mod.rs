//! Sounds synthesised while they last, so that they follow what a hand does: one voice a file, driven by three numbers.

mod arc;
mod crane;
mod filter;
mod murmur;
mod noise;
mod pouring;
mod rhythm;
mod singer;
mod space;
#[cfg(test)]
pub(super) mod spectrum;
mod spray;
mod spraying;
mod welding;

use self::arc::WeldingArc;
pub use self::crane::Crane;
use self::crane::CraneMotors;
use self::murmur::Murmur;
use self::pouring::PouredLiquid;
pub use self::pouring::Pouring;
pub(super) use self::singer::Singer;
use self::spray::SprayGun;
pub use self::spraying::Spraying;
pub use self::welding::Welding;

/// What sounds. A further voice is a file here, a variant and a line in [`Voice::synth`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A welding arc (MAG, short arc). [`Welding`] tells what to drive it with.
    Arc,
    /// Somebody speaks, without words: [`Drive::intensity`] is the pitch, [`Drive::crackle`] how lively.
    Murmur,
    /// Something liquid that is poured. [`Pouring`] tells what to drive it with.
    Pouring,
    /// A crane: motors, beeper, cable, wind. [`Crane`] tells what to drive it with.
    Crane,
    /// A paint gun, or a hand that rubs. [`Spraying`] tells what to drive it with.
    Spray,
}

impl Voice {
    /// Each voice, at the place of its own number.
    pub(super) const ALL: [Self; 5] = [Self::Arc, Self::Murmur, Self::Pouring, Self::Crane, Self::Spray];

    fn synth(self) -> Box<dyn Synth> {
        match self {
            Self::Arc => Box::new(WeldingArc::new()),
            Self::Murmur => Box::new(Murmur::new()),
            Self::Pouring => Box::new(PouredLiquid::new()),
            Self::Crane => Box::new(CraneMotors::new()),
            Self::Spray => Box::new(SprayGun::new()),
        }
    }
}

/// How a voice sounds now. Each number is 0..=1; beyond, the nearest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drive {
    /// How much power: the current of an arc, the speed of a motor, how far a tap is open.
    pub intensity: f32,
    /// From dull to sharp.
    pub brightness: f32,
    /// From even to wild: spatter, rattle, splashes.
    pub crackle: f32,
}

impl Drive {
    fn each(self, change: impl Fn(f32) -> f32) -> Self {
        Self {
            intensity: change(self.intensity),
            brightness: change(self.brightness),
            crackle: change(self.crackle),
        }
    }
}

/// Makes the samples of one voice. Nothing here may allocate or wait: the sound device calls it.
trait Synth: Send + Sync {
    /// Begins anew after silence.
    fn begin(&mut self);

    /// Left and right of the next frame, within -1..=1. When it is no longer `on` it dies away; its end is faded besides.
    fn next(&mut self, drive: Drive, on: bool) -> [f32; 2];
}

/// What lies a part of the way, 0..=1, from one number to the other.
fn between((from, to): (f32, f32), part: f32) -> f32 {
    from + (to - from) * part
}

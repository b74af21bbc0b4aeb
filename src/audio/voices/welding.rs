//! What a welder hears of the work: how speed, current and distance drive the voice of the arc.

use super::Drive;

/// How the torch is led, against what the trade would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welding {
    /// Travel speed over the right one, steadied over about a tenth of a second: 1 is right, 0 dwells.
    pub speed: f32,
    /// Current over the right one.
    pub current: f32,
    /// How far the torch strays from the seam, 0 on it, 1 as far as an arc can be held.
    pub stray: f32,
}

/// Even the best arc spits a little.
const LEAST_CRACKLE: f32 = 0.08;
/// Crackle of twice or half the right current, of twice or half the right speed, and of an arc about to break off.
const WRONG_CURRENT: f32 = 0.6;
const WRONG_SPEED: f32 = 0.3;
const STRAYED: f32 = 0.7;
/// Beyond four times or a quarter, worse sounds no worse.
const MOST_OCTAVES: f32 = 2.0;

impl Welding {
    /// More current strikes faster and louder. A quick torch leaves a thin cold pool and sounds sharp, a slow one swims
    /// in a deep pool and sounds dull. Whatever is wrong spits.
    pub fn drive(self) -> Drive {
        let speed = self.speed.max(0.0);
        let wrong = octaves(self.current) * WRONG_CURRENT + octaves(speed) * WRONG_SPEED;
        Drive {
            intensity: self.current / 2.0,
            brightness: 1.0 - 1.0 / (1.0 + speed * speed),
            crackle: LEAST_CRACKLE + wrong + self.stray.clamp(0.0, 1.0).powi(2) * STRAYED,
        }
    }
}

/// How far from 1, in doublings or halvings.
fn octaves(ratio: f32) -> f32 {
    ratio.log2().abs().min(MOST_OCTAVES)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: Welding = Welding {
        speed: 1.0,
        current: 1.0,
        stray: 0.0,
    };

    #[test]
    fn right_work_is_even_and_every_fault_is_heard() {
        assert_eq!(RIGHT.drive().crackle, LEAST_CRACKLE);
        let wilder = |from: Welding, to: Welding| assert!(from.drive().crackle < to.drive().crackle, "{from:?} {to:?}");
        let mut before = (RIGHT, RIGHT, RIGHT);
        for wrong in [1.2, 1.6, 2.4, 3.9_f32] {
            let quicker = Welding { speed: wrong, ..RIGHT };
            let colder = Welding {
                current: 1.0 / wrong,
                ..RIGHT
            };
            let farther = Welding {
                stray: wrong / 4.0,
                ..RIGHT
            };
            wilder(before.0, quicker);
            wilder(before.1, colder);
            wilder(before.2, farther);
            before = (quicker, colder, farther);
        }
    }

    #[test]
    fn quicker_is_brighter_and_more_current_is_stronger() {
        let speeds = [0.0, 0.3, 0.6, 1.0, 1.5, 2.5, 5.0, f32::INFINITY];
        let bright = speeds.map(|speed| Welding { speed, ..RIGHT }.drive().brightness);
        assert!(
            bright.is_sorted() && bright[0] == 0.0 && bright[3] == 0.5 && bright[7] == 1.0,
            "{bright:?}"
        );
        let strong = [0.4, 0.8, 1.0, 1.3].map(|current| Welding { current, ..RIGHT }.drive().intensity);
        assert!(strong.is_sorted(), "{strong:?}");
    }

    #[test]
    fn nonsense_gives_numbers() {
        for number in [f32::NAN, f32::NEG_INFINITY, -1.0, 0.0] {
            let drive = Welding {
                speed: number,
                current: number,
                stray: 0.0,
            }
            .drive();
            assert!(drive.brightness.is_finite() && drive.crackle.is_finite());
        }
    }
}

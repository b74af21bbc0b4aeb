//! What a painter hears of the work: how flow, pace and distance drive the voice of the gun.

use super::Drive;

/// How the tool is led, against what the trade would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spraying {
    /// Flow over the right one.
    pub flow: f32,
    /// Speed of the hand over the right one.
    pub speed: f32,
    /// The right distance over the real one: 2 is half as far. 0: a tool that touches.
    pub nearness: f32,
}

impl Spraying {
    /// More flow is louder; a gun held near hisses sharp against the sheet, and one that dwells spits. A hand that rubs is
    /// soft, and heard only while it moves.
    pub fn drive(self) -> Drive {
        let (flow, speed) = (self.flow.clamp(0.0, 2.0), self.speed.clamp(0.0, 4.0));
        if self.nearness <= 0.0 {
            return Drive {
                intensity: 0.4 * (1.0 - 1.0 / (1.0 + 2.0 * speed)),
                brightness: 0.05 + 0.1 * speed.min(1.0),
                crackle: 0.5,
            };
        }
        Drive {
            intensity: 0.3 + 0.3 * flow,
            brightness: 0.5 * self.nearness.min(2.0),
            crackle: 0.5 * (1.0 - speed).max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_is_sharper_more_is_louder_and_a_gun_that_dwells_spits() {
        let right = Spraying {
            flow: 1.0,
            speed: 1.0,
            nearness: 1.0,
        };
        let near = Spraying { nearness: 2.0, ..right };
        let more = Spraying { flow: 1.5, ..right };
        let still = Spraying { speed: 0.0, ..right };
        assert!(near.drive().brightness > right.drive().brightness);
        assert!(more.drive().intensity > right.drive().intensity);
        assert!(still.drive().crackle > right.drive().crackle && right.drive().crackle == 0.0);
    }

    #[test]
    fn a_hand_that_rests_is_not_heard() {
        let rests = Spraying {
            flow: 1.0,
            speed: 0.0,
            nearness: 0.0,
        };
        assert_eq!(rests.drive().intensity, 0.0);
    }
}

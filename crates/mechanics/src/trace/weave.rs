//! How the torch swings from side to side: reversals found in its way. Pure.

use super::seam::Spot;

/// A swing smaller than this is a tremble, mm.
const TREMBLE_MM: f32 = 0.6;

/// Swings of the torch so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Swings {
    /// The furthest place since the last reversal, once the torch has moved.
    furthest: Option<Spot>,
    /// −1 or 1 while a side is known.
    towards: f32,
    /// Where the last reversal was.
    turned: Option<Spot>,
    count: u32,
    /// Sums over all swings, mm.
    width: f32,
    advance: f32,
}

impl Swings {
    /// The torch is here now.
    pub fn follow(&mut self, spot: Spot) {
        let Some(furthest) = self.furthest else {
            self.furthest = Some(spot);
            return;
        };
        let moved = spot.offset - furthest.offset;
        if self.towards == 0.0 {
            if moved.abs() > TREMBLE_MM {
                self.towards = moved.signum();
                self.furthest = Some(spot);
            }
        } else if moved * self.towards > 0.0 {
            self.furthest = Some(spot);
        } else if moved.abs() > TREMBLE_MM {
            self.turn(furthest);
            self.towards = -self.towards;
            self.furthest = Some(spot);
        }
    }

    fn turn(&mut self, at: Spot) {
        if let Some(before) = self.turned.replace(at) {
            self.count += 1;
            self.width += (at.offset - before.offset).abs();
            self.advance += (at.along - before.along).abs();
        }
    }

    /// The arc is out: what comes next is no swing from here.
    pub fn rest(&mut self) {
        (self.furthest, self.turned, self.towards) = (None, None, 0.0);
    }

    /// Mean distance from one side to the other, mm; 0 without a swing.
    pub fn width_mm(&self) -> f32 {
        self.width / self.count.max(1) as f32
    }

    /// Mean advance for one swing there and back, mm; 0 without a swing.
    pub fn period_mm(&self) -> f32 {
        2.0 * self.advance / self.count.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swing_is_measured_from_side_to_side() {
        let mut swings = Swings::default();
        for tick in 0..600_u16 {
            let along = f32::from(tick) * 0.1;
            let offset = 2.0 * (along / 5.0 * std::f32::consts::TAU).sin();
            swings.follow(Spot { along, offset });
        }
        assert!((swings.width_mm() - 4.0).abs() < 0.1, "{}", swings.width_mm());
        assert!((swings.period_mm() - 5.0).abs() < 0.3, "{}", swings.period_mm());
    }

    #[test]
    fn a_trembling_hand_does_not_swing() {
        let mut swings = Swings::default();
        for tick in 0..100_u8 {
            let offset = if tick % 2 == 0 { 0.2 } else { -0.2 };
            swings.follow(Spot {
                along: f32::from(tick),
                offset,
            });
        }
        assert_eq!((swings.width_mm(), swings.period_mm()), (0.0, 0.0));
    }
}

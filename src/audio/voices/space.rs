//! The booth around a synthesised sound: hard walls close by, so that what is dry and from nowhere stands in a room.

use super::filter::Slow;
use crate::audio::mixer::RATE_HZ;

/// Four ways through the booth and back, in frames: 20 to 43 ms, prime so that their echoes never fall together.
const WAYS: [usize; 4] = [883, 1_201, 1_559, 1_879];
const PAST_FRAMES: usize = 2_048;
/// How long until an echo is a thousandth, in seconds: sheet metal and curtains.
const ECHO_SECS: f32 = 0.32;
/// Walls swallow what is sharp.
const WALL_HZ: f32 = 3_800.0;
const ECHO_GAIN: f32 = 0.5;
/// What is louder bends, and never gets beyond.
const MOST: f32 = 0.72;

/// A sound in the middle of its echoes: a feedback delay network (Jot and Chaigne, AES 90, 1991) of four lines.
pub struct Space {
    past: Box<[[f32; PAST_FRAMES]; 4]>,
    at: usize,
    kept: [f32; 4],
    walls: [Slow; 4],
}

impl Space {
    pub fn new() -> Self {
        Self {
            past: Box::new([[0.0; PAST_FRAMES]; 4]),
            at: 0,
            kept: WAYS.map(|frames| 0.001_f32.powf(frames as f32 / (ECHO_SECS * RATE_HZ as f32))),
            walls: [Slow::below(WALL_HZ); 4],
        }
    }

    /// Nothing has sounded yet.
    pub fn clear(&mut self) {
        self.past.as_flattened_mut().fill(0.0);
        self.walls = [Slow::below(WALL_HZ); 4];
    }

    /// Left and right.
    pub fn next(&mut self, sound: f32) -> [f32; 2] {
        let mut echoes = [0.0; 4];
        for (way, echo) in echoes.iter_mut().enumerate() {
            let back = self.past[way][(self.at + PAST_FRAMES - WAYS[way]) % PAST_FRAMES];
            *echo = self.walls[way].next(back) * self.kept[way];
        }
        // A Householder reflection: every way feeds every other, and nothing is gained.
        let half: f32 = echoes.iter().sum::<f32>() / 2.0;
        for (way, echo) in echoes.iter().enumerate() {
            self.past[way][self.at] = sound + echo - half;
        }
        self.at = (self.at + 1) % PAST_FRAMES;
        let sides = [echoes[0] - echoes[2], echoes[1] - echoes[3]];
        sides.map(|echo| bent(sound + echo * ECHO_GAIN))
    }
}

/// Straight through the middle and flat at ±[`MOST`]: the Padé approximation of a hyperbolic tangent.
fn bent(sound: f32) -> f32 {
    let x = (sound / MOST).clamp(-3.0, 3.0);
    MOST * x * (27.0 + x * x) / (27.0 + 9.0 * x * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echoes_die_away_as_said_and_differ_on_both_sides() {
        let mut space = Space::new();
        let mut frames: Vec<[f32; 2]> = vec![space.next(0.5)];
        frames.extend((0..RATE_HZ / 2).map(|_| space.next(0.0)));
        let loud = |from_secs: f32| {
            let from = (from_secs * RATE_HZ as f32) as usize;
            frames[from..from + 4_000]
                .iter()
                .fold(0.0_f32, |peak, [left, _]| peak.max(left.abs()))
        };
        assert!(loud(0.02) > 0.01, "{}", loud(0.02));
        assert!(loud(ECHO_SECS) < 0.003 * loud(0.0), "{} {}", loud(ECHO_SECS), loud(0.0));
        assert!(frames.iter().any(|[left, right]| left != right));
        space.clear();
        assert_eq!(space.next(0.0), [0.0, 0.0]);
    }

    #[test]
    fn nothing_is_louder_than_the_most() {
        for sound in [-1e9, -3.0, -0.5, 0.0, 0.5, 3.0, 1e9] {
            assert!(bent(sound).abs() <= MOST);
        }
        assert!((bent(0.1) - 0.1).abs() < 0.001);
        let mut space = Space::new();
        for _ in 0..RATE_HZ {
            assert!(space.next(5.0).iter().all(|side| side.abs() <= MOST));
        }
    }
}

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

//! A hand that is not steady: the same gesture, trembling, by fits and starts, now and then lifted. Pure: the same seed
//! trembles the same.

use std::f32::consts::{FRAC_1_SQRT_2, TAU};

use bevy::math::Vec2;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use crate::mechanics::STEP_SECS;

/// The fingertip is never further from where a steady one would be, millimetres on the glass.
pub const REACH_MM: f32 = 8.0;
/// How much of it is aiming beside, which drifts; the rest trembles.
const WANDER_SHARE: f32 = 0.6;
/// How quickly the aim drifts and the finger trembles, hertz.
const WANDER_HZ: (f32, f32) = (0.3, 1.1);
const TREMBLE_HZ: (f32, f32) = (4.0, 9.0);
/// A jerk or a halt lasts so many frames.
const JERK_FRAMES: (usize, usize) = (6, 40);
/// How often the finger halts instead of going on.
const HALTS: f64 = 0.2;
/// Pace of a jerk against the steady hand's.
const PACE: (f32, f32) = (0.35, 2.2);
/// How often it is lifted, and for how many frames.
const LIFTS_PER_SEC: f32 = 0.2;
const LIFT_FRAMES: (usize, usize) = (6, 20);

/// A finger on the glass from coming down to leaving it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Frames that no finger is down before.
    pub after: usize,
    /// Window pixels, one point a frame.
    pub path: Vec<Vec2>,
}

/// The nerves of an unsteady visitor.
#[derive(Debug)]
pub struct Tremor {
    random: ChaCha8Rng,
}

impl Tremor {
    pub fn new(seed: u64) -> Self {
        Self {
            random: ChaCha8Rng::seed_from_u64(seed),
        }
    }

    /// How this hand does the gesture along `path` (window pixels, one point a frame of a steady hand), on a glass of so
    /// many pixels a millimetre. Every point stays within [`REACH_MM`] of the path, which is gone to its end.
    pub fn shake(&mut self, path: &[Vec2], px_per_mm: f32) -> Vec<Stroke> {
        let Some(last) = path.len().checked_sub(1) else {
            return Vec::new();
        };
        let reach = REACH_MM * px_per_mm;
        let wander = self.sway(WANDER_HZ, reach * WANDER_SHARE);
        let tremble = self.sway(TREMBLE_HZ, reach * (1.0 - WANDER_SHARE));
        let mut strokes = Vec::new();
        let mut stroke = Stroke {
            after: 0,
            path: Vec::new(),
        };
        let (mut place, mut secs, mut pace, mut frames_left) = (0.0, 0.0, 1.0, 0);
        while place < last as f32 {
            if frames_left == 0 {
                (pace, frames_left) = self.jerk();
            }
            frames_left -= 1;
            stroke
                .path
                .push(along(path, place) + wander.at(secs) + tremble.at(secs));
            place += pace;
            secs += STEP_SECS;
            if self.random.random_bool(f64::from(LIFTS_PER_SEC * STEP_SECS)) {
                let after = self.random.random_range(LIFT_FRAMES.0..=LIFT_FRAMES.1);
                secs += after as f32 * STEP_SECS;
                let next = Stroke {
                    after,
                    path: Vec::new(),
                };
                strokes.push(std::mem::replace(&mut stroke, next));
            }
        }
        stroke.path.push(path[last] + wander.at(secs) + tremble.at(secs));
        strokes.push(stroke);
        strokes
    }

    /// How fast the hand goes on, against a steady one, and for how many frames.
    fn jerk(&mut self) -> (f32, usize) {
        let pace = if self.random.random_bool(HALTS) {
            0.0
        } else {
            self.random.random_range(PACE.0..PACE.1)
        };
        (pace, self.random.random_range(JERK_FRAMES.0..=JERK_FRAMES.1))
    }

    fn sway(&mut self, hz: (f32, f32), reach: f32) -> Sway {
        let mut wave = || Wave {
            hz: self.random.random_range(hz.0..hz.1),
            phase: self.random.random_range(0.0..TAU),
        };
        Sway {
            waves: [[wave(), wave()], [wave(), wave()]],
            // Both sides at their most are still within reach.
            reach: reach * FRAC_1_SQRT_2,
        }
    }
}

/// A movement to and fro whose pattern does not come back.
struct Sway {
    /// Across and down, two waves each.
    waves: [[Wave; 2]; 2],
    reach: f32,
}

struct Wave {
    hz: f32,
    phase: f32,
}

impl Sway {
    fn at(&self, secs: f32) -> Vec2 {
        let side = |waves: &[Wave; 2]| {
            let sum: f32 = waves.iter().map(|wave| (TAU * wave.hz * secs + wave.phase).sin()).sum();
            self.reach * sum / waves.len() as f32
        };
        Vec2::new(side(&self.waves[0]), side(&self.waves[1]))
    }
}

/// The point of a path at a place between two of its points.
fn along(path: &[Vec2], place: f32) -> Vec2 {
    let before = place as usize;
    let after = (before + 1).min(path.len() - 1);
    path[before].lerp(path[after], place.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PX_PER_MM: f32 = 1.8;

    /// Fifteen seconds across and down the glass, bent in the middle.
    fn gesture() -> Vec<Vec2> {
        (0..900u16)
            .map(|frame| Vec2::new(200.0 + f32::from(frame), 300.0 + f32::from(frame.min(450)) / 3.0))
            .collect()
    }

    fn distance(path: &[Vec2], point: Vec2) -> f32 {
        let from_piece = |pair: &[Vec2]| {
            let way = pair[1] - pair[0];
            let share = ((point - pair[0]).dot(way) / way.length_squared()).clamp(0.0, 1.0);
            point.distance(pair[0] + way * share)
        };
        path.windows(2).map(from_piece).fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn the_same_seed_trembles_the_same() {
        let shaken = |seed| {
            let mut tremor = Tremor::new(seed);
            [tremor.shake(&gesture(), PX_PER_MM), tremor.shake(&gesture(), PX_PER_MM)]
        };
        assert_eq!(shaken(7), shaken(7));
        assert_ne!(shaken(7), shaken(8));
        let [first, second] = shaken(7);
        assert_ne!(first, second, "no two gestures are alike");
    }

    #[test]
    fn it_stays_within_8_mm_of_the_gesture_and_uses_most_of_them() {
        let (gesture, mut widest) = (gesture(), 0.0_f32);
        for seed in 0..20 {
            for stroke in Tremor::new(seed).shake(&gesture, PX_PER_MM) {
                for &point in &stroke.path {
                    let away = distance(&gesture, point) / PX_PER_MM;
                    assert!(away <= REACH_MM + 1e-3, "{away} mm with seed {seed}");
                    widest = widest.max(away);
                }
            }
        }
        assert!(widest > 0.6 * REACH_MM, "{widest} mm");
    }

    #[test]
    fn it_goes_to_the_end_by_fits_and_starts_and_is_lifted() {
        let gesture = gesture();
        let (mut lifts, mut halts, mut hurries) = (0, 0, 0);
        for seed in 0..20 {
            let strokes = Tremor::new(seed).shake(&gesture, PX_PER_MM);
            let end = strokes.last().and_then(|stroke| stroke.path.last()).unwrap();
            assert!(end.distance(gesture[899]) <= REACH_MM * PX_PER_MM);
            assert_eq!(strokes[0].after, 0);
            lifts += strokes.len() - 1;
            assert!(strokes[1..].iter().all(|stroke| stroke.after >= LIFT_FRAMES.0));
            // Over a fifth of a second the trembling evens out and the pace is seen.
            for pair in strokes.iter().flat_map(|stroke| stroke.path.windows(13)) {
                let way = (pair[12] - pair[0]).x;
                halts += usize::from(way < 0.25 * 12.0);
                hurries += usize::from(way > 1.75 * 12.0);
            }
        }
        assert!((20..100).contains(&lifts), "{lifts} lifts in 5 minutes");
        assert!(halts > 500 && hurries > 500, "{halts} {hurries}");
    }

    #[test]
    fn a_tap_is_a_tap_beside_and_nothing_stays_nothing() {
        let strokes = Tremor::new(1).shake(&[Vec2::splat(50.0); 2], PX_PER_MM);
        let points: Vec<&Vec2> = strokes.iter().flat_map(|stroke| &stroke.path).collect();
        assert!(points.len() >= 2);
        assert!(
            points
                .iter()
                .all(|point| point.distance(Vec2::splat(50.0)) <= REACH_MM * PX_PER_MM)
        );
        assert_eq!(Tremor::new(1).shake(&[], PX_PER_MM), []);
    }
}

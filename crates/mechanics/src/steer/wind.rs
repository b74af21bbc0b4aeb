//! Gusts: the same for the same seed, however often they are asked for. Pure.

use std::f32::consts::PI;

use crate::STEP_SECS;

/// One gust comes in each stretch of this many seconds of play, and lasts so long.
const EVERY_SECS: f32 = 5.0;
const LASTS_SECS: f32 = 2.0;
/// What a gust of 36 km/h does to a container of 20 t with 30 m² of side: ½ · 1.2 · 1.1 · 30 · 10² / 20 000, m/s².
const PUSH_M_S2: f32 = 0.1;
const OF_KM_H: f32 = 36.0;

/// A number from 0 to 1, always the same for the same seed and place (splitmix64).
pub fn chance(seed: u32, place: u32) -> f32 {
    let mut mixed = (u64::from(seed) << 32 | u64::from(place)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    (mixed >> 40) as f32 / (1 << 24) as f32
}

/// How strongly it blows after so many steps of game time, −1 to 1 along the rail.
pub fn gust(seed: u32, tick: u32) -> f32 {
    let secs = tick as f32 * STEP_SECS;
    let number = (secs / EVERY_SECS) as u32;
    let begins = chance(seed, 2 * number) * (EVERY_SECS - LASTS_SECS);
    let share = (secs - number as f32 * EVERY_SECS - begins) / LASTS_SECS;
    if !(0.0..=1.0).contains(&share) {
        return 0.0;
    }
    let way = chance(seed, 2 * number + 1) * 2.0 - 1.0;
    let strength = way.signum() * (0.4 + 0.6 * way.abs());
    strength * (share * PI).sin()
}

/// What wind of this speed does to what hangs, real m/s².
pub(super) fn push(wind_km_h: f32) -> f32 {
    PUSH_M_S2 * (wind_km_h / OF_KM_H).powi(2)
}

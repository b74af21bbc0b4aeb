//! What tests hear: where a sound's middle lies, how evenly it goes, how hard it steps.

use std::f32::consts::TAU;

use crate::audio::mixer::RATE_HZ;

const WINDOW: usize = 4_096;

/// Spectral centroid in Hz: each frequency weighed with its power, over windows that half overlap.
pub fn centroid_hz(samples: &[f32]) -> f32 {
    let (mut weighed, mut total) = (0.0, 0.0);
    for start in (0..samples.len().saturating_sub(WINDOW)).step_by(WINDOW / 2) {
        let hann = |i: usize| 0.5 - 0.5 * (TAU * i as f32 / WINDOW as f32).cos();
        let mut wave: Vec<[f32; 2]> = (0..WINDOW).map(|i| [samples[start + i] * hann(i), 0.0]).collect();
        transform(&mut wave);
        for (bin, [re, im]) in wave[..WINDOW / 2].iter().enumerate() {
            let power = re * re + im * im;
            weighed += power * bin as f32 * RATE_HZ as f32 / WINDOW as f32;
            total += power;
        }
    }
    weighed / total
}

/// Largest difference between neighbours.
pub fn largest_step(samples: &[f32]) -> f32 {
    samples
        .windows(2)
        .fold(0.0, |step, pair| step.max((pair[1] - pair[0]).abs()))
}

/// 1 for a sound of constant loudness, less the more its loudness varies from one 50 ms to the next.
pub fn evenness(samples: &[f32]) -> f32 {
    let part = RATE_HZ as usize / 20;
    let loud: Vec<f32> = samples
        .chunks_exact(part)
        .map(|part| (part.iter().map(|x| x * x).sum::<f32>() / part.len() as f32).sqrt())
        .collect();
    let mean = loud.iter().sum::<f32>() / loud.len() as f32;
    let variance = loud.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / loud.len() as f32;
    1.0 - variance.sqrt() / mean
}

/// Fourier transform by halves (Cooley and Tukey); the length is a power of two.
fn transform(wave: &mut [[f32; 2]]) {
    let half = wave.len() / 2;
    if half == 0 {
        return;
    }
    let mut even: Vec<_> = wave.iter().step_by(2).copied().collect();
    let mut odd: Vec<_> = wave.iter().skip(1).step_by(2).copied().collect();
    transform(&mut even);
    transform(&mut odd);
    for i in 0..half {
        let (sin, cos) = (-TAU * i as f32 / wave.len() as f32).sin_cos();
        let turned = [odd[i][0] * cos - odd[i][1] * sin, odd[i][0] * sin + odd[i][1] * cos];
        wave[i] = [even[i][0] + turned[0], even[i][1] + turned[1]];
        wave[i + half] = [even[i][0] - turned[0], even[i][1] - turned[1]];
    }
}

#[test]
fn the_middle_of_a_tone_is_the_tone() {
    for hz in [200.0, 1_000.0, 9_000.0] {
        let tone: Vec<f32> = (0..RATE_HZ)
            .map(|i| (TAU * hz * i as f32 / RATE_HZ as f32).sin())
            .collect();
        assert!((centroid_hz(&tone) - hz).abs() < 20.0, "{hz}: {}", centroid_hz(&tone));
    }
}

//! The chance in a synthesised sound: quick, the same at each run, and nobody else's.

/// Marsaglia's xorshift of 32 bits ("Xorshift RNGs", 2003): poor for a lottery, ample for a hiss.
pub struct Noise(u32);

impl Noise {
    /// Two sounds with different seeds have nothing in common.
    pub fn new(seed: u32) -> Self {
        // Zero is the one state that xorshift never leaves.
        Self(seed.max(1))
    }

    /// Evenly spread over 0..1.
    pub fn unit(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        // A float holds 24 bits.
        (self.0 >> 8) as f32 / 16_777_216.0
    }

    /// White noise within -1..1.
    pub fn white(&mut self) -> f32 {
        self.unit() * 2.0 - 1.0
    }

    /// Roughly Gaussian, mean 0 and deviation 1, never beyond ±3: the sum of three even ones.
    pub fn bell(&mut self) -> f32 {
        self.white() + self.white() + self.white()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_even_centred_and_the_same_each_time() {
        let mut noise = Noise::new(7);
        let drawn: Vec<f32> = (0..100_000).map(|_| noise.white()).collect();
        assert!(drawn.iter().all(|x| (-1.0..1.0).contains(x)));
        let mean = drawn.iter().sum::<f32>() / 1e5;
        let power = drawn.iter().map(|x| x * x).sum::<f32>() / 1e5;
        assert!(mean.abs() < 0.01 && (power - 1.0 / 3.0).abs() < 0.01, "{mean} {power}");
        let mut again = Noise::new(7);
        assert!(drawn.iter().all(|&x| x == again.white()));
        assert_ne!(Noise::new(0).unit(), Noise::new(2).unit());
    }

    #[test]
    fn the_bell_has_deviation_one() {
        let mut noise = Noise::new(3);
        let power = (0..100_000).map(|_| noise.bell().powi(2)).sum::<f32>() / 1e5;
        assert!((power - 1.0).abs() < 0.02, "{power}");
    }
}

//! A voice's place in the mixer: it comes and goes without a click, follows smoothly, and ends when nobody drives it.

use super::{Drive, Synth, Voice, between, filter::share_per_frame};
use crate::audio::mixer::{RATE_HZ, unit};

/// A drive is followed with this time constant: at once to the ear, without the rasp of sixty steps a second.
const FOLLOW_SECS: f32 = 0.008;
const ATTACK_SECS: f32 = 0.004;
const RELEASE_SECS: f32 = 0.12;
/// Undriven for this long, a voice ends by itself: the app has stalled, or a screen was left without a word. With the
/// release it is silent within 0.3 s. Two late frames in a row, or the largest usual device buffer, do not cut it.
const PATIENCE_SECS: f32 = 0.17;

/// Sings one voice, or is silent.
pub struct Singer {
    synth: Box<dyn Synth>,
    /// How it sounds, and how it shall.
    drive: Drive,
    wanted: Drive,
    volume: f32,
    wanted_volume: f32,
    follow: f32,
    /// Until it ends, unless it is driven again.
    frames_left: u32,
    /// 0 silent, 1 here.
    presence: f32,
}

impl Singer {
    /// Silent at first.
    pub fn new(voice: Voice) -> Self {
        Self {
            synth: voice.synth(),
            drive: Drive::default(),
            wanted: Drive::default(),
            volume: 0.0,
            wanted_volume: 0.0,
            follow: share_per_frame(FOLLOW_SECS),
            frames_left: 0,
            presence: 0.0,
        }
    }

    /// Sounds like this from now on, for as long as this is said again and again; `None` lets it end.
    pub fn set(&mut self, drive: Option<Drive>, volume: f32) {
        let Some(drive) = drive else {
            self.frames_left = 0;
            return;
        };
        let begins = self.is_silent();
        self.wanted = drive.each(unit);
        self.wanted_volume = unit(volume);
        self.frames_left = (PATIENCE_SECS * RATE_HZ as f32) as u32;
        if begins {
            self.drive = self.wanted;
            self.volume = self.wanted_volume;
            self.synth.begin();
        }
    }

    pub fn is_silent(&self) -> bool {
        self.presence == 0.0 && self.frames_left == 0
    }

    /// Left and right of the next frame.
    pub fn next(&mut self) -> [f32; 2] {
        let on = self.frames_left > 0;
        self.frames_left = self.frames_left.saturating_sub(1);
        let secs = if on { ATTACK_SECS } else { -RELEASE_SECS };
        self.presence = unit(self.presence + 1.0 / (secs * RATE_HZ as f32));
        self.follow();
        // Slow to leave and slow to arrive.
        let gain = self.presence * self.presence * (3.0 - 2.0 * self.presence) * self.volume;
        self.synth.next(self.drive, on).map(|sample| sample * gain)
    }

    fn follow(&mut self) {
        let nearer = |from, to| between((from, to), self.follow);
        self.drive = Drive {
            intensity: nearer(self.drive.intensity, self.wanted.intensity),
            brightness: nearer(self.drive.brightness, self.wanted.brightness),
            crackle: nearer(self.drive.crackle, self.wanted.crackle),
        };
        self.volume = nearer(self.volume, self.wanted_volume);
    }
}

#[cfg(test)]
mod tests {
    use super::super::spectrum::largest_step;
    use super::*;

    const EVEN: Drive = Drive {
        intensity: 0.5,
        brightness: 0.5,
        crackle: 0.1,
    };

    fn singing() -> Singer {
        let mut singer = Singer::new(Voice::Arc);
        singer.set(Some(EVEN), 1.0);
        singer
    }

    /// Left side, driven anew every sixtieth of a second.
    fn driven(singer: &mut Singer, secs: f32) -> Vec<f32> {
        let steps = (secs * 60.0) as usize;
        let step = |_| {
            singer.set(Some(EVEN), 1.0);
            undriven(singer, 1.0 / 60.0)
        };
        (0..steps).flat_map(step).collect()
    }

    fn undriven(singer: &mut Singer, secs: f32) -> Vec<f32> {
        let frames = (secs * RATE_HZ as f32) as usize;
        (0..frames).map(|_| singer.next()[0]).collect()
    }

    fn loudest(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    #[test]
    fn a_voice_is_silent_until_it_is_driven() {
        let mut singer = Singer::new(Voice::Arc);
        assert!(singer.is_silent());
        singer.set(None, 1.0);
        assert!(singer.is_silent());
        assert!(loudest(&driven(&mut singer, 0.1)) > 0.1);
        assert!(!singer.is_silent());
    }

    #[test]
    fn a_voice_comes_and_goes_without_a_click() {
        let mut singer = singing();
        let start = driven(&mut singer, 1.0);
        let usual = largest_step(&start[RATE_HZ as usize / 2..]);
        assert!(start[0].abs() < 1e-3, "{}", start[0]);
        // What is loud at the start is the snap of the arc itself: one strike among strikes.
        assert!(largest_step(&start) < 2.0 * usual, "{} {usual}", largest_step(&start));
        let before = start[start.len() - 1];
        singer.set(None, 1.0);
        let mut end = vec![before];
        end.extend(undriven(&mut singer, RELEASE_SECS));
        assert!(largest_step(&end) <= usual, "{} {usual}", largest_step(&end));
        let last_ms = &end[end.len() - 44..];
        assert!(loudest(last_ms) < 1e-3, "{}", loudest(last_ms));
        undriven(&mut singer, 0.001);
        assert!(singer.is_silent());
    }

    #[test]
    fn a_voice_taken_up_again_while_it_fades_goes_on() {
        let mut singer = singing();
        driven(&mut singer, 0.5);
        let usual = largest_step(&driven(&mut singer, 0.5));
        singer.set(None, 1.0);
        let mut sound = undriven(&mut singer, 0.05);
        assert!(!singer.is_silent());
        sound.extend(driven(&mut singer, 0.3));
        assert!(largest_step(&sound) <= 1.5 * usual);
        assert!(loudest(&sound[sound.len() - 4_410..]) > 0.1);
    }

    #[test]
    fn a_voice_that_nobody_drives_falls_silent_within_three_tenths_of_a_second() {
        let mut singer = singing();
        driven(&mut singer, 0.5);
        assert!(
            loudest(&undriven(&mut singer, 0.1)) > 0.1,
            "two late frames do not cut it"
        );
        undriven(&mut singer, 0.195);
        assert!(singer.is_silent());
    }

    #[test]
    fn a_leap_of_the_drive_is_followed_at_once_and_smoothly() {
        let mut singer = singing();
        singer.set(
            Some(Drive {
                brightness: 1.0,
                ..EVEN
            }),
            0.5,
        );
        let (mut brightness, mut volume) = (0.5, 1.0);
        for _ in 0..RATE_HZ / 60 {
            singer.next();
            assert!((singer.drive.brightness - brightness).abs() < 0.002);
            assert!((singer.volume - volume).abs() < 0.002);
            (brightness, volume) = (singer.drive.brightness, singer.volume);
        }
        // One frame of a screen later most of the way is behind.
        assert!(brightness > 0.9 && volume < 0.6, "{brightness} {volume}");
    }

    #[test]
    fn nonsense_is_brought_within_bounds() {
        let mut singer = Singer::new(Voice::Arc);
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 7.0, -7.0] {
            let wild = Drive::default().each(|_| number);
            singer.set(Some(wild), number);
            let sound = undriven(&mut singer, 0.1);
            assert!(sound.iter().all(|sample| sample.abs() <= 1.0));
        }
    }

    #[test]
    fn the_same_orders_give_the_same_sound_and_no_two_beginnings_are_alike() {
        let session = || {
            let mut singer = singing();
            let first = driven(&mut singer, 0.3);
            singer.set(None, 1.0);
            undriven(&mut singer, 0.2);
            (first, driven(&mut singer, 0.3))
        };
        let (first, second) = session();
        assert_ne!(first, second);
        assert_eq!((first, second), session());
    }
}

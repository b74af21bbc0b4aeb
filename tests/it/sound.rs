//! What a visit sounds like: the real app, a steady and an unsteady hand, and the file it records.

use bevy::prelude::*;
use etabli::{
    audio::{AudioOptions, Drive, SetVoice},
    kiosk::robot::{RobotOptions, RobotReport},
    launch::Launch,
    screens::{Overlay, Screen},
    stage::Stage,
};

use crate::house::{self, House};

/// Samples of one side in a step of game time.
const STEP: usize = 735;
/// One decibel below full scale.
const LOUDEST: f32 = 0.891;
/// Quieter than −60 dBFS (root mean square of a tenth of a second) is silence.
const SILENCE: f32 = 0.001;
/// Longer than this, in steps of game time, nobody believes that the kiosk is alive.
const LONGEST_SILENCE: usize = 120;
/// Steps of game time after its strike that an arc has settled.
const SETTLED: usize = 20;

/// One recorded visit, a step of game time after the other.
struct Recording {
    /// Both sides mixed.
    samples: Vec<f32>,
    peak: f32,
    moments: Vec<Moment>,
}

#[derive(Clone, Copy)]
struct Moment {
    /// A step is under way.
    in_play: bool,
    /// What drives the arc while it burns.
    arc: Option<Drive>,
}

fn recorded(name: &str, unsteady: bool, seed: u64) -> Recording {
    let file = house::scratch(name).join("visit.wav");
    let mut house = House::with(Launch {
        audio: AudioOptions {
            record: Some(file.clone()),
            device: false,
        },
        robot: Some(RobotOptions {
            kit: Some("soudure".to_owned()),
            visits: 1,
            seed,
            unsteady,
            ..RobotOptions::default()
        }),
        ..Launch::for_tests(house::home())
    });
    let mut moments = Vec::new();
    for _ in 0..100_000 {
        house.app.update();
        let world = house.app.world();
        moments.push(Moment {
            in_play: house.screen() == Screen::Play
                && *world.resource::<Overlay>() == Overlay::None
                && world.resource::<Stage>().is_ready(),
            arc: world
                .resource::<Messages<SetVoice>>()
                .iter_current_update_messages()
                .last()
                .and_then(|order| order.drive),
        });
        let report = world.resource::<RobotReport>();
        assert_eq!(report.jam, None);
        if report.visits >= 1 {
            break;
        }
    }
    assert_eq!(house.app.world().resource::<RobotReport>().visits, 1);
    drop(house);
    let samples: Vec<f32> = hound::WavReader::open(&file)
        .expect("the sound was recorded")
        .into_samples::<i16>()
        .map(|sample| f32::from(sample.expect("a sample")) / f32::from(i16::MAX))
        .collect();
    let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    let samples: Vec<f32> = samples.chunks_exact(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect();
    // The first update of an app has no duration yet, and the last ones end the file.
    let moments = moments.split_off(moments.len() - samples.len() / STEP);
    Recording { samples, peak, moments }
}

fn loudness(samples: &[f32]) -> f32 {
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32).sqrt()
}

/// Where the spectrum has its weight, hertz: the root of the mean of its frequencies' squares, from the differences of
/// neighbours.
fn middle_hz(samples: &[f32]) -> f32 {
    let differences: Vec<f32> = samples.windows(2).map(|pair| pair[1] - pair[0]).collect();
    loudness(&differences) / loudness(samples) * 44_100.0 / std::f32::consts::TAU
}

impl Recording {
    fn steps(&self, steps: std::ops::Range<usize>) -> &[f32] {
        &self.samples[steps.start * STEP..steps.end * STEP]
    }

    /// Steps of game time of the longest silence while a step is under way.
    fn longest_silence(&self) -> usize {
        const TENTH: usize = 6;
        let (mut longest, mut lasts) = (0, 0);
        for (index, moments) in self.moments.chunks_exact(TENTH).enumerate() {
            let sounds = loudness(self.steps(index * TENTH..(index + 1) * TENTH)) >= SILENCE;
            let plays = moments.iter().all(|moment| moment.in_play);
            lasts = if plays && !sounds { lasts + TENTH } else { 0 };
            longest = longest.max(lasts);
        }
        longest
    }

    /// Each tenth of a second of a burning arc that has settled: what drove it, what was heard.
    fn bead(&self) -> Vec<(Drive, &[f32])> {
        const TENTH: usize = 6;
        let mut burning = 0;
        let mut heard = Vec::new();
        for (index, moment) in self.moments.iter().enumerate() {
            burning = if moment.arc.is_some() { burning + 1 } else { 0 };
            if let Some(drive) = moment.arc
                && burning > SETTLED
                && burning % TENTH == 0
            {
                heard.push((drive, self.steps(index + 1 - TENTH..index + 1)));
            }
        }
        heard
    }

    /// How much the bead's loudness varies from one tenth of a second to the next, decibels.
    fn unrest_db(&self) -> f32 {
        let levels: Vec<f32> = self
            .bead()
            .iter()
            .map(|(_, samples)| 20.0 * loudness(samples).log10())
            .collect();
        let steps = levels.windows(2).map(|pair| (pair[1] - pair[0]).powi(2));
        (steps.sum::<f32>() / (levels.len() - 1) as f32).sqrt()
    }

    /// The middle of the spectrum of the slower and of the quicker half of the bead, hertz.
    fn middles_hz(&self) -> (f32, f32) {
        let mut bead = self.bead();
        bead.sort_by(|(a, _), (b, _)| a.brightness.total_cmp(&b.brightness));
        let mean = |part: &[(Drive, &[f32])]| {
            part.iter().map(|(_, samples)| middle_hz(samples)).sum::<f32>() / part.len() as f32
        };
        let (slow, quick) = bead.split_at(bead.len() / 2);
        (mean(slow), mean(quick))
    }
}

#[test]
fn a_visit_is_never_silent_nor_too_loud_and_the_bead_tells_the_hand() {
    let seeds = if house::is_long() { 4 } else { 1 };
    for seed in 1..=seeds {
        let good = recorded("sound-good", false, seed);
        let bad = recorded("sound-bad", true, seed);
        for visit in [&good, &bad] {
            assert!((0.2..LOUDEST).contains(&visit.peak), "{}", visit.peak);
            assert!(
                visit.longest_silence() <= LONGEST_SILENCE,
                "{}",
                visit.longest_silence()
            );
            // Both beads of the kit, most of a minute.
            assert!(visit.bead().len() > 200, "{}", visit.bead().len());
        }
        let (even, uneven) = (good.unrest_db(), bad.unrest_db());
        assert!(uneven > 1.4 * even, "{even} dB and {uneven} dB");
        let (slow, quick) = bad.middles_hz();
        assert!(quick > 1.08 * slow, "{slow} Hz and {quick} Hz");
        let (least, most) = good.middles_hz();
        assert!(quick / slow > most / least, "{least} {most}, {slow} {quick}");
    }
}

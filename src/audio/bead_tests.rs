//! What a whole bead sounds like, from the messages of a mechanic to the recorded file.

use std::path::PathBuf;

use bevy::prelude::*;

use super::{
    SetVoice, Voice, Welding,
    mixer::RATE_HZ,
    tests::recording_app,
    voices::spectrum::{evenness, largest_step},
};
use crate::AppSystems;

const STEP_FRAMES: usize = RATE_HZ as usize / 60;
/// An arc burns from this step of the recording to that one.
const LIT: std::ops::Range<usize> = 30..210;
const STEPS: usize = 260;

const RIGHT: Welding = Welding {
    speed: 1.0,
    current: 1.0,
    stray: 0.0,
};

/// A hand that leads the torch well, not like a machine.
fn good(secs: f32) -> Welding {
    Welding {
        speed: 1.0 + 0.06 * (secs * 5.0).sin(),
        ..RIGHT
    }
}

/// Too cold, by fits and starts, and off the seam now and then.
fn bad(secs: f32) -> Welding {
    Welding {
        speed: 1.1 + 0.9 * (secs * 4.0).sin(),
        current: 0.62,
        stray: (secs * 1.7).sin().max(0.0),
    }
}

/// Messages of one update, the number of which is given.
type Say = fn(usize) -> Vec<SetVoice>;

/// Left side of what [`STEPS`] fixed steps record while a mechanic says this, each frame.
///
/// With `ETABLI_BEADS` naming a folder the recording stays there, for ears and for spectrograms.
fn recorded(name: &str, say: Say) -> Vec<f32> {
    let kept = std::env::var_os("ETABLI_BEADS").map(PathBuf::from);
    let folder = kept.clone().unwrap_or_else(std::env::temp_dir);
    let file = if kept.is_some() {
        format!("{name}.wav")
    } else {
        format!("etabli-{}-{name}.wav", std::process::id())
    };
    let path = folder.join(file);
    let mut app = recording_app(&path);
    let speak = move |mut updates: Local<usize>, mut voices: MessageWriter<SetVoice>| {
        voices.write_batch(say(*updates));
        *updates += 1;
    };
    app.add_systems(Update, speak.in_set(AppSystems::Feedback));
    // The first update of an app has no duration yet.
    for _ in 0..=STEPS {
        app.update();
    }
    drop(app);
    let samples: Vec<i16> = hound::WavReader::open(&path)
        .unwrap()
        .into_samples()
        .map(Result::unwrap)
        .collect();
    if kept.is_none() {
        std::fs::remove_file(path).unwrap();
    }
    let left = samples.iter().step_by(2);
    left.map(|&sample| f32::from(sample) / f32::from(i16::MAX)).collect()
}

/// What a mechanic says while a hand welds.
fn welded(update: usize, hand: fn(f32) -> Welding) -> Vec<SetVoice> {
    let secs = update as f32 / 60.0;
    vec![if LIT.contains(&update) {
        SetVoice::to(Voice::Arc, hand(secs).drive())
    } else {
        SetVoice::end(Voice::Arc)
    }]
}

fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
}

/// These steps of a recording.
fn steps(samples: &[f32], steps: std::ops::Range<usize>) -> &[f32] {
    &samples[steps.start * STEP_FRAMES..steps.end * STEP_FRAMES]
}

#[test]
fn a_good_bead_and_a_bad_one_can_be_told_apart() {
    let good = recorded("good-bead", |update| welded(update, good));
    let bad = recorded("bad-bead", |update| welded(update, bad));
    for bead in [&good, &bad] {
        assert_eq!(bead.len(), STEPS * STEP_FRAMES);
        assert!((0.3..0.89).contains(&peak(bead)), "{}", peak(bead));
        assert_eq!(peak(steps(bead, 0..LIT.start)), 0.0);
        assert_eq!(peak(steps(bead, LIT.end + 8..STEPS)), 0.0);
        for second in [60..120, 120..180] {
            assert!(peak(steps(bead, second)) > 0.1, "no gap while the arc burns");
        }
    }
    let burning = 50..LIT.end;
    let (even, uneven) = (evenness(steps(&good, burning.clone())), evenness(steps(&bad, burning)));
    assert!(even > 0.88 && uneven < 0.8, "{even} {uneven}");
}

#[test]
fn an_arc_is_heard_in_the_frame_that_lights_it() {
    let bead = recorded("lit", |update| welded(update, good));
    assert!(peak(steps(&bead, LIT.start..LIT.start + 1)) > 0.1);
}

#[test]
fn an_arc_that_nobody_drives_any_more_is_silent_within_three_tenths_of_a_second() {
    let forgotten = recorded("forgotten", |update| match update {
        30..90 => welded(update, good),
        _ => Vec::new(),
    });
    assert!(
        peak(steps(&forgotten, 90..96)) > 0.1,
        "a late frame or two do not cut it"
    );
    assert_eq!(peak(steps(&forgotten, 90 + 18..STEPS)), 0.0);
    let usual = largest_step(steps(&forgotten, 40..90));
    assert!(largest_step(steps(&forgotten, 91..STEPS)) <= 1.2 * usual);
}

#[test]
fn of_several_orders_in_a_frame_the_last_counts() {
    let ended = recorded("ended", |_| {
        vec![SetVoice::to(Voice::Arc, RIGHT.drive()), SetVoice::end(Voice::Arc)]
    });
    assert_eq!(peak(&ended), 0.0);
    let quiet = recorded("quiet", |_| {
        vec![SetVoice::to(Voice::Arc, RIGHT.drive()).at_volume(0.1)]
    });
    assert!((0.01..0.08).contains(&peak(&quiet)), "{}", peak(&quiet));
}

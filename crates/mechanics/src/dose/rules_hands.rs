//! Workshops and hands for the tests of the rules: any doses, any sequence of touches.

use glam::{Quat, Vec2, Vec3};
use proptest::{collection::vec, prelude::*};

use super::super::{Input, Task};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, Source,
    dose::{Dose, Grading, Instrument, LevelSpec, Measure, Pouring, Receiver, Rest, Spec, Vessel},
};

pub(crate) const EYE: Vec3 = Vec3::new(0.2, 2.2, 4.0);
pub(crate) const HANDS: [Pouring; 3] = [Pouring::Hold, Pouring::Tilt, Pouring::Tap];
/// Every measure, each with one right side.
const BANDS: [(Measure, f32, f32); 7] = [
    (Measure::Error, 3.0, 60.0),
    (Measure::WorstError, 4.0, 100.0),
    (Measure::Overshoot, 3.0, 60.0),
    (Measure::Evenness, 3.0, 40.0),
    (Measure::Rushed, 0.0, 4.0),
    (Measure::TopUps, 0.0, 12.0),
    (Measure::Secs, 90.0, 600.0),
];

/// Three vessels in a row, each with its receiver behind it.
#[derive(Clone, Debug)]
pub(crate) struct Shop {
    pub(crate) spec: Spec,
    pub(crate) anchors: Anchors,
}

impl Shop {
    /// `doses`: the hand they are poured with, and seconds at full flow; every second one has to be waited for.
    pub(crate) fn new(doses: &[(Pouring, f32)], drips: f32) -> Self {
        let text = || Bilingual::new("a", "b");
        let name = |hand: Pouring| format!("{hand:?}").to_lowercase();
        let vessels = HANDS.map(|hand| Vessel {
            id: name(hand),
            hand,
            into: name(hand),
            rate: 10.0,
            drips,
            colour: (244, 234, 210),
        });
        let receivers = HANDS.map(|hand| Receiver {
            id: name(hand),
            instrument: Instrument::Level,
            unit: "ml".into(),
            range: (0.0, 1000.0),
            start: None,
        });
        let doses = doses.iter().enumerate().map(|(index, (hand, secs))| Dose {
            id: format!("dose{index}"),
            name: text(),
            why: text(),
            from: name(*hand),
            target: 10.0 * secs,
            rest: (index % 2 == 0).then(|| Rest {
                secs: 1.0,
                what: text(),
            }),
        });
        let level = |inertia_secs, tolerance_percent, band| LevelSpec {
            inertia_secs,
            tolerance_percent,
            band,
            grades: BANDS.map(grading).into(),
        };
        let spec = Spec {
            vessels: vessels.into(),
            receivers: receivers.into(),
            doses: doses.collect(),
            levels: Levels {
                discovery: level(0.15, 12.0, true),
                challenge: level(0.3, 8.0, true),
                expert: level(0.5, 5.0, false),
            },
        };
        let nodes = HANDS.iter().enumerate().flat_map(|(index, hand)| {
            let at = Vec3::new(0.7 * index as f32 - 0.7, 0.8, 0.3);
            let over = at + Vec3::new(0.0, 0.5, -0.4);
            let name = name(*hand);
            [
                ("pour.", at, 0.0),
                ("tilt.", over, 1.3),
                ("dip.", at - Vec3::Y * 0.1, 0.0),
                ("into.", at - Vec3::Z * 0.5, 0.0),
                ("fill.", at - Vec3::Z * 0.5, 0.0),
                ("full.", at + Vec3::new(0.0, 0.3, -0.5), 0.0),
                ("readout.", at + Vec3::new(0.2, 0.3, -0.5), 0.0),
            ]
            .map(|(family, at, turn)| (format!("{family}{name}"), anchor(at, turn)))
        });
        Self {
            spec,
            anchors: nodes.collect(),
        }
    }

    pub(crate) fn task(&self, level: Level) -> Task {
        Task::new(&self.spec, level, &self.anchors).expect("every anchor is there")
    }
}

fn grading((measure, ideal, ok): (Measure, f32, f32)) -> Grading {
    Grading {
        criterion: "soin".into(),
        measure,
        band: Band {
            ideal: (0.0, ideal),
            ok: (0.0, ok),
            weight: 1.0,
            advice: Bilingual::new("a", "b"),
            source: Source::AValider,
        },
    }
}

fn anchor(translation: Vec3, turn: f32) -> Anchor {
    Anchor {
        translation,
        rotation: Quat::from_rotation_z(turn),
        scale: Vec3::ONE,
    }
}

pub(super) fn shop() -> impl Strategy<Value = Shop> {
    let hand = prop::sample::select(HANDS.to_vec());
    let drips = prop_oneof![Just(0.0f32), 0.1f32..1.2];
    (vec((hand, 1f32..4.0), 1..=5), drips).prop_map(|(doses, drips)| Shop::new(&doses, drips))
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

/// Where a finger points.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    /// On a vessel, and so many metres below it.
    On(usize, f32),
    Anywhere(Vec3),
    /// A ray no camera casts.
    Nowhere,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Press(usize, Spot),
    Move(Spot),
    Release,
    Cancel,
    Tick(usize),
    /// Held, lowered so far (metres), for so many steps of game time; let go or taken away.
    Pour(usize, f32, usize, bool),
}

pub(super) fn spot() -> impl Strategy<Value = Spot> {
    let anywhere = (-3f32..3.0, -1f32..3.0, -3f32..5.0).prop_map(Vec3::from);
    prop_oneof![
        6 => (0usize..3, -0.2f32..0.6).prop_map(|(vessel, below)| Spot::On(vessel, below)),
        3 => anywhere.prop_map(Spot::Anywhere),
        1 => Just(Spot::Nowhere),
    ]
}

pub(super) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let pour = (0usize..4, 0f32..0.6, 0usize..200, any::<bool>());
    let deed = prop_oneof![
        3 => (0usize..5, spot()).prop_map(|(vessel, spot)| Deed::Press(vessel, spot)),
        3 => spot().prop_map(Deed::Move),
        2 => Just(Deed::Release),
        1 => Just(Deed::Cancel),
        2 => (1usize..200).prop_map(Deed::Tick),
        6 => pour.prop_map(|(vessel, below, ticks, lost)| Deed::Pour(vessel, below, ticks, lost)),
    ];
    vec(deed, 0..30)
}

pub(super) fn ray(task: &Task, spot: Spot) -> Ray {
    match spot {
        Spot::On(vessel, below) => {
            let grip = task.vessels[vessel % task.vessels.len()].home.translation;
            Ray::through(EYE, grip - Vec3::Y * below)
        }
        Spot::Anywhere(point) => Ray::through(EYE, point),
        Spot::Nowhere => Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        },
    }
}

pub(super) fn inputs(task: &Task, deeds: &[Deed]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for deed in deeds {
        match *deed {
            // Vessels that are not there, too.
            Deed::Press(vessel, spot) => inputs.push(Input::Press {
                on: vessel,
                ray: ray(task, spot),
            }),
            Deed::Move(spot) => inputs.push(Input::Move { ray: ray(task, spot) }),
            Deed::Release => inputs.push(Input::Release),
            Deed::Cancel => inputs.push(Input::Cancel),
            Deed::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Deed::Pour(vessel, below, ticks, lost) => {
                inputs.extend(pour(task, vessel, below, ticks));
                inputs.push(if lost { Input::Cancel } else { Input::Release });
            }
        }
    }
    inputs
}

/// A vessel taken, lowered so far, and held for so many steps of game time.
pub(super) fn pour(task: &Task, vessel: usize, below: f32, ticks: usize) -> Vec<Input> {
    let spot = |below| ray(task, Spot::On(vessel, below));
    let mut inputs = vec![
        Input::Press {
            on: vessel,
            ray: spot(0.0),
        },
        Input::Move { ray: spot(below) },
    ];
    inputs.extend(std::iter::repeat_n(Input::Tick, ticks));
    inputs
}

/// Millimetres on the glass, within 8 of where a steady finger would be.
pub(super) fn tremble() -> impl Strategy<Value = Vec<Vec2>> {
    let aside = (-1f32..1.0, -1f32..1.0).prop_map(|(x, y)| Vec2::new(x, y).clamp_length_max(1.0) * 8.0);
    vec(aside, 1..40)
}

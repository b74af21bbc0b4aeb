//! Cranes and hands for the tests of the rules: any quay, any sequence of touches.

use glam::{Quat, Vec3};
use proptest::{collection::vec, prelude::*};

use super::rules::{HANDS, Input, Lever, State, Task, Touched, apply};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, Source,
    steer::{Does, Drive, Goal, Grading, LevelSpec, Measure, Size, Spec, Walker},
};

pub(super) const EYE: Vec3 = Vec3::new(0.2, 1.9, 5.0);
/// What is asked of a careful hand.
const BANDS: [(Measure, (f32, f32), (f32, f32)); 7] = [
    (Measure::Swing, (0.0, 25.0), (0.0, 100.0)),
    (Measure::Offset, (0.0, 20.0), (0.0, 120.0)),
    (Measure::Impact, (0.0, 30.0), (0.0, 150.0)),
    (Measure::Retries, (0.0, 0.0), (0.0, 5.0)),
    (Measure::Strayed, (0.0, 0.0), (0.0, 5.0)),
    (Measure::Reaction, (0.0, 2.0), (0.0, 6.0)),
    (Measure::Secs, (0.0, 120.0), (0.0, 400.0)),
];

/// A quay with a crane over it.
#[derive(Clone, Debug)]
pub(super) struct Quay {
    pub(super) spec: Spec,
    pub(super) anchors: Anchors,
}

pub(super) fn text() -> Bilingual {
    Bilingual::new("a", "b")
}

pub(super) fn anchor(at: Vec3, scale: Vec3) -> Anchor {
    Anchor {
        translation: at,
        rotation: Quat::IDENTITY,
        scale,
    }
}

impl Quay {
    /// A container is taken from a ship's hold and set down behind a wall; `shift` moves the goals and the wall a little.
    pub(super) fn new(shift: [f32; 3], seed: u32) -> Self {
        let grading = |(measure, ideal, ok)| Grading {
            criterion: "soin".into(),
            measure,
            band: Band {
                ideal,
                ok,
                weight: 1.0,
                advice: text(),
                source: Source::AValider,
            },
        };
        let level = |numbers: [f32; 6], walks| LevelSpec {
            anti_sway: numbers[0],
            tolerance_m: numbers[1],
            swing_max_cm: numbers[2],
            impact_max_cm_s: numbers[3],
            wind_km_h: numbers[4],
            walks,
            reaction_secs: numbers[5],
            grades: BANDS.into_iter().map(grading).collect(),
        };
        let goal = |id: &str, does| Goal {
            id: id.into(),
            does,
            name: text(),
            why: text(),
        };
        let drive = |speed_m_s, ramp_secs| Drive { speed_m_s, ramp_secs };
        let size = |width_m, height_m| Size { width_m, height_m };
        let spec = Spec {
            real_m_per_m: 10.0,
            haste: 3.0,
            trolley: drive(3.0, 4.0),
            hoist: drive(1.5, 2.0),
            cable_m: (4.0, 19.0),
            hook: size(2.4, 1.0),
            cargo: size(2.4, 2.6),
            goals: vec![goal("cale", Does::Take), goal("camion", Does::Set)],
            walkers: vec![Walker {
                id: "docker".into(),
                name: text(),
                why: text(),
                secs: 6.0,
            }],
            seed,
            levels: Levels {
                discovery: level([1.0, 1.2, 120.0, 120.0, 0.0, 4.0], 1),
                challenge: level([0.5, 0.8, 70.0, 90.0, 20.0, 3.5], 2),
                expert: level([0.0, 0.5, 45.0, 60.0, 40.0, 3.0], 3),
            },
        };
        // The rail is 2.2 m above the ground.
        let one = Vec3::ONE;
        let nodes = [
            ("rail.start", Vec3::new(-1.6, 2.2, 0.0), one),
            ("rail.end", Vec3::new(1.6, 2.2, 0.0), one),
            ("trolley", Vec3::new(-0.2, 2.2, 0.0), one),
            ("cable", Vec3::new(-0.2, 2.2, 0.0), one),
            ("load", Vec3::new(-0.2, 1.6, 0.0), one),
            ("cargo", Vec3::new(-1.1, 0.6, 0.0), one),
            ("goal.cale", Vec3::new(-1.1 + shift[0], 0.7, 0.0), one),
            ("goal.camion", Vec3::new(1.0 + shift[1], 0.66, 0.0), one),
            ("block.mur", Vec3::new(shift[2], 0.45, 0.0), Vec3::new(0.12, 0.45, 0.3)),
            (
                "block.pile",
                Vec3::new(-1.5 + shift[0], 0.35, 0.0),
                Vec3::new(0.12, 0.35, 0.3),
            ),
            ("lever.trolley", Vec3::new(0.4, 0.5, 1.4), one),
            ("lever.hoist", Vec3::new(0.9, 0.5, 1.4), one),
            ("stop", Vec3::new(1.3, 0.5, 1.4), one),
            ("walker.docker", Vec3::new(0.6, 0.0, 1.2), one),
            ("walk.docker.00", Vec3::new(0.6, 0.0, 1.2), one),
            ("walk.docker.01", Vec3::new(0.6, 0.0, -1.2), one),
            ("zone.quai", Vec3::new(0.6, 0.5, 0.0), Vec3::new(0.5, 0.5, 0.6)),
        ];
        let anchors = nodes.map(|(name, at, scale)| (name.to_owned(), anchor(at, scale)));
        Self {
            spec,
            anchors: anchors.into_iter().collect(),
        }
    }

    pub(super) fn plain() -> Self {
        Self::new([0.0; 3], 7)
    }

    pub(super) fn task(&self, level: Level) -> Task {
        Task::new(&self.spec, level, &self.anchors).expect("every anchor is there")
    }
}

pub(super) fn quay() -> impl Strategy<Value = Quay> {
    ([-0.1f32..0.1, -0.1f32..0.2, -0.3f32..0.2], any::<u32>()).prop_map(|(shift, seed)| Quay::new(shift, seed))
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Press(usize, Touched, Vec3),
    Move(usize, Vec3),
    Lost(usize),
    Release(usize),
    Cancel(usize),
    Tick(usize),
    /// A lever leant like this for so many steps.
    Lean(usize, Lever, f32, usize),
}

fn touched() -> impl Strategy<Value = Touched> {
    prop_oneof![
        3 => Just(Touched::Lever(Lever::Trolley)),
        3 => Just(Touched::Lever(Lever::Hoist)),
        2 => Just(Touched::Load),
        1 => Just(Touched::Stop),
    ]
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let point = || (-2f32..2.0, -0.5f32..2.5, -1f32..2.0).prop_map(Vec3::from);
    let hand = || 0..HANDS + 1;
    let lever = prop::sample::select(Lever::ALL.to_vec());
    let act = prop_oneof![
        3 => (hand(), touched(), point()).prop_map(|(hand, on, at)| Act::Press(hand, on, at)),
        3 => (hand(), point()).prop_map(|(hand, at)| Act::Move(hand, at)),
        1 => hand().prop_map(Act::Lost),
        2 => hand().prop_map(Act::Release),
        1 => hand().prop_map(Act::Cancel),
        2 => (1usize..200).prop_map(Act::Tick),
        6 => (hand(), lever, -1f32..1.0, 1usize..240).prop_map(|(hand, lever, lean, ticks)| Act::Lean(hand, lever, lean, ticks)),
    ];
    vec(act, 0..30)
}

pub(super) fn lean(task: &Task, hand: usize, lever: Lever, lean: f32, ticks: usize) -> Vec<Input> {
    let grip = task.grips[lever as usize];
    let on = Touched::Lever(lever);
    let ray = |lean: f32| Ray::through(EYE, grip + task.way(lever) * lean);
    let mut inputs = vec![
        Input::Press {
            hand,
            on,
            ray: ray(0.0),
        },
        Input::Move { hand, ray: ray(lean) },
    ];
    inputs.extend(std::iter::repeat_n(Input::Tick, ticks));
    inputs.push(Input::Release { hand });
    inputs
}

pub(super) fn inputs(task: &Task, acts: &[Act]) -> Vec<Input> {
    let nowhere = Ray {
        origin: Vec3::NAN,
        direction: Vec3::INFINITY,
    };
    let mut inputs = Vec::new();
    for act in acts {
        match *act {
            Act::Press(hand, on, at) => inputs.push(Input::Press {
                hand,
                on,
                ray: Ray::through(EYE, at),
            }),
            Act::Move(hand, at) => inputs.push(Input::Move {
                hand,
                ray: Ray::through(EYE, at),
            }),
            Act::Lost(hand) => inputs.push(Input::Move { hand, ray: nowhere }),
            Act::Release(hand) => inputs.push(Input::Release { hand }),
            Act::Cancel(hand) => inputs.push(Input::Cancel { hand }),
            Act::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Act::Lean(hand, lever, by, ticks) => inputs.extend(lean(task, hand, lever, by, ticks)),
        }
    }
    inputs
}

pub(super) fn reached(task: &Task, acts: &[Act]) -> State {
    let mut state = State::new(task);
    for input in inputs(task, acts) {
        apply(task, &mut state, input);
    }
    state
}

//! Joints and hands for the tests of the rules: any seam, any sequence of touches.

use glam::{Quat, Vec3};
use proptest::{collection::vec, prelude::*};

use super::super::{Input, State, Task, Touched, apply};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, STEP_SECS, Source,
    trace::{Dial, Grading, LevelSpec, Measure, Spec, Weave},
};

pub(super) const EYE: Vec3 = Vec3::new(0.0, 2.2, 3.6);
/// Every measure that has one right side: an even, fused bead on the seam.
const BANDS: [(Measure, (f32, f32), (f32, f32)); 9] = [
    (Measure::WidthSpread, (0.0, 0.5), (0.0, 2.5)),
    (Measure::SeamOffset, (0.0, 0.7), (0.0, 6.0)),
    (Measure::Speed, (4.5, 7.0), (1.0, 20.0)),
    (Measure::Covered, (99.0, 100.0), (50.0, 100.0)),
    (Measure::Holes, (0.0, 0.0), (0.0, 4.0)),
    (Measure::Undercut, (0.0, 6.0), (0.0, 80.0)),
    (Measure::LackOfFusion, (0.0, 6.0), (0.0, 80.0)),
    (Measure::Starts, (0.0, 1.0), (0.0, 6.0)),
    (Measure::Current, (85.0, 95.0), (40.0, 160.0)),
];

/// A bench with a joint on it and a machine beside.
#[derive(Clone, Debug)]
pub(super) struct Bench {
    pub(super) spec: Spec,
    pub(super) anchors: Anchors,
}

impl Bench {
    /// A seam of 1.2 m (180 mm) through as many nodes as there are `bends` (metres to one side of a straight line),
    /// `gap` millimetres wide in its second half.
    pub(super) fn new(bends: &[f32], gap: f32) -> Self {
        let text = || Bilingual::new("a", "b");
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
        let level = |reach_mm, magnet, pace_max_mm_s, heat, holes, cover_percent| LevelSpec {
            reach_mm,
            magnet,
            pace_max_mm_s,
            heat,
            holes,
            cover_percent,
            grades: BANDS.into_iter().map(grading).collect(),
        };
        let spec = Spec {
            seam: "seam.joint".into(),
            real_mm_per_m: 150.0,
            plate_mm: 4.0,
            pace_mm_s: 6.0,
            amps: 90.0,
            dials: vec![Dial {
                id: "courant".into(),
                name: text(),
                unit: "A".into(),
                range: (40.0, 160.0),
                step: 5.0,
                start: 60.0,
                ideal: 90.0,
            }],
            current_dial: Some("courant".into()),
            weave: None,
            levels: Levels {
                discovery: level(25.0, 0.85, 10.0, (0.5, 1.7), false, 94.0),
                challenge: level(15.0, 0.4, 25.0, (0.6, 1.5), true, 96.0),
                expert: level(12.0, 0.0, 60.0, (0.7, 1.35), true, 98.0),
            },
        };
        let last = bends.len() - 1;
        let nodes = bends.iter().enumerate().map(|(index, bend)| {
            let along = index as f32 / last as f32;
            let scale = if gap > 0.0 && along > 0.5 { gap / 150.0 } else { 1.0 };
            let at = Vec3::new(1.2 * along - 0.6, 0.8, *bend);
            (format!("seam.joint.{index:02}"), anchor(at, Quat::IDENTITY, scale))
        });
        let dial = anchor(Vec3::new(0.9, 1.2, -0.5), Quat::from_rotation_x(1.3), 1.0);
        let anchors = nodes.chain([("dial.courant".to_owned(), dial)]).collect();
        Self { spec, anchors }
    }

    pub(super) fn straight() -> Self {
        Self::new(&[0.0, 0.0, 0.0], 0.0)
    }

    pub(super) fn woven() -> Self {
        let mut bench = Self::straight();
        bench.spec.weave = Some(Weave {
            width_mm: 4.0,
            period_mm: 6.0,
        });
        bench
    }

    pub(super) fn task(&self, level: Level) -> Task {
        Task::new(&self.spec, level, &self.anchors).expect("every anchor is there")
    }
}

fn anchor(translation: Vec3, rotation: Quat, scale: f32) -> Anchor {
    Anchor {
        translation,
        rotation,
        scale: Vec3::new(scale, 1.0, 1.0),
    }
}

pub(super) fn bench() -> impl Strategy<Value = Bench> {
    (vec(-0.12f32..0.12, 2..9), prop_oneof![Just(0.0f32), 0.2f32..1.6]).prop_map(|(bends, gap)| Bench::new(&bends, gap))
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

/// Where a finger points.
#[derive(Clone, Copy, Debug)]
pub(super) enum Aim {
    /// Share of the seam, and millimetres beside it.
    Seam(f32, f32),
    Anywhere(Vec3),
    /// A ray no camera casts.
    Nowhere,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Press(usize, Aim),
    Move(Aim),
    Release,
    Cancel,
    Tick(usize),
    /// A stretch welded as a player would: press, along in so many seconds, release or cancel.
    Weld {
        from: f32,
        to: f32,
        beside: f32,
        secs: f32,
        cancelled: bool,
    },
}

fn aim() -> impl Strategy<Value = Aim> {
    let anywhere = (-3f32..3.0, -1f32..3.0, -3f32..5.0).prop_map(Vec3::from);
    prop_oneof![
        6 => (-0.1f32..1.1, -30f32..30.0).prop_map(|(along, beside)| Aim::Seam(along, beside)),
        2 => anywhere.prop_map(Aim::Anywhere),
        1 => Just(Aim::Nowhere),
    ]
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let weld = (0f32..1.0, 0f32..1.0, -12f32..12.0, 0.3f32..8.0, any::<bool>());
    let act = prop_oneof![
        3 => (0usize..4, aim()).prop_map(|(on, aim)| Act::Press(on, aim)),
        3 => aim().prop_map(Act::Move),
        2 => Just(Act::Release),
        1 => Just(Act::Cancel),
        2 => (1usize..200).prop_map(Act::Tick),
        4 => weld.prop_map(|(from, to, beside, secs, cancelled)| Act::Weld { from, to, beside, secs, cancelled }),
    ];
    vec(act, 0..25)
}

pub(super) fn ray(task: &Task, aim: Aim) -> Ray {
    match aim {
        Aim::Seam(share, beside) => {
            let point = task.seam.point(share * task.seam.length_mm());
            Ray::through(EYE, point.at + point.side() * beside / task.seam.mm_per_m())
        }
        Aim::Anywhere(point) => Ray::through(EYE, point),
        Aim::Nowhere => Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        },
    }
}

pub(super) fn inputs(task: &Task, acts: &[Act]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for act in acts {
        match *act {
            // Dials that are not there, too.
            Act::Press(on, aim) => inputs.push(Input::Press {
                on: on.checked_sub(2).map_or(Touched::Seam, Touched::Dial),
                ray: ray(task, aim),
            }),
            Act::Move(aim) => inputs.push(Input::Move { ray: ray(task, aim) }),
            Act::Release => inputs.push(Input::Release),
            Act::Cancel => inputs.push(Input::Cancel),
            Act::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Act::Weld {
                from,
                to,
                beside,
                secs,
                cancelled,
            } => {
                inputs.extend(drag(task, secs, |share| {
                    ray(task, Aim::Seam(from + (to - from) * share, beside))
                }));
                if cancelled {
                    let last = inputs.len() - 1;
                    inputs[last] = Input::Cancel;
                }
            }
        }
    }
    inputs
}

/// A finger down, along for so many seconds, and up.
pub(super) fn drag(task: &Task, secs: f32, mut ray: impl FnMut(f32) -> Ray) -> Vec<Input> {
    let steps = (secs / STEP_SECS).ceil().max(1.0);
    let on = Touched::Seam;
    let mut inputs = vec![Input::Press { on, ray: ray(0.0) }];
    for step in 0..=steps as u32 {
        let ray = ray(step as f32 / steps);
        inputs.extend([Input::Move { ray }, Input::Tick]);
    }
    // The torch comes up with the finger.
    let settle = (4.0 * super::super::FOLLOW_SECS / STEP_SECS) as usize;
    inputs.extend(std::iter::repeat_n(Input::Tick, settle));
    inputs.push(Input::Release);
    debug_assert!(task.seam.length_mm() > 0.0);
    inputs
}

/// The whole seam in one even pass, so many millimetres beside it.
pub(super) fn pass(task: &Task, pace: f32, beside: f32) -> State {
    let mut state = State::new(task);
    state.dials[0] = task.amps;
    for input in drag(task, task.seam.length_mm() / pace, |share| {
        ray(task, Aim::Seam(share, beside))
    }) {
        apply(task, &mut state, input);
    }
    state
}

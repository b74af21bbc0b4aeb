//! Dioramas and hands for the tests of the rules: any layout, any sequence of touches.

use glam::Vec3;
use proptest::{collection::vec, prelude::*};

use super::super::{Input, Task, Touched};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, Source,
    assemble::{Decoy, Forgotten, Grading, LevelSpec, Measure, Part, Spec, Start},
};

const MEASURES: [Measure; 6] = [
    Measure::Decoys,
    Measure::WrongSockets,
    Measure::Drops,
    Measure::Inversions,
    Measure::Forgotten,
    Measure::Secs,
];
pub(super) const LEVELS: [Level; 3] = [Level::Discovery, Level::Challenge, Level::Expert];
/// Where the start stands, metres: beside the bench.
const START: Vec3 = Vec3::new(-1.9, 1.0, 0.2);
pub(super) const EYE: Vec3 = Vec3::new(0.0, 1.5, 4.0);

/// A diorama: parts and decoys lie on a bench, sockets hang above and behind it, each with a jitter.
#[derive(Clone, Debug)]
pub(super) struct Bench {
    pub(super) spec: Spec,
    pub(super) anchors: Anchors,
}

impl Bench {
    pub(super) fn new(parts: usize, decoys: usize, jitter: &[Vec3]) -> Self {
        let text = || Bilingual::new("a", "b");
        let id = |index: usize| format!("thing{index}");
        let band = Band {
            ideal: (0.0, 1.0),
            ok: (0.0, 8.0),
            weight: 1.0,
            advice: text(),
            source: Source::AValider,
        };
        let level = |snap_mm, decoys, ordered| LevelSpec {
            snap_mm,
            decoys,
            ordered,
            grades: MEASURES
                .map(|measure| Grading {
                    criterion: "soin".into(),
                    measure,
                    band: band.clone(),
                })
                .into(),
        };
        let spec = Spec {
            parts: (0..parts)
                .map(|index| Part {
                    id: id(index),
                    name: text(),
                    why: text(),
                })
                .collect(),
            decoys: (parts..parts + decoys)
                .map(|index| Decoy {
                    id: id(index),
                    name: text(),
                    why_not: text(),
                })
                .collect(),
            start: None,
            levels: Levels {
                discovery: level(200.0, 0, false),
                challenge: level(150.0, decoys / 2, false),
                expert: level(100.0, decoys, true),
            },
        };
        let jitter = |index: usize| jitter[index % jitter.len()];
        let homes = (0..parts + decoys).map(|index| {
            let home = Vec3::new(0.35 * index as f32 - 1.4, 0.4, 0.4);
            (format!("part.{}", id(index)), home + jitter(index))
        });
        let sockets = (0..parts).map(|index| {
            let socket = Vec3::new(0.7 * (index % 3) as f32 - 0.7, 0.9 + 0.5 * (index / 3) as f32, -0.2);
            (format!("socket.{}", id(index)), socket + jitter(index + parts))
        });
        let anchors = homes.chain(sockets).map(|(name, at)| (name, anchor(at))).collect();
        Self { spec, anchors }
    }

    /// With a start that must not be touched without these parts, the gravest first.
    pub(super) fn with_start(mut self, grave: &[usize]) -> Self {
        let text = || Bilingual::new("a", "b");
        let forgotten = grave.iter().map(|index| Forgotten {
            part: format!("thing{index}"),
            why: text(),
        });
        self.spec.start = Some(Start {
            id: "go".into(),
            name: text(),
            invite: text(),
            arc: false,
            forgotten: forgotten.collect(),
        });
        let known = self
            .anchors
            .names()
            .filter_map(|name| Some((name.to_owned(), *self.anchors.get(name)?)));
        self.anchors = known.chain([("start.go".to_owned(), anchor(START))]).collect();
        self
    }

    pub(super) fn task(&self, level: Level) -> Task {
        Task::new(&self.spec, level, &self.anchors).expect("every anchor is there")
    }
}

fn anchor(translation: Vec3) -> Anchor {
    Anchor {
        translation,
        rotation: glam::Quat::IDENTITY,
        scale: Vec3::ONE,
    }
}

/// With a start or without; with one, any of the parts may be grave, in any order.
pub(super) fn bench() -> impl Strategy<Value = Bench> {
    let jitter = (-0.08f32..0.08, -0.08f32..0.08, -0.15f32..0.15).prop_map(Vec3::from);
    let grave = prop::option::of(Just(vec![0usize, 1, 2, 3, 4, 5]).prop_shuffle());
    (1usize..=6, 0usize..=3, vec(jitter, 1..12), grave, 0usize..=6).prop_map(|(parts, decoys, jitter, grave, named)| {
        let bench = Bench::new(parts, decoys, &jitter);
        match grave {
            Some(mut grave) => {
                grave.retain(|part| *part < parts);
                grave.truncate(named);
                bench.with_start(&grave)
            }
            None => bench,
        }
    })
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(LEVELS.to_vec())
}

/// Where a finger points.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    Home(usize),
    Socket(usize),
    Anywhere(Vec3),
    /// A ray no camera casts.
    Nowhere,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Grab(usize, Spot),
    Move(Spot),
    Release,
    Cancel,
    Tick(usize),
    /// A part carried to a socket as a player would: grab, move, release.
    Carry(usize, usize),
    Press,
    /// A finger on the start, down and up.
    Touch,
}

pub(super) fn spot() -> impl Strategy<Value = Spot> {
    let anywhere = (-3f32..3.0, -1f32..3.0, -3f32..5.0).prop_map(Vec3::from);
    prop_oneof![
        3 => (0usize..9).prop_map(Spot::Home),
        4 => (0usize..9).prop_map(Spot::Socket),
        3 => anywhere.prop_map(Spot::Anywhere),
        1 => Just(Spot::Nowhere),
    ]
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (0usize..12, spot()).prop_map(|(item, spot)| Act::Grab(item, spot)),
        3 => spot().prop_map(Act::Move),
        3 => Just(Act::Release),
        1 => Just(Act::Cancel),
        2 => (1usize..40).prop_map(Act::Tick),
        4 => (0usize..10, 0usize..7).prop_map(|(item, socket)| Act::Carry(item, socket)),
        4 => (0usize..10).prop_map(|item| Act::Carry(item, item)),
        1 => Just(Act::Press),
        2 => Just(Act::Touch),
    ];
    vec(act, 0..60)
}

pub(super) fn ray(task: &Task, spot: Spot) -> Ray {
    let item = |index: usize| &task.items[index % task.items.len()];
    match spot {
        Spot::Home(index) => Ray::through(EYE, item(index).home),
        Spot::Socket(index) => Ray::through(EYE, item(index).socket.unwrap_or(item(index).home)),
        Spot::Anywhere(point) => Ray::through(EYE, point),
        Spot::Nowhere => Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        },
    }
}

pub(super) fn inputs(task: &Task, acts: &[Act]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for act in acts {
        match *act {
            Act::Grab(item, spot) => inputs.push(Input::Press {
                on: Touched::Item(item),
                ray: ray(task, spot),
            }),
            Act::Move(spot) => inputs.push(Input::Move { ray: ray(task, spot) }),
            Act::Press => inputs.push(PRESS_START),
            Act::Touch => inputs.extend(TOUCH),
            Act::Release => inputs.push(Input::Release),
            Act::Cancel => inputs.push(Input::Cancel),
            Act::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Act::Carry(item, socket) => inputs.extend(carry(task, item, ray(task, Spot::Socket(socket)))),
        }
    }
    inputs
}

pub(super) const PRESS_START: Input = Input::Press {
    on: Touched::Start,
    ray: Ray {
        origin: Vec3::ZERO,
        direction: Vec3::NEG_Z,
    },
};

pub(super) const TOUCH: [Input; 2] = [PRESS_START, Input::Release];

pub(super) fn carry(task: &Task, item: usize, to: Ray) -> [Input; 3] {
    [
        Input::Press {
            on: Touched::Item(item),
            ray: ray(task, Spot::Home(item)),
        },
        Input::Move { ray: to },
        Input::Release,
    ]
}

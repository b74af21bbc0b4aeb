//! Pieces and hands for the tests of the rules: any piece, any sequence of touches.

use glam::{Quat, Vec2, Vec3};
use proptest::{collection::vec, prelude::*};

use super::super::{Input, Task, View, node};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, Source,
    grading::Grading,
    inspect::{Decoy, LevelSpec, Measure, Orbit, Spec, Target},
};

const MEASURES: [Measure; 4] = [Measure::Found, Measure::FalseHits, Measure::Missed, Measure::Secs];
pub(super) const VIEW: View = View {
    eye: Vec3::new(0.3, 2.6, 3.4),
    rad_per_mm: 0.0012,
};
const PIVOT: Vec3 = Vec3::new(0.2, 0.9, -0.1);
/// From the pivot to every spot, metres.
const RADIUS: f32 = 0.4;

/// A round piece: targets and decoys all around it, looking outwards and up, each with a tilt of its own.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) spec: Spec,
    pub(super) anchors: Anchors,
}

impl Piece {
    pub(super) fn new(targets: usize, decoys: usize, tilts: &[f32]) -> Self {
        let text = || Bilingual::new("a", "b");
        let id = |index: usize| format!("spot{index}");
        let band = |measure| {
            // More is better only of what is found.
            let ideal = if measure == Measure::Found { 8.0 } else { 0.0 };
            Band {
                ideal: (ideal, ideal),
                ok: (0.0, 8.0),
                weight: 1.0,
                advice: text(),
                source: Source::AValider,
            }
        };
        let level = |targets, decoys, hit_mm, limit_secs| LevelSpec {
            targets,
            decoys,
            hit_mm,
            lamp_deg: 15.0,
            limit_secs,
            grades: MEASURES
                .map(|measure| Grading {
                    criterion: "soin".into(),
                    measure,
                    band: band(measure),
                })
                .into(),
        };
        let spec = Spec {
            targets: (0..targets)
                .map(|index| Target {
                    id: id(index),
                    name: text(),
                    why: text(),
                    visible_from: 80.0,
                })
                .collect(),
            decoys: (targets..targets + decoys)
                .map(|index| Decoy {
                    id: id(index),
                    name: text(),
                    why_not: text(),
                    visible_from: 60.0,
                })
                .collect(),
            turns: "turn.piece".into(),
            orbit: Orbit {
                yaw: (-180.0, 180.0),
                pitch: (-30.0, 50.0),
            },
            levels: Levels {
                discovery: level(targets.div_ceil(2), 0, 20.0, None),
                challenge: level(targets, decoys / 2, 14.0, Some(300.0)),
                expert: level(targets, decoys, 10.0, Some(150.0)),
            },
        };
        let spots = (0..targets + decoys).map(|index| {
            let around = std::f32::consts::TAU * index as f32 / (targets + decoys) as f32;
            let rotation = Quat::from_rotation_y(around) * Quat::from_rotation_x(0.9 + tilts[index % tilts.len()]);
            let anchor = Anchor {
                translation: PIVOT + Quat::from_rotation_y(around) * Vec3::Z * RADIUS,
                rotation,
                scale: Vec3::new(0.02, 1.0, 0.05),
            };
            (node(&id(index)), anchor)
        });
        let piece = Anchor {
            translation: PIVOT,
            rotation: Quat::IDENTITY,
            scale: Vec3::ONE,
        };
        let anchors = spots.chain([("turn.piece".to_owned(), piece)]).collect();
        Self { spec, anchors }
    }

    pub(super) fn task(&self, level: Level) -> Task {
        self.task_for(level, &VIEW)
    }

    pub(super) fn task_for(&self, level: Level, view: &View) -> Task {
        Task::new(&self.spec, level, &self.anchors, view.eye - PIVOT).expect("every anchor is there")
    }
}

pub(super) fn piece() -> impl Strategy<Value = Piece> {
    let pieces = (1usize..=5, 0usize..=3, vec(-0.4f32..0.4, 1..9));
    pieces.prop_map(|(targets, decoys, tilts)| Piece::new(targets, decoys, &tilts))
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

/// Anyone who stands before the piece, on any screen.
pub(super) fn view() -> impl Strategy<Value = View> {
    let eye = (-2.5f32..2.5, 1.4f32..3.5, 2.0f32..6.0).prop_map(Vec3::from);
    (eye, 0.0006f32..0.0014).prop_map(|(eye, rad_per_mm)| View { eye, rad_per_mm })
}

/// Where a finger points.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    Spot(usize),
    Anywhere(Vec3),
    /// A ray no camera casts.
    Nowhere,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Press(Place, bool),
    Move(Place, Vec2),
    Release,
    Cancel,
    Tick(usize),
    Tap(Place),
    /// Press, so many equal moves a tick apart, release.
    Drag(Place, Vec2, usize),
}

pub(super) fn place() -> impl Strategy<Value = Place> {
    let anywhere = (-2f32..2.0, -1f32..3.0, -2f32..5.0).prop_map(Vec3::from);
    prop_oneof![
        6 => (0usize..9).prop_map(Place::Spot),
        3 => anywhere.prop_map(Place::Anywhere),
        1 => Just(Place::Nowhere),
    ]
}

fn way() -> impl Strategy<Value = Vec2> {
    let edge = prop::sample::select(vec![f32::NAN, f32::INFINITY, f32::MAX, -f32::MAX, 0.0]);
    prop_oneof![
        12 => (-60f32..60.0, -60f32..60.0).prop_map(Vec2::from),
        12 => (-2f32..2.0, -2f32..2.0).prop_map(Vec2::from),
        1 => (edge, -60f32..60.0).prop_map(Vec2::from),
    ]
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (place(), any::<bool>()).prop_map(|(place, on_piece)| Act::Press(place, on_piece)),
        3 => (place(), way()).prop_map(|(place, way)| Act::Move(place, way)),
        3 => Just(Act::Release),
        1 => Just(Act::Cancel),
        3 => (1usize..60).prop_map(Act::Tick),
        6 => place().prop_map(Act::Tap),
        3 => (place(), way(), 1usize..20).prop_map(|(place, way, moves)| Act::Drag(place, way, moves)),
    ];
    vec(act, 0..60)
}

pub(super) fn ray(piece: &Piece, place: Place) -> Ray {
    match place {
        Place::Spot(index) => {
            let spots = piece.spec.targets.len() + piece.spec.decoys.len();
            let anchor = piece.anchors.get(&format!("target.spot{}", index % spots));
            Ray::through(VIEW.eye, anchor.expect("every spot has one").translation)
        }
        Place::Anywhere(point) => Ray::through(VIEW.eye, point),
        Place::Nowhere => Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        },
    }
}

pub(super) fn press(piece: &Piece, place: Place, on_piece: bool) -> Input {
    Input::Press {
        ray: ray(piece, place),
        rad_per_mm: VIEW.rad_per_mm,
        on_piece,
    }
}

pub(super) fn tap(piece: &Piece, place: Place) -> [Input; 3] {
    [press(piece, place, true), Input::Tick, Input::Release]
}

pub(super) fn inputs(piece: &Piece, acts: &[Act]) -> Vec<Input> {
    let moved = |place, delta_mm| Input::Move {
        ray: ray(piece, place),
        delta_mm,
    };
    let mut inputs = Vec::new();
    for act in acts {
        match *act {
            Act::Press(place, on_piece) => inputs.push(press(piece, place, on_piece)),
            Act::Move(place, delta_mm) => inputs.push(moved(place, delta_mm)),
            Act::Release => inputs.push(Input::Release),
            Act::Cancel => inputs.push(Input::Cancel),
            Act::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Act::Tap(place) => inputs.extend(tap(piece, place)),
            Act::Drag(place, delta_mm, moves) => {
                inputs.push(press(piece, place, true));
                inputs.extend((0..moves).flat_map(|_| [moved(place, delta_mm), Input::Tick]));
                inputs.push(Input::Release);
            }
        }
    }
    inputs
}

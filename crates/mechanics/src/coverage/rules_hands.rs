//! Surfaces and hands for the tests of the rules: any bend, any sequence of touches.

use glam::{Quat, Vec2, Vec3};
use proptest::{collection::vec, prelude::*};

use super::super::{Input, State, Task, Touched};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, STEP_SECS, Source,
    coverage::{Area, Grading, LevelSpec, Measure, Spec, Tool, spec::Spray},
    trace::Dial,
};

pub(in crate::coverage) const EYE: Vec3 = Vec3::new(0.0, 2.2, 3.6);
/// Every measure that has one right side: an even coat at the trade's distance and pace.
const BANDS: [(Measure, (f32, f32), (f32, f32)); 7] = [
    (Measure::Spread, (0.0, 25.0), (0.0, 120.0)),
    (Measure::Missed, (0.0, 6.0), (0.0, 50.0)),
    (Measure::Runs, (0.0, 1.0), (0.0, 40.0)),
    (Measure::Waste, (0.0, 55.0), (0.0, 100.0)),
    (Measure::Thickness, (35.0, 75.0), (1.0, 200.0)),
    (Measure::Speed, (200.0, 420.0), (20.0, 1500.0)),
    (Measure::Distance, (170.0, 230.0), (60.0, 450.0)),
];

/// Sizes and middles of the panels, metres.
const PANELS: [(Vec2, Vec3); 2] = [
    (Vec2::new(1.2, 0.8), Vec3::new(-0.2, 0.8, 0.0)),
    (Vec2::new(0.4, 0.6), Vec3::new(0.75, 0.8, 0.0)),
];

/// A stand with a tilted panel on it.
#[derive(Clone, Debug)]
pub(in crate::coverage) struct Stand {
    pub(in crate::coverage) spec: Spec,
    pub(in crate::coverage) anchors: Anchors,
}

impl Stand {
    /// A panel of 1.2 m by 0.8 m that bulges by `bulge` metres and is tilted towards the eye by `tilt` radians, and
    /// where there is a second a smaller one beside it.
    pub(in crate::coverage) fn new(bulge: f32, tilt: f32, areas: usize, tool: Tool) -> Self {
        let text = || Bilingual::new("a", "b");
        let is_gun = matches!(tool, Tool::Spray(_));
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
        let bands = || BANDS.into_iter().filter(|band| is_gun || band.0 != Measure::Distance);
        let level = |magnet, steady, holds_distance, pace_max_mm_s, runs, thin_percent, cover_percent| LevelSpec {
            magnet,
            steady,
            holds_distance,
            pace_max_mm_s,
            runs,
            thin_percent,
            cover_percent,
            grades: bands().map(grading).collect(),
        };
        let ids = ["capot", "aile"];
        let spec = Spec {
            tool,
            areas: ids[..areas]
                .iter()
                .map(|id| Area {
                    id: (*id).into(),
                    name: text(),
                    why: text(),
                })
                .collect(),
            real_mm_per_m: 1000.0,
            width_mm: 240.0,
            overlap_percent: 50.0,
            pace_mm_s: 300.0,
            coat_um: 50.0,
            run_um: 110.0,
            colour: (20, 90, 160),
            levels: Levels {
                discovery: level(0.6, 0.9, true, 700.0, false, 50.0, 90.0),
                challenge: level(0.2, 0.4, false, 1200.0, true, 55.0, 93.0),
                expert: level(0.0, 0.0, false, 3000.0, true, 60.0, 95.0),
            },
        };
        let turned = Quat::from_rotation_x(tilt);
        let nodes = (0..areas).flat_map(|area| {
            let (size, at) = PANELS[area];
            let places = (0..4_u8).flat_map(|row| (0..5_u8).map(move |col| (row, col)));
            places.map(move |(row, col)| {
                let share = Vec2::new(f32::from(col) / 4.0 - 0.5, f32::from(row) / 3.0 - 0.5);
                let up = bulge * (1.0 - 4.0 * share.length_squared() / 2.0);
                let own = Vec3::new(share.x * size.x, up, share.y * size.y);
                (
                    format!("cover.{}.{row}{col}", ids[area]),
                    anchor(at + turned * own, turned),
                )
            })
        });
        let meshes = ids.map(|id| (format!("cover.{id}"), anchor(Vec3::Y, Quat::IDENTITY)));
        let dial = anchor(Vec3::new(1.3, 1.2, -0.5), Quat::from_rotation_x(1.3));
        let anchors = nodes
            .chain(meshes)
            .chain([("dial.distance".to_owned(), dial)])
            .collect();
        Self { spec, anchors }
    }

    pub(in crate::coverage) fn gun() -> Tool {
        Tool::Spray(Spray {
            distance: Dial {
                id: "distance".into(),
                name: Bilingual::new("a", "b"),
                unit: "mm".into(),
                range: (50.0, 400.0),
                step: 25.0,
                start: 100.0,
                ideal: 200.0,
            },
        })
    }

    /// Lines instead of panels, drawn by a pencil that is held as the gun would be.
    pub(in crate::coverage) fn lines(bulge: f32, tilt: f32, areas: usize) -> Self {
        let mut stand = Self::new(bulge, tilt, areas, Tool::Draw);
        stand.spec.width_mm = 80.0;
        let middles = ["capot", "aile"].map(|id| format!("cover.{id}"));
        let nodes = stand.anchors.names().map(str::to_owned).collect::<Vec<_>>();
        let squeezed = nodes.into_iter().filter_map(|name| {
            let mut node = *stand.anchors.get(&name)?;
            let area = middles
                .iter()
                .position(|middle| name.starts_with(&format!("{middle}.")));
            if let Some(area) = area {
                // Of the panel's depth of 0.8 or 0.6 m a strip of 32 mm is left.
                let (deep, at) = PANELS[area];
                let turned = Quat::from_rotation_x(tilt);
                let mut own = turned.inverse() * (node.translation - at);
                // As bent across as so narrow a strip of the panel is, not a ridge whose far side no eye sees.
                let (share, kept) = (own.z / deep.y, 0.032 / deep.y);
                own.y += 2.0 * bulge * share * share * (1.0 - kept * kept);
                own.z *= kept;
                node.translation = at + turned * own;
            }
            Some((name, node))
        });
        stand.anchors = squeezed.collect();
        stand
    }

    pub(in crate::coverage) fn bonnet() -> Self {
        Self::new(0.06, 0.5, 1, Self::gun())
    }

    pub(in crate::coverage) fn task(&self, level: Level) -> Task {
        Task::new(&self.spec, level, &self.anchors).expect("every anchor is there")
    }
}

fn anchor(translation: Vec3, rotation: Quat) -> Anchor {
    Anchor {
        translation,
        rotation,
        scale: Vec3::ONE,
    }
}

pub(super) fn stand() -> impl Strategy<Value = Stand> {
    let flat = (-0.05f32..0.12, 0f32..1.1, 1usize..3);
    prop_oneof![
        (flat.clone(), any::<bool>()).prop_map(|((bulge, tilt, areas), gun)| {
            Stand::new(bulge, tilt, areas, if gun { Stand::gun() } else { Tool::Rub })
        }),
        flat.prop_map(|(bulge, tilt, areas)| Stand::lines(bulge, tilt, areas)),
    ]
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

/// Where a finger points.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    /// A place of the first surface, or beside it.
    Surface(Vec2),
    Anywhere(Vec3),
    /// A ray no camera casts.
    Nowhere,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Press(bool, At),
    Move(At),
    Release,
    Cancel,
    Tick(usize),
    /// A stroke as a player would: press, along in so many seconds, release or cancel.
    Stroke {
        from: Vec2,
        to: Vec2,
        secs: f32,
        cancelled: bool,
    },
}

fn at() -> impl Strategy<Value = At> {
    let anywhere = (-3f32..3.0, -1f32..3.0, -3f32..5.0).prop_map(Vec3::from);
    prop_oneof![
        6 => place().prop_map(At::Surface),
        2 => anywhere.prop_map(At::Anywhere),
        1 => Just(At::Nowhere),
    ]
}

fn place() -> impl Strategy<Value = Vec2> {
    (-0.3f32..1.3, -0.3f32..1.3).prop_map(Vec2::from)
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let stroke = (place(), place(), 0.2f32..4.0, any::<bool>());
    let act = prop_oneof![
        3 => (any::<bool>(), at()).prop_map(|(dial, at)| Act::Press(dial, at)),
        3 => at().prop_map(Act::Move),
        2 => Just(Act::Release),
        1 => Just(Act::Cancel),
        2 => (1usize..100).prop_map(Act::Tick),
        4 => stroke.prop_map(|(from, to, secs, cancelled)| Act::Stroke { from, to, secs, cancelled }),
    ];
    vec(act, 0..14)
}

pub(super) fn ray(task: &Task, at: At) -> Ray {
    match at {
        At::Surface(uv) => Ray::through(EYE, task.place(0, uv)),
        At::Anywhere(point) => Ray::through(EYE, point),
        At::Nowhere => Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        },
    }
}

pub(super) fn inputs(task: &Task, acts: &[Act]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for act in acts {
        match *act {
            Act::Press(dial, at) => inputs.push(Input::Press {
                on: if dial { Touched::Dial } else { Touched::Surface },
                ray: ray(task, at),
            }),
            Act::Move(at) => inputs.push(Input::Move { ray: ray(task, at) }),
            Act::Release => inputs.push(Input::Release),
            Act::Cancel => inputs.push(Input::Cancel),
            Act::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Act::Stroke {
                from,
                to,
                secs,
                cancelled,
            } => {
                inputs.extend(stroke(secs, |share| ray(task, At::Surface(from.lerp(to, share)))));
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
pub(super) fn stroke(secs: f32, mut ray: impl FnMut(f32) -> Ray) -> Vec<Input> {
    let steps = (secs / STEP_SECS).ceil().max(1.0);
    let on = Touched::Surface;
    let mut inputs = vec![Input::Press { on, ray: ray(0.0) }];
    for step in 0..=steps as u32 {
        let ray = ray(step as f32 / steps);
        inputs.extend([Input::Move { ray }, Input::Tick]);
    }
    inputs.push(Input::Release);
    inputs
}

/// The whole surface as the demonstration does it, at so many times its pace and at another distance, by one stroke.
pub(super) fn pass(task: &Task, pace: f32, distance_mm: f32) -> State {
    let mut state = State::new(task);
    state.distance_mm = task.distance_mm;
    let gesture = crate::coverage::demonstrate::demonstrate(task, &state).expect("something to show");
    state.distance_mm = distance_mm;
    for input in stroke(gesture.secs / pace, |share| {
        Ray::through(EYE, gesture.tip(share).unwrap_or_default())
    }) {
        super::super::apply(task, &mut state, input);
    }
    state
}

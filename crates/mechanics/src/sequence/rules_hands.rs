//! Workshops and hands for the tests of the rules: any acts in any order, any sequence of touches.

use glam::{Quat, Vec2, Vec3};
use proptest::{collection::vec, prelude::*};

use super::super::{Input, Task};
use etabli_language::Bilingual;

use crate::{
    Anchor, Anchors, Band, Level, Levels, Ray, Source,
    sequence::{Act, Decoy, Grading, Hand, LevelSpec, Measure, Spec},
};

pub(crate) const MEASURES: [Measure; 5] = [
    Measure::Slips,
    Measure::Critical,
    Measure::Decoys,
    Measure::Inversions,
    Measure::Secs,
];
pub(crate) const HANDS: [Hand; 5] = [Hand::Tap, Hand::Turn, Hand::Hold, Hand::Pull, Hand::Slide];
pub(crate) const EYE: Vec3 = Vec3::new(0.2, 2.4, 4.2);

/// What an act of the tests is like.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) hand: Hand,
    /// Which of the acts before it in the list come first: one bit each.
    pub(crate) after: u16,
    pub(crate) critical: bool,
    /// How far it turns, degrees.
    pub(crate) turn: f32,
    pub(crate) jitter: Vec3,
}

/// Things in two rows before a wall.
#[derive(Clone, Debug)]
pub(crate) struct Shop {
    pub(crate) spec: Spec,
    pub(crate) anchors: Anchors,
}

pub(crate) fn id(index: usize) -> String {
    format!("thing{index}")
}

impl Shop {
    pub(crate) fn new(kinds: &[Kind], decoys: usize) -> Self {
        let text = || Bilingual::new("a", "b");
        let acts = kinds.iter().enumerate().map(|(index, kind)| {
            let after: Vec<String> = (0..index)
                .filter(|before| kind.after & (1 << before) != 0)
                .map(id)
                .collect();
            Act {
                id: id(index),
                name: text(),
                why: text(),
                hand: kind.hand,
                critical: (kind.critical && !after.is_empty()).then(text),
                after,
                hold_secs: 1.0,
            }
        });
        let acts: Vec<Act> = acts.collect();
        let decoys = (acts.len()..acts.len() + decoys).map(|index| Decoy {
            id: id(index),
            name: text(),
            why_not: text(),
            hand: HANDS[index % HANDS.len()],
        });
        let decoys: Vec<Decoy> = decoys.collect();
        let levels = Levels {
            discovery: level_spec(true, 0),
            challenge: level_spec(false, decoys.len() / 2),
            expert: level_spec(false, decoys.len()),
        };
        let things = acts.len() + decoys.len();
        let nodes = (0..things).flat_map(|index| {
            let kind = &kinds[index % kinds.len()];
            let hand = index
                .checked_sub(acts.len())
                .map_or(kind.hand, |decoy| decoys[decoy].hand);
            let (column, row) = (index % 4, index / 4);
            let at = Vec3::new(0.6 * column as f32 - 0.9, 0.4 + 0.5 * row as f32, 0.0) + kind.jitter;
            let turn = Quat::from_rotation_z(kind.turn.to_radians());
            let way = Vec3::new(0.15, 0.18, 0.1);
            [
                (format!("act.{}", id(index)), anchor(at, Quat::IDENTITY)),
                (format!("did.{}", id(index)), anchor(at + way * moved(hand), turn)),
            ]
        });
        let anchors = nodes.collect();
        Self {
            spec: Spec { acts, decoys, levels },
            anchors,
        }
    }

    pub(crate) fn task(&self, level: Level) -> Task {
        Task::new(&self.spec, level, &self.anchors).expect("every anchor is there")
    }
}

/// What only turns stays where it is.
fn moved(hand: Hand) -> f32 {
    if hand == Hand::Turn { 0.0 } else { 1.0 }
}

pub(crate) fn anchor(translation: Vec3, rotation: Quat) -> Anchor {
    Anchor {
        translation,
        rotation,
        scale: Vec3::ONE,
    }
}

fn level_spec(lit: bool, decoys: usize) -> LevelSpec {
    let band = |measure| {
        let most = if measure == Measure::Secs { 600.0 } else { 8.0 };
        Band {
            ideal: (0.0, most / 8.0),
            ok: (0.0, most),
            weight: 1.0,
            advice: Bilingual::new("a", "b"),
            source: Source::AValider,
        }
    };
    LevelSpec {
        lit,
        decoys,
        grades: MEASURES
            .map(|measure| Grading {
                criterion: "soin".into(),
                measure,
                band: band(measure),
            })
            .into(),
    }
}

pub(crate) fn kind(hand: Hand, after: u16, critical: bool) -> Kind {
    Kind {
        hand,
        after,
        critical,
        turn: 90.0,
        jitter: Vec3::ZERO,
    }
}

pub(super) fn shop() -> impl Strategy<Value = Shop> {
    let jitter = (-0.08f32..0.08, -0.08f32..0.08, -0.15f32..0.15).prop_map(Vec3::from);
    let hand = prop::sample::select(HANDS.to_vec());
    let kind =
        (hand, any::<u16>(), any::<bool>(), 80f32..170.0, jitter).prop_map(|(hand, after, critical, turn, jitter)| {
            Kind {
                hand,
                after,
                critical,
                turn,
                jitter,
            }
        });
    (vec(kind, 2..=8), 0usize..=3).prop_map(|(kinds, decoys)| Shop::new(&kinds, decoys))
}

pub(super) fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

/// Where a finger points.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spot {
    /// A share of the way of a thing.
    Along(usize, f32),
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
    Tap(usize),
    /// A thing carried a share of its way as a player would.
    Carry(usize, f32),
    Hold(usize, usize),
}

pub(super) fn spot() -> impl Strategy<Value = Spot> {
    let anywhere = (-3f32..3.0, -1f32..3.0, -3f32..5.0).prop_map(Vec3::from);
    prop_oneof![
        6 => (0usize..11, 0f32..1.0).prop_map(|(thing, share)| Spot::Along(thing, share)),
        3 => anywhere.prop_map(Spot::Anywhere),
        1 => Just(Spot::Nowhere),
    ]
}

pub(super) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        3 => (0usize..13, spot()).prop_map(|(thing, spot)| Deed::Press(thing, spot)),
        3 => spot().prop_map(Deed::Move),
        3 => Just(Deed::Release),
        1 => Just(Deed::Cancel),
        2 => (1usize..90).prop_map(Deed::Tick),
        4 => (0usize..11).prop_map(Deed::Tap),
        6 => (0usize..11, 0.1f32..1.0).prop_map(|(thing, share)| Deed::Carry(thing, share)),
        2 => (0usize..11, 1usize..120).prop_map(|(thing, ticks)| Deed::Hold(thing, ticks)),
    ];
    vec(deed, 0..50)
}

pub(super) fn ray(task: &Task, spot: Spot) -> Ray {
    match spot {
        Spot::Along(index, share) => Ray::through(EYE, task.things[index % task.things.len()].along(share)),
        Spot::Anywhere(point) => Ray::through(EYE, point),
        Spot::Nowhere => Ray {
            origin: Vec3::NAN,
            direction: Vec3::INFINITY,
        },
    }
}

pub(super) fn press(task: &Task, thing: usize) -> Input {
    Input::Press {
        on: thing,
        ray: ray(task, Spot::Along(thing, 0.0)),
    }
}

/// A thing carried a share of its way, in ten moves.
pub(super) fn carry(task: &Task, thing: usize, share: f32) -> Vec<Input> {
    let moves = (1..=10).map(|step| Input::Move {
        ray: ray(task, Spot::Along(thing, share * step as f32 / 10.0)),
    });
    let mut inputs = vec![press(task, thing)];
    inputs.extend(moves.flat_map(|step| [step, Input::Tick]));
    inputs.push(Input::Release);
    inputs
}

pub(super) fn inputs(task: &Task, deeds: &[Deed]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for deed in deeds {
        match *deed {
            Deed::Press(thing, spot) => inputs.push(Input::Press {
                on: thing,
                ray: ray(task, spot),
            }),
            Deed::Move(spot) => inputs.push(Input::Move { ray: ray(task, spot) }),
            Deed::Release => inputs.push(Input::Release),
            Deed::Cancel => inputs.push(Input::Cancel),
            Deed::Tick(count) => inputs.extend(std::iter::repeat_n(Input::Tick, count)),
            Deed::Tap(thing) => inputs.extend([press(task, thing), Input::Tick, Input::Release]),
            Deed::Carry(thing, share) => inputs.extend(carry(task, thing % task.things.len(), share)),
            Deed::Hold(thing, ticks) => {
                inputs.push(press(task, thing));
                inputs.extend(std::iter::repeat_n(Input::Tick, ticks));
                inputs.push(Input::Release);
            }
        }
    }
    inputs
}

/// Millimetres on the glass, within 8 of where a steady finger would be.
pub(super) fn tremble() -> impl Strategy<Value = Vec<Vec2>> {
    let aside = (-1f32..1.0, -1f32..1.0).prop_map(|(x, y)| Vec2::new(x, y).clamp_length_max(1.0) * 8.0);
    vec(aside, 1..40)
}

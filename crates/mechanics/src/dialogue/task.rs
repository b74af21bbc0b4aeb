//! A conversation ready to be had: spec and anchors brought together for one level. Pure.

use std::collections::BTreeMap;

use glam::{Vec2, Vec3};

use super::{
    Line as Said, Measure, Reply as Written, Spec,
    graph::{Far, Graph},
    rules::steps,
};
use crate::{Anchors, Band, Level, Ray};

/// A word is heard so long, and a breath before the first, seconds.
const WORD_SECS: f32 = 0.27;
const BREATH_SECS: f32 = 0.45;
/// Before a line goes on by itself, for each of its words, and in any case, seconds.
const REST_WORD_SECS: f32 = 0.10;
const REST_SECS: f32 = 1.1;
/// The least a card takes on the glass, millimetres.
pub(super) const CARD_MM: Vec2 = Vec2::new(96.0, 48.0);

/// A step of this mechanic, ready to be played.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub(super) lines: Vec<Line>,
    pub(super) opening: usize,
    /// Where each gauge starts, 0 to 100.
    pub(super) gauges: Vec<i32>,
    /// What of the gauges is graded: index, band.
    pub(super) graded: Vec<(usize, Band)>,
    /// Where the cards stand, metres.
    pub slots: Vec<Vec3>,
    /// Where the words come from, metres.
    pub speaks: Vec3,
    pub(super) patience_ticks: Option<u32>,
}

/// Something that is said, as in the spec.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// How long it is said, and how long it rests before it goes on by itself, steps of game time.
    pub(super) speech_ticks: u32,
    pub(super) rest_ticks: u32,
    pub(super) next: Next,
    /// `None`: no end can be reached from here (not in a checked kit).
    pub(super) far: Option<Far>,
}

/// What comes of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Next {
    /// As in the spec, the first ones.
    Asks(Vec<Reply>),
    Then(usize),
    Ends {
        good: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reply {
    /// For each gauge.
    pub(super) gains: Vec<i32>,
    /// The line that follows; `None`: it must never be said.
    pub(super) to: Option<usize>,
    /// Index in [`Task::slots`].
    pub(super) slot: usize,
}

impl Reply {
    /// Whether it takes more from the person than it gives.
    pub(super) fn is_bad(&self) -> bool {
        self.gains.iter().sum::<i32>() < 0
    }
}

/// The node of the card number `slot`, from 0.
pub fn slot_node(slot: usize) -> String {
    format!("reply.{}", slot + 1)
}

/// The node where somebody's words come from.
pub fn speaks_node(person: &str) -> String {
    format!("speaks.{person}")
}

/// The node of somebody's face in a mood.
pub fn mood_node(mood: super::Mood, person: &str) -> String {
    format!("mood.{}.{person}", mood.word())
}

impl Task {
    /// Brings spec and anchors together; `None` if an anchor or a line is missing (a checked kit has them all). The same
    /// `seed` lays the cards out in the same order.
    pub fn new(spec: &Spec, level: Level, anchors: &Anchors, seed: u64) -> Option<Self> {
        let numbers = spec.levels.get(level);
        let far = Graph::new(spec, numbers.replies).far();
        let index: BTreeMap<&str, usize> = spec
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| (line.id.as_str(), at))
            .collect();
        let lines: Option<Vec<Line>> = spec
            .lines
            .iter()
            .zip(far)
            .enumerate()
            .map(|(at, (said, far))| {
                let shown = &said.replies[..said.replies.len().min(numbers.replies)];
                let order = shuffled(shown.len(), seed.wrapping_add(at as u64));
                let words = words(said) as f32;
                Some(Line {
                    speech_ticks: steps(BREATH_SECS + WORD_SECS * words),
                    rest_ticks: steps(REST_SECS + REST_WORD_SECS * words),
                    next: next(spec, said, shown, &order, &index)?,
                    far,
                })
            })
            .collect();
        let place = |node: String| anchors.get(&node).map(|anchor| anchor.translation);
        let most = spec.lines.iter().map(|line| line.replies.len()).max().unwrap_or(0);
        let slots: Option<Vec<Vec3>> = (0..most.min(numbers.replies))
            .map(|slot| place(slot_node(slot)))
            .collect();
        let graded = numbers.grades.iter().filter_map(|grading| match &grading.measure {
            Measure::Gauge(id) => Some((position(spec, id)?, grading.band.clone())),
            _ => None,
        });
        Some(Self {
            lines: lines?,
            opening: *index.get(spec.opening.as_str())?,
            gauges: spec.gauges.iter().map(|gauge| gauge.start.min(100) as i32).collect(),
            graded: graded.collect(),
            slots: slots?,
            speaks: place(speaks_node(&spec.person.id))?,
            patience_ticks: numbers.patience_secs.map(steps),
        })
    }

    /// How many cards a line has at this level.
    pub fn cards(&self, line: usize) -> usize {
        self.replies(line).len()
    }

    /// The line that a reply leads to; `None`: it must never be said.
    pub fn leads(&self, line: usize, reply: usize) -> Option<usize> {
        self.replies(line).get(reply)?.to
    }

    pub(super) fn replies(&self, line: usize) -> &[Reply] {
        match &self.lines[line].next {
            Next::Asks(replies) => replies,
            _ => &[],
        }
    }

    /// The card that a finger seen from `ray` is on, among those in `there`, where a millimetre of glass is seen under
    /// the angle `rad_per_mm`: the reply.
    pub(super) fn card_under(&self, ray: Ray, rad_per_mm: f32, there: &[(usize, usize)]) -> Option<usize> {
        let on_card = there.iter().filter_map(|&(reply, slot)| {
            let beside = beside_mm(self.slots[slot], ray, rad_per_mm)?;
            let share = beside.abs() / (CARD_MM / 2.0);
            (share.max_element() <= 1.0).then_some((reply, share.length()))
        });
        on_card.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(reply, _)| reply)
    }
}

/// How far beside a point a finger is on the glass, to the right and upwards, millimetres.
fn beside_mm(point: Vec3, ray: Ray, rad_per_mm: f32) -> Option<Vec2> {
    let way = point - ray.origin;
    let (depth, ahead) = (way.length(), way.normalize_or(ray.direction));
    let straightness = ray.direction.dot(ahead);
    if straightness <= 0.0 {
        return None;
    }
    let aside = ray.direction / straightness - ahead;
    let right = ahead.cross(Vec3::Y).normalize_or(Vec3::X);
    let beside = Vec2::new(aside.dot(right), aside.dot(right.cross(ahead))) / rad_per_mm;
    (depth > 0.0 && beside.is_finite()).then_some(beside)
}

fn position(spec: &Spec, gauge: &str) -> Option<usize> {
    spec.gauges.iter().position(|known| known.id == gauge)
}

/// The longer of the two languages sets the pace.
fn words(line: &Said) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    count(&line.text.fr).max(count(&line.text.en))
}

fn next(spec: &Spec, line: &Said, shown: &[Written], order: &[usize], index: &BTreeMap<&str, usize>) -> Option<Next> {
    if let Some(end) = &line.ends {
        return Some(Next::Ends { good: end.good });
    }
    if let Some(then) = &line.then {
        return Some(Next::Then(*index.get(then.as_str())?));
    }
    let replies: Option<Vec<Reply>> = shown
        .iter()
        .zip(order)
        .map(|(reply, &slot)| {
            let mut gains = vec![0i32; spec.gauges.len()];
            for gain in &reply.gauges {
                let gauge = &mut gains[position(spec, &gain.id)?];
                *gauge = gauge.saturating_add(gain.delta);
            }
            let to = match &reply.to {
                Some(to) if reply.critical.is_none() => Some(*index.get(to.as_str())?),
                _ => None,
            };
            Some(Reply { gains, to, slot })
        })
        .collect();
    Some(Next::Asks(replies?))
}

/// The numbers below `count` in an order that only the seed decides: where each goes.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut random = seed;
    for last in (1..count).rev() {
        random = mixed(random);
        order.swap(last, (random % (last as u64 + 1)) as usize);
    }
    order
}

/// One step of SplitMix64 (Steele, Lea and Flood, 2014).
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

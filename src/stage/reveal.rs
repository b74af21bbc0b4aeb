//! What comes to be seen while the finale's eye draws back: nodes named `reveal.…` appear one after the other, each
//! growing to its size, or at once where a finger passes; nodes named `opens.<id>` turn and move to the pose of
//! `opened.<id>`.

use bevy::{
    picking::pointer::{PointerAction, PointerButton, PointerId, PointerInput},
    prelude::*,
    window::PrimaryWindow,
};

use super::{Curtain, Stage, Stands, eye::Eye, flight::Flight, loading};
use crate::{AppSystems, kiosk::display::Display, mechanics::Gesture, theme::tokens};

/// Something that is not there yet.
#[derive(Component, Clone)]
struct Reveal {
    rest: Transform,
    /// Others inside it: a finger brings out the parts before the whole.
    after: Vec<Entity>,
    /// Its turn among all, 0 to 1.
    turn: f32,
    /// Since a finger brought it out, seconds.
    brought: Option<f32>,
}

impl Reveal {
    /// Whether something inside it is not `out` yet.
    fn waits_for_parts(&self, out: &[Entity]) -> bool {
        self.after.iter().any(|part| !out.contains(part))
    }
}

/// A finger brought something out: how many it has brought out of this diorama by now.
#[derive(Message, Clone, Copy, Debug)]
pub struct BroughtOut(pub usize);

/// What a finale that waits for a hand still has for it.
#[derive(Resource, Clone, Debug, Default)]
pub struct InReach {
    /// Stage coordinates of what is still hidden near the eye, metres.
    hidden: Vec<Vec3>,
    /// Brought out of this diorama by fingers.
    brought: usize,
    /// Since a finger brought something out, or since the diorama came on view, seconds.
    idle: f32,
}

/// A lid, a door, a curtain.
#[derive(Component, Clone, Copy)]
struct Opens {
    from: Transform,
    to: Transform,
}

/// What is revealed appears between these shares of the flight's time, and each takes this long, seconds.
const REVEALED: (f32, f32) = (0.2, 0.86);
const GROWING_SECS: f32 = 0.55;
/// What opens does so between these shares of the flight's time.
const OPENED: (f32, f32) = (0.14, 0.5);

/// A finger brings out what is so near to it, as a share of a touch target.
const UNDER_FINGER: f32 = 0.5;
/// In reach is what is no further than this many times what is nearest to the eye.
const NEAR: f32 = 1.6;
/// Once a hand has been there and does nothing for so long, the eye draws back; and at last without any hand, seconds.
const LEAVES_SECS: f32 = 2.2;
const PATIENCE_SECS: f32 = 20.0;
/// A hand that shows it goes from one to the next in so many seconds, and is not quicker than this for all.
const NEXT_SECS: f32 = 0.14;
const SHORTEST_SECS: f32 = 1.2;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<InReach>().add_message::<BroughtOut>().add_systems(
        Update,
        (prepare, bring_out, wait, unfold).chain().in_set(AppSystems::Feedback),
    );
}

impl InReach {
    /// For how long no finger has brought anything out, seconds.
    pub fn idle_secs(&self) -> f32 {
        self.idle
    }

    /// A hand's way over all that is still hidden; `None` where nothing is.
    pub fn gesture(&self) -> Option<Gesture> {
        let mut left = self.hidden.clone();
        // From the left, always to what is nearest.
        let first = (0..left.len()).min_by(|a, b| left[*a].x.total_cmp(&left[*b].x))?;
        let mut path = vec![left.swap_remove(first)];
        while let Some(&last) = path.last() {
            let away = |index: &usize| left[*index].distance_squared(last);
            let Some(next) = (0..left.len()).min_by(|a, b| away(a).total_cmp(&away(b))) else {
                break;
            };
            path.push(left.swap_remove(next));
        }
        if let [only] = path[..] {
            path.push(only);
        }
        let secs = (path.len() as f32 * NEXT_SECS).max(SHORTEST_SECS);
        Some(Gesture { path, secs, even: true })
    }
}

/// Whether what is at `at` and fills a box (its lowest and highest corner, metres) lies within another one as a part of it.
fn is_part(at: Vec3, part: (Vec3, Vec3), whole: (Vec3, Vec3)) -> bool {
    /// Things that only overlap are of a size; a part is smaller than this share of the whole.
    const PART: f32 = 0.6;
    let size = |(low, high): (Vec3, Vec3)| low.distance(high);
    at.cmpge(whole.0).all() && at.cmple(whole.1).all() && size(part) < PART * size(whole)
}

/// What fingers have brought out.
fn brought_out<'a>(reveals: impl Iterator<Item = (Entity, &'a Reveal)>) -> Vec<Entity> {
    let out = reveals.filter(|(_, reveal)| reveal.brought.is_some());
    out.map(|(entity, _)| entity).collect()
}

/// Which fingers are on the glass, and where. A touch that was cancelled stays pressed for picking: not here.
fn feel(fingers: &mut Vec<(PointerId, Vec2)>, input: &PointerInput) {
    let (by, at) = (input.pointer_id, input.location.position);
    match input.action {
        PointerAction::Press(PointerButton::Primary) => fingers.push((by, at)),
        PointerAction::Move { .. } => {
            for (_, place) in fingers.iter_mut().filter(|(finger, _)| *finger == by) {
                *place = at;
            }
        }
        PointerAction::Release(PointerButton::Primary) | PointerAction::Cancel => {
            fingers.retain(|(finger, _)| *finger != by);
        }
        _ => {}
    }
}

/// Whatever is hidden under a finger comes out at once.
fn bring_out(
    stage: Res<Stage>,
    curtain: Res<Curtain>,
    mut inputs: MessageReader<PointerInput>,
    mut fingers: Local<Vec<(PointerId, Vec2)>>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    mut reveals: Query<(Entity, &mut Reveal, &GlobalTransform)>,
    mut reach: ResMut<InReach>,
    mut brought: MessageWriter<BroughtOut>,
    display: Res<Display>,
    window: Single<&Window, With<PrimaryWindow>>,
    time: Res<Time<Virtual>>,
) {
    for input in inputs.read() {
        feel(&mut fingers, input);
    }
    let Some(flight) = stage.flight().filter(|_| stage.is_ready() && curtain.open) else {
        return;
    };
    let (camera, eye) = *eye;
    let least = UNDER_FINGER * tokens::TARGET * display.px_per_unit / window.resolution.scale_factor();
    let out = brought_out(reveals.iter().map(|(entity, reveal, _)| (entity, reveal)));
    for (_, mut reveal, node) in &mut reveals {
        if let Some(secs) = reveal.brought {
            // Once it stands it is not touched any more: what does not change costs nothing.
            if secs < GROWING_SECS {
                reveal.brought = Some(secs + time.delta_secs());
            }
            continue;
        }
        if fingers.is_empty() || reveal.waits_for_parts(&out) || grown(flight, reveal.turn) > 0.0 {
            continue;
        }
        let Ok(at) = camera.world_to_viewport(eye, node.translation()) else {
            continue;
        };
        if fingers.iter().any(|(_, finger)| finger.distance(at) <= least) {
            reveal.brought = Some(0.0);
            reach.brought += 1;
            reach.idle = 0.0;
            brought.write(BroughtOut(reach.brought));
        }
    }
}

/// A finale that waits for a hand sets off when the hand has done its work, or leaves it.
fn wait(
    mut stage: ResMut<Stage>,
    curtain: Res<Curtain>,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    reveals: Query<(Entity, &Reveal, &GlobalTransform)>,
    mut reach: ResMut<InReach>,
    time: Res<Time<Virtual>>,
) {
    if !stage.flight().is_some_and(Flight::waits) || !stage.is_ready() || !curtain.open {
        if !reach.hidden.is_empty() {
            reach.hidden.clear();
        }
        return;
    }
    reach.idle += time.delta_secs();
    let (camera, eye) = *eye;
    let glass = camera.logical_viewport_rect();
    let is_seen = |at: Vec3| {
        let on_glass = camera.world_to_viewport(eye, at).ok();
        on_glass.is_some_and(|point| glass.is_none_or(|glass| glass.contains(point)))
    };
    let out = brought_out(reveals.iter().map(|(entity, reveal, _)| (entity, reveal)));
    let seen: Vec<(bool, Vec3, f32)> = reveals
        .iter()
        .filter(|(_, reveal, _)| !reveal.waits_for_parts(&out))
        .map(|(_, reveal, node)| (reveal.brought.is_none(), node.translation()))
        .filter(|(_, at)| is_seen(*at))
        .map(|(hidden, at)| (hidden, at, at.distance(eye.translation())))
        .collect();
    let nearest = seen.iter().map(|(.., away)| *away).fold(f32::INFINITY, f32::min);
    let hidden = seen
        .iter()
        .filter(|(hidden, _, away)| *hidden && *away <= NEAR * nearest);
    reach.hidden = hidden.map(|(_, at, _)| *at).collect();
    let left = reach.brought > 0 && reach.idle > LEAVES_SECS;
    let over = reach.hidden.is_empty() && reach.idle > GROWING_SECS;
    if (over || left || reach.idle > PATIENCE_SECS)
        && let Some(flight) = stage.flight_mut()
    {
        flight.set_off();
        reach.hidden.clear();
    }
}

fn prepare(
    mut stands: MessageReader<Stands>,
    stage: Res<Stage>,
    poses: Query<&Transform, (Without<Reveal>, Without<Opens>)>,
    mut commands: Commands,
    mut reach: ResMut<InReach>,
    children: Query<&Children>,
    drawn: Query<(&Mesh3d, &Transform), Without<Eye>>,
    meshes: Res<Assets<Mesh>>,
) {
    if stands.read().next().is_none() {
        return;
    }
    *reach = InReach::default();
    let hidden = stage
        .nodes("reveal.")
        .filter_map(|(_, node)| Some((node, *poses.get(node).ok()?)));
    let hidden: Vec<(Entity, Transform)> = hidden.collect();
    let boxes: Vec<(Vec3, Vec3)> = hidden
        .iter()
        .map(|one| {
            let corners = loading::to_be_revealed(std::iter::once(*one), &children, &drawn, &meshes);
            let ends = (Vec3::MAX, Vec3::MIN);
            corners
                .iter()
                .fold(ends, |(low, high), at| (low.min(*at), high.max(*at)))
        })
        .collect();
    let last = hidden.len().saturating_sub(1).max(1) as f32;
    for (index, &(node, rest)) in hidden.iter().enumerate() {
        let whole = boxes[index];
        let parts = hidden
            .iter()
            .zip(&boxes)
            .filter(|((_, pose), part)| is_part(pose.translation, **part, whole));
        let after = parts.map(|((part, _), _)| *part).collect();
        commands.entity(node).try_insert(Reveal {
            rest,
            after,
            turn: index as f32 / last,
            brought: None,
        });
    }
    for (id, node) in stage.nodes("opens.") {
        let Some(anchor) = stage
            .shown()
            .and_then(|shown| shown.anchors.get(&format!("opened.{id}")))
        else {
            continue;
        };
        if let Ok(&from) = poses.get(node) {
            let to = Transform {
                translation: anchor.translation,
                rotation: anchor.rotation,
                scale: from.scale,
            };
            commands.entity(node).try_insert(Opens { from, to });
        }
    }
}

fn unfold(
    stage: Res<Stage>,
    mut reveals: Query<(&Reveal, &mut Transform), Without<Opens>>,
    mut opens: Query<(&Opens, &mut Transform), Without<Reveal>>,
) {
    let Some(flight) = stage.flight() else { return };
    for (reveal, mut transform) in &mut reveals {
        let brought = reveal.brought.map_or(0.0, |secs| springing(secs / GROWING_SECS));
        let scale = reveal.rest.scale * grown(flight, reveal.turn).max(brought);
        if transform.scale != scale {
            transform.scale = scale;
        }
    }
    for (opens, mut transform) in &mut opens {
        let along = softly(within(flight.time_share(), OPENED));
        let pose = Transform {
            translation: opens.from.translation.lerp(opens.to.translation, along),
            rotation: opens.from.rotation.slerp(opens.to.rotation, along),
            scale: opens.from.scale,
        };
        transform.set_if_neq(pose);
    }
}

/// Size of what has this `turn` (0 to 1) among all, as a share of its own: a little more than whole for a moment.
fn grown(flight: &Flight, turn: f32) -> f32 {
    let begins = REVEALED.0 + (REVEALED.1 - REVEALED.0) * turn;
    let secs = (flight.time_share() - begins) * Flight::SECS;
    springing(secs / GROWING_SECS)
}

/// Goes a tenth beyond its size and comes back.
fn springing(along: f32) -> f32 {
    let back = along.clamp(0.0, 1.0) - 1.0;
    1.0 + 2.7 * back * back * back + 1.7 * back * back
}

/// How far `share` is between two others, 0 to 1.
fn within(share: f32, (from, to): (f32, f32)) -> f32 {
    ((share - from) / (to - from)).clamp(0.0, 1.0)
}

fn softly(along: f32) -> f32 {
    along * along * (3.0 - 2.0 * along)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_hidden_when_the_flight_begins_and_there_when_it_ends() {
        for turn in [0.0, 0.3, 1.0] {
            assert!(grown(&Flight::after(0.0), turn).abs() < 1e-5);
            assert!((grown(&Flight::after(Flight::SECS), turn) - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn a_showing_hand_passes_over_all_that_is_hidden_and_each_only_once() {
        let hidden: Vec<Vec3> = [3.0, 0.0, 2.0, 1.0].map(|x| Vec3::new(x, 0.2, 0.0)).to_vec();
        let reach = InReach {
            hidden,
            ..InReach::default()
        };
        let path = reach
            .gesture()
            .map(|gesture| gesture.path.iter().map(|at| at.x).collect());
        assert_eq!(path, Some(vec![0.0, 1.0, 2.0, 3.0]));
        assert_eq!(InReach::default().gesture(), None);
    }

    #[test]
    fn what_overlaps_is_no_part_and_nothing_is_part_of_itself() {
        let around = |x: f32, half: f32| (Vec3::new(x - half, -half, -half), Vec3::new(x + half, half, half));
        let (whole, tuft, beside) = (around(0.0, 1.0), around(0.2, 0.3), around(0.4, 0.3));
        assert!(is_part(Vec3::X * 0.2, tuft, whole) && !is_part(Vec3::ZERO, whole, tuft));
        assert!(!is_part(Vec3::X * 0.4, beside, tuft) && !is_part(Vec3::ZERO, whole, whole));
    }

    #[test]
    fn the_first_comes_before_the_last() {
        let half = Flight::after(Flight::SECS / 2.0);
        assert!(grown(&half, 0.0) > 0.99 && grown(&half, 1.0) < 0.01);
    }
}

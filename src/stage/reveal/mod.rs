//! What comes to be seen while the finale's eye draws back: nodes named `reveal.…` appear one after the other, each
//! growing to its size, or at once where a finger passes ([`hand`]); nodes named `opens.<id>` turn and move to the pose
//! of `opened.<id>`.

mod hand;

use bevy::prelude::*;

pub use self::hand::{BroughtOut, InReach};
use super::{Stage, Stands, eye::Eye, flight::Flight, loading};
use crate::AppSystems;

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

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<InReach>().add_message::<BroughtOut>().add_systems(
        Update,
        (prepare, hand::bring_out, hand::wait, unfold)
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Whether what is at `at` and fills a box (its lowest and highest corner, metres) lies within another one as a part of it.
fn is_part(at: Vec3, part: (Vec3, Vec3), whole: (Vec3, Vec3)) -> bool {
    /// Things that only overlap are of a size; a part is smaller than this share of the whole.
    const PART: f32 = 0.6;
    let size = |(low, high): (Vec3, Vec3)| low.distance(high);
    at.cmpge(whole.0).all() && at.cmple(whole.1).all() && size(part) < PART * size(whole)
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

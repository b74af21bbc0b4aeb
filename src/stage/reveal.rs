//! What comes to be seen while the finale's eye draws back: nodes named `reveal.…` appear one after the other, each
//! growing to its size; nodes named `opens.<id>` turn and move to the pose of `opened.<id>`.

use bevy::prelude::*;

use super::{Stage, Stands, flight::Flight};
use crate::AppSystems;

/// Something that is not there yet.
#[derive(Component, Clone, Copy)]
struct Reveal {
    rest: Transform,
    /// Its turn among all, 0 to 1.
    turn: f32,
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
    app.add_systems(Update, (prepare, unfold).chain().in_set(AppSystems::Feedback));
}

fn prepare(
    mut stands: MessageReader<Stands>,
    stage: Res<Stage>,
    poses: Query<&Transform, (Without<Reveal>, Without<Opens>)>,
    mut commands: Commands,
) {
    if stands.read().next().is_none() {
        return;
    }
    let count = stage.nodes("reveal.").count();
    for (index, (_, node)) in stage.nodes("reveal.").enumerate() {
        if let Ok(&rest) = poses.get(node) {
            let turn = index as f32 / count.saturating_sub(1).max(1) as f32;
            commands.entity(node).try_insert(Reveal { rest, turn });
        }
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
        let scale = reveal.rest.scale * grown(flight, reveal.turn);
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
    let along = (secs / GROWING_SECS).clamp(0.0, 1.0);
    // Goes a tenth beyond and comes back.
    let back = along - 1.0;
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
    fn the_first_comes_before_the_last() {
        let half = Flight::after(Flight::SECS / 2.0);
        assert!(grown(&half, 0.0) > 0.99 && grown(&half, 1.0) < 0.01);
    }
}

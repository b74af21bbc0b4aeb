//! People cross the quay: they walk, look where they go, and stand at the end of their way.

use bevy::prelude::*;

use super::play::Driving;
use crate::{AppSystems, mechanics::play::BeginStep, stage::Stage};

/// Somebody: the index of their way, the pose the artist gave them, and how they stand now.
#[derive(Component)]
struct Walker {
    way: usize,
    rest: Transform,
    share: f32,
    /// Steps taken, for the bounce of the walk.
    steps: f32,
}

/// A step is this long and lifts a body by this much, metres.
const STEP: (f32, f32) = (0.16, 0.022);
/// The body sways with each step, radians.
const SWAYS: f32 = 0.06;
/// They turn within this time constant, seconds.
const TURNS_SECS: f32 = 0.12;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            meet.run_if(on_message::<BeginStep>),
            walk.run_if(resource_exists::<Driving>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

fn meet(
    mut commands: Commands,
    stage: Res<Stage>,
    driving: Option<Res<Driving>>,
    nodes: Query<(&Transform, Option<&Walker>)>,
) {
    let Some(driving) = driving else { return };
    for (way, walker) in driving.spec.walkers.iter().enumerate() {
        let Some(node) = stage.node(&format!("walker.{}", walker.id)) else {
            continue;
        };
        let Ok((transform, known)) = nodes.get(node) else {
            continue;
        };
        let rest = known.map_or(*transform, |walker| walker.rest);
        let (share, steps) = (0.0, 0.0);
        commands.entity(node).try_insert((
            Walker {
                way,
                rest,
                share,
                steps,
            },
            rest,
        ));
    }
}

fn walk(driving: Res<Driving>, mut walkers: Query<(&mut Walker, &mut Transform)>, time: Res<Time<Virtual>>) {
    for (mut walker, mut transform) in &mut walkers {
        let Some(way) = driving.task.ways.get(walker.way) else {
            continue;
        };
        let share = driving.state.walked(&driving.task, walker.way);
        let (before, at) = (way.at(walker.share), way.at(share));
        let far = at - before;
        if share == walker.share {
            continue;
        }
        walker.share = share;
        walker.steps += far.length() / STEP.0;
        let phase = walker.steps * std::f32::consts::PI;
        let turn = 1.0 - (-time.delta_secs() / TURNS_SECS).exp();
        let ahead = far.with_y(0.0).normalize_or_zero();
        // The artist's people look to the visitor: along +Z.
        let looks = if ahead == Vec3::ZERO {
            transform.rotation
        } else {
            Quat::from_rotation_y(ahead.x.atan2(ahead.z)) * Quat::from_rotation_z(SWAYS * phase.sin())
        };
        transform.translation = at + Vec3::Y * STEP.1 * phase.sin().abs();
        transform.rotation = transform.rotation.slerp(looks, turn);
    }
}

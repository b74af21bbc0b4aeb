//! Slow life: nodes the artist named `life.…` swing, spin, blink, nod and bob for as long as they stand.

use std::f32::consts::TAU;

use bevy::prelude::*;

use super::{Glow, Stage, Stands};
use crate::AppSystems;

/// How a node lives, from its name.
#[derive(Component, Clone, Copy, Debug, PartialEq)]
enum Life {
    Swing,
    Spin,
    Blink,
    Nod,
    Bob,
}

/// The pose the artist gave it, and a moment of its own so that no two move in step.
#[derive(Component, Clone, Copy)]
struct Rest {
    pose: Transform,
    phase: f32,
}

const KINDS: [(&str, Life); 5] = [
    ("life.swing.", Life::Swing),
    ("life.spin.", Life::Spin),
    ("life.blink.", Life::Blink),
    ("life.nod.", Life::Nod),
    ("life.bob.", Life::Bob),
];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (wake, live).chain().in_set(AppSystems::Feedback));
}

fn wake(
    mut stands: MessageReader<Stands>,
    stage: Res<Stage>,
    poses: Query<&Transform, Without<Life>>,
    mut commands: Commands,
) {
    if stands.read().next().is_none() {
        return;
    }
    for (prefix, life) in KINDS {
        for (index, (_, entity)) in stage.nodes(prefix).enumerate() {
            if let Ok(&pose) = poses.get(entity) {
                commands.entity(entity).try_insert((
                    life,
                    Rest {
                        pose,
                        phase: index as f32 * 1.7,
                    },
                ));
                if life == Life::Blink {
                    commands.entity(entity).try_insert(Glow(0.0));
                }
            }
        }
    }
}

fn live(time: Res<Time<Virtual>>, mut living: Query<(&Life, &Rest, &mut Transform, Option<&mut Glow>)>) {
    // Wrapped to an hour of whole turns: a kiosk runs for days and an f32 would lose its fractions.
    let now = (time.elapsed_secs_f64() % 3600.0) as f32;
    for (life, rest, mut transform, glow) in &mut living {
        let wave = |period: f32| ((now / period) * TAU + rest.phase).sin();
        match life {
            Life::Swing => transform.rotation = rest.pose.rotation * Quat::from_rotation_z(0.07 * wave(3.7)),
            Life::Spin => transform.rotation = rest.pose.rotation * Quat::from_rotation_y(now * 2.4 % TAU),
            Life::Nod => {
                let turn = Quat::from_rotation_y(0.16 * wave(6.1)) * Quat::from_rotation_x(0.05 * wave(2.9));
                transform.rotation = rest.pose.rotation * turn;
            }
            Life::Bob => transform.translation = rest.pose.translation + Vec3::Y * 0.02 * wave(2.3),
            Life::Blink => {
                if let Some(mut glow) = glow {
                    glow.set_if_neq(Glow(if wave(1.9) > 0.2 { 1.0 } else { 0.0 }));
                }
            }
        }
    }
}

//! Light that tells: where the load would come down, where it has to, and where somebody is in danger.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, mesh::MeshTag, prelude::*};

use super::play::Driving;
use crate::{
    AppSystems,
    mechanics::play::BeginStep,
    stage::{Stage, eye::Eye, fire::Fire, material::soft_tag},
    theme::tokens,
};

/// A disc of light.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
enum Shine {
    /// From the load straight down to its goal.
    Plumb,
    /// Lies on the goal: green when the load may come down.
    Goal,
    /// Lies round somebody in the zone.
    Danger,
}

const ALL: [Shine; 3] = [Shine::Plumb, Shine::Goal, Shine::Danger];
/// Width of the plumb line, and of the lights that lie, metres.
const PLUMB: f32 = 0.05;
const GOAL: f32 = 0.85;
const DANGER: f32 = 0.9;
/// Above what it lies on, metres.
const ABOVE: f32 = 0.02;
/// Twice the level's limit beside the goal the light is still warm, not green.
const NEAR: f32 = 1.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            lay.run_if(on_message::<BeginStep>),
            put_out.run_if(not(resource_exists::<Driving>)),
            shine.run_if(resource_exists::<Driving>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

fn lay(
    mut commands: Commands,
    driving: Option<Res<Driving>>,
    stage: Res<Stage>,
    fire: Res<Fire>,
    old: Query<Entity, With<Shine>>,
) {
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let (Some(_), Some(root)) = (driving, stage.root()) else {
        return;
    };
    for shine in ALL {
        commands.spawn((
            ChildOf(root),
            shine,
            Mesh3d(fire.mesh.clone()),
            MeshMaterial3d(fire.material.clone()),
            MeshTag(0),
            NoFrustumCulling,
            NotShadowCaster,
            Transform::default(),
            Visibility::Hidden,
        ));
    }
}

fn put_out(mut lights: Query<&mut Visibility, With<Shine>>) {
    for mut visibility in &mut lights {
        visibility.set_if_neq(Visibility::Hidden);
    }
}

/// A light's place and colour; `None`: out.
type Look = Option<(Transform, Color)>;

fn shine(
    driving: Res<Driving>,
    mut lights: Query<(&Shine, &mut Transform, &mut MeshTag, &mut Visibility), Without<Eye>>,
    eye: Single<&Transform, With<Eye>>,
    time: Res<Time<Virtual>>,
) {
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    for (shine, mut transform, mut tag, mut visibility) in &mut lights {
        let look = match shine {
            Shine::Plumb => plumb(&driving, &eye),
            Shine::Goal => goal(&driving, wave),
            Shine::Danger => danger(&driving, wave),
        };
        visibility.set_if_neq(if look.is_some() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        if let Some((place, colour)) = look {
            *transform = place;
            tag.set_if_neq(MeshTag(soft_tag(colour)));
        }
    }
}

/// The middle of the goal's stand, and whether the load is above it.
fn aim(driving: &Driving) -> Option<(Vec3, bool)> {
    let (task, state) = (&driving.task, &driving.state);
    let target = task.targets.get(state.next()).filter(|_| !state.is_locking())?;
    let under = target.at + Vec2::Y * task.hangs(state.carries()).height_m;
    let off = (state.motion().load().x - target.at.x).abs();
    Some((task.plane.place(under), off <= NEAR * task.limits().0))
}

fn colour(above: bool) -> Color {
    if above { tokens::LEAF } else { tokens::SUN }
}

fn plumb(driving: &Driving, eye: &Transform) -> Look {
    let (task, state) = (&driving.task, &driving.state);
    let (goal, above) = aim(driving)?;
    let load = state.load(task) - Vec3::Y * task.hangs(state.carries()).height_m / task.plane.scale;
    let foot = Vec3::new(load.x, goal.y.min(load.y - 0.05), load.z);
    let length = load.y - foot.y;
    let towards = (eye.translation - load).with_y(0.0).normalize_or(Vec3::Z);
    let place = Transform {
        translation: load.midpoint(foot),
        rotation: Quat::from_rotation_arc(Vec3::Z, towards),
        scale: Vec3::new(PLUMB, length * 1.15, 1.0),
    };
    Some((place, colour(above).with_alpha(0.55)))
}

fn goal(driving: &Driving, wave: f32) -> Look {
    let (goal, above) = aim(driving)?;
    let lift = driving.task.plane.normal() * 0.0 + Vec3::Y * ABOVE;
    let place = Transform {
        translation: goal + lift,
        rotation: Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2),
        scale: Vec3::splat(GOAL * (0.92 + 0.08 * wave)),
    };
    Some((place, colour(above).with_alpha(0.45 + 0.25 * wave)))
}

fn danger(driving: &Driving, wave: f32) -> Look {
    let (task, state) = (&driving.task, &driving.state);
    let walk = state.walk().filter(|_| state.is_in_danger(task))?;
    let way = task.ways.get(walk.way)?;
    let place = Transform {
        translation: way.at(walk.share(way)) + Vec3::Y * ABOVE,
        rotation: Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2),
        scale: Vec3::splat(DANGER),
    };
    Some((place, tokens::EMBER.with_alpha(0.5 + 0.3 * wave)))
}

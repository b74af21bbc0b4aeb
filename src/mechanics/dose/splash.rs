//! Where the jet arrives: rings that widen on the surface, and drops that jump.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, mesh::MeshTag, prelude::*};

use super::{jet, play::Dosing, vessels::Fill};
use crate::{
    AppSystems,
    mechanics::play::BeginStep,
    stage::{Drops, Stage, fire::Fire, material::soft_tag},
    theme::tokens,
};

/// A ring on the surface: seconds since it left, as long as it is seen.
#[derive(Component, Default)]
struct Ring(Option<f32>);

const RINGS: usize = 4;
/// A ring leaves so often, and lives for so long, seconds.
const EVERY_SECS: f32 = 0.20;
const LIVES_SECS: f32 = 0.75;
/// From so small to so large, as shares of the surface's radius.
const GROWS: (f32, f32) = (0.25, 1.7);
const SHINES: f32 = 0.34;
/// Over the surface, so that nothing flickers against it, metres.
const ABOVE: f32 = 0.006;
/// Drops that jump a second at full flow, and how fast, metres per second.
const JUMPS: f32 = 26.0;
const SPEED: f32 = 0.55;
/// The surface where the model does not say how wide it is, metres.
const SURFACE: f32 = 0.10;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            lay.run_if(on_message::<BeginStep>),
            (ripple, jump).run_if(resource_exists::<Dosing>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

fn lay(
    mut commands: Commands,
    dosing: Option<Res<Dosing>>,
    stage: Res<Stage>,
    fire: Res<Fire>,
    old: Query<Entity, With<Ring>>,
) {
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let (Some(_), Some(root)) = (dosing, stage.root()) else {
        return;
    };
    for _ in 0..RINGS {
        commands.spawn((
            ChildOf(root),
            Ring::default(),
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

/// Where the jet of the dose under way falls, and how wide the surface is, metres.
pub(super) fn surface(dosing: &Dosing, stage: &Stage, fills: &Query<(&Fill, &Transform)>) -> Option<(Vec3, f32)> {
    let dose = dosing.state.dose()?;
    let into = dosing.task.vessel(dose).into;
    let receiver = &dosing.task.receivers[into];
    let anchors = &stage.shown()?.anchors;
    let scale = anchors
        .get(&format!("into.{}", receiver.id))
        .map_or(1.0, |into| into.scale.x);
    let radius = if scale < 1.0 { scale } else { SURFACE };
    let risen = fills.iter().find(|(fill, _)| fill.receiver == into);
    let up = risen.map_or(0.0, |(fill, now)| now.translation.y - fill.rest.translation.y);
    Some((receiver.place + Vec3::Y * up, radius))
}

fn ripple(
    dosing: Res<Dosing>,
    stage: Res<Stage>,
    fills: Query<(&Fill, &Transform)>,
    mut rings: Query<(&mut Ring, &mut Transform, &mut MeshTag, &mut Visibility), Without<Fill>>,
    time: Res<Time<Virtual>>,
    mut due: Local<f32>,
) {
    let Some((at, radius)) = surface(&dosing, &stage, &fills) else {
        for (_, _, _, mut visibility) in &mut rings {
            visibility.set_if_neq(Visibility::Hidden);
        }
        return;
    };
    *due -= time.delta_secs();
    let arrives = dosing.thread.arrives();
    for (mut ring, mut transform, mut tag, mut visibility) in &mut rings {
        ring.0 = match ring.0 {
            Some(age) => Some(age + time.delta_secs()).filter(|age| *age < LIVES_SECS),
            None if arrives > 0.0 && *due <= 0.0 => {
                *due = EVERY_SECS;
                Some(0.0)
            }
            None => None,
        };
        let Some(age) = ring.0 else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let along = age / LIVES_SECS;
        let size = radius * (GROWS.0 + (GROWS.1 - GROWS.0) * along.sqrt());
        *transform = Transform {
            translation: at + Vec3::Y * ABOVE,
            rotation: Quat::from_rotation_x(-std::f32::consts::FRAC_PI_2),
            scale: Vec3::splat(size),
        };
        tag.set_if_neq(MeshTag(soft_tag(
            tokens::WHITE.with_alpha(SHINES * (1.0 - along) * (1.0 - along)),
        )));
        visibility.set_if_neq(Visibility::Inherited);
    }
}

/// Looks only: when the next drop is due depends on time, where it flies on chance.
fn jump(
    dosing: Res<Dosing>,
    stage: Res<Stage>,
    fills: Query<(&Fill, &Transform)>,
    mut drops: MessageWriter<Drops>,
    time: Res<Time<Virtual>>,
    mut due: Local<f32>,
) {
    let Some((at, radius)) = surface(&dosing, &stage, &fills) else {
        return;
    };
    *due += JUMPS * dosing.thread.arrives() * time.delta_secs();
    if *due < 1.0 {
        return;
    }
    drops.write(Drops {
        at: at + Vec3::Y * ABOVE,
        speed: SPEED * (radius / SURFACE).sqrt().min(1.4),
        count: *due as usize,
        colour: jet::colour(&dosing),
    });
    *due = due.fract();
}

//! The arc's light: a core, a halo and a shine on the workpiece, sparks thrown away from where it goes; and what it
//! sounds like.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, mesh::MeshTag, prelude::*};

use super::{
    play::Welding,
    rules::{State, Task},
};
use crate::{
    AppSystems,
    audio::{self, SetVoice, Voice},
    mechanics::play::BeginStep,
    stage::{Sparks, Stage, eye::Eye, fire::Fire, material::soft_tag},
    theme::tokens,
};

/// A disc of light.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
enum Shine {
    Core,
    Halo,
    /// Lies on the workpiece.
    Pool,
}

/// How bright the arc shines, 0 to 1: it comes and goes softly, so that a hammering finger never makes it flash.
#[derive(Resource, Default)]
struct Brightness(f32);

/// The light follows the arc with this time constant, seconds.
const FADES_SECS: f32 = 0.16;
/// The light flickers by this share; far below what a flash is.
const FLICKERS: f32 = 0.07;
/// Diameters in widths of the bead, and opacities.
const SIZES: [(Shine, f32, f32); 3] = [
    (Shine::Halo, 9.0, 0.34),
    (Shine::Pool, 7.0, 0.50),
    (Shine::Core, 2.6, 1.0),
];
/// Sparks a second of a good arc and of a spitting one.
const SPARKS: (f32, f32) = (14.0, 46.0);
/// How fast they are thrown, metres per second.
const THROWN: f32 = 0.9;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Brightness>().add_systems(
        Update,
        (light.run_if(on_message::<BeginStep>), shine, throw_sparks, sing)
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Each seam has its own lights, which go with its diorama.
fn light(
    mut commands: Commands,
    welding: Option<Res<Welding>>,
    stage: Res<Stage>,
    fire: Res<Fire>,
    old: Query<Entity, With<Shine>>,
) {
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let (Some(_), Some(root)) = (welding, stage.root()) else {
        return;
    };
    for (shine, ..) in SIZES {
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

fn shine(
    welding: Option<Res<Welding>>,
    mut lights: Query<(&Shine, &mut Transform, &mut MeshTag, &mut Visibility), Without<Eye>>,
    eye: Single<&Transform, With<Eye>>,
    mut brightness: ResMut<Brightness>,
    time: Res<Time<Virtual>>,
) {
    let torch = welding.as_ref().and_then(|welding| welding.state.torch());
    let goal = f32::from(u8::from(torch.is_some()));
    brightness.0 += (goal - brightness.0) * (1.0 - (-time.delta_secs() / FADES_SECS).exp());
    let Some(welding) = welding else { return };
    let task = &welding.task;
    let now = (time.elapsed_secs_f64() % 1000.0) as f32;
    let flicker = 1.0 - FLICKERS * (0.5 + 0.5 * (now * 11.0).sin() * (now * 4.7).sin());
    let current = (welding.state.amps(task) / task.amps).clamp(0.5, 1.5);
    let width = task.pool.width_mm / task.seam.mm_per_m() * current.sqrt();
    for (shine, mut transform, mut tag, mut visibility) in &mut lights {
        visibility.set_if_neq(if brightness.0 > 0.02 {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        let Some((_, size, alpha)) = SIZES.iter().find(|(kind, ..)| kind == shine) else {
            continue;
        };
        if let Some(torch) = torch {
            let point = task.seam.point(torch.spot.along);
            let lift = if *shine == Shine::Pool { 0.06 } else { 0.35 };
            transform.translation = task.seam.place(torch.spot) + point.normal * width * lift;
            transform.rotation = if *shine == Shine::Pool {
                Quat::from_rotation_arc(Vec3::Z, point.normal)
            } else {
                eye.rotation
            };
            transform.scale = Vec3::splat(width * size);
        }
        let colour = if *shine == Shine::Core {
            tokens::WHITE
        } else {
            tokens::ARC
        };
        let alpha = (alpha * brightness.0 * flicker).clamp(0.0, 1.0);
        tag.set_if_neq(MeshTag(soft_tag(colour.with_alpha(alpha))));
    }
}

/// Looks only: when the next spark is due depends on time, where it flies on chance.
fn throw_sparks(
    welding: Option<Res<Welding>>,
    mut sparks: MessageWriter<Sparks>,
    time: Res<Time<Virtual>>,
    mut due: Local<f32>,
) {
    let Some(welding) = welding else { return };
    let Some(torch) = welding.state.torch() else { return };
    let task = &welding.task;
    let restless = restlessness(task, &welding.state);
    *due += (SPARKS.0 + (SPARKS.1 - SPARKS.0) * restless) * time.delta_secs();
    if *due < 1.0 {
        return;
    }
    let point = task.seam.point(torch.spot.along);
    let away = if torch.speed < 0.0 {
        point.tangent
    } else {
        -point.tangent
    };
    sparks.write(Sparks {
        at: task.seam.place(torch.spot) + point.normal * 0.01,
        towards: (away + point.normal * 0.4) * THROWN,
        count: *due as usize,
    });
    *due = due.fract();
}

/// How far the hand is from an even, fused bead on the seam, 0 to 1.
fn restlessness(task: &Task, state: &State) -> f32 {
    let Some(torch) = state.torch() else { return 0.0 };
    let current = state.amps(task) / task.amps;
    let slow = (torch.speed.abs() / task.pace(torch.spot.along) - 1.0).abs() * 0.5;
    let aside = torch.spot.offset.abs() / task.pool.width_mm;
    let wrong = (current - 1.0).abs() * 1.6;
    (slow.min(0.7) + aside + wrong).clamp(0.0, 1.0)
}

/// The arc is heard for as long as it burns, as it burns.
fn sing(welding: Option<Res<Welding>>, mut voices: MessageWriter<SetVoice>, mut sounding: Local<bool>) {
    let burning = welding
        .as_ref()
        .and_then(|welding| Some((welding, welding.state.torch()?)));
    if let Some((welding, torch)) = burning {
        let (task, state) = (&welding.task, &welding.state);
        let heard = audio::Welding {
            speed: torch.speed.abs() / task.pace(torch.spot.along),
            current: state.amps(task) / task.amps,
            stray: torch.spot.offset.abs() / task.pool.width_mm,
        };
        voices.write(SetVoice::to(Voice::Arc, heard.drive()));
    } else if *sounding {
        voices.write(SetVoice::end(Voice::Arc));
    }
    *sounding = burning.is_some();
}

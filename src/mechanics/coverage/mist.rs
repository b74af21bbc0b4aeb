//! The cone of the gun: soft puffs on their way from its tip to the surface, wider as they go; and what it sounds like.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, mesh::MeshTag, prelude::*};

use super::{play::Covering, tool};
use crate::{
    AppSystems,
    audio::{self, SetVoice, Voice},
    mechanics::play::BeginStep,
    stage::{
        Stage,
        eye::Eye,
        material::{Soft, soft_tag},
    },
};

/// A puff on its way: the share of the way by which it is ahead of the first.
#[derive(Component, Clone, Copy, Debug)]
struct Puff(f32);

/// How much of the cone is there, 0 to 1: it comes and goes softly.
#[derive(Resource, Default)]
struct Strength(f32);

const PUFFS: u8 = 10;
/// A puff's way from tip to surface, seconds.
const WAY_SECS: f32 = 0.32;
const FADES_SECS: f32 = 0.08;
/// How much of what is behind it a puff hides at the tip; it thins as it widens.
const DENSE: f32 = 0.34;
/// Diameters at the tip and at the surface, in widths of the band.
const WIDE: (f32, f32) = (0.12, 0.95);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Strength>().add_systems(
        Update,
        (fill.run_if(on_message::<BeginStep>), blow, sing)
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Each gun has its own puffs, which go with its diorama.
fn fill(
    mut commands: Commands,
    covering: Option<Res<Covering>>,
    stage: Res<Stage>,
    old: Query<Entity, With<Puff>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut softs: ResMut<Assets<Soft>>,
) {
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let (Some(covering), Some(root)) = (covering, stage.root()) else {
        return;
    };
    if covering.spec.dial().is_none() {
        return;
    }
    let (mesh, material) = (meshes.add(Rectangle::new(1.0, 1.0)), softs.add(Soft { adds: false }));
    for puff in 0..PUFFS {
        commands.spawn((
            ChildOf(root),
            Puff(f32::from(puff) / f32::from(PUFFS)),
            Mesh3d(mesh.clone()),
            MeshMaterial3d(material.clone()),
            MeshTag(0),
            NoFrustumCulling,
            NotShadowCaster,
            Transform::default(),
            Visibility::Hidden,
        ));
    }
}

fn blow(
    covering: Option<Res<Covering>>,
    mut puffs: Query<(&Puff, &mut Transform, &mut MeshTag, &mut Visibility), Without<Eye>>,
    eye: Single<&Transform, With<Eye>>,
    mut strength: ResMut<Strength>,
    time: Res<Time<Virtual>>,
) {
    let held = covering.as_ref().and_then(|covering| covering.state.tool());
    let goal = held.map_or(0.0, |held| held.flow.clamp(0.35, 1.0));
    strength.0 += (goal - strength.0) * (1.0 - (-time.delta_secs() / FADES_SECS).exp());
    let Some(covering) = covering else { return };
    let task = &covering.task;
    let tip = tool::tip(task, &covering.state);
    let width = task.width_at(covering.state.distance_mm()) / task.real_mm_per_m;
    let (red, green, blue) = covering.spec.colour;
    // Fine drops scatter the light: the mist is paler than the paint.
    let pale = |part: u8| 0.5 * f32::from(part) / 255.0 + 0.5;
    let now = (time.elapsed_secs_f64() % 1000.0) as f32 / WAY_SECS;
    for (puff, mut transform, mut tag, mut visibility) in &mut puffs {
        let seen = strength.0 > 0.02 && tip.is_some();
        visibility.set_if_neq(if seen {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        let (Some((at, normal)), Some(held), true) = (tip, held, seen) else {
            continue;
        };
        let way = (now + puff.0).fract();
        let target = task.place(held.area, held.uv);
        transform.translation = at.lerp(target, way) + normal * 0.01;
        transform.rotation = eye.rotation;
        transform.scale = Vec3::splat(width * (WIDE.0 + (WIDE.1 - WIDE.0) * way));
        let alpha = DENSE * strength.0 * (1.0 - 0.75 * way);
        let colour = Color::srgb(pale(red), pale(green), pale(blue)).with_alpha(alpha);
        tag.set_if_neq(MeshTag(soft_tag(colour)));
    }
}

/// The gun is heard for as long as it sprays; a sponge is heard as it rubs.
fn sing(covering: Option<Res<Covering>>, mut voices: MessageWriter<SetVoice>, mut sounding: Local<bool>) {
    let working = covering
        .as_ref()
        .and_then(|covering| Some((covering, covering.state.tool()?)));
    if let Some((covering, held)) = working {
        let heard = audio::Spraying {
            flow: held.flow,
            speed: held.speed / covering.task.pace_mm_s,
            nearness: if covering.task.distance_mm > 0.0 {
                covering.task.distance_mm / covering.state.distance_mm().max(1.0)
            } else {
                0.0
            },
        };
        voices.write(SetVoice::to(Voice::Spray, heard.drive()));
    } else if *sounding {
        voices.write(SetVoice::end(Voice::Spray));
    }
    *sounding = working.is_some();
}

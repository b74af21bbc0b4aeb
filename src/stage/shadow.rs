//! Soft contact shadows: a disc on whatever surface is under a thing that is held.

use bevy::{light::NotShadowCaster, mesh::MeshTag, prelude::*};

use super::{
    Curtain, Stage,
    material::{Soft, soft_tag},
    quality::Quality,
};
use crate::{AppSystems, mechanics::Anchors, theme::tokens};

/// Casts a contact shadow of this radius, metres.
#[derive(Component, Clone, Copy, Debug)]
pub struct CastsShadow {
    pub radius: f32,
    /// 0 (none) to 1.
    pub strength: f32,
}

#[derive(Component)]
struct ShadowOf(Entity);

/// What all shadows share.
#[derive(Resource)]
struct Ink {
    mesh: Handle<Mesh>,
    material: Handle<Soft>,
}

/// Above this height a shadow has faded, metres.
const FADES_AT: f32 = 1.6;
/// Over the surface, so that it never flickers against it, metres.
const ABOVE: f32 = 0.012;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, prepare)
        .add_systems(Update, (cast, fall, ground).chain().in_set(AppSystems::Feedback));
}

fn prepare(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut softs: ResMut<Assets<Soft>>) {
    let mesh = meshes.add(
        Rectangle::new(2.0, 2.0)
            .mesh()
            .build()
            .rotated_by(Quat::from_rotation_x(-core::f32::consts::FRAC_PI_2)),
    );
    commands.insert_resource(Ink {
        mesh,
        material: softs.add(Soft { adds: false }),
    });
}

fn cast(mut commands: Commands, casters: Query<Entity, Added<CastsShadow>>, ink: Res<Ink>) {
    for entity in &casters {
        commands.spawn((
            ShadowOf(entity),
            Mesh3d(ink.mesh.clone()),
            MeshMaterial3d(ink.material.clone()),
            MeshTag(0),
            NotShadowCaster,
            Transform::default(),
        ));
    }
}

fn fall(
    mut commands: Commands,
    mut shadows: Query<(Entity, &ShadowOf, &mut Transform, &mut MeshTag, &mut Visibility)>,
    casters: Query<(&CastsShadow, &Transform), Without<ShadowOf>>,
    stage: Res<Stage>,
    curtain: Res<Curtain>,
) {
    for (entity, of, mut transform, mut tag, mut visibility) in &mut shadows {
        let Ok((caster, above)) = casters.get(of.0) else {
            commands.entity(entity).despawn();
            continue;
        };
        // A shadow nobody sees is still blended, pixel by pixel.
        let seen = caster.strength > 0.01 && curtain.open;
        visibility.set_if_neq(if seen {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        let Some(ground) = stage
            .shown()
            .map(|shown| surface_under(&shown.anchors, above.translation))
        else {
            continue;
        };
        let height = (above.translation.y - ground).clamp(0.0, FADES_AT) / FADES_AT;
        // Higher means larger and fainter, as under a lamp.
        let radius = caster.radius * (1.0 + 0.5 * height);
        transform.translation = Vec3::new(above.translation.x, ground + ABOVE, above.translation.z);
        transform.scale = Vec3::splat(radius);
        let alpha = 0.75 * caster.strength * (1.0 - 0.65 * height);
        tag.set_if_neq(MeshTag(soft_tag(tokens::SHADOW.with_alpha(alpha))));
    }
}

/// A diorama floats: its own shadow lies far below it, wide and faint.
#[derive(Component)]
struct Ground;

/// How far below the diorama, and how much wider, as shares of its width.
const GROUND: (f32, f32) = (0.10, 0.72);

fn ground(
    mut commands: Commands,
    stage: Res<Stage>,
    known: Query<Entity, With<Ground>>,
    ink: Res<Ink>,
    quality: Res<Quality>,
    mut under: Local<Option<Entity>>,
) {
    let Some(shown) = stage.shown().filter(|shown| !shown.outline.is_empty()) else {
        return;
    };
    // A quarter of the screen blended: too much for a CPU renderer.
    if *under == Some(shown.root) || *quality == Quality::Low {
        return;
    }
    *under = Some(shown.root);
    for old in &known {
        commands.entity(old).despawn();
    }
    let low = shown.outline.iter().copied().reduce(Vec3::min).unwrap_or_default();
    let high = shown.outline.iter().copied().reduce(Vec3::max).unwrap_or_default();
    let (middle, size) = ((low + high) / 2.0, high - low);
    commands.spawn((
        Ground,
        ChildOf(shown.root),
        Mesh3d(ink.mesh.clone()),
        MeshMaterial3d(ink.material.clone()),
        MeshTag(soft_tag(tokens::SHADOW.with_alpha(0.85))),
        NotShadowCaster,
        Transform::from_xyz(middle.x, low.y - GROUND.0 * size.x, middle.z)
            .with_scale(Vec3::new(size.x, 1.0, size.z) * GROUND.1),
    ));
}

/// Height of the highest `surface.…` under a point; the floor is at 0. Metres.
fn surface_under(anchors: &Anchors, point: Vec3) -> f32 {
    anchors
        .with_prefix("surface.")
        .filter(|(_, surface)| {
            let away = (surface.rotation.inverse() * (point - surface.translation)).abs();
            away.x <= surface.scale.x.abs() && away.z <= surface.scale.z.abs()
        })
        .map(|(_, surface)| surface.translation.y)
        .filter(|height| *height <= point.y + ABOVE)
        .fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanics::Anchor;

    #[test]
    fn a_shadow_falls_on_the_highest_surface_below() {
        let surface = |y: f32, half: f32| Anchor {
            translation: Vec3::new(0.0, y, 0.0),
            rotation: Quat::IDENTITY,
            scale: Vec3::new(half, 1.0, half),
        };
        let anchors: Anchors = [
            ("surface.floor".to_owned(), surface(0.1, 5.0)),
            ("surface.bench".to_owned(), surface(0.9, 1.0)),
        ]
        .into_iter()
        .collect();
        assert_eq!(surface_under(&anchors, Vec3::new(0.5, 1.2, 0.0)), 0.9);
        assert_eq!(surface_under(&anchors, Vec3::new(0.5, 0.5, 0.0)), 0.1);
        assert_eq!(surface_under(&anchors, Vec3::new(2.0, 1.2, 0.0)), 0.1);
        assert_eq!(surface_under(&anchors, Vec3::new(9.0, 1.2, 0.0)), 0.0);
    }
}

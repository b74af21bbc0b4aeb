//! The piece on the stage: it turns as the rules say, wears the raking light, glows where something was found.

use bevy::{
    camera::{primitives::Aabb, visibility::RenderLayers},
    ecs::system::SystemParam,
    prelude::*,
};

use super::{
    lens,
    play::{Inspection, Looking},
    rules,
};
use crate::{
    AppSystems,
    mechanics::{
        Ray,
        play::{Live, NextGesture, Nudge},
    },
    stage::{Glow, Stage, material::Moving},
};

/// The pose the artist gave the node that turns.
#[derive(Component, Clone, Copy)]
struct Rest(Quat);

/// The lamp over the piece: a material of its own, so that nothing else on the stage changes its light.
#[derive(Resource)]
struct Lamp(Handle<Moving>);

/// A found target shines so much at first and afterwards.
const FOUND_GLOW: (f32, f32) = (1.0, 0.45);
/// A glow comes to its strength in this time, seconds.
const GLOW_SECS: f32 = 0.5;
/// A lamp that moved by less than this is where it was.
const LAMP_STEP: f32 = 2e-3;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            lay_out.run_if(resource_added::<Inspection>),
            follow,
            shine,
            light_finds,
            invite,
        )
            .chain()
            .in_set(AppSystems::Feedback)
            .run_if(resource_exists::<Inspection>),
    );
}

/// What the piece takes up on the stage.
#[derive(SystemParam)]
pub(super) struct Body<'w, 's> {
    children: Query<'w, 's, &'static Children>,
    bounds: Query<'w, 's, (&'static Aabb, &'static GlobalTransform)>,
}

impl Body<'_, '_> {
    /// Whether a finger is on the piece, as far as the boxes of its meshes tell.
    pub(super) fn is_under(&self, ray: Ray, piece: Entity) -> bool {
        /// A flat mesh has a box without any depth, metres.
        const THICKNESS: Vec3 = Vec3::splat(1e-4);
        let meshes = self.children.iter_descendants(piece).chain([piece]);
        let mut boxes = meshes.filter_map(|mesh| self.bounds.get(mesh).ok());
        boxes.any(|(aabb, transform)| {
            let mesh_from_stage = transform.affine().inverse();
            let origin = mesh_from_stage.transform_point3(ray.origin) - Vec3::from(aabb.center);
            let direction = mesh_from_stage.transform_vector3(ray.direction);
            let half = Vec3::from(aabb.half_extents) + THICKNESS;
            // Along the ray it is between the two faces of each pair for a while: for all pairs at once, if it meets the box.
            let (one, other) = ((half - origin) / direction, (-half - origin) / direction);
            let (enters, leaves) = (one.min(other).max_element(), one.max(other).min_element());
            enters <= leaves && leaves > 0.0
        })
    }
}

/// The step begins: what is not in play at this level stays out of sight.
fn lay_out(
    mut commands: Commands,
    inspection: Res<Inspection>,
    stage: Res<Stage>,
    pieces: Query<(&Transform, Option<&Rest>)>,
    mut visibility: Query<&mut Visibility>,
) {
    for (id, node) in stage.nodes("target.") {
        let plays = inspection.task.spots.iter().any(|spot| spot.id == id);
        if let Ok(mut shown) = visibility.get_mut(node) {
            shown.set_if_neq(if plays {
                Visibility::Inherited
            } else {
                Visibility::Hidden
            });
        }
        commands.entity(node).try_insert(Glow::default());
    }
    let Some(piece) = inspection.piece else { return };
    if let Ok((transform, known)) = pieces.get(piece) {
        // A piece that was turned before is not how the artist put it.
        let rest = known.map_or(transform.rotation, |rest| rest.0);
        commands.entity(piece).try_insert(Rest(rest));
    }
}

fn follow(inspection: Res<Inspection>, mut pieces: Query<(&Rest, &mut Transform)>) {
    let Some((rest, mut transform)) = inspection.piece.and_then(|piece| pieces.get_mut(piece).ok()) else {
        return;
    };
    let turned = inspection.state.turn(&inspection.task) * rest.0;
    // Written only when it turns: a still piece lets the renderer keep what it has.
    if transform.rotation != turned {
        transform.rotation = turned;
    }
}

/// Gives the piece's meshes the lamp's light, and the lens leave to see them.
fn shine(
    mut commands: Commands,
    inspection: Res<Inspection>,
    lamp: Option<Res<Lamp>>,
    children: Query<&Children>,
    worn: Query<&MeshMaterial3d<Moving>>,
    mut materials: ResMut<Assets<Moving>>,
) {
    let towards_light = inspection.state.lamp().extend(1.0);
    let handle = match lamp {
        Some(lamp) => lamp.0.clone(),
        None => {
            let handle = materials.add(Moving { towards_light });
            commands.insert_resource(Lamp(handle.clone()));
            handle
        }
    };
    let moved = |material: &Moving| material.towards_light.distance(towards_light) > LAMP_STEP;
    if materials.get(&handle).is_some_and(moved)
        && let Some(mut material) = materials.get_mut(&handle)
    {
        material.towards_light = towards_light;
    }
    let Some(piece) = inspection.piece else { return };
    // Meshes get their material as they appear: whoever still wears the common one is given the lamp's.
    for mesh in children.iter_descendants(piece).chain([piece]) {
        if worn.get(mesh).is_ok_and(|material| material.0 != handle) {
            let layers = RenderLayers::layer(0).with(lens::LAYER);
            commands
                .entity(mesh)
                .try_insert((MeshMaterial3d(handle.clone()), layers));
        }
    }
}

/// A found target lights up, then keeps a little of it.
fn light_finds(inspection: Res<Inspection>, stage: Res<Stage>, mut glows: Query<&mut Glow>, time: Res<Time<Virtual>>) {
    let near = 1.0 - (-time.delta_secs() / GLOW_SECS).exp();
    for target in inspection.task.targets() {
        let node = stage.node(&rules::node(&inspection.task.spots[target].id));
        let Some(mut glow) = node.and_then(|node| glows.get_mut(node).ok()) else {
            continue;
        };
        let next = match (inspection.state.is_known(target), glow.0) {
            (false, _) => 0.0,
            (true, dark) if dark < FOUND_GLOW.1 => FOUND_GLOW.0,
            (true, bright) => (bright + (FOUND_GLOW.1 - bright) * near).max(FOUND_GLOW.1),
        };
        glow.set_if_neq(Glow(next));
    }
}

/// What the ghost would do, and what it shows to somebody who hesitates.
fn invite(
    inspection: Res<Inspection>,
    live: Res<Live>,
    looking: Looking,
    mut next: ResMut<NextGesture>,
    mut nudge: ResMut<Nudge>,
) {
    let (task, state, view) = (&inspection.task, &inspection.state, looking.view());
    next.0 = rules::demonstrate(task, state, &view).filter(|_| live.is_running());
    nudge.0 = next.0.as_ref().and_then(|_| rules::nudge(task, state, &view));
}

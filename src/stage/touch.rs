//! What a finger can take on the stage: a picking backend that knows how big a fingertip is.
//!
//! Things are hit by their rectangle on the glass, grown to the size of a touch target: never smaller than 20 mm
//! however far the eye stands, and the nearest one wins where two overlap.

use bevy::{
    camera::primitives::Aabb,
    picking::{
        PickingSystems,
        backend::{HitData, PointerHits},
        pointer::{PointerId, PointerLocation},
    },
    prelude::*,
};

use super::{eye::Eye, loading};
use crate::{kiosk::display::Display, theme::tokens};

/// A node that can be taken in hand.
#[derive(Component, Clone, Copy, Debug, Default)]
pub struct Touchable;

/// Takes the touches that nothing else takes, wherever no panel covers the stage.
#[derive(Component, Clone, Copy, Debug, Default)]
#[require(Touchable)]
pub struct Anywhere;

/// Where it is on the glass, window pixels; empty when it is out of sight.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct OnGlass(pub Rect);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreUpdate, hit.in_set(PickingSystems::Backend))
        .add_systems(
            PostUpdate,
            project
                .after(TransformSystems::Propagate)
                .after(bevy::camera::CameraUpdateSystems),
        );
}

fn project(
    mut commands: Commands,
    eye: Single<(&Camera, &GlobalTransform), With<Eye>>,
    things: Query<(Entity, Option<&OnGlass>, Has<Anywhere>), With<Touchable>>,
    children: Query<&Children>,
    bounds: Query<(&Aabb, &GlobalTransform)>,
    display: Res<Display>,
    window: Single<&Window, With<bevy::window::PrimaryWindow>>,
) {
    let (camera, eye) = *eye;
    let px_per_unit = display.px_per_unit / window.resolution.scale_factor();
    let least = tokens::TARGET * px_per_unit;
    for (entity, known, anywhere) in &things {
        let mut rect = if anywhere {
            Rect::from_corners(Vec2::ZERO, display.whole * px_per_unit)
        } else {
            Rect::EMPTY
        };
        for corner in loading::corners(entity, &children, &bounds) {
            if let Ok(at) = camera.world_to_viewport(eye, corner) {
                rect = rect.union_point(at);
            }
        }
        if !rect.is_empty() {
            rect = Rect::from_center_size(rect.center(), rect.size().max(Vec2::splat(least)));
        }
        if known != Some(&OnGlass(rect)) {
            commands.entity(entity).try_insert(OnGlass(rect));
        }
    }
}

fn hit(
    pointers: Query<(&PointerId, &PointerLocation)>,
    eye: Single<Entity, With<Eye>>,
    things: Query<(Entity, &OnGlass, Has<Anywhere>), With<Touchable>>,
    mut hits: MessageWriter<PointerHits>,
) {
    for (pointer, location) in &pointers {
        let Some(location) = &location.location else { continue };
        let picks: Vec<_> = things
            .iter()
            .filter(|(_, on_glass, _)| on_glass.0.contains(location.position))
            // Depth is what decides between overlapping things: the one whose middle is nearest to the finger.
            .map(|(entity, on_glass, anywhere)| {
                let aside = on_glass.0.center().distance(location.position) / on_glass.0.half_size().length().max(1.0);
                let depth = if anywhere { f32::MAX } else { aside };
                (entity, HitData::new(*eye, depth, None, None))
            })
            .collect();
        if !picks.is_empty() {
            hits.write(PointerHits::new(*pointer, picks, 0.0));
        }
    }
}

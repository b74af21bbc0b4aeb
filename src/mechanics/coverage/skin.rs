//! The surfaces as they are seen: dull, then wet and shining where the coat is; they stay so in debrief and finale.

use bevy::prelude::*;

use super::{
    coat::Cell,
    film::Film,
    play::{Coats, Covering, Paint},
};
use crate::{
    AppSystems,
    stage::{
        Stage,
        material::{Baked, Coated, Moving},
    },
};

/// The mesh of a surface that shows a coat.
#[derive(Component)]
struct Skin {
    id: String,
    drawn: Film,
    image: Handle<Image>,
    paint: Paint,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (dress, draw).chain().in_set(AppSystems::Feedback));
}

/// The coat of a surface now: of the step under way, or else as the visit left it.
fn coat_of<'a>(
    id: &str,
    kit: Option<&str>,
    covering: Option<&'a Covering>,
    coats: &'a Coats,
) -> Option<(usize, &'a [Cell], Paint)> {
    if let Some(covering) = covering
        && let Some(index) = covering.task.areas.iter().position(|area| area.id == id)
    {
        let across = covering.task.areas[index].grid.across;
        return Some((across, &covering.state.coats()[index].cells, covering.paint()));
    }
    let is_it = |coat: &&super::play::Finished| coat.id == id && Some(coat.kit.as_str()) == kit;
    let coat = coats.0.iter().rev().find(is_it)?;
    Some((coat.across, &coat.cells, coat.paint))
}

/// Gives the meshes of covered surfaces a material that shows the coat, as soon as they are there.
fn dress(
    mut commands: Commands,
    stage: Res<Stage>,
    covering: Option<Res<Covering>>,
    coats: Res<Coats>,
    children: Query<&Children>,
    meshes: Query<Option<&Skin>, Or<(With<MeshMaterial3d<Moving>>, With<MeshMaterial3d<Baked>>, With<Skin>)>>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<Coated>>,
) {
    if covering.is_none() && coats.0.is_empty() {
        return;
    }
    let kit = stage.shown().map(|shown| shown.kit.as_str());
    // The nodes of its grid are named after the surface, too: `cover.<id>.00`.
    for (id, node) in stage.nodes("cover.").filter(|(id, _)| !id.contains('.')) {
        let Some((across, cells, paint)) = coat_of(id, kit, covering.as_deref(), &coats) else {
            continue;
        };
        for mesh in children.iter_descendants(node).chain([node]) {
            let Ok(skin) = meshes.get(mesh) else { continue };
            if skin.is_some_and(|skin| skin.drawn.fits(across, cells.len()) && skin.paint == paint) {
                continue;
            }
            let drawn = Film::bare(across, cells.len());
            let image = images.add(drawn.image());
            let material = materials.add(coated(&stage, image.clone(), paint));
            commands
                .entity(mesh)
                .remove::<(MeshMaterial3d<Moving>, MeshMaterial3d<Baked>)>()
                .try_insert((
                    MeshMaterial3d(material),
                    Skin {
                        id: id.to_owned(),
                        drawn,
                        image,
                        paint,
                    },
                ));
        }
    }
}

fn coated(stage: &Stage, coat: Handle<Image>, paint: Paint) -> Coated {
    let (red, green, blue) = paint.colour;
    Coated {
        coat,
        towards_light: light(stage, paint),
        paint: (Vec3::new(f32::from(red), f32::from(green), f32::from(blue)) / 255.0).extend(paint.hides),
    }
}

/// Direction towards the key light; 1 as its fourth number for what is dry.
fn light(stage: &Stage, paint: Paint) -> Vec4 {
    stage.towards_light().extend(if paint.dry { 1.0 } else { 0.0 })
}

fn draw(
    stage: Res<Stage>,
    covering: Option<Res<Covering>>,
    coats: Res<Coats>,
    mut skins: Query<(&mut Skin, &MeshMaterial3d<Coated>)>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<Coated>>,
) {
    let kit = stage.shown().map(|shown| shown.kit.as_str());
    for (mut skin, material) in &mut skins {
        let now = coat_of(&skin.id, kit, covering.as_deref(), &coats);
        let skin = skin.bypass_change_detection();
        let changed = match now {
            Some((across, cells, paint)) if skin.drawn.fits(across, cells.len()) => {
                skin.drawn.follow(cells, paint.coat_um, paint.run_um)
            }
            _ => false,
        };
        if !changed {
            continue;
        }
        if let Some(mut image) = images.get_mut(&skin.image) {
            skin.drawn.write(&mut image);
        }
        // A picture that changed is another texture: the material has to look for it again.
        if let Some(mut material) = materials.get_mut(&material.0) {
            material.towards_light = light(&stage, skin.paint);
        }
    }
}

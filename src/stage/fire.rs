//! What burns shines: discs that add their light to the picture, all of one mesh and one material.

use bevy::prelude::*;

use super::material::Soft;

/// What all discs of light share; a disc's colour is its mesh tag ([`super::material::soft_tag`]).
#[derive(Resource)]
pub struct Fire {
    /// A square of side 1.
    pub mesh: Handle<Mesh>,
    pub material: Handle<Soft>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, prepare);
}

fn prepare(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut softs: ResMut<Assets<Soft>>) {
    commands.insert_resource(Fire {
        mesh: meshes.add(Rectangle::new(1.0, 1.0)),
        material: softs.add(Soft { adds: true }),
    });
}

//! The bead as it is seen: a mesh that grows under the arc, glows, cools to metal and shows its faults.
//!
//! All its vertices exist from the beginning; in each frame only those are written whose point of the seam has changed.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, prelude::*};

use super::{drawing::Drawing, exhibit::Exhibit, play::Welding};
use crate::{
    AppSystems,
    mechanics::play::{BeginStep, ExhibitStep},
    stage::{Stage, material::Molten},
};

/// A bead on the stage; it stays when its step is done.
#[derive(Component)]
struct Cord {
    step: usize,
    /// As it was last drawn.
    drawn: Drawing,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            lay.run_if(on_message::<BeginStep>),
            lay_again.run_if(on_message::<ExhibitStep>),
            grow.run_if(resource_exists::<Welding>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// An empty bead for a step that begins; those of the same step and of later ones go.
fn lay(
    mut begins: MessageReader<BeginStep>,
    mut commands: Commands,
    welding: Option<Res<Welding>>,
    stage: Res<Stage>,
    cords: Query<(Entity, &Cord)>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Molten>>,
) {
    let Some(begin) = begins.read().last() else { return };
    for (entity, _) in cords.iter().filter(|(_, cord)| cord.step >= begin.step) {
        commands.entity(entity).despawn();
    }
    let (Some(welding), Some(root)) = (welding, stage.root()) else {
        return;
    };
    let seam = &welding.task.seam;
    let cord = Cord {
        step: begin.step,
        drawn: Drawing::bare(seam),
    };
    let towards_light = stage.towards_light().extend(0.0);
    let material = materials.add(Molten { towards_light });
    let mesh = meshes.add(cord.drawn.mesh(seam));
    commands.spawn((ChildOf(root), body(cord, mesh, material)));
}

/// The beads of the exhibited diorama, as the visit left them: a diorama that was put away lost those it carried.
fn lay_again(
    mut commands: Commands,
    exhibit: Option<Res<Exhibit>>,
    stage: Res<Stage>,
    cords: Query<Entity, With<Cord>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Molten>>,
) {
    for entity in &cords {
        commands.entity(entity).despawn();
    }
    let (Some(exhibit), Some(root)) = (exhibit, stage.root()) else {
        return;
    };
    let towards_light = stage.towards_light().extend(0.0);
    for weld in &exhibit.welds {
        let cord = Cord {
            step: weld.step,
            drawn: Drawing::of(&weld.seam, &weld.pool, weld.tolerance, &weld.bead),
        };
        let mesh = cord.drawn.mesh(&weld.seam);
        let material = materials.add(Molten { towards_light });
        commands.spawn((ChildOf(root), body(cord, meshes.add(mesh), material)));
    }
}

fn body(cord: Cord, mesh: Handle<Mesh>, material: Handle<Molten>) -> impl Bundle {
    (
        cord,
        Mesh3d(mesh),
        MeshMaterial3d(material),
        NoFrustumCulling,
        NotShadowCaster,
        Transform::default(),
    )
}

fn grow(welding: Res<Welding>, mut cords: Query<(&mut Cord, &Mesh3d)>, mut meshes: ResMut<Assets<Mesh>>) {
    let Some((mut cord, mesh)) = cords.iter_mut().find(|(cord, _)| cord.step == welding.step()) else {
        return;
    };
    let (task, bead) = (&welding.task, welding.state.bead());
    // A mesh that is only looked at is not sent to the renderer again.
    let Some(changed) = cord.drawn.follow(&task.seam, &task.pool, task.tolerance, bead) else {
        return;
    };
    if let Some(mut mesh) = meshes.get_mut(&mesh.0) {
        cord.drawn.write(&mut mesh, &task.seam, changed);
    }
}

//! The visitor's own bead, looked at when all is done: no torch, nothing to touch, the eye near.

use bevy::prelude::*;

use super::play::{Touches, Weld, Welding, Welds};
use crate::{
    AppSystems,
    kit::Library,
    mechanics::play::{BeginStep, ExhibitStep},
    stage::{eye::Focus, touch::Touchable},
    visitor::VisitEnded,
};

/// The beads of the diorama that is looked at.
#[derive(Resource, Clone, Debug)]
pub(super) struct Exhibit {
    /// All that were laid in this diorama, in the order of their steps.
    pub(super) welds: Vec<Weld>,
    /// Index of the one whose step is exhibited.
    pub(super) judged: usize,
}

impl Exhibit {
    pub(super) fn judged(&self) -> &Weld {
        &self.welds[self.judged]
    }
}

/// The eye takes in the bead and this much around it, widths of the trade's bead: beside it and above.
const AROUND: (f32, f32) = (3.0, 1.5);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            end.run_if(on_message::<BeginStep>.or_eager(on_message::<VisitEnded>)),
            begin,
        )
            .chain()
            .in_set(AppSystems::Rules),
    )
    .add_systems(
        Update,
        forget.in_set(AppSystems::Rules).run_if(on_message::<VisitEnded>),
    );
}

fn end(mut commands: Commands) {
    commands.remove_resource::<Exhibit>();
}

/// A visit that is over leaves no bead behind.
fn forget(mut welds: ResMut<Welds>) {
    welds.0.clear();
}

fn begin(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    library: Res<Library>,
    welds: Res<Welds>,
    touched: Query<Entity, With<Touches>>,
    mut focus: ResMut<Focus>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    commands.remove_resource::<Welding>();
    commands.remove_resource::<Exhibit>();
    for entity in &touched {
        commands.entity(entity).remove::<(Touches, Touchable)>();
    }
    let (Some(kit), Some(step)) = (library.kit(&exhibit.kit), exhibit.step) else {
        return;
    };
    let diorama = |step: usize| kit.steps().get(step).map(|step| &step.diorama);
    let is_here = |weld: &&Weld| weld.kit == exhibit.kit && diorama(weld.step) == diorama(step);
    let welds: Vec<Weld> = welds.0.iter().filter(is_here).cloned().collect();
    // A step that was never finished is shown as the artist made it.
    let Some(judged) = welds.iter().position(|weld| weld.step == step) else {
        return;
    };
    focus.set_if_neq(Focus(surroundings(&welds[judged])));
    commands.insert_resource(Exhibit { welds, judged });
}

/// Outermost points of what the eye takes in with a bead, metres.
fn surroundings(weld: &Weld) -> Vec<Vec3> {
    let width = weld.pool.width_mm / weld.seam.mm_per_m();
    let points = weld.seam.points().iter();
    points
        .flat_map(|point| {
            let (side, up) = (point.side() * width * AROUND.0, point.normal * width * AROUND.1);
            [point.at + side, point.at - side, point.at + up]
        })
        .collect()
}

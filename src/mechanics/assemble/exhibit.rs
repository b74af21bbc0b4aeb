//! The finished work, looked at: every part in its place, what was in the way put away.

use bevy::prelude::*;

use super::play::{self, Item};
use crate::{
    AppSystems,
    kit::Library,
    mechanics::{self, play::ExhibitStep},
    stage::Stage,
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, exhibit.in_set(AppSystems::Rules));
}

fn exhibit(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    items: Query<Entity, With<Item>>,
    mut nodes: Query<(&mut Transform, &mut Visibility, Has<Item>)>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    play::leave(&mut commands, &items);
    let kit = library.kit(&exhibit.kit);
    let Some((kit, step)) = kit.and_then(|kit| Some((kit, kit.steps().get(exhibit.step?)?))) else {
        return;
    };
    let mechanics::Spec::Assemble(spec) = &step.mechanic else {
        return;
    };
    let anchors = kit.anchors(step);
    for (name, node) in stage.nodes("part.") {
        let Ok((mut transform, mut visibility, is_known)) = nodes.get_mut(node) else {
            continue;
        };
        let part = spec.parts.iter().position(|part| part.id == name);
        let placed = stage.node(&format!("placed.{name}"));
        // Where the artist put it is remembered for whoever plays it again.
        if let (Some(index), false) = (part, is_known) {
            let rest = *transform;
            commands.entity(node).try_insert(Item { index, rest, placed });
        }
        if let Some(socket) = anchors.get(&format!("socket.{name}")).filter(|_| part.is_some()) {
            transform.translation = socket.translation;
        }
        // A part that is worn or mounted has another look there; a decoy has no place.
        visibility.set_if_neq(if part.is_some() && placed.is_none() {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
        if let (Some(placed), true) = (placed, part.is_some())
            && let Ok((_, mut visibility, _)) = nodes.get_mut(placed)
        {
            visibility.set_if_neq(Visibility::Inherited);
        }
    }
}

//! The finished work, looked at: the load where it was set down, the hook drawn up above it, nothing to touch.

use bevy::prelude::*;

use super::{
    Does,
    crane::{Kind, Part},
    play::{self, Touches},
    rules::Task,
};
use crate::{
    AppSystems,
    kit::Library,
    mechanics::{self, Level, play::ExhibitStep},
    stage::{Glow, Stage, shadow::CastsShadow},
};

/// The hook hangs so far above what it has set down, metres.
const ABOVE: f32 = 0.35;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, exhibit.in_set(AppSystems::Rules));
}

fn exhibit(
    mut exhibits: MessageReader<ExhibitStep>,
    mut commands: Commands,
    library: Res<Library>,
    stage: Res<Stage>,
    touched: Query<Entity, With<Touches>>,
    mut nodes: Query<(&mut Transform, Option<&Part>)>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    play::leave(&mut commands, &touched);
    let kit = library.kit(&exhibit.kit);
    let Some((kit, step)) = kit.and_then(|kit| Some((kit, kit.steps().get(exhibit.step?)?))) else {
        return;
    };
    let mechanics::Spec::Steer(spec) = &step.mechanic else {
        return;
    };
    let anchors = kit.anchors(step);
    let Some(task) = Task::new(spec, Level::Discovery, anchors) else {
        return;
    };
    let place = |does: Does| {
        let target = task.targets.iter().rfind(|target| target.does == does);
        target.map(|target| task.plane.place(target.at))
    };
    let load_rest = anchors.get("load").map_or(Vec3::ZERO, |load| load.translation);
    let Some(set) = place(Does::Set) else { return };
    let from = place(Does::Take).unwrap_or(load_rest);
    let along = task.plane.along * (set - load_rest).dot(task.plane.along);
    let up = Vec3::Y * ABOVE;
    let moves: [(&str, Kind, &dyn Fn(Transform) -> Transform); 4] = [
        ("trolley", Kind::Trolley, &|rest| {
            rest.with_translation(rest.translation + along)
        }),
        ("load", Kind::Load, &|rest| rest.with_translation(set + up)),
        ("cargo", Kind::Cargo, &|rest| {
            rest.with_translation(rest.translation - from + set)
        }),
        ("cable", Kind::Cable, &|rest| {
            let was = (rest.translation.y - load_rest.y).max(0.01);
            let length = rest.translation.y - (set + up).y;
            Transform {
                translation: rest.translation + along,
                scale: rest.scale * Vec3::new(1.0, length / was, 1.0),
                ..rest
            }
        }),
    ];
    for (name, kind, pose) in moves {
        let Some(node) = stage.node(name) else { continue };
        let Ok((mut transform, known)) = nodes.get_mut(node) else {
            continue;
        };
        let rest = known.map_or(*transform, |part| part.rest);
        *transform = pose(rest);
        commands
            .entity(node)
            .try_insert((Part { kind, rest }, Glow::default()))
            .remove::<CastsShadow>();
    }
}

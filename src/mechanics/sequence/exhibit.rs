//! The finished work, looked at: every act done, everything that follows from it there.

use bevy::prelude::*;

use super::{
    consequences::{self, Follows},
    play,
    things::{self, Thing, seen},
};
use crate::{
    AppSystems,
    kit::Library,
    mechanics::{self, Anchors, play::ExhibitStep},
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
    mut sets: ParamSet<(
        things::Shop,
        Query<(&mut Transform, &mut Visibility, Option<&Thing>, Option<&Follows>)>,
    )>,
) {
    let Some(exhibit) = exhibits.read().last() else { return };
    play::leave(&mut commands, &sets.p0());
    let kit = library.kit(&exhibit.kit);
    let Some((kit, step)) = kit.and_then(|kit| Some((kit, kit.steps().get(exhibit.step?)?))) else {
        return;
    };
    let mechanics::Spec::Sequence(spec) = &step.mechanic else {
        return;
    };
    let anchors = kit.anchors(step);
    let ids: Vec<String> = spec.acts.iter().map(|act| act.id.clone()).collect();
    let mut nodes = sets.p1();
    for (name, node) in stage.nodes("act.") {
        let act = ids.iter().position(|id| id == name);
        let done = stage.node(&format!("done.{name}"));
        let Ok((mut transform, mut visibility, known, _)) = nodes.get_mut(node) else {
            continue;
        };
        // Where the artist put it is remembered for whoever plays it again.
        if let (Some(index), None) = (act, known) {
            let rest = *transform;
            commands.entity(node).try_insert(Thing { index, rest, done });
        }
        if let Some(did) = anchors.get(&format!("did.{name}")).filter(|_| act.is_some()) {
            (transform.translation, transform.rotation) = (did.translation, did.rotation);
        }
        // What was never right here is out of the way.
        visibility.set_if_neq(seen(act.is_some() && done.is_none()));
        if let (Some(done), true) = (done, act.is_some())
            && let Ok((_, mut visibility, ..)) = nodes.get_mut(done)
        {
            visibility.set_if_neq(Visibility::Inherited);
        }
    }
    for (act, node, how) in consequences::changed(&stage, &ids, |name| moved(anchors, name)) {
        let Ok((mut transform, mut visibility, _, known)) = nodes.get_mut(node) else {
            continue;
        };
        let rest = known.map_or(*transform, |follows| follows.rest);
        let (pose, shown) = consequences::end(how, rest);
        *transform = pose;
        visibility.set_if_neq(seen(shown));
        commands.entity(node).try_insert(Follows::finished(act, how, rest));
    }
}

/// Where the empty `moved.<name>` stands.
fn moved(anchors: &Anchors, name: &str) -> Option<Transform> {
    let goal = anchors.get(&format!("moved.{name}"))?;
    Some(Transform {
        translation: goal.translation,
        rotation: goal.rotation,
        scale: Vec3::ONE,
    })
}

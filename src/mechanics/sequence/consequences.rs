//! What follows from an act: things that appear, go, or move elsewhere once it is done.

use bevy::prelude::*;

use super::{
    play::Routine,
    things::{overshoot, seen},
};
use crate::{
    AppSystems,
    mechanics::play::BeginStep,
    stage::{Glow, Stage},
};

/// A node that an act changes.
#[derive(Component)]
pub(super) struct Follows {
    /// Index of the act.
    pub(super) act: usize,
    pub(super) how: How,
    /// The pose the artist gave it.
    pub(super) rest: Transform,
    /// Seconds since the act was done; `None` before.
    since: Option<f32>,
}

/// How a node is changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum How {
    Appears,
    Goes,
    /// To another pose.
    Moves(Transform),
}

/// It comes this long after its act, and takes this long to come, to go, to move; seconds.
const WAITS_SECS: f32 = 0.25;
const COMES_SECS: f32 = 0.5;
const GOES_SECS: f32 = 0.25;
const MOVES_SECS: f32 = 1.1;
/// On its way it rises by this share of the way.
const ARCH: f32 = 0.10;
/// The light of what appears fades in so long, seconds.
const SHINE_SECS: f32 = 1.2;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            set_out.run_if(on_message::<BeginStep>),
            follow.run_if(resource_exists::<Routine>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Nodes that an act of `ids` changes: the act, the node, how. A name goes `result.<id>` or `result.<id>.<anything>`.
pub(super) fn changed<'a>(
    stage: &'a Stage,
    ids: &'a [String],
    goal: impl Fn(&str) -> Option<Transform> + 'a,
) -> Vec<(usize, Entity, How)> {
    let act = |name: &str| {
        let id = name.split('.').next()?;
        ids.iter().position(|known| known == id)
    };
    let mut found = Vec::new();
    for (prefix, how) in [("result.", How::Appears), ("gone.", How::Goes)] {
        found.extend(
            stage
                .nodes(prefix)
                .filter_map(|(name, node)| Some((act(name)?, node, how))),
        );
    }
    for (name, node) in stage.nodes("moves.") {
        found.extend(
            act(name)
                .zip(goal(name))
                .map(|(act, goal)| (act, node, How::Moves(goal))),
        );
    }
    found
}

/// The step that begins has everything as it is before.
fn set_out(
    mut commands: Commands,
    routine: Option<Res<Routine>>,
    stage: Res<Stage>,
    nodes: Query<(&Transform, Option<&Follows>)>,
) {
    let Some(routine) = routine else { return };
    let ids: Vec<String> = routine.spec.acts.iter().map(|act| act.id.clone()).collect();
    for (act, node, how) in changed(&stage, &ids, |name| moved(&stage, &nodes, name)) {
        let Ok((transform, known)) = nodes.get(node) else {
            continue;
        };
        let rest = known.map_or(*transform, |follows| follows.rest);
        let follows = Follows {
            act,
            how,
            rest,
            since: None,
        };
        commands
            .entity(node)
            .try_insert((follows, rest, seen(how != How::Appears), Glow::default()));
    }
}

/// Where the empty `moved.<name>` stands.
fn moved(stage: &Stage, nodes: &Query<(&Transform, Option<&Follows>)>, name: &str) -> Option<Transform> {
    let (goal, _) = nodes.get(stage.node(&format!("moved.{name}"))?).ok()?;
    Some(*goal)
}

fn follow(
    routine: Res<Routine>,
    mut nodes: Query<(&mut Follows, &mut Transform, &mut Visibility, &mut Glow)>,
    time: Res<Time<Virtual>>,
) {
    for (mut follows, mut transform, mut visibility, mut glow) in &mut nodes {
        let done = follows.act < routine.task.acts && routine.state.did(follows.act);
        if !done && follows.since.is_none() {
            continue;
        }
        let since = follows.since.unwrap_or(-WAITS_SECS) + time.delta_secs();
        follows.since = Some(since);
        let (next, shown) = pose(&follows, since);
        if *transform != next {
            *transform = next;
        }
        visibility.set_if_neq(seen(shown));
        if follows.how == How::Appears {
            glow.set_if_neq(Glow(if since < 0.0 {
                0.0
            } else {
                (1.0 - since / SHINE_SECS).max(0.0)
            }));
        }
    }
}

/// How a node stands so many seconds after its moment came, and whether it is seen.
fn pose(follows: &Follows, since: f32) -> (Transform, bool) {
    let rest = follows.rest;
    match follows.how {
        How::Appears => {
            let along = (since / COMES_SECS).clamp(0.0, 1.0);
            (rest.with_scale(rest.scale * overshoot(along)), since >= 0.0)
        }
        How::Goes => {
            let left = 1.0 - (since / GOES_SECS).clamp(0.0, 1.0);
            (rest.with_scale(rest.scale * left.max(0.01)), left > 0.0)
        }
        How::Moves(goal) => {
            let along = (since / MOVES_SECS).clamp(0.0, 1.0);
            let eased = along * along * (3.0 - 2.0 * along);
            let lift = rest.translation.distance(goal.translation) * ARCH * 4.0 * eased * (1.0 - eased);
            let next = Transform {
                translation: rest.translation.lerp(goal.translation, eased) + Vec3::Y * lift,
                rotation: rest.rotation.slerp(goal.rotation, eased),
                scale: rest.scale,
            };
            (next, true)
        }
    }
}

/// How it stands for good once its act is done, and whether it is seen.
pub(super) fn end(how: How, rest: Transform) -> (Transform, bool) {
    let follows = Follows {
        act: 0,
        how,
        rest,
        since: None,
    };
    let (pose, shown) = pose(&follows, f32::MAX);
    (if shown { pose } else { rest }, shown)
}

impl Follows {
    /// Exhibited: its act is done.
    pub(super) fn finished(act: usize, how: How, rest: Transform) -> Self {
        Self {
            act,
            how,
            rest,
            since: Some(f32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_ends_where_it_goes_and_what_goes_is_gone() {
        let rest = Transform::from_xyz(1.0, 0.0, 0.0);
        let goal = Transform::from_xyz(0.0, 2.0, 0.0);
        assert_eq!(end(How::Moves(goal), rest), (goal, true));
        assert_eq!(end(How::Appears, rest), (rest, true));
        assert_eq!(end(How::Goes, rest), (rest, false));
    }
}

//! What the hand acts upon: it follows the rules, invites, shakes its head, and looks done once it is.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Hand, demonstrate,
    play::Routine,
    rules::{SPRING_SECS, Task},
};
use crate::{
    AppSystems,
    mechanics::{
        STEP_SECS,
        play::{Live, NextGesture},
    },
    stage::{Glow, Stage, shadow::CastsShadow, touch::Touchable},
};

/// A thing of the task: its index, the pose the artist gave its node, and how it looks once done.
#[derive(Component)]
pub(super) struct Thing {
    pub(super) index: usize,
    pub(super) rest: Transform,
    pub(super) done: Option<Entity>,
}

/// How a thing is shown, following the rules with a little inertia.
#[derive(Component, Default)]
struct Feel {
    /// Seconds since it was done; `None` before.
    done_secs: Option<f32>,
}

/// A thing that is too early shakes its head so far (radians), so fast (radians a second), for so long (seconds).
const SHAKES: (f32, f32, f32) = (0.11, 38.0, 0.55);
/// What strains under a finger leans and trembles by this much, radians.
const STRAINS: f32 = 0.05;
/// The light of a success fades in so long, the pop of another look takes so long, seconds.
const SHINE_SECS: f32 = 0.7;
const POP_SECS: f32 = 0.45;
const SHADOW_RADIUS: f32 = 0.2;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (follow, put_down, invite, looks)
            .chain()
            .in_set(AppSystems::Feedback)
            .run_if(resource_exists::<Routine>),
    );
}

/// The nodes that things are.
#[derive(SystemParam)]
pub(super) struct Shop<'w, 's> {
    nodes: Query<'w, 's, (&'static Transform, Option<&'static Thing>)>,
    things: Query<'w, 's, Entity, With<Thing>>,
    visibility: Query<'w, 's, &'static mut Visibility>,
}

impl Shop<'_, '_> {
    /// Everything as it is before: what plays at this level stands where the artist put it, the rest is out of sight.
    pub(super) fn set_out(&mut self, commands: &mut Commands, stage: &Stage, task: &Task) {
        for (name, node) in stage.nodes("act.") {
            let plays = task.things.iter().any(|thing| thing.id == name);
            self.show(node, plays);
        }
        for (_, node) in stage.nodes("done.") {
            self.show(node, false);
        }
        self.let_alone(commands);
        for (index, thing) in task.things.iter().enumerate() {
            let node = stage.node(&format!("act.{}", thing.id));
            let Some((node, (transform, known))) = node.and_then(|node| Some((node, self.nodes.get(node).ok()?)))
            else {
                continue;
            };
            // A node that was played before is not where the artist put it.
            let rest = known.map_or(*transform, |thing| thing.rest);
            let done = stage.node(&format!("done.{}", thing.id));
            commands.entity(node).try_insert((
                Thing { index, rest, done },
                Feel::default(),
                Glow::default(),
                Touchable,
                rest,
            ));
            if thing.hand == Hand::Slide {
                commands.entity(node).try_insert(CastsShadow {
                    radius: SHADOW_RADIUS,
                    strength: 0.0,
                });
            }
        }
    }

    /// Nothing is to be touched any more.
    pub(super) fn let_alone(&self, commands: &mut Commands) {
        for thing in &self.things {
            commands
                .entity(thing)
                .remove::<(Touchable, CastsShadow)>()
                .try_insert(Glow::default());
        }
    }

    fn show(&mut self, node: Entity, shown: bool) {
        if let Ok(mut visibility) = self.visibility.get_mut(node) {
            visibility.set_if_neq(seen(shown));
        }
    }
}

pub(super) fn seen(shown: bool) -> Visibility {
    if shown {
        Visibility::Inherited
    } else {
        Visibility::Hidden
    }
}

/// Moves the nodes to where the rules say their things are.
fn follow(
    routine: Res<Routine>,
    mut things: Query<(
        &Thing,
        &mut Feel,
        &mut Transform,
        &mut Visibility,
        Option<&mut CastsShadow>,
    )>,
    time: Res<Time<Virtual>>,
) {
    let now = (time.elapsed_secs_f64() % 1000.0) as f32;
    for (thing, mut feel, mut transform, mut visibility, shadow) in &mut things {
        let index = thing.index;
        if index >= routine.task.things.len() {
            continue;
        }
        let (state, done) = (&routine.state, routine.state.did(index));
        feel.done_secs = done.then(|| feel.done_secs.unwrap_or(0.0) + time.delta_secs());
        let pose = state.pose(&routine.task, index);
        let held = state.held() == Some(index);
        let strain = if held { state.strain() } else { 0.0 };
        let shake = routine.shook.filter(|(shaken, _)| *shaken == index);
        let turn = Quat::from_rotation_y(shake.map_or(0.0, |(_, ticks)| shaken(ticks as f32 * STEP_SECS)))
            * Quat::from_rotation_z(STRAINS * strain * (now * SHAKES.1).sin());
        let next = Transform {
            translation: pose.translation,
            rotation: turn * pose.rotation,
            scale: thing.rest.scale,
        };
        if *transform != next {
            *transform = next;
        }
        // It has come all the way before it takes on its other look.
        visibility.set_if_neq(seen(!(done && thing.done.is_some() && state.share(index) >= 1.0)));
        if let Some(mut shadow) = shadow {
            shadow.strength = if held { state.share(index).min(0.2) * 5.0 } else { 0.0 };
        }
    }
}

/// How far a head that says no is turned after so many seconds, radians.
fn shaken(secs: f32) -> f32 {
    let (far, fast, long) = SHAKES;
    far * (fast * secs).sin() * (1.0 - secs / long).max(0.0)
}

/// What is done is not in the way of what is left to touch.
fn put_down(mut commands: Commands, routine: Res<Routine>, things: Query<(Entity, &Thing), With<Touchable>>) {
    for (entity, thing) in &things {
        if thing.index < routine.task.things.len() && routine.state.did(thing.index) {
            commands.entity(entity).remove::<Touchable>();
        }
    }
}

/// What may be done now is lit and breathes, where the level lights it; elsewhere all that can be touched is, faintly.
fn invite(
    routine: Res<Routine>,
    live: Res<Live>,
    mut things: Query<(&Thing, &Feel, &mut Glow)>,
    time: Res<Time<Virtual>>,
    mut next: ResMut<NextGesture>,
) {
    let Routine { task, state, .. } = &*routine;
    next.0 = demonstrate::demonstrate(task, state).filter(|_| live.is_running());
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    for (thing, feel, mut glow) in &mut things {
        let index = thing.index;
        if index >= task.things.len() {
            continue;
        }
        let strength = match feel.done_secs {
            Some(secs) => 0.9 * (1.0 - secs / SHINE_SECS).max(0.0),
            None if state.held() == Some(index) => 0.55,
            None if state.held().is_some() => 0.0,
            None if task.lit && state.may(task, index) => 0.14 + 0.40 * wave,
            None if task.lit => 0.0,
            None => 0.05 + 0.14 * wave,
        };
        glow.set_if_neq(Glow(strength));
    }
}

/// Another look pops up once its thing has come all the way.
fn looks(
    routine: Res<Routine>,
    things: Query<(&Thing, &Feel)>,
    mut looks: Query<(&mut Visibility, &mut Transform), Without<Thing>>,
) {
    for (thing, feel) in &things {
        let Some((mut visibility, mut transform)) = thing.done.and_then(|done| looks.get_mut(done).ok()) else {
            continue;
        };
        let done = thing.index < routine.task.things.len() && routine.state.did(thing.index);
        let there = done && routine.state.share(thing.index) >= 1.0;
        visibility.set_if_neq(seen(there));
        if there {
            let since = feel.done_secs.unwrap_or(POP_SECS) - SPRING_SECS;
            let scale = Vec3::splat(overshoot((since / POP_SECS).clamp(0.0, 1.0)));
            if transform.scale != scale {
                transform.scale = scale;
            }
        }
    }
}

/// From 0.82 past 1 and back: something that settles.
pub(super) fn overshoot(along: f32) -> f32 {
    1.0 - 0.18 * (1.0 - along).powi(2) * (along * 9.0).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_says_no_comes_to_rest() {
        assert_eq!((shaken(0.0), shaken(SHAKES.2), shaken(60.0)), (0.0, 0.0, 0.0));
        assert!((0..33).any(|frame| shaken(frame as f32 / 60.0) < -0.05));
    }
}

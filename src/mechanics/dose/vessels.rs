//! What the hand pours with, and what rises: nodes follow the rules with a little inertia of their own, invite, and shake
//! their heads.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Pouring,
    demonstrate::demonstrate,
    play::Dosing,
    rules::{Act, Pose, Task},
};
use crate::{
    AppSystems,
    mechanics::{
        Anchor, STEP_SECS,
        play::{Live, NextGesture},
    },
    stage::{Glow, Stage, touch::Touchable},
};

/// A vessel: its index in the task, the pose the artist gave it, and what lies in it.
#[derive(Component)]
pub(super) struct Vessel {
    pub(super) index: usize,
    rest: Transform,
}

/// What lies in a vessel: its vessel's index, and its own pose when that is full.
#[derive(Component)]
struct Load {
    vessel: usize,
    rest: Transform,
}

/// What rises in a receiver: its index in the task, its pose when that is empty, and when it is full.
#[derive(Component)]
pub(super) struct Fill {
    pub(super) receiver: usize,
    pub(super) rest: Transform,
    pub(super) full: Transform,
}

/// A vessel comes and goes with these time constants, seconds.
const COMES_SECS: f32 = 0.09;
const GOES_SECS: f32 = 0.22;
/// Taken in hand it leans by this share before anything flows.
const LEANS: f32 = 0.35;
/// A ladle on its way rises by this share of the way.
const ARCH: f32 = 0.22;
/// A vessel that is poured from is seen empty once so many doses are gone.
const EMPTIED: f32 = 1.25;
/// What resists shakes its head so far (radians), so fast (radians a second), for so long (seconds).
const SHAKES: (f32, f32, f32) = (0.10, 38.0, 0.5);
/// What rises trembles by this much while something falls into it, metres.
const TREMBLES: f32 = 0.0016;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (follow, load, rise, invite)
            .chain()
            .in_set(AppSystems::Feedback)
            .run_if(resource_exists::<Dosing>),
    );
}

/// The nodes of a step.
#[derive(SystemParam)]
pub(super) struct Shop<'w, 's> {
    nodes: Query<
        'w,
        's,
        (
            &'static Transform,
            Option<&'static Vessel>,
            Option<&'static Load>,
            Option<&'static Fill>,
        ),
    >,
    vessels: Query<'w, 's, Entity, With<Vessel>>,
}

impl Shop<'_, '_> {
    /// Everything as it is before: vessels full where they stand, receivers as they are found.
    pub(super) fn set_out(&mut self, commands: &mut Commands, stage: &Stage, task: &Task) {
        for (index, vessel) in task.vessels.iter().enumerate() {
            if let Some((node, rest)) = self.pose(stage, &format!("pour.{}", vessel.id)) {
                commands
                    .entity(node)
                    .try_insert((Vessel { index, rest }, Glow::default(), Touchable, rest));
            }
            if let Some((node, rest)) = self.pose(stage, &format!("load.{}", vessel.id)) {
                commands.entity(node).try_insert((Load { vessel: index, rest }, rest));
            }
        }
        for (receiver, told) in task.receivers.iter().enumerate() {
            self.fill(commands, stage, (receiver, &told.id), 0.0);
        }
    }

    /// What rises in a receiver, that full (0 to 1).
    pub(super) fn fill(&mut self, commands: &mut Commands, stage: &Stage, (receiver, id): (usize, &str), share: f32) {
        let full = stage.shown().and_then(|shown| shown.anchors.get(&format!("full.{id}")));
        let (Some((node, rest)), Some(full)) = (self.pose(stage, &format!("fill.{id}")), full) else {
            return;
        };
        let full = filled(rest, full);
        let fill = Fill { receiver, rest, full };
        let pose = fill.pose(share);
        commands.entity(node).try_insert((fill, pose));
    }

    /// A node and the pose the artist gave it: one that was played before is not there any more.
    fn pose(&self, stage: &Stage, name: &str) -> Option<(Entity, Transform)> {
        let node = stage.node(name)?;
        let (now, vessel, load, fill) = self.nodes.get(node).ok()?;
        let known = vessel
            .map(|vessel| vessel.rest)
            .or(load.map(|load| load.rest))
            .or(fill.map(|fill| fill.rest));
        Some((node, known.unwrap_or(*now)))
    }

    /// Nothing is to be touched any more.
    pub(super) fn let_alone(&self, commands: &mut Commands) {
        for vessel in &self.vessels {
            commands
                .entity(vessel)
                .remove::<Touchable>()
                .try_insert(Glow::default());
        }
    }

    /// Every vessel stands where it belongs.
    pub(super) fn put_back(&self, commands: &mut Commands) {
        for vessel in &self.vessels {
            if let Ok((_, Some(known), ..)) = self.nodes.get(vessel) {
                commands.entity(vessel).try_insert(known.rest);
            }
        }
    }
}

fn filled(rest: Transform, full: &Anchor) -> Transform {
    Transform {
        translation: full.translation,
        rotation: rest.rotation,
        scale: rest.scale * full.scale,
    }
}

impl Fill {
    /// That full, 0 to 1.
    pub(super) fn pose(&self, share: f32) -> Transform {
        Transform {
            translation: self.rest.translation.lerp(self.full.translation, share),
            rotation: self.rest.rotation,
            scale: self.rest.scale.lerp(self.full.scale, share),
        }
    }
}

/// How full a receiver is, 0 to 1 of what its instrument shows.
pub(super) fn share(range: (f32, f32), reading: f32) -> f32 {
    ((reading - range.0) / (range.1 - range.0)).clamp(0.0, 1.0)
}

/// Where the rules want a vessel.
fn goal(dosing: &Dosing, index: usize) -> Pose {
    let (task, state) = (&dosing.task, &dosing.state);
    let vessel = &task.vessels[index];
    let (home, over, tilt, dip) = (vessel.home, vessel.over, vessel.tilt, vessel.dip);
    let is_next = state.dose().is_some_and(|dose| task.doses[dose].from == index);
    let pours = |share: f32| Pose {
        translation: over.translation.lerp(tilt.translation, share),
        rotation: over.rotation.slerp(tilt.rotation, share),
    };
    match state.act(task, index) {
        Act::Tilts(share) => pours((LEANS * share.max(0.3)).max(share.min(state.flow()))),
        Act::Dips => dip,
        Act::Carries(along) => {
            let eased = along * along * (3.0 - 2.0 * along);
            let lift = dip.translation.distance(over.translation) * ARCH * 4.0 * eased * (1.0 - eased);
            Pose {
                translation: dip.translation.lerp(over.translation, eased) + Vec3::Y * lift,
                rotation: dip.rotation.slerp(over.rotation, eased),
            }
        }
        Act::Empties => pours(state.flow()),
        // What still flows or drips keeps it there.
        Act::Stands if is_next && state.is_pouring() && vessel.hand != Pouring::Tap => pours(state.flow().max(0.2)),
        Act::Stands => home,
    }
}

/// Moves the vessels to where the rules say they are.
fn follow(dosing: Res<Dosing>, mut vessels: Query<(&Vessel, &mut Transform)>, time: Res<Time<Virtual>>) {
    for (vessel, mut transform) in &mut vessels {
        if vessel.index >= dosing.task.vessels.len() {
            continue;
        }
        let goal = goal(&dosing, vessel.index);
        let stands = dosing.state.act(&dosing.task, vessel.index) == Act::Stands;
        let secs = if stands { GOES_SECS } else { COMES_SECS };
        let share = 1.0 - (-time.delta_secs() / secs).exp();
        let shook = dosing.shook.filter(|(shaken, _)| *shaken == vessel.index);
        let shake = shook.map_or(0.0, |(_, ticks)| shaken(ticks as f32 * STEP_SECS));
        let turned = Quat::from_rotation_y(shake) * goal.rotation;
        let next = Transform {
            translation: transform.translation.lerp(goal.translation, share),
            rotation: transform.rotation.slerp(turned, share),
            scale: vessel.rest.scale,
        };
        // Written only when it moves: what stands still costs the renderer nothing.
        if transform.translation.distance(next.translation) > 1e-4
            || transform.rotation.angle_between(next.rotation) > 1e-3
        {
            *transform = next;
        }
    }
}

/// How far a head that says no is turned after so many seconds, radians.
fn shaken(secs: f32) -> f32 {
    let (far, fast, long) = SHAKES;
    far * (fast * secs).sin() * (1.0 - secs / long).max(0.0)
}

/// What lies in a vessel grows in a ladle, and goes down in what is poured from.
fn load(dosing: Res<Dosing>, mut loads: Query<(&Load, &mut Transform, &mut Visibility)>) {
    let (task, state) = (&dosing.task, &dosing.state);
    for (load, mut transform, mut visibility) in &mut loads {
        let Some(vessel) = task.vessels.get(load.vessel) else {
            continue;
        };
        let last = task.doses.iter().rposition(|dose| dose.from == load.vessel);
        let dose = state.dose().filter(|&dose| task.doses[dose].from == load.vessel);
        let left = match (vessel.hand, dose, last) {
            (Pouring::Tap, Some(dose), _) => (state.load() / task.doses[dose].target).min(1.3),
            (Pouring::Tap, None, _) | (_, None, None) => 0.0,
            (_, Some(dose), _) => 1.0 - state.poured(dose) / (EMPTIED * task.doses[dose].target),
            (_, None, Some(last)) => {
                let gone = if state.dose().is_none_or(|dose| dose > last) {
                    state.poured(last)
                } else {
                    0.0
                };
                1.0 - gone / (EMPTIED * task.doses[last].target)
            }
        };
        let seen = if left > 0.02 {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        };
        visibility.set_if_neq(seen);
        // A heap in a ladle grows all round, a column in glass goes down.
        let scale = match vessel.hand {
            Pouring::Tap => Vec3::splat(left.max(0.02).cbrt()),
            Pouring::Hold | Pouring::Tilt => Vec3::new(1.0, left.max(0.02), 1.0),
        };
        let scale = load.rest.scale * scale;
        if transform.scale.distance(scale) > 1e-3 {
            transform.scale = scale;
        }
    }
}

fn rise(dosing: Res<Dosing>, mut fills: Query<(&Fill, &mut Transform)>, time: Res<Time<Virtual>>) {
    let (task, state) = (&dosing.task, &dosing.state);
    let now = (time.elapsed_secs_f64() % 1000.0) as f32;
    let into = state.dose().map(|dose| task.vessel(dose).into);
    for (fill, mut transform) in &mut fills {
        let Some(receiver) = task.receivers.get(fill.receiver) else {
            continue;
        };
        let share = share(receiver.range, state.reading(task, fill.receiver));
        let mut pose = fill.pose(share);
        if into == Some(fill.receiver) {
            pose.translation.y += TREMBLES * state.flow() * (now * 31.0).sin();
        }
        if *transform != pose {
            *transform = pose;
        }
    }
}

/// What is to be taken now invites; what is waited for rests.
fn invite(
    dosing: Res<Dosing>,
    live: Res<Live>,
    mut vessels: Query<(&Vessel, &mut Glow)>,
    time: Res<Time<Virtual>>,
    mut next: ResMut<NextGesture>,
) {
    let Dosing { task, state, .. } = &*dosing;
    next.0 = demonstrate(task, state).filter(|_| live.is_running());
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    let wanted = state.dose().filter(|_| state.waits(task).is_none());
    let wanted = wanted.map(|dose| task.doses[dose].from);
    for (vessel, mut glow) in &mut vessels {
        let strength = if state.held() == Some(vessel.index) {
            0.35
        } else if wanted == Some(vessel.index) && !state.is_pouring() && live.is_running() {
            0.12 + 0.34 * wave
        } else {
            0.0
        };
        glow.set_if_neq(Glow(strength));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_says_no_comes_to_rest() {
        assert_eq!((shaken(0.0), shaken(SHAKES.2), shaken(60.0)), (0.0, 0.0, 0.0));
        assert!((0..30).any(|frame| shaken(frame as f32 / 60.0) < -0.05));
    }

    #[test]
    fn what_rises_goes_from_its_pose_to_the_full_one() {
        let rest = Transform::from_xyz(0.0, 1.0, 0.0);
        let full = Transform::from_xyz(0.0, 2.0, 0.0).with_scale(Vec3::new(1.2, 4.0, 1.2));
        let fill = Fill {
            receiver: 0,
            rest,
            full,
        };
        assert_eq!((fill.pose(0.0), fill.pose(1.0)), (rest, full));
        assert_eq!(share((10.0, 30.0), 20.0), 0.5);
        assert_eq!(share((10.0, 30.0), 90.0), 1.0);
    }
}

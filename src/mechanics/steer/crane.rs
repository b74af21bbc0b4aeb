//! The crane moves as the rules say: the trolley along its rail, the cable, the load that hangs from it, the levers.

use bevy::prelude::*;

use super::{
    Does,
    play::Driving,
    rules::{Lever, State, Task},
};
use crate::{
    AppSystems,
    mechanics::{
        Anchors,
        play::{BeginStep, Live},
    },
    stage::{Glow, Stage, shadow::CastsShadow},
};

/// A part of the crane and the pose the artist gave it.
#[derive(Component, Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) rest: Transform,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Trolley,
    Cable,
    Load,
    Cargo,
    Lever(Lever),
    Stop,
}

/// A lever turns about a point this far below its grip, metres, and so far at its end, radians.
const ARM: f32 = 0.26;
const LEANS: f32 = 0.5;
/// The button gives way by this much, metres, and comes back with this time constant, seconds.
const GIVES_WAY: f32 = 0.025;
const SHADOW_RADIUS: f32 = 0.34;
/// The load shakes when it is set down, metres, and so often a second.
const SHAKES: (f32, f32) = (0.012, 22.0);

const NODES: [(&str, Kind); 7] = [
    ("trolley", Kind::Trolley),
    ("cable", Kind::Cable),
    ("load", Kind::Load),
    ("cargo", Kind::Cargo),
    ("lever.trolley", Kind::Lever(Lever::Trolley)),
    ("lever.hoist", Kind::Lever(Lever::Hoist)),
    ("stop", Kind::Stop),
];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            take_up.run_if(on_message::<BeginStep>),
            (follow, glow).run_if(resource_exists::<Driving>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Remembers the artist's poses before anything is moved.
fn take_up(
    mut commands: Commands,
    stage: Res<Stage>,
    driving: Option<Res<Driving>>,
    nodes: Query<(&Transform, Option<&Part>)>,
) {
    if driving.is_none() {
        return;
    }
    for (name, kind) in NODES {
        let Some(node) = stage.node(name) else { continue };
        let Ok((transform, known)) = nodes.get(node) else {
            continue;
        };
        // A node that was played before is not where the artist put it.
        let rest = known.map_or(*transform, |part| part.rest);
        let mut node = commands.entity(node);
        node.try_insert((Part { kind, rest }, Glow::default(), rest));
        if kind == Kind::Load {
            node.try_insert(CastsShadow {
                radius: SHADOW_RADIUS,
                strength: 1.0,
            });
        }
    }
}

/// Where each part is.
pub(super) struct Poses<'a> {
    pub(super) task: &'a Task,
    pub(super) state: &'a State,
    pub(super) anchors: &'a Anchors,
}

impl Poses<'_> {
    /// The way the cable hangs, on the stage.
    fn hangs(&self) -> Quat {
        let angle = self.state.motion().angle;
        let way = self.task.plane.along * angle.sin() - Vec3::Y * angle.cos();
        Quat::from_rotation_arc(Vec3::NEG_Y, way)
    }

    /// How far the trolley is from where the artist put it.
    fn moved(&self) -> Vec3 {
        let plane = &self.task.plane;
        let rest = self.anchors.get("load").map(|load| plane.project(load.translation).x);
        plane.along * (self.state.motion().x - rest.unwrap_or(0.0)) / plane.scale
    }

    fn load(&self, rest: Transform) -> Transform {
        Transform {
            translation: self.state.load(self.task),
            rotation: self.hangs() * rest.rotation,
            ..rest
        }
    }

    /// From the rail's height to the load, however the artist drew it.
    fn cable(&self, rest: Transform) -> Transform {
        let (load, drawn) = (self.state.load(self.task), self.anchors.get("load"));
        let top = rest.translation + self.moved();
        let was = drawn
            .map_or(1.0, |load| rest.translation.y - load.translation.y)
            .max(0.01);
        let way = load - top;
        Transform {
            translation: top,
            rotation: Quat::from_rotation_arc(Vec3::NEG_Y, way.normalize_or(Vec3::NEG_Y)) * rest.rotation,
            scale: rest.scale * Vec3::new(1.0, way.length() / was, 1.0),
        }
    }

    /// On the hook, or where it stands.
    fn cargo(&self, rest: Transform, load: Transform) -> Transform {
        let goals = &self.task.targets;
        let takes = goals.iter().find(|goal| goal.does == Does::Take);
        let from = takes.map_or_else(
            || self.anchors.get("load").map_or(Vec3::ZERO, |load| load.translation),
            |goal| self.task.plane.place(goal.at),
        );
        let below = rest.translation - from;
        let set = goals[..self.state.next().min(goals.len())]
            .iter()
            .rfind(|goal| goal.does == Does::Set);
        let translation = if self.state.carries() {
            load.translation + self.hangs() * below
        } else {
            set.map_or(rest.translation, |goal| self.task.plane.place(goal.at) + below)
        };
        let rotation = if self.state.carries() {
            self.hangs() * rest.rotation
        } else {
            rest.rotation
        };
        Transform {
            translation,
            rotation,
            ..rest
        }
    }

    fn lever(&self, lever: Lever, rest: Transform) -> Transform {
        let lean = self.state.lever(lever) * LEANS;
        // Its own way on the glass: to the side, or up and away.
        let turn = match lever {
            Lever::Trolley => Quat::from_axis_angle(self.task.plane.normal(), -lean),
            Lever::Hoist => Quat::from_axis_angle(self.task.plane.along, lean),
        };
        let foot = rest.translation - Vec3::Y * ARM;
        Transform {
            translation: foot + turn * (Vec3::Y * ARM),
            rotation: turn * rest.rotation,
            ..rest
        }
    }

    pub(super) fn of(&self, part: &Part, load: Transform, pressed: f32) -> Transform {
        let rest = part.rest;
        match part.kind {
            Kind::Trolley => Transform {
                translation: rest.translation + self.moved(),
                ..rest
            },
            Kind::Cable => self.cable(rest),
            Kind::Load => self.load(rest),
            Kind::Cargo => self.cargo(rest, self.load(load)),
            Kind::Lever(lever) => self.lever(lever, rest),
            Kind::Stop => Transform {
                translation: rest.translation - rest.rotation * Vec3::Y * GIVES_WAY * pressed,
                ..rest
            },
        }
    }
}

fn follow(
    driving: Res<Driving>,
    stage: Res<Stage>,
    mut parts: Query<(&Part, &mut Transform)>,
    time: Res<Time<Virtual>>,
) {
    let Some(shown) = stage.shown() else { return };
    let poses = Poses {
        task: &driving.task,
        state: &driving.state,
        anchors: &shown.anchors,
    };
    let load = parts.iter().find(|(part, _)| part.kind == Kind::Load);
    let load = load.map_or(Transform::IDENTITY, |(part, _)| part.rest);
    let pressed = f32::from(u8::from(driving.state.is_guarded(&driving.task)));
    let now = (time.elapsed_secs_f64() % 1000.0) as f32;
    let shake = Vec3::Y * SHAKES.0 * driving.shaken * (now * SHAKES.1 * std::f32::consts::TAU).sin();
    for (part, mut transform) in &mut parts {
        let mut next = poses.of(part, load, pressed);
        if part.kind == Kind::Load || part.kind == Kind::Cargo && driving.state.carries() {
            next.translation += shake;
        }
        if *transform != next {
            *transform = next;
        }
    }
}

/// What must be touched invites: both levers, until one was taken; then each glows in the hand.
fn glow(driving: Res<Driving>, live: Res<Live>, mut parts: Query<(&Part, &mut Glow)>, time: Res<Time<Virtual>>) {
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    let (task, state) = (&driving.task, &driving.state);
    let invites = live.is_running() && !state.is_held() && !state.is_done() && !state.is_guarded(task);
    for (part, mut glow) in &mut parts {
        let strength = match part.kind {
            Kind::Lever(lever) if state.is_on(lever) => 0.55,
            Kind::Lever(_) if invites => 0.10 + 0.30 * wave,
            Kind::Load if state.is_on_load() => 0.35,
            Kind::Load if invites && !state.is_begun() => 0.06 + 0.14 * wave,
            Kind::Stop if state.is_in_danger(task) => 0.4 + 0.5 * wave,
            _ => 0.0,
        };
        glow.set_if_neq(Glow(strength));
    }
}

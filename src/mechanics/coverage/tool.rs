//! The gun or the sponge follows the hand over the surface, the dial turns under it; what is to be touched next glows.

use bevy::prelude::*;

use super::{
    play::Covering,
    rules::{State, Task},
};
use crate::{
    AppSystems,
    mechanics::play::{BeginStep, ExhibitStep, Live},
    stage::{Glow, Stage, eye::Eye},
};

/// The tool: the pose the artist gave it.
#[derive(Component)]
struct Tool {
    rest: Transform,
}

/// The dial: the pose the artist gave its node, which is that of the middle of its range.
#[derive(Component)]
struct Knob {
    rest: Transform,
}

/// Carried idle it floats so much higher, metres.
const FLOATS: f32 = 0.06;
/// A tool that touches is held this far from the surface, metres: its own thickness is the artist's. A point touches.
const TOUCHES: f32 = 0.012;
const POINTS: f32 = 0.002;
/// The tool leans away from the eye: the band it lays is then seen.
const MAKES_WAY: f32 = 0.42;
/// It comes to where it belongs with these time constants, seconds: in the hand, and back to its rest.
const COMES_SECS: (f32, f32) = (0.05, 0.25);
/// How fast a knob turns to its click, 1/s.
const KNOB_PER_SEC: f32 = 22.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            take_up.run_if(on_message::<BeginStep>),
            put_away.run_if(on_message::<ExhibitStep>),
            (follow, turn, glow).run_if(resource_exists::<Covering>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Remembers the artist's poses before anything is moved.
fn take_up(
    mut commands: Commands,
    stage: Res<Stage>,
    covering: Option<Res<Covering>>,
    nodes: Query<(&Transform, Option<&Tool>, Option<&Knob>)>,
    mut visibility: Query<&mut Visibility>,
) {
    let Some(covering) = covering else { return };
    let pose = |name: &str| {
        let node = stage.node(name)?;
        let (transform, tool, knob) = nodes.get(node).ok()?;
        // A node that was played before is not where the artist put it.
        let known = tool.map(|tool| tool.rest).or(knob.map(|knob| knob.rest));
        Some((node, known.unwrap_or(*transform)))
    };
    if let Some((node, rest)) = pose("tool") {
        commands.entity(node).try_insert((Tool { rest }, Glow::default()));
        if let Ok(mut shown) = visibility.get_mut(node) {
            shown.set_if_neq(Visibility::Inherited);
        }
    }
    if let Some(dial) = covering.spec.dial()
        && let Some((node, rest)) = pose(&format!("dial.{}", dial.id))
    {
        let turned = covering.task.dial.as_ref().map_or(0.0, |dial| dial.turn_at(dial.start));
        let at_start = Transform {
            rotation: rest.rotation * Quat::from_rotation_y(-turned),
            ..rest
        };
        commands
            .entity(node)
            .try_insert((Knob { rest }, Glow::default(), at_start));
    }
}

/// Before what is looked at no tool lies, and nothing invites.
fn put_away(
    stage: Res<Stage>,
    mut visibility: Query<&mut Visibility>,
    mut glows: Query<&mut Glow, Or<(With<Tool>, With<Knob>)>>,
    tools: Query<(), With<Tool>>,
) {
    for mut glow in &mut glows {
        glow.set_if_neq(Glow::default());
    }
    if let Some(tool) = stage.node("tool").filter(|tool| tools.contains(*tool))
        && let Ok(mut shown) = visibility.get_mut(tool)
    {
        shown.set_if_neq(Visibility::Hidden);
    }
}

/// Where the tool's tip is and which way the surface looks there; `None` at rest.
pub(super) fn tip(task: &Task, state: &State) -> Option<(Vec3, Vec3)> {
    let is_line = task.areas.iter().all(|area| area.passes.count == 1);
    let off = if task.distance_mm > 0.0 {
        state.distance_mm() / task.real_mm_per_m
    } else if is_line {
        POINTS
    } else {
        TOUCHES
    };
    let (area, uv, off) = match state.tool() {
        Some(tool) => (tool.area, tool.uv, off),
        None => {
            let (area, uv) = state.carried(task)?;
            (area, uv, off + FLOATS)
        }
    };
    let normal = task.areas[area].patch.normal(uv);
    Some((task.place(area, uv) + normal * off, normal))
}

fn follow(
    covering: Res<Covering>,
    tool: Option<Single<(&Tool, &mut Transform)>>,
    eye: Single<&GlobalTransform, With<Eye>>,
    time: Res<Time<Virtual>>,
) {
    let Some(tool) = tool else { return };
    let (tool, mut transform) = tool.into_inner();
    let (goal, comes) = match tip(&covering.task, &covering.state) {
        Some((at, normal)) => {
            let away = (eye.translation() - at).reject_from(normal).normalize_or_zero();
            let hand = normal - away * MAKES_WAY;
            let up = tool.rest.rotation * Vec3::Y;
            let rotation = Quat::from_rotation_arc(up, hand.normalize_or(Vec3::Y)) * tool.rest.rotation;
            let goal = Transform {
                translation: at,
                rotation,
                ..tool.rest
            };
            (goal, COMES_SECS.0)
        }
        None => (tool.rest, COMES_SECS.1),
    };
    let share = 1.0 - (-time.delta_secs() / comes).exp();
    let next = Transform {
        translation: transform.translation.lerp(goal.translation, share),
        rotation: transform.rotation.slerp(goal.rotation, share),
        scale: goal.scale,
    };
    // Written only when it moves: what stands still costs the renderer nothing.
    if transform.translation.distance(next.translation) > 1e-4 || transform.rotation.angle_between(next.rotation) > 1e-3
    {
        *transform = next;
    }
}

fn turn(covering: Res<Covering>, mut knobs: Query<(&Knob, &mut Transform)>, time: Res<Time<Virtual>>) {
    let Some(dial) = &covering.task.dial else { return };
    for (knob, mut transform) in &mut knobs {
        let turned = Quat::from_rotation_y(-dial.turn_at(covering.state.distance_mm()));
        let goal = knob.rest.rotation * turned;
        if transform.rotation.angle_between(goal) > 1e-3 {
            let share = 1.0 - (-KNOB_PER_SEC * time.delta_secs()).exp();
            transform.rotation = transform.rotation.slerp(goal, share);
        }
    }
}

/// What must be touched invites: first the dial, until something is touched, then the tool.
fn glow(
    covering: Res<Covering>,
    live: Res<Live>,
    mut tools: Query<&mut Glow, (With<Tool>, Without<Knob>)>,
    mut knobs: Query<&mut Glow, (With<Knob>, Without<Tool>)>,
    time: Res<Time<Virtual>>,
) {
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    let invites = if live.is_running() { 0.10 + 0.30 * wave } else { 0.0 };
    let state = &covering.state;
    let free = !state.is_held() && !state.is_done();
    let dial_first = covering.task.dial.is_some() && !state.is_begun();
    for mut glow in &mut knobs {
        glow.set_if_neq(Glow(match (state.holds_dial(), dial_first && free) {
            (true, _) => 0.55,
            (false, true) => invites,
            (false, false) => 0.0,
        }));
    }
    for mut glow in &mut tools {
        glow.set_if_neq(Glow(if free && !dial_first { invites } else { 0.0 }));
    }
}

//! The torch follows the hand over the seam, the dials turn under it; what is to be touched next glows.

use bevy::prelude::*;

use super::{
    exhibit::Exhibit,
    play::Welding,
    rules::{State, Task},
};
use crate::{
    AppSystems,
    mechanics::play::{BeginStep, ExhibitStep, Live},
    stage::{Glow, Stage, eye::Eye},
};

/// The torch: the pose the artist gave it, and how it leans now.
#[derive(Component)]
struct Torch {
    rest: Transform,
    /// Direction of travel, −1 to 1.
    travel: f32,
}

/// A dial of the task: its index and the pose the artist gave its node, which is that of the middle of its range.
#[derive(Component)]
struct Knob {
    index: usize,
    rest: Transform,
}

/// From the wire's tip to the seam, real millimetres; carried dark it floats higher.
const ARC_MM: f32 = 4.0;
const FLOATS_MM: f32 = 25.0;
/// The hand pulls: the torch leans towards where it goes, and the pool behind it stays in view. Radians, at the trade's
/// pace.
const LEANS: f32 = 0.28;
/// The torch leans away from the eye: the hand is then seen above the pool and hides neither it nor the seam ahead.
/// Radians.
const MAKES_WAY: f32 = 0.5;
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
            (follow, turn, glow).run_if(resource_exists::<Welding>),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    );
}

/// Remembers the artist's poses before anything is moved.
fn take_up(
    mut commands: Commands,
    stage: Res<Stage>,
    welding: Option<Res<Welding>>,
    nodes: Query<(&Transform, Option<&Torch>, Option<&Knob>)>,
    mut visibility: Query<&mut Visibility>,
) {
    let Some(welding) = welding else { return };
    let pose = |name: &str| {
        let node = stage.node(name)?;
        let (transform, torch, knob) = nodes.get(node).ok()?;
        // A node that was played before is not where the artist put it.
        let known = torch.map(|torch| torch.rest).or(knob.map(|knob| knob.rest));
        Some((node, known.unwrap_or(*transform)))
    };
    if let Some((node, rest)) = pose("torch") {
        commands
            .entity(node)
            .try_insert((Torch { rest, travel: 0.0 }, Glow::default()));
        if let Ok(mut shown) = visibility.get_mut(node) {
            shown.set_if_neq(Visibility::Inherited);
        }
    }
    for (index, dial) in welding.task.dials.iter().enumerate() {
        if let Some((node, rest)) = pose(&format!("dial.{}", dial.id)) {
            let turned = rest.rotation * Quat::from_rotation_y(-dial.turn_at(dial.start));
            let at_start = Transform {
                rotation: turned,
                ..rest
            };
            commands
                .entity(node)
                .try_insert((Knob { index, rest }, Glow::default(), at_start));
        }
    }
}

/// Before a bead that is looked at no torch lies, and nothing invites.
fn put_away(
    exhibit: Option<Res<Exhibit>>,
    stage: Res<Stage>,
    mut visibility: Query<&mut Visibility>,
    mut glows: Query<&mut Glow, Or<(With<Torch>, With<Knob>)>>,
) {
    for mut glow in &mut glows {
        glow.set_if_neq(Glow::default());
    }
    if let (Some(_), Some(torch)) = (exhibit, stage.node("torch"))
        && let Ok(mut shown) = visibility.get_mut(torch)
    {
        shown.set_if_neq(Visibility::Hidden);
    }
}

/// Where the wire's tip is and how high above the seam (real millimetres); `None` at rest.
fn tip(task: &Task, state: &State) -> Option<(Vec3, Vec3, Vec3)> {
    let above = |mm: f32| mm / task.seam.mm_per_m();
    if let Some(torch) = state.torch() {
        let point = task.seam.point(torch.spot.along);
        let at = task.seam.place(torch.spot) + point.normal * above(ARC_MM);
        return Some((at, point.normal, point.tangent));
    }
    let at = state.carried(task)?;
    let nearest = task.seam.points().iter();
    let point = nearest.min_by(|a, b| a.at.distance(at).total_cmp(&b.at.distance(at)))?;
    Some((at + point.normal * above(FLOATS_MM), point.normal, point.tangent))
}

fn follow(
    welding: Res<Welding>,
    torch: Option<Single<(&mut Torch, &mut Transform)>>,
    eye: Single<&GlobalTransform, With<Eye>>,
    time: Res<Time<Virtual>>,
) {
    let Some(torch) = torch else { return };
    let (mut torch, mut transform) = torch.into_inner();
    let (task, state) = (&welding.task, &welding.state);
    let secs = time.delta_secs();
    let (goal, comes) = match tip(task, state) {
        Some((at, normal, tangent)) => {
            let speed = state.torch().map_or(0.0, |torch| torch.speed);
            let travel = (speed / task.pool.pace_mm_s).clamp(-1.0, 1.0);
            torch.travel += (travel - torch.travel) * (1.0 - (-3.0 * secs).exp());
            let hand = normal + tangent * LEANS * torch.travel - make_way(normal, eye.translation() - at);
            let up = torch.rest.rotation * Vec3::Y;
            let rotation = Quat::from_rotation_arc(up, hand.normalize_or(Vec3::Y)) * torch.rest.rotation;
            let goal = Transform {
                translation: at,
                rotation,
                ..torch.rest
            };
            (goal, COMES_SECS.0)
        }
        None => (torch.rest, COMES_SECS.1),
    };
    let share = 1.0 - (-secs / comes).exp();
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

/// How far the torch leans away from an eye in this direction.
fn make_way(normal: Vec3, towards_eye: Vec3) -> Vec3 {
    towards_eye.reject_from(normal).normalize_or_zero() * MAKES_WAY
}

fn turn(welding: Res<Welding>, mut knobs: Query<(&Knob, &mut Transform)>, time: Res<Time<Virtual>>) {
    for (knob, mut transform) in &mut knobs {
        let Some(dial) = welding.task.dials.get(knob.index) else {
            continue;
        };
        let turned = Quat::from_rotation_y(-dial.turn_at(welding.state.dial(knob.index)));
        let goal = knob.rest.rotation * turned;
        if transform.rotation.angle_between(goal) > 1e-3 {
            let share = 1.0 - (-KNOB_PER_SEC * time.delta_secs()).exp();
            transform.rotation = transform.rotation.slerp(goal, share);
        }
    }
}

/// What must be touched invites: first the dials, until one is turned or the arc is lit, then the torch.
fn glow(
    welding: Res<Welding>,
    live: Res<Live>,
    mut torches: Query<&mut Glow, (With<Torch>, Without<Knob>)>,
    mut knobs: Query<(&Knob, &mut Glow), Without<Torch>>,
    time: Res<Time<Virtual>>,
) {
    let wave = ((time.elapsed_secs_f64() % 1000.0) as f32 * 3.2).sin() * 0.5 + 0.5;
    let invites = if live.is_running() { 0.10 + 0.30 * wave } else { 0.0 };
    let state = &welding.state;
    let free = !state.is_held() && !state.is_done();
    let untouched = !state.is_begun();
    for (knob, mut glow) in &mut knobs {
        let held = state.held_dial() == Some(knob.index);
        glow.set_if_neq(Glow(match (held, untouched && free) {
            (true, _) => 0.55,
            (false, true) => invites,
            (false, false) => 0.0,
        }));
    }
    let dials_first = untouched && !welding.task.dials.is_empty();
    for mut glow in &mut torches {
        glow.set_if_neq(Glow(if free && !dials_first { invites } else { 0.0 }));
    }
}

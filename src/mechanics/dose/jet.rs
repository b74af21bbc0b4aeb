//! The jet: a thread that falls from the spout in a bow, thinner the faster it is, and whose end falls after it.
//!
//! What left the spout is remembered step by step; each ring of the mesh is so old, and so thick as the flow was then.

use std::collections::VecDeque;

use bevy::{
    asset::RenderAssetUsages,
    camera::visibility::NoFrustumCulling,
    light::NotShadowCaster,
    mesh::{Indices, MeshTag, PrimitiveTopology, VertexAttributeValues},
    prelude::*,
};

use super::{play::Dosing, splash, vessels::Fill};
use crate::{
    AppSystems,
    mechanics::{STEP_SECS, play::BeginStep},
    stage::{Stage, material::Moving},
};

/// The thread of the step under way.
#[derive(Component)]
struct Jet(Handle<Mesh>);

/// What has left the spout, the latest first; shares of the full flow.
#[derive(Clone, Debug, Default)]
pub(super) struct Thread {
    left: VecDeque<f32>,
    /// Steps of game time that a drop still takes to leave, and how thick it is.
    drop: (u32, f32),
}

/// No fall takes longer, steps of game time.
const LONGEST: usize = 40;
/// The fall that is heard and splashes is this long, steps of game time.
const FALL: usize = 14;
/// Points along the thread and around it.
const RINGS: usize = 28;
const SIDES: usize = 8;
/// Speed at the spout (metres per second), and what pulls it down: slower than the world's, to be seen.
const LEAVES: f32 = 0.45;
const FALLS: f32 = 5.2;
/// Radius of a full jet where the model does not give it, metres.
const RADIUS: f32 = 0.016;
/// It throbs by this share, in waves so long (steps of game time) that run down with it.
const THROBS: f32 = 0.10;
const WAVE: f32 = 5.0;
/// Where it goes under it widens.
const FOOT: f32 = 1.9;
const DROP_TICKS: u32 = 3;
const GLOSS: f32 = 0.85;
const THROUGH: f32 = 1.1;

impl Thread {
    /// A step of game time passed, and so much left the spout.
    pub(super) fn leave(&mut self, flow: f32) {
        let (ticks, thick) = self.drop;
        self.drop.0 = ticks.saturating_sub(1);
        self.left.push_front(if ticks > 0 { flow.max(thick) } else { flow });
        self.left.truncate(LONGEST);
    }

    /// A single drop leaves.
    pub(super) fn drip(&mut self, thick: f32) {
        self.drop = (DROP_TICKS, thick);
    }

    /// How much arrives below, 0 to 1.
    pub(super) fn arrives(&self) -> f32 {
        self.left.get(FALL).copied().unwrap_or(0.0)
    }

    fn is_seen(&self) -> bool {
        self.left.iter().any(|flow| *flow > 0.0)
    }

    /// What left so many steps of game time ago.
    fn at(&self, age: f32) -> f32 {
        let get = |index: usize| self.left.get(index).copied().unwrap_or(0.0);
        let (before, part) = (age.floor(), age.fract());
        let index = before.max(0.0) as usize;
        get(index) + (get(index + 1) - get(index)) * part
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            lay.run_if(on_message::<BeginStep>),
            hide.run_if(not(resource_exists::<Dosing>)),
        )
            .chain()
            .in_set(AppSystems::Feedback),
    )
    .add_systems(
        PostUpdate,
        fall.after(TransformSystems::Propagate)
            .run_if(resource_exists::<Dosing>),
    );
}

/// The colour of what the dose under way is made of.
pub(super) fn colour(dosing: &Dosing) -> Color {
    let last = dosing.task.doses.len() - 1;
    of_vessel(dosing, dosing.task.doses[dosing.state.dose().unwrap_or(last)].from)
}

/// The colour of what is poured into a receiver, first.
pub(super) fn liquid(dosing: &Dosing, receiver: usize) -> Color {
    let vessels = &dosing.task.vessels;
    let into = vessels.iter().position(|vessel| vessel.into == receiver);
    of_vessel(dosing, into.unwrap_or(0))
}

fn of_vessel(dosing: &Dosing, vessel: usize) -> Color {
    let (red, green, blue) = dosing.spec.vessels[vessel].colour;
    Color::srgb_u8(red, green, blue)
}

fn lay(
    mut commands: Commands,
    dosing: Option<Res<Dosing>>,
    stage: Res<Stage>,
    old: Query<Entity, With<Jet>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Moving>>,
) {
    for entity in &old {
        commands.entity(entity).despawn();
    }
    let (Some(_), Some(root)) = (dosing, stage.root()) else {
        return;
    };
    let mesh = meshes.add(unseen());
    let towards_light = stage.towards_light().extend(0.0);
    commands.spawn((
        ChildOf(root),
        Jet(mesh.clone()),
        Mesh3d(mesh),
        MeshMaterial3d(materials.add(Moving { towards_light })),
        MeshTag(0),
        NoFrustumCulling,
        NotShadowCaster,
        Transform::default(),
        Visibility::Hidden,
    ));
}

fn hide(mut jets: Query<&mut Visibility, With<Jet>>) {
    for mut visibility in &mut jets {
        visibility.set_if_neq(Visibility::Hidden);
    }
}

/// All vertices of a thread of which nothing is seen.
fn unseen() -> Mesh {
    let side = SIDES as u32;
    let quads = (0..RINGS as u32 - 1).flat_map(|ring| (0..side).map(move |corner| (ring * side, corner)));
    let indices = quads.flat_map(|(ring, corner)| {
        let next = (corner + 1) % side;
        let (a, b, c, d) = (ring + corner, ring + next, ring + side + corner, ring + side + next);
        [a, b, c, c, b, d]
    });
    let count = RINGS * SIDES;
    let usage = RenderAssetUsages::MAIN_WORLD | RenderAssetUsages::RENDER_WORLD;
    Mesh::new(PrimitiveTopology::TriangleList, usage)
        .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, vec![[0.0_f32; 3]; count])
        .with_inserted_attribute(Mesh::ATTRIBUTE_NORMAL, vec![[0.0_f32, 1.0, 0.0]; count])
        .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, vec![[0.0_f32; 4]; count])
        .with_inserted_indices(Indices::U32(indices.collect()))
}

fn fall(
    dosing: Res<Dosing>,
    stage: Res<Stage>,
    mut jets: Query<(&Jet, &mut Visibility)>,
    fills: Query<(&Fill, &Transform)>,
    places: Query<&GlobalTransform>,
    mut meshes: ResMut<Assets<Mesh>>,
    time: Res<Time<Virtual>>,
) {
    let now = (time.elapsed_secs_f64() % 1000.0) as f32 / STEP_SECS;
    for (jet, mut visibility) in &mut jets {
        let ends = ends(&dosing, &stage, &fills, &places).filter(|_| dosing.thread.is_seen());
        let Some((from, to, radius)) = ends else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        visibility.set_if_neq(Visibility::Inherited);
        let Some(mut mesh) = meshes.get_mut(&jet.0) else {
            continue;
        };
        let rings = rings(&dosing.thread, from, to, radius, now);
        write(&mut mesh, &rings, colour(&dosing), stage.towards_light());
    }
}

/// From where to where the thread falls, and its radius at full flow, metres.
fn ends(
    dosing: &Dosing,
    stage: &Stage,
    fills: &Query<(&Fill, &Transform)>,
    places: &Query<&GlobalTransform>,
) -> Option<(Vec3, Vec3, f32)> {
    let dose = dosing.state.dose()?;
    let id = &dosing.task.vessel(dose).id;
    let (to, _) = splash::surface(dosing, stage, fills)?;
    let spout = format!("spout.{id}");
    let node = stage.node(&spout).or_else(|| stage.node(&format!("pour.{id}")))?;
    let from = places.get(node).ok()?.translation();
    let scale = stage.shown()?.anchors.get(&spout).map_or(1.0, |spout| spout.scale.x);
    Some((from, to, if scale < 1.0 { scale } else { RADIUS }))
}

/// Middle and radius of each ring, from the spout to the surface.
fn rings(thread: &Thread, from: Vec3, to: Vec3, radius: f32, now: f32) -> [(Vec3, f32); RINGS] {
    let height = (from.y - to.y).max(0.01);
    let secs = ((LEAVES * LEAVES + 2.0 * FALLS * height).sqrt() - LEAVES) / FALLS;
    let aside = (to - from).with_y(0.0);
    std::array::from_fn(|ring| {
        let along = ring as f32 / (RINGS - 1) as f32;
        let age = secs * along;
        let speed = LEAVES + FALLS * age;
        let down = LEAVES * age + FALLS * age * age / 2.0;
        let ticks = age / STEP_SECS;
        let flow = thread.at(ticks);
        // As much passes at every height: the faster, the thinner. A thread, not a cone: it never thins to nothing.
        let thin = (LEAVES / speed).sqrt().max(0.42);
        let throb = 1.0 + THROBS * ((ticks - now) * std::f32::consts::TAU / WAVE).sin();
        let foot = 1.0 + (FOOT - 1.0) * (along - 0.93).max(0.0) / 0.07;
        let middle = from + aside * along - Vec3::Y * down.min(height);
        (middle, radius * flow.max(0.0).sqrt() * thin * throb * foot)
    })
}

/// Light shines through what is liquid: all of it is turned towards the light a little.
fn write(mesh: &mut Mesh, rings: &[(Vec3, f32); RINGS], colour: Color, towards_light: Vec3) {
    let around = |corner: usize| {
        let (sin, cos) = (std::f32::consts::TAU * corner as f32 / SIDES as f32).sin_cos();
        Vec3::new(cos, 0.0, -sin)
    };
    let vertices = || {
        rings
            .iter()
            .flat_map(|ring| (0..SIDES).map(move |corner| (*ring, around(corner))))
            .enumerate()
    };
    if let Some(VertexAttributeValues::Float32x3(positions)) = mesh.attribute_mut(Mesh::ATTRIBUTE_POSITION) {
        for (at, ((middle, radius), out)) in vertices() {
            positions[at] = (middle + out * radius).to_array();
        }
    }
    if let Some(VertexAttributeValues::Float32x3(normals)) = mesh.attribute_mut(Mesh::ATTRIBUTE_NORMAL) {
        for (at, (_, out)) in vertices() {
            normals[at] = (out + towards_light * THROUGH).normalize_or(out).to_array();
        }
    }
    if let Some(VertexAttributeValues::Float32x4(colours)) = mesh.attribute_mut(Mesh::ATTRIBUTE_COLOR) {
        let Srgba { red, green, blue, .. } = colour.to_srgba();
        colours.fill([red, green, blue, GLOSS]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Vec3 = Vec3::new(0.3, 1.0, 0.0);
    const TO: Vec3 = Vec3::new(0.2, 0.5, 0.1);

    #[test]
    fn the_thread_goes_from_the_spout_to_the_surface_and_thins() {
        let mut thread = Thread::default();
        for _ in 0..LONGEST {
            thread.leave(1.0);
        }
        let rings = rings(&thread, FROM, TO, 0.02, 0.0);
        assert_eq!(rings[0].0, FROM);
        assert!(rings[RINGS - 1].0.distance(TO) < 1e-4);
        assert!(rings[RINGS / 2].1 < rings[0].1 && rings.iter().all(|ring| ring.1 > 0.0));
    }

    #[test]
    fn its_end_falls_after_it_and_a_drop_comes_alone() {
        let mut thread = Thread::default();
        for _ in 0..LONGEST {
            thread.leave(1.0);
        }
        for _ in 0..8 {
            thread.leave(0.0);
        }
        let torn = rings(&thread, FROM, TO, 0.02, 0.0);
        assert!(torn[2].1 == 0.0 && torn[RINGS - 1].1 > 0.0 && thread.is_seen());
        for _ in 0..LONGEST {
            thread.leave(0.0);
        }
        assert!(!thread.is_seen());
        thread.drip(0.3);
        for _ in 0..8 {
            thread.leave(0.0);
        }
        let drop = rings(&thread, FROM, TO, 0.02, 0.0);
        let thick = drop.iter().filter(|ring| ring.1 > 0.0).count();
        assert!((1..RINGS / 2).contains(&thick), "{thick}");
    }
}

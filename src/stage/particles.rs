//! Steam, sparks and bursts: soft discs that face the eye, one shared mesh, few at a time.

use bevy::{camera::visibility::NoFrustumCulling, light::NotShadowCaster, mesh::MeshTag, prelude::*};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::{
    Curtain, Stage,
    eye::Eye,
    material::{Soft, soft_tag},
    quality::Quality,
};
use crate::AppSystems;

/// A shower of sparks at a point of the stage, metres: a part has found its place.
#[derive(Message, Clone, Copy, Debug)]
pub struct Burst {
    pub at: Vec3,
    pub count: usize,
}

/// Sparks thrown to one side from a point of the stage, metres and metres per second.
#[derive(Message, Clone, Copy, Debug)]
pub struct Sparks {
    pub at: Vec3,
    pub towards: Vec3,
    pub count: usize,
}

/// Drops that jump from a point of a liquid's surface, metres and metres per second.
#[derive(Message, Clone, Copy, Debug)]
pub struct Drops {
    pub at: Vec3,
    pub speed: f32,
    pub count: usize,
    pub colour: Color,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Steam,
    Spark,
    /// A spark of the arc: small, quick, soon gone.
    Spatter,
    /// A drop of a liquid.
    Drop(Srgba),
}

#[derive(Component)]
struct Particle {
    kind: Kind,
    velocity: Vec3,
    age: f32,
    /// Seconds.
    life: f32,
    size: f32,
}

/// What all particles share.
#[derive(Resource)]
struct Kit {
    mesh: Handle<Mesh>,
    laid: Handle<Soft>,
    added: Handle<Soft>,
    random: ChaCha8Rng,
    /// Seconds until the next puff and the next spark.
    next: [f32; 2],
}

const STEAM_EVERY_SECS: f32 = 0.35;
const SPARK_EVERY_SECS: f32 = 0.09;
const GRAVITY: f32 = -2.2;
const STEAM: Srgba = Srgba::rgb(1.0, 0.98, 0.95);
const SPARK: Srgba = Srgba::rgb(1.0, 0.82, 0.40);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Burst>()
        .add_message::<Sparks>()
        .add_message::<Drops>()
        .add_systems(Startup, prepare)
        .add_systems(
            Update,
            (emit, burst, throw, splash, fly).chain().in_set(AppSystems::Feedback),
        );
}

fn prepare(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut softs: ResMut<Assets<Soft>>) {
    commands.insert_resource(Kit {
        mesh: meshes.add(Rectangle::new(1.0, 1.0)),
        laid: softs.add(Soft { adds: false }),
        added: softs.add(Soft { adds: true }),
        // Looks only: nothing that is played or logged depends on it.
        random: ChaCha8Rng::seed_from_u64(7),
        next: [0.0; 2],
    });
}

/// A vector with each coordinate between −1 and 1.
fn scatter(random: &mut ChaCha8Rng) -> Vec3 {
    Vec3::from_array(std::array::from_fn(|_| random.random_range(-1.0..1.0)))
}

fn emit(
    mut commands: Commands,
    kit: ResMut<Kit>,
    stage: Res<Stage>,
    curtain: Res<Curtain>,
    quality: Res<Quality>,
    time: Res<Time<Virtual>>,
    flying: Query<(), With<Particle>>,
    places: Query<&GlobalTransform>,
) {
    let kit = kit.into_inner();
    if !stage.is_ready() || !curtain.open {
        return;
    }
    for (index, (prefix, kind, every)) in [
        ("emit.steam.", Kind::Steam, STEAM_EVERY_SECS),
        ("emit.sparks.", Kind::Spark, SPARK_EVERY_SECS),
    ]
    .into_iter()
    .enumerate()
    {
        kit.next[index] -= time.delta_secs();
        if kit.next[index] > 0.0 {
            continue;
        }
        kit.next[index] = every;
        for (_, entity) in stage.nodes(prefix) {
            if flying.iter().len() < quality.particles()
                && let Ok(place) = places.get(entity)
            {
                launch(&mut commands, kit, kind, place.translation(), Vec3::ZERO);
            }
        }
    }
}

fn burst(
    mut bursts: MessageReader<Burst>,
    mut commands: Commands,
    kit: ResMut<Kit>,
    quality: Res<Quality>,
    flying: Query<(), With<Particle>>,
) {
    let kit = kit.into_inner();
    let mut room = quality.particles().saturating_sub(flying.iter().len());
    for burst in bursts.read() {
        let count = burst.count.min(room);
        room -= count;
        for _ in 0..count {
            launch(&mut commands, kit, Kind::Spark, burst.at, Vec3::ZERO);
        }
    }
}

fn throw(
    mut thrown: MessageReader<Sparks>,
    mut commands: Commands,
    kit: ResMut<Kit>,
    quality: Res<Quality>,
    flying: Query<(), With<Particle>>,
) {
    let kit = kit.into_inner();
    let mut room = quality.particles().saturating_sub(flying.iter().len());
    for sparks in thrown.read() {
        let count = sparks.count.min(room);
        room -= count;
        for _ in 0..count {
            launch(&mut commands, kit, Kind::Spatter, sparks.at, sparks.towards);
        }
    }
}

fn splash(
    mut splashed: MessageReader<Drops>,
    mut commands: Commands,
    kit: ResMut<Kit>,
    quality: Res<Quality>,
    flying: Query<(), With<Particle>>,
) {
    let kit = kit.into_inner();
    let mut room = quality.particles().saturating_sub(flying.iter().len());
    for drops in splashed.read() {
        let count = drops.count.min(room);
        room -= count;
        let kind = Kind::Drop(drops.colour.to_srgba());
        for _ in 0..count {
            launch(&mut commands, kit, kind, drops.at, Vec3::Y * drops.speed);
        }
    }
}

/// `towards`: the velocity it starts with besides its kind's own, metres per second.
fn launch(commands: &mut Commands, kit: &mut Kit, kind: Kind, at: Vec3, towards: Vec3) {
    let scattered = scatter(&mut kit.random);
    let (velocity, life, size, material) = match kind {
        Kind::Steam => (Vec3::new(0.05, 0.28, 0.0) + scattered * 0.05, 2.2, 0.10, &kit.laid),
        Kind::Spark => (
            Vec3::new(0.0, 1.2, 0.0) + scattered * Vec3::new(1.1, 0.7, 1.1),
            0.7,
            0.055,
            &kit.added,
        ),
        Kind::Spatter => (
            Vec3::new(0.0, 0.7, 0.0) + scattered * Vec3::new(0.5, 0.5, 0.5),
            0.5,
            0.026,
            &kit.added,
        ),
        Kind::Drop(_) => (scattered * Vec3::new(0.32, 0.18, 0.32), 0.42, 0.030, &kit.laid),
    };
    commands.spawn((
        Particle {
            kind,
            velocity: velocity + towards,
            age: 0.0,
            life: life * (0.8 + 0.2 * scattered.x),
            size,
        },
        Mesh3d(kit.mesh.clone()),
        MeshMaterial3d(material.clone()),
        MeshTag(0),
        NoFrustumCulling,
        NotShadowCaster,
        Transform::from_translation(at).with_scale(Vec3::splat(size)),
    ));
}

fn fly(
    mut commands: Commands,
    mut particles: Query<(Entity, &mut Particle, &mut Transform, &mut MeshTag), Without<Eye>>,
    eye: Single<&Transform, With<Eye>>,
    stage: Res<Stage>,
    curtain: Res<Curtain>,
    time: Res<Time<Virtual>>,
) {
    let secs = time.delta_secs();
    for (entity, mut particle, mut transform, mut tag) in &mut particles {
        particle.age += secs;
        let along = particle.age / particle.life;
        if along >= 1.0 || !stage.is_ready() || !curtain.open {
            commands.entity(entity).despawn();
            continue;
        }
        transform.translation += particle.velocity * secs;
        transform.rotation = eye.rotation;
        let (scale, colour) = match particle.kind {
            Kind::Steam => (
                1.0 + 2.2 * along,
                STEAM.with_alpha(0.34 * (1.0 - along) * (along * 6.0).min(1.0)),
            ),
            Kind::Spark | Kind::Spatter => {
                particle.velocity.y += GRAVITY * secs;
                (1.0 - 0.6 * along, SPARK.with_alpha(1.0 - along))
            }
            Kind::Drop(colour) => {
                particle.velocity.y += GRAVITY * secs;
                (1.0 - 0.5 * along, colour.with_alpha(1.0 - along * along))
            }
        };
        transform.scale = Vec3::splat(particle.size * scale);
        tag.0 = soft_tag(colour.into());
    }
}

//! Puts a step's diorama on the stage: loads the glTF, gives it the lean materials, finds its named nodes.

use std::collections::{BTreeMap, BTreeSet};

use bevy::{
    asset::{AssetLoadFailedEvent, RenderAssetUsages},
    camera::primitives::{Aabb, MeshAabb},
    gltf::{Gltf, GltfLoaderSettings, GltfMaterial},
    mesh::MeshTag,
    prelude::*,
    world_serialization::WorldInstanceReady,
};

use super::{
    Curtain, Flight, Shown, Stage,
    eye::{Aside, Eye, Focus},
    material::{Baked, Moving},
    still::Standing,
};
use crate::{
    AppSystems,
    kit::{Kit, Library},
    mechanics::Anchors,
};

/// What of a kit stands on the stage, and what for; steps by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// To be played, from its first state.
    Played(usize),
    /// To be looked at, finished.
    Exhibited(usize),
    /// What the work was for.
    Finale,
}

/// Asks for something of a kit on the stage.
#[derive(Message, Clone, Debug)]
pub struct Show {
    pub kit: String,
    pub showing: Showing,
}

/// The diorama stands; its parts may be moved.
#[derive(Message, Clone, Debug)]
pub struct Stands {
    pub kit: String,
    pub showing: Showing,
}

/// A diorama lies in another state on the disk: whoever asks for it from now on gets it new. The path is from the folder
/// of kits: `<id>/models/….glb`.
#[derive(Message, Clone, Debug)]
pub struct ModelChanged(pub String);

/// What is on its way to being shown.
#[derive(Default)]
struct Fetching {
    /// Dioramas that may still be held in an older state.
    stale: BTreeSet<String>,
    /// Waits until the older state is let go of: it would be found instead of the new one.
    waiting: Option<Show>,
}

/// A diorama could not be loaded.
#[derive(Message, Clone, Debug)]
pub struct DioramaFailed {
    pub kit: String,
    pub reason: String,
}

/// How much a moving node glows, 0 to 1.
#[derive(Component, Clone, Copy, Debug, Default, PartialEq)]
pub struct Glow(pub f32);

/// The diorama's root while its glTF is loading.
#[derive(Component)]
struct Diorama(Handle<Gltf>);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Show>()
        .add_message::<Stands>()
        .add_message::<DioramaFailed>()
        .add_message::<ModelChanged>()
        .add_systems(
            Update,
            (show, spawn_scene, report_failures, draw_curtain)
                .chain()
                .in_set(AppSystems::Feedback),
        )
        .add_systems(PostUpdate, (dress.before(TransformSystems::Propagate), glow))
        .add_observer(index);
}

/// What is to stand there next.
struct Wanted {
    diorama: String,
    camera: String,
    flight: Option<Flight>,
    anchors: Anchors,
}

impl Wanted {
    /// `None` if the kit has no such step, or no finale.
    fn of(kit: &Kit, showing: Showing) -> Option<Self> {
        let (diorama, camera, flight) = match showing {
            Showing::Played(step) | Showing::Exhibited(step) => {
                let step = kit.steps().get(step)?;
                (&step.diorama, &step.camera, None)
            }
            Showing::Finale => {
                let finale = kit.finale()?;
                let flight = Flight::new(&finale.from, finale.glows.as_deref(), finale.invite.is_some());
                (&finale.diorama, &finale.to, Some(flight))
            }
        };
        Some(Self {
            diorama: format!("{}/{diorama}", kit.id()),
            camera: camera.clone(),
            flight,
            anchors: kit.anchors_of(diorama).clone(),
        })
    }
}

fn show(
    mut requests: MessageReader<Show>,
    mut changed: MessageReader<ModelChanged>,
    mut fetching: Local<Fetching>,
    mut stage: ResMut<Stage>,
    mut stands: MessageWriter<Stands>,
    mut commands: Commands,
    library: Res<Library>,
    assets: Res<AssetServer>,
    mut focus: ResMut<Focus>,
    mut aside: ResMut<Aside>,
) {
    fetching
        .stale
        .extend(changed.read().map(|ModelChanged(path)| path.clone()));
    let waiting = fetching.waiting.take();
    let Some(show) = requests.read().last().cloned().or(waiting) else {
        return;
    };
    let Some(wanted) = library.kit(&show.kit).and_then(|kit| Wanted::of(kit, show.showing)) else {
        return;
    };
    focus.set_if_neq(Focus::default());
    aside.set_if_neq(Aside::default());
    let is_stale = fetching.stale.contains(&wanted.diorama);
    let same = |shown: &&mut Shown| shown.diorama == wanted.diorama && !is_stale;
    if let Some(shown) = stage.shown.as_mut().filter(same) {
        shown.showing = show.showing;
        shown.camera = wanted.camera;
        shown.flight = wanted.flight;
        if shown.ready {
            stands.write(Stands {
                kit: show.kit.clone(),
                showing: show.showing,
            });
        }
        return;
    }
    if let Some(old) = stage.shown.take() {
        commands.entity(old.root).despawn();
    }
    let path = format!("kits://{}", wanted.diorama);
    if is_stale && !assets.get_path_ids(&path).is_empty() {
        fetching.waiting = Some(show);
        return;
    }
    fetching.stale.remove(&wanted.diorama);
    let settings = |settings: &mut GltfLoaderSettings| {
        // A camera that came along would render the whole picture again.
        settings.load_cameras = false;
        settings.load_lights = false;
        settings.load_materials = RenderAssetUsages::RENDER_WORLD;
    };
    let handle = assets.load_builder().with_settings(settings).load(path);
    let root = commands
        .spawn((Diorama(handle), Transform::default(), Visibility::Hidden))
        .id();
    stage.shown = Some(Shown {
        anchors: wanted.anchors,
        kit: show.kit.clone(),
        showing: show.showing,
        diorama: wanted.diorama,
        root,
        ready: false,
        nodes: BTreeMap::new(),
        camera: wanted.camera,
        flight: wanted.flight,
        outline: Vec::new(),
        in_view: Vec::new(),
    });
}

/// The diorama is seen once it stands and the curtain is open.
fn draw_curtain(stage: Res<Stage>, curtain: Res<Curtain>, mut roots: Query<&mut Visibility, With<Diorama>>) {
    for mut visibility in &mut roots {
        let seen = curtain.open && stage.is_ready();
        visibility.set_if_neq(if seen {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

/// The glTF has arrived: its scene goes under the root.
fn spawn_scene(
    mut commands: Commands,
    roots: Query<(Entity, &Diorama), Without<WorldAssetRoot>>,
    gltfs: Res<Assets<Gltf>>,
    materials: Res<Assets<GltfMaterial>>,
    mut images: ResMut<Assets<Image>>,
    mut stage: ResMut<Stage>,
    mut failed: MessageWriter<DioramaFailed>,
) {
    for (root, diorama) in &roots {
        let Some(gltf) = gltfs.get(&diorama.0) else { continue };
        // The baked light is read as plain numbers (baked.wgsl); said before the picture leaves for the renderer.
        let bakes = gltf.materials.iter().filter_map(|material| materials.get(material));
        for light in bakes.filter_map(|material| material.base_color_texture.as_ref()) {
            if let Some(mut image) = images.get_mut(light) {
                let format = image.texture_descriptor.format.remove_srgb_suffix();
                image.texture_descriptor.format = format;
            }
        }
        if let Some(scene) = gltf.scenes.first() {
            commands.entity(root).insert(WorldAssetRoot(scene.clone()));
        } else if let Some(shown) = stage.shown.take_if(|shown| shown.root == root) {
            commands.entity(root).despawn();
            failed.write(DioramaFailed {
                kit: shown.kit,
                reason: format!("{}: no scene", shown.diorama),
            });
        }
    }
}

fn report_failures(
    mut failures: MessageReader<AssetLoadFailedEvent<Gltf>>,
    mut stage: ResMut<Stage>,
    mut commands: Commands,
    mut failed: MessageWriter<DioramaFailed>,
) {
    for failure in failures.read() {
        let path = failure.path.path().to_string_lossy().into_owned();
        if let Some(shown) = stage.shown.take_if(|shown| shown.diorama == path) {
            commands.entity(shown.root).despawn();
            failed.write(DioramaFailed {
                kit: shown.kit,
                reason: failure.error.to_string(),
            });
        }
    }
}

/// The scene is spawned: its nodes are found by name from now on.
fn index(
    ready: On<WorldInstanceReady>,
    mut stage: ResMut<Stage>,
    children: Query<&Children>,
    names: Query<&Name>,
    mut stands: MessageWriter<Stands>,
) {
    let Some(shown) = stage.shown.as_mut().filter(|shown| shown.root == ready.entity) else {
        return;
    };
    for entity in children.iter_descendants(ready.entity) {
        if let Ok(name) = names.get(entity) {
            // Meshes hang under their node with a name of their own: only what the artist named is a node.
            if shown.anchors.get(name).is_some() {
                shown.nodes.entry(name.as_str().to_owned()).or_insert(entity);
            }
        }
    }
    shown.ready = true;
    stands.write(Stands {
        kit: shown.kit.clone(),
        showing: shown.showing,
    });
}

/// Replaces the glTF's materials by ours as its meshes appear: textured ones carry baked light, the others move.
fn dress(
    mut commands: Commands,
    meshes: Query<(Entity, &MeshMaterial3d<StandardMaterial>), Added<MeshMaterial3d<StandardMaterial>>>,
    standard: Res<Assets<StandardMaterial>>,
    mut baked: ResMut<Assets<Baked>>,
    mut moving: ResMut<Assets<Moving>>,
    mut shared: Local<Option<Handle<Moving>>>,
    stage: Res<Stage>,
) {
    for (entity, material) in &meshes {
        let mut mesh = commands.entity(entity);
        mesh.remove::<MeshMaterial3d<StandardMaterial>>();
        if let Some(light) = standard
            .get(&material.0)
            .and_then(|material| material.base_color_texture.clone())
        {
            mesh.try_insert((MeshMaterial3d(baked.add(Baked { light })), Standing));
        } else {
            let towards_light = towards_light(&stage).extend(0.0);
            let handle = match &*shared {
                Some(handle) => {
                    if let Some(mut material) = moving.get_mut(handle)
                        && material.towards_light != towards_light
                    {
                        material.towards_light = towards_light;
                    }
                    handle.clone()
                }
                None => shared.insert(moving.add(Moving { towards_light })).clone(),
            };
            mesh.try_insert((MeshMaterial3d(handle), MeshTag(0)));
        }
    }
}

/// The artist's `light.key` stands where the key light stands; it shines on the middle of the diorama.
pub(super) fn towards_light(stage: &Stage) -> Vec3 {
    const USUAL: Vec3 = Vec3::new(0.46, 0.75, 0.48);
    let key = stage.shown.as_ref().and_then(|shown| shown.anchors.get("light.key"));
    key.map_or(USUAL, |anchor| anchor.translation).normalize_or(USUAL)
}

fn glow(glows: Query<(Entity, &Glow), Changed<Glow>>, children: Query<&Children>, mut tags: Query<&mut MeshTag>) {
    for (entity, glow) in &glows {
        let tag = MeshTag((glow.0.clamp(0.0, 1.0) * 255.0) as u32);
        for mesh in children.iter_descendants(entity).chain([entity]) {
            if let Ok(mut current) = tags.get_mut(mesh) {
                current.set_if_neq(tag.clone());
            }
        }
    }
}

/// Directions in which the outline of a diorama is felt for: enough that nothing sticks out by more than a few percent.
const FEELERS: usize = 96;

/// The outermost points of what stands, stage coordinates in metres: what the eye has to take in. `None` until it is
/// known where everything is.
pub(super) fn outline(
    root: Entity,
    children: &Query<&Children>,
    drawn: &Query<(&Mesh3d, &GlobalTransform)>,
    meshes: &Assets<Mesh>,
) -> Option<Vec<Vec3>> {
    let mut outermost: Vec<Option<(f32, Vec3)>> = vec![None; FEELERS];
    for entity in children.iter_descendants(root).chain([root]) {
        let Ok((mesh, transform)) = drawn.get(entity) else {
            continue;
        };
        let positions = meshes.get(&mesh.0)?.attribute(Mesh::ATTRIBUTE_POSITION)?.as_float3()?;
        for &position in positions {
            let point = transform.transform_point(Vec3::from(position));
            for (feeler, best) in outermost.iter_mut().enumerate() {
                let reach = point.dot(direction(feeler));
                if best.is_none_or(|(least, _)| reach > least) {
                    *best = Some((reach, point));
                }
            }
        }
    }
    outermost.into_iter().map(|best| best.map(|(_, point)| point)).collect()
}

/// The widest circle that each spinning node goes round, as points in stage coordinates, metres: a rotor needs room for
/// every way it may turn.
pub(super) fn swept(
    spinning: impl Iterator<Item = Entity>,
    children: &Query<&Children>,
    drawn: &Query<(&Mesh3d, &GlobalTransform)>,
    poses: &Query<&GlobalTransform>,
    meshes: &Assets<Mesh>,
) -> Vec<Vec3> {
    const AROUND: u8 = 16;
    let circle = |node: Entity| {
        let pose = *poses.get(node).ok()?;
        let into_node = pose.affine().inverse();
        let tips = children
            .iter_descendants(node)
            .chain([node])
            .filter_map(|entity| drawn.get(entity).ok())
            .filter_map(|(mesh, transform)| {
                let positions = meshes.get(&mesh.0)?.attribute(Mesh::ATTRIBUTE_POSITION)?.as_float3()?;
                let local =
                    |&position: &[f32; 3]| into_node.transform_point3(transform.transform_point(position.into()));
                // A spinning node turns about its own y.
                positions
                    .iter()
                    .map(local)
                    .max_by(|a, b| a.xz().length().total_cmp(&b.xz().length()))
            });
        let tip = tips.max_by(|a, b| a.xz().length().total_cmp(&b.xz().length()))?;
        let points = (0..AROUND).map(move |step| {
            let turn = Quat::from_rotation_y(f32::from(step) / f32::from(AROUND) * std::f32::consts::TAU);
            pose.transform_point(turn * tip)
        });
        Some(points)
    };
    spinning.filter_map(circle).flatten().collect()
}

/// Corners of what is still to be revealed, as it will stand, stage coordinates in metres. Its size is nought meanwhile:
/// `nodes` come with the poses the artist gave them, their meshes right under them.
pub(super) fn to_be_revealed(
    nodes: impl Iterator<Item = (Entity, Transform)>,
    children: &Query<&Children>,
    drawn: &Query<(&Mesh3d, &Transform), Without<Eye>>,
    meshes: &Assets<Mesh>,
) -> Vec<Vec3> {
    let corners = |(node, pose): (Entity, Transform)| {
        let below = children.get(node).into_iter().flatten();
        let boxes = below.filter_map(move |&mesh| {
            let (mesh, local) = drawn.get(mesh).ok()?;
            let bounds = meshes.get(&mesh.0)?.compute_aabb()?;
            let (centre, half) = (Vec3::from(bounds.center), Vec3::from(bounds.half_extents));
            let corner = move |index: u8| {
                let side = |bit: u8| if index & bit == 0 { -1.0 } else { 1.0 };
                let corner = centre + half * Vec3::new(side(1), side(2), side(4));
                pose.transform_point(local.transform_point(corner))
            };
            Some((0..8).map(corner))
        });
        boxes.flatten()
    };
    nodes.flat_map(corners).collect()
}

/// Evenly spread directions: a golden spiral over the sphere.
fn direction(feeler: usize) -> Vec3 {
    const GOLDEN_ANGLE: f32 = 2.399_963;
    let y = 1.0 - 2.0 * (feeler as f32 + 0.5) / FEELERS as f32;
    let (sin, cos) = (GOLDEN_ANGLE * feeler as f32).sin_cos();
    Vec3::new(cos, 0.0, sin) * (1.0 - y * y).sqrt() + Vec3::Y * y
}

/// Corners of everything drawn under `root`, in the coordinates of the stage; empty until transforms are known.
pub(super) fn corners(
    root: Entity,
    children: &Query<&Children>,
    bounds: &Query<(&Aabb, &GlobalTransform)>,
) -> Vec<Vec3> {
    let boxes = children
        .iter_descendants(root)
        .chain([root])
        .filter_map(|entity| bounds.get(entity).ok());
    boxes
        .flat_map(|(aabb, transform)| {
            let (centre, half) = (Vec3::from(aabb.center), Vec3::from(aabb.half_extents));
            (0..8u8).map(move |corner| {
                let sign = |bit: u8| if corner & bit == 0 { -1.0 } else { 1.0 };
                transform.transform_point(centre + half * Vec3::new(sign(1), sign(2), sign(4)))
            })
        })
        .collect()
}

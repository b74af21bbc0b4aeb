//! The one camera: looks the way the artist chose, from where the panels of the screen leave the diorama free.

use bevy::{
    camera::{
        ClearColorConfig, Exposure, Viewport,
        visibility::{NoFrustumCulling, RenderLayers},
    },
    core_pipeline::tonemapping::{DebandDither, Tonemapping},
    light::cluster::ClusterConfig,
    prelude::*,
    render::view::NoIndirectDrawing,
    window::PrimaryWindow,
};

use super::{
    Curtain, Stage,
    fit::{self, FreeRect},
    flight, loading,
    material::Backdrop,
    quality::Quality,
    still::{Standing, StillEye},
};
use crate::{
    AppSystems,
    kiosk::display::{Beside, Display},
    mechanics::Anchor,
    theme::tokens,
};

/// Vertical field of view: long enough to look like a miniature.
pub const FOV: f32 = 0.46;
/// The camera comes this near to its new place in one second, as a share of the way left.
const FOLLOW_PER_SEC: f32 = 0.9999;
/// Panels come a frame or two after the diorama.
const ARRIVAL_FRAMES: u32 = 6;
/// It has arrived when the way left is less than a tenth of a pixel, metres.
const ARRIVED: f32 = 1e-3;
/// The backdrop stands behind every diorama, metres.
const BACKDROP_DISTANCE: f32 = 60.0;
/// Where the eye looks from while no diorama is ready.
const RESTING: Vec3 = Vec3::new(4.0, 3.0, 7.0);

#[derive(Component)]
pub struct Eye {
    /// The diorama it was last placed for.
    placed_for: Option<Entity>,
    /// For how many frames that diorama has been on view.
    seen_frames: u32,
}

#[derive(Component)]
struct BackdropQuad;

/// What panels cover at each side of the screen, in units. Screens set it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Covered {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

/// What the eye takes in instead of the whole diorama: outermost points, stage coordinates in metres; none: all of it.
/// Whoever exhibits a finished piece sets it; the next step on the stage is seen whole again.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Focus(pub Vec<Vec3>);

/// What the step under way keeps free of the diorama besides the panels, in units: for what its mechanic lays on the
/// glass. The next step on the stage begins with nothing.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Aside(pub Covered);

/// The colours behind the diorama.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Sky(pub tokens::SectorColours);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Covered>()
        .init_resource::<Focus>()
        .init_resource::<Aside>()
        .insert_resource(Sky(tokens::sector(crate::kit::raw::Sector::Industrie)))
        .add_systems(Startup, open)
        .add_systems(Update, (paint_sky, stretch_backdrop).in_set(AppSystems::Feedback))
        .add_systems(
            PostUpdate,
            (place.before(TransformSystems::Propagate), keep_to_the_kiosk).before(bevy::camera::CameraUpdateSystems),
        );
}

fn open(
    mut commands: Commands,
    mut meshes: ResMut<Assets<Mesh>>,
    mut backdrops: ResMut<Assets<Backdrop>>,
    sky: Res<Sky>,
    quality: Res<Quality>,
) {
    commands.spawn((
        Eye {
            placed_for: None,
            seen_frames: 0,
        },
        IsDefaultUiCamera,
        Camera {
            clear_color: ClearColorConfig::Custom(sky.0.sky),
            ..default()
        },
        lens(*quality),
        Transform::from_translation(RESTING).looking_at(Vec3::ZERO, Vec3::Y),
        children![(
            BackdropQuad,
            Standing,
            NoFrustumCulling,
            Mesh3d(meshes.add(painted(sky.0))),
            MeshMaterial3d(backdrops.add(Backdrop {})),
            Transform::from_xyz(0.0, 0.0, -BACKDROP_DISTANCE),
        )],
    ));
}

/// A camera that sees the stage as visitors do.
pub fn lens(quality: Quality) -> impl Bundle {
    (
        Camera3d::default(),
        Projection::from(PerspectiveProjection {
            fov: FOV,
            near: 0.1,
            far: 200.0,
            ..default()
        }),
        // What the lean materials take as daylight; less of it darkens the whole picture.
        Exposure::BLENDER,
        Tonemapping::None,
        DebandDither::Disabled,
        quality.msaa(),
        CompositingSpace::Srgb,
        // A diorama is a few dozen draws: culling them by compute shader costs more than it saves.
        NoIndirectDrawing,
        // No light is looked up: what stands is baked, what moves has its key light in its material.
        ClusterConfig::Single,
    )
}

/// Where a camera stands for a picture of the diorama alone, `aspect` times as wide as it is high; `None` until it is
/// known how far everything reaches.
pub fn for_picture(stage: &Stage, aspect: f32) -> Option<Transform> {
    /// Left free around the diorama, share of the picture.
    const MARGIN: f32 = 0.06;
    let shown = stage.shown.as_ref()?;
    let camera = shown.anchors.get(&shown.camera)?;
    let free = FreeRect {
        min: Vec2::splat(MARGIN),
        max: Vec2::splat(1.0 - MARGIN),
    };
    let at = fit::eye(&shown.in_view, camera.rotation, FOV, aspect, free)?;
    Some(Transform::from_translation(at).with_rotation(camera.rotation))
}

/// A layer that only cameras of pictures see.
pub const PICTURE: usize = 2;

/// What is behind the diorama in a picture `aspect` times as wide as it is high: hangs under its camera, before the
/// kiosk's own backdrop, which has the shape of the kiosk's screen.
pub fn picture_backdrop(
    colours: tokens::SectorColours,
    aspect: f32,
    meshes: &mut Assets<Mesh>,
    backdrops: &mut Assets<Backdrop>,
) -> impl Bundle {
    const NEARER: f32 = 0.75;
    let distance = BACKDROP_DISTANCE * NEARER;
    (
        RenderLayers::layer(PICTURE),
        NoFrustumCulling,
        Mesh3d(meshes.add(painted(colours))),
        MeshMaterial3d(backdrops.add(Backdrop {})),
        Transform::from_xyz(0.0, 0.0, -distance).with_scale(filling(distance, aspect)),
    )
}

/// Scale of a square that fills the view at a distance, and a little more, so that no edge shows while a window changes.
fn filling(distance: f32, aspect: f32) -> Vec3 {
    let height = 2.0 * distance * (FOV / 2.0).tan();
    Vec3::new(height * aspect, height, 1.0) * 1.05
}

fn paint_sky(sky: Res<Sky>, quad: Single<&Mesh3d, With<BackdropQuad>>, mut meshes: ResMut<Assets<Mesh>>) {
    if sky.is_changed()
        && let Some(mut mesh) = meshes.get_mut(&quad.0)
    {
        *mesh = painted(sky.0);
    }
}

/// A square of side 1, its vertices painted from the horizon's colour in the middle to the sky's at the edges.
fn painted(colours: tokens::SectorColours) -> Mesh {
    const CELLS: u32 = 28;
    /// Where the glow has its middle, and how far it reaches, as shares of the square; up is positive.
    const MIDDLE: Vec2 = Vec2::new(0.0, -0.08);
    const REACH: (f32, f32) = (0.05, 0.75);
    let mut mesh = Plane3d::new(Vec3::Z, Vec2::splat(0.5))
        .mesh()
        .subdivisions(CELLS)
        .build();
    let (sky, horizon) = (colours.sky.to_srgba(), colours.horizon.to_srgba());
    let paint = |position: &[f32; 3]| {
        let away = ((Vec2::new(position[0], position[1]) - MIDDLE) * Vec2::new(1.0, 1.25)).length();
        let glow = 1.0 - ((away - REACH.0) / (REACH.1 - REACH.0)).clamp(0.0, 1.0);
        sky.mix(&horizon, glow * glow * (3.0 - 2.0 * glow)).to_f32_array()
    };
    let positions = mesh
        .attribute(Mesh::ATTRIBUTE_POSITION)
        .and_then(|positions| positions.as_float3());
    let colours: Vec<[f32; 4]> = positions.unwrap_or_default().iter().map(paint).collect();
    mesh.insert_attribute(Mesh::ATTRIBUTE_COLOR, colours);
    mesh
}

/// Where the kiosk shares its window, both eyes draw in its part only: on a kiosk, in all of it.
fn keep_to_the_kiosk(
    window: Single<&Window, With<PrimaryWindow>>,
    beside: Res<Beside>,
    mut eyes: Query<&mut Camera, Or<(With<Eye>, With<StillEye>)>>,
) {
    let beside = UVec2::new(beside.0, 0);
    let size = (beside.x > 0).then(|| window.physical_size().saturating_sub(beside).max(UVec2::ONE));
    for mut camera in &mut eyes {
        if camera.viewport.as_ref().map(|viewport| viewport.physical_size) != size {
            camera.viewport = size.map(|physical_size| Viewport {
                physical_size,
                ..default()
            });
        }
    }
}

fn stretch_backdrop(display: Res<Display>, mut quad: Single<&mut Transform, With<BackdropQuad>>) {
    let scale = filling(BACKDROP_DISTANCE, display.whole.x / display.whole.y);
    if quad.scale != scale {
        quad.scale = scale;
    }
}

fn place(
    eye: Single<(&mut Eye, &mut Transform)>,
    mut stage: ResMut<Stage>,
    covered: Res<Covered>,
    aside: Res<Aside>,
    focus: Res<Focus>,
    curtain: Res<Curtain>,
    display: Res<Display>,
    time: Res<Time<Virtual>>,
    children: Query<&Children>,
    drawn: Query<(&Mesh3d, &GlobalTransform)>,
    poses: Query<&GlobalTransform>,
    small: Query<(&Mesh3d, &Transform), Without<Eye>>,
    meshes: Res<Assets<Mesh>>,
) {
    let (mut eye, mut transform) = eye.into_inner();
    let node = stage.node("static");
    let rotors: Vec<Entity> = stage.nodes("life.spin.").map(|(_, entity)| entity).collect();
    let hidden: Vec<(Entity, Transform)> = match stage.shown() {
        Some(shown) if shown.outline.is_empty() => stage
            .nodes("reveal.")
            .filter_map(|(id, entity)| {
                let anchor = shown.anchors.get(&format!("reveal.{id}"))?;
                let pose = Transform {
                    translation: anchor.translation,
                    rotation: anchor.rotation,
                    scale: anchor.scale,
                };
                Some((entity, pose))
            })
            .collect(),
        _ => Vec::new(),
    };
    let Some(shown) = stage
        .bypass_change_detection()
        .shown
        .as_mut()
        .filter(|shown| shown.ready)
    else {
        eye.seen_frames = 0;
        return;
    };
    if shown.outline.is_empty() {
        let outline = loading::outline(node.unwrap_or(shown.root), &children, &drawn, &meshes);
        shown.outline = outline.unwrap_or_default();
        if !shown.outline.is_empty() {
            let swept = loading::swept(rotors.into_iter(), &children, &drawn, &poses, &meshes);
            let revealed = loading::to_be_revealed(hidden.into_iter(), &children, &small, &meshes);
            shown.in_view = [shown.outline.as_slice(), swept.as_slice(), revealed.as_slice()].concat();
        }
    }
    let camera = |name: &str| {
        let portrait = display.is_portrait().then(|| format!("{name}.portrait"));
        let portrait = portrait.and_then(|name| shown.anchors.get(&name));
        portrait.or_else(|| shown.anchors.get(name))
    };
    let from = shown
        .flight
        .as_ref()
        .and_then(|flight| Some((flight.share(), camera(&flight.from)?)));
    let Some(camera) = camera(&shown.camera) else { return };
    let free = FreeRect {
        min: Vec2::new(covered.left + aside.0.left, covered.top + aside.0.top) / display.whole,
        max: (display.size - Vec2::new(covered.right + aside.0.right, covered.bottom + aside.0.bottom)) / display.whole,
    };
    let aspect = display.whole.x / display.whole.y;
    let points = if focus.0.is_empty() { &shown.in_view } else { &focus.0 };
    let Some(goal) = fit::eye(points, camera.rotation, FOV, aspect, free) else {
        return;
    };
    // What comes into view is not approached but simply there, panels and all.
    let new = eye.placed_for != Some(shown.root) || !curtain.open;
    eye.seen_frames = if new { 0 } else { eye.seen_frames.saturating_add(1) };
    eye.placed_for = Some(shown.root);
    let share = if eye.seen_frames < ARRIVAL_FRAMES {
        1.0
    } else {
        1.0 - (1.0 - FOLLOW_PER_SEC).powf(time.delta_secs())
    };
    if let Some((along, from)) = from.filter(|(along, _)| *along < 1.0) {
        let pose = |anchor: &Anchor, at| flight::Pose {
            at,
            rotation: anchor.rotation,
        };
        let pose = flight::between(pose(from, from.translation), pose(camera, goal), along);
        transform.set_if_neq(Transform::from_translation(pose.at).with_rotation(pose.rotation));
        return;
    }
    // Written only when it moves: a still camera lets the renderer keep what it has.
    let left = transform.translation.distance(goal);
    let next = transform
        .translation
        .lerp(goal, if left < ARRIVED { 1.0 } else { share });
    if transform.translation != next || transform.rotation != camera.rotation {
        transform.translation = next;
        transform.rotation = camera.rotation;
    }
}

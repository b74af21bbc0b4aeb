//! A still picture of what stands: on machines without a graphics card the diorama and its backdrop are drawn when they
//! or the eye have moved, kept with their depth, and laid under what moves in every other frame.
//!
//! By this alone the p95 of a frame in play fell from 43–47 ms to 31–33 on a CPU renderer (docs/mesures.md).

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use bevy::{
    camera::{
        Camera3dDepthLoadOp, CameraMainTextureUsages, CameraOutputMode, ClearColorConfig, Exposure,
        visibility::{RenderLayers, VisibilitySystems},
    },
    core_pipeline::{
        Core3d, Core3dSystems,
        core_3d::{main_opaque_pass_3d, main_transparent_pass_3d},
        tonemapping::{DebandDither, Tonemapping},
    },
    ecs::schedule::ScheduleLabel,
    light::cluster::ClusterConfig,
    prelude::*,
    render::{
        RenderApp,
        camera::CameraRenderGraph,
        extract_component::{ExtractComponent, ExtractComponentPlugin},
        extract_resource::{ExtractResource, ExtractResourcePlugin},
        render_resource::{
            BlendState, Extent3d, PipelineCache, Texture, TextureDescriptor, TextureDimension, TextureFormat,
            TextureUsages,
        },
        renderer::{RenderContext, RenderDevice, ViewQuery},
        view::{NoIndirectDrawing, ViewDepthTexture, ViewTarget},
    },
};

use super::{
    eye::{Eye, Sky},
    quality::Quality,
};

/// Meshes that stand are on this layer, what moves is on the usual one.
pub const STANDING: usize = 1;
/// A change is drawn for this many frames: the renderer is a frame behind, and pictures of a new model come in after it.
const SETTLE_FRAMES: u32 = 8;
/// Whatever this watch fails to notice is mended by the one frame in so many that is drawn anyway.
const REFRESH_FRAMES: u32 = 150;

/// A mesh that stays where it is as long as its diorama stands.
#[derive(Component, Clone, Copy, Debug, Default)]
#[require(RenderLayers = RenderLayers::layer(STANDING))]
pub struct Standing;

/// The eye that draws what stands; it hangs under the [`Eye`] and sees the same.
#[derive(Component, Clone, Copy, Debug, Default, ExtractComponent)]
pub(super) struct StillEye;

/// The eye that finds the picture laid out already.
#[derive(Component, Clone, Copy, Debug, Default, ExtractComponent)]
pub(super) struct LaidOver;

/// Whether the kept picture shows everything: not while a shader is still being compiled.
#[derive(Resource, Clone, Debug, Default, ExtractResource)]
struct Whole(Arc<AtomicBool>);

/// Whether the picture drawn in this frame may be wanted in the next: while the eye flies none is, and keeping each
/// would cost two copies of the screen a frame.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, ExtractResource)]
struct Lasts(bool);

/// For how many frames on end the picture has been another one in each, in this one too.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Restless(pub u32);

/// The picture, in the renderer's world.
#[derive(Resource, Default)]
struct Kept {
    picture: Option<KeptPicture>,
    /// What stands was drawn in this very frame, into the texture that is about to be drawn over.
    is_fresh: bool,
}

struct KeptPicture {
    colour: Texture,
    depth: Texture,
}

/// What the [`StillEye`] does in a frame in which nothing has changed: nothing. It stays active, because a camera that
/// comes and goes makes the renderer forget its meshes, and find them again a frame late.
#[derive(ScheduleLabel, Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Rest;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Whole>()
        .init_resource::<Lasts>()
        .init_resource::<Restless>()
        .add_plugins((
            ExtractComponentPlugin::<StillEye>::default(),
            ExtractComponentPlugin::<LaidOver>::default(),
            ExtractResourcePlugin::<Whole>::default(),
            ExtractResourcePlugin::<Lasts>::default(),
        ))
        .add_systems(PostStartup, open)
        .add_systems(
            PostUpdate,
            watch
                .after(VisibilitySystems::VisibilityPropagate)
                .after(TransformSystems::Propagate)
                .after(bevy::camera::CameraUpdateSystems)
                .before(VisibilitySystems::CheckVisibility),
        );
    let Some(renderer) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    renderer
        .init_resource::<Kept>()
        .add_schedule(Schedule::new(Rest))
        .add_systems(
            Core3d,
            (
                lay.before(main_opaque_pass_3d),
                keep.after(main_opaque_pass_3d).before(main_transparent_pass_3d),
            )
                .in_set(Core3dSystems::MainPass),
        );
}

/// A graphics card draws everything in every frame, with one eye; elsewhere a second one keeps what stands.
fn open(
    mut commands: Commands,
    eye: Single<(Entity, &mut Camera, &mut Camera3d, &Projection), With<Eye>>,
    quality: Res<Quality>,
    sky: Res<Sky>,
) {
    let (eye, mut camera, mut camera_3d, projection) = eye.into_inner();
    if *quality == Quality::High {
        commands.entity(eye).insert(RenderLayers::from_layers(&[0, STANDING]));
        return;
    }
    let copied = TextureUsages::COPY_SRC | TextureUsages::COPY_DST;
    let still_3d = Camera3d {
        depth_texture_usages: (TextureUsages::RENDER_ATTACHMENT | copied).into(),
        ..default()
    };
    // Both eyes draw into the same textures, the one after the other.
    *camera_3d = Camera3d {
        depth_load_op: Camera3dDepthLoadOp::Load,
        ..still_3d.clone()
    };
    camera.clear_color = ClearColorConfig::None;
    camera.output_mode = CameraOutputMode::Write {
        blend_state: Some(BlendState::REPLACE),
        clear_color: ClearColorConfig::None,
    };
    let usages = CameraMainTextureUsages::default().with(TextureUsages::COPY_DST);
    commands.entity(eye).insert((LaidOver, usages));
    commands.spawn((
        StillEye,
        Exposure::BLENDER,
        ChildOf(eye),
        still_3d,
        Camera {
            order: -1,
            clear_color: ClearColorConfig::Custom(sky.0.sky),
            output_mode: CameraOutputMode::Skip,
            ..default()
        },
        projection.clone(),
        usages,
        RenderLayers::layer(STANDING),
        Msaa::Off,
        CompositingSpace::Srgb,
        Tonemapping::None,
        DebandDither::Disabled,
        NoIndirectDrawing,
        ClusterConfig::Single,
    ));
}

/// Has the picture drawn again when something of it has changed.
fn watch(
    still: Option<Single<(&mut CameraRenderGraph, &mut Exposure), With<StillEye>>>,
    eye: Single<(Ref<GlobalTransform>, &Camera, &Exposure), (With<Eye>, Without<StillEye>)>,
    changed: Query<
        (),
        (
            With<Standing>,
            Or<(
                Added<Standing>,
                Changed<GlobalTransform>,
                Changed<InheritedVisibility>,
                Changed<Mesh3d>,
            )>,
        ),
    >,
    mut gone: RemovedComponents<Standing>,
    sky: Res<Sky>,
    whole: Res<Whole>,
    mut lasts: ResMut<Lasts>,
    mut restless: ResMut<Restless>,
    mut size: Local<Option<UVec2>>,
    mut since: Local<u32>,
) {
    let Some(still) = still else { return };
    let (mut graph, mut exposure) = still.into_inner();
    let (place, camera, &eye_exposure) = eye.into_inner();
    let resized = *size != camera.physical_target_size();
    *size = camera.physical_target_size();
    let dimmed = exposure.ev100 != eye_exposure.ev100;
    if dimmed {
        *exposure = eye_exposure;
    }
    let moved = place.is_changed() || resized || dimmed || sky.is_changed();
    if moved || !changed.is_empty() || gone.read().count() > 0 {
        *since = 0;
        restless.0 = restless.0.saturating_add(1);
    } else {
        *since = since.wrapping_add(1);
        restless.0 = 0;
    }
    let draws = *since < SETTLE_FRAMES || since.is_multiple_of(REFRESH_FRAMES) || !whole.0.load(Ordering::Relaxed);
    lasts.set_if_neq(Lasts(*since + 1 >= SETTLE_FRAMES));
    let wanted = if draws {
        CameraRenderGraph::new(Core3d)
    } else {
        CameraRenderGraph::new(Rest)
    };
    if graph.0 != wanted.0 {
        *graph = wanted;
    }
}

/// Keeps what was just drawn, if it may be wanted again.
fn keep(
    view: ViewQuery<(&ViewTarget, &ViewDepthTexture), With<StillEye>>,
    device: Res<RenderDevice>,
    pipelines: Res<PipelineCache>,
    whole: Res<Whole>,
    lasts: Res<Lasts>,
    mut kept: ResMut<Kept>,
    mut context: RenderContext,
) {
    let (target, depth) = view.into_inner();
    let (colour, depth) = (target.main_texture(), &depth.texture);
    whole
        .0
        .store(pipelines.waiting_pipelines().next().is_none(), Ordering::Relaxed);
    kept.is_fresh = true;
    if !lasts.0 {
        return;
    }
    let fits = |kept: &KeptPicture| kept.colour.size() == colour.size() && kept.colour.format() == colour.format();
    if !kept.picture.as_ref().is_some_and(fits) {
        kept.picture = Some(KeptPicture {
            colour: blank(&device, colour.size(), colour.format()),
            depth: blank(&device, depth.size(), depth.format()),
        });
    }
    if let Some(kept) = &kept.picture {
        copy(&mut context, colour, &kept.colour);
        copy(&mut context, depth, &kept.depth);
    }
}

/// Lays the kept picture under what is about to be drawn, unless what stands has just been drawn there.
fn lay(
    view: ViewQuery<(&ViewTarget, &ViewDepthTexture), With<LaidOver>>,
    mut kept: ResMut<Kept>,
    mut context: RenderContext,
) {
    let (target, depth) = view.into_inner();
    if std::mem::take(&mut kept.is_fresh) {
        return;
    }
    // After a resize the picture of the new size comes with the same frame: there is nothing to lay under it.
    if let Some(kept) = kept
        .picture
        .as_ref()
        .filter(|kept| kept.colour.size() == target.main_texture().size())
    {
        copy(&mut context, &kept.colour, target.main_texture());
        copy(&mut context, &kept.depth, &depth.texture);
    }
}

fn blank(device: &RenderDevice, size: Extent3d, format: TextureFormat) -> Texture {
    device.create_texture(&TextureDescriptor {
        label: Some("still_picture"),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: TextureDimension::D2,
        format,
        usage: TextureUsages::COPY_SRC | TextureUsages::COPY_DST,
        view_formats: &[],
    })
}

fn copy(context: &mut RenderContext, from: &Texture, to: &Texture) {
    context
        .command_encoder()
        .copy_texture_to_texture(from.as_image_copy(), to.as_image_copy(), from.size());
}

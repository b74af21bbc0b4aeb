//! While the eye flies or a finale unfolds before it, a machine without a graphics card draws the diorama with fewer pixels
//! and stretches the picture: every frame is new then, nothing can be kept ([`still`](super::still)), and a jerk is seen
//! where a pixel is not. What is written on the glass keeps its own pixels; the picture is sharp again as soon as it rests.

use bevy::{
    asset::{embedded_asset, load_embedded_asset},
    camera::{MainPassResolutionOverride, visibility::VisibilitySystems},
    core_pipeline::{Core3d, Core3dSystems, FullscreenShader, core_3d::main_transparent_pass_3d},
    prelude::*,
    render::{
        Extract, ExtractSchedule, RenderApp, RenderStartup,
        camera::ExtractedCamera,
        extract_resource::{ExtractResource, ExtractResourcePlugin},
        render_resource::{
            BindGroupEntries, BindGroupLayoutDescriptor, BindGroupLayoutEntries, CachedRenderPipelineId,
            ColorTargetState, ColorWrites, FilterMode, FragmentState, LoadOp, Operations, PipelineCache,
            RenderPassColorAttachment, RenderPassDescriptor, RenderPipelineDescriptor, Sampler, SamplerBindingType,
            SamplerDescriptor, ShaderStages, StoreOp, TextureFormat, TextureSampleType,
            binding_types::{sampler, texture_2d},
        },
        renderer::{RenderContext, RenderDevice, ViewQuery},
        sync_world::RenderEntity,
        view::ViewTarget,
    },
};

use super::{
    Flight, Stage,
    quality::Quality,
    still::{LaidOver, Restless, StillEye},
};

/// Pixels drawn for each pixel of the screen, along each side.
const SHARE: f32 = 0.6;
/// A single change is drawn with every pixel.
const RESTLESS_FRAMES: u32 = 3;
/// What cameras that keep display colours draw into ([`CompositingSpace::Srgb`]).
const FORMAT: TextureFormat = TextureFormat::Rgba8Unorm;

/// Whether every frame shows something else, and for long.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, ExtractResource)]
struct Flies(bool);

/// How a picture is stretched, in the renderer's world.
#[derive(Resource)]
struct Stretching {
    layout: BindGroupLayoutDescriptor,
    smoothly: Sampler,
    pipeline: CachedRenderPipelineId,
}

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "coarse.wgsl");
    app.init_resource::<Flies>()
        .add_plugins(ExtractResourcePlugin::<Flies>::default())
        // Once it is known whether the picture is another one.
        .add_systems(PostUpdate, watch.after(VisibilitySystems::CheckVisibility));
    let Some(renderer) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    renderer
        .add_systems(RenderStartup, prepare)
        .add_systems(ExtractSchedule, draw_fewer)
        .add_systems(
            Core3d,
            stretch.after(main_transparent_pass_3d).in_set(Core3dSystems::MainPass),
        );
}

fn watch(stage: Res<Stage>, quality: Res<Quality>, restless: Res<Restless>, mut flies: ResMut<Flies>) {
    let unfolds = stage.flight().is_some_and(Flight::is_under_way) && restless.0 >= RESTLESS_FRAMES;
    flies.set_if_neq(Flies(*quality == Quality::Low && unfolds));
}

fn prepare(
    mut commands: Commands,
    device: Res<RenderDevice>,
    pipelines: Res<PipelineCache>,
    screen: Res<FullscreenShader>,
    assets: Res<AssetServer>,
) {
    let layout = BindGroupLayoutDescriptor::new(
        "stretched picture",
        &BindGroupLayoutEntries::sequential(
            ShaderStages::FRAGMENT,
            (
                texture_2d(TextureSampleType::Float { filterable: true }),
                sampler(SamplerBindingType::Filtering),
            ),
        ),
    );
    let smoothly = device.create_sampler(&SamplerDescriptor {
        mag_filter: FilterMode::Linear,
        min_filter: FilterMode::Linear,
        ..default()
    });
    let pipeline = pipelines.queue_render_pipeline(RenderPipelineDescriptor {
        label: Some("stretch".into()),
        layout: vec![layout.clone()],
        vertex: screen.to_vertex_state(),
        fragment: Some(FragmentState {
            shader: load_embedded_asset!(assets.as_ref(), "coarse.wgsl"),
            targets: vec![Some(ColorTargetState {
                format: FORMAT,
                blend: None,
                write_mask: ColorWrites::ALL,
            })],
            ..default()
        }),
        ..default()
    });
    commands.insert_resource(Stretching {
        layout,
        smoothly,
        pipeline,
    });
}

/// Both eyes draw into the same corner of the same textures. Runs before the views are prepared.
fn draw_fewer(
    mut commands: Commands,
    flies: Extract<Res<Flies>>,
    eyes: Extract<Query<(RenderEntity, &Camera), Or<(With<StillEye>, With<LaidOver>)>>>,
    stretching: Option<Res<Stretching>>,
    pipelines: Res<PipelineCache>,
    device: Res<RenderDevice>,
) {
    let can = stretching.is_some_and(|how| pipelines.get_render_pipeline(how.pipeline).is_some());
    let most = device.limits().max_texture_dimension_2d;
    for (eye, camera) in &eyes {
        let stretches = camera
            .physical_target_size()
            .is_some_and(|whole| is_in_reach(whole, most));
        let size = camera.physical_viewport_size().filter(|_| flies.0 && can && stretches);
        match size {
            Some(size) => commands.entity(eye).insert(MainPassResolutionOverride(fewer(size))),
            None => commands.entity(eye).remove::<MainPassResolutionOverride>(),
        };
    }
}

/// Whether the viewport of the stretching pass is one that the device takes (`most` pixels along a side): a very large
/// screen is drawn whole.
fn is_in_reach(whole: UVec2, most: u32) -> bool {
    /// What rounding may add.
    const SPARE: f32 = 1.02;
    whole.max_element() as f32 / SHARE * SPARE <= most as f32
}

/// Pixels drawn for a screen of so many.
fn fewer(size: UVec2) -> UVec2 {
    (size.as_vec2() * SHARE)
        .round()
        .as_uvec2()
        .max(UVec2::splat(2))
        .min(size)
}

/// Once both eyes have drawn, before anything is written on the glass.
fn stretch(
    view: ViewQuery<(&ViewTarget, &MainPassResolutionOverride, &ExtractedCamera), With<LaidOver>>,
    stretching: Res<Stretching>,
    pipelines: Res<PipelineCache>,
    mut context: RenderContext,
) {
    let (target, drawn, camera) = view.into_inner();
    let (Some(pipeline), Some(size)) = (
        pipelines.get_render_pipeline(stretching.pipeline),
        camera.physical_viewport_size,
    ) else {
        return;
    };
    let whole = target.main_texture().size();
    let ways = target.post_process_write();
    let picture = context.render_device().create_bind_group(
        "stretched picture",
        &pipelines.get_bind_group_layout(&stretching.layout),
        &BindGroupEntries::sequential((ways.source, &stretching.smoothly)),
    );
    let mut pass = context.command_encoder().begin_render_pass(&RenderPassDescriptor {
        label: Some("stretch"),
        color_attachments: &[Some(RenderPassColorAttachment {
            view: ways.destination,
            depth_slice: None,
            resolve_target: None,
            ops: Operations {
                load: LoadOp::Load,
                store: StoreOp::Store,
            },
        })],
        depth_stencil_attachment: None,
        timestamp_writes: None,
        occlusion_query_set: None,
        multiview_mask: None,
    });
    // The last half pixel that was drawn falls on the screen's edge: what lies beyond is of an older frame.
    let larger = size.as_vec2() / (drawn.0.as_vec2() - 0.5);
    pass.set_viewport(
        0.0,
        0.0,
        whole.width as f32 * larger.x,
        whole.height as f32 * larger.y,
        0.0,
        1.0,
    );
    pass.set_scissor_rect(0, 0, size.x.min(whole.width), size.y.min(whole.height));
    pass.set_pipeline(pipeline);
    pass.set_bind_group(0, &picture, &[]);
    pass.draw(0..3, 0..1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_too_large_to_be_stretched_is_drawn_whole() {
        assert!(is_in_reach(UVec2::new(3840, 2160), 8192));
        assert!(!is_in_reach(UVec2::new(5120, 2880), 8192));
    }

    #[test]
    fn never_more_pixels_than_the_screen_has_and_never_none() {
        assert_eq!(fewer(UVec2::new(1280, 720)), UVec2::new(768, 432));
        for side in 1..40 {
            let size = UVec2::new(side, 1);
            assert!(
                fewer(size).cmple(size).all() && fewer(size).cmpge(UVec2::ONE).all(),
                "{size}"
            );
        }
    }
}

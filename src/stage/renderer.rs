//! What Bevy's renderer does for scenes unlike ours, left out.
//!
//! Colours are kept as a screen shows them from the first pixel to the last ([`CompositingSpace::Srgb`]): shaders of
//! `stage` and `theme` write display colours and blend them as they are. A CPU renderer, which would decode and encode
//! every pixel it blends, draws a screen in about three quarters of the time (docs/mesures.md).

use bevy::{
    asset::{embedded_asset, load_embedded_asset},
    core_pipeline::blit::{BlitPipeline, init_blit_pipeline},
    prelude::*,
    render::{
        RenderApp, RenderStartup,
        batching::gpu_preprocessing::{GpuPreprocessingMode, GpuPreprocessingSupport},
        init_gpu_resource,
    },
};

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "present.wgsl");
    let Some(renderer) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    renderer.add_systems(
        RenderStartup,
        (
            place_on_the_cpu.after(init_gpu_resource::<GpuPreprocessingSupport>),
            present_our_way.after(init_blit_pipeline),
        ),
    );
}

/// A compute pass that places thirty meshes costs more than it saves. Said to the phases here, to the meshes themselves
/// by `PbrPlugin` (launch.rs).
fn place_on_the_cpu(mut support: ResMut<GpuPreprocessingSupport>) {
    support.max_supported_mode = GpuPreprocessingMode::None;
}

fn present_our_way(mut blit: ResMut<BlitPipeline>, assets: Res<AssetServer>) {
    blit.fragment_shader = load_embedded_asset!(assets.as_ref(), "present.wgsl");
}

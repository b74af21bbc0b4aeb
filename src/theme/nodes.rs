//! The interface is drawn by a shader of our own that spends nothing where nothing shows (nodes.wgsl says how).

use bevy::{
    asset::{embedded_asset, load_embedded_asset},
    prelude::*,
    render::{RenderApp, RenderStartup},
    ui_render::{UiPipeline, init_ui_pipeline},
};

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "nodes.wgsl");
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer.add_systems(RenderStartup, use_ours.after(init_ui_pipeline));
    }
}

fn use_ours(mut nodes: ResMut<UiPipeline>, assets: Res<AssetServer>) {
    nodes.shader = load_embedded_asset!(assets.as_ref(), "nodes.wgsl");
}

//! What Bevy's renderer does for scenes unlike ours, left out.
//!
//! Colours are kept as a screen shows them from the first pixel to the last ([`CompositingSpace::Srgb`]): shaders of
//! `stage` and `theme` write display colours and blend them as they are. A CPU renderer, which would decode and encode
//! every pixel it blends, draws a screen in about three quarters of the time (docs/mesures.md).

use bevy::{
    asset::{AssetEvent, embedded_asset, load_embedded_asset},
    core_pipeline::blit::{BlitPipeline, init_blit_pipeline},
    light::cluster::GlobalClusterSettings,
    mesh::Indices,
    prelude::*,
    render::{
        RenderApp, RenderStartup,
        batching::gpu_preprocessing::{GpuPreprocessingMode, GpuPreprocessingSupport},
        init_gpu_resource,
        mesh::allocator::MeshAllocatorSettings,
    },
};

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "present.wgsl");
    let Some(renderer) = app.get_sub_app_mut(RenderApp) else {
        return;
    };
    let mut meshes = MeshAllocatorSettings::default();
    // A buffer of its own for each mesh. Shared ones save what a few dozen draws do not cost, and keep a table of
    // 4 MB for each shape of vertex (five of them: 21 MB measured).
    meshes.slab_allocator_settings.large_threshold = 0;
    renderer.insert_resource(meshes);
    renderer.add_systems(
        RenderStartup,
        (
            place_on_the_cpu.after(init_gpu_resource::<GpuPreprocessingSupport>),
            present_our_way.after(init_blit_pipeline),
        ),
    );
    app.add_systems(PreStartup, sort_no_lights)
        .add_systems(Last, fill_the_last_word);
}

/// Scenes without a lamp need no passes that find which lamp shines where.
fn sort_no_lights(mut settings: ResMut<GlobalClusterSettings>) {
    settings.gpu_clustering = None;
}

/// A buffer of indices is made of whole words of 4 bytes: an odd number of triangles with short indices gets one more,
/// without area. (Bevy fills up the buffers that meshes share, but not those of one mesh.)
fn fill_the_last_word(mut events: MessageReader<AssetEvent<Mesh>>, mut meshes: ResMut<Assets<Mesh>>) {
    for event in events.read() {
        let (AssetEvent::Added { id } | AssetEvent::Modified { id }) = event else {
            continue;
        };
        // Untracked: the mesh is about to be handed over, not changed again.
        if let Some(mesh) = meshes.get_mut_untracked(*id)
            && let Ok(Some(Indices::U16(indices))) = mesh.try_indices_mut_option()
            && indices.len() % 2 == 1
        {
            let last = indices[indices.len() - 1];
            indices.extend([last; 3]);
        }
    }
}

/// A compute pass that places thirty meshes costs more than it saves. Said to the phases here, to the meshes themselves
/// by `PbrPlugin` (launch.rs).
fn place_on_the_cpu(mut support: ResMut<GpuPreprocessingSupport>) {
    support.max_supported_mode = GpuPreprocessingMode::None;
}

fn present_our_way(mut blit: ResMut<BlitPipeline>, assets: Res<AssetServer>) {
    blit.fragment_shader = load_embedded_asset!(assets.as_ref(), "present.wgsl");
}

#[cfg(test)]
mod tests {
    use bevy::{asset::RenderAssetUsages, mesh::PrimitiveTopology};

    use super::*;

    #[test]
    fn indices_fill_whole_words_and_draw_the_same() {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, AssetPlugin::default()))
            .init_asset::<Mesh>()
            .add_systems(Last, fill_the_last_word);
        let mut meshes = app.world_mut().resource_mut::<Assets<Mesh>>();
        let mut mesh = |indices| {
            meshes.add(
                Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::default())
                    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, vec![[0.0, 0.0, 0.0]; 4])
                    .with_inserted_indices(indices),
            )
        };
        let cases = [
            (mesh(Indices::U16(vec![0, 1, 2])), vec![0, 1, 2, 2, 2, 2]),
            (mesh(Indices::U16(vec![0, 1, 2, 0, 2, 3])), vec![0, 1, 2, 0, 2, 3]),
            (mesh(Indices::U32(vec![0, 1, 2])), vec![0, 1, 2]),
            (mesh(Indices::U16(vec![])), vec![]),
        ];
        app.update();
        app.update();
        let meshes = app.world().resource::<Assets<Mesh>>();
        for (mesh, expected) in cases {
            let indices = meshes.get(&mesh).and_then(Mesh::indices).expect("it has indices");
            assert_eq!(indices.iter().collect::<Vec<_>>(), expected);
        }
    }
}

//! The lean materials: light baked into a texture for what stands, vertex colours and one key light for what moves.
//!
//! Bevy's physically based shader costs 200 ms a frame on a CPU renderer; these cost 20 (measured at 1280×720).

use bevy::{
    asset::embedded_asset,
    mesh::MeshVertexBufferLayoutRef,
    pbr::{MaterialPipeline, MaterialPipelineKey},
    prelude::*,
    render::render_resource::{AsBindGroup, RenderPipelineDescriptor, SpecializedMeshPipelineError},
    shader::{ShaderRef, load_shader_library},
};

/// What stands: the path-traced light, and nothing else.
#[derive(Asset, TypePath, AsBindGroup, Clone)]
pub struct Baked {
    #[texture(0)]
    #[sampler(1)]
    pub light: Handle<Image>,
}

/// What moves: vertex colour × baked occlusion in RGB, gloss in alpha, one key light that matches the bake.
/// [`MeshTag`](bevy::mesh::MeshTag) holds how much it glows, 0 to 255.
#[derive(Asset, TypePath, AsBindGroup, Clone)]
pub struct Moving {
    /// Direction towards the key light, unit length; `w`: how much it rakes, from 0 to 1.
    #[uniform(0)]
    pub towards_light: Vec4,
}

/// What is covered with paint or foam: vertex colour in RGB under a coat whose thickness is a picture in the mesh's own
/// coordinates, dull where it is bare, wet and shining where it is not.
#[derive(Asset, TypePath, AsBindGroup, Clone)]
pub struct Coated {
    /// Red: thickness, 128 is the trade's coat; green: how much hangs or has run.
    #[texture(0)]
    #[sampler(1)]
    pub coat: Handle<Image>,
    /// Direction towards the key light, unit length; `w`: 1 for what is dry and flat, 0 for what is wet.
    #[uniform(2)]
    pub towards_light: Vec4,
    /// sRGB; alpha: how much of what is under it a full coat hides, 0 to 1.
    #[uniform(3)]
    pub paint: Vec4,
}

/// Metal that melts: vertex colour in RGB, heat in alpha (0 cold, 1 white), one key light.
#[derive(Asset, TypePath, AsBindGroup, Clone)]
pub struct Molten {
    /// Direction towards the key light, unit length; `w` unused.
    #[uniform(0)]
    pub towards_light: Vec4,
}

/// Shadows, smoke, sparks: a soft disc; its colour (RGBA, 8 bits each) is in the mesh's tag.
#[derive(Asset, TypePath, AsBindGroup, Clone)]
pub struct Soft {
    /// Light is added instead of laid over.
    pub adds: bool,
}

/// The soft gradient behind the diorama: it covers the screen, so its colours are computed once, in its vertices.
#[derive(Asset, TypePath, AsBindGroup, Clone)]
pub struct Backdrop {}

macro_rules! lean {
    ($($line:item)*) => {
        $($line)*
        fn enable_prepass() -> bool {
            false
        }
        fn enable_shadows() -> bool {
            false
        }
    };
}

impl Material for Baked {
    lean! {
        fn fragment_shader() -> ShaderRef {
            "embedded://etabli/stage/baked.wgsl".into()
        }
    }
}

impl Material for Moving {
    lean! {
        fn fragment_shader() -> ShaderRef {
            "embedded://etabli/stage/moving.wgsl".into()
        }
        fn specialize(
            _: &MaterialPipeline,
            descriptor: &mut RenderPipelineDescriptor,
            _: &MeshVertexBufferLayoutRef,
            _: MaterialPipelineKey<Self>,
        ) -> Result<(), SpecializedMeshPipelineError> {
            pass_instance_index(descriptor);
            Ok(())
        }
    }
}

impl Material for Coated {
    lean! {
        fn fragment_shader() -> ShaderRef {
            "embedded://etabli/stage/coated.wgsl".into()
        }
    }
}

impl Material for Molten {
    lean! {
        fn fragment_shader() -> ShaderRef {
            "embedded://etabli/stage/molten.wgsl".into()
        }
    }
}

impl Material for Soft {
    lean! {
        fn fragment_shader() -> ShaderRef {
            "embedded://etabli/stage/soft.wgsl".into()
        }
        fn alpha_mode(&self) -> AlphaMode {
            if self.adds { AlphaMode::Add } else { AlphaMode::Blend }
        }
        fn specialize(
            _: &MaterialPipeline,
            descriptor: &mut RenderPipelineDescriptor,
            _: &MeshVertexBufferLayoutRef,
            _: MaterialPipelineKey<Self>,
        ) -> Result<(), SpecializedMeshPipelineError> {
            pass_instance_index(descriptor);
            Ok(())
        }
    }
}

impl Material for Backdrop {
    lean! {
        fn fragment_shader() -> ShaderRef {
            "embedded://etabli/stage/backdrop.wgsl".into()
        }
        // Nothing of it is transparent: masked things are drawn after the opaque ones, so only what the diorama leaves
        // free is painted.
        fn alpha_mode(&self) -> AlphaMode {
            AlphaMode::Mask(0.0)
        }
    }
}

/// Lets the fragment shader find the mesh's tag.
fn pass_instance_index(descriptor: &mut RenderPipelineDescriptor) {
    const DEFINE: &str = "VERTEX_OUTPUT_INSTANCE_INDEX";
    if !descriptor.vertex.shader_defs.contains(&DEFINE.into()) {
        descriptor.vertex.shader_defs.push(DEFINE.into());
    }
    if let Some(fragment) = &mut descriptor.fragment
        && !fragment.shader_defs.contains(&DEFINE.into())
    {
        fragment.shader_defs.push(DEFINE.into());
    }
}

/// A colour as a mesh tag for [`Soft`], as the screen shows it.
pub fn soft_tag(colour: Color) -> u32 {
    u32::from_le_bytes(colour.to_srgba().to_u8_array())
}

pub(super) fn plugin(app: &mut App) {
    load_shader_library!(app, "display.wgsl");
    embedded_asset!(app, "baked.wgsl");
    embedded_asset!(app, "moving.wgsl");
    embedded_asset!(app, "coated.wgsl");
    embedded_asset!(app, "molten.wgsl");
    embedded_asset!(app, "soft.wgsl");
    embedded_asset!(app, "backdrop.wgsl");
    app.add_plugins((
        MaterialPlugin::<Baked>::default(),
        MaterialPlugin::<Moving>::default(),
        MaterialPlugin::<Coated>::default(),
        MaterialPlugin::<Molten>::default(),
        MaterialPlugin::<Soft>::default(),
        MaterialPlugin::<Backdrop>::default(),
    ));
}

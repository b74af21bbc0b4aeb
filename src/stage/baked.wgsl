#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var light: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var light_sampler: sampler;

/// What `view.exposure` is in daylight (`stage::eye`).
const DAYLIGHT: f32 = 0.0010019;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    // The texture holds display colours and is read as plain numbers, which CPU renderers filter several times faster;
    // this cubic is the sRGB curve to within a step of an 8-bit screen.
    let c = textureSample(light, light_sampler, in.uv).rgb;
    let light_here = c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878);
    return vec4<f32>(light_here * saturate(view.exposure / DAYLIGHT), 1.0);
}

#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}
#import etabli::display::let_through_display

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var light: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var light_sampler: sampler;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    // The texture holds display colours, is read as plain numbers and goes to the screen as it is.
    return vec4<f32>(textureSample(light, light_sampler, in.uv).rgb * let_through_display(view.exposure), 1.0);
}

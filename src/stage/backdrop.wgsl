#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}

/// What `view.exposure` is in daylight (`stage::eye`).
const DAYLIGHT: f32 = 0.0010019;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    return vec4<f32>(in.color.rgb * saturate(view.exposure / DAYLIGHT), in.color.a);
}

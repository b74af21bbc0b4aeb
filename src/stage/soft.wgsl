#import bevy_pbr::{forward_io::VertexOutput, mesh_functions}

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let from_centre = length(in.uv - vec2<f32>(0.5)) * 2.0;
    let fade = smoothstep(1.0, 0.0, from_centre);
    let tag = unpack4x8unorm(mesh_functions::get_tag(in.instance_index));
    let alpha = tag.a * fade * fade;
#ifdef BLEND_PREMULTIPLIED_ALPHA
    // Light is added: nothing of what lies behind is taken away.
    return vec4<f32>(tag.rgb * alpha, 0.0);
#else
    return vec4<f32>(tag.rgb, alpha);
#endif
}

// Copies the finished picture to the window. It holds display colours; the window encodes what it is given.

#import bevy_core_pipeline::fullscreen_vertex_shader::FullscreenVertexOutput

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var picture_sampler: sampler;

@fragment
fn fs_main(in: FullscreenVertexOutput) -> @location(0) vec4<f32> {
    let c = textureSample(picture, picture_sampler, in.uv);
#ifdef SRGB_TO_LINEAR
    // The sRGB curve to within a step of an 8-bit screen, without the power that a CPU renderer pays dearly for.
    return vec4(c.rgb * (c.rgb * (c.rgb * 0.305306011 + 0.682171111) + 0.012522878), c.a);
#else
    return c;
#endif
}

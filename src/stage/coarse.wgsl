// Stretches a picture that was drawn with fewer pixels: the viewport of this pass is as much larger than the screen.

#import bevy_core_pipeline::fullscreen_vertex_shader::FullscreenVertexOutput

@group(0) @binding(0) var picture: texture_2d<f32>;
@group(0) @binding(1) var smoothly: sampler;

@fragment
fn fs_main(in: FullscreenVertexOutput) -> @location(0) vec4<f32> {
    return textureSampleLevel(picture, smoothly, in.uv, 0.0);
}

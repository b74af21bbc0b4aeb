#import bevy_pbr::forward_io::VertexOutput

struct Colours {
    sky: vec4<f32>,
    horizon: vec4<f32>,
}
@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> colours: Colours;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let from_centre = length((in.uv - vec2<f32>(0.5, 0.58)) * vec2<f32>(1.0, 1.25));
    let glow = smoothstep(0.75, 0.05, from_centre);
    // A little noise keeps wide gradients from banding on 8-bit panels.
    let noise = fract(sin(dot(in.position.xy, vec2<f32>(12.9898, 78.233))) * 43758.547) / 255.0;
    return vec4<f32>(mix(colours.sky.rgb, colours.horizon.rgb, glow) + noise, 1.0);
}

#import bevy_pbr::{forward_io::VertexOutput, mesh_functions, mesh_view_bindings::view}
#import etabli::display::{facing_squared, let_through, to_display, to_light, unit_again}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> towards_light: vec4<f32>;

const KEY: vec3<f32> = vec3<f32>(1.0, 0.93, 0.80);
const SKY: vec3<f32> = vec3<f32>(0.62, 0.68, 0.78);
const GROUND: vec3<f32> = vec3<f32>(0.44, 0.36, 0.30);
const GLOW: vec3<f32> = vec3<f32>(1.0, 0.78, 0.35);

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let paint = to_light(in.color.rgb);
    let normal = unit_again(in.world_normal);
    let eye = normalize(view.world_position - in.world_position.xyz);
    let gloss = in.color.a;
    // Wrapped, so that the shaded side keeps the bounce it has in the bake; a raking lamp leaves both away, for every bump
    // to show.
    let rakes = towards_light.w;
    let wrap = 0.25 - 0.25 * rakes;
    let key = saturate(dot(normal, towards_light.xyz) * (1.0 - wrap) + wrap);
    let around = mix(GROUND, SKY, normal.y * 0.5 + 0.5);
    // Powers by squaring: a CPU renderer pays dearly for any other.
    let facing_2 = facing_squared(normal, eye, towards_light.xyz);
    let facing_4 = facing_2 * facing_2;
    let facing_16 = facing_4 * facing_4 * facing_4 * facing_4;
    let shine = mix(facing_4 * facing_4, facing_16 * facing_16 * facing_16 * facing_16, gloss) * gloss * 0.65;
    let grazing = 1.0 - saturate(dot(normal, eye));
    let rim = grazing * grazing * grazing * (0.10 + 0.35 * gloss);
    let glow = f32(mesh_functions::get_tag(in.instance_index)) / 255.0;
    var colour = paint * (KEY * key * (0.92 + 0.50 * rakes) + around * (0.62 - 0.24 * rakes)) + KEY * shine + SKY * rim;
    colour += GLOW * glow * (0.18 + 0.9 * grazing * grazing);
    return vec4<f32>(to_display(colour * let_through(view.exposure)), 1.0);
}

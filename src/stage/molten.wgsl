#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}
#import etabli::display::{facing_squared, let_through, to_display, to_light, unit_again}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> towards_light: vec4<f32>;

const KEY: vec3<f32> = vec3<f32>(1.0, 0.93, 0.80);
const SKY: vec3<f32> = vec3<f32>(0.62, 0.68, 0.78);
const GROUND: vec3<f32> = vec3<f32>(0.44, 0.36, 0.30);

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let paint = to_light(in.color.rgb);
    let normal = unit_again(in.world_normal);
    let eye = normalize(view.world_position - in.world_position.xyz);
    let key = saturate(dot(normal, towards_light.xyz) * 0.85 + 0.15);
    let around = mix(GROUND, SKY, normal.y * 0.5 + 0.5);
    // Powers by squaring: a CPU renderer pays dearly for any other.
    let facing_2 = facing_squared(normal, eye, towards_light.xyz);
    let facing_4 = facing_2 * facing_2;
    let shine = facing_4 * facing_4 * facing_4;
    let lit = paint * (KEY * key * 0.95 + around * 0.55) + KEY * shine * 0.55;
    // Metal glows from dull red over orange to nearly white, and through the helmet's glass as well.
    let heat = in.color.a;
    let heat_2 = heat * heat;
    let glow = vec3<f32>(1.55 * heat, 1.05 * heat_2, 0.85 * heat_2 * heat_2);
    return vec4<f32>(to_display(lit * let_through(view.exposure) + glow), 1.0);
}
